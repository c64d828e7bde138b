"""内部记录和测算依据: what only the union side may know. Reached through :mod:`casework.negotiation.caucus` alone."""

from decimal import Decimal

from sqlalchemy import Numeric, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from casework.cases.models import Record
from casework.store import Base


class CaucusNote(Record, Base):
    """A bottom line, an alternative, or an opinion of the union side, about a topic, a clause or the whole."""

    __tablename__ = "caucus_note"
    prefix = "内"
    label = "内部记录"

    matter: Mapped[str] = mapped_column(String(10))  #: 底线, 备选方案, 内部意见
    topic: Mapped[str] = mapped_column(String(10))  #: 题-01
    clause: Mapped[str] = mapped_column(String(10))  #: 款-01
    option: Mapped[str] = mapped_column(
        String(40)
    )  #: which alternative, so that several are one package
    option_figures: Mapped[str] = mapped_column(Text)  #: a line each: 派送费 1.1元/件
    opinion: Mapped[str] = mapped_column(Text)


class CostBasis(Record, Base):
    """What a figure is multiplied by, so that its cost a month can be told."""

    __tablename__ = "cost_basis"
    prefix = "算"
    label = "测算依据"

    cost_clause: Mapped[str] = mapped_column(String(10))  #: 款-01
    cost_figure: Mapped[str] = mapped_column(String(40))  #: 派送费
    volume: Mapped[Decimal] = mapped_column(Numeric(14, 4))  #: times a person has it in a month
    persons: Mapped[int]
    unit_value: Mapped[Decimal | None] = mapped_column(
        Numeric(14, 4)
    )  #: yuan a unit, where it isn't money
    present: Mapped[Decimal | None] = mapped_column(Numeric(14, 4))  #: the figure as it is now
    basis_from: Mapped[str] = mapped_column(Text)  #: where the numbers come from
