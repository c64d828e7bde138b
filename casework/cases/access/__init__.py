"""Who may do what: the policy as data, and what an actor reaches on a day."""

from casework.cases.access.policy import ACTS, Policy, Role, read, shipped
from casework.cases.access.reach import Grant, grants, reachable

__all__ = ["ACTS", "Grant", "Policy", "Role", "grants", "reachable", "read", "shipped"]
