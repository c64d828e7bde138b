"""What each guard of the negotiations says, word for word: the situation, the sentence, basis, remedy."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.errors import Reason
from casework.negotiation.representative.rules import Defect
from casework.negotiation.view import EmployerView, NegotiationView
from tests.bargaining_views import DAY, clocks, employer, seen, step

REGULATION = "《集体合同规定》"
LAST = date(2026, 3, 25)
_VOTE = {"electorate": 180, "present": 150, "no": 20, "abstain": 50, "invalid": 0}
FAILED = {**_VOTE, "yes": 80}
PASSED = {**_VOTE, "yes": 120, "abstain": 10}
TIE = {**_VOTE, "yes": 90, "abstain": 40}
VOID = {"electorate": 180, "present": 100}
_CAME = "应到180人，三分之二为120人；实到150人，达到要求（依据：《集体合同规定》第三十六条）。"
_OF_ALL = "（依据：《集体合同规定》第三十六条；以全体为准，不是到会人数）。"
SHORT_OF_TEN = (
    f"按人数这次表决的结果是“未通过”：{_CAME}赞成80人，没有达到全体180人的半数90人，还差10人{_OF_ALL}"
    "草案没有通过，双方应当重新协商后再提交表决。"
)
ENOUGH = (
    f"按人数这次表决的结果是“通过”：{_CAME}赞成120人，达到全体180人的半数90人{_OF_ALL}草案通过。"
)
HALF = (
    f"按人数这次表决的结果是“恰好达到，待确认”：{_CAME}赞成90人，恰好是全体180人的半数{_OF_ALL}"
    "赞成票恰好是半数：规则写“半数以上”（含本数），但各地文本可能写“过半数”；"
    "在核对本地文本、写明依据并由人确认之前，不算通过。"
)
TOO_FEW = (
    "按人数这次表决的结果是“到会不足，表决无效”："
    "应到180人，三分之二为120人；实到100人，还差20人（依据：《集体合同规定》第三十六条）。"
    "到会人数不足，会议无效，不能表决；应当重新召开。"
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A guard that speaks: where, on which facts (None: by the view alone), and its three sentences."""

    guard: str
    view: NegotiationView | EmployerView
    facts: Mapping[str, Any] | None
    sentence: str
    article: str  #: the basis without 《集体合同规定》; a whole one begins with 《, 工 or 参
    fix: str
    day: date = DAY

    @property
    def basis(self) -> str:
        """The whole basis."""
        whole = self.article.startswith(("《", "工", "参"))
        return self.article if whole else f"{REGULATION}{self.article}"


def defect(sentence: str, article: str, remedy: str, *, blocking: bool = True) -> Defect:
    """Return something that is wrong with the representatives."""
    return Defect(Reason("numbers", sentence, f"{REGULATION}{article}", remedy), blocking)


OFFER = (step("deliver_offer", received_on=date(2026, 3, 10)),)
THEIRS = (step("receive_offer", received_on=date(2026, 3, 10)),)
EARLY = {"received_on": date(2026, 3, 9)}
_LIKE = "参照《集体合同规定》第三十二条"  #: in the two procedures the regulation does not bind
_BEFORE = "回应的日期（2026-03-09）早于要约收到之日（2026-03-10），回应不能在要约之前。"
_CORRECT = "核对日期；要约收到日写错的，先更正“{}”"
_NO_LENGTH = "回应的期限没有数值，算不出是不是逾期。"
_FILL = "补填对方收到日；没有核到期限的，由使用单位用覆盖文件填写"
_NOT_OVER = "回应的期限到2026-03-25，还没有过，不能登记逾期。"
UNEQUAL = defect("职工方2人，企业方3人。", "第十九条", "增减代表")
OUTSIDER = defect("陈某不是本单位人员，不能当首席代表。", "第二十三条", "另定首席代表")
PROLONGED = (step("start_coordination", 1), step("extend_coordination", 2, on=date(2026, 3, 2)))
_LACK = "会前准备还有没做的：{}。"
DONE = {"law_studied": True, "opinions_collected": True, "topics_set": True}

