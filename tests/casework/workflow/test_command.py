import json

import pytest
from click.testing import CliRunner

from casework.cli.workflow import workflow
from casework.errors import DefinitionError, InputError


def run(*words):
    return CliRunner().invoke(workflow, [str(word) for word in words])


def refused(*words):
    error = run(*words).exception
    assert isinstance(error, InputError | DefinitionError)
    return str(error)


def test_the_tables_that_ship_are_listed(checkup):
    first, *others = run("list").output.splitlines()
    assert first == f"checkup  劳动用工法治体检  版本 1  {len(checkup.steps)} 个步骤"
    assert [line.split()[0] for line in others] == [
        *("employer", "finding", "negotiation_full", "negotiation_platform"),
        *("negotiation_simple", "notice"),
    ]
    assert json.loads(run("list", "--json").output)[0]["hash"] == checkup.hash


def test_a_table_is_shown_step_by_step():
    shown = run("show", "checkup").output

    assert "告知（notify，送达）：已立项 → 已告知" in shown
    assert "    企业收到日（received_on，日期，必填）" in shown
    assert "    证据：送达回证（receipt，必需）" in shown
    assert "    期限：资料提交（checkup.materials）" in shown
    assert "恢复（resume，审核）：已中止 → 回到中止以前" in shown


def test_the_whole_table_is_data_for_scripts(checkup):
    data = json.loads(run("show", "checkup", "--json").output)
    steps = {step["name"]: step for step in data["steps"]}

    assert list(steps) == list(checkup.steps)
    assert steps["notify"]["facts"][2]["required_when"] == {"manner": ["直接送达", "邮寄送达"]}
    assert steps["extend_materials"]["extends"] == {
        "clock": "materials",
        "fact": "days",
        "unit": "day",
    }
    assert data["states"][0]["label"] == "已立项"


def test_an_unknown_table_is_refused_with_those_there_are():
    assert (
        refused("show", "checkups") == "流程：没有名为“checkups”的流程表，可用的是："
        "checkup、employer、finding、negotiation_full、negotiation_platform、negotiation_simple、notice。"
    )


def test_a_page_is_written_whole_or_not_at_all(tmp_path):
    out = tmp_path / "page.md"

    assert run("page", "checkup", "--out", out).output == f"已写到 {out}\n"
    assert out.read_text(encoding="utf-8") == run("page", "checkup").output
    assert refused("page", "checkup", "--out", tmp_path / "no" / "page.md").endswith(
        "文件夹不存在；请先建立文件夹，或者检查路径。"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["page.md"]


def test_the_table_that_ships_passes_its_check(root, checkup):
    checked = run("check", root / "casework" / "checkup" / "checkup.toml")

    told = f"{len(checkup.states)} 个状态，{len(checkup.steps)} 个步骤"
    assert checked.output == f"没有发现错误：劳动用工法治体检，{told}。\n"


def test_a_table_of_an_unregistered_kind_is_checked_as_far_as_possible(small_text, tmp_path):
    file = tmp_path / "small.toml"
    file.write_text(small_text, encoding="utf-8")

    assert run("check", file).output == (
        "没有发现错误：试验流程，4 个状态，6 个步骤。\n"
        "注意：没有登记“trial”这种案件，条件、自动动作和文书是否存在没有核对。\n"
    )


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('rule = "offer.reply"', 'rule = "offer.replay"', "没有名为“offer.replay”的规则"),
        ('act = "归档"', 'act = "烧毁"', "没有名为“烧毁”的行为"),
        ("final = true", "finl = true", "[state.done].finl：不认识的键（是不是“final”？）"),
    ],
)
def test_a_faulty_table_is_refused(small_text, tmp_path, old, new, sentence):
    file = tmp_path / "bad.toml"
    file.write_text(small_text.replace(old, new), encoding="utf-8")

    assert sentence in refused("check", file)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "没有这个文件；请核对路径。"),
        ("标题".encode("gbk"), "不是 UTF-8 编码的文本，请另存为 UTF-8 后再试。"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path, content, sentence):
    file = tmp_path / "t.toml"
    if content is not None:
        file.write_bytes(content)

    assert refused("check", file).endswith(sentence)


@pytest.mark.parametrize("words", [(), ("list",), ("show",), ("page",), ("check",)])
def test_help_is_chinese_and_has_an_example(words):
    shown = run(*words, "--help").output

    assert "例：casework workflow" in shown
