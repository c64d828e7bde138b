"""The prose keeps its promises: links lead somewhere, commands exist, what is shown runs."""

import ast
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

from casework.cli import cli

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("doc_templates/*.md")])
FENCE = re.compile(
    r"(?ms)^(?:<!-- (?P<mark>[^>]+) -->\n)?```(?P<kind>\w*)\n(?P<text>.*?)^```$",
)
ADRS = sorted((ROOT / "docs/adr").glob("[0-9]*.md"))
CHANGES = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security", "Law")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its page, the comment above it (``run``, ``file: …``), language, text."""

    page: str
    mark: str
    kind: str
    text: str


def blocks() -> Iterator[Block]:
    for page in PAGES:
        for found in FENCE.finditer(page.read_text(encoding="utf-8")):
            name = page.relative_to(ROOT).as_posix()
            yield Block(name, found["mark"] or "", found["kind"], found["text"])


def marked(mark: str) -> list[Block]:
    return [block for block in blocks() if block.mark.startswith(mark)]


def dead_links(text: str, folder: Path) -> list[str]:
    """List the relative links that lead nowhere."""
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", text)
    return [link for link in links if not (folder / link).exists()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    assert dead_links(page.read_text(encoding="utf-8"), page.parent) == []


def test_a_dead_link_is_seen() -> None:
    text = "[a](README.md) [b](no/such.md) [c](https://example.invalid/) [d](README.md#part)"

    assert dead_links(text, ROOT) == ["no/such.md"]


@pytest.mark.parametrize("block", marked("run"), ids=lambda block: block.page)
def test_what_the_pages_show_runs(block: Block, tmp_path: Path) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    command = ["sh", "-eu", "-c", block.text]
    if block.kind == "python":
        command = [sys.executable, "-W", "error", "-c", block.text]

    done = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, "PATH": path}, capture_output=True, check=False
    )

    assert done.returncode == 0, done.stderr.decode()


def meaning(source: str) -> str:
    """Return what a script does, whatever its line breaks, comments and docstring."""
    body = ast.parse(source).body
    told = isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)
    return "\n".join(ast.dump(statement) for statement in body[told:])


@pytest.mark.parametrize("block", marked("file:"), ids=lambda block: block.page)
def test_what_the_pages_quote_is_the_file(block: Block) -> None:
    quoted = ROOT / block.mark.removeprefix("file:").strip()

    assert meaning(block.text) == meaning(quoted.read_text(encoding="utf-8"))


def test_python_on_the_front_page_runs_or_is_quoted() -> None:
    shown = [block for block in blocks() if block.kind == "python" and block.page == "README.md"]

    assert shown
    assert [block for block in shown if not block.mark.startswith(("run", "file:"))] == []


def shown_commands(program: str) -> Iterator[tuple[str, list[str]]]:
    """Yield (page, words) for each line of a shell block, or inline code, that starts a program."""
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        lines = [
            line
            for f in FENCE.finditer(text)
            if f["kind"] == "sh"
            for line in f["text"].splitlines()
        ]
        for line in [*lines, *re.findall(rf"`({program} [^`]+)`", text)]:
            words = shlex.split(line.replace("…", ""), comments=True)
            if words[:1] == [program]:
                yield page.relative_to(ROOT).as_posix(), words[1:]


def test_each_make_command_shown_exists() -> None:
    targets = set(
        re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    )
    unknown = [(page, words) for page, words in shown_commands("make") if words[0] not in targets]

    assert unknown == []


def commands(command: click.Command, *path: str) -> Iterator[tuple[str, click.Command]]:
    """Yield every command that does something, with the words that call it."""
    if not isinstance(command, click.Group):
        yield " ".join(path), command
        return
    context = click.Context(command, info_name=path[-1] if path else "casework")
    for name in command.list_commands(context):
        inner = command.get_command(context, name)
        assert inner is not None, name
        yield from commands(inner, *path, name)


def test_each_casework_command_shown_exists() -> None:
    known = [name for name, _ in commands(cli)]
    groups = {name.split()[0] for name in known}
    wrong = []
    for page, words in shown_commands("casework"):
        calls = [word for word in words if not word.startswith("-")]
        tail = calls[next((i for i, word in enumerate(calls) if word in groups), len(calls)) :]
        exists = any(tail[: len(name.split())] == name.split() for name in known)
        exists = exists or any(name.startswith(" ".join([*tail, ""])) for name in known)
        if words and calls and not exists and " ".join(tail) not in groups:
            wrong.append((page, words))

    assert wrong == []


def test_each_command_says_what_it_does_and_shows_an_example() -> None:
    silent = []
    for name, command in commands(cli):
        told = f"{command.help or ''}\n{command.epilog or ''}"
        example = rf"例：casework( --\S+ \S+)* {re.escape(name)}"
        if not re.search(r"[一-鿿]", command.help or "") or not re.search(example, told):
            silent.append(name)

    assert silent == []


def test_decisions_are_numbered_without_gaps_and_listed() -> None:
    index = (ROOT / "docs/adr/README.md").read_text(encoding="utf-8")

    assert [page.name[:4] for page in ADRS] == [f"{n:04}" for n in range(1, len(ADRS) + 1)]
    for page in ADRS:
        title = page.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
        assert f"[{title}]({page.name})" in index


@pytest.mark.parametrize("page", ADRS, ids=lambda page: page.name)
def test_a_decision_is_one_page_of_three_parts(page: Path) -> None:
    text = page.read_text(encoding="utf-8")

    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]
    assert len(text.splitlines()) <= 60


def changelog_faults(text: str) -> list[str]:
    """List what is wrong with a changelog: headings nobody knows, legal changes without reach."""
    faults = [h for h in re.findall(r"^### (.*)$", text, re.MULTILINE) if h not in CHANGES]
    versions = re.findall(r"^## (.*)$", text, re.MULTILINE)
    shape = r"\[Unreleased\]|\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d"
    faults += [version for version in versions if not re.fullmatch(shape, version)]
    for section in re.findall(r"^### Law\n(.*?)(?=^##|\Z)", text, re.DOTALL | re.MULTILINE):
        for entry in re.split(r"^- ", section, flags=re.MULTILINE)[1:]:
            faults += [entry for line in ("影响期间：", "影响程序：") if line not in entry]
    return faults


def test_the_changelog_has_its_shape() -> None:
    assert changelog_faults((ROOT / "CHANGELOG.md").read_text(encoding="utf-8")) == []


def test_a_legal_change_that_does_not_say_what_it_touches_is_seen() -> None:
    text = "## [Unreleased]\n### Law\n- 某规定改为十日。\n  - 影响期间：自2027-01-01\n### Misc\n"

    assert changelog_faults(text) == ["Misc", "某规定改为十日。\n  - 影响期间：自2027-01-01\n"]


#: Folders of a particular machine, and hosts of package indexes.
PRIVATE = re.compile(r"/(?:work|root|home|opt)/\w|pythonhosted\.org|pypi\.org|registry\.npmjs")


def test_nothing_committed_names_a_machine_or_an_index() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    named = []
    for name in filter(None, listed.stdout.decode().split("\0")):
        path = ROOT / name
        if path.is_file() and path != Path(__file__).resolve():
            text = path.read_text(encoding="utf-8", errors="ignore")
            named += [f"{name}: {found.group()}" for found in PRIVATE.finditer(text)]

    assert named == []


def test_a_folder_of_this_machine_is_seen() -> None:
    assert PRIVATE.search("see /home/wang/cases.db")
