"""The first versions of 要约书, 会议纪要 and 集体合同草案: what both chiefs sign at the table."""

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.section import _Footer
from docx.shared import Pt
from paper import new_paper, save, write
from pieces import Draft, page_marks, shade


def offer() -> bytes:
    """Return template.docx of the 要约书."""
    draft = _begun("{{ 名称 }}", "编号：{{ 编号 }}")
    draft.add("Normal", "{{ 企业方 }}：")
    draft.body(
        "{%p if 平台协商 %}",
        "为协商平台劳动规则和算法，现代表劳动者向你方书面提出协商，请予书面答复。",
        "{%p else %}",
        "依据《中华人民共和国劳动合同法》《集体合同规定》，现代表职工向你方书面提出集体协商的要求，请依法书面回应。",
        "{%p endif %}",
    )
    draft.heading("一、协商的议题")
    draft.body("{%p for 题 in 议题 %}", "{{ loop.index }}. {{ 题.题目 }}（{{ 题.类别 }}）", "{%p endfor %}")
    draft.heading("二、建议的时间和地点")
    draft.body("时间：{{ 建议会议日 }}　地点：{{ 建议地点 }}")
    draft.heading("三、协商代表")
    draft.body(
        "{% if 每方人数 %}建议每方各派{{ 每方人数 }}名代表，双方人数对等。{% else %}双方代表人数应当对等。{% endif %}"
        "{{ 称呼 }}首席代表：{{ 我方首席.姓名 }}{% if 我方首席.单位职务 %}（{{ 我方首席.单位职务 }}）{% endif %}。",
        "代表名单：{% for 人 in 我方代表 %}{{ 人.姓名 }}{% if 人.单位职务 %}（{{ 人.单位职务 }}）{% endif %}　{% endfor %}",
    )
    draft.heading("四、请你方提供的资料")
    draft.body("{%p if 请提供的资料 %}", "{{ 请提供的资料|join(\"；\") }}。", "{%p else %}", "与上述议题有关的情况和资料。", "{%p endif %}")
    draft.heading("五、答复")
    draft.body(
        "{%p if 平台协商 %}",
        "请自收到之日起{{ 答复天数 }}日内书面答复。",
        "{%p else %}",
        "请自收到之日起{{ 回应期限 }}书面回应。无正当理由不得拒绝。",
        "{%p endif %}",
        "答复请写明是否同意、对时间地点议题的意见、你方首席代表和代表名单。",
    )
    _posted(draft)
    return save(draft.document)


def minutes() -> bytes:
    """Return template.docx of the 会议纪要: the record in the order of article 34, signed by both chiefs."""
    draft = _begun("集体协商会议纪要", "{{ 编号 }}　{{ 会次 }}", digest=True)
    rows = (
        ("协商双方", "{{ 工会 }}　{{ 企业方 }}"),
        ("时间", "{{ 会议日 }}　{{ 开始 }}{% if 结束 %}至{{ 结束 }}{% endif %}"),
        ("地点和形式", "{{ 地点 }}（{{ 形式 }}）"),
        ("主持人", "{{ 主持人 }}（{{ 主持的一方 }}）"),
        ("记录员", "{{ 记录员 }}"),
        ("议程", "{{ 议程 }}"),
        ("列席、见证", "{{ 列席见证 }}"),
        ("缺席的代表", "{{ 缺席|join(\"、\") }}"),
    )
    _form(draft, rows)
    draft.heading("一、到会人员")
    draft.table(
        (24, 24, 26, 26), ["姓名", "一方", "职责", "到会、离会"],
        "{%tr for 人 in 到会 %}",
        ["{{ 人.姓名 }}", "{{ 人.一方 }}", "{{ 人.职责 }}", "{{ 人.时间 }}"],
        "{%tr endfor %}",
    )  # fmt: skip
    draft.heading("二、会议经过")
    draft.body("{%p for 段 in 环节 %}")
    draft.heading("（{{ 段.名称 }}）", 2)
    draft.body("{%p for 话 in 段.发言 %}", "{{ 话 }}", "{%p endfor %}", "{%p endfor %}")
    draft.heading("三、各议题的结果")
    draft.body("{%p for 项 in 结果 %}")
    draft.heading("{{ 项.议题 }}（{{ 项.条款 }}）", 3)
    draft.body(
        "{%p for 话 in 项.经过 %}", "{{ 话 }}", "{%p endfor %}", "结果：{{ 项.结果 }}", "{%p endfor %}",
        "{%p if 附件 %}", "附件：{{ 附件 }}", "{%p endif %}",
        "{%p if 下次.时间 %}",
        "下次会议：{{ 下次.时间 }}{% if 下次.地点 %}，{{ 下次.地点 }}{% endif %}",
        "{%p endif %}",
    )  # fmt: skip
    _signed(draft, "记录员（签名）")
    return save(draft.document)


