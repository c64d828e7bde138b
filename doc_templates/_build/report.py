"""The first version of 体检报告: cover, ten sections, signatures, annexes (law-checkup part 4)."""

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from paper import BLUE, GREY, HEI, RED, YELLOW, Runs, new_paper, save
from pieces import HEAD, TEXT, Cell, Draft, breakable, keep_together, merge_row, page_marks, shade


def build() -> bytes:
    """Return template.docx."""
    document = new_paper()
    page_marks(document, cover=True)
    draft = Draft(document)
    _cover(draft)
    _enterprise(draft)
    _basis(draft)
    _method(draft)
    _appraisal(draft)
    _domains(draft)
    _findings(draft)
    _remedies(draft)
    _feedback(draft)
    _statement(draft)
    _signatures(draft)
    _annexes(draft)
    return save(document)


def _cover(draft: Draft) -> None:
    draft.add("Normal", [("{% if 密级 %}密级：{{ 密级 }}{% endif %}", {"font": HEI})])
    draft.add("Normal", [("报告编号：{{ 报告编号 }}", {"font": HEI})])
    draft.add("Title", [("劳动用工法治体检报告", {"size": "36"})])
    title = draft.document.paragraphs[-1].paragraph_format
    title.space_before, title.space_after, title.line_spacing = Pt(120), Pt(40), Pt(54)
    draft.add("Title", "{{ 企业.名称 }}")
    draft.document.paragraphs[-1].paragraph_format.space_after = Pt(120)
    for text in ("体检模式：{{ 体检模式 }}体检", "出具单位：{{ 单位.名称 }}", "报告日期：{{ 日期 }}"):
        draft.add("Normal", text)
        draft.document.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.CENTER


def _enterprise(draft: Draft) -> None:
    draft.heading("一、企业基本情况")
    draft.document.paragraphs[-1].paragraph_format.page_break_before = True
    made = draft.table(
        (24, 29, 17, 30),
        ["企业名称", "", "", ""],
        ["统一社会信用代码", "", "", ""],
        ["企业角色", "{{ 企业.角色 }}", "所属行业", "{{ 企业.行业 }}"],
        ["所在地区", "{{ 企业.地区 }}", "用工总数", "{{ 企业.用工总数 }}"],
        ["江苏站点", "", "", ""],
        ["合作方", "", "", ""],
        ["工会组建", "", "", ""],
        ["职代会", "", "", ""],
        heads=0,
    )
    for row, field in enumerate(("名称", "信用代码", "", "", "站点", "合作方", "工会", "职代会")):
        if field:
            merge_row(made, row, 1, 3, f"{{{{ 企业.{field} }}}}")
        for column in (0, 2) if not field else (0,):
            shade(made.rows[row].cells[column])
    draft.table(
        (70, 30),
        ["用工形式", "人数"],
        "{%tr for 用工 in 企业.用工 %}",
        ["{{ 用工.形式 }}", "{{ 用工.人数 }}"],
        "{%tr endfor %}",
        centre=(1,),
    )
    draft.body("数据来源：{{ 企业.数据来源 }}。")


def _basis(draft: Draft) -> None:
    draft.heading("二、体检依据")
    draft.heading("（一）授权依据", 2)
    draft.body("{%p for 授权 in 授权依据 %}", "{{ 授权 }}", "{%p endfor %}")
    draft.heading("（二）适用的规定和标准", 2)
    draft.body("{%p if 依据 %}", "{%p for 组 in 依据 %}")
    draft.heading("{{ loop.index }}. {{ 组.类别 }}", 3)
    draft.table(
        (50, 22, 28),
        ["名称", "版本", "适用条文"],
        "{%tr for 件 in 组.文件 %}",
        ["{{ 件.名称 }}", "{{ 件.版本 }}", "{{ 件.条文 }}"],
        "{%tr endfor %}",
    )
    draft.body("{%p endfor %}", "{%p else %}", "本次体检尚未汇总适用的规定。", "{%p endif %}")


