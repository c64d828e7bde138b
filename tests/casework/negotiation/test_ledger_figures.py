from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.errors import InputError
from casework.negotiation.ledger.entry import Figure, Measure
from casework.negotiation.ledger.figures import read, write


@pytest.mark.parametrize(
    ("line", "figure"),
    [
        ("派送费 1.2元/件", Figure("派送费", Decimal("1.2"), per="件")),
        ("派送费：１．２０元／每件", Figure("派送费", Decimal("1.2"), per="件")),
        ("小时工 3,500 元/月", Figure("小时工", Decimal(3500), per="月")),
        ("涨幅 5%", Figure("涨幅", Decimal(5), kind=Measure.PERCENT)),
        ("加班上限 3小时/日", Figure("加班上限", Decimal(3), per="日", kind=Measure.HOURS)),
        ("年休假 10天", Figure("年休假", Decimal(10), kind=Measure.DAYS)),
        ("免罚 2次/月", Figure("免罚", Decimal(2), "次", "月", Measure.COUNT)),
    ],
)
def test_a_figure_is_read_as_people_write_it(line: str, figure: Figure) -> None:
    (found,) = read(line)
    assert found == figure


def test_several_are_read_from_lines_and_each_bad_one_is_named() -> None:
    assert [one.name for one in read("派送费 1元/件；\n补贴 300元/月")] == ["派送费", "补贴"]
    with pytest.raises(InputError) as refused:
        read("派送费\n1.2\n工资 3万元")
    assert [one.message for one in refused.value.problems] == [
        "数字：“派送费”读不出名称和数，请写成：派送费 1.2元/件",
        "数字：“1.2”读不出名称和数，请写成：派送费 1.2元/件",
        "数字：“工资 3万元”请以元为单位，不写“万元”",
    ]


def test_a_program_passes_figures_or_their_parts() -> None:
    made = Figure("派送费", Decimal("1.2"), per="件")
    assert read([made]) == read([{"name": "派送费", "amount": "1.2", "per": "件"}]) == (made,)
    with pytest.raises(InputError):
        read([{"name": "派送费"}])
    with pytest.raises(InputError):
        read([{"name": "派送费", "amount": "很多"}])


@given(
    st.lists(
        st.builds(
            Figure,
            st.sampled_from(["派送费", "高温 补贴", "A类件"]),
            st.decimals(0, 10**6, places=3),
            per=st.sampled_from(["", "件", "月"]),
            kind=st.sampled_from(list(Measure)),
        ),
        max_size=4,
    )
)
def test_what_is_written_is_read_again(figures: list[Figure]) -> None:
    assert read(write(figures)) == tuple(figures)