def agreement() -> bytes:
    """Return template.docx of the 集体合同草案: the agreed clauses, and whom they bind."""
    draft = _begun("{{ 成果 }}（草案）", "编号：{{ 编号 }}", digest=True)
    rows = (
        ("用人单位", "{{ 企业方 }}"),
        ("用人单位地址", "{{ 企业地址 }}"),
        ("职工方", "{{ 工会 }}"),
        ("适用的职工", "{% if 职工人数 %}{{ 职工人数 }}人{% endif %}"),
        ("期限", "{{ 期限起 }}至{{ 期限止 }}"),
    )
    _form(draft, rows)
    draft.body("双方经平等协商，依照《中华人民共和国劳动合同法》《集体合同规定》达成以下条款：")
    draft.body("{%p for 款 in 条款 %}", "{{ 款.条 }}（{{ 款.议题 }}，{{ 款.编号 }}）　{{ 款.内容 }}", "{%p endfor %}")
    for name in ("变更解除条件", "违约责任", "争议处理"):
        draft.body(f"{{%p if {name} %}}", f"{{{{ {name} }}}}", "{%p endif %}")
    draft.body("{%p if 搁置 %}")
    draft.body("双方搁置的事项：{{ 搁置|join(\"；\") }}。", "{%p endif %}")
    draft.body("{%p if 未决 %}")
    draft.body("还没有谈定的事项：{{ 未决|join(\"；\") }}。", "{%p endif %}")
    draft.body("{%p if 用人单位 %}")
    draft.heading("覆盖的用人单位")
    draft.table(
        (20, 80), ["编号", "名称"],
        "{%tr for 家 in 用人单位 %}", ["{{ 家.编号 }}", "{{ 家.名称 }}"], "{%tr endfor %}",
    )  # fmt: skip
    draft.body("{%p endif %}")
    draft.heading("双方协商代表")
    draft.table(
        (22, 22, 18, 38), ["姓名", "一方", "职责", "单位、职务"],
        "{%tr for 人 in 代表 %}",
        ["{{ 人.姓名 }}", "{{ 人.一方 }}", "{{ 人.职责 }}", "{{ 人.单位职务 }}"],
        "{%tr endfor %}",
    )  # fmt: skip
    _signed(draft, "")
    return save(draft.document)


def _begun(title: str, number: str, *, digest: bool = False) -> Draft:
    document = new_paper()
    page_marks(document, cover=False)
    draft = Draft(document)
    if digest:
        for footer in (document.sections[0].footer, document.sections[0].even_page_footer):
            _digest(footer)
    draft.add("Title", title)
    draft.document.paragraphs[-1].paragraph_format.space_after = Pt(8)
    draft.add("Normal", number)
    draft.document.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.CENTER
    draft.document.paragraphs[-1].paragraph_format.space_after = Pt(20)
    return draft


def _digest(footer: _Footer) -> None:
    """Add the digest both chiefs sign, in the middle below the page number."""
    paragraph = footer.add_paragraph(style="Footer")
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    write(paragraph, [("校验值 {{ 校验值 }}", {"font": "宋体", "size": "9"})])


def _form(draft: Draft, rows: tuple[tuple[str, str], ...]) -> None:
    made = draft.table((26, 74), *([name, value] for name, value in rows), heads=0)
    for row in made.rows:
        shade(row.cells[0])


def _signed(draft: Draft, third: str) -> None:
    """Add the signature lines of both chiefs, kept on one page."""
    draft.add("表后空行", "")
    lines = ["职工方首席代表（签名）", "企业方首席代表（签名）"] + ([third] if third else [])
    made = draft.table((40, 35, 25), *([name, "", "　　年　月　日"] for name in lines), heads=0)
    for row in made.rows:
        row.height = Pt(40)
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _posted(draft: Draft) -> None:
    """Add who offers, the day, whom to ask, and the receipt on a page of its own."""
    draft.document.paragraphs[-1].paragraph_format.keep_with_next = True
    draft.add("Normal", "{{ 工会 }}（盖章）", "{{ 日期 }}")
    organ, day = draft.document.paragraphs[-2:]
    for paragraph in (organ, day):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.right_indent = Pt(64)
    organ.paragraph_format.space_before = Pt(58)
    organ.paragraph_format.keep_with_next = True
    draft.body("{% if 联系.电话 %}联系电话：{{ 联系.电话 }}{% endif %}{% if 联系.地址 %}　地址：{{ 联系.地址 }}{% endif %}")
    draft.annex("附件　送达回证", new_page=True)
    rows = (
        ("送达文书", "{{ 名称 }}（{{ 编号 }}）"), ("受送达人", "{{ 企业方 }}"),
        ("送达方式", "{{ 送达方式 }}"), ("送达日期", "{{ 送达日期 }}"), ("签收人（签名或者盖章）", "{{ 签收人 }}"),
        ("送达人", ""), ("备注", ""),
    )  # fmt: skip
    _form(draft, rows)
