import xml.etree.ElementTree as ET

import pytest

from casework.cli.workflow import rule_in_words, tables
from casework.workflow import diagram

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("name", tables())
def test_the_page_of_a_table_is_not_stale(name, root):
    written = (root / "docs" / "workflows" / f"{name}.md").read_text(encoding="utf-8")

    assert written == diagram.page(tables()[name], rule_in_words), "run: make pages"


def test_a_page_differs_as_soon_as_its_table_does(small, changed):
    other = changed(('label = "已办结"', 'label = "办完了"'))

    assert diagram.page(other) != diagram.page(small)


def test_the_page_has_one_row_a_step_with_everything_it_declares(small):
    (row,) = [line for line in diagram.page(small).splitlines() if line.startswith("| **送达**")]

    assert [cell.strip() for cell in row.strip("|").split("|")] == [
        "**送达**",
        "送达",
        "已立案",
        "办理中",
        (
            "发出日（日期）<br>对方收到日*（日期，不早于发出日）<br>送达方式（选择：直接送达／留置送达）<br>"
            "见证人（人员，可以填多个，送达方式为“留置送达”时必填）"
        ),
        "送达回证*",
        "`ready`",
        "书面回应：`offer.reply`，从对方收到日计算，办理“办结”为止",
        "通知书<br>`stamp`",
        "《集体合同规定》第三十二条",
    ]


def test_what_only_the_program_needs_stands_at_the_end_of_the_page(small):
    *_, names, sha = diagram.page(small).split("## ")[-1].strip().split("\n\n")

    assert "| 送达 | `serve` | `offer.reply` |" in names
    assert small.hash in sha


def test_an_instrument_that_the_note_calls_second_hand_is_marked_in_each_row(checkup, small):
    rows = [line for line in diagram.page(checkup, rule_in_words).splitlines() if line[:3] == "| *"]

    assert any("《江苏省工会劳动法律监督条例》第十八条（二手）" in row for row in rows)
    assert not any("《工会法》第二十六条（二手）" in row for row in rows)
    assert "（二手）" not in diagram.page(small)


def test_the_picture_of_the_page_draws_each_move_or_tells_it_in_words(small):
    page = diagram.page(small)

    for line in (
        '    state "已立案" as s_open',
        "    [*] --> s_open : 立案",
        "    s_open --> s_working : 送达",
        "    s_done --> [*]",
        "- **延期**：从办理中，状态不变。",
        "- **恢复**：从已中止，回到中止以前的状态。",
        "- **中止**：从任何没有了结的状态，到已中止。",
    ):
        assert line in page.splitlines()


def test_rules_are_told_in_words_when_somebody_knows_them(small):
    assert "书面回应：20日，从对方收到日计算" in diagram.page(small, {"offer.reply": "20日"}.get)


def test_a_bar_in_a_label_does_not_break_the_row(changed):
    page = diagram.page(changed(('label = "发出日"', 'label = "发出|日"')))

    assert "发出\\|日（日期）" in page


def drawn(table, current, **more):
    return ET.fromstring(diagram.svg(table, current, **more))  # noqa: S314 — our own picture


def titles(picture):
    return [node.text for node in picture.iter(f"{SVG}title")]


def test_each_state_is_a_box_that_says_what_can_be_done(small):
    told = titles(drawn(small, "working"))

    assert told[0] == "试验流程流程图。当前状态：办理中"
    assert "办理中。等待答复。可以办理：延期、中止、办结。" in told
    assert "已办结。已经了结。" in told


def test_only_the_current_state_is_filled_dark(checkup):
    for state in checkup.states.values():
        picture = drawn(checkup, state.name, visited=["registered"])
        dark = [
            group.findtext(f"{SVG}text/{SVG}tspan")
            for group in picture.iter(f"{SVG}g")
            if any(rect.get("fill") == "#14508f" for rect in group.findall(f"{SVG}rect"))
        ]
        assert dark == [state.label]


@pytest.mark.parametrize("columns", [3, 6])
def test_boxes_stand_inside_the_picture_and_never_on_each_other(checkup, columns):
    picture = drawn(checkup, "issued", columns=columns)
    width, height = (int(n) for n in picture.get("viewBox").split()[2:])
    boxes = {
        (int(rect.get("x")), int(rect.get("y")))
        for rect in picture.iter(f"{SVG}rect")
        if rect.get("height") == "40"
    }

    assert width <= 720
    assert len(boxes) == len(checkup.states)
    assert all(0 <= x <= width - 96 and 0 <= y <= height - 40 for x, y in boxes)
    assert all(abs(x - u) >= 100 or abs(y - v) >= 50 for x, y in boxes for u, v in boxes - {(x, y)})


def test_the_picture_passes_a_strict_content_security_policy(checkup):
    picture = drawn(checkup, "issued")

    for node in picture.iter():
        assert node.tag.removeprefix(SVG) in {"svg", "title", "g", "path", "rect", "text", "tspan"}
        assert not {
            name
            for name in node.attrib
            if name in {"style", "class", "id"} or name.startswith("on")
        }


def test_labels_are_text_and_never_markup(changed):
    table = changed(('label = "办理中"', 'label = "<b>&办理"'))

    assert "<b>&办理" in "".join(drawn(table, "working").itertext())


def test_a_state_the_table_does_not_have_highlights_nothing(small):
    assert "#14508f" not in diagram.svg(small, "gone")
    assert titles(drawn(small, None))[0] == "试验流程流程图。各个状态"


def test_states_that_no_step_joins_are_not_joined_by_a_line(small, changed):
    apart = changed(('from = ["working"]\nto = "done"', 'from = ["open"]\nto = "done"'))

    assert diagram.svg(apart, None).count("<path") == diagram.svg(small, None).count("<path") - 2


def test_a_long_label_is_set_in_two_lines(changed):
    table = changed(('label = "办理中"', 'label = "等待对方书面答复意见"'))
    spans = [span.text for span in drawn(table, None).iter(f"{SVG}tspan")]

    assert spans[1:3] == ["等待对方书", "面答复意见"]
