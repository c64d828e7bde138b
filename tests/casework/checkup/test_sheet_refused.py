"""Files that are no check sheet of this case: each gets a sentence, none gets an exception."""

import io
import random
import struct
import zipfile
import zlib
from dataclasses import replace

import pytest
from openpyxl import Workbook, load_workbook

from casework.checkup.catalogue import shipped
from casework.checkup.sheet import AnswerValues, Limits, Preview, read_sheet, write_sheet
from casework.checkup.sheet import safety as sheet_safety
from casework.checkup.sheet.layout import FREE_SHEET, ITEM_SHEET, MARK_SHEET
from casework.errors import FileRefused, InputError

CASE = "云工法检〔2026〕7号"
CATALOGUE = shipped()
ITEMS = tuple(CATALOGUE.items.values())[:6]
SHEET = write_sheet(CASE, {"企业名称": "甲"}, CATALOGUE, ITEMS, {})


def read(data, case=CASE, catalogue=CATALOGUE):
    return read_sheet(data, case, catalogue, ITEMS, {})


def rezipped(change, *, compression=zipfile.ZIP_DEFLATED):
    """Return the sheet with its parts changed: *change* maps {name: bytes} to {name: bytes}."""
    with zipfile.ZipFile(io.BytesIO(SHEET)) as archive:
        parts = change({name: archive.read(name) for name in archive.namelist()})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def saved(change):
    """Return the sheet as openpyxl saves it after *change* to the workbook."""
    book = load_workbook(io.BytesIO(SHEET))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def blank_workbook():
    out = io.BytesIO()
    Workbook().save(out)
    return out.getvalue()


def encrypted():
    flagged = bytearray(SHEET)
    at = flagged.find(b"PK\x01\x02")
    while at >= 0:
        flagged[at + 8] |= 1
        at = flagged.find(b"PK\x01\x02", at + 4)
    return bytes(flagged)


def doctype(code):
    entity = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode(code)
    return rezipped(lambda parts: parts | {"xl/sharedStrings.xml": entity})


def twice():
    out = io.BytesIO(SHEET)
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("xl/workbook.xml", b"<a/>")
    return out.getvalue()


def heading(old, new, sheet=ITEM_SHEET):
    def change(book):
        cell = next(cell for cell in book[sheet][3] if cell.value == old)
        cell.value = new

    return saved(change)


