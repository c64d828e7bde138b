"""Reports per second: ours beside plain docxtpl and beside the limit, same template, same data.

The limit is the same compiled template, its context already completed, written straight to a zip
whose static parts are already deflated. Rounds are interleaved and in turn; ratios are medians of
round-by-round ratios. Run alone: ``python bench/report.py``.
"""

import copy
import gc
import io
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate

from casework.documents import chart, lint, pack, reading, render
from casework.documents.compile import compiled
from casework.documents.fill import fill
from casework.documents.values import Gallery

_FINDINGS, _ITEMS, _DOMAINS = 60, 117, 22
_ROUNDS, _WARM_UP, _REPORTS = 21, 3, 500
_FASTER, _LIMIT, _GROWTH = 10, 1.5, 2  #: the goals
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def context(findings: int = _FINDINGS, seed: int = 0) -> dict[str, Any]:
    """Return the sample blown up to a long report: findings, all items, all domains."""
    made: dict[str, Any] = copy.deepcopy(lint.sample(pack.find("体检报告")))
    made["报告编号"] = f"云河工法检〔2026〕{seed + 1}号"
    base = made["问题"]
    made["问题"] = [
        {**base[n % 3], "编号": f"WT-{n + 1:02d}", "标题": f"{base[n % 3]['标题']} & 复核<{seed}>"}
        for n in range(findings)
    ]
    rows = [{key: one[key] for key in ("编号", "建议", "期限")} for one in made["问题"]]
    made["整改"] = {"立即": rows[:12], "短期": rows[12:30], "长期": rows[30:], "集体协商": []}
    items, domains = made["附件"]["检查项"], made["领域"]
    made["附件"]["检查项"] = [items[n % len(items)] for n in range(_ITEMS)]
    made["领域"] = []
    for n in range(_DOMAINS):
        full, rest = chart.bar(n * 4)
        made["领域"].append({**domains[n % 5], "得分": str(n * 4), "条形": full, "余条": rest})
    return made


def plain_docxtpl(values: Mapping[str, object]) -> bytes:
    """Return the report as docxtpl makes it, with the switches every user of it should set."""
    template = DocxTemplate(io.BytesIO(pack.find("体检报告").template))
    template.render(values, autoescape=True)
    out = io.BytesIO()
    template.save(out)
    return out.getvalue()


def straight(values: Mapping[str, object]) -> bytes:
    """Return the report by the shortest way there is: no completion, no hashes, no record."""
    ready = compiled(pack.find("体检报告"))
    parts = [(s.name, _DECLARATION + s.template.render(values).encode()) for s in ready.stories]
    return ready.archive.write(parts)


def _interleaved(ways: Mapping[str, Callable[[], object]]) -> dict[str, list[float]]:
    taken: dict[str, list[float]] = {name: [] for name in ways}
    names = list(ways)
    for number in range(_WARM_UP + _ROUNDS):
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            gc.collect()
            start = time.perf_counter()
            ways[name]()
            if number >= _WARM_UP:
                taken[name].append(time.perf_counter() - start)
    return taken


def _ratio(above: list[float], below: list[float]) -> float:
    return round(statistics.median(a / b for a, b in zip(above, below, strict=True)), 2)


def _growth() -> float:
    """Return by how many MiB a fresh process grows from the first to the 500th report."""
    done = subprocess.run(
        [sys.executable, __file__, "memory"], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def _memory() -> None:
    found = pack.find("体检报告")
    contexts = [context(seed=seed) for seed in range(5)]
    render.draft(found, contexts[0])
    first = _resident()
    for number in range(_REPORTS - 1):
        render.draft(found, contexts[number % 5])
    sys.stdout.write(f"{_resident() - first:.2f}")


def _resident() -> float:
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * resource.getpagesize() / 2**20


def run() -> dict[str, Any]:
    """Measure and return: milliseconds, ratios, growth, and whether each goal is met."""
    found = pack.find("体检报告")
    data = context()
    ready = {**data, render.STAGE: "草稿"}
    values = fill(found.fields, ready, Gallery(0), final=False).values
    ours = render.draft(found, data).data
    if reading.paragraphs(ours) != reading.paragraphs(plain_docxtpl(values)):
        raise SystemExit("the two ways do not give the same text: nothing was measured")
    taken = _interleaved(
        {
            "casework": lambda: render.draft(found, data),
            "docxtpl": lambda: plain_docxtpl(values),
            "limit": lambda: straight(values),
        }
    )
    result: dict[str, Any] = {
        f"{name}_ms": round(statistics.median(times) * 1000, 2) for name, times in taken.items()
    }
    result["times_faster_than_docxtpl"] = _ratio(taken["docxtpl"], taken["casework"])
    result["times_the_limit"] = _ratio(taken["casework"], taken["limit"])
    result["growth_mib_after_500"] = _growth()
    result["goal: at least 10 times faster than docxtpl"] = (
        result["times_faster_than_docxtpl"] >= _FASTER
    )
    result["goal: at most 1.5 times the limit"] = result["times_the_limit"] <= _LIMIT
    result["goal: at most 2 MiB of growth"] = result["growth_mib_after_500"] <= _GROWTH
    return result


if __name__ == "__main__":
    if sys.argv[1:] == ["memory"]:
        _memory()
    else:
        print(json.dumps(run(), ensure_ascii=False, indent=2))
