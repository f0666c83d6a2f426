"""Who gets which page. Every address of the app stands in the table below."""

import pytest
from django.urls import URLPattern

from quizzes import accommodations, attempts, authoring, objections, questions, rulings, sheets, uploads
from quizzes.urls import of_attempt, urlpatterns
from tests.conftest import CAST
from tests.quizzes.conftest import RIGHT

SIGN_IN, GONE, NOT_YOURS, DONE, BAD = 302, 404, 403, 302, 422

# What anonymous, outsider, student, other_student, assistant and instructor get. The student has submitted an attempt.
STAFF = (SIGN_IN, GONE, NOT_YOURS, NOT_YOURS, 200, 200)
STAFF_DOES = (SIGN_IN, GONE, NOT_YOURS, NOT_YOURS, DONE, DONE)
STAFF_FORM = (SIGN_IN, GONE, NOT_YOURS, NOT_YOURS, BAD, BAD)
MEMBERS = (SIGN_IN, GONE, 200, 200, 200, 200)
TABLE = {
    ("decks", "get"): STAFF,
    ("decks", "post"): STAFF_FORM,
    ("deck", "get"): STAFF,
    ("deck-file", "get"): STAFF,
    ("upload", "get"): STAFF,
    ("deck-renew", "get"): STAFF,
    ("deck-renew", "post"): STAFF_FORM,
    ("deck-drafts", "post"): STAFF_DOES,
    ("deck-quiz", "post"): STAFF_FORM,
    ("slide", "get"): (SIGN_IN, GONE, 200, GONE, 200, 200),
    ("picture", "get"): (SIGN_IN, GONE, GONE, GONE, GONE, GONE),  # of a deck without a PDF; test_slides has one with it
    ("write-question", "get"): (SIGN_IN, GONE, NOT_YOURS, GONE, 200, 200),
    ("write-question", "post"): (SIGN_IN, GONE, NOT_YOURS, GONE, BAD, BAD),
    ("question-state", "post"): STAFF_DOES,
    ("question-key", "post"): STAFF_DOES,
    ("keep-edit", "post"): STAFF_DOES,
    ("keep-new-question", "post"): (SIGN_IN, GONE, NOT_YOURS, GONE, 302, 302),
    ("discard-new-question", "post"): (SIGN_IN, GONE, NOT_YOURS, GONE, 302, 302),
    ("discard-edit", "post"): STAFF_DOES,
    ("merge", "get"): STAFF,
    ("merge", "post"): STAFF_FORM,
    ("split", "get"): STAFF,
    ("split", "post"): STAFF_FORM,
    ("stale", "get"): STAFF,
    ("stale", "post"): STAFF_DOES,
    ("edit-question", "get"): STAFF,
    ("edit-question", "post"): STAFF_FORM,
    ("quizzes", "get"): MEMBERS,
    ("quiz", "get"): MEMBERS,
    ("start", "post"): (SIGN_IN, GONE, DONE, DONE, NOT_YOURS, NOT_YOURS),
    ("preview", "get"): STAFF,
    ("settings", "get"): STAFF,
    ("settings", "post"): STAFF_FORM,
    ("accommodations", "get"): STAFF,
    ("accommodations", "post"): STAFF_FORM,
    ("take-back", "post"): STAFF_DOES,
    ("publish", "post"): STAFF_DOES,
    ("unpublish", "post"): STAFF_DOES,
    ("exchange", "get"): STAFF,
    ("exchange", "post"): STAFF_FORM,
    ("export", "get"): STAFF,
    ("import", "post"): STAFF_FORM,
    ("attempt", "get"): (SIGN_IN, GONE, 200, GONE, 200, 200),
    ("question", "get"): (SIGN_IN, GONE, DONE, GONE, DONE, DONE),
    ("check", "post"): (SIGN_IN, GONE, DONE, GONE, GONE, GONE),
    ("save", "post"): (SIGN_IN, GONE, DONE, GONE, GONE, GONE),
    ("save-answer", "post"): (SIGN_IN, GONE, DONE, GONE, GONE, GONE),
    ("analysis", "get"): STAFF,
    ("answers", "get"): STAFF,
    ("trail", "get"): (SIGN_IN, GONE, NOT_YOURS, GONE, 200, 200),
    ("rule", "get"): STAFF,
    ("rule", "post"): STAFF_FORM,
    ("withdraw-ruling", "get"): STAFF,
    ("withdraw-ruling", "post"): STAFF_DOES,
    ("pile", "get"): STAFF,
    ("release", "post"): STAFF_DOES,
    ("mark", "get"): STAFF,
    ("mark", "post"): STAFF_FORM,
    ("objections", "get"): STAFF,
    ("settle-objection", "post"): STAFF_DOES,
    ("raise-objection", "post"): (SIGN_IN, GONE, DONE, GONE, GONE, GONE),
    ("submit", "post"): (SIGN_IN, GONE, DONE, GONE, GONE, GONE),
}


