"""The first version of 复检报告: what was put right, finding by finding, and the score then and now."""

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from paper import HEI, Runs, new_paper, save
from pieces import HEAD, SMALL, Cell, Draft, breakable, keep_together, merge_row, page_marks, shade
from report_back import level


def build() -> bytes:
    """Return template.docx."""
    document = new_paper()
    page_marks(document, cover=False)
    draft = Draft(document)
    _head(draft)
    _method(draft)
    _overview(draft)
    _findings(draft)
    _figures(draft)
    _scores(draft)
    _open(draft)
    _conclusion(draft)
    _signatures(draft)
    return save(document)


def _head(draft: Draft) -> None:
    draft.add("Normal", [("报告编号：{{ 报告编号 }}", {"font": HEI})])
    draft.add("Title", "劳动用工法治体检复检报告")
    title = draft.document.paragraphs[-1].paragraph_format
    title.space_before, title.space_after = Pt(24), Pt(20)
    made = draft.table(
        (18, 38, 18, 26),
        ["被检企业", "", "", ""],
        ["统一社会信用代码", "{{ 企业.信用代码 }}", "复检轮次", "{{ 轮次 }}"],
        ["体检报告", "{{ 初检.编号 }}", "报告日期", "{{ 初检.日期 }}"],
        ["出具单位", "{{ 单位.名称 }}", "复检报告日期", "{{ 日期 }}"],
        heads=0,
    )
    merge_row(made, 0, 1, 3, "{{ 企业.名称 }}")
    for row in range(4):
        for column in (0, 2) if row else (0,):
            shade(made.rows[row].cells[column])


def _method(draft: Draft) -> None:
    draft.heading("一、复检的方式")
    draft.body(
        "复检时间：{{ 方式.时间 }}。",
        "复检方式：{{ 方式.方式 }}。",
        "复检人员：{{ 方式.人员 }}。",
        "{%p if 方式.换人 %}",
        "{{ 方式.换人 }}",
        "{%p endif %}",
    )
    draft.body(
        "{%p if 方式.有抽样 %}",
        "抽样按记录的随机种子进行：把编号按“种子＋换行＋编号”的SHA-256由小到大排列，取前若干个；"
        "用同一种子和同一名单，任何人都能得到同样的样本。抽样结果不代表全部情形。",
        "{%p endif %}",
    )


def _overview(draft: Draft) -> None:
    draft.heading("二、整改情况汇总")
    names = ("问题数", "已整改", "部分整改", "未整改", "有异议", "免除", "未复检")
    draft.table(
        (1, 1, 1, 1, 1, 1, 1),
        list(names),
        [f"{{{{ 汇总.{name} }}}}" for name in names],
        centre=range(7),
    )
    draft.body("“免除”指由负责人说明理由后不再要求整改的，不等于已经整改。")


def _findings(draft: Draft) -> None:
    draft.heading("三、逐项复检结果")
    draft.body("{%p if 问题 %}", "{%p for 项 in 问题 %}")
    rows: list[list[Cell]] = [
        ["", "", "", ""],
        ["风险等级", level("项.等级")[:3], "整改期限", "{{ 项.期限 }}"],
        *([label, "", "", ""] for label in ("原问题", "整改要求", "复检方式")),
        "{%tr if 项.核对 %}",
        ["核对内容", "", "", ""],
        "{%tr endif %}",
        *([label, "", "", ""] for label in ("复检所见", "证据")),
        ["结果", "", "", ""],
    ]
    made = draft.table((16, 34, 16, 34), *rows, heads=1)
    title: Runs = [("{{ 项.编号 }}　{{ 项.标题 }}{% if 项.红线 %}（红线）{% endif %}", {"font": HEI})]
    merge_row(made, 0, 0, 3, title, HEAD)
    made.rows[0].cells[0].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.LEFT
    merge_row(made, 2, 1, 3, "{{ 项.事实 }}")
    merge_row(made, 3, 1, 3, "{{ 项.要求 }}")
    merge_row(made, 4, 1, 3, "{{ 项.方式 }}{% if 项.抽查 %}；{{ 项.抽查 }}{% endif %}")
    merge_row(made, 6, 1, 3, ["{%p for 件 in 项.核对 %}", "{{ 件 }}", "{%p endfor %}"])
    merge_row(made, 8, 1, 3, "{{ 项.所见 }}")
    merge_row(made, 9, 1, 3, "{{ 项.证据 }}")
    merge_row(made, 10, 1, 3, [("{{ 项.结果 }}", {"bold": ""}), ("{% if 项.说明 %}　{{ 项.说明 }}{% endif %}", {})])
    for row in (1, 2, 3, 4, 6, 8, 9, 10):
        for column in (0, 2) if row == 1 else (0,):
            shade(made.rows[row].cells[column])
    breakable(made, 2, 3, 6, 8, 9)
    keep_together(made, 0, 1, 9)
    draft.body("{%p endfor %}", "{%p else %}", "报告没有列出问题。", "{%p endif %}")


