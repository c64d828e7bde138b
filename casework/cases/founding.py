"""The first rows of a casebook: its top unit and an administrator, who adds everybody else."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from casework.cases.models import Assignment, Person, Unit
from casework.cases.models.organisation import LEVELS
from casework.cases.organisation import LOGIN, LOGIN_FORM
from casework.errors import InputError, Problem


@dataclass(frozen=True, slots=True)
class Founding:
    """What a new casebook begins with.

    Raises:
        InputError: every problem: a level or region that is none, an empty name, a login of another form.
    """

    unit: str
    short: str
    level: str
    region: str
    admin: str
    admin_name: str

    def __post_init__(self) -> None:
        for name in ("unit", "short", "admin_name"):
            object.__setattr__(self, name, getattr(self, name).strip())
        problems = list(self._problems())
        if problems:
            raise InputError(problems)

    def _problems(self) -> Iterator[Problem]:
        for name, label, longest in (
            ("unit", "单位名称", 120),
            ("short", "单位简称", 20),
            ("admin_name", "管理员姓名", 60),
        ):
            if not 1 <= len(getattr(self, name)) <= longest:
                yield Problem(name, f"{label}应为 1 至 {longest} 个字。")
        if self.level not in LEVELS:
            yield Problem("level", f"单位层级应为{'、'.join(LEVELS)}之一，现在是“{self.level}”。")
        if (
            len(self.region) != len("320000")
            or not self.region.isascii()
            or not self.region.isdigit()
        ):
            yield Problem("region", "地区代码应为 6 位数字，例如江苏省 320000。")
        if not LOGIN.fullmatch(self.admin):
            yield Problem("admin", LOGIN_FORM)


def found(session: Session, first: Founding, today: date) -> None:
    """Write the first unit, its administrator and the role that joins them."""
    root = Unit(
        name=first.unit,
        short=first.short,
        level=first.level,
        region=first.region,
        path="/",
    )
    person = Person(login=first.admin, name=first.admin_name)
    session.add_all([root, person])
    session.flush()
    root.path = f"/{root.id}/"
    session.add(Assignment(person_id=person.id, unit_id=root.id, role="admin", from_on=today))
    session.flush()
