"""The first version of 体检报告, front half: cover and sections one to five (law-checkup part 4)."""

import report_back
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from paper import BLUE, GREY, HEI, RED, Runs, new_paper, save
from pieces import Draft, merge_row, page_marks, shade
from report_back import level

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
    report_back.findings(draft)
    report_back.remedies(draft)
    report_back.feedback(draft)
    report_back.statement(draft)
    report_back.signatures(draft)
    report_back.annexes(draft)
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
        "{%tr if 企业.站点 %}",
        ["江苏站点", "", "", ""],
        "{%tr endif %}",
        ["合作方", "", "", ""],
        ["工会组建", "", "", ""],
        ["职代会", "", "", ""],
        heads=0,
    )
    for row, field in enumerate(("名称", "信用代码", "", "", None, "站点", None, "合作方", "工会", "职代会")):
        if field is None:  # the mark of a row that may be absent
            continue
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
    # One paragraph a group: a check-up rests on some fifty texts; articles stand with the findings.
    draft.body(
        "{% for 件 in 组.文件 %}{{ 件.名称 }}{% if 件.版本 %}（{{ 件.版本 }}）{% endif %}"
        "{% if loop.last %}。{% else %}；{% endif %}{% endfor %}"
    )
    draft.body("{%p endfor %}", "{%p else %}", "本次体检尚未汇总适用的规定。", "{%p endif %}")


def _method(draft: Draft) -> None:
    draft.heading("三、体检方式与范围")
    draft.body(
        "体检时间：{{ 方式.时间 }}。",
        "体检人员：{{ 方式.人员 }}。",
        "体检方法：{{ 方式.方法 }}。本次列入检查{{ 方式.检查项数 }}项{% if 方式.不适用项数 %}，其中不适用{{ 方式.不适用项数 }}项{% endif %}。",
        "{%p if 方式.访谈 %}",
        "访谈：{{ 方式.访谈 }}。",
        "{%p endif %}",
        "{%p if 方式.问卷 %}",
        "问卷：{{ 方式.问卷 }}。",
        "{%p endif %}",
        "{%p if 方式.自查 %}",
        "企业自查：{{ 方式.自查 }}。",
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
    draft.body("{%p else %}", "未单独登记抽样数{% if 问题 %}；各问题的抽查范围见事实部分{% endif %}。", "{%p endif %}")
    _not_verified(draft)


def _not_verified(draft: Draft) -> None:
    draft.body("{%p if 方式.未能核实 %}", "下列事项未能核实，不计分，但计入覆盖率的分母：")
    draft.table(
        (18, 38, 44),
        ["检查项", "事项", "原因"],
        "{%tr for 项 in 方式.未能核实 %}",
        ["{{ 项.编号 }}", "{{ 项.事项 }}", "{{ 项.原因 }}"],
        "{%tr endfor %}",
    )
    draft.body("{%p elif 方式.未能核实数 %}")
    draft.body("未能核实的事项共{{ 方式.未能核实数 }}项，不计分，但计入覆盖率的分母；逐项见附件1。")
    draft.body("{%p else %}", "没有未能核实的事项。", "{%p endif %}")
    draft.body(
        "{%p if 方式.未能充分核实 %}",
        "下列事项已作结论并照常计分，但抽样、访谈或者问卷没有达到建议的数量，未能充分核实：",
    )
    draft.table(
        (18, 38, 44),
        ["检查项", "事项", "原因"],
        "{%tr for 项 in 方式.未能充分核实 %}",
        ["{{ 项.编号 }}", "{{ 项.事项 }}", "{{ 项.原因 }}"],
        "{%tr endfor %}",
    )
    draft.body("{%p endif %}")


def _appraisal(draft: Draft) -> None:
    draft.heading("四、总体评价")
    draft.body("{%p if 评价.等级 %}", [("总体等级：", {"bold": ""}), *level("评价.等级"), ("（{{ 评价.等级说明 }}）", {})])
    draft.body("{%p else %}")
    draft.body([("初步结论：", {"bold": ""}), ("检查项覆盖率为{{ 评价.覆盖率 }}，低于{{ 评价.最低覆盖率 }}，本报告只作初步结论，不评定等级；得分只反映已核实部分。", {})])
    draft.body("{%p endif %}", "{{ 评价.结论 }}")
    draft.body("{%p if 评价.红线 %}", [("红线事项（须立即处理）：", {"bold": "", "color": RED})])
    draft.body("{%p for 线 in 评价.红线 %}", "{{ 线.编号 }}　{{ 线.事项 }}", "{%p endfor %}")
    draft.body("{%p elif 评价.等级 %}", "未发现触发红线的事项。", "{%p else %}", "已核实的事项中未发现红线情形。", "{%p endif %}")
    draft.table(
        (1, 1, 1, 1, 1, 1, 1),
        ["{% if 评价.等级 %}得分{% else %}初步得分{% endif %}", "覆盖率", "适用", "合规", "部分合规", "不合规", "未能核实"],
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
        (33, 10, 15, 12, 30),
        ["领域", "适用", "不合规（含部分）", "得分", "图示（满分100）"],
        "{%tr for 域 in 领域 %}",
        ["{{ 域.名称 }}", "{{ 域.适用项数 }}", "{{ 域.不合规项数 }}", "{{ 域.得分 }}", _bar()],
        "{%tr endfor %}",
        centre=(1, 2, 3),
    )
    draft.body("未能核实的检查项不计分；没有已判定项的领域不计分。")


def _bar() -> Runs:
    """Return the chart's cell: glyphs on a ground of their own colour, so that no gap shows."""
    full = {"color": BLUE, "shade": BLUE, "size": "6", "font": "宋体"}
    rest = {"color": GREY, "shade": GREY, "size": "6", "font": "宋体"}
    return [
        ("{% if 域.条形 %}{{ 域.条形 }}{% endif %}", full),
        ("{% if 域.余条 %}{{ 域.余条 }}{% endif %}", rest),
    ]
