"""How many: on each side, against each other, from outside."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from casework.negotiation.representative.asking import Asked, Question, Said
from casework.negotiation.representative.persons import named
from casework.negotiation.side import Side


def _parity(asked: Asked) -> Iterator[Said]:
    counts = {side: len(asked.roster.of(side)) for side in Side}
    fewer = min(Side, key=lambda side: counts[side])
    lacking = counts[fewer.other] - counts[fewer]
    if lacking:
        told = "，".join(f"{side}{count}人" for side, count in counts.items())
        yield Said(
            f"双方代表人数不对等：{told}；双方人数应当相同。",
            f"给{fewer}增补{lacking}名代表，或者由{fewer.other}减少{lacking}名",
            side=fewer,
        )


def _minimum(asked: Asked) -> Iterator[Said]:
    least = asked.whole
    for side in Side:
        have = len(asked.roster.of(side))
        if least is not None and have < least:
            yield Said(
                f"{side}{_so_few(have)}，每方应当至少{least}人，还差{least - have}人。",
                f"给{side}再确定{least - have}名代表",
                side=side,
            )


def _so_few(have: int) -> str:
    return f"只有{have}名代表" if have else "还没有代表"


def _maximum(asked: Asked) -> Iterator[Said]:
    if asked.whole is not None:
        yield from _at_most(asked.whole, asked)


def _at_most(most: int, asked: Asked) -> Iterator[Said]:
    for side in Side:
        have = len(asked.roster.of(side))
        if have > most:
            yield Said(
                f"{side}有{have}名代表，每方应当不超过{most}人，多出{have - most}人。",
                f"由{side}减少{have - most}名代表",
                side=side,
            )


def _limits(asked: Asked) -> Iterator[Said]:
    """Ask for the numbers of the guides, once somebody has verified them in an overlay."""
    value = asked.rule.value if asked.rule else None
    if isinstance(value, tuple):
        low, high = int(min(value)), int(max(value))
        yield from _few(low, asked)
        yield from _at_most(high, asked)
    elif asked.whole is not None:
        yield from _few(asked.whole, asked)


def _few(least: int, asked: Asked) -> Iterator[Said]:
    for side in Side:
        have = len(asked.roster.of(side))
        if have < least:
            yield Said(
                f"{side}{_so_few(have)}，指引规定至少{least}人，还差{least - have}人。",
                f"给{side}再确定{least - have}名代表",
                side=side,
            )


def _external_share(asked: Asked) -> Iterator[Said]:
    if asked.provision is None or asked.provision.rule.value is None:
        return
    share = asked.provision.share
    for side in Side:
        everyone = asked.roster.of(side)
        outside = [one for one in everyone if one.external]
        if outside and not share.holds(len(outside), len(everyone)):
            edge = share.edge(len(everyone))
            over = len(outside) - edge
            yield Said(
                f"{side}{len(everyone)}名代表中有{len(outside)}名外聘专业人员（{named(outside)}），"
                f"应当{share.bound}，即最多{edge}名。",
                f"把其中{over}名换成本单位人员，或者在双方对等的前提下增加本单位代表",
                tuple(one.name for one in outside),
                side,
            )


def _women(asked: Asked) -> Iterator[Said]:
    rule = asked.rule
    workers = asked.roster.of(Side.WORKERS)
    if rule is None or rule.value is None or rule.value is False or not workers:
        return
    if not any(one.woman for one in workers):
        yield Said(
            f"职工方代表中没有记录到女代表。{rule.subject}",
            "符合该条件的，在职工方代表中确定女代表；已有的，请填写性别",
            side=Side.WORKERS,
        )


#: The questions by their codes in ``checks.toml``.
QUESTIONS: Mapping[str, Question] = MappingProxyType(
    {
        "parity": _parity,
        "minimum": _minimum,
        "maximum": _maximum,
        "limits": _limits,
        "external_share": _external_share,
        "women": _women,
    }
)
