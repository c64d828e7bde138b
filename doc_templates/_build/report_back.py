"""The first version of 体检报告, back half: findings, remedies, signatures, annexes."""

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from paper import BLUE, HEI, RED, YELLOW, Runs
from pieces import HEAD, SMALL, TEXT, Cell, Draft, breakable, keep_together, merge_row, shade

def level(path: str) -> list[tuple[str, dict[str, str]]]:
    """Return a coloured square and the word, one for each level."""
    colours = (("红", RED), ("黄", YELLOW), ("蓝", BLUE), ("绿", "548235"))
    return [
        (f'{{% if {path} == "{word}" %}}■ {word}色{{% endif %}}', {"color": colour, "bold": ""})
        for word, colour in colours
    ]


def findings(draft: Draft) -> None:
    """Add section six: one table a finding."""
    draft.heading("六、发现的问题")
    draft.body("{%p if 问题 %}", "本次体检发现问题{{ 问题|length }}个，按风险由高到低（红、黄、蓝）排列，一个问题一张表。问题编号按登记先后，不表示轻重。")
    draft.body("{%p for 项 in 问题 %}")
    rows: list[list[Cell]] = [
        ["", "", "", ""],
        ["所属领域", "{{ 项.领域 }}", "风险等级", level("项.等级")[:3]],
        ["涉及人数", "{{ 项.涉及人数 }}{% if 项.涉及金额 %}，涉及金额{{ 项.涉及金额 }}{% endif %}", "劳动者类型", "{{ 项.劳动者类型 }}"],
        *_wide("事实", "证据", "依据", "可能后果", "整改建议"),
        ["整改期限", "{% if 项.期限 == \"立即\" %}立即{% else %}自报告送达之日起{{ 项.期限 }}{% endif %}", "责任部门", "{{ 项.责任部门 }}"],
    ]
    made = draft.table((16, 34, 16, 34), *rows, heads=1)
    merge_row(made, 0, 0, 3, [("{{ 项.编号 }}　{{ 项.标题 }}{% if 项.红线 %}（红线）{% endif %}", {"font": HEI})], HEAD)
    made.rows[0].cells[0].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.LEFT
    basis: list[Runs] = ["{%p if 项.依据 %}", "{%p for 据 in 项.依据 %}", "{{ 据.表述 }}", "{%p endfor %}"]
    merge_row(made, 3, 1, 3, "{{ 项.事实 }}")
    merge_row(made, 4, 1, 3, "{{ 项.证据 }}")
    merge_row(made, 5, 1, 3, [*basis, "{%p else %}", "【待填：依据】", "{%p endif %}"])
    merge_row(made, 6, 1, 3, "{{ 项.后果 }}")
    merge_row(made, 7, 1, 3, "{{ 项.建议 }}{% if 项.可转集体协商 %}（可转集体协商）{% endif %}")
    for row in range(1, 9):
        for column in (0, 2) if row in (1, 2, 8) else (0,):
            shade(made.rows[row].cells[column])
    breakable(made, 3, 5, 6, 7)
    keep_together(made, 0, 1, 2, 6, 7)
    draft.body("{%p endfor %}", "{%p else %}", "本次体检未发现需要整改的问题。", "{%p endif %}")


def _wide(*labels: str) -> list[list[Cell]]:
    """Return rows whose content takes the whole width beside the label."""
    return [[label, "", "", ""] for label in labels]


def remedies(draft: Draft) -> None:
    """Add section seven: what to do at once, soon, in the long run, and by negotiation."""
    draft.heading("七、整改建议汇总")
    draft.body("{%p if 问题 %}")
    rows: list[list[Cell] | str] = []
    for when in ("立即", "短期", "长期"):
        rows += [
            f"{{%tr for 项 in 整改.{when} %}}",
            [f"{when}整改", "{{ 项.编号 }}", "{{ 项.建议 }}", "{{ 项.期限 }}"],
            "{%tr endfor %}",
        ]
    draft.body("“立即整改”指期限在7日以内的，“短期整改”指8日至30日的，“长期整改”指超过30日的。")
    draft.table((14, 13, 49, 24), ["时限", "问题", "建议", "期限（自报告送达之日起）"], *rows)
    draft.body("{%p else %}", "没有需要整改的事项。", "{%p endif %}", "{%p if 整改.集体协商 %}")
    draft.body("下列事项可以通过集体协商解决，建议列入协商议题：")
    draft.table(
        (20, 80),
        ["问题", "协商议题"],
        "{%tr for 项 in 整改.集体协商 %}",
        ["{{ 项.编号 }}", "{{ 项.议题 }}"],
        "{%tr endfor %}",
    )
    draft.body("{%p else %}", "没有建议转集体协商的事项。", "{%p endif %}")


