"""How many to look at, and which: proposed sizes and a draw anyone can repeat.

Sizes are proposals (law-checkup 3.2, 建议), each a rule PRAC-CHK-… that an overlay may replace. The
draw orders the population by the SHA-256 of seed and name and takes the first n. This was chosen
over ``random.sample`` because the standard library promises no same sample from one version to the
next, because the order in which names are listed does not matter, because a larger sample with the
same seed contains the smaller one, and because any other tool can check it:
``printf '%s\\n%s' SEED NAME | sha256sum``, smallest first.
"""

import hashlib
import secrets
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil
from typing import Any

from casework.errors import DefinitionError, InputError, Problem
from casework.law import Law


@dataclass(frozen=True, slots=True)
class SamplingScheme:
    """How many the practice proposes to look at, to ask, and to have back: numbers that only the rules give."""

    #: PRAC-CHK-35, contracts, wages, attendance: below the first all, up to the second `middle`
    bounds: tuple[int, int]
    middle: int  #: PRAC-CHK-36
    share: Fraction  #: PRAC-CHK-37, of more than the second bound
    limits: tuple[int, int]  #: PRAC-CHK-38, the least and the most of that share
    per_form: int  #: PRAC-CHK-39, persons of each form of employment
    per_site: int  #: PRAC-CHK-40, persons of each site visited
    return_share: Fraction  #: PRAC-CHK-41, of those to be examined
    return_least: int  #: PRAC-CHK-42

    @classmethod
    def from_law(cls, law: Law, on: date, jurisdiction: str) -> "SamplingScheme":
        """Return the numbers of the rules in force there on that day, overlays included.

        Raises:
            DefinitionError: an overlay gives numbers that propose nothing.
        """

        def value(key: str) -> Any:
            return law.rule(f"checkup.{key}", jurisdiction=jurisdiction, on=on).rule.value

        first, second = value("sample.bounds")
        least, most = value("sample.limits")
        scheme = cls(
            bounds=(int(first), int(second)),
            middle=int(value("sample.middle")),
            share=Fraction(str(value("sample.share"))),
            limits=(int(least), int(most)),
            per_form=int(value("interviews.per_form")),
            per_site=int(value("interviews.per_site")),
            return_share=Fraction(str(value("questionnaires.share"))),
            return_least=int(value("questionnaires.least")),
        )
        if first > second or least > most or not 0 <= scheme.share <= 1:
            why = "数值的大小或顺序不对：请对照随附规则的同名条目改正覆盖文件。"
            raise DefinitionError("抽样规则", [Problem("checkup.sample.*", why)])
        return scheme


@dataclass(frozen=True, slots=True)
class Draw:
    """A sample and everything needed to draw it again."""

    seed: str
    total: int  #: N, how many there were to choose from
    chosen: tuple[str, ...]  #: n names, in the order drawn
    population_hash: str  #: SHA-256 of the sorted names, to show that N was the same


def sample_size(headcount: int, scheme: SamplingScheme) -> int:
    """Return how many contracts, wage slips or attendance records to look at.

    As shipped: below 30 all, up to 200 thirty, above 5 %, at least 50 and at most 200.

    Raises:
        InputError: a negative number.
    """
    _not_negative("人数", headcount)
    all_below, middle_up_to = scheme.bounds
    if headcount < all_below:
        return headcount
    if headcount <= middle_up_to:
        return min(headcount, scheme.middle)
    least, most = scheme.limits
    return min(headcount, max(ceil(headcount * scheme.share), least), most)


def interviews(
    forms: Mapping[str, int], sites: Mapping[str, int], scheme: SamplingScheme
) -> dict[str, int]:
    """Return the least number of interviews for each form of employment and each site.

    Both map a name to the persons there; nobody can be asked where nobody works.
    """
    least = {form: min(scheme.per_form, count) for form, count in forms.items()}
    return least | {site: min(scheme.per_site, count) for site, count in sites.items()}


def questionnaires(headcount: int, scheme: SamplingScheme) -> int:
    """Return how many questionnaires must come back, else that part is 未能充分核实.

    Raises:
        InputError: a negative number.
    """
    _not_negative("人数", headcount)
    return min(headcount, max(ceil(headcount * scheme.return_share), scheme.return_least))


def fresh_seed() -> str:
    """Return a seed nobody could choose; record it with the draw."""
    return secrets.token_hex(8)


def draw(names: Iterable[str], size: int, seed: str) -> Draw:
    """Return *size* of the *names* (worker or document numbers), or all if there are fewer.

    Raises:
        InputError: a name twice, a negative size, no seed.
    """
    names = tuple(names)
    problems = [
        Problem("名单", f"“{name}”出现了{times}次；名单里每个编号只能有一次。")
        for name, times in Counter(names).items()
        if times > 1
    ]
    if not seed:
        problems.append(Problem("随机种子", "不能为空；请记下所用的种子，以便复核。"))
    if problems:
        raise InputError(problems)
    _not_negative("抽查数", size)
    ordered = sorted(names, key=lambda name: _rank(seed, name))
    listed = "\n".join(sorted(names))
    return Draw(
        seed, len(names), tuple(ordered[:size]), hashlib.sha256(listed.encode()).hexdigest()
    )


def draw_by_stratum(strata: Mapping[str, Collection[str]], size: int, seed: str) -> dict[str, Draw]:
    """Return a draw for each stratum (a site, a form of employment), about proportional.

    Each stratum that has anyone gets at least one, if *size* allows; ties go in order of name. A
    larger size with the same seed contains the smaller one.

    Raises:
        InputError: as ``draw``.
    """
    _not_negative("抽查数", size)
    shares = _shares({name: len(names) for name, names in strata.items()}, size)
    return {name: draw(names, shares[name], seed) for name, names in strata.items()}


def _shares(counts: Mapping[str, int], size: int) -> dict[str, int]:
    """Return how many of each stratum: given out one by one, so that a larger sample only adds.

    First one to each, the largest first; then always to the one that is furthest behind its part
    (the divisors 1, 3, 5 … of Sainte-Laguë, which favour neither large nor small). The method of
    largest remainders, though nearer at hand, may take one away when the sample grows.
    """
    shares = dict.fromkeys(sorted(counts), 0)
    for _one in range(min(size, sum(counts.values()))):
        open_to = [name for name in shares if shares[name] < counts[name]]
        name = max(
            open_to,
            key=lambda name: (not shares[name], Fraction(counts[name], 2 * shares[name] + 1)),
        )
        shares[name] += 1
    return shares


def _rank(seed: str, name: str) -> bytes:
    return hashlib.sha256(f"{seed}\n{name}".encode()).digest()


def _not_negative(place: str, number: int) -> None:
    if number < 0:
        raise InputError.one(place, f"写了{number}，应当是零或正整数。")
