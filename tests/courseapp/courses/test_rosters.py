"""Reading class lists as people really save them."""

import csv
import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.courses import rosters
from courseapp.courses.models import Role
from courseapp.courses.rosters import Person, Roster, RosterError

PLAIN = "email,name,section,role\nada@example.edu,Ada Byron,Monday,student\nkurt@example.edu,Kurt Gold,,assistant\n"
BOTH = (
    Person(number=2, email="ada@example.edu", name="Ada Byron", section="Monday", role=Role.STUDENT),
    Person(number=3, email="kurt@example.edu", name="Kurt Gold", role=Role.ASSISTANT),
)


def read(text: str) -> Roster:
    return rosters.read(text.encode())


def find_problem(line: str, header: str = "email,name,section,role") -> tuple[str, str]:
    """What is said of the one bad line, between two good ones."""
    roster = read(f"{header}\nfirst@example.edu,First\n{line}\nlast@example.edu,Last\n")
    assert [person.email for person in roster.people] == ["first@example.edu", "last@example.edu"]
    (problem,) = roster.problems
    assert problem.number == 3
    return problem.wrong, problem.advice


# --- files that are fine


def test_a_plain_file_is_read_line_by_line():
    assert read(PLAIN) == Roster(people=BOTH, problems=(), ignored=())


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_usual_delimiter_is_understood(delimiter):
    assert read(PLAIN.replace(",", delimiter)).people == BOTH


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_line_ending_is_understood(ending):
    assert rosters.read(PLAIN.replace("\n", ending).encode()).people == BOTH


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_usual_encoding_is_understood(encoding):
    roster = rosters.read("email;name\nzoe@example.edu;Zoë Müller-Åkesson\n".encode(encoding))
    assert [person.name for person in roster.people] == ["Zoë Müller-Åkesson"]


def test_a_spreadsheets_note_on_the_delimiter_is_passed_over():
    roster = read("sep=;\r\nemail;name\r\nada@example.edu;Ada\r\n")
    assert [(person.number, person.email) for person in roster.people] == [(3, "ada@example.edu")]


def test_empty_lines_and_lines_of_separators_are_passed_over():
    roster = read(f"\n\n{PLAIN}\n,,,\n \t\n")
    assert [person.number for person in roster.people] == [4, 5]
    assert roster.problems == ()


def test_columns_stand_in_any_order_and_spelling():
    roster = read("ROLE;Group; E-Mail Address ;Full Name\nTA;Monday;Ada@Example.EDU;Ada Byron\n")
    assert roster.people == (
        Person(number=2, email="ada@example.edu", name="Ada Byron", section="Monday", role=Role.ASSISTANT),
    )


def test_first_and_last_name_make_one_name():
    roster = read("Surname,First name,Email\nByron,Ada,ada@example.edu\n,Kurt,kurt@example.edu\n")
    assert [person.name for person in roster.people] == ["Ada Byron", "Kurt"]


def test_columns_we_do_not_know_are_named_and_passed_over():
    roster = read("ID number,email,name,Shoe size,\n7,ada@example.edu,Ada,39,\n")
    assert roster.ignored == ("ID number", "Shoe size")
    assert roster.people[0].email == "ada@example.edu"


def test_values_in_quotation_marks_may_hold_the_delimiter():
    roster = read('email,name\nada@example.edu,"Byron, Ada ""the first"""\n')
    assert roster.people[0].name == 'Byron, Ada "the first"'


def test_stray_spaces_are_tidied():
    roster = read("email,name,section,role\n\u00a0ada@example.edu , Ada \u00a0 Byron ,  Monday  group, Student \n")
    assert roster.people[0] == Person(
        number=2, email="ada@example.edu", name="Ada Byron", section="Monday group", role=Role.STUDENT
    )


def test_missing_values_at_the_end_of_a_line_are_empty():
    assert read("email,name,section,role\nada@example.edu,Ada\n").people[0].role is None


