"""The first version of 体检告知书: notice, rights and duties, receipt, list of papers to bring."""

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from paper import new_paper, save
from pieces import Draft, page_marks, shade


def build() -> bytes:
    """Return template.docx."""
    document = new_paper()
    page_marks(document, cover=False)
    draft = Draft(document)
    _letter(draft)
    _signature(draft)
    _papers(draft)
    _receipt(draft)
    return save(document)


def _letter(draft: Draft) -> None:
    draft.add("Title", "劳动用工法治体检告知书")
    draft.document.paragraphs[-1].paragraph_format.space_after = Pt(8)
    draft.add("Normal", "案号：{{ 案号 }}")
    draft.document.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.CENTER
    draft.document.paragraphs[-1].paragraph_format.space_after = Pt(24)
    draft.add("Normal", "{{ 企业.名称 }}：")
    draft.body(
        "依据《中华人民共和国工会法》和《江苏省工会劳动法律监督条例》，"
        "本会将对你单位开展劳动用工法治体检（{{ 体检模式 }}体检）。现将有关事项告知如下："
    )
    draft.heading("一、体检目的")
    draft.body("帮助企业发现和化解劳动用工法律风险，维护劳动者合法权益，促进劳动关系和谐稳定。")
    draft.heading("二、体检范围")
    draft.body("{{ 范围|join(\"、\") }}。")
    draft.heading("三、体检安排")
    draft.body(
        "{%p if 自查期限 %}",
        "企业自查：请于{{ 自查期限 }}完成。",
        "{%p endif %}",
        "资料提交：请于{{ 提交期限 }}按附件清单提交。{% if 提交方式 %}提交方式：{{ 提交方式 }}{% endif %}",
        "到场日期：{{ 到场日期 }}。{% if 到场地点 %}地点：{{ 到场地点 }}。{% endif %}",
        "体检人员（现场检查不少于两人，并出示监督证）：",
    )
    draft.table(
        (28, 42, 30),
        ["姓名", "身份", "证件"],
        "{%tr for 人 in 人员 %}",
        ["{{ 人.姓名 }}", "{{ 人.身份 }}", "{{ 人.证件 }}"],
        "{%tr endfor %}",
    )
    draft.heading("四、其他事项")
    draft.body(
        "（一）服务性质：本次体检是工会组织的预防性、公益性法律服务，不收取任何费用，体检报告不是行政决定。",
        "（二）配合：请如实提供资料，安排熟悉情况的人员在场；访谈劳动者时，管理人员请回避。",
        "（三）回避：你单位认为体检人员与本单位有利害关系、可能影响公正的，可以在到场日期前向本会提出。",
        "（四）陈述：报告签发前，本会将就事实部分征求你单位意见，你单位可以书面陈述。",
        "（五）保密：体检人员对知悉的商业秘密和个人信息保密；提供的资料只用于本次体检。",
    )
    draft.body("联系人：{{ 单位.联系人 }}　联系电话：{{ 单位.电话 }}", "联系地址：{{ 单位.地址 }}")


def _signature(draft: Draft) -> None:
    draft.body("附件：1. 资料清单", "　　　2. 送达回证")
    draft.document.paragraphs[-2].paragraph_format.space_before = Pt(29)  # one empty line
    for paragraph in draft.document.paragraphs[-4:]:  # the signature never stands alone on a page
        paragraph.paragraph_format.keep_with_next = True
    draft.add("Normal", "{{ 单位.名称 }}（盖章）", "{{ 日期 }}")
    for paragraph in draft.document.paragraphs[-2:]:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.right_indent = Pt(64)
    draft.document.paragraphs[-2].paragraph_format.space_before = Pt(29)
    draft.document.paragraphs[-2].paragraph_format.keep_with_next = True


def _papers(draft: Draft) -> None:
    draft.annex("附件1　资料清单", new_page=True)
    draft.body("{%p for 组 in 资料 %}")
    draft.heading("{{ loop.index }}. {{ 组.类别 }}", 3)
    draft.table(
        (46, 38, 16),
        ["材料", "要求", "已提交"],
        "{%tr for 件 in 组.材料 %}",
        ["{{ 件.名称 }}", "{{ 件.要求 }}", "□"],
        "{%tr endfor %}",
        centre=(2,),
    )
    draft.body("{%p endfor %}", "提供复印件的，请加盖公章；涉及个人信息的，请先去除与体检无关的内容。")


def _receipt(draft: Draft) -> None:
    draft.annex("附件2　送达回证", new_page=True)
    made = draft.table(
        (28, 72),
        ["送达文书", "劳动用工法治体检告知书（案号：{{ 案号 }}）"],
        ["受送达人", "{{ 企业.名称 }}"],
        *([name, ""] for name in ("送达方式", "送达地点", "送达日期", "收件人（签名或盖章）", "见证人", "送达人（两人）", "备注")),
        heads=0,
    )
    for row in made.rows:
        shade(row.cells[0])
        row.height = Pt(34)
