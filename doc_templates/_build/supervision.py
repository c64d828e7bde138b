"""The first versions of 一函两书: 提示函, 意见书, 建议书 (law-checkup part 5)."""

from letter import begun, closed, receipt, several
from paper import save
from pieces import Draft

HINT, OPINION, PROPOSAL = (
    "工会劳动法律监督提示函",
    "工会劳动法律监督意见书",
    "工会劳动法律监督建议书",
)
_POWER = "《中华人民共和国工会法》和《江苏省工会劳动法律监督条例》"


def hint() -> bytes:
    """Return template.docx of the 提示函: a reminder, with a date by which an answer is asked for."""
    draft = begun(HINT)
    draft.body(
        "本会在{{ 来源 }}中，注意到你单位在劳动用工方面有下列需要重视的情形。"
        f"依据{_POWER}，现予提示，请你单位自行核查并及时改进。"
    )
    _parts(draft, "一、有关情形", "二、有关规定", "三、提示事项", soft=True)
    draft.heading("四、复函")
    draft.body(
        "请{{ 答复.期限 }}将核查和改进情况书面函复本会。{{ 答复.方式 }}",
        "本函是工会劳动法律监督的提醒，不是行政决定，不影响劳动者依法投诉、申请仲裁和提起诉讼。"
        "对本函所述情形有不同意见的，请在复函中说明并附材料。",
    )
    return _finished(draft, HINT)


def opinion() -> bytes:
    """Return template.docx of the 意见书: what breaks the law, what is to be done, by when to answer."""
    draft = begun(OPINION)
    draft.body(
        "本会在{{ 来源 }}中，依法对你单位遵守劳动法律法规的情况进行了调查，"
        "{% if 听取情况 %}{{ 听取情况 }}{% endif %}查明你单位存在下列侵害劳动者合法权益的情形。"
        f"依据{_POWER}，现提出监督意见如下："
    )
    _parts(draft, "一、查明的事实", "二、依据", "三、意见和要求")
    draft.heading("四、答复")
    draft.body(
        "请{{ 答复.期限 }}作出处理意见，并书面告知本会。{{ 答复.方式 }}",
        "对本意见书有异议的，请在答复中说明理由并附证据，本会将予复核。"
        "逾期不答复或者不予改正的，可以由县级以上地方总工会提请劳动行政等部门依法处理。",
        "本意见书是工会劳动法律监督的意见，不是行政决定，不影响劳动者依法投诉、申请仲裁和提起诉讼。",
    )
    return _finished(draft, OPINION)


def proposal() -> bytes:
    """Return template.docx of the 建议书, to the authority; also where supervision was obstructed."""
    draft = begun(PROPOSAL)
    draft.body(
        "{%p if 拒绝监督 %}",
        "{{ 企业.名称 }}拒绝、阻挠本会在{{ 来源 }}中依法开展的劳动法律监督。"
        f"依据{_POWER}，现将有关情况报送你部门，建议依法处理。",
        "{%p else %}",
        "本会在{{ 来源 }}中，查明{{ 企业.名称 }}存在下列侵害劳动者合法权益的情形。"
        f"依据{_POWER}，现将有关情况报送你部门，建议依法处理。",
        "{%p endif %}",
    )
    draft.heading("一、用人单位")
    draft.body("{{ 企业.名称 }}，统一社会信用代码{{ 企业.信用代码 }}，{{ 企业.概况 }}。")
    _parts(draft, "二、查明的事实", "三、依据", "五、建议", before="四、此前的监督情况")
    draft.heading("六、反馈")
    draft.body(
        "请{{ 答复.期限 }}决定是否立案，不符合立案条件的请书面说明理由；立案后请将查处结果反馈本会。{{ 答复.方式 }}",
        "本会可以提供已掌握的材料，并配合调查。",
    )
    return _finished(draft, PROPOSAL)


def _parts(draft: Draft, facts: str, basis: str, demands: str, *, before: str = "", soft: bool = False) -> None:
    draft.heading(facts)
    several(draft, "事实")
    draft.heading(basis)
    several(draft, "依据", "请对照劳动用工的有关规定和承诺自行核查。" if soft else "")
    if before:
        draft.heading(before)
        several(draft, "此前", "此前没有就上述事项发出监督文书。")
    draft.heading(demands)
    several(draft, "要求")


def _finished(draft: Draft, title: str) -> bytes:
    closed(draft)
    receipt(draft, title)
    return save(draft.document)
