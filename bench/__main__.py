"""Run every measurement and print what it found: ``python -m bench [name …]``.

A measurement is a module beside this file with ``run() -> dict[str, object]``. It measures both
sides of a ratio in the same run, because only a ratio says the same on another machine. Each has
a process of its own, so that one does not warm up, or fill the memory of, the next.
"""

import importlib
import subprocess
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent


def measurements() -> list[str]:
    """Return the names of all measurements, sorted."""
    return sorted(path.stem for path in HERE.glob("*.py") if not path.stem.startswith("_"))


def table(found: Mapping[str, object]) -> str:
    """Return the figures as aligned lines; a Chinese character takes two columns."""
    wide = max(map(width, found), default=0)
    return "\n".join(f"  {k}{' ' * (wide - width(k))}  {shown(v)}" for k, v in found.items())


def width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def shown(figure: object) -> str:
    return f"{figure:,.4g}" if isinstance(figure, float) else str(figure)


def main(names: Sequence[str]) -> int:
    """Run the named measurements, or all; return 1 if one of them failed."""
    if len(names) == 1:
        print(names[0])
        print(table(importlib.import_module(f"bench.{names[0]}").run()), flush=True)
        return 0
    failed = [name for name in names or measurements() if not alone(name)]
    if failed:
        print("failed:", *failed)
    return 1 if failed else 0


def alone(name: str) -> bool:
    command = [sys.executable, "-m", "bench", name]
    return subprocess.run(command, cwd=HERE.parent, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
