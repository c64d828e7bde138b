"""Who works on a case: a pure function of its journal, as state and clocks are; stored rows are a cache."""

from collections.abc import Sequence

from casework.cases import history
from casework.cases.kinds import Kind
from casework.cases.models import Case, CaseMember, Entry
from casework.cases.organisation import person
from casework.cases.work import Work
from casework.workflow import Table

LEAD = "主办"


def derive(kind: Kind, table: Table, rows: Sequence[Entry]) -> dict[str, tuple[str, ...]]:
    """Return duty → logins, from the standing steps that name a team and from handovers, in order."""
    standing = {step.seq: step for step in history.standing(table, rows)}
    duties: dict[str, tuple[str, ...]] = {}
    for row in rows:
        if row.verb == "handover":
            duties[LEAD] = (row.meta["to"],)
        elif row.seq in standing:
            step = standing[row.seq]
            for name in table.steps[step.step].effects:
                named = kind.effects[name].duties
                duties |= named(step) if named else {}
    return {duty: tuple(dict.fromkeys(logins)) for duty, logins in duties.items() if logins}


def stored(case: Case) -> dict[str, tuple[str, ...]]:
    """Return duty → logins as stored, in the order of writing."""
    duties: dict[str, tuple[str, ...]] = {}
    for member in sorted(case.members, key=lambda one: one.id):
        duties[member.duty] = (*duties.get(member.duty, ()), member.person.login)
    return duties


def refresh(work: Work, case: Case, table: Table) -> None:
    """Store the members as derived now."""
    derived = derive(work.kind(case), table, history.moves(work, case))
    if derived == stored(case):
        return
    for member in list(case.members):
        work.session.delete(member)
    work.session.flush()
    for duty, logins in derived.items():
        for login in logins:
            who = person(work, login, active=False)
            work.session.add(CaseMember(case_id=case.id, person_id=who.id, duty=duty))
    work.session.flush()
    work.session.refresh(case, ["members"])
