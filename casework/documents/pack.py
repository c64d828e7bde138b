"""A pack: one document's template, its fields and its sample, in one folder that a lawyer edits.

``doc_templates/<procedure>/<document>/`` holds ``template.docx`` (edited in Word), ``manifest.toml``
(title, law, version, states it may be made in, file name, every field), ``sample.toml`` (one
invented case) and ``expected.txt`` (what the sample renders to). Only the default of *root* knows
where that folder lies.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from casework.documents.manifest import Field, Manifest, read_manifest
from casework.errors import DefinitionError, NotFound, Problem

_HERE = Path(__file__).resolve().parent.parent
_CACHED = 64  #: packs kept in memory; a pack and its compiled template are well under 1 MiB


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """One document that can be made; the same object as long as its files do not change."""

    #: folder of the tables' kind: ``checkup``; ``negotiation`` serves its three procedures
    procedure: str
    document: str  #: folder name, e.g. ``report``
    folder: Path
    manifest: Manifest
    template: bytes = field(repr=False)
    template_hash: str  #: SHA-256 of ``template.docx``
    manifest_hash: str  #: SHA-256 of ``manifest.toml``

    @property
    def title(self) -> str:
        """Return the name people use: 体检报告."""
        return self.manifest.title

    @property
    def version(self) -> str:
        """Return the version the record of a made document keeps."""
        return self.manifest.version

    @property
    def fields(self) -> tuple[Field, ...]:
        """Return the top-level fields, in the manifest's order."""
        return self.manifest.fields

    @property
    def place(self) -> str:
        """Return what an error names: procedure, document and file."""
        return f"{self.procedure}/{self.document}/template.docx"


def default_root() -> Path:
    """Return the packs that came with casework: inside the wheel, or beside it in a checkout."""
    packaged = _HERE / "doc_templates"
    return packaged if packaged.is_dir() else _HERE.parent / "doc_templates"


def load(folder: Path) -> Pack:
    """Return the pack in *folder*; read again only when one of its files has changed.

    Raises:
        DefinitionError: a file is missing or the manifest is wrong; every problem is listed.
    """
    folder = folder.resolve()
    stamps = []
    for name in ("manifest.toml", "template.docx"):
        try:
            stat = (folder / name).stat()
        except OSError as error:
            place = f"{folder.parent.name}/{folder.name}"
            raise DefinitionError(
                place, [Problem(name, "没有这个文件或者读不了；文书模板文件夹里必须有它。")]
            ) from error
        stamps.append((stat.st_mtime_ns, stat.st_size))
    return _load(folder, tuple(stamps))


@lru_cache(maxsize=_CACHED)
def _load(folder: Path, stamps: tuple[tuple[int, int], ...]) -> Pack:  # noqa: ARG001 - the stamps are the cache's key
    text = (folder / "manifest.toml").read_bytes()
    template = (folder / "template.docx").read_bytes()
    procedure, document = folder.parent.name, folder.name
    return Pack(
        procedure=procedure,
        document=document,
        folder=folder,
        manifest=read_manifest(text, f"{procedure}/{document}/manifest.toml"),
        template=template,
        template_hash=hashlib.sha256(template).hexdigest(),
        manifest_hash=hashlib.sha256(text).hexdigest(),
    )


def folders(root: Path | None = None) -> Iterator[Path]:
    """Yield every pack's folder under *root*, sorted; a name that begins with ``_`` is no pack."""
    base = root or default_root()
    for manifest in sorted(base.glob("*/*/manifest.toml")):
        if not any(part.startswith("_") for part in manifest.relative_to(base).parts):
            yield manifest.parent


def all_packs(root: Path | None = None) -> tuple[Pack, ...]:
    """Return every pack under *root* (the shipped ones when not given), sorted by folder."""
    return tuple(load(folder) for folder in folders(root))


def find(name: str, root: Path | None = None) -> Pack:
    """Return one pack by title (体检报告) or by ``procedure/document``; a folder is for :func:`load`.

    Raises:
        NotFound: there is none of that name; the sentence lists those there are.
        DefinitionError: its manifest is wrong.
    """
    known: list[str] = []
    broken: list[DefinitionError] = []
    for folder in folders(root):
        try:
            pack = load(folder)
        except DefinitionError as error:  # one broken pack keeps nobody from the others
            broken.append(error)
            continue
        if name in {pack.title, f"{pack.procedure}/{pack.document}"}:
            return pack
        known.append(pack.title)
    if broken:
        raise broken[0]
    raise NotFound("文书模板", f"{name}（现有：{'、'.join(known) or '无'}）")


all = all_packs  # noqa: A001 - callers read pack.all()
