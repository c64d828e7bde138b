"""Manifests that are wrong, packs that are not there, and what lint tells the editor."""

import os

import pytest

from casework.documents import chart, lint, pack
from casework.documents.fill import unknown_keys
from casework.documents.manifest import read_manifest
from casework.errors import DefinitionError, NotFound

HEAD = 'title = "试"\nversion = "1"\nlaw = "无"\nfile_name = "{甲}.docx"\n'
WIDE = "\uff21"
CHILD = '{ name = "乙.丙", label = "丙" }'
GOOD = '{ name = "甲", label = "甲" }'


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("title = ", "不是正确的 TOML"),
        (HEAD, "缺少字段清单"),
        (f"{HEAD}neu = 1\nfields = [{GOOD}]", "没有这个项目"),
        (f'made_in = "x"\n{HEAD}fields = [{GOOD}]', "状态名称的列表"),
        (f"{HEAD}fields = [{GOOD}, {GOOD}]", "name 重复"),
        (f"{HEAD}fields = [1, {GOOD}]", "应写成"),
        (f'{HEAD}fields = [{GOOD}, {{ label = "乙" }}]', "缺少 name"),
        (f'{HEAD}fields = [{GOOD}, {{ name = "乙" }}]', "缺少 label"),
        (f'{HEAD}fields = [{GOOD}, {{ name = "乙.丙", label = "丙" }}]', "要先写在前面"),
        (f'{HEAD}fields = [{GOOD}, {{ name = "乙 丙", label = "丙" }}]', "不能作字段名"),
        (f'{HEAD}fields = [{GOOD}, {{ name = "loop", label = "丙" }}]', "不能作字段名"),
        (f'{HEAD}fields = [{GOOD}, {{ name = "{WIDE}", label = "丙" }}]', "全角"),
        (f'{HEAD}fields = [{GOOD}, {{ name = "乙", label = "乙", kind = "x" }}]', "kind 只能是"),
        (f'{HEAD}fields = [{GOOD}, {{ name = "乙", label = "乙", many = 1 }}]', "true 或 false"),
        (f'{HEAD}fields = [{GOOD}, {{ name = "乙", label = "乙", neu = 1 }}]', "没有这个项目：neu"),
        (
            f'{HEAD}fields = [{GOOD}, {{ name = "乙", label = "乙", kind = "flag", many = true }}]',
            "没有填就是否",
        ),
        (
            f'{HEAD}fields = [{GOOD}, {{ name = "乙", label = "乙", kind = "text" }}, {CHILD}]',
            "不能再写 kind",
        ),
        (HEAD.replace("{甲}.docx", "{乙}") + f"fields = [{GOOD}]", "没有可用的字段“乙”"),
        (HEAD.replace(".docx", "") + f"fields = [{GOOD}]", "应以 .docx 结尾"),
    ],
)
def test_a_wrong_manifest_is_refused_with_a_sentence(text, sentence):
    with pytest.raises(DefinitionError, match=sentence):
        read_manifest(text.encode(), "试件")


def test_a_pack_is_found_by_title_by_name_and_by_path():
    found = pack.find("体检报告")
    assert pack.find("checkup/report") is found
    assert pack.load(found.folder) is found
    assert found in pack.all()


def test_a_pack_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(NotFound, match=r"现有：.*体检告知书、.*体检报告"):
        pack.find("体检保告")


def test_a_pack_without_template_is_refused(tmp_path):
    with pytest.raises(DefinitionError, match="没有这个文件"):
        pack.load(tmp_path)


def test_a_changed_template_is_read_again(make):
    first = make("甲")
    path = first.folder / "template.docx"
    path.write_bytes(make("乙{{ 编号 }}").template)
    os.utime(path, ns=(1, 1))
    again = pack.load(first.folder)
    assert again is not first
    assert again.template_hash != first.template_hash


def test_lint_tells_of_unused_fields_theme_fonts_and_a_missing_sample(make):
    said = "\n".join(map(str, lint.check(make("{{ 编号 }}"))))
    assert "清单里有“企业名称”，模板里没有用到" in said
    assert "主题字体" in said
    assert "没有样例" in said


def test_lint_tells_of_a_sample_with_too_much_or_too_little(make):
    found = make("{{ 编号 }}")
    (found.folder / "sample.toml").write_text('"编好" = "1"', encoding="utf-8")
    said = "\n".join(map(str, lint.check(found)))
    assert "sample.toml 编好：清单里没有这个字段" in said
    assert "缺少必填内容：编号" in said
    assert "expected.txt" in said


def test_keys_the_manifest_does_not_have_are_named_with_their_path(make):
    context = {
        "编号": 1,
        "多": 2,
        "问题": [{"标题": 1}, {"标提": 1}, {"标提": 2}],
        "企业": {"多": 1},
    }
    assert list(unknown_keys(make("甲").fields, context)) == ["企业.多", "多", "问题.标提"]


@pytest.mark.parametrize(
    ("share", "full"), [(0, 0), (1, 1), (50, 10), (52, 10), (53, 11), (99, 19), (100, 20)]
)
def test_a_bar_shows_nothing_only_for_nothing_and_all_only_for_all(share, full):
    assert chart.bar(share) == ("█" * full, "░" * (20 - full))


@pytest.mark.parametrize("share", [-1, 101])
def test_a_bar_of_more_than_all_is_a_bug(share):
    with pytest.raises(ValueError, match="between"):
        chart.bar(share)