def _figures(draft: Draft) -> None:
    draft.heading("四、整改成效")
    draft.body("{%p if 成效 %}")
    draft.table(
        (60, 40),
        ["项目", "数量"],
        "{%tr for 行 in 成效 %}",
        ["{{ 行.项目 }}", "{{ 行.数量 }}"],
        "{%tr endfor %}",
        centre=(1,),
    )
    draft.body("{%p else %}", "没有登记补签、补发、补缴等数字。", "{%p endif %}")


def _scores(draft: Draft) -> None:
    draft.heading("五、初检与复检的得分")
    made = draft.table(
        (40, 30, 30),
        ["项目", "初检", "复检"],
        "{%tr for 行 in 得分.对比 %}",
        ["{{ 行.项目 }}", "{{ 行.初检 }}", "{{ 行.复检 }}"],
        "{%tr endfor %}",
        centre=(1, 2),
    )
    keep_together(made, 0, 2)
    draft.body("{{ 得分.口径 }}")
    draft.heading("（一）各问题对得分的影响", 2)
    draft.body("{%p if 得分.变化 %}")
    draft.table(
        (10, 33, 12, 12, 33),
        ["问题", "事项", "初检", "复检", "说明"],
        "{%tr for 行 in 得分.变化 %}",
        [f"{{{{ 行.{name} }}}}" for name in ("编号", "标题", "初检", "复检", "说明")],
        "{%tr endfor %}",
        centre=(2, 3),
        style=SMALL,
    )
    draft.body("{%p else %}", "没有列出问题，两次得分相同。", "{%p endif %}")
    _explained(draft)


def _explained(draft: Draft) -> None:
    """Add how both scores came about, and the domains that changed."""
    draft.heading("（二）计算说明", 2)
    for name in ("初检", "复检"):
        draft.body(
            f"{name}：",
            f"{{%p for 说明 in 得分.{name}说明 %}}",
            "{{ loop.index }}. {{ 说明 }}",
            "{%p endfor %}",
        )
    draft.body("{%p if 得分.领域 %}")
    draft.heading("（三）有变化的领域", 2)
    draft.table(
        (50, 25, 25),
        ["领域", "初检", "复检"],
        "{%tr for 域 in 得分.领域 %}",
        ["{{ 域.名称 }}", "{{ 域.初检 }}", "{{ 域.复检 }}"],
        "{%tr endfor %}",
        centre=(1, 2),
    )
    draft.body("{%p endif %}")


def _open(draft: Draft) -> None:
    draft.heading("六、尚未了结的问题")
    draft.body("{%p if 未了结 %}", "下列问题没有了结，请在所列日期前整改并反馈：")
    draft.table(
        (12, 40, 18, 30),
        ["问题", "事项", "现状", "下次日期"],
        "{%tr for 项 in 未了结 %}",
        ["{{ 项.编号 }}", "{{ 项.标题 }}", "{{ 项.现状 }}", "{{ 项.日期 }}"],
        "{%tr endfor %}",
        centre=(2, 3),
    )
    draft.body("{%p else %}", "全部问题均已了结。", "{%p endif %}")
    draft.body("{%p for 次 in 部分销号 %}", "{{ 次 }}", "{%p endfor %}")


def _conclusion(draft: Draft) -> None:
    draft.heading("七、复检结论")
    draft.body("{{ 结论 }}", "{%p if 下次体检 %}", "{{ 下次体检 }}", "{%p endif %}")
    draft.body(
        "本报告依据企业提供的资料和复检所见作出，资料的真实性由企业负责；供企业改进用工管理和工会开展劳动法律监督参考，"
        "不是行政决定，不影响劳动者依法投诉、申请仲裁和提起诉讼。"
    )
    last = draft.document.paragraphs[-1].paragraph_format  # the signatures never stand alone on a page
    last.keep_with_next = last.keep_together = True


def _signatures(draft: Draft) -> None:
    made = draft.table(
        (26, 40, 34),
        ["", "签名（手写）", "日期"],
        ["复检人", "", "　　年　　月　　日"],
        ["复检人", "", "　　年　　月　　日"],
        ["签发人", "", "　　年　　月　　日"],
    )
    for row in made.rows[1:]:
        row.height = Pt(36)
    keep_together(made, 0, 1, 2, 3)
    draft.document.paragraphs[-1].paragraph_format.keep_with_next = True
    draft.body([("{{ 单位.名称 }}（盖章）", {})], "{{ 日期 }}")
    for paragraph in draft.document.paragraphs[-2:]:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.right_indent = Pt(64)
    draft.document.paragraphs[-2].paragraph_format.space_before = Pt(24)
    draft.document.paragraphs[-2].paragraph_format.keep_with_next = True
