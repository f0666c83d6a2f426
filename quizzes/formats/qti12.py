"""QTI 1.2 packages, as Canvas, Blackboard and others read and write them."""

from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement

from quizzes.formats import qti12_reading, qti12_writing
from quizzes.formats.contract import (
    CannotExpressError,
    FormatError,
    Question,
    Reading,
    Report,
    Writing,
    check,
    read_each,
)
from quizzes.formats.packages import is_package, open_package, read_xml_files, write_package
from quizzes.formats.xml_files import parse, serialise, strip_namespaces

TITLE = "QTI 1.2 package (Canvas and others)"
SUFFIXES = (".zip", ".xml")
SPACE = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
MANIFEST = "http://www.imsglobal.org/xsd/imscp_v1p1"


def looks_right(data: bytes) -> bool:
    if not is_package(data):
        return b"<questestinterop" in data
    try:
        return any(b"<questestinterop" in text for text in read_xml_files(data).values())
    except FormatError:
        return False


def read(data: bytes) -> Reading:
    """Every question of a package or of its XML; raises FormatError where there is none in it."""
    report = Report()
    items = _list_items(open_package(data, report))
    return read_each(items, qti12_reading.read_item, report, nothing="There is no QTI 1.2 question in this file.")


def write(questions: Sequence[Question], *, title: str) -> Writing:
    """A package with one assessment."""
    report = Report()
    root = Element("questestinterop", xmlns=SPACE)
    assessment = SubElement(root, "assessment", ident="assessment", title=title or "Quiz")
    section = SubElement(assessment, "section", ident="root_section")
    for number, question in enumerate(questions, 1):
        report.at(number, question.label)
        try:
            check(question)
            section.append(qti12_writing.write_item(question, f"q{number}", report))
        except CannotExpressError as error:
            report.note(f"was left out: {error}")
    files = {"imsmanifest.xml": serialise(_write_manifest()), "assessment/assessment.xml": serialise(root)}
    return Writing(write_package(files), tuple(report.losses))


def _list_items(files: Mapping[str, bytes]) -> Iterator[tuple[str, Element]]:
    for name, text in sorted(files.items()):
        if b"<questestinterop" in text:
            root = parse(text, name=name)
            strip_namespaces(root)
            yield from ((item.get("title") or "", item) for item in root.iter("item"))


def _write_manifest() -> Element:
    manifest = Element("manifest", identifier="manifest", xmlns=MANIFEST)
    metadata = SubElement(manifest, "metadata")
    SubElement(metadata, "schema").text = "IMS Content"
    SubElement(metadata, "schemaversion").text = "1.1.3"
    SubElement(manifest, "organizations")
    resources = SubElement(manifest, "resources")
    resource = SubElement(
        resources, "resource", identifier="assessment", type="imsqti_xmlv1p2", href="assessment/assessment.xml"
    )
    SubElement(resource, "file", href="assessment/assessment.xml")
    return manifest