def set_up_afterwards(quiz, attempt, instructor, tomorrow) -> dict[str, str]:
    """A ruling, a comment by the student, and an open answer of theirs."""
    attempt.refresh_from_db()
    proposal = rulings.Proposal(kind="full", reason="Two readings")
    rulings.apply(quiz=quiz, question=quiz.places.get(position=2).question, proposal=proposal, author=instructor)
    comment = objections.raise_objection(attempt=attempt, position=1, text="B is right too.")
    wording = questions.Wording(kind="open", stem="Why?", spec={"rubric": [{"text": "Says why"}]})
    essay = questions.add(course=quiz.course, wording=wording, origin="written", author=instructor)
    other = authoring.create_quiz(
        course=quiz.course, terms=authoring.Terms(title="Essay", due_at=tomorrow), questions=[essay]
    )
    authoring.publish(quiz=other)
    written = attempts.start(quiz=other, student=attempt.student)
    attempts.submit(attempt=written, sheet=sheets.Sheet((sheets.Entry(1, {"text": ["So."]}, revision=0),)))
    page = f"{other.get_absolute_url()}questions/{essay.pk}/"
    return {
        "withdraw-ruling": f"/rulings/{quiz.rulings.get().pk}/withdraw/",
        "settle-objection": f"/comments/{comment.pk}/settle/",
        "pile": f"{page}marking/",
        "release": f"{page}release/",
        "mark": f"{page}marking/{written.answers.get().pk}/",
    }


@pytest.fixture
def addresses(quiz, deck, attempt, fill, instructor, course, student, tomorrow, section) -> dict[str, str]:
    grant = accommodations.Grant(extra_minutes=5)
    given = accommodations.give(course=quiz.course, quiz=quiz, whom=section, grant=grant)
    attempts.submit(attempt=attempt, sheet=fill(attempt, RIGHT))
    after = set_up_afterwards(quiz, attempt, instructor, tomorrow)
    question = deck.questions.get(position=1)
    slide = question.anchors.get(position=0).slide
    here, quiz_page, attempt_page = "/c/sequences", quiz.get_absolute_url(), f"/attempts/{attempt.pk}/"
    upload = uploads.submit(course=course, filename="a.md", data=b"# A", uploaded_by=instructor)
    return {
        "decks": f"{here}/decks/",
        "deck": f"/decks/{deck.pk}/",
        "deck-file": f"/decks/{deck.pk}/file/",
        "upload": f"/uploads/{upload.pk}/",
        "deck-renew": f"/decks/{deck.pk}/renew/",
        "keep-new-question": f"/slides/{slide.pk}/write/draft/",
        "discard-new-question": f"/slides/{slide.pk}/write/discard/",
        "question-state": f"/questions/{question.pk}/state/",
        "question-key": f"/questions/{question.pk}/key/",
        "keep-edit": f"/questions/{question.pk}/draft/",
        "discard-edit": f"/questions/{question.pk}/discard/",
        "merge": f"/questions/{question.pk}/merge/",
        "split": f"/questions/{question.pk}/split/",
        "stale": f"/questions/{question.pk}/stale/",
        "deck-drafts": f"/decks/{deck.pk}/drafts/",
        "deck-quiz": f"/decks/{deck.pk}/quiz/",
        "slide": f"/slides/{slide.pk}/",
        "picture": f"/slides/{slide.pk}/picture/",
        "write-question": f"/slides/{slide.pk}/write/",
        "edit-question": f"/questions/{question.pk}/",
        "quizzes": f"{here}/quizzes/",
        "quiz": quiz_page,
        "start": f"{quiz_page}start/",
        "preview": f"{quiz_page}preview/",
        "settings": f"{quiz_page}settings/",
        "accommodations": f"{quiz_page}accommodations/",
        "take-back": f"{quiz_page}accommodations/{given.pk}/take-back/",
        "publish": f"{quiz_page}publish/",
        "unpublish": f"{quiz_page}unpublish/",
        "exchange": f"{quiz_page}exchange/",
        "export": f"{quiz_page}exchange/gift/file/",
        "import": f"{quiz_page}import/",
        "attempt": attempt_page,
        "question": f"{attempt_page}questions/1/",
        "check": f"{attempt_page}questions/1/check/",
        "save": f"{attempt_page}save/",
        "save-answer": f"{attempt_page}answers/1/",
        "submit": f"{attempt_page}submit/",
        "trail": f"{attempt_page}trail/",
        "raise-objection": f"{attempt_page}comments/1/",
        "analysis": f"{quiz_page}analysis/",
        "answers": f"{quiz_page}answers.csv",
        "rule": f"{quiz_page}questions/{question.pk}/",
        "objections": f"{here}/comments/",
        **after,
    }


