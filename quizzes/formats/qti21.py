"""QTI 2.1 packages: one file a question, a test that lists them, and a manifest."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from quizzes.formats import qti21_reading, qti21_writing
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

TITLE = "QTI 2.1 package"
SUFFIXES = (".zip", ".xml")
MANIFEST = "http://www.imsglobal.org/xsd/imscp_v1p1"


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
    report, files = Report(), dict[str, bytes]()
    for number, question in enumerate(questions, 1):
        report.at(number, question.label)
        try:
            check(question)
            item = qti21_writing.write_item(question, f"q{number:04}", report)
        except CannotExpressError as error:
            report.note(f"was left out: {error}")
        else:
            files[f"q{number:04}.xml"] = serialise(item)
    test = serialise(_write_test(list(files), title or "Quiz"))
    manifest = serialise(_write_manifest(list(files)))
    return Writing(write_package({"imsmanifest.xml": manifest, "test.xml": test, **files}), tuple(report.losses))


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


def _write_test(names: Sequence[str], title: str) -> Element:
    test = Element("assessmentTest", xmlns=qti21_writing.SPACE, identifier="test", title=title)
    part = SubElement(test, "testPart", identifier="part", navigationMode="nonlinear", submissionMode="simultaneous")
    section = SubElement(part, "assessmentSection", identifier="section", title=title, visible="true")
    for name in names:
        SubElement(section, "assessmentItemRef", identifier=name.removesuffix(".xml"), href=name)
    return test


def _write_manifest(names: Sequence[str]) -> Element:
    manifest = Element("manifest", identifier="manifest", xmlns=MANIFEST)
    metadata = SubElement(manifest, "metadata")
    SubElement(metadata, "schema").text = "QTIv2.1 Package"
    SubElement(metadata, "schemaversion").text = "1.0.0"
    SubElement(manifest, "organizations")
    resources = SubElement(manifest, "resources")
    for name, kind in [("test.xml", "imsqti_test_xmlv2p1"), *((name, "imsqti_item_xmlv2p1") for name in names)]:
        resource = SubElement(resources, "resource", identifier=name.removesuffix(".xml"), type=kind, href=name)
        SubElement(resource, "file", href=name)
    return manifest
