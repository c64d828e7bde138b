import json
import subprocess
import sys

import pytest

from casework.cli import main


def run(capsys, *arguments):
    """Return (exit code, what was printed, what was complained about)."""
    try:
        main(["catalogue", *arguments])
        code = 0
    except SystemExit as exit_:
        code = exit_.code
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_items_are_listed_and_filtered(capsys):
    code, out, _ = run(capsys, "items", "--risk", "高", "--red-line", "--domain", "劳动报酬")
    assert code == 0
    assert [line.split("　")[0] for line in out.splitlines()] == [
        "LC-06-01",
        "LC-06-09",
        "LC-06-10",
        "共 3 项。",
    ]


def test_a_search_looks_into_title_question_and_law(capsys):
    _, out, _ = run(capsys, "items", "--search", "消防法")
    assert out.splitlines()[-1] == "共 1 项。"


def test_an_item_is_shown_whole(capsys):
    _, out, _ = run(capsys, "show", "lc-06-01")
    for part in (
        "工资按时足额支付",
        "义务 《劳动法》第五十条",
        "责任 《刑法》第二百七十六条之一",
        "红线情形：",
    ):
        assert part in out


def test_json_is_the_catalogue_file_again(capsys, catalogue):
    _, out, _ = run(capsys, "items", "--json")
    assert json.loads(out) == [item.to_dict() for item in catalogue.items.values()]
    _, out, _ = run(capsys, "show", "LC-05-01", "--json")
    assert json.loads(out)["basis"][1]["law"] == "劳动法"


def test_tailoring_says_what_is_checked_and_why_the_rest_is_not(capsys):
    options = ["--party", "合作用工企业", "--sector", "快递", "--worker", "劳动关系"]
    _, out, _ = run(capsys, "tailor", *options, "--left-out")
    assert "LC-19-02 疲劳提示与停派：只检查平台企业" in out
    _, out, _ = run(capsys, "tailor", *options, "--json")
    data = json.loads(out)
    assert len(data["items"]) + len(data["left_out"]) == 117


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["show", "LC-99-01"], "没有找到检查项"),
        (["items", "--risk", "特高"], "请写：高、中、低"),
        (["tailor", "--party", "平台", "--worker", "劳动关系"], "不认识“平台”"),
        (["tailor", "--party", "平台企业"], "至少写明一种"),
        (["lint", "没有的.toml"], "没有找到目录文件"),
        (["items", "--catalogue", "没有的.toml"], "没有找到目录文件"),
    ],
)
def test_bad_input_is_a_sentence_and_exit_code_2(capsys, arguments, sentence):
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert sentence in err


def test_lint_lists_every_problem_or_says_there_is_none(capsys, tmp_path, catalogue):
    file = tmp_path / "目录.toml"
    file.write_text(catalogue.text, encoding="utf-8")
    assert "没有错误" in run(capsys, "lint", str(file))[1]
    twice = catalogue.text.replace('id = "LC-01-02"', 'id = "LC-01-01"').replace(
        'risk = "低"', 'risk = "无"'
    )
    file.write_text(twice, encoding="utf-8")
    code, out, _ = run(capsys, "lint", str(file))
    assert code == 2
    assert "编号“LC-01-01”与" in out
    assert out.count("“risk”写了“无”") == 11
    assert "有错误，不能使用" in out.splitlines()[-1]


def test_looking_at_the_catalogue_loads_no_database_no_word_and_no_excel():
    code = "import sys; from casework.cli import main; main(['catalogue', 'show', 'LC-05-01']); "
    code += "print({'sqlalchemy', 'docx', 'openpyxl', 'flask'} & set(sys.modules))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.splitlines()[-1] == "set()"
