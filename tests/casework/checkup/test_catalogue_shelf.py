"""Catalogues of one's own beside a casebook: read when asked for, chosen by name, never in the way."""

import json

import pytest

from casework import Casebook
from casework.checkup.catalogue import shipped
from casework.checkup.catalogue.shelf import offered
from casework.cli import main
from casework.errors import DefinitionError, NotFound
from tests import factories


def text(version="2026.3", name="jiangsu"):
    """Return the small catalogue under another name or version."""
    plain = factories.small_catalogue().text
    return plain.replace('id = "jiangsu"', f'id = "{name}"').replace("2026.2", version)


@pytest.fixture
def folder(tmp_path):
    """Return a function that writes files into a folder of catalogues and returns the folder."""

    def write(**files):
        for name, content in files.items():
            (tmp_path / f"{name}.toml").write_text(content, encoding="utf-8")
        return tmp_path

    return write


def test_without_files_there_is_what_ships(tmp_path):
    for place in (None, tmp_path, tmp_path / "nowhere"):
        shelf = offered(place)
        assert shelf.references == ("jiangsu@2026.2",)
        assert shelf.current == shipped()


def test_the_newest_version_of_the_shipped_name_is_current(folder):
    shelf = offered(folder(a=text("2026.3"), b=text("2026.10"), c=text("9", "own")))

    assert shelf.current.version == "2026.10"
    assert shelf.references == ("jiangsu@2026.10", "jiangsu@2026.3", "jiangsu@2026.2", "own@9")
    assert shelf.find("own").version == "9"


def test_a_catalogue_is_found_by_name_version_file_and_hash(folder):
    shelf = offered(folder(mine=text("2026.3")))
    wanted = shelf.current

    names = (
        "jiangsu",
        "jiangsu@2026.3",
        "mine.toml",
        "mine",
        wanted.hash,
        wanted.hash[:8],
        " mine ",
    )
    assert {shelf.find(name).hash for name in names} == {wanted.hash}


def test_a_name_nobody_knows_is_answered_with_those_there_are(folder):
    shelf = offered(folder(mine=text("2026.3"), bad="id = 1"))

    with pytest.raises(
        NotFound, match=r"jiangsu@2026\.3、jiangsu@2026\.2；有错误不能用：bad\.toml"
    ):
        shelf.find("jingsu")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ('id = "jiangsu', "引号没有成对"),
        (text("2027.1").replace('risk = "高"', 'risk = "很高"', 1), "“risk”写了“很高”"),
        (text("2026.2"), "内容却不同"),
    ],
)
def test_a_wrong_file_stands_apart_and_says_why_when_asked_for(folder, content, sentence):
    shelf = offered(folder(bad=content))

    assert shelf.current == shipped()
    with pytest.raises(DefinitionError, match=sentence):
        shelf.find("bad.toml")


def test_a_wrong_file_is_known_by_its_name_and_version_too(folder):
    shelf = offered(folder(bad=text("2027.1").replace('risk = "高"', 'risk = "很高"', 1)))

    with pytest.raises(DefinitionError, match="很高"):
        shelf.find("jiangsu@2027.1")


def test_two_files_of_one_version_are_both_refused_a_copy_of_the_shipped_one_is_not(folder):
    shelf = offered(folder(a=text(), b=text() + "\n# 改过", copy=shipped().text))

    assert shelf.references == ("jiangsu@2026.2",)
    assert [one.source for one in shelf.unusable] == ["a.toml", "b.toml"]
    assert "b.toml" in str(shelf.unusable[0].problems[0])


def test_no_text_at_all_is_said_so(folder, tmp_path):
    (tmp_path / "gbk.toml").write_bytes(text().encode("gbk"))
    (tmp_path / "dir.toml").mkdir()

    said = {one.source: str(one.problems[0]) for one in offered(tmp_path).unusable}
    assert "UTF-8" in said["gbk.toml"]
    assert "读不了" in said["dir.toml"]


@pytest.fixture
def book(tmp_path):
    """Return a casebook with a good and a broken file in its folder of catalogues."""
    factories.found(tmp_path / "cases.db").close()
    (tmp_path / "cases.catalogues").mkdir()
    (tmp_path / "cases.catalogues" / "mine.toml").write_text(text("2026.3"), encoding="utf-8")
    (tmp_path / "cases.catalogues" / "bad.toml").write_text("id =", encoding="utf-8")
    return tmp_path / "cases.db"


def test_a_broken_file_does_not_keep_a_casebook_from_opening(book):
    opened = Casebook.open(book)

    assert opened.verify() == []
    opened.close()


def test_the_command_lists_what_lies_beside_the_casebook(capsys, book):
    main(["--db", str(book), "catalogue", "list"])
    out = capsys.readouterr().out
    assert "bad.toml 有 1 处错误，不能使用：" in out
    assert [line.split()[:2] for line in out.splitlines()[1:3]] == [
        ["jiangsu@2026.3", "当前"],
        ["jiangsu@2026.2", "117"],
    ]

    main(["--db", str(book), "catalogue", "list", "--json"])
    data = json.loads(capsys.readouterr().out)
    assert [(one["version"], one["items"], one["current"]) for one in data["catalogues"]] == [
        ("2026.3", 3, True),
        ("2026.2", 117, False),
    ]


def test_the_folder_may_be_named_by_the_environment(capsys, book, monkeypatch):
    monkeypatch.setenv("CASEWORK_CATALOGUES", str(book.parent / "cases.catalogues"))

    main(["catalogue", "items"])
    assert capsys.readouterr().out.splitlines()[-1] == "共 3 项。"
    main(["catalogue", "items", "--catalogue", "jiangsu@2026.2"])
    assert capsys.readouterr().out.splitlines()[-1] == "共 117 项。"
