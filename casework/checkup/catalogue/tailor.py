"""Which items of a catalogue a given enterprise is checked for, and why the others are not.

Law-checkup 9: an item applies when its parties contain the role of the enterprise, its sectors
contain 全部 or one of the enterprise's, and its workers contain 全部 or a form present there.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from casework.checkup.catalogue import ALL, Catalogue, Item, Party, Sector, WorkerForm
from casework.errors import InputError, Problem
from casework.notation import near


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An item that does not apply, and the sentence that says why."""

    item: Item
    reason: str


@dataclass(frozen=True, slots=True)
class Tailored:
    """A catalogue cut to one enterprise; both parts in the order of the catalogue."""

    items: tuple[Item, ...]
    left_out: tuple[LeftOut, ...]


def tailor(
    catalogue: Catalogue, party: str, sectors: Iterable[str], workers: Iterable[str]
) -> Tailored:
    """Return the items for an enterprise of that role, in these sectors, with these worker forms.

    *sectors* may be empty: only the items for all sectors apply. *workers* names the forms of
    employment present (a mapping from form to head count does, too).

    Raises:
        InputError: an unknown role, sector or form, or no form at all; all problems at once.
    """
    sectors, workers = tuple(sectors), tuple(workers)
    problems = [*_unknown("企业角色", [party], Party), *_unknown("行业", sectors, Sector)]
    problems += _unknown("用工形式", workers, WorkerForm)
    if not workers:
        problems.append(Problem("用工形式", f"至少写明一种：{'、'.join(WorkerForm)}。"))
    if problems:
        raise InputError(problems)
    checked, left_out = [], []
    for item in catalogue.items.values():
        reasons = list(_reasons(item, party, sectors, workers))
        if reasons:
            left_out.append(LeftOut(item, "；".join(reasons) + "。"))
        else:
            checked.append(item)
    return Tailored(tuple(checked), tuple(left_out))


def _unknown(label: str, words: Iterable[str], known: type[StrEnum]) -> Iterator[Problem]:
    usable = tuple(known)
    for word in words:
        if word not in usable:
            listed = "、".join(usable)
            yield Problem(label, f"不认识“{word}”{near(word, usable)}；可用的有：{listed}。")


def _reasons(
    item: Item, party: str, sectors: Collection[str], workers: Collection[str]
) -> Iterator[str]:
    if party not in item.parties:
        yield f"只检查{'、'.join(item.parties)}，本企业是{party}"
    if ALL not in item.sectors and not set(item.sectors) & set(sectors):
        own = f"本企业行业是{'、'.join(sectors)}" if sectors else "本企业没有登记这些行业"
        yield f"只适用于{'、'.join(item.sectors)}，{own}"
    if ALL not in item.workers and not set(item.workers) & set(workers):
        yield f"只涉及{'、'.join(item.workers)}，本企业只有{'、'.join(workers)}"
