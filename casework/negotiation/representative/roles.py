"""Who is what: chiefs, nobody on both sides or listed twice, a recorder who is neither."""

from collections.abc import Iterator, Mapping
from itertools import combinations
from types import MappingProxyType

from casework.negotiation.representative.asking import Asked, Question, Said
from casework.negotiation.representative.persons import named, same_person
from casework.negotiation.side import Side


def _one_chief(asked: Asked) -> Iterator[Said]:
    right = asked.whole
    for side in Side:
        if right is None or not asked.roster.of(side):
            continue
        chiefs = asked.roster.chiefs(side)
        if not chiefs:
            yield Said(
                f"{side}没有确定首席代表；每方应当有{right}名首席代表。",
                f"在{side}的代表（{named(asked.roster.of(side))}）中确定{right}名为首席",
                side=side,
            )
        elif len(chiefs) != right:
            yield Said(
                f"{side}列了{len(chiefs)}名首席代表（{named(chiefs)}）；每方应当有{right}名首席代表。",
                f"只留{right}名为首席，其余改为代表",
                tuple(one.name for one in chiefs),
                side,
            )


def _external_chief(asked: Asked) -> Iterator[Said]:
    for side in Side:
        for one in asked.roster.chiefs(side):
            if one.external:
                yield Said(
                    f"{side}首席代表{one.name}不是本单位人员；首席代表不得由非本单位人员代理。",
                    f"由本单位人员任{side}首席代表，{one.name}可以作为外聘专业人员参加",
                    (one.name,),
                    side,
                )


def _double_role(asked: Asked) -> Iterator[Said]:
    for one in asked.roster.of(Side.WORKERS):
        for other in asked.roster.of(Side.EMPLOYER):
            if same_person(one, other):
                yield Said(
                    f"{one.name}同时列在职工方和企业方；双方的代表不得相互兼任。",
                    f"从一方的名单中删去{one.name}；如果是同名的两个人，"
                    "请在姓名后注明部门或者各自关联账号，以便区分",
                    (one.name,),
                )


def _listed_twice(asked: Asked) -> Iterator[Said]:
    for side in Side:
        for one, other in combinations(asked.roster.of(side), 2):
            if same_person(one, other):
                yield Said(
                    f"{side}名单中{one.name}列了两次，只能算一名代表。",
                    f"删去一处；如果是同名的两个人，请在{one.name}的姓名后注明部门，以便区分",
                    (one.name,),
                    side,
                )


def _recorder_missing(asked: Asked) -> Iterator[Said]:
    if asked.roster.recorder is None:
        yield Said(
            "还没有确定记录员；应当由双方共同确定一名不是协商代表的人任记录员。",
            "在“协商代表”里填写双方共同确定的记录员",
        )


def _recorder_is_delegate(asked: Asked) -> Iterator[Said]:
    recorder = asked.roster.recorder
    if recorder is None:
        return
    for one in asked.roster.delegates:
        if same_person(one, recorder):
            yield Said(
                f"记录员{recorder.name}是{one.side}代表；记录员应当保持中立，不能是协商代表。",
                f"双方另行共同确定一名记录员，或者由{one.side}更换代表{one.name}",
                (one.name,),
                one.side,
            )
            return


#: The questions by their codes in ``checks.toml``.
QUESTIONS: Mapping[str, Question] = MappingProxyType(
    {
        "one_chief": _one_chief,
        "external_chief": _external_chief,
        "double_role": _double_role,
        "listed_twice": _listed_twice,
        "recorder_missing": _recorder_missing,
        "recorder_is_delegate": _recorder_is_delegate,
    }
)