def _method(draft: Draft) -> None:
    draft.heading("三、体检方式与范围")
    draft.body(
        "体检时间：{{ 方式.时间 }}。",
        "体检人员：{{ 方式.人员 }}。",
        "体检方法：{{ 方式.方法 }}。本次适用检查项共{{ 方式.检查项数 }}项。",
        "{%p if 方式.访谈 %}",
        "访谈：{{ 方式.访谈 }}。",
        "{%p endif %}",
        "{%p if 方式.问卷 %}",
        "问卷：{{ 方式.问卷 }}。",
        "{%p endif %}",
        "{%p if 方式.抽样 %}",
        "抽样情况如下：",
    )
    draft.table(
        (32, 12, 12, 44),
        ["抽样对象", "总数", "抽取", "方法"],
        "{%tr for 样 in 方式.抽样 %}",
        ["{{ 样.对象 }}", "{{ 样.总数 }}", "{{ 样.抽取 }}", "{{ 样.方法 }}"],
        "{%tr endfor %}",
        centre=(1, 2),
    )
    draft.body("{%p else %}", "本次体检未作抽样。", "{%p endif %}")
    draft.body("{%p if 方式.未能核实 %}", "下列事项未能核实，不计分，但计入覆盖率的分母：")
    draft.table(
        (18, 38, 44),
        ["检查项", "事项", "原因"],
        "{%tr for 项 in 方式.未能核实 %}",
        ["{{ 项.编号 }}", "{{ 项.事项 }}", "{{ 项.原因 }}"],
        "{%tr endfor %}",
    )
    draft.body("{%p else %}", "没有未能核实的事项。", "{%p endif %}")


def _appraisal(draft: Draft) -> None:
    draft.heading("四、总体评价")
    draft.body("{%p if 评价.等级 %}", [("总体等级：", {"bold": ""}), *_level("评价.等级"), ("（{{ 评价.等级说明 }}）", {})])
    draft.body("{%p else %}")
    draft.body([("初步结论：", {"bold": ""}), ("检查项覆盖率为{{ 评价.覆盖率 }}，低于评定等级的要求，本报告只作初步结论，不评定等级。", {})])
    draft.body("{%p endif %}", "{{ 评价.结论 }}")
    draft.body("{%p if 评价.红线 %}", [("红线事项（须立即处理）：", {"bold": "", "color": RED})])
    draft.body("{%p for 线 in 评价.红线 %}", "{{ 线.编号 }}　{{ 线.事项 }}", "{%p endfor %}")
    draft.body("{%p else %}", "未发现触发红线的事项。", "{%p endif %}")
    draft.table(
        (1, 1, 1, 1, 1, 1, 1),
        ["得分", "覆盖率", "适用", "合规", "部分合规", "不合规", "未能核实"],
        ["{% if 评价.得分 %}{{ 评价.得分 }}{% else %}未计分{% endif %}", "{{ 评价.覆盖率 }}"]
        + [f"{{{{ 评价.{kind}项数 }}}}" for kind in ("适用", "合规", "部分合规", "不合规", "未能核实")],
        centre=range(7),
    )
    draft.body("得分为工会内部评价口径，供企业改进参考，不是行政评价。计分说明：")
    draft.body("{%p for 说明 in 评价.计分说明 %}", "{{ loop.index }}. {{ 说明 }}", "{%p endfor %}")
    draft.body("{%p if 评价.调整 %}", "等级调整：{{ 评价.调整 }}", "{%p endif %}")
    draft.body("{%p if 评价.上次对比 %}", "与上次体检相比：")
    draft.table(
        (40, 30, 30),
        ["项目", "上次", "本次"],
        "{%tr for 比 in 评价.上次对比 %}",
        ["{{ 比.项目 }}", "{{ 比.上次 }}", "{{ 比.本次 }}"],
        "{%tr endfor %}",
    )
    draft.body("{%p else %}", "没有可以对比的上次体检。", "{%p endif %}")
    draft.body("{%p if 评价.亮点 %}", "做得好的方面：", "{%p for 亮点 in 评价.亮点 %}")
    draft.body("{{ loop.index }}. {{ 亮点 }}", "{%p endfor %}", "{%p endif %}")


def _domains(draft: Draft) -> None:
    draft.heading("五、分领域检查结果")
    draft.table(
        (34, 10, 12, 13, 31),
        ["领域", "适用", "不合规", "得分", "图示（满分100）"],
        "{%tr for 域 in 领域 %}",
        ["{{ 域.名称 }}", "{{ 域.适用项数 }}", "{{ 域.不合规项数 }}", "{{ 域.得分 }}", _bar()],
        "{%tr endfor %}",
        centre=(1, 2, 3),
    )
    draft.body("“不合规”一栏含部分合规。未能核实的检查项不计分；没有已判定项的领域不计分。")


def _bar() -> Runs:
    """Return the chart's cell: glyphs on a ground of their own colour, so that no gap shows."""
    full = {"color": BLUE, "shade": BLUE, "size": "6", "font": "宋体"}
    rest = {"color": GREY, "shade": GREY, "size": "6", "font": "宋体"}
    return [
        ("{% if 域.条形 %}{{ 域.条形 }}{% endif %}", full),
        ("{% if 域.余条 %}{{ 域.余条 }}{% endif %}", rest),
    ]


def _level(path: str) -> list[tuple[str, dict[str, str]]]:
    """Return a coloured square and the word, one for each level."""
    colours = (("红", RED), ("黄", YELLOW), ("蓝", BLUE), ("绿", "548235"))
    return [
        (f'{{% if {path} == "{word}" %}}■ {word}色{{% endif %}}', {"color": colour, "bold": ""})
        for word, colour in colours
    ]


