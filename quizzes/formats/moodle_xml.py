"""Moodle XML. `moodle_reading` and `moodle_writing` know the single kinds; here is the file around them."""

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement

from quizzes.formats import moodle_reading, moodle_writing
from quizzes.formats.contract import FormatError, Question, Reading, Report, Writing, read_each, write_each
from quizzes.formats.xml_files import parse, serialise

TITLE = "Moodle XML"
SUFFIXES = (".xml",)


def looks_right(data: bytes) -> bool:
    return b"<quiz" in data[:4000]


def read(data: bytes) -> Reading:
    """Every question of the file; raises FormatError where it is no Moodle XML."""
    root = parse(data)
    if root.tag != "quiz":
        raise FormatError(f"This is XML, but its first element is <{root.tag}>, not Moodle's <quiz>.", line=1)
    report = Report()
    return read_each(
        _list_questions(root, report),
        moodle_reading.read_question,
        report,
        nothing="There is no question in this file.",
    )


def write(questions: Sequence[Question], *, title: str) -> Writing:
    """The questions in a category that bears the quiz's title."""
    root = Element("quiz")
    if title:
        category = SubElement(SubElement(root, "question", type="category"), "category")
        SubElement(category, "text").text = f"$course$/top/{title.replace('/', '//')}"
    written, losses = write_each(questions, moodle_writing.write_question)
    root.extend(written)
    return Writing(serialise(root), losses)


def _list_questions(root: Element, report: Report) -> Iterator[tuple[str, Element]]:
    for element in root.iterfind("question"):
        if element.get("type", "") == "category":
            report.where = "File"
            report.note(f"the category “{(element.findtext('category/text') or '').strip()}”: there are none here.")
        else:
            yield element.findtext("name/text") or "", element
