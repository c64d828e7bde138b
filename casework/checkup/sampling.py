"""How many to look at, and which: proposed sizes and a draw anyone can repeat.

Sizes are proposals (law-checkup 3.2, 建议). The draw orders the population by the SHA-256 of seed
and name and takes the first n. This was chosen over ``random.sample`` because the standard library
promises no same sample from one version to the next, because the order in which names are listed
does not matter, because a larger sample with the same seed contains the smaller one, and because
any other tool can check it: ``printf '%s\\n%s' SEED NAME | sha256sum``, smallest first.
"""

import hashlib
import secrets
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from casework.errors import InputError, Problem

#: Contracts, wages, attendance: below this many workers, everyone; up to the next, 30 (3.2).
_ALL_BELOW = 30
_MIDDLE_UP_TO = 200
_MIDDLE = 30
_SHARE = Fraction(5, 100)
_LEAST, _MOST = 50, 200
#: Interviews: persons of each form of employment, and of each site visited (3.2).
_PER_FORM, _PER_SITE = 3, 2
#: Questionnaires back: a tenth of those to be examined, and not fewer than 30 (3.2).
_RETURN_SHARE, _RETURN_LEAST = Fraction(1, 10), 30


@dataclass(frozen=True, slots=True)
class Draw:
    """A sample and everything needed to draw it again."""

    seed: str
    total: int  #: N, how many there were to choose from
    chosen: tuple[str, ...]  #: n names, in the order drawn
    population_hash: str  #: SHA-256 of the sorted names, to show that N was the same


def sample_size(headcount: int) -> int:
    """Return how many contracts, wage slips or attendance records to look at.

    Below 30 all, up to 200 thirty, above 5 %, at least 50 and at most 200.

    Raises:
        InputError: a negative number.
    """
    _not_negative("人数", headcount)
    if headcount < _ALL_BELOW:
        return headcount
    if headcount <= _MIDDLE_UP_TO:
        return _MIDDLE
    return min(max(ceil(headcount * _SHARE), _LEAST), _MOST)


def interviews(forms: Mapping[str, int], sites: Mapping[str, int]) -> dict[str, int]:
    """Return the least number of interviews for each form of employment and each site.

    Both map a name to the persons there; nobody can be asked where nobody works.
    """
    least = {form: min(_PER_FORM, count) for form, count in forms.items()}
    return least | {site: min(_PER_SITE, count) for site, count in sites.items()}


def questionnaires(headcount: int) -> int:
    """Return how many questionnaires must come back, else that part is 未能充分核实.

    Raises:
        InputError: a negative number.
    """
    _not_negative("人数", headcount)
    return min(headcount, max(ceil(headcount * _RETURN_SHARE), _RETURN_LEAST))


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

    Each stratum that has anyone gets at least one, if *size* allows; what is left goes by the
    largest remainder, ties in order of name.

    Raises:
        InputError: as ``draw``.
    """
    _not_negative("抽查数", size)
    shares = _shares({name: len(names) for name, names in strata.items()}, size)
    return {name: draw(names, shares[name], seed) for name, names in strata.items()}


def _shares(counts: Mapping[str, int], size: int) -> dict[str, int]:
    total = sum(counts.values())
    size = min(size, total)
    if not size:
        return dict.fromkeys(counts, 0)
    exact = {name: Fraction(size * count, total) for name, count in counts.items()}
    floor = 1 if size >= sum(1 for count in counts.values() if count) else 0
    shares = {name: max(int(exact[name]), min(floor, counts[name])) for name in counts}
    while (gap := size - sum(shares.values())) != 0:
        step = 1 if gap > 0 else -1
        # The one furthest below its exact share gains; the one furthest above it gives.
        movable = [
            name for name in sorted(counts)
            if (shares[name] < counts[name] if step > 0 else shares[name] > floor)
        ]  # fmt: skip
        name = max(movable, key=lambda name: step * (exact[name] - shares[name]))
        shares[name] += step
    return shares


def _rank(seed: str, name: str) -> bytes:
    return hashlib.sha256(f"{seed}\n{name}".encode()).digest()


def _not_negative(place: str, number: int) -> None:
    if number < 0:
        raise InputError.one(place, f"写了{number}，应当是零或正整数。")
