"""Whether programs that read Word files accept ours: a schema validator, and LibreOffice."""

import io
import re
import subprocess
import zipfile
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from casework.documents import lint, pack, render
from casework.documents.archive import write_zip

#: Findings we know and accept, by their message. There are none: keep it so.
BASELINE: frozenset[str] = frozenset()


def findings(data: bytes, folder: Path) -> set[str]:
    path = folder / "文书.docx"
    path.write_bytes(data)
    return {str(error) for error in OpenXmlValidator().validate(str(path)).errors}


@pytest.mark.parametrize("count", [0, 3, 60])
def test_a_report_is_valid(report, tmp_path, count):
    made = render.final(pack.find("体检报告"), report(count))
    assert findings(made.data, tmp_path) <= BASELINE


@pytest.mark.parametrize("found", pack.all_packs(), ids=lambda p: p.title)
def test_a_template_and_the_draft_of_nothing_are_valid(found, tmp_path):
    assert findings(found.template, tmp_path) <= BASELINE
    assert findings(render.draft(found, {}).data, tmp_path) <= BASELINE


def test_the_validator_sees_a_fault_that_word_would_refuse(report, tmp_path):
    made = render.final(pack.find("体检报告"), report(3)).data
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    document = parts["word/document.xml"].decode()
    parts["word/document.xml"] = re.sub(
        r"(<w:tc>(?:<w:tcPr>.*?</w:tcPr>)?)<w:p>.*?</w:p></w:tc>", r"\1</w:tc>", document, count=1
    ).encode()
    assert parts["word/document.xml"].decode() != document
    assert findings(write_zip(parts), tmp_path) - BASELINE


@pytest.mark.office
@pytest.mark.parametrize("count", [0, 60])
def test_libreoffice_opens_a_report_and_shows_every_page(report, tmp_path, root, count):
    made = render.final(pack.find("体检报告"), report(count))
    pages = pages_of(made.write_to(tmp_path / "report.docx"), root)
    text = "".join(pages)
    assert "劳动用工法治体检报告" in pages[0]
    assert "送达回证" in pages[-1]
    assert all(f"WT-{n + 1:02d}" in text for n in range(count))
    assert not re.search(r"\{\{|\{%", text)


@pytest.mark.office
def test_libreoffice_opens_the_notice(tmp_path, root):
    found = pack.find("体检告知书")
    pages = pages_of(
        render.final(found, lint.sample(found)).write_to(tmp_path / "notice.docx"), root
    )
    assert "告知书" in pages[0]
    assert "送达回证" in pages[-1]
    assert all(re.search(f"—{n}—", page) for n, page in enumerate(pages, 1))


def pages_of(path: Path, root: Path) -> list[str]:
    """Return the text of each page that LibreOffice makes of a file."""
    home = f"-env:UserInstallation={(path.parent / 'home').as_uri()}"
    fonts = {"FONTCONFIG_FILE": str(root / "docs" / "preview-fonts.conf"), "HOME": str(path.parent)}
    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", path.parent, path],
        check=True,
        capture_output=True,
        timeout=180,
        env={"PATH": "/usr/bin:/bin", **fonts},
    )
    done = subprocess.run(
        ["pdftotext", path.with_suffix(".pdf"), "-"], check=True, capture_output=True, timeout=60
    )
    return re.sub(r"[ \n]", "", done.stdout.decode()).removesuffix("\f").split("\f")
