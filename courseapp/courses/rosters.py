"""A class list as CSV -> people, and every line that cannot be read, with what is wrong and what to do.

Takes what spreadsheets and registrars write: commas, semicolons or tabs; UTF-8, UTF-16 or Windows text; headers in any
order and spelling; one column for the name or two. Every line stands for itself: one that is broken spoils no other.
"""

import csv
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from courseapp.courses.models import Role

LARGEST_BYTES = 1_000_000
MOST_LINES = 5_000
LONGEST = {"email": 254, "name": 150, "section": 80}
DELIMITERS = (",", ";", "\t", "|")

HEADERS = {
    "email": ("email", "mail", "emailaddress", "mailaddress", "address"),
    "name": ("name", "fullname", "displayname", "student", "studentname"),
    "first": ("firstname", "first", "givenname", "givennames", "forename"),
    "last": ("lastname", "last", "surname", "familyname"),
    "section": ("section", "sections", "group", "class", "tutorial"),
    "role": ("role", "courserole"),
}
COLUMN_OF = {header: column for column, headers in HEADERS.items() for header in headers}
ROLES = {
    "student": Role.STUDENT,
    "learner": Role.STUDENT,
    "assistant": Role.ASSISTANT,
    "teachingassistant": Role.ASSISTANT,
    "ta": Role.ASSISTANT,
    "tutor": Role.ASSISTANT,
    "instructor": Role.INSTRUCTOR,
    "teacher": Role.INSTRUCTOR,
    "lecturer": Role.INSTRUCTOR,
}
LINE_END = re.compile(r"\r\n|\r|\n")
ADVICE_SAVE = "Save it as “CSV UTF-8” from your spreadsheet and upload it again."


class RosterError(Exception):
    """The file as a whole cannot be read; the message says what to do."""


@dataclass(frozen=True)
class Person:
    """One good line. An empty section and a role of None mean: not said."""

    number: int
    email: str
    name: str
    section: str = ""
    role: Role | None = None


@dataclass(frozen=True)
class Problem:
    """One line that is left out."""

    number: int
    wrong: str
    advice: str
    text: str


@dataclass(frozen=True)
class Roster:
    people: tuple[Person, ...]
    problems: tuple[Problem, ...]
    ignored: tuple[str, ...]  # columns that we know nothing about


@dataclass(frozen=True)
class _Line:
    number: int
    text: str


class _BadLineError(Exception):
    def __init__(self, wrong: str, advice: str) -> None:
        super().__init__(wrong)
        self.wrong = wrong
        self.advice = advice


def read(data: bytes) -> Roster:
    """Everybody in the file, in its order. Raises RosterError."""
    if len(data) > LARGEST_BYTES:
        raise RosterError("The file is larger than 1 MB. Split it into several files, or remove columns.")
    header, delimiter, lines = _find_header(_list_lines(_decode(data)))
    columns = _name_columns(header)
    people: dict[str, Person] = {}
    problems: list[Problem] = []
    for line in lines:
        try:
            person = _read_person(line=line, delimiter=delimiter, columns=columns)
            if known := people.get(person.email):
                raise _BadLineError(
                    f"{person.email} stands in line {known.number} already.", "Keep one of the two lines."
                )
        except _BadLineError as bad:
            problems.append(Problem(number=line.number, wrong=bad.wrong, advice=bad.advice, text=line.text[:200]))
        else:
            people[person.email] = person
    ignored = tuple(name for name, column in zip(header, columns, strict=True) if not column and name)
    return Roster(people=tuple(people.values()), problems=tuple(problems), ignored=ignored)


def _decode(data: bytes) -> str:
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise RosterError(f"This is a workbook, not a CSV file. {ADVICE_SAVE}")
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise RosterError(f"This is not a text file. {ADVICE_SAVE}")


def _list_lines(text: str) -> list[_Line]:
    numbered = (_Line(number=number, text=line) for number, line in enumerate(LINE_END.split(text), start=1))
    # Spreadsheets leave lines of nothing but separators behind.
    lines = [line for line in numbered if line.text.strip(' \t\u00a0\u200b\ufeff,;|"')]
    if lines and re.fullmatch(r"sep=.", lines[0].text.strip().strip('"'), re.IGNORECASE):
        del lines[0]
    if not lines:
        raise RosterError("The file is empty. Its first line names the columns: email, name, section, role.")
    if len(lines) - 1 > MOST_LINES:
        raise RosterError(f"The file has more than {MOST_LINES:,} lines. Split it into several files.")
    return lines


