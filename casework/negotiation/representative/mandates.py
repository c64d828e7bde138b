"""By what right somebody speaks: a written mandate, or the consent of the whole workforce."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from casework.negotiation.representative.asking import Asked, Question, Said
from casework.negotiation.representative.persons import ChosenHow, Delegate, Duty, Office
from casework.negotiation.side import Side

#: Who is chief by office, without a mandate: 《集体合同规定》第二十条、第二十一条.
_BY_OFFICE = {
    Side.WORKERS: (Office.UNION_CHAIR, Office.UNION_HEAD),
    Side.EMPLOYER: (Office.LEGAL_PERSON,),
}


def _chief_mandate(asked: Asked, side: Side) -> Iterator[Said]:
    offices = _BY_OFFICE[side]
    for one in asked.roster.chiefs(side):
        if one.mandate or one.external or one.office in offices or not _needs_mandate(one, asked):
            continue
        words = "、".join(offices)
        yield Said(
            f"{side}首席代表{one.name}不是{words}，还没有书面委托。",
            f"补交{offices[0]}给{one.name}的书面委托书，或者改由{offices[0]}任首席代表",
            (one.name,),
            side,
        )


def _needs_mandate(chief: Delegate, asked: Asked) -> bool:
    if chief.side is Side.WORKERS:
        return asked.roster.has_union
    return chief.chosen_how is not ChosenHow.BY_EMPLOYERS


def _worker_chief_mandate(asked: Asked) -> Iterator[Said]:
    yield from _chief_mandate(asked, Side.WORKERS)


def _employer_chief_mandate(asked: Asked) -> Iterator[Said]:
    yield from _chief_mandate(asked, Side.EMPLOYER)


def _external_mandate(asked: Asked) -> Iterator[Said]:
    for one in asked.roster.delegates:
        if one.external and not one.mandate and one.duty is not Duty.CHIEF:
            yield Said(
                f"{one.side}外聘专业人员{one.name}还没有书面委托；单位以外的人员须经书面委托。",
                f"补交{one.side}给{one.name}的书面委托书",
                (one.name,),
                one.side,
            )


def _consent(asked: Asked) -> Iterator[Said]:
    if asked.roster.has_union or asked.provision is None or asked.provision.rule.value is None:
        return
    share = asked.provision.share
    for one in asked.roster.of(Side.WORKERS):
        if one.external:
            continue
        if one.chosen_how is ChosenHow.BY_UNION:
            yield Said(
                f"本单位没有工会，职工方代表{one.name}却写为工会选派；没有工会的应当民主推荐。",
                f"由职工民主推荐，并征得全体职工{share.bound}同意后，改写{one.name}的产生方式",
                (one.name,),
                one.side,
            )
        yes, everyone = one.consent_yes, one.workforce
        if yes is None or not everyone:
            yield Said(
                f"本单位没有工会，职工方代表{one.name}没有记录全体职工人数和同意人数。",
                f"填写{one.name}的同意人数和全体职工人数；应当{share.bound}同意",
                (one.name,),
                one.side,
            )
        elif yes > everyone or yes < 0:
            yield Said(
                f"职工方代表{one.name}的同意人数写了{yes}人，全体职工只有{everyone}人。",
                "核对两个人数",
                (one.name,),
                one.side,
            )
        elif not share.holds(yes, everyone):
            edge = share.edge(everyone)
            yield Said(
                f"职工方代表{one.name}：全体职工{everyone}人，同意{yes}人，"
                f"没有达到{share.bound}（至少{edge}人），还差{edge - yes}人。",
                f"补足同意人数，或者另行推荐代表替换{one.name}",
                (one.name,),
                one.side,
            )


def _nobody_for_workers(asked: Asked) -> Iterator[Said]:
    if not asked.roster.has_union and not asked.roster.of(Side.WORKERS):
        yield Said(
            "简易程序由工会代表职工方，本单位没有工会，也没有选举产生职工方代表，职工方无人代表。",
            "由职工选举协商代表，或者请上级工会指导推举代表后再协商",
            side=Side.WORKERS,
        )


#: The questions by their codes in ``checks.toml``.
QUESTIONS: Mapping[str, Question] = MappingProxyType(
    {
        "worker_chief_mandate": _worker_chief_mandate,
        "employer_chief_mandate": _employer_chief_mandate,
        "external_mandate": _external_mandate,
        "consent": _consent,
        "nobody_for_workers": _nobody_for_workers,
    }
)
