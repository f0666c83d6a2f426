"""Moodle XML. `moodle_reading` and `moodle_writing` know the single kinds; here is the file around them."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from quizzes.formats import moodle_reading, moodle_writing
from quizzes.formats.contract import (
    MAX_QUESTIONS,
    CannotExpressError,
    FormatError,
    Question,
    Reading,
    Report,
    Writing,
    check,
)
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
    report, questions, number = Report(), [], 0
    for element in root.iterfind("question"):
        kind = element.get("type", "")
        if kind == "category":
            report.where = "File"
            report.note(f"the category “{(element.findtext('category/text') or '').strip()}”: there are none here.")
            continue
        number += 1
        name = (element.findtext("name/text") or "").strip()
        report.where = f"Question {number} “{name[:60]}”" if name else f"Question {number}"
        try:
            questions.append(moodle_reading.read_question(element, report))
        except (CannotExpressError, FormatError) as error:
            report.note(f"was not taken: {error}")
        if number > MAX_QUESTIONS:
            raise FormatError(f"There are more than {MAX_QUESTIONS} questions in this file. Split it.")
    if not number:
        raise FormatError("There is no question in this file.")
    return Reading(tuple(questions), tuple(report.losses))


def write(questions: Sequence[Question], *, title: str) -> Writing:
    """The questions in a category that bears the quiz's title."""
    root, report = Element("quiz"), Report()
    if title:
        category = SubElement(SubElement(root, "question", type="category"), "category")
        SubElement(category, "text").text = f"$course$/top/{title.replace('/', '//')}"
    for number, question in enumerate(questions, 1):
        report.at(number, question)
        try:
            check(question)
            root.append(moodle_writing.write_question(question, report))
        except CannotExpressError as error:
            report.note(f"was left out: {error}")
    return Writing(serialise(root), tuple(report.losses))
