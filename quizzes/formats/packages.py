"""Zip packages of other systems, read within limits and never written to a disk."""

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from quizzes.formats.contract import MAX_BYTES, FormatError, Report
from quizzes.formats.xml_files import serialise

MANIFEST = "http://www.imsglobal.org/xsd/imscp_v1p1"

MOST_FILES = 3_000
MOST_UNPACKED = 50_000_000
FIXED_TIME = (2026, 1, 1, 0, 0, 0)  # the same questions give the same bytes
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".mp4", ".mp3")


def is_package(data: bytes) -> bool:
    return data[:4] == b"PK\x03\x04"


def read_xml_files(data: bytes) -> dict[str, bytes]:
    """The XML files of a package by their names; raises FormatError for what is no zip file or unpacks to too much."""
    if len(data) > MAX_BYTES:
        raise FormatError(f"This package is larger than {MAX_BYTES // 1_000_000} MB. Split it into several.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _unpack(package)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        if isinstance(error, FormatError):
            raise
        raise FormatError("This is not a whole zip file, or it is encrypted. Export the quiz once more.") from error


def open_package(data: bytes, report: Report) -> dict[str, bytes]:
    """The XML files of a package, or of bare XML the one; pictures are reported. Raises FormatError."""
    if not is_package(data):
        return {"this file": data}
    files = read_xml_files(data)
    if _list_pictures(data):
        report.where = "Package"
        report.note("its pictures did not come along.")
    return files


def _list_pictures(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return [name for name in package.namelist() if name.lower().endswith(PICTURES)]


@dataclass(frozen=True)
class Resource:
    """A file of a package as its manifest lists it."""

    identifier: str
    kind: str
    href: str


def write_manifest(schema: str, version: str, resources: Sequence[Resource]) -> bytes:
    """The file that says what a package of IMS Content Packaging holds."""
    manifest = Element("manifest", identifier="manifest", xmlns=MANIFEST)
    metadata = SubElement(manifest, "metadata")
    SubElement(metadata, "schema").text = schema
    SubElement(metadata, "schemaversion").text = version
    SubElement(manifest, "organizations")
    listed = SubElement(manifest, "resources")
    for each in resources:
        resource = SubElement(listed, "resource", identifier=each.identifier, type=each.kind, href=each.href)
        SubElement(resource, "file", href=each.href)
    return serialise(manifest)


def write_package(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(zipfile.ZipInfo(name, FIXED_TIME), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _unpack(package: zipfile.ZipFile) -> dict[str, bytes]:
    """Sizes are counted while unpacking: what a zip file says of itself may be a lie."""
    members = package.infolist()
    if len(members) > MOST_FILES:
        raise FormatError(f"This package holds more than {MOST_FILES} files.")
    files, left = {}, MOST_UNPACKED
    for member in members:
        if not member.filename.lower().endswith(".xml"):
            continue
        with package.open(member) as file:
            files[member.filename] = file.read(left + 1)
        left -= len(files[member.filename])
        if left < 0:
            raise FormatError(f"This package unpacks to more than {MOST_UNPACKED // 1_000_000} MB.")
    return files
