"""The house rules that a machine can count: budgets, names, and what is imported when.

Who may import whom is written in pyproject.toml (import-linter); here it is run, and shown to
see a planted fault.
"""

import ast
import io
import re
import shutil
import subprocess
import sys
import tokenize
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CODE = ("casework", "webui", "doc_templates", "examples", "bench")

#: At most so many lines. A function's docstring is not counted, a module's is.
BUDGET = {"module": 250, "function": 40, "view": 20, "template": 120, "test": 25}

#: What is longer, and why. An entry that is no longer needed fails a test.
LONGER: dict[str, str] = {}

#: Alembic writes these files; one table after another is the shape of a revision.
GENERATED = ("casework/store/migrations/",)

WEB = ("flask", "werkzeug", "wtforms", "flask_wtf", "flask_sqlalchemy", "waitress", "webui")
HEAVY = ("sqlalchemy", "docx", "docxtpl", "jinja2", "openpyxl", "alembic", "flask")


@dataclass(frozen=True, slots=True)
class Size:
    """How long something is: ``casework/law/rules.py::load`` has 12 lines of a function's 40."""

    what: str
    kind: str
    lines: int

    @property
    def over(self) -> bool:
        return self.lines > BUDGET[self.kind]


def files(*folders: str, suffix: str = ".py") -> list[Path]:
    found = (p for folder in folders for p in sorted((ROOT / folder).rglob(f"*{suffix}")))
    return [p for p in found if not str(p.relative_to(ROOT)).startswith(GENERATED)]


def sizes(source: str, name: str) -> Iterator[Size]:
    """Yield the size of a module and of each function in it, methods and inner ones included."""
    in_tests = name.startswith("tests/")
    if not in_tests:
        yield Size(name, "module", len(source.splitlines()))
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield Size(f"{name}::{node.name}", kind_of(node, in_tests=in_tests), length(node))


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    if ast.get_docstring(node) is not None:
        docstring = node.body[0]
        lines -= (docstring.end_lineno or docstring.lineno) - docstring.lineno + 1
    return lines


def kind_of(node: ast.FunctionDef | ast.AsyncFunctionDef, *, in_tests: bool) -> str:
    if in_tests and node.name.startswith("test"):
        return "test"
    called = [d.func for d in node.decorator_list if isinstance(d, ast.Call)]
    routes = {"route", "get", "post"}
    if any(isinstance(f, ast.Attribute) and f.attr in routes for f in called):
        return "view"
    return "function"


def house_sizes() -> Iterator[Size]:
    for path in files(*CODE, "tests"):
        yield from sizes(path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix())
    for path in files("webui", suffix=".html"):
        text = path.read_text(encoding="utf-8")
        yield Size(path.relative_to(ROOT).as_posix(), "template", len(text.splitlines()))


def test_everything_keeps_its_budget_or_says_why_not() -> None:
    over = {size.what: f"{size.kind} of {size.lines} lines" for size in house_sizes() if size.over}

    assert over.keys() == LONGER.keys(), over


@pytest.mark.parametrize(
    ("source", "name", "over"),
    [
        ("\n" * 251, "casework/long.py", "casework/long.py"),
        ("def f():\n" + "    x = 1\n" * 40, "casework/f.py", "casework/f.py::f"),
        ("class C:\n  async def f(self):\n" + "    x = 1\n" * 40, "webui/c.py", "webui/c.py::f"),
        ("@page.get('/')\ndef f():\n" + "    x = 1\n" * 20, "webui/v.py", "webui/v.py::f"),
        ("def test_f():\n" + "    x = 1\n" * 25, "tests/t.py", "tests/t.py::test_f"),
    ],
)
def test_the_counter_sees_what_is_too_long(source: str, name: str, over: str) -> None:
    assert [size.what for size in sizes(source, name) if size.over] == [over]


def test_the_counter_leaves_docstrings_out() -> None:
    source = 'def f():\n    """One.' + "\n" * 50 + '    """\n' + "    x = 1\n" * 39

    assert not any(size.over for size in sizes(source, "casework/f.py"))


def shapeless_names(source: str, name: str) -> list[str]:
    """List file and class names that only say that something is in them."""
    classes = [n.name for n in ast.walk(ast.parse(source)) if isinstance(n, ast.ClassDef)]
    shapeless = re.compile(r"util|helper|manager|misc|common$", re.IGNORECASE)
    return [word for word in (*Path(name).parts, *classes) if shapeless.search(Path(word).stem)]


def test_no_name_hides_what_it_holds() -> None:
    for path in files(*CODE):
        relative = path.relative_to(ROOT).as_posix()
        assert shapeless_names(path.read_text(encoding="utf-8"), relative) == [], relative


def test_a_shapeless_name_is_seen() -> None:
    assert shapeless_names("class CaseManager: ...", "casework/utils.py") == [
        "utils.py",
        "CaseManager",
    ]


