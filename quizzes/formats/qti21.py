"""QTI 2.1 packages: one file a question, a test that lists them, and a manifest."""

from collections.abc import Sequence
from itertools import count
from xml.etree.ElementTree import Element, SubElement

from quizzes.formats import qti21_reading, qti21_writing
from quizzes.formats.contract import FormatError, Question, Reading, Report, Writing, read_each, write_each
from quizzes.formats.packages import Resource, is_package, open_package, read_xml_files, write_manifest, write_package
from quizzes.formats.xml_files import parse, serialise, strip_namespaces

TITLE = "QTI 2.1 package"
SUFFIXES = (".zip", ".xml")
TEST = Resource("test", "imsqti_test_xmlv2p1", "test.xml")


def looks_right(data: bytes) -> bool:
    if not is_package(data):
        return b"assessmentItem" in data
    try:
        return any(b"<assessmentItem" in text or b":assessmentItem" in text for text in read_xml_files(data).values())
    except FormatError:
        return False


def read(data: bytes) -> Reading:
    """Every question, in the order of the test where there is one; raises FormatError where there is none."""
    report = Report()
    items, order = _list_items(open_package(data, report))
    names = sorted(items, key=lambda name: (order.get(name.rpartition("/")[2], len(order)), name))
    titled = ((items[name].get("title") or "", items[name]) for name in names)
    return read_each(titled, qti21_reading.read_item, report, nothing="There is no QTI 2.1 question in this file.")


def write(questions: Sequence[Question], *, title: str) -> Writing:
    """A package whose test asks the questions in their order."""
    numbers = count(1)
    items, losses = write_each(
        questions, lambda question, report: qti21_writing.write_item(question, f"q{next(numbers):04}", report)
    )
    listed = [_list_item(item) for item in items]
    manifest = write_manifest("QTIv2.1 Package", "1.0.0", [TEST, *listed])
    test = serialise(_write_test(listed, title or "Quiz"))
    files = {each.href: serialise(item) for each, item in zip(listed, items, strict=True)}
    return Writing(write_package({"imsmanifest.xml": manifest, TEST.href: test, **files}), losses)


def _list_item(item: Element) -> Resource:
    name = item.get("identifier", "")
    return Resource(name, "imsqti_item_xmlv2p1", f"{name}.xml")


def _list_items(files: dict[str, bytes]) -> tuple[dict[str, Element], dict[str, int]]:
    """The items by their files' names, and the place of each file in the test."""
    items, order = {}, dict[str, int]()
    for name, text in sorted(files.items()):
        if b"assessmentItem" not in text and b"assessmentTest" not in text:
            continue
        root = parse(text, name=name)
        strip_namespaces(root)
        if root.tag == "assessmentItem":
            items[name] = root
        elif root.tag == "assessmentTest":
            hrefs = [each.get("href", "").rpartition("/")[2] for each in root.iter("assessmentItemRef")]
            order = {href: place for place, href in enumerate(hrefs)}
    return items, order


def _write_test(listed: Sequence[Resource], title: str) -> Element:
    test = Element("assessmentTest", xmlns=qti21_writing.SPACE, identifier="test", title=title)
    part = SubElement(test, "testPart", identifier="part", navigationMode="nonlinear", submissionMode="simultaneous")
    section = SubElement(part, "assessmentSection", identifier="section", title=title, visible="true")
    for each in listed:
        SubElement(section, "assessmentItemRef", identifier=each.identifier, href=each.href)
    return test