def feedback(draft: Draft) -> None:
    """Add sections eight and nine: how to answer, and what the enterprise said."""
    draft.heading("八、整改期限与反馈")
    draft.body(
        "{%p if 问题 %}",
        "反馈期限：{{ 反馈.期限 }}",
        "反馈方式：{{ 反馈.方式 }}",
        "联系人：{{ 反馈.联系人 }}　联系电话：{{ 反馈.电话 }}",
        "{%p if 反馈.地址 %}",
        "联系地址：{{ 反馈.地址 }}",
        "{%p endif %}",
        "{%p if 反馈.逾期后果 %}",
        "逾期未整改或者未反馈的：",
        "{%p for 后果 in 反馈.逾期后果 %}",
        "{{ loop.index }}. {{ 后果 }}",
        "{%p endfor %}",
        "{%p endif %}",
        "{%p else %}",
        "本次体检没有列出问题，企业不必反馈整改情况。",
        "{%p endif %}",
    )
    draft.heading("九、企业意见")
    draft.body("{%p if 企业意见 %}")
    draft.table(
        (50, 50),
        ["企业的陈述", "采纳说明"],
        "{%tr for 条 in 企业意见 %}",
        ["{{ 条.意见 }}", "{{ 条.采纳 }}"],
        "{%tr endfor %}",
    )
    draft.body("{%p else %}", "截至报告日期，未收到企业的书面意见。", "{%p endif %}")


def statement(draft: Draft) -> None:
    """Add section ten: what the report is and is not."""
    draft.heading("十、声明")
    draft.body(
        "（一）本报告依据企业提供的资料、现场检查和抽样作出，资料的真实性、完整性由企业负责。",
        "（二）抽样结果不代表全部情形；未抽到、未能核实的部分，本报告不作判断。",
        "（三）本报告以出具之日有效的法律法规和政策为准；标明“条号待核”的，条号以正式文本为准。",
        "（四）本报告供企业改进用工管理和工会开展劳动法律监督参考，不是行政决定、司法裁判或者鉴定结论，"
        "也不替代企业自行取得的法律意见。",
        "（五）本报告不影响劳动者依法投诉、申请仲裁和提起诉讼，也不影响有关部门依法查处。",
        "（六）未经本会书面同意，不得将本报告用于商业宣传；涉及商业秘密和个人信息的内容已作处理。",
        "{%p for 声明 in 补充声明 %}",
        "{{ 声明 }}",
        "{%p endfor %}",
    )
    draft.body("附件：1. 检查项明细表", "　　　2. 证据目录", "　　　3. 法规要旨", "　　　4. 访谈统计")
    draft.document.paragraphs[-4].paragraph_format.space_before = Pt(29)  # one empty line
    draft.body("{%p if 问题 %}", "　　　5. 整改反馈表", "{%p endif %}")
    draft.body("　　　{% if 问题 %}6{% else %}5{% endif %}. 送达回证")
    for paragraph in draft.document.paragraphs[-6:]:  # the signatures never stand alone on a page
        paragraph.paragraph_format.keep_with_next = True


