"""What click says in English, said in Chinese: the words around help, and what is wrong with a command."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import click

_HEADINGS = {"Options": "选项", "Commands": "命令", "Positional arguments": "参数"}
_USAGE = (("[OPTIONS]", "[选项]"), ("COMMAND [ARGS]...", "命令 [参数]…"), ("[COMMAND]", "[命令]"),
          ("[ARGS]...", "[参数]…"), ("...", "…"))  # fmt: skip
_HELP = (
    (re.compile(r"Show this message and exit\."), "显示用法。"),
    (re.compile(r"\bdefault: "), "默认："),
    (re.compile(r"(?<=[\[ ])required\]"), "必填]"),
    (re.compile(r"(?<=\[)env var: "), "环境变量："),
)
_NUMBERS = {"integer": "整数", "float": "数字", "boolean": "“是”或“否”"}
#: What click says → what we say; never English: what is not here is only told to be wrong.
_WRONG: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"No such command '(.*)'\."), lambda m: f"没有命令“{m[1]}”。"),
    (re.compile(r"Missing command\."), lambda _m: "缺少子命令。"),
    (re.compile(r"Option '(.*)' does not take a value\."), lambda m: f"选项 {m[1]} 后面不跟值。"),
    (re.compile(r"Option '(.*)' requires an argument\."), lambda m: f"选项 {m[1]} 后面缺少值。"),
    (re.compile(r"Got unexpected extra arguments? \((.*)\)"), lambda m: f"多出了：{m[1]}。"),
    (re.compile(r"'(.*)' is not a valid (\w+)\."),
     lambda m: f"“{m[1]}”不是{_NUMBERS.get(m[2], '可用的值')}。"),
    (re.compile(r"(?:File|Directory|Path) '(.*)' does not exist\."),
     lambda m: f"没有文件“{m[1]}”，请核对路径。"),
    (re.compile(r"File '(.*)' is a directory\."), lambda m: f"“{m[1]}”是文件夹，应为文件。"),
    (re.compile(r"Directory '(.*)' is a file\."), lambda m: f"“{m[1]}”是文件，应为文件夹。"),
    (re.compile(r"'?(.*?)'? is not in the range (.*)\."), lambda m: f"{m[1]} 不在范围 {m[2]} 内。"),
    (re.compile(r"'(.*)' is not one of (.*)\."), lambda m: f"“{m[1]}”不是可选的：{m[2]}。"),
)  # fmt: skip


class _Formatter(click.HelpFormatter):
    """Help as click lays it out, its own words in Chinese."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line of usage."""
        for english, chinese in _USAGE:
            args = args.replace(english, chinese)
        super().write_usage(prog, args, prefix or "用法：")

    def write_heading(self, heading: str) -> None:
        """Write a heading."""
        self.write(f"{'':>{self.current_indent}}{_HEADINGS.get(heading, heading)}：\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        """Write options or commands, each with what it is."""
        super().write_dl([(name, _told(text)) for name, text in rows], *args, **kwargs)


@contextmanager
def chinese() -> Iterator[None]:
    """Let help be Chinese for as long as the command runs."""
    before = click.Context.formatter_class
    click.Context.formatter_class = _Formatter
    try:
        yield
    finally:
        click.Context.formatter_class = before


def usage_sentence(error: click.UsageError) -> str:
    """Return a Chinese sentence for a command that was written wrongly, with where to find help."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.message  # a group alone: its help
    path = error.ctx.command_path if error.ctx else "casework"
    name = getattr(error, "param", None)
    label = (name.metavar or name.name or "").strip("[]") if name is not None else ""
    if isinstance(error, click.NoSuchOption):
        said = f"没有选项“{error.option_name}”。"
    elif isinstance(error, click.MissingParameter):
        said = f"缺少“{label}”。"
    elif isinstance(error, click.BadParameter):
        said = f"“{label}”的值不对：{_said(error.message)}"
    else:
        said = f"命令写法不对：{_said(error.message)}"
    return f"{said} 用法见：{path} --help"


def _said(message: str) -> str:
    """Return in Chinese what click says is wrong; what casework says is Chinese already."""
    for english, chinese_of in _WRONG:
        found = english.match(message)
        if found:
            return chinese_of(found)
    return "请核对写法。" if message.isascii() else message


def _told(text: str) -> str:
    for english, chinese_of in _HELP:
        text = english.sub(chinese_of, text)
    return text
