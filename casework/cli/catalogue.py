"""``casework catalogue``: which catalogues there are, their items, tailoring; lint and diff are beside."""

from typing import TYPE_CHECKING

import click

from casework.cli.base import Settings, json_option, print_json, print_rows
from casework.cli.catalogue_case import preview
from casework.cli.catalogue_check import diff, lint, opened
from casework.errors import InputError

if TYPE_CHECKING:
    from casework.checkup.catalogue import Item
    from casework.checkup.catalogue.shelf import Shelf

_FROM = click.option(
    "--catalogue",
    "file",
    metavar="目录",
    help="改用别的目录：名称@版本，或文件（.toml）；不写则用当前目录。",
)
_RISKS = ("高", "中", "低")


@click.group()
def catalogue() -> None:
    """检查目录：有哪些目录、查看检查项、检查目录文件、比较两个目录、按企业裁剪。

    自己的目录放在案件库旁边的文件夹里（cases.db 的是 cases.catalogues），或用环境变量 CASEWORK_CATALOGUES 指定。

    例：casework catalogue items --domain 劳动报酬与最低工资
    """


catalogue.add_command(lint)
catalogue.add_command(diff)
catalogue.add_command(preview)


@catalogue.command("list")
@json_option
@click.pass_obj
def list_catalogues(settings: Settings, *, as_json: bool) -> None:
    """列出可以使用的目录：名称、版本、项数、哈希；有错误的文件附原因。

    例：casework --db cases.db catalogue list
    """
    from casework.cli.catalogue_check import shelf

    found = shelf(settings)
    if as_json:
        print_json(_shelf_dict(found))
        return
    current = found.current.hash
    rows = [
        (
            one.catalogue.reference,
            "当前" if one.catalogue.hash == current else "",
            len(one.catalogue.items),
            one.catalogue.hash[:12],
            one.source,
            one.catalogue.title,
        )
        for one in found.catalogues
    ]
    print_rows(("目录", "", "项数", "哈希", "来源", "标题"), rows)
    for wrong in found.unusable:
        click.echo(f"{wrong.source} 有 {len(wrong.problems)} 处错误，不能使用：")
        for problem in wrong.problems:
            click.echo(f"  · {problem}")


@catalogue.command("items")
@click.option("--domain", metavar="领域", help="只列这个领域（写全名或其中几个字）。")
@click.option("--risk", metavar="等级", help="只列这一风险等级：高、中、低。")
@click.option("--red-line", is_flag=True, help="只列可能揭示红线的检查项。")
@click.option(
    "--search", metavar="文字", default="", help="只列标题、问题、依据里含有这些字的检查项。"
)
@_FROM
@json_option
@click.pass_obj
def list_items(
    settings: Settings,
    *,
    domain: str | None,
    risk: str | None,
    red_line: bool,
    search: str,
    file: str | None,
    as_json: bool,
) -> None:
    """列出检查项，一行一项。

    例：casework catalogue items --risk 高 --red-line
    """
    if risk is not None and risk not in _RISKS:
        raise InputError.one("--risk", f"没有“{risk}”这个风险等级，请写：{'、'.join(_RISKS)}。")
    chosen = [
        item
        for item in opened(settings, file).items.values()
        if (domain is None or domain in item.domain)
        and (risk is None or item.risk == risk)
        and (item.red_line or not red_line)
        and _contains(item, search)
    ]
    if as_json:
        print_json([item.to_dict() for item in chosen])
        return
    for item in chosen:
        click.echo(_line(item))
    click.echo(f"共 {len(chosen)} 项。")


@catalogue.command()
@click.argument("item_id", metavar="编号")
@_FROM
@json_option
@click.pass_obj
def show(settings: Settings, *, item_id: str, file: str | None, as_json: bool) -> None:
    """显示一个检查项的全部内容。

    例：casework catalogue show LC-05-01
    """
    item = opened(settings, file).item(item_id.strip().upper())
    if as_json:
        print_json(item.to_dict())
        return
    from casework.checkup.wording import cite

    click.echo(f"{item.id} {item.title}（{item.domain}）")
    click.echo(f"问题：{item.question}")
    click.echo(f"性质：{item.force}　风险：{item.risk}　建议整改：{item.rectify_days}日")
    reach = (item.parties, item.sectors, item.workers)
    click.echo(f"适用：{'；'.join('、'.join(words) for words in reach)}")
    click.echo("依据：")
    for basis in item.basis:
        remark = f"（{basis.note}）" if basis.note else ""
        only = f"（仅{'、'.join(basis.sectors)}）" if basis.sectors else ""
        click.echo(f"  {basis.role} {cite(basis)}：{basis.gist}{only}{remark}")
    click.echo(f"应查证据：{'、'.join(item.evidence)}")
    click.echo(f"可能后果：{item.consequence}")
    click.echo(f"整改建议：{item.remedy}")
    if item.red_line:
        click.echo(f"红线情形：{item.red_line_when}")


@catalogue.command()
@click.option(
    "--party",
    required=True,
    metavar="角色",
    help="企业角色：平台企业、合作用工企业、劳务派遣单位。",
)
@click.option(
    "--sector",
    "sectors",
    multiple=True,
    metavar="行业",
    help="行业，可写多次：外卖配送、网约车、货运、快递。",
)
@click.option(
    "--worker",
    "workers",
    multiple=True,
    metavar="用工形式",
    help="用工形式，可写多次：劳动关系、不完全劳动关系、民事关系、被派遣劳动者。",
)
@click.option("--left-out", is_flag=True, help="同时列出不检查的项和理由。")
@_FROM
@json_option
@click.pass_obj
def tailor(
    settings: Settings,
    *,
    party: str,
    sectors: tuple[str, ...],
    workers: tuple[str, ...],
    left_out: bool,
    file: str | None,
    as_json: bool,
) -> None:
    """按企业角色、行业、用工形式裁剪目录。

    例：casework catalogue tailor --party 合作用工企业 --sector 快递 --worker 劳动关系
    """
    from casework.checkup.catalogue.tailor import tailor as cut

    result = cut(opened(settings, file), party, sectors, workers)
    if as_json:
        reasons = {one.item.id: one.reason for one in result.left_out}
        print_json({"items": [item.id for item in result.items], "left_out": reasons})
        return
    for item in result.items:
        click.echo(_line(item))
    if left_out:
        click.echo("不检查的项：")
        for one in result.left_out:
            click.echo(f"  {one.item.id} {one.item.title}：{one.reason}")
    click.echo(f"共检查 {len(result.items)} 项，不检查 {len(result.left_out)} 项。")


def _shelf_dict(found: "Shelf") -> dict[str, object]:
    listed = [
        {"name": one.catalogue.id, "version": one.catalogue.version, "title": one.catalogue.title,
         "hash": one.catalogue.hash, "items": len(one.catalogue.items), "source": one.source,
         "current": one.catalogue.hash == found.current.hash}
        for one in found.catalogues
    ]  # fmt: skip
    wrong = [
        {"source": one.source, "problems": [str(problem) for problem in one.problems]}
        for one in found.unusable
    ]
    return {"catalogues": listed, "unusable": wrong}


def _contains(item: "Item", text: str) -> bool:
    laws = " ".join(f"{basis.law}{basis.article}" for basis in item.basis)
    return text in f"{item.title} {item.question} {laws}"


def _line(item: "Item") -> str:
    red = "　红线" if item.red_line else ""
    return f"{item.id}　{item.risk}　{item.force}　{item.title}{red}"
