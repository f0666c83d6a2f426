"""QTI 1.2 packages, as Canvas, Blackboard and others read and write them."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from xml.etree.ElementTree import Element, SubElement

from quizzes.formats import qti12_reading, qti12_writing
from quizzes.formats.contract import FormatError, Question, Reading, Report, Writing, read_each, write_each
from quizzes.formats.packages import Resource, is_package, open_package, read_xml_files, write_manifest, write_package
from quizzes.formats.xml_files import parse, serialise, strip_namespaces

TITLE = "QTI 1.2 package (Canvas and others)"
SUFFIXES = (".zip", ".xml")
SPACE = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
ASSESSMENT = Resource("assessment", "imsqti_xmlv1p2", "assessment/assessment.xml")


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
    numbers = count(1)
    items, losses = write_each(
        questions, lambda question, report: qti12_writing.write_item(question, f"q{next(numbers)}", report)
    )
    root = Element("questestinterop", xmlns=SPACE)
    assessment = SubElement(root, "assessment", ident="assessment", title=title or "Quiz")
    section = SubElement(assessment, "section", ident="root_section")
    section.extend(items)
    manifest = write_manifest("IMS Content", "1.1.3", [ASSESSMENT])
    return Writing(write_package({"imsmanifest.xml": manifest, ASSESSMENT.href: serialise(root)}), losses)


def _list_items(files: Mapping[str, bytes]) -> Iterator[tuple[str, Element]]:
    for name, text in sorted(files.items()):
        if b"<questestinterop" in text:
            root = parse(text, name=name)
            strip_namespaces(root)
            yield from ((item.get("title") or "", item) for item in root.iter("item"))
