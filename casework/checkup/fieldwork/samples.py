"""抽样: drawing papers to look at, and drawing them again to check.

The size proposed for N and the draw itself are in :mod:`casework.checkup.sampling`; what is kept
here is everything that is needed to draw again on any machine: the codes by stratum, n, the seed.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from casework.cases import records
from casework.cases.models import Case
from casework.cases.service import lock
from casework.cases.work import Work, query, verb
from casework.checkup.fieldwork import columns, fields
from casework.checkup.fieldwork.queries import scheme_of
from casework.checkup.fieldwork.records import SAMPLE, may_record
from casework.checkup.fieldwork.roster import population_hash, read_roster
from casework.checkup.models import Sample
from casework.checkup.sampling import draw_by_stratum, fresh_seed, sample_size
from casework.errors import InputError, NotFound, Problem

_LONGEST_SEED = 40


@verb
def draw_sample(work: Work, case: Case, **given: Any) -> Sample:
    """Draw from a list of anonymous codes, record the draw, and return it. *given*: the names in ``fields.SAMPLE``.

    Without *size* as many as the practice proposes for N, shared among the strata; without *seed* a
    fresh one. Every draw stays in the file: one that is not used is withdrawn with a reason.

    Raises:
        StepRefused: the case is already under review.
        InputError: every problem; a code that looks like a name or the number of a person.
    """
    lock(work, case)
    work.ask("编", case)
    may_record(work, case, "抽样")
    columns = _drawn(work, case, fields.parsed(work, fields.SAMPLE, _lined(given)))
    text = f"{columns['what']}：{columns['total']}中抽{columns['size']}"
    row: Sample = records.add(work, case, SAMPLE, columns, text)
    return row


@verb
def use_sample(work: Work, case: Case, code: str, items: Sequence[str] | str) -> Sample:
    """Let a draw serve these check items besides those it serves already, and return it.

    Raises:
        NotFound: no such draw. StepRefused: the case is already under review.
        InputError: an item that does not apply; a draw that was withdrawn.
    """
    lock(work, case)
    work.ask("编", case)
    may_record(work, case, "抽样")
    row = standing(work, case, code)
    named = [items] if isinstance(items, str) else list(items)
    linked = list(dict.fromkeys([*row.items, *columns.item_ids(work, case, named)]))
    records.change(work, case, SAMPLE, row, {"items": linked}, f"用于 {'、'.join(named)}")
    return row


@query
def check_sample(work: Work, case: Case, code: str) -> list[str]:
    """Draw again and return a sentence for each difference; nothing if the same comes out.

    Raises:
        NotFound: no such draw.
    """
    work.ask("看", case)
    return list(differences(records.one(work, case, Sample, code)))


def standing(work: Work, case: Case, code: str) -> Sample:
    """Return a draw that counts.

    Raises:
        NotFound: no such draw. InputError: it was withdrawn.
    """
    row = records.one(work, case, Sample, code)
    if row.withdrawn_because:
        raise InputError.one("draw", f"{row.code} 已经撤下，不能用：{row.withdrawn_because}")
    return row


def differences(row: Sample) -> list[str]:
    """Return a sentence for each thing that is not what drawing again gives."""
    drawn = draw_by_stratum(row.population, row.size, row.seed)
    chosen = {name: list(one.chosen) for name, one in drawn.items()}
    again = {
        "总数": (row.total, sum(map(len, row.population.values()))),
        "名单校验值": (row.population_hash, population_hash(row.population)),
        "抽中的编号": (row.chosen, chosen),
    }
    return [
        f"{row.code} 的{name}与重抽的不一致。" for name, (old, new) in again.items() if old != new
    ]


def filled(
    work: Work, case: Case, item_id: str, code: str, given: Mapping[str, Any]
) -> dict[str, Any]:
    """Return *given* of an answer with n, N and seed as the draw *code* has them, and let it serve the item.

    Raises:
        InputError: no such draw, or it was withdrawn; numbers typed beside it that are others.
    """
    try:
        row = standing(work, case, code)
    except NotFound as error:
        raise InputError.one("draw", f"本案没有抽样“{code}”，先在“抽样”里登记。") from error
    drawn = {"sampled": row.size, "sampled_of": row.total, "seed": row.seed}
    problems = [
        Problem(
            name, f"与 {row.code} 不一致：抽样记录是 {drawn[name]}。请清空这一栏，或者不选抽样。"
        )
        for name in drawn
        if given[name] not in {None, ""} and str(given[name]).strip() != str(drawn[name])
    ]
    if problems:
        raise InputError(problems)
    if item_id not in row.items:
        use_sample(work, case, code, item_id)
    return {**given, **drawn}


def _lined(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the roster as one text: a program may hand over a list of codes."""
    roster = given.get("roster", "")
    if isinstance(roster, Mapping):
        roster = "\n".join(
            line for name, codes in roster.items() for line in (f"【{name}】", *codes)
        )
    elif not isinstance(roster, str):
        roster = "\n".join(roster)
    return {**given, "roster": roster}


def _drawn(work: Work, case: Case, values: Mapping[str, Any]) -> dict[str, Any]:
    population = read_roster(str(values["roster"]))
    total = sum(map(len, population.values()))
    proposed = sample_size(total, scheme_of(work, case))
    size, seed = values.get("size", proposed), values.get("seed") or fresh_seed()
    problems = []
    if not 1 <= size <= total:
        problems.append(Problem("size", f"抽取数应为 1 至 {total}（名单的总数），现在是 {size}。"))
    if len(seed) > _LONGEST_SEED:
        problems.append(Problem("seed", f"随机种子最多 {_LONGEST_SEED} 个字。"))
    if problems:
        raise InputError(problems)
    drawn = draw_by_stratum(population, size, seed)
    return {
        "what": values["what"],
        "about": values.get("about", ""),
        "drawn_on": values.get("drawn_on", work.today),
        "seed": seed,
        "population": population,
        "total": total,
        "proposed": proposed,
        "size": size,
        "chosen": {name: list(one.chosen) for name, one in drawn.items()},
        "population_hash": population_hash(population),
        "items": columns.item_ids(work, case, values.get("items", [])),
        "sites": columns.site_codes(work, case, values.get("sites", [])),
    }