REFUSED = {
    "empty": (lambda: b"", "空的"),
    "text": ("编号,结论\nLC-01-01,合规".encode, "不是 .xlsx"),
    "pdf": (lambda: b"%PDF-1.7 ...", "PDF"),
    "old xls or a password": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧版 .xls"),
    "truncated": (lambda: SHEET[: len(SHEET) // 2], "不完整或已损坏"),
    "a byte lost": (lambda: SHEET[:2000] + SHEET[2001:], "不完整或已损坏"),
    "word": (lambda: rezipped(lambda parts: parts | {"word/document.xml": b"<a/>"}), "Word"),
    "powerpoint": (lambda: rezipped(lambda parts: parts | {"ppt/presentation.xml": b"<a/>"}), "PowerPoint"),
    "opendocument": (lambda: rezipped(lambda _: {"mimetype": b"", "content.xml": b"<a/>"}), r"\.ods"),
    "plain zip": (lambda: rezipped(lambda _: {"a.txt": b"a"}), "普通压缩包"),
    "macros": (lambda: rezipped(lambda parts: parts | {"xl/vbaProject.bin": b"x"}), "含有宏"),
    "encrypted parts": (encrypted, "密码"),
    "a path upwards": (lambda: rezipped(lambda parts: parts | {"../../etc/passwd": b"x"}), "路径异常"),
    "a part twice": (twice, "重名"),
    "doctype": (lambda: doctype("utf-8"), "DOCTYPE"),
    "doctype in utf-16": (lambda: doctype("utf-16"), "DOCTYPE"),
    "another encoding": (
        lambda: rezipped(lambda parts: parts | {"xl/styles.xml": b'<?xml version="1.0" encoding="IBM037"?><a/>'}),
        "不常见的编码",
    ),
    "many parts": (lambda: rezipped(lambda parts: parts | {f"x/{n}": b"" for n in range(2001)}), "超过 2000 个"),
    "dense bomb": (lambda: rezipped(lambda parts: parts | {"xl/a.xml": b" " * 20_000_000}), "解压后过大"),
    "large xml": (
        lambda: rezipped(lambda parts: parts | {"xl/a.xml": random.Random(1).randbytes(31 * 2**20)}),
        "解压后过大",
    ),
    "no xml inside": (lambda: rezipped(lambda parts: parts | {"xl/workbook.xml": b"not xml"}), "内部结构已损坏"),
    "a sheet part missing": (
        lambda: rezipped(lambda parts: {name: part for name, part in parts.items() if "sheet2" not in name}),
        "没有“检查表”这张表",
    ),
    "another workbook": (blank_workbook, "不是本系统导出的检查表"),
    "marks deleted": (lambda: saved(lambda book: book.remove(book[MARK_SHEET])), "不是本系统导出的检查表"),
    "newer format": (
        lambda: saved(lambda book: book[MARK_SHEET].__setitem__("B1", "casework-check-sheet/9")),
        "另一版本",
    ),
    "sheet deleted": (lambda: saved(lambda book: book.remove(book[FREE_SHEET])), "没有“自由发现”这张表"),
    "heading renamed": (lambda: heading("结论", "结果"), "找不到列标题“结论”"),
    "heading twice": (lambda: heading("备注", "结论"), "“备注”"),
    "printed heading made a second one": (lambda: heading("领域", "结论"), "两列“结论”"),
    "endless rows": (lambda: saved(lambda book: book[ITEM_SHEET].cell(3500, 1, "LC-01-01")), "超过 3000 行"),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSED)
def test_a_file_that_is_no_sheet_of_ours_is_refused_in_a_sentence(kind):
    make, sentence = REFUSED[kind]
    with pytest.raises(FileRefused, match=sentence):
        read(make())


def test_a_sheet_of_another_case_is_refused_naming_both():
    with pytest.raises(
        FileRefused, match="云工法检〔2026〕7号 的检查表，不是 云工法检〔2026〕8号 的"
    ):
        read(SHEET, case="云工法检〔2026〕8号")


def test_a_sheet_of_another_version_of_the_catalogue_is_refused():
    newer = replace(CATALOGUE, version="2026.3", hash="0" * 64)
    with pytest.raises(FileRefused, match=r"按目录 2026\.2 版导出，本案现用 2026\.3 版"):
        read(SHEET, catalogue=newer)


def test_too_large_a_file_is_refused_before_it_is_opened():
    with pytest.raises(FileRefused, match="超过 0 MB"):
        sheet_safety.inspect(SHEET, Limits(file_bytes=1000))


def test_pictures_are_let_in_and_remarked():
    with_picture = rezipped(lambda parts: parts | {"xl/media/image1.png": b"\x89PNG" + b"0" * 1000})
    assert read(with_picture).notes == ("表内贴有图片，不会导入；请把照片另行上传为证据。",)


def test_a_path_that_is_missing_or_a_folder_is_said(tmp_path):
    for path in (tmp_path / "none.xlsx", tmp_path):
        with pytest.raises(FileRefused, match=str(path)):
            read(path)
    (tmp_path / "表.xlsx").write_bytes(SHEET)
    assert isinstance(read(tmp_path / "表.xlsx"), Preview)


def patched_size(data):
    """Return the sheet with every stated unpacked size set to 1 byte: a lie a bomb would tell."""
    lying, at = bytearray(data), data.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<L", lying, at + 24, 1)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(lying)


def test_a_directory_that_lies_about_sizes_is_refused():
    with pytest.raises(FileRefused):
        read(patched_size(SHEET))


def outcome(data):
    """Return "read" or "refused"; anything else raises."""
    try:
        read(data)
    except FileRefused:
        return "refused"
    return "read"


def mutated(rng):
    data = bytearray(SHEET)
    for _ in range(rng.randint(1, 8)):
        data[rng.randrange(len(data))] = rng.randrange(256)
    return bytes(data)


def mutated_part(rng):
    """Return the sheet with bytes changed inside one XML part and a right checksum."""

    def change(parts):
        name = rng.choice([name for name in parts if name.endswith((".xml", ".rels"))])
        part = bytearray(parts[name])
        for _ in range(rng.randint(1, 4)):
            part[rng.randrange(len(part))] = rng.randrange(256)
        return parts | {name: bytes(part)}

    return rezipped(change, compression=zipfile.ZIP_STORED)


@pytest.mark.parametrize("make", [mutated, mutated_part])
def test_damaged_files_are_read_or_refused_and_never_anything_else(make, soak):
    rng = random.Random(7)
    outcomes = {outcome(make(rng)) for _ in range(1000 if soak else 150)}
    assert "refused" in outcomes
    assert outcomes <= {"read", "refused"}


def test_that_proof_would_notice_a_parser_that_lets_its_own_exception_out(monkeypatch):
    monkeypatch.setattr("casework.checkup.sheet.workbook._FAULTS", (zlib.error,))
    not_a_workbook = rezipped(lambda parts: parts | {"xl/workbook.xml": b"not xml"})
    with pytest.raises(SyntaxError):
        outcome(not_a_workbook)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [("\x00", "控制字符"), ("\ud800", "控制字符"), ("𠮷" * 17_000, "一格放不下")],
)
def test_a_text_no_cell_can_hold_is_refused_on_writing_with_its_place(facts, sentence):
    answers = {ITEMS[0].id: AnswerValues("partial", facts)}
    with pytest.raises(InputError, match=f"{ITEMS[0].id} 事实描述：.*{sentence}"):
        write_sheet(CASE, {}, CATALOGUE, ITEMS, answers)