def signatures(draft: Draft) -> None:
    """Add the places to sign: empty, software signs nothing."""
    draft.heading("签章")
    made = draft.table(
        (26, 40, 34),
        ["", "签名（手写）", "日期"],
        ["主办公职律师", "", "　　年　　月　　日"],
        ["复核人", "", "　　年　　月　　日"],
        ["签发人", "", "　　年　　月　　日"],
    )
    for row in made.rows[1:]:
        row.height = Pt(36)
    keep_together(made, 0, 1, 2, 3)
    draft.document.paragraphs[-1].paragraph_format.keep_with_next = True
    draft.body("{{ 单位.名称 }}（盖章）", "　　年　　月　　日")
    for paragraph in draft.document.paragraphs[-2:]:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.right_indent = Pt(64)
    draft.document.paragraphs[-2].paragraph_format.space_before = Pt(24)
    draft.document.paragraphs[-2].paragraph_format.keep_with_next = True


def annexes(draft: Draft) -> None:
    """Add the annexes: six, or five when there is nothing to answer."""
    draft.annex("附件1　检查项明细表", new_page=True)
    items = ("编号", "领域", "内容", "结论", "说明")
    _list(draft, "附件.检查项", (14, 26, 25, 12, 23), items, "没有检查项。", style=SMALL)
    draft.annex("附件2　证据目录")
    _list(draft, "附件.证据", (9, 30, 29, 16, 16), ("编号", "名称", "来源", "日期", "对应"), "没有登记的证据。")
    draft.annex("附件3　法规要旨")
    draft.body("{%p if 附件.法规 %}", "{%p for 组 in 附件.法规 %}")
    draft.heading("{{ loop.index }}. {{ 组.类别 }}", 3)
    draft.table(
        (32, 16, 38, 14),
        ["文件", "条文", "要旨", "核验"],
        "{%tr for 条 in 组.条目 %}",
        [f"{{{{ 条.{name} }}}}" for name in ("文件", "条文", "要旨", "核验")],
        "{%tr endfor %}",
    )
    draft.body("{%p endfor %}", "{%p else %}", "没有引用的条文。", "{%p endif %}")
    draft.annex("附件4　访谈统计")
    _list(draft, "附件.访谈", (36, 16, 48), ("对象", "人数", "说明"), "{% if 附件.访谈说明 %}{{ 附件.访谈说明 }}{% else %}本次体检未作访谈。{% endif %}")
    _reply_form(draft)
    _receipt(draft)


def _reply_form(draft: Draft) -> None:
    draft.body("{%p if 问题 %}")
    draft.annex("附件5　整改反馈表", new_page=True)
    draft.body("企业名称：{{ 企业.名称 }}", "报告编号：{{ 报告编号 }}")
    draft.table(
        (11, 33, 20, 20, 16),
        ["问题", "标题", "期限（自报告送达之日起）", "整改情况（企业填写）", "证明材料"],
        "{%tr for 项 in 问题 %}",
        ["{{ 项.编号 }}", "{{ 项.标题 }}", "{{ 项.期限 }}", "", ""],
        "{%tr endfor %}",
    )
    draft.body("企业（盖章）：", "填表人：　　　　　　　　日期：", "{%p endif %}")


def _receipt(draft: Draft) -> None:
    draft.annex("附件{% if 问题 %}6{% else %}5{% endif %}　送达回证", new_page=True)
    made = draft.table(
        (28, 72),
        ["送达文书", "劳动用工法治体检报告（{{ 报告编号 }}）"],
        ["受送达人", "{{ 企业.名称 }}"],
        *([name, ""] for name in ("送达方式", "送达地点", "送达日期", "收件人（签名或盖章）", "见证人", "送达人（两人）", "备注")),
        heads=0,
    )
    for row in made.rows:
        shade(row.cells[0])
        row.height = Pt(34)


def _list(
    draft: Draft,
    path: str,
    widths: tuple[int, ...],
    names: tuple[str, ...],
    none: str,
    *,
    style: str = TEXT,
) -> None:
    """Add a table with a row for each item, or the sentence that there is none."""
    draft.body(f"{{%p if {path} %}}")
    draft.table(
        widths,
        list(names),
        f"{{%tr for 项 in {path} %}}",
        [f"{{{{ 项.{name} }}}}" for name in names],
        "{%tr endfor %}",
        style=style,
    )
    draft.body("{%p else %}", none, "{%p endif %}")
