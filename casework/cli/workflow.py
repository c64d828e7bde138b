"""``casework workflow``: look at the procedures, check a table, write its page."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casework.cli.base import json_option
from casework.errors import InputError

if TYPE_CHECKING:
    from casework.workflow import Step, Table

#: Rooms that bring tables.
ROOMS = (
    "casework.checkup",
    "casework.checkup.finding",
    "casework.checkup.notice",
    "casework.negotiation",
    "casework.negotiation.employer",
)
#: Whose rules the pages quote; where it has none, the national ones.
JURISDICTION = "CN-32"


@click.group("workflow")
def workflow() -> None:
    """查看流程表、检查流程表、生成流程页面。

    \b
    例：casework workflow list
        casework workflow show checkup
        casework workflow check 我的流程.toml
    """


@workflow.command("list")
@json_option
def list_tables(*, as_json: bool) -> None:
    """列出随程序提供的流程表。

    \b
    例：casework workflow list --json
    """
    rows = [
        {
            "name": t.name,
            "title": t.title,
            "version": t.version,
            "hash": t.hash,
            "steps": len(t.steps),
        }
        for t in tables().values()
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        click.echo(f"{row['name']}  {row['title']}  版本 {row['version']}  {row['steps']} 个步骤")


@workflow.command("show")
@click.argument("name", metavar="流程")
@json_option
def show(name: str, *, as_json: bool) -> None:
    """列出流程的每一个步骤：从哪里到哪里，填什么，依据什么。

    \b
    例：casework workflow show checkup
    """
    table = find(name)
    if as_json:
        click.echo(json.dumps(as_dict(table), ensure_ascii=False, indent=2))
        return
    click.echo(f"{table.title}（版本 {table.version}）")
    for step in table.steps.values():
        click.echo("\n" + "\n".join(_told(table, step)))


@workflow.command("page")
@click.argument("name", metavar="流程")
@click.option(
    "--out", metavar="文件", type=click.Path(path_type=Path), help="写到这个文件；不写则显示出来。"
)
def page(name: str, out: Path | None) -> None:
    """生成流程的说明页面（Markdown，含流程图和步骤表）。

    \b
    例：casework workflow page checkup --out docs/workflows/checkup.md
    """
    from casework.workflow import diagram

    text = diagram.page(find(name), rule_in_words)
    if out is None:
        click.echo(text, nl=False)
        return
    _write(out, text)
    click.echo(f"已写到 {out}")


@workflow.command("check")
@click.argument("file", metavar="文件", type=click.Path(path_type=Path))
def check_file(file: Path) -> None:
    """检查流程表文件，一次列出所有错误。

    \b
    例：casework workflow check casework/checkup/checkup.toml
    """
    from casework.workflow import Table
    from casework.workflow.check import load

    text = _read(file)
    known = names_known(Table.read(text, file.name).kind)
    table = load(text, file.name, **known)
    click.echo(
        f"没有发现错误：{table.title}，{len(table.states)} 个状态，{len(table.steps)} 个步骤。"
    )
    if "guards" not in known:
        click.echo(f"注意：没有登记“{table.kind}”这种案件，条件、自动动作和文书是否存在没有核对。")


def tables() -> "dict[str, Table]":
    """Return the tables that ship, by name."""
    from casework.workflow import shipped

    return shipped(ROOMS)


def find(name: str) -> "Table":
    """Return the table of that name.

    Raises:
        InputError: there is none; those that exist are named.
    """
    found = tables()
    if name not in found:
        raise InputError.one("流程", f"没有名为“{name}”的流程表，可用的是：{'、'.join(found)}。")
    return found[name]


def rule_in_words(key: str) -> str:
    """Return how long the rule of a clock is, and how sure that is: 10日（内部做法（建议））."""
    from casework.law import default

    versions = [rule for rule in default().rules if rule.key == key]
    local = [rule for rule in versions if rule.jurisdiction == JURISDICTION]
    chosen = local or [rule for rule in versions if rule.jurisdiction == "CN"]
    words = [
        f"{'提前' if rule.direction == 'before' else ''}{rule.show_value()}，{rule.confidence.label}"
        for rule in chosen
    ]
    return f"{'；'.join(dict.fromkeys(words)) or '没有规则'}，`{key}`"


def names_known(kind: str) -> dict[str, Collection[str]]:
    """Return the names a table of *kind* may use; guards, effects, documents only if the kind is registered."""
    from casework.cases.access import ACTS
    from casework.law import default
    from casework.registry import procedures

    known: dict[str, Collection[str]] = {
        "acts": ACTS,
        "rules": {rule.key for rule in default().rules},
    }
    registered = procedures().get(kind)
    if registered is not None:
        known |= {
            "guards": registered.guards,
            "effects": registered.effects,
            "documents": registered.contexts,
        }
    return known


def as_dict(table: "Table") -> dict[str, object]:
    """Return a table as plain values for JSON, its text left out; a condition is ``{fact: [values]}``."""
    return {
        "name": table.name,
        "title": table.title,
        "kind": table.kind,
        "version": table.version,
        "hash": table.hash,
        "states": [_plain(state) for state in table.states.values()],
        "steps": [_plain(step) for step in table.steps.values()],
    }


def _plain(value: object) -> object:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _told(table: "Table", step: "Step") -> Iterator[str]:
    sources = "、".join(map(table.label, step.sources)) or "（立案）"
    target = "回到中止以前" if step.returns else table.label(step.target)
    target = "状态不变" if step.stays else target
    yield f"{step.label}（{step.name}，{step.act}）：{sources} → {target}"
    for fact in step.facts:
        must = "，必填" if fact.required else "，视情况必填" if fact.required_when else ""
        options = f"：{'／'.join(fact.options)}" if fact.options else ""
        yield f"    {fact.label}（{fact.name}，{fact.kind.label}{must}）{options}"
    for slot in step.evidence:
        yield f"    证据：{slot.label}（{slot.name}{'，必需' if slot.required else ''}）"
    for name in step.guards:
        yield f"    条件：{table.guards.get(name, name)}"
    for clock in step.clocks:
        yield f"    期限：{clock.of}（{clock.rule}）"
    yield f"    依据：{step.law or '内部做法，' + step.practice}"


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InputError.one(str(file), "不是 UTF-8 编码的文本，请另存为 UTF-8 后再试。") from error
    except OSError as error:
        from casework.store.writing import why_unread

        raise InputError.one(str(file), f"读不了：{why_unread(error)}") from error


def _write(file: Path, text: str) -> None:
    from casework.store.writing import why, write_whole

    try:
        write_whole(text.encode(), file)
    except OSError as error:
        raise InputError.one("--out", f"写不了 {file}：{why(error)}") from error