_BEGINNING = [
    Refusal(
        "topics_chosen", seen(topics=()), None, "还没有议题，要约要写明协商什么。", "第三十二条",
        "在“诉求和议题”里登记议题",
    ),
    Refusal("reply_not_before_offer", seen(steps=OFFER), EARLY, _BEFORE, "第三十二条", _CORRECT.format("送达要约")),
    Refusal(
        "reply_not_before_offer", seen(steps=OFFER, procedure="simple"), EARLY, _BEFORE, _LIKE,
        _CORRECT.format("提出协商"),
    ),
    Refusal(
        "reply_not_before_offer", seen(steps=OFFER, procedure="platform"), EARLY, _BEFORE, _LIKE,
        _CORRECT.format("送达协商申请"),
    ),
    Refusal(
        "reply_not_before_offer", seen(steps=THEIRS), EARLY, _BEFORE, "第三十二条", _CORRECT.format("收到企业要约"),
    ),
    Refusal(
        "reply_not_before_offer", employer(steps=OFFER), EARLY, _BEFORE, "第三十二条", _CORRECT.format("送达要约"),
    ),
    Refusal("reply_period_over", seen(), None, _NO_LENGTH, "第三十二条", _FILL),
    Refusal(
        "reply_period_over", seen(procedure="platform"), None, _NO_LENGTH, _LIKE,
        "更正“送达协商申请”，补填对方收到日和申请书写明的答复天数",
    ),
    Refusal(
        "representatives_valid", seen(procedure="simple", defects=(UNEQUAL,)), None,
        "代表还不符合要求：（1）职工方2人，企业方3人。", "第十九条", "增减代表",
    ),
    Refusal("reply_period_over", seen(clocks=clocks("reply", None)), None, _NO_LENGTH, "第三十二条", _FILL),
    Refusal(
        "reply_period_over", seen(clocks=clocks("reply", LAST)), None, _NOT_OVER, "第三十二条",
        "2026-03-25以后再登记", LAST,
    ),
    Refusal(
        "reply_period_over", employer(clocks=clocks("reply", LAST)), None, _NOT_OVER, "第三十二条",
        "2026-03-25以后再登记",
    ),
    Refusal(
        "representatives_valid", seen(defects=(UNEQUAL, OUTSIDER)), None,
        "代表还不符合要求：（1）职工方2人，企业方3人；（2）陈某不是本单位人员，不能当首席代表。",
        "第十九条、《集体合同规定》第二十三条", "增减代表；另定首席代表",
    ),
    Refusal("somebody_vacant", seen(), None, "没有登记离任而空缺的代表。", "第三十一条", "在“协商代表”里登记离任日"),
    Refusal(
        "somebody_vacant", seen(vacancies=("代-02",)), {"who": "代-03"}, "“代-03”没有登记离任；空缺的是：代-02。",
        "第三十一条", "在“协商代表”里登记离任日",
    ),
    Refusal(
        "vacancies_filled", seen(vacancies=("代-02", "代-05")), None, "代-02、代-05 离任以后还没有产生新的代表。",
        "第三十一条", "在“协商代表”里登记新代表，“接替谁”填离任者的编号",
    ),
    Refusal(
        "recorder_neutral", seen(), {"recorder": "陈某"},
        "记录员陈某是职工方的协商代表，记录员应当是双方共同确定的非协商代表。", "第三十三条",
        "请双方另行确定记录员",
    ),
    Refusal(
        "preparation_complete", seen(), {**DONE, "law_studied": False}, _LACK.format("熟悉有关法律、法规和制度"),
        "第三十三条", "做好以后填“是”",
    ),
    Refusal(
        "preparation_complete", seen(topics=()), {"law_studied": True},
        _LACK.format("了解情况、收集双方意见、拟定议题、在“诉求和议题”里登记议题"), "第三十三条", "做好以后填“是”",
    ),
    Refusal(
        "meeting_recorded", seen(), {"meeting": "会-02"}, "会次“会-02”没有登记；已登记的会次：会-01。",
        "第三十四条", "先在“会次”里登记",
    ),
    Refusal(
        "meeting_recorded", seen(meetings=()), {"meeting": "会-01"}, "会次“会-01”没有登记；已登记的会次：还没有。",
        "第三十四条", "先在“会次”里登记",
    ),
    Refusal(
        "suspension_within", seen(), {"days": 0}, "中止天数写了0，应为正整数。", "第三十五条", "写明双方商定的天数",
    ),
    Refusal(
        "suspension_within", seen(jurisdiction="CN-50"), {"days": 31}, "中止31日，超过当地规定的最多30日。",
        "《重庆市集体合同条例》", "改为30日以内",
    ),
    Refusal(
        "coordination_extension", seen(steps=PROLONGED), None, "协调期限已于2026-03-02延长过，只能延长一次。",
        "第五十二条", "期限届满仍没有达成的，办理“协调未果”",
    ),
    Refusal(
        "coordination_extension", seen(), {"days": 16}, "延长16日，应为 1 至 15 日。", "第五十二条", "改为15日以内",
    ),
    Refusal(
        "coordination_extension", seen(jurisdiction="CN-32"), {"days": 0}, "延长0日，应为 1 至 15 日。",
        "第五十二条，按国家规章暂计", "改为15日以内",
    ),
    Refusal(
        "renewal_opened", seen(), {"new_case": "别案"}, "“别案”不是续订、变更本案或者由本案转入的案件。",
        "工会内部做法", "先另立新案，由新案以“续订自”“变更自”或者“转入自”关联本案，再办这一步",
    ),
]  # fmt: skip

