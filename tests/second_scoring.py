"""Scores computed a second time, from law-checkup 6.2 and in whole numbers: code is held against it."""

from collections.abc import Mapping, Sequence

from casework.checkup.catalogue import shipped
from casework.checkup.scoring import Grade

ITEMS = tuple(shipped().items.values())
#: Index of an item → (verdict or None, whether the red line was confirmed).
Chosen = Mapping[int, tuple[str | None, bool]]
_WEIGHTS = {"高": 5, "中": 3, "低": 1}


def second(
    chosen: Chosen,
    *,
    free: Sequence[tuple[str, bool]] = (),
    unverified_as_zero: bool = False,
) -> tuple[int, Grade | None]:
    """Return (ten-thousandths of the score, grade), in whole numbers only.

    *free*: (risk, red line) of each finding outside the catalogue. *unverified_as_zero* plants the
    likeliest fault: 未能核实 scored as 0.
    """
    twice = judged = applicable = 0
    high, red = sum(risk == "高" for risk, _ in free), any(line for _, line in free)
    for index, (verdict, confirmed) in chosen.items():
        weight = _WEIGHTS[ITEMS[index].risk]
        red |= confirmed and ITEMS[index].red_line
        if verdict == "not_applicable":
            continue
        applicable += weight
        if verdict in ("compliant", "partial", "non_compliant") or (unverified_as_zero and verdict):
            judged += weight
            twice += weight * {"compliant": 2, "partial": 1}.get(verdict or "", 0)
            high += weight == 5 and verdict == "non_compliant"
    if not judged or 5 * judged < 4 * applicable:
        return judged and 50 * 10_000 * twice // judged, None
    by_score = next((n for n, floor in enumerate((90, 75, 60)) if 50 * twice >= floor * judged), 3)
    by_high = next((n for n, most in enumerate((0, 2, 5)) if high <= most), 3)
    return 50 * 10_000 * twice // judged, list(Grade)[3 if red else max(by_score, by_high)]


def second_now(
    chosen: Chosen,
    results: Mapping[int, str],
    free: Sequence[tuple[str, bool]] = (),
    free_results: Sequence[str] = (),
    *,
    waived_as_done: bool = False,
) -> tuple[int, Grade | None]:
    """Return the same after a re-check. *results*: of items by index, of *free* by place.

    *waived_as_done* plants the likeliest fault: 免除 counted as put right.
    """
    done = ("已整改", "免除") if waived_as_done else ("已整改",)
    now = dict(chosen)
    for index, result in results.items():
        if result in done:
            now[index] = ("compliant", False)
        elif result == "部分整改":
            now[index] = ("partial", chosen[index][1])
    told = zip(free, free_results, strict=True)
    left = [
        ("" if result == "部分整改" else risk, red)
        for (risk, red), result in told
        if result not in done
    ]
    return second(now, free=left)