def _find_header(lines: Sequence[_Line]) -> tuple[list[str], str, Sequence[_Line]]:
    """The column names, with the delimiter that makes most sense of the first line."""

    def count_known(delimiter: str) -> int:
        return sum(_squeeze(cell) in COLUMN_OF for cell in _split(lines[0].text, delimiter))

    try:
        delimiter = max(DELIMITERS, key=count_known)
        return _split(lines[0].text, delimiter), delimiter, lines[1:]
    except csv.Error:
        raise RosterError(
            "The first line cannot be read. It should name the columns: email, name, section, role."
        ) from None


def _name_columns(header: Sequence[str]) -> list[str]:
    """For each column of the file which of ours it is, or nothing."""
    columns = [COLUMN_OF.get(_squeeze(name), "") for name in header]
    for column in HEADERS:
        if columns.count(column) > 1:
            twice = ", ".join(f"“{name}”" for name, found in zip(header, columns, strict=True) if found == column)
            raise RosterError(f"These columns mean the same: {twice}. Remove all but one.")
    if "email" not in columns:
        raise RosterError(
            "The first line names no e-mail column. It should name the columns: email, name, section, role."
        )
    if not {"name", "first", "last"} & set(columns):
        raise RosterError("The first line names no column for the name. Add a column called “name”.")
    return columns


def _read_person(*, line: _Line, delimiter: str, columns: Sequence[str]) -> Person:
    try:
        cells = _split(line.text, delimiter, strict=True)
    except csv.Error:
        raise _BadLineError("A quotation mark is not closed, or stands alone.", "Close it, or remove it.") from None
    if any(cells[len(columns) :]):
        raise _BadLineError(
            f"There are {len(cells)} values for {len(columns)} columns.",
            "Put a value that holds the separator itself into quotation marks.",
        )
    said = {column: cell for column, cell in zip(columns, cells, strict=False) if column}
    said["name"] = said.get("name") or " ".join(filter(None, (said.get("first"), said.get("last"))))
    _check_text(said)
    return Person(
        number=line.number,
        email=_read_email(said.get("email", "")),
        name=said["name"],
        section=said.get("section", ""),
        role=_read_role(said.get("role", "")),
    )


def _check_text(said: Mapping[str, str]) -> None:
    if not said["name"]:
        raise _BadLineError("The name is missing.", "Add it.")
    for column, longest in LONGEST.items():
        value = said.get(column, "")
        if len(value) > longest:
            raise _BadLineError(f"The {column} is longer than {longest} characters.", "Shorten it.")
        if any(unicodedata.category(character) in {"Cc", "Cs", "Co"} for character in value):
            raise _BadLineError(f"The {column} holds a character that cannot be shown.", "Type it anew.")


def _read_email(value: str) -> str:
    if not value:
        raise _BadLineError("The e-mail address is missing.", "Add it.")
    try:
        validate_email(value)
    except ValidationError:
        raise _BadLineError(
            f"“{value}” is no e-mail address.", "Correct it: one address, such as ada@example.edu."
        ) from None
    return value.lower()


def _read_role(value: str) -> Role | None:
    if not value:
        return None
    role = ROLES.get(_squeeze(value))
    if role is None:
        raise _BadLineError(f"“{value}” is no role.", "Write student, assistant or instructor, or leave it empty.")
    return role


def _split(text: str, delimiter: str, *, strict: bool = False) -> list[str]:
    """The line's values, tidied. Raises csv.Error for a broken line where `strict`, and for an endless value."""
    cells = next(csv.reader([text], delimiter=delimiter, strict=strict, skipinitialspace=True), [])
    return [re.sub(r"[\s\u200b\ufeff]+", " ", cell).strip() for cell in cells]


def _squeeze(name: str) -> str:
    """“E-Mail  address” -> “emailaddress”."""
    return re.sub(r"[\W_]+", "", name.casefold())
