"""Questions to other systems and back: nothing is stored before it was seen, nothing is dropped silently."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from quizzes import attempts, formats
from quizzes.models import Question

GIFT = b"""::Gates::How many gates has a GRU? {#2}

Only words.

Why do gradients vanish? {}
"""


@pytest.fixture
def page(draft_quiz) -> str:
    return f"{draft_quiz.get_absolute_url()}exchange/"


def upload(client, page: str, data: bytes, name: str = "week.gift"):
    return client.post(page, {"file": SimpleUploadedFile(name, data)})


def find_parcel(answer) -> str:
    (parcel,) = re.findall(r'name="parcel" value="([^"]+)"', answer.content.decode())
    return parcel


def test_a_file_is_shown_before_anything_is_stored(page, instructor, sign_in):
    before = Question.objects.count()
    answer = upload(sign_in(instructor), page, GIFT)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "2 questions in this file" in text
    assert "is a text without a question" in text
    assert "cannot be asked yet" in text
    assert Question.objects.count() == before


def test_what_was_shown_comes_into_the_quiz_at_its_end(page, draft_quiz, instructor, sign_in):
    client = sign_in(instructor)
    parcel = find_parcel(upload(client, page, GIFT))
    answer = client.post(page.replace("exchange", "import"), {"parcel": parcel}, follow=True)
    assert "2 questions came into the quiz" in answer.content.decode()
    labels = [place.question.latest.label for place in draft_quiz.places.order_by("position")]
    assert labels[-2:] == ["Gates", ""]
    assert len(labels) == 4


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("week.gift", b"A?{=a", "Line 1"),
        ("week.gift", b"Only words.", "There is no question"),
        ("week.docx", b"x", "are not known here"),
        ("week.gift", b"\xff\xfe\xff", "UTF"),
        ("week.gift", b"A?{=\xff ~b}", "UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_reason(page, instructor, sign_in, name, data, sentence):
    answer = upload(sign_in(instructor), page, data, name)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_parcel_that_was_changed_is_refused(page, instructor, sign_in):
    client = sign_in(instructor)
    parcel = find_parcel(upload(client, page, GIFT))
    answer = client.post(page.replace("exchange", "import"), {"parcel": parcel[:-3] + "abc"})
    assert answer.status_code == 422
    assert "did not arrive as they were shown" in answer.content.decode()


def test_a_quiz_that_was_started_takes_no_more_questions(quiz, student, instructor, sign_in):
    attempts.start(quiz=quiz, student=student)
    client, count = sign_in(instructor), Question.objects.count()
    page = f"{quiz.get_absolute_url()}exchange/"
    answer = client.post(page.replace("exchange", "import"), {"parcel": find_parcel(upload(client, page, GIFT))})
    assert "have already started" in answer.content.decode()
    assert Question.objects.count() == count


@pytest.mark.parametrize("name", formats.names())
def test_every_format_is_downloaded_and_reported(page, instructor, sign_in, name):
    client = sign_in(instructor)
    assert formats.get(name).title in client.get(page).content.decode()
    answer = client.get(f"{page}{name}/file/")
    assert answer["Content-Disposition"].startswith("attachment")
    assert [each.kind for each in formats.get(name).read(answer.content).questions] == ["single_choice"] * 2


def test_a_format_that_is_none_is_not_found(page, instructor, sign_in):
    assert sign_in(instructor).get(f"{page}fax/file/").status_code == 404
