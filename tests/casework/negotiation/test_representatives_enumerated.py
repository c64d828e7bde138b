"""Every delegation of up to four against three on the other side, judged by a second reading of the rules."""

from collections.abc import Iterator
from datetime import date
from itertools import product

import pytest

from casework.law import default
from casework.negotiation.representative.persons import Delegate, Duty, Office, Recorder
from casework.negotiation.representative.rules import defects
from casework.negotiation.side import Side

W, E = Side.WORKERS, Side.EMPLOYER
DAY = date(2026, 11, 24)
#: chief, from outside, with a mandate
SORTS = tuple(product((True, False), repeat=3))
THREE = tuple(
    Delegate(f"企业{n}", E, Duty.CHIEF if n == 1 else Duty.MEMBER, office=Office.LEGAL_PERSON)
    for n in (1, 2, 3)
)


def delegations(most: int = 4) -> Iterator[tuple[Delegate, ...]]:
    for size in range(most + 1):
        for sorts in product(SORTS, repeat=size):
            yield tuple(
                Delegate(
                    f"职工{n}",
                    W,
                    Duty.CHIEF if chief else Duty.MEMBER,
                    external=outside,
                    mandate=mandate,
                )
                for n, (chief, outside, mandate) in enumerate(sorts)
            )


def second_reading(workers: tuple[Delegate, ...]) -> set[str]:
    """Read articles 19 to 23 again, in whole numbers, for three on the other side."""
    chiefs = [one for one in workers if one.duty is Duty.CHIEF]
    outside = [one for one in workers if one.external]
    wrong = {
        "parity": len(workers) != 3,
        "minimum": len(workers) < 3,
        "one_chief": bool(workers) and len(chiefs) != 1,
        "external_share": 3 * len(outside) > len(workers),
        "external_chief": any(one.external for one in chiefs),
        "worker_chief_mandate": any(not one.external and not one.mandate for one in chiefs),
        "external_mandate": any(not one.mandate for one in outside if one.duty is not Duty.CHIEF),
    }
    return {code for code, is_so in wrong.items() if is_so}


def found(procedure: str, workers: tuple[Delegate, ...]) -> set[str]:
    everybody = (*workers, *THREE)
    recorder = Recorder("记录员")
    return {one.code for one in defects(procedure, everybody, recorder, default(), "CN-32", DAY)}


def test_all_4681_delegations_are_judged_as_by_a_second_reading() -> None:
    seen = 0
    for workers in delegations():
        seen += 1
        assert found("full", workers) == second_reading(workers), workers
    assert seen == 4681


def test_the_second_reading_sees_a_share_that_is_rounded() -> None:
    rounded = [
        workers
        for workers in delegations()
        if (sum(one.external for one in workers) > round(len(workers) / 3))
        is not ("external_share" in second_reading(workers))
    ]
    assert rounded


@pytest.mark.parametrize("procedure", ["simple", "platform"])
def test_the_other_procedures_ask_only_for_a_chief(procedure: str) -> None:
    for workers in delegations(3):
        expected = {"one_chief"} & second_reading(workers)
        assert found(procedure, workers) == expected
