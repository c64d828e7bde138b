"""Who may say what became of a finding, and how it was looked at: guards of the finding's own steps."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from sqlalchemy import select

from casework.cases import organisation
from casework.cases.models import Entry, Mover, Person, Stream
from casework.cases.view import MoverView, look_at
from casework.cases.work import Work
from casework.checkup import limits
from casework.checkup.models import Finding
from casework.checkup.recheck.fields import METHODS, PHONE
from casework.checkup.recheck.phone import may_phone
from casework.errors import Reason

Facts: TypeAlias = Mapping[str, Any] | None

_ON_SITE = METHODS[0]
_ARTICLE_18 = "《江苏省工会劳动法律监督条例》第十八条"
_PRACTICE = "工会内部做法"


@dataclass(frozen=True, slots=True)
class FindingView(MoverView):
    """A finding as its guards see it."""

    may_phone: bool
    what: str  #: 红线 or 高风险, 中风险, 低风险
    fewest_on_site: tuple[int, str]  #: how many, and what that rests on
    wants_other: str  #: name of the unit that wants somebody else to re-check, or ""
    first_authors: frozenset[str]  #: logins of who gave the first verdict, if that matters


def view(work: Work, mover: Mover) -> FindingView:
    """Return the picture of a finding its guards look at."""
    assert isinstance(mover, Finding)  # noqa: S101 - the model of this sort
    base, case = look_at(work, mover), mover.case
    wants = organisation.rechecked_by_other(work, case.unit)
    return FindingView(
        **{name: getattr(base, name) for name in MoverView.__dataclass_fields__},
        may_phone=may_phone(work, case, mover),
        what="红线" if mover.red_line else f"{mover.risk}风险",
        fewest_on_site=limits.fewest_on_site(work, case.unit),
        wants_other=wants.name if wants else "",
        first_authors=_first_authors(work, mover) if wants else frozenset(),
    )


def _first_authors(work: Work, row: Finding) -> frozenset[str]:
    """Return who answered the item of a finding, or wrote a free one."""
    entries = work.session.execute(
        select(Person.login, Entry.meta, Entry.subject, Entry.step)
        .join(Entry, Entry.actor_id == Person.id)
        .join(Stream, Stream.id == Entry.stream_id)
        .where(
            Stream.subject_kind == "case",
            Stream.subject_id == row.case_id,
            Entry.verb.in_(("answer", "open")),
        )
    )
    return frozenset(
        login
        for login, meta, subject, step in entries
        if (row.item_id and meta.get("item") == row.item_id)
        or (row.item_id is None and step == "found" and subject == row.subject)
    )


def checked_by_two(view: FindingView, facts: Facts, _day: date) -> Reason | None:
    """Ask whether as many as the local rule asks for looked on site, and showed their cards."""
    if facts is None or facts.get("method") != _ON_SITE:
        return None
    fewest, basis = view.fewest_on_site
    present = len(set(facts.get("checked_by") or ()))
    if present < fewest:
        sentence = f"现场核实要有 {fewest} 名以上监督组织成员，现在只有 {present} 人。"
        return Reason("checked_by_two", sentence, basis)
    if not facts.get("credentials_shown"):
        return Reason("checked_by_two", "现场核实应当出示监督证。", _ARTICLE_18)
    return None


def checked_by_other(view: FindingView, facts: Facts, _day: date) -> Reason | None:
    """Ask whether somebody else than who gave the first verdict looked again, where the unit wants it."""
    if facts is None or not view.wants_other:
        return None
    if not set(facts.get("checked_by") or (view.actor,)) & view.first_authors:
        return None
    sentence = f"{view.wants_other}规定，复检要由初检时对该问题作出结论的人以外的人办理。"
    fix = "核实人填写没有对该问题作过结论的同事；由自己一人核实的，请同事登记"
    return Reason("checked_by_other", sentence, _PRACTICE, fix)


def phone_suffices(view: FindingView, facts: Facts, _day: date) -> Reason | None:
    """Ask whether a finding checked by telephone is of low risk."""
    if facts is None or facts.get("method") != PHONE or view.may_phone:
        return None
    sentence = f"{view.code} 是{view.what}，不能只用电话核实；低风险的才可以。"
    fix = f"核实方式选{METHODS[0]}或{METHODS[2]}"
    return Reason("phone_suffices", sentence, "PRAC-CHK-14（内部做法）", fix)


GUARDS = {one.__name__: one for one in (checked_by_two, checked_by_other, phone_suffices)}
