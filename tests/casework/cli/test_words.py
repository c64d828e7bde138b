"""Help and refusals are Chinese throughout, whatever click says by itself."""

import re
from collections.abc import Iterator

import click
import pytest

from casework.cli import cli, main
from casework.cli.words import chinese, usage_sentence

ENGLISH = re.compile(
    r"Usage|Options|Commands|Show this|OPTIONS|ARGS|default:|required|env var|INTEGER|TEXT|PATH\b|FILE\b"
)


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield every command and group by the words that call it."""
    yield path
    ctx = click.Context(group)
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name)


ALL = list(commands(cli))


def english_in(text: str) -> list[str]:
    return ENGLISH.findall(text.replace("DATABASE", ""))


def test_there_are_many_commands() -> None:
    assert len(ALL) > 60


@pytest.mark.parametrize("words", ALL, ids=" ".join)
def test_the_help_of_every_command_is_chinese(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    main([*words, "--help"])
    told = capsys.readouterr().out

    assert told.startswith("用法：casework")
    assert english_in(told) == []


def test_without_our_words_english_is_seen() -> None:
    """The planted fault of the test above."""
    assert english_in(cli.get_help(click.Context(cli)))
    with chinese():
        assert english_in(cli.get_help(click.Context(cli))) == []
    assert english_in(cli.get_help(click.Context(cli)))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("checkup", "foo"), "没有命令“foo”"),
        (("nonsense",), "没有命令“nonsense”"),
        (("checkup", "list", "--search"), "选项 --search 后面缺少值"),
        (("checkup", "list", "--mine=1"), "选项 --mine 后面不跟值"),
        (("checkup", "list", "a"), "多出了：a"),
        (("checkup", "correct", "a", "xx", "--reason", "b"), "“xx”不是整数"),
        (("clocks",), "用法：casework clocks"),
    ],
)
def test_what_is_written_wrongly_is_told_in_chinese(
    words: tuple[str, ...], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(list(words))
    told = capsys.readouterr().err

    assert stop.value.code == 2
    assert sentence in told
    assert english_in(told) == []


def test_what_click_may_say_another_day_is_not_passed_on() -> None:
    told = usage_sentence(click.UsageError("Something new went wrong."))

    assert told == "命令写法不对：请核对写法。 用法见：casework --help"
