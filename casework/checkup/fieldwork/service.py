"""The verbs for sites, interviews and questionnaires: recorded, changed, withdrawn."""

from typing import Any

from casework.cases import records
from casework.cases.models import Case, Record
from casework.cases.records import Sort
from casework.cases.service import lock
from casework.cases.work import Work, verb
from casework.checkup.fieldwork import columns
from casework.checkup.fieldwork.records import INTERVIEW, SAMPLE, SITE, SURVEY, may_record
from casework.checkup.models import Interview, Site, Survey
from casework.errors import InputError


@verb
def add_site(work: Work, case: Case, name: str, **given: Any) -> Site:
    """Record a station of the company and return it. *given*: the names in ``fields.SITE``.

    Raises:
        StepRefused: the case is already under review.
        InputError: every problem; a name that another site bears.
    """
    _may(work, case, SITE)
    values = columns.read(work, case, Site, {**given, "name": name})
    _refuse_twin(work, case, values["name"])
    row: Site = records.add(work, case, SITE, values, values["name"])
    return row


@verb
def edit_site(work: Work, case: Case, code: str, *, seen: int | None = None, **given: Any) -> Site:
    """Change a site and return it: what is not given stays.

    Raises:
        NotFound: no such site. StepRefused, InputError: as :func:`add_site`.
        Conflict: somebody changed it after version *seen*.
    """
    row: Site = _edit(work, case, SITE, Site, code, seen, given)
    return row


@verb
def add_interview(work: Work, case: Case, **given: Any) -> Interview:
    """Record an interview sheet without a name and return it. *given*: the names in ``fields.INTERVIEW``.

    Raises:
        StepRefused: the case is already under review.
        InputError: every problem; a text with the number of a card or a telephone.
    """
    _may(work, case, INTERVIEW)
    values = columns.read(work, case, Interview, given)
    text = "、".join(
        part for part in (values["side"], values["employment"], values["site"]) if part
    )
    row: Interview = records.add(work, case, INTERVIEW, values, text)
    return row


@verb
def edit_interview(
    work: Work, case: Case, code: str, *, seen: int | None = None, **given: Any
) -> Interview:
    """Change an interview sheet and return it: what is not given stays.

    Raises:
        NotFound: no such sheet. StepRefused, InputError: as :func:`add_interview`.
        Conflict: somebody changed it after version *seen*.
    """
    row: Interview = _edit(work, case, INTERVIEW, Interview, code, seen, given)
    return row


@verb
def add_survey(work: Work, case: Case, title: str, **given: Any) -> Survey:
    """Record the figures of a questionnaire and return it. *given*: the names in ``fields.SURVEY``.

    Raises:
        StepRefused: the case is already under review.
        InputError: every problem; more papers back than handed out.
    """
    _may(work, case, SURVEY)
    values = columns.read(work, case, Survey, {**given, "title": title})
    text = f"{values['title']}：发放{values['handed_out']}份，有效{values['valid']}份"
    row: Survey = records.add(work, case, SURVEY, values, text)
    return row


@verb
def edit_survey(
    work: Work, case: Case, code: str, *, seen: int | None = None, **given: Any
) -> Survey:
    """Change the figures of a questionnaire and return it: what is not given stays.

    Raises:
        NotFound: no such survey. StepRefused, InputError: as :func:`add_survey`.
        Conflict: somebody changed it after version *seen*.
    """
    row: Survey = _edit(work, case, SURVEY, Survey, code, seen, given)
    return row


@verb
def withdraw_record(
    work: Work, case: Case, code: str, *, reason: str, seen: int | None = None
) -> Record:
    """Let a site, sample, interview or survey no longer count, with a reason, and return it.

    *code* says by its first word what it is: 站-01, 抽-01, 访-01, 卷-01.

    Raises:
        NotFound: no such record. StepRefused: the case is already under review.
        InputError: no reason, withdrawn already, a site that records still name.
        Conflict: somebody changed it after version *seen*.
    """
    sort = next((one for one in WITHDRAWABLE if code.strip().startswith(one.model.prefix)), None)
    _may(work, case, sort or SITE)
    if sort is None:
        known = "、".join(f"{one.model.prefix}（{one.label}）" for one in WITHDRAWABLE)
        raise InputError.one("code", f"编号“{code}”看不出是什么。编号的第一个字应为：{known}。")
    if sort is SITE:
        _refuse_named(work, case, records.one(work, case, Site, code))
    row: Record = records.withdraw(work, case, sort, code, reason, seen)
    return row


#: What may be withdrawn; papers are no longer asked for or given back instead.
WITHDRAWABLE = (SITE, SAMPLE, INTERVIEW, SURVEY)


def _may(work: Work, case: Case, sort: Sort) -> None:
    lock(work, case)
    work.ask("编", case)
    may_record(work, case, f"登记{sort.label}")


def _edit(
    work: Work,
    case: Case,
    sort: Sort,
    model: type[Any],
    code: str,
    seen: int | None,
    given: dict[str, Any],
) -> Any:
    _may(work, case, sort)
    row = records.one(work, case, model, code)
    records.check_seen(work, case, sort, row, seen)
    records.refuse_withdrawn(row)
    values = columns.read(work, case, model, given, row)
    if sort is SITE and values["name"] != row.name:
        _refuse_twin(work, case, values["name"])
    records.change(work, case, sort, row, values, "修改")
    return row


def _refuse_twin(work: Work, case: Case, name: str) -> None:
    for row in records.kept(work, case, Site):
        if row.name == name:
            raise InputError.one("name", f"站点名称：“{name}”已经登记为 {row.code}。")


def _refuse_named(work: Work, case: Case, site: Site) -> None:
    """Raise InputError if records that count name the site."""
    naming = [row.code for row in records.kept(work, case, Interview) if row.site == site.code]
    for sort in (SAMPLE, SURVEY):
        rows: Any = records.kept(work, case, sort.model)
        naming += [row.code for row in rows if site.code in row.sites]
    if naming:
        why = f"{'、'.join(naming)} 还写着 {site.code} {site.name}，请先改这些记录。"
        raise InputError.one("code", why)