# --- lines that are not


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        (",Ada", "The e-mail address is missing."),
        ("ada@example.edu,", "The name is missing."),
        ("nonsense,Ada", "“nonsense” is no e-mail address."),
        ("Ada <ada@example.edu>,Ada", "“Ada <ada@example.edu>” is no e-mail address."),
        ("a@example.edu b@example.edu,Ada", "“a@example.edu b@example.edu” is no e-mail address."),
        ("ada@example.edu,Ada,,dean", "“dean” is no role."),
        ('ada@example.edu,"Ada', "A quotation mark is not closed, or stands alone."),
        ('ada@example.edu,"Ada" Byron', "A quotation mark is not closed, or stands alone."),
        ("ada@example.edu,Byron,Ada,student,extra", "There are 5 values for 4 columns."),
        (f"ada@example.edu,{'a' * 151}", "The name is longer than 150 characters."),
        (f"ada@example.edu,Ada,{'s' * 81}", "The section is longer than 80 characters."),
        (f"{'a' * 250}@example.edu,Ada", "The email is longer than 254 characters."),
        ("ada@example.edu,A\x07da", "The name holds a character that cannot be shown."),
    ],
)
def test_a_bad_line_is_named_with_what_is_wrong_and_what_to_do(line, wrong):
    said, advice = find_problem(line)
    assert said == wrong
    assert advice


def test_an_address_that_stands_twice_is_named_with_the_line_it_stood_in():
    roster = read("email,name\nada@example.edu,Ada\nkurt@example.edu,Kurt\nADA@example.edu,Ada Byron\n")
    assert [person.number for person in roster.people] == [2, 3]
    (problem,) = roster.problems
    assert (problem.number, problem.wrong) == (4, "ada@example.edu stands in line 2 already.")
    assert problem.text == "ADA@example.edu,Ada Byron"


def test_a_broken_line_spoils_no_other():
    roster = read('email,name\nada@example.edu,"Ada\nkurt@example.edu,Kurt\n')
    assert [person.email for person in roster.people] == ["kurt@example.edu"]


# --- files that are not


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "The file is empty"),
        (b" \n,,\n", "The file is empty"),
        (b"name,section\nAda,Monday\n", "names no e-mail column"),
        (b"ada@example.edu,Ada\n", "names no e-mail column"),
        (b"email,section\nada@example.edu,Monday\n", "no column for the name"),
        (b"email,E-Mail,name\n", "“email”, “E-Mail”"),
        (b"PK\x03\x04rest of a workbook", "a workbook, not a CSV file"),
        (b"\xd0\xcf\x11\xe0rest of an old workbook", "a workbook, not a CSV file"),
        (b"email,name\n\x00\x00\x00", "not a text file"),
        (b"\xff\xfee\x00m\x00a", "not a text file"),
        (b"x" * 1_000_001, "larger than 1 MB"),
        (b"email,name\n" + b"a@b.co,A\n" * 5_001, "more than 5,000 lines"),
        (b"x" * 200_000, "cannot be read"),
    ],
    ids=lambda value: value if isinstance(value, str) else repr(value[:20]),
)
def test_a_file_that_cannot_be_read_says_why(data, says):
    with pytest.raises(RosterError, match=says):
        rosters.read(data)


def test_the_largest_class_is_read():
    lines = "".join(f"person{number}@example.edu,Some Body {number}\n" for number in range(5_000))
    assert len(read(f"email,name\n{lines}").people) == 5_000


# --- whatever comes


@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_no_file_breaks_the_reader(data):
    with suppress(RosterError):
        rosters.read(data)


@given(st.lists(st.text(alphabet="ab@.é\"',;\t|= \u00a0-", max_size=30), max_size=12))
def test_every_line_is_read_or_named(lines):
    roster = read("\n".join(["email,name,section,role", *lines]))
    numbers = [person.number for person in roster.people] + [problem.number for problem in roster.problems]
    said = [number for number, line in enumerate(lines, start=2) if line.strip(' \t\u00a0,;|"')]
    assert sorted(numbers) == said


WORDS = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters="\u200b\ufeff"),
    min_size=1,
    max_size=40,
)


@given(
    people=st.lists(
        st.tuples(st.from_regex(r"[a-z]{1,8}", fullmatch=True), WORDS, WORDS | st.just(""), st.sampled_from(Role)),
        min_size=1,
        max_size=8,
        unique_by=lambda person: person[0],
    ),
    delimiter=st.sampled_from(rosters.DELIMITERS),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_what_a_spreadsheet_writes_is_read_back(people, delimiter, encoding, quoting):
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, quoting=quoting)
    writer.writerow(["Role", "Section", "Name", "Email"])
    for address, name, section, role in people:
        writer.writerow([role.value, section, name, f"{address}@example.edu"])
    roster = rosters.read(text.getvalue().encode(encoding))
    assert roster.problems == ()
    assert [(p.email, p.name, p.section, p.role) for p in roster.people] == [
        (f"{address}@example.edu", name, section, role) for address, name, section, role in people
    ]
