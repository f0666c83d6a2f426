"""Several files uploaded as one zip: its texts, read within bounds and never written to a disk."""

import stat
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import PurePosixPath

from quizzes.slides.deck import DeckError
from quizzes.slides.source import MAX_BYTES, MAX_FILE_BYTES, decode

SUFFIXES = (".zip",)
MAX_MEMBERS = 500
MAX_TEXT = 20 * 1024 * 1024  # bytes of all texts together
TEXTS = {
    ".tex", ".latex", ".ltx", ".beamer", ".sty", ".cls", ".def", ".md", ".markdown", ".qmd", ".rmd", ".mdx", ".typ",
    ".typst", ".txt", ".text", ".ipynb", ".html", ".htm", ".py",
}  # fmt: skip
PICTURED = {".pdf", ".pptx"}  # read from the zip only where they are what it is about
BROKEN = "This zip file is damaged or locked with a password. Please pack the files of the deck again."
ENORMOUS = (
    "This zip file unpacks to more than can be read. Please upload the files of one lecture, without its pictures."
)


@dataclass(frozen=True)
class Bundle:
    """The files of an upload by their path; `texts` are those that hold text, whose contents are read."""

    names: tuple[str, ...]
    texts: Mapping[str, str] = field(default_factory=dict)
    archive: bytes = b""

    def read_bytes(self, name: str) -> bytes:
        """One whole file. Raises DeckError where it is too large or damaged."""
        with _open(self.archive) as archive:
            return _read(archive, name, MAX_FILE_BYTES)


def read_bundle(data: bytes) -> Bundle:
    """The files in a zip. Raises DeckError where it is damaged, locked, enormous, or means to leave its folder."""
    if len(data) > MAX_FILE_BYTES:
        raise DeckError("This zip file is larger than 40 MB. Please leave the pictures out.")
    with _open(data) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        if len(members) > MAX_MEMBERS:
            raise DeckError(f"This zip file holds more than {MAX_MEMBERS} files. Please upload those of one lecture.")
        names = [member.filename for member in members if _is_plain(member)]
        texts: dict[str, str] = {}
        size = 0
        for name in names:
            if PurePosixPath(name).suffix.lower() in TEXTS:
                raw = _read(archive, name, MAX_BYTES)
                size += len(raw)
                if size > MAX_TEXT:
                    raise DeckError(ENORMOUS)
                texts[name] = _decode(name, raw)
    return Bundle(tuple(names), texts, data)


def find_pdf(filename: str, data: bytes) -> bytes | None:
    """The PDF in a zip that is called as one of the sources beside it is, if there is just one; else None."""
    if PurePosixPath(filename).suffix.lower() not in SUFFIXES or not data.startswith(b"PK"):
        return None
    with _open(data) as archive:
        members = [member for member in archive.infolist() if not member.is_dir() and _is_plain(member)][:MAX_MEMBERS]
        names = [member.filename for member in members]
        sources = {PurePosixPath(name).stem for name in names if PurePosixPath(name).suffix.lower() in TEXTS}
        pages = [name for name in names if PurePosixPath(name).suffix.lower() == ".pdf"]
        named = [name for name in pages if PurePosixPath(name).stem in sources]
        if len(named) != 1:
            return None
        pdf = _read(archive, named[0], MAX_FILE_BYTES)
    return pdf if pdf.startswith(b"%PDF") else None


def pack(files: Mapping[str, bytes]) -> bytes:
    """Files as a zip; the same files give the same bytes."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name), files[name], zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _open(data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise DeckError(BROKEN) from error


def _is_plain(member: zipfile.ZipInfo) -> bool:
    """Whether a member is a file of the author's: no link, nothing hidden, nothing that a system adds."""
    path = PurePosixPath(member.filename)
    if path.is_absolute() or ".." in path.parts or "\\" in member.filename or ":" in member.filename:
        raise DeckError(
            f"This zip file holds a file outside of its folder ({member.filename[:80]}). Please pack the files again."
        )
    if stat.S_ISLNK(member.external_attr >> 16):
        return False
    return not any(part.startswith((".", "__MACOSX")) for part in path.parts)


def _read(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    try:
        with archive.open(name) as part:
            raw = part.read(limit + 1)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise DeckError(BROKEN) from error
    if len(raw) > limit:
        raise DeckError(ENORMOUS)
    return raw


def _decode(name: str, raw: bytes) -> str:
    if not raw.strip():
        return ""
    try:
        return decode(raw, longest_line=None)
    except DeckError as error:
        raise DeckError(f"{name}: {error}") from error
