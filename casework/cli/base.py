"""What the groups share: where the casebook is, who acts, printing, facts written as options."""

import json
import sys
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import click

from casework.errors import InputError

if TYPE_CHECKING:  # SQLAlchemy is not imported to read help
    from casework.book import Casebook
    from casework.cases.work import Work

case_argument = click.argument("number", metavar="案号")
evidence_option = click.option(
    "--evidence",
    "papers",
    multiple=True,
    metavar="文件",
    help="证据文件；多个证据栏时写成 栏=文件。可以多个。",
)
#: For commands whose options are the facts a table declares.
FREE_OPTIONS: dict[str, Any] = {"ignore_unknown_options": True, "allow_extra_args": True}
json_option = click.option("--json", "as_json", is_flag=True, help="输出 JSON，供脚本使用。")


@dataclass(frozen=True, slots=True)
class Settings:
    """The options before the command: which casebook, and as whom."""

    db: str | None
    actor: str | None
    said: list[str] = field(default_factory=list)

    def where(self) -> str:
        """Return the casebook's place. Raises InputError when none was given."""
        if not self.db:
            raise InputError.one(
                "--db", "没有说明案件库在哪里。请加 --db 路径，或设置环境变量 CASEWORK_DB。"
            )
        return self.db

    def who(self) -> str:
        """Return the login that acts. Raises InputError when none was given."""
        if not self.actor:
            raise InputError.one(
                "--as", "没有说明以谁的身份办理。请加 --as 登录名，或设置环境变量 CASEWORK_ACTOR。"
            )
        return self.actor

    def book(self) -> "Casebook":
        """Return the opened casebook."""
        from casework.book import Casebook

        return Casebook.open(self.where())

    @contextmanager
    def work(self) -> Iterator["Work"]:
        """Open a writing Work; what was said inside is printed once it is committed, or never."""
        with self.book().work(self.who()) as work:
            yield work
        for line in self.said:
            click.echo(line)

    def say(self, line: str) -> None:
        """Say what was done: printed after the commit, for before it nothing is done."""
        self.said.append(line)

    def read(self) -> AbstractContextManager["Work"]:
        """Return a reading Work."""
        return self.book().read(self.who())


def print_json(value: object) -> None:
    """Print *value* as JSON, days as ISO text."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def print_rows(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table whose columns line up although a Chinese character is two columns wide."""
    table = [tuple(str(cell) for cell in row) for row in (head, *rows)]
    widths = [max(_width(row[column]) for row in table) for column in range(len(head))]
    for row in table:
        cells = (
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        )
        click.echo("  ".join(cells).rstrip())


def print_table(
    names: Sequence[str],
    heads: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    as_json: bool,
    shown: Callable[[Sequence[Any]], Sequence[object]] = tuple,
) -> None:
    """Print *rows* as JSON objects by *names*, or as a table under *heads*.

    In the table a list is joined by 、 and nothing stands for None; *shown* turns a row into what else is to be read.
    """
    if as_json:
        print_json([dict(zip(names, row, strict=True)) for row in rows])
    else:
        print_rows(heads, [tuple(map(_cell, shown(row))) for row in rows])


def _cell(value: object) -> object:
    if isinstance(value, list | tuple):
        return "、".join(map(str, value))
    return "" if value is None else value


def _width(text: str) -> int:
    return sum(2 if ord(letter) > 0x2E80 else 1 for letter in text)  # noqa: PLR2004 - the first CJK block


def given_facts(arguments: Sequence[str], declared: Collection[str] = ()) -> dict[str, Any]:
    """Return ``--received-on 2026-03-03``, ``--received-on=…`` and ``received_on=…`` as facts by name.

    A name given several times becomes a list. *declared*: names that are facts here, although reserved
    in steps.

    Raises:
        InputError: an option without a value, a word that is no option.
    """
    from casework.workflow.reserved import reserved

    facts: dict[str, Any] = {}
    words = iter(arguments)
    for word in words:
        name, equals, value = word.partition("=")
        if not equals:
            if not name.startswith("--"):
                raise InputError.one(
                    word, "看不懂这个词。事实要写成 --名称 值，例如 --received-on 2026-03-03。"
                )
            value = next(words, "")
            if not value:
                raise InputError.one(word, "后面缺少值。")
        name = name.removeprefix("--").replace("-", "_")
        if name in reserved(opening=True) and name not in declared:
            raise InputError.one(
                word,
                "这不是一项事实，也不是这里可用的选项。名称见同组的 steps 命令。",
            )
        if name in facts:
            earlier = facts[name] if isinstance(facts[name], list) else [facts[name]]
            facts[name] = [*earlier, value]
        else:
            facts[name] = value
    return facts


def slotted(papers: Sequence[str]) -> Any:
    """Return evidence options as the library takes them: paths, or ``栏=路径`` by slot."""
    if not any("=" in paper for paper in papers):
        return list(papers)
    slots: dict[str, list[str]] = {}
    for paper in papers:
        slot, _, path = paper.partition("=")
        slots.setdefault(slot, []).append(path)
    return slots


def slow(items: Sequence[Any], label: str) -> Iterator[Any]:
    """Yield *items*, showing a progress bar on a terminal once they take over a second."""
    started, shown = time.monotonic(), False
    for done, item in enumerate(items):
        yield item
        if sys.stderr.isatty() and (shown or time.monotonic() - started > 1):
            shown = True
            filled = (done + 1) * 30 // len(items)
            click.echo(
                f"\r{label} [{'█' * filled}{'░' * (30 - filled)}] {done + 1}/{len(items)}",
                nl=False,
                err=True,
            )
    if shown:
        click.echo("", err=True)
