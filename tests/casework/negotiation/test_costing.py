from decimal import Decimal

import pytest

from casework.negotiation.caucus.costing import Basis, Inside, cost, monthly, told
from casework.negotiation.ledger.entry import Act, Figure, Measure
from casework.negotiation.side import Side
from tests.ledgers import Table, fee

W, E = Side.WORKERS, Side.EMPLOYER
#: 10,000 couriers, 2,600 items a month each, 0.8 yuan an item now.
ITEMS = Basis(1, "派送费", Decimal(2600), 10_000, present=Decimal("0.8"), code="算-01")


@pytest.mark.parametrize(
    ("figure", "unit_value", "expected"),
    [
        (fee("0.1"), None, "200.00"),  # 0.1 × 200 × 10
        (Figure("涨幅", Decimal(5), kind=Measure.PERCENT), Decimal(4000), "400000.00"),
        (Figure("加班", Decimal(2), kind=Measure.HOURS), Decimal("20.5"), "82000.00"),
        (Figure("休假", Decimal(1), kind=Measure.DAYS), None, None),
        (fee("0.33333"), None, "666.66"),
    ],
)
def test_price_times_volume_times_persons(
    figure: Figure, unit_value: Decimal | None, expected: str | None
) -> None:
    basis = Basis(1, figure.name, Decimal(200), 10, unit_value)
    assert monthly(figure, basis) == (Decimal(expected) if expected else None)


def test_offers_packages_and_what_is_inside_stand_side_by_side() -> None:
    table = Table()
    table.offer(W, "每件1.2元", figures=[fee("1.2")])
    table.offer(E, "每件1元", figures=[fee("1")], package="方案一")
    inside = [Inside("底线", 1, (fee("0.9"),)), Inside("备选：乙", 1, (fee("1.1"),)),
              Inside("备选：乙", 2, (fee("9"),))]  # fmt: skip
    costing = cost(table.ledger, [ITEMS], inside)

    assert costing.columns == ("现行", "职工方", "企业方", "方案一", "底线", "备选：乙")
    assert [told(costing.total(one)) for one in costing.columns] == [
        "20,800,000元",
        "31,200,000元",
        "26,000,000元",
        "26,000,000元",
        "23,400,000元",
        "28,600,000元",
    ]
    cell = costing.lines[0].cells["底线"]
    assert (cell.more, cell.each) == (Decimal("2600000.00"), Decimal("2340.00"))
    assert costing.lacking == ()


def test_a_withdrawn_package_costs_nothing_and_what_nobody_offers_is_said() -> None:
    table = Table()
    table.offer(E, "每件1元", figures=[fee("1")], package="方案一")
    table.act(Act.WITHDRAWN, E, None, package="方案一")
    costing = cost(table.ledger, [ITEMS, Basis(7, "补贴", Decimal(1), 1)])

    assert costing.columns == ()
    assert costing.total("职工方") == 0
    assert costing.lacking == (
        "算-01 派送费：现在没有一方提出这个数字，算不出。",
        "补贴：现在没有一方提出这个数字，算不出。",
    )


def test_what_has_no_price_is_not_counted_and_said() -> None:
    table = Table()
    table.offer(W, "休假", figures=[Figure("年休假", Decimal(10), kind=Measure.DAYS)])
    costing = cost(table.ledger, [Basis(1, "年休假", Decimal(1), 5, present=Decimal(5))])

    assert costing.counted("职工方") == 0
    assert costing.lines[0].cells["职工方"].more is None
    assert costing.lacking == ("年休假：数字不是金额，请填“每单位折合元”。",)