def _findings(draft: Draft) -> None:
    draft.heading("六、发现的问题")
    draft.body("{%p if 问题 %}", "本次体检发现问题{{ 问题|length }}个，按风险由高到低（红、黄、蓝）排列，一个问题一张表。")
    draft.body("{%p for 项 in 问题 %}")
    rows: list[list[Cell]] = [
        ["", "", "", ""],
        ["所属领域", "{{ 项.领域 }}", "风险等级", _level("项.等级")[:3]],
        ["涉及人数", "{{ 项.涉及人数 }}", "劳动者类型", "{{ 项.劳动者类型 }}"],
        *([name, "", "", ""] for name in ("事实", "证据", "依据", "可能后果", "整改建议")),
        ["整改期限", "{{ 项.期限 }}", "责任部门", "{{ 项.责任部门 }}"],
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


def _remedies(draft: Draft) -> None:
    draft.heading("七、整改建议汇总")
    draft.body("{%p if 问题 %}")
    rows: list[list[Cell] | str] = []
    for when in ("立即", "短期", "长期"):
        rows += [
            f"{{%tr for 项 in 整改.{when} %}}",
            [f"{when}整改", "{{ 项.编号 }}", "{{ 项.建议 }}", "{{ 项.期限 }}"],
            "{%tr endfor %}",
        ]
    draft.table((14, 14, 50, 22), ["时限", "问题", "建议", "期限"], *rows)
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


def _feedback(draft: Draft) -> None:
    draft.heading("八、整改期限与反馈")
    draft.body(
        "反馈期限：{{ 反馈.期限 }}",
        "反馈方式：{{ 反馈.方式 }}",
        "联系人：{{ 反馈.联系人 }}　联系电话：{{ 反馈.电话 }}",
        "联系地址：{{ 反馈.地址 }}",
        "{%p if 反馈.逾期后果 %}",
        "逾期未整改或者未反馈的：",
        "{%p for 后果 in 反馈.逾期后果 %}",
        "{{ loop.index }}. {{ 后果 }}",
        "{%p endfor %}",
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


def _statement(draft: Draft) -> None:
    draft.heading("十、声明")
    draft.body(
        "（一）本报告依据企业提供的资料、现场检查和抽样作出，资料的真实性、完整性由企业负责。",
        "（二）抽样结果不代表全部情形；未抽到、未能核实的部分，本报告不作判断。",
        "（三）本报告以出具之日有效的法律法规和政策为准；标明“待核对”的条文，以正式文本为准。",
        "（四）本报告供企业改进用工管理和工会开展劳动法律监督参考，不是行政决定、司法裁判或者鉴定结论，"
        "也不替代企业自行取得的法律意见。",
        "（五）本报告不影响劳动者依法投诉、申请仲裁和提起诉讼，也不影响有关部门依法查处。",
        "（六）未经本会书面同意，不得将本报告用于商业宣传；涉及商业秘密和个人信息的内容已作处理。",
        "{%p for 声明 in 补充声明 %}",
        "{{ 声明 }}",
        "{%p endfor %}",
    )
    for paragraph in draft.document.paragraphs[-4:]:  # the signatures never stand alone on a page
        paragraph.paragraph_format.keep_with_next = True


def _signatures(draft: Draft) -> None:
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


def _annexes(draft: Draft) -> None:
    draft.annex("附件1　检查项明细表", new_page=True)
    items = ("编号", "领域", "内容", "结论", "说明")
    _list(draft, "附件.检查项", (14, 29, 28, 12, 17), items, "没有检查项。", style="表格小字")
    draft.annex("附件2　证据目录")
    _list(draft, "附件.证据", (11, 33, 15, 25, 16), ("编号", "名称", "来源", "日期", "对应"), "没有登记的证据。")
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
    _list(draft, "附件.访谈", (36, 16, 48), ("对象", "人数", "说明"), "本次体检未作访谈。")
    draft.annex("附件5　整改反馈表", new_page=True)
    draft.body("企业名称：{{ 企业.名称 }}", "报告编号：{{ 报告编号 }}", "{%p if 问题 %}")
    draft.table(
        (12, 28, 22, 22, 16),
        ["问题", "标题", "期限", "整改情况（企业填写）", "证明材料"],
        "{%tr for 项 in 问题 %}",
        ["{{ 项.编号 }}", "{{ 项.标题 }}", "{{ 项.期限 }}", "", ""],
        "{%tr endfor %}",
    )
    draft.body("{%p else %}", "没有需要反馈的事项。", "{%p endif %}")
    draft.body("企业（盖章）：", "填表人：　　　　　　　　日期：")
    draft.annex("附件6　送达回证", new_page=True)
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
