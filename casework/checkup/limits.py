"""The numbers of the local rules that guards hold a step against."""

from casework.cases.models import Case, Unit
from casework.cases.work import Work
from casework.errors import NotFound
from casework.law import Rule


def fewest_on_site(work: Work, unit: Unit) -> tuple[int, str]:
    """Return the number of the local rule with its article; where there is none, that of the practice."""
    place, day = unit.jurisdiction, work.today
    try:
        rule = work.law.rule("supervision.onsite_persons", jurisdiction=place, on=day).rule
    except NotFound:
        team = ("checkup.team_lawyer", "checkup.team_supervisor")
        rules = [work.law.rule(key, jurisdiction=place, on=day).rule for key in team]
        return sum(_whole(rule) for rule in rules), str(work.law.citation(rules[0]))
    return _whole(rule), str(work.law.citation(rule))


def _whole(rule: Rule) -> int:
    return rule.value if isinstance(rule.value, int) else 0


def extension_days(work: Work, case: Case) -> int:
    """Return by how many days at most the handing in of papers may be put off, by the practice."""
    found = work.law.rule("checkup.materials", jurisdiction=case.unit.jurisdiction, on=work.today)
    return int(found.rule.extension.value) if found.rule.extension else 0