def flask_models(source: str) -> list[str]:
    """List the classes that inherit from db.Model: our models are plain SQLAlchemy (ADR 2)."""
    classes = (n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.ClassDef))
    return [c.name for c in classes if any(ast.unparse(base) == "db.Model" for base in c.bases)]


def test_no_model_belongs_to_flask() -> None:
    for path in files(*CODE, "tests"):
        assert flask_models(path.read_text(encoding="utf-8")) == [], path


def test_a_model_that_belongs_to_flask_is_seen() -> None:
    assert flask_models("class Case(db.Model):\n    pass") == ["Case"]


def strangers(source: str, name: str) -> list[str]:
    """List the underscored names that a file imports from a room that is not its own."""
    room = ".".join(Path(name).parts[:2])
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("casework"):
            own = f"{node.module}.".startswith(f"{room}.")
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            found += [n for n in names if not own and re.search(r"\._(?!_)", n)]
    return found


def test_nothing_underscored_is_imported_from_another_room() -> None:
    for path in files("casework", "webui", "examples"):
        relative = path.relative_to(ROOT).as_posix()
        assert strangers(path.read_text(encoding="utf-8"), relative) == [], relative


def test_an_underscored_import_is_seen() -> None:
    source = "from casework.law.periods import _roll\nfrom casework.law._data import read"

    assert strangers(source, "casework/cases/clocks.py") == [
        "casework.law.periods._roll",
        "casework.law._data.read",
    ]
    assert strangers(source, "casework/law/rules.py") == []


def unreasoned(source: str) -> list[str]:
    """List the comments that switch a check off without naming the rule and the reason."""
    comments = (
        token.string
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.COMMENT
    )
    off = re.compile(r"#\s*(noqa|type:\s*ignore|pragma:\s*no cover|fmt:\s*off)")
    good = re.compile(
        r"#\s*(noqa: [A-Z]+\d+(, ?[A-Z]+\d+)*|type: ignore\[[a-z, -]+\]"
        r"|pragma: no cover|fmt: off)\s+\W*\w.*",
    )
    return [comment for comment in comments if off.search(comment) and not good.search(comment)]


def test_a_check_is_switched_off_only_by_rule_and_with_a_reason() -> None:
    for path in files(*CODE, "tests"):
        assert unreasoned(path.read_text(encoding="utf-8")) == [], path


def test_a_check_switched_off_without_a_reason_is_seen() -> None:
    assert unreasoned("x = 1  # noqa\ny = 2  # type: ignore[misc]\n") == [
        "# noqa",
        "# type: ignore[misc]",
    ]
    assert unreasoned("x = 1  # noqa: E501 — a table reads better in one line\n") == []


def test_the_rooms_import_only_what_is_below_them() -> None:
    done = lint_imports(ROOT)

    assert done.returncode == 0, done.stdout


def test_the_import_contracts_see_planted_faults(tmp_path: Path) -> None:
    for name in ("casework", "webui"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("*.toml"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    planted = "import casework.cases, click, docx, flask, icalendar, openpyxl, transitions\nimport casework\n"
    (tmp_path / "casework/law/planted.py").write_text(planted, encoding="utf-8")
    leak = tmp_path / "casework/negotiation/context/planted.py"
    leak.write_text("import casework.negotiation.caucus.queries\n", encoding="utf-8")
    (tmp_path / "casework/plans.py").write_text('"""A room nobody planned."""\n', encoding="utf-8")

    done = lint_imports(tmp_path)

    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for contract in contracts["tool"]["importlinter"]["contracts"]:
        assert f"{contract['name']} BROKEN" in done.stdout


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-logo", "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def imported_by(code: str) -> set[str]:
    """Return the top names of all modules that are loaded after *code* ran in a new process."""
    script = f"{code}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(done.stdout.splitlines()[-1].split())


def casework_modules() -> list[str]:
    names = (p.relative_to(ROOT).with_suffix("").parts for p in files("casework"))
    parts = (name[:-1] if name[-1] == "__init__" else name for name in names)
    return [".".join(part) for part in parts if part[-1] != "__main__"]


def test_casework_and_all_its_modules_import_nothing_of_the_web() -> None:
    modules = casework_modules()
    assert "casework.law" in modules

    loaded = imported_by("\n".join(f"import {name}" for name in modules))

    assert loaded.isdisjoint(WEB)


def test_import_casework_loads_nothing_heavy() -> None:
    assert imported_by("import casework").isdisjoint(HEAVY)


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_nobody_waits_for_word_to_read_help(option: str) -> None:
    code = f"""
import sys
from casework.cli import main
sys.argv = ["casework", {option!r}]
try:
    main()
except SystemExit as done:
    assert not done.code
"""
    assert imported_by(code).isdisjoint(HEAVY)


def test_what_is_imported_is_seen() -> None:
    assert {"openpyxl", "flask"} <= imported_by("import openpyxl, flask")