_BALLOTS = [
    Refusal(
        "ballot_adds_up", seen(), {**_VOTE, "yes": 121},
        "赞成121＋反对20＋弃权50＋无效0＝191，应当等于实到150人，多出41票；请核对计票单，到会没有交票的计入弃权。",
        "第三十六条", "核对计票单后改正",
    ),
    Refusal(
        "ballot_adds_up", employer(), {"electorate": 180, "present": 181},
        "实到181人，超过应到180人；请核对签到册和应到名册，实到不能多于应到。弃权票181张，超过应到180人；"
        "180人不能投出181票。",
        "第三十六条", "核对计票单后改正",
    ),
    Refusal("ballot_passed", seen(), FAILED, SHORT_OF_TEN, "第三十六条", "按结果办理“表决未通过”"),
    Refusal("ballot_passed", seen(), VOID, TOO_FEW, "第三十六条", "按结果办理“到会不足，会议无效”"),
    Refusal(
        "ballot_passed", seen(), TIE, HALF, "第三十六条",
        "按结果办理“表决未通过”；当地条文恰好半数也算通过的，确认并写明条文",
    ),
    Refusal("ballot_passed", employer(), VOID, TOO_FEW, "第三十六条", "按结果办理“本企业表决未通过”"),
    Refusal("ballot_failed", seen(), PASSED, ENOUGH, "第三十六条", "按结果办理“表决通过”"),
    Refusal("ballot_failed", seen(), VOID, TOO_FEW, "第三十六条", "按结果办理“到会不足，会议无效”"),
    Refusal("ballot_failed", employer(), PASSED, ENOUGH, "第三十六条", "按结果办理“本企业表决通过”"),
    Refusal("ballot_void", seen(), PASSED, ENOUGH, "第三十六条", "按结果办理“表决通过”"),
    Refusal("ballot_void", seen(), FAILED, SHORT_OF_TEN, "第三十六条", "按结果办理“表决未通过”"),
]  # fmt: skip

#: Up to the talks, and the votes.
REFUSALS = (*_BEGINNING, *_BALLOTS)
