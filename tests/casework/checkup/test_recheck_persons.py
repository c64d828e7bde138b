"""Who may enter the result of a re-check, and how it may be looked at."""

from collections.abc import Callable

import pytest

from casework import Casebook, cases, checkup
from casework.checkup import recheck
from casework.errors import StepRefused
from tests import factories

FAILED = factories.FINDING_FACTS["mark_failed"]
BOTH = {"method": "现场", "credentials_shown": True}


@pytest.fixture
def rechecking(brought: Callable[[str, str], Casebook]) -> Casebook:
    """Return a casebook whose check-up FIRST is being re-checked: inspector.li answered its item."""
    return brought("sqlite", "start_recheck")


def record(book: Casebook, actor: str = "lawyer.wang", **given: object) -> str:
    with book.work(actor) as work:
        case = checkup.get(work, factories.FIRST)
        return recheck.record(work, case, "WT-01", "未整改", **{**FAILED, **given}).state


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (
            {**BOTH, "checked_by": ["lawyer.wang"]},
            "现场核实要有 2 名以上监督组织成员，现在只有 1 人",
        ),
        ({**BOTH, "checked_by": ["王律", "李监"], "credentials_shown": False}, "应当出示监督证"),
        ({"method": "电话"}, "WT-01 是高风险，不能只用电话核实"),
    ],
)
def test_a_result_looked_at_wrongly_is_refused(rechecking: Casebook, given, sentence) -> None:
    with pytest.raises(StepRefused, match=sentence):
        record(rechecking, **given)


def test_where_the_unit_says_so_another_person_looks_again(rechecking: Casebook) -> None:
    with rechecking.work("admin") as work:
        cases.organisation.set_recheck(work, factories.unit(work, "苏工"), by_other=True)

    for given in ({**BOTH, "checked_by": ["王律", "李监"]}, {"actor": "inspector.li"}):
        with pytest.raises(StepRefused, match="复检要由初检时对该问题作出结论的人以外的人办理"):
            record(rechecking, **given)
    assert record(rechecking, **BOTH, checked_by=["王律", "赵律"]) == "failed"
    assert rechecking.verify() == []


def test_the_method_of_the_plan_is_that_of_the_result(rechecking: Casebook) -> None:
    with rechecking.work("lawyer.wang") as work:
        case = checkup.get(work, factories.FIRST)
        recheck.plan(work, case, "WT-01", method="书面")
        given = {name: value for name, value in FAILED.items() if name != "method"}
        recheck.record(work, case, "WT-01", "未整改", **given)
        assert recheck.last_results(work, case)[1].method == "书面"
