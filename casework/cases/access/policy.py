"""The access policy: which role may do which act, and how far it reaches."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from casework.errors import DefinitionError, Problem
from casework.notation import read_toml

#: Every act a table or a verb may name.
ACTS = ("看", "编", "提交", "审核", "签发", "送达", "归档", "管理", "内部")
SCOPES = ("unit", "subtree", "member")


@dataclass(frozen=True, slots=True)
class Role:
    """A role: its label, the acts it allows, and its scope."""

    name: str
    label: str
    acts: frozenset[str]
    scope: str


@dataclass(frozen=True, slots=True)
class Policy:
    """Who may do what. ``late_after`` is in working days."""

    roles: Mapping[str, Role]
    late_after: int

    def labels_for(self, act: str) -> str:
        """Return the labels of the roles that may do *act*: 公职律师、工会负责人."""
        return "、".join(role.label for role in self.roles.values() if act in role.acts)


def read(text: str, source: str) -> Policy:
    """Return the policy in *text*.

    Raises:
        DefinitionError: with every problem found.
    """
    data = read_toml(text, source)
    problems: list[Problem] = []
    roles: dict[str, Role] = {}
    for name, entry in data.get("role", {}).items():
        place = f"[role.{name}]"
        problems += [
            Problem(place, f"动作“{act}”不存在，可用的有：{'、'.join(ACTS)}。")
            for act in entry.get("acts", [])
            if act not in ACTS
        ]
        if entry.get("scope") not in SCOPES:
            problems.append(Problem(place, f"scope 应为 {'、'.join(SCOPES)} 之一。"))
        if "看" not in entry.get("acts", []):
            problems.append(Problem(place, "缺少“看”：看不见就什么也做不了。"))
        acts = frozenset(entry.get("acts", []))
        roles[name] = Role(name, entry.get("label", name), acts, entry.get("scope", ""))
    late = data.get("late_entry", {}).get("after_working_days")
    if not isinstance(late, int) or late < 0:
        problems.append(Problem("[late_entry]", "after_working_days 应为不小于 0 的整数。"))
    if problems:
        raise DefinitionError(source, problems)
    return Policy(roles, int(late))


@cache
def shipped() -> Policy:
    """Return the policy that ships with the library."""
    text = (files("casework.cases.access") / "policy.toml").read_text(encoding="utf-8")
    return read(text, "policy.toml")
