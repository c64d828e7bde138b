"""Everything that can go wrong, as one tree; each error carries its data and a Chinese sentence.

::

    CaseworkError                 exit code 2: something in the input, the data or the machine
    ├── InputError                facts, options, cells that cannot be read: all problems at once
    ├── NotFound                  there is no such thing (or you may not know of it)
    ├── AccessDenied              you see it, but may not do this
    ├── StepRefused               the step is not open now: every reason why
    ├── Conflict                  somebody changed it since you looked: who, what, to what
    ├── DefinitionError           a table, catalogue, rule, policy or template is wrong: all problems at once
    ├── CasebookError             the casebook itself: missing, foreign, too new, read-only, disk full
    ├── FileRefused               a file that is foreign, damaged or too large
    └── DocumentError             a document that cannot be made

A bug of ours is an ordinary Python exception and exit code 1.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong and where: ``place`` is a field name, a cell or a line of a file."""

    place: str
    message: str  #: a sentence: what is wrong and what would be right

    def __str__(self) -> str:
        return f"{self.place}：{self.message}" if self.place else self.message


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a step is not open: a guard's answer. The same sentence reaches page, command and API."""

    code: str
    sentence: str
    basis: str = ""  #: the article, or the practice, it rests on
    where_to_fix: str = ""  #: where the user can put it right

    def __str__(self) -> str:
        basis = f"（依据：{self.basis}）" if self.basis else ""
        fix = f" 处理办法：{self.where_to_fix}" if self.where_to_fix else ""
        return f"{self.sentence}{basis}{fix}"


class CaseworkError(Exception):
    """The root: its text is one or more Chinese sentences for the person who acted."""


class InputError(CaseworkError):
    """What was typed cannot be used; nothing was changed."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    @classmethod
    def one(cls, place: str, message: str) -> "InputError":
        """Return the error for a single field."""
        return cls([Problem(place, message)])


class NotFound(CaseworkError):
    """There is no such thing, or the actor may not know that there is."""

    def __init__(self, kind: str, identifier: object) -> None:
        self.kind, self.identifier = kind, identifier
        super().__init__(f"没有找到{kind}：{identifier}。请核对后再试。")


class AccessDenied(CaseworkError):
    """The actor sees the thing but may not do this to it."""


class StepRefused(CaseworkError):
    """A step is not open now."""

    def __init__(self, step: str, state: str, reasons: Sequence[Reason]) -> None:
        self.step, self.state, self.reasons = step, state, tuple(reasons)
        listed = "\n".join(f"· {reason}" for reason in self.reasons)
        super().__init__(f"现在不能办理“{step}”（当前状态：{state}）：\n{listed}")


class Conflict(CaseworkError):
    """Somebody changed the thing after the version that was shown."""

    def __init__(self, what: str, changes: Sequence[str]) -> None:
        self.what, self.changes = what, tuple(changes)
        listed = "；".join(self.changes)
        super().__init__(
            f"{what}在你打开之后已被改动：{listed}。请查看新内容后再提交，你填写的内容没有丢。"
        )


class DefinitionError(CaseworkError):
    """A table, catalogue, rule file, policy or template is wrong; every problem is listed."""

    def __init__(self, source: str, problems: Iterable[Problem]) -> None:
        self.source = source
        self.problems: tuple[Problem, ...] = tuple(problems)
        listed = "\n".join(f"· {problem}" for problem in self.problems)
        super().__init__(f"{source} 有 {len(self.problems)} 处错误：\n{listed}")


class CasebookError(CaseworkError):
    """The casebook cannot be opened or written."""


class FileRefused(CaseworkError):
    """A file that cannot be taken: foreign, damaged, too large."""


class DocumentError(CaseworkError):
    """A document cannot be made from what is there."""
