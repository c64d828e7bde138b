"""What ``pip install casework`` gives without extras: everything it needs, and nothing of the web.

The environment is a real one, made without the network: the core's own requirements are linked
into it from where they are already installed, and nothing else is.
"""

import subprocess
import sys
import venv
from collections.abc import Iterator
from email.message import Message
from email.parser import Parser
from importlib.metadata import Distribution, distribution
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
IMPORT_EVERYTHING = """
import importlib, pkgutil, casework
for module in pkgutil.walk_packages(casework.__path__, "casework."):
    if not module.name.endswith("__main__") and ".migrations" not in module.name:
        importlib.import_module(module.name)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out)]
    subprocess.run([*build, str(ROOT)], check=True, capture_output=True)
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a new environment's commands, with the wheel and its core in it."""
    home = tmp_path_factory.mktemp("env")
    venv.create(home, symlinks=True)
    site = next(home.glob("lib/python*/site-packages"))
    for needed in core(metadata(wheel)):
        link(needed, site)
    pip = [sys.executable, "-m", "pip", "--python", str(home), "install", "--quiet", "--no-deps"]
    subprocess.run([*pip, "--no-index", str(wheel)], check=True, capture_output=True)
    return home / "bin"


def metadata(wheel: Path) -> Message:
    with ZipFile(wheel) as archive:
        name = next(n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        return Parser().parsestr(archive.read(name).decode())


def core(of: Message) -> Iterator[Distribution]:
    """Yield every distribution that is needed without extras, directly or not."""
    waiting = [Requirement(line) for line in of.get_all("Requires-Dist", [])]
    seen: set[str] = set()
    while waiting:
        wanted = waiting.pop()
        if wanted.name in seen or (wanted.marker and not wanted.marker.evaluate({"extra": ""})):
            continue
        seen.add(wanted.name)
        found = distribution(wanted.name)
        yield found
        waiting += [Requirement(line) for line in found.requires or []]


def link(found: Distribution, site: Path) -> None:
    for name in {file.parts[0] for file in found.files or []} - {"..", "__pycache__"}:
        if not (site / name).exists():
            (site / name).symlink_to(str(found.locate_file(name)))


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")


def test_the_wheel_carries_templates_tables_and_pages(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        carried = set(archive.namelist())
    listed = run("git", "-C", ROOT, "ls-files", "doc_templates", "casework", "webui").stdout
    shipped = {
        f"casework/{name}" if name.startswith("doc_templates/") else name
        for name in listed.splitlines()
        if (ROOT / name).exists() and not name.startswith("doc_templates/_build/")
    }

    assert any(name.startswith("casework/doc_templates/") for name in shipped)
    assert shipped - carried == set()


def test_without_extras_there_is_no_flask(installed: Path) -> None:
    done = run(installed / "python", "-c", "import flask")

    assert "No module named 'flask'" in done.stderr


def test_without_extras_every_room_can_be_imported(installed: Path) -> None:
    done = run(installed / "python", "-c", IMPORT_EVERYTHING)

    assert (done.returncode, done.stderr) == (0, "")


def test_without_extras_the_command_answers(installed: Path) -> None:
    done = run(installed / "casework", "--help")

    assert done.returncode == 0, done.stderr
    assert "checkup" in done.stdout


def test_the_installed_packs_are_found(installed: Path) -> None:
    code = "from casework.documents import all_packs; print(*[p.title for p in all_packs()])"

    done = run(installed / "python", "-c", code)

    assert "体检报告" in done.stdout, done.stderr