def test_every_address_is_in_the_table():
    assert {pattern.name for pattern in [*urlpatterns, *of_attempt] if isinstance(pattern, URLPattern)} == {
        name for name, _ in TABLE
    }


@pytest.mark.parametrize(("name", "method"), TABLE)
def test_each_role_gets_what_it_should(name, method, addresses, cast, sign_in):
    got = {role: getattr(sign_in(cast[role]), method)(addresses[name]) for role in CAST}
    assert {role: answer.status_code for role, answer in got.items()} == dict(
        zip(CAST, TABLE[name, method], strict=True)
    )
    assert got["anonymous"].url.startswith("/accounts/sign-in/")


@pytest.mark.parametrize("name", sorted({name for name, _ in TABLE}))
def test_the_wrong_method_is_refused(name, addresses, instructor, sign_in):
    client = sign_in(instructor)
    known = {method for each, method in TABLE if each == name}
    wrong = {"get", "post", "put", "delete"} - known
    assert {getattr(client, method)(addresses[name]).status_code for method in wrong} == {405}


@pytest.mark.parametrize(
    "address",
    [
        "/decks/999/",
        "/slides/999/",
        "/questions/999/",
        "/attempts/999/",
        "/c/sequences/quizzes/none/",
        "/c/none/quizzes/",
    ],
)
def test_what_does_not_exist_is_not_found(address, instructor, sign_in):
    assert sign_in(instructor).get(address).status_code == 404


def test_a_student_does_not_learn_of_a_draft(draft_quiz, student, sign_in):
    client = sign_in(student)
    assert client.get(draft_quiz.get_absolute_url()).status_code == 404
    assert client.post(f"{draft_quiz.get_absolute_url()}start/").status_code == 404
    assert b"Valves" not in client.get("/c/sequences/quizzes/").content


def test_a_slide_is_not_shown_before_the_answer_is_submitted(attempt, deck, student, sign_in):
    slide = deck.questions.get(position=1).anchors.get(position=1).slide
    assert sign_in(student).get(slide.get_absolute_url()).status_code == 404
    attempts.submit(attempt=attempt)
    assert sign_in(student).get(slide.get_absolute_url()).status_code == 200


def test_a_slide_that_no_question_came_from_stays_with_the_staff(attempt, deck, student, sign_in):
    attempts.submit(attempt=attempt)
    assert sign_in(student).get(f"/slides/{deck.slides.get(number=2).pk}/").status_code == 404
