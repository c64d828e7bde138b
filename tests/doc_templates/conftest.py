"""Reports of any length, made from the shipped sample."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from casework.documents import chart, lint, pack

LEVELS = ("红", "黄", "蓝")


@pytest.fixture(scope="session")
def report() -> Callable[[int], dict[str, Any]]:
    """Return a function: a report's dict with that many findings, and all that hangs on them."""

    def made(findings: int) -> dict[str, Any]:
        context = copy.deepcopy(lint.sample(pack.find("体检报告")))
        context["问题"] = found = [
            {**context["问题"][n % 3], "编号": f"WT-{n + 1:02d}", "等级": LEVELS[3 * n // findings]}
            for n in range(findings)
        ]
        rows = [{"编号": f["编号"], "建议": f["建议"], "期限": f["期限"]} for f in found]
        cut = findings // 3
        context["整改"] = {"立即": rows[:cut], "短期": rows[cut : 2 * cut], "长期": rows[2 * cut :]}
        if findings > 3:
            items = context["附件"]["检查项"]
            context["附件"]["检查项"] = [items[n % 3] for n in range(117)]
            bars = (chart.bar(4 * n) for n in range(22))
            context["领域"] = [{**context["领域"][0], "条形": f, "余条": e} for f, e in bars]
        if not findings:
            for group, names in (
                ("评价", ("上次对比", "亮点", "红线")),
                ("方式", ("抽样", "未能核实")),
            ):
                context[group] |= {name: [] for name in names}
            context["附件"] |= {"证据": [], "访谈": [], "法规": []}
            context |= {"企业意见": [], "依据": []}
        return context

    return made
