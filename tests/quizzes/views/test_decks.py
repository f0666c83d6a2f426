"""From an upload to a published quiz, as the staff click it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from quizzes import authoring, decks, questions
from quizzes.models import Deck, Question, Quiz
from tests.quizzes.conftest import DECK


@pytest.fixture
def client(instructor, sign_in):
    return sign_in(instructor)


def upload(client, data: bytes, name: str = "valves.txt"):
    return client.post("/c/sequences/decks/", {"file": SimpleUploadedFile(name, data)}, follow=True)


def describe(question: Question, **changes: object) -> dict[str, object]:
    """What the edit form of a question holds at first, with changes."""
    version = question.latest
    options = {f"option_{row}": text for row, text in enumerate(version.spec["options"])}
    words = {"stem": version.stem, "label": version.label, "explanation": version.explanation, "points": version.points}
    key = {"correct": version.spec["correct"][0]} if version.spec["correct"] else {}
    return {**words, **options, **key, "based_on": version.number, **changes}


def test_an_uploaded_deck_is_shown_with_the_questions_found_beside_their_slides(client, course):
    text = upload(client, DECK.encode()).content.decode()
    assert "Read 9 pages as 7 slides, with 3 questions." in text
    assert "Right answer" in text
    assert "The key was read from" in text
    assert "Not ready to be asked" in text
    assert '<ol type="A"><li>Everything</li>' in text
    assert "katex" in text


def test_the_same_file_again_leads_to_the_same_deck(client, deck):
    text = upload(client, DECK.encode(), "again.txt").content.decode()
    assert "This file is already here" in text
    assert Deck.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("empty.txt", b"", "This file"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(40), "This file"),
        ("huge.txt", b"x" * (5 * 2**20 + 1), "This file is larger than 5 MB"),
        ("slides.html", b"<html>", "no slides"),
    ],
)
def test_what_cannot_be_read_is_said_beside_the_form(client, deck, name, data, sentence):
    answer = upload(client, data, name)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "Valves and Memory" in answer.content.decode()  # the list is still there
    assert Deck.objects.count() == 1


def test_the_uploaded_file_can_be_had_back(client, deck):
    answer = client.get(f"/decks/{deck.pk}/file/")
    assert b"".join(answer.streaming_content) == DECK.encode()
    assert 'filename="valves.txt"' in answer.headers["Content-Disposition"]


def test_files_chosen_together_are_one_deck(client, course):
    frame = rb"\begin{frame}{Valves}Open or shut?\end{frame}"
    main = rb"\documentclass{beamer}\begin{document}\input{frames}\end{document}"
    files = [SimpleUploadedFile("frames.tex", frame), SimpleUploadedFile("valves.tex", main)]
    client.post("/c/sequences/decks/", {"file": files})
    deck = Deck.objects.get()
    assert (deck.filename, deck.title, deck.slides.count()) == ("valves and 1 more.zip", "Valves", 1)


def test_several_lectures_at_once_are_refused(client, course):
    files = [SimpleUploadedFile(name, b"%PDF-1.7") for name in ("a.pdf", "b.pdf")]
    page = client.post("/c/sequences/decks/", {"file": files})
    assert "Choose one lecture at a time" in page.content.decode()
    page = client.post("/c/sequences/decks/", {"file": [SimpleUploadedFile(f"{n}.md", b"# A") for n in "ab"]})
    assert "several decks (a.md, b.md)" in page.content.decode()


def test_a_source_and_its_pdf_may_be_chosen_together(client, course):
    pages = (Path(__file__).parent.parent / "slides" / "decks" / "max-pooling.pdf").read_bytes()
    files = [SimpleUploadedFile("pooling.pdf", pages), SimpleUploadedFile("pooling.md", b"# Pooling layers\n\ntext")]
    client.post("/c/sequences/decks/", {"file": files})
    deck = Deck.objects.get()
    assert (deck.filename, deck.format, bytes(deck.pdf)) == ("pooling.md", "markdown", pages)


def test_a_quiz_is_made_and_published_in_one_go(client, deck):
    chosen = client.get(f"/decks/{deck.pk}/").context["chosen"]
    assert chosen == {question.pk for question in deck.questions.order_by("position")[:2]}
    terms = {"title": "Week 1", "due_at": "2099-11-30T18:00", "attempts_allowed": 1, "questions": sorted(chosen)}
    page = client.post(f"/decks/{deck.pk}/quiz/", {**terms, "publish": "yes"}, follow=True)
    assert "“Week 1” is published" in page.content.decode()
    quiz = Quiz.objects.get(slug="week-1")
    assert (quiz.is_published, quiz.places.count()) == (True, 2)
    assert quiz.due_at == datetime(2099, 11, 30, 18, tzinfo=UTC)


def test_a_quiz_that_cannot_be_published_is_made_all_the_same_and_says_why(client, deck):
    every = list(deck.questions.values_list("pk", flat=True))
    form = {"title": "Week 1", "attempts_allowed": 1, "questions": every, "publish": "yes"}
    text = client.post(f"/decks/{deck.pk}/quiz/", form, follow=True).content.decode()
    assert "Question 3: No option is marked as right" in text
    assert not Quiz.objects.get().is_published


def test_a_form_with_mistakes_keeps_what_was_ticked(client, deck):
    only = deck.questions.get(position=2)
    form = {"title": "", "attempts_allowed": 1, "questions": [only.pk]}
    page = client.post(f"/decks/{deck.pk}/quiz/", form)
    assert page.status_code == 422
    assert page.context["chosen"] == {only.pk}
    assert "Give the quiz a title" in page.content.decode()
    assert not Quiz.objects.exists()


@pytest.mark.parametrize("questions", [[], ["x"], [999999]])
def test_a_quiz_needs_questions_of_this_deck(client, deck, questions):
    form = {"title": "Week 1", "attempts_allowed": 1, "questions": questions}
    assert client.post(f"/decks/{deck.pk}/quiz/", form).status_code == 422
    assert not Quiz.objects.exists()


def test_a_question_of_another_course_is_not_taken(client, deck, outsider):
    elsewhere = outsider.enrolments.get().course
    stolen = decks.import_deck(course=elsewhere, filename="x.txt", data=DECK.encode()).deck.questions.get(position=1)
    form = {"title": "Week 1", "attempts_allowed": 1, "questions": [stolen.pk]}
    assert client.post(f"/decks/{deck.pk}/quiz/", form).status_code == 422


def test_a_key_is_given_in_the_edit_form(client, deck, instructor):
    question = deck.questions.get(position=3)
    page = client.post(f"/questions/{question.pk}/", describe(question, correct="1"), follow=True)
    assert "The question is saved." in page.content.decode()
    version = Question.objects.get(pk=question.pk).latest
    assert (version.number, version.spec["correct"], version.author) == (2, [1], instructor)


def test_every_field_of_a_question_can_be_edited(client, deck):
    question = deck.questions.get(position=1)
    changes = {
        "stem": "New $x$?",
        "option_0": "",
        "option_3": "Fourth",
        "correct": "3",
        "points": "2.5",
        "shuffle": "on",
    }
    client.post(f"/questions/{question.pk}/", describe(question, explanation="Because.", **changes))
    version = Question.objects.get(pk=question.pk).latest
    assert version.spec == {"options": ["Nothing", "Half of it", "Fourth"], "correct": [2], "shuffle": True}
    assert (version.stem, version.explanation, version.points) == ("New $x$?", "Because.", 2.5)
    assert version.evidence == question.latest.evidence


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"stem": ""}, "Write what is asked."),
        ({"correct": "4"}, "The option marked as right has no words."),
        ({"option_1": "", "option_2": "", "correct": "0"}, "One option alone is no choice."),
        ({"option_1": "Everything"}, "Two options say the same."),
        ({"correct": "99"}, "Select a valid choice"),
        ({"points": "-1"}, "greater than or equal to 0"),
    ],
)
def test_an_edit_with_mistakes_says_so_and_keeps_the_words(client, deck, changes, sentence):
    question = deck.questions.get(position=1)
    page = client.post(f"/questions/{question.pk}/", describe(question, explanation="Kept words", **changes))
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert "Kept words" in page.content.decode()
    assert question.versions.count() == 1


def test_the_second_of_two_editors_keeps_their_words_and_is_told(client, deck):
    question = deck.questions.get(position=1)
    form = describe(question, stem="Mine")
    client.post(f"/questions/{question.pk}/", describe(question, stem="Theirs"))
    page = client.post(f"/questions/{question.pk}/", form)
    assert "Somebody else changed this question" in page.content.decode()
    assert "Mine" in page.content.decode()
    assert Question.objects.get(pk=question.pk).latest.stem == "Theirs"


def test_a_question_can_be_written_for_a_slide(client, deck):
    slide = deck.slides.get(number=2)
    form = {"stem": "Why?", "option_0": "So", "option_1": "Thus", "correct": "0", "points": "1"}
    page = client.post(f"/slides/{slide.pk}/write/", form, follow=True)
    assert "The question is written." in page.content.decode()
    assert deck.questions.get(position=4).anchors.get().slide == slide


def test_the_deck_page_costs_the_same_however_many_questions_it_has(
    client, deck, instructor, django_assert_max_num_queries
):
    slide = deck.slides.get(number=2)
    client.get(f"/decks/{deck.pk}/")
    for number in range(12):
        spec = {"options": ["Yes", "No"], "correct": [0]}
        wording = questions.Wording(kind="single_choice", stem=f"Number {number}?", spec=spec)
        questions.write(slide=slide, wording=wording, author=instructor)
    with django_assert_max_num_queries(8):
        client.get(f"/decks/{deck.pk}/")


def test_the_list_of_decks_does_not_read_their_files(client, deck, django_assert_max_num_queries):
    with django_assert_max_num_queries(6) as queries:
        client.get("/c/sequences/decks/")
    assert '"source"' not in "".join(query["sql"] for query in queries.captured_queries)


def test_a_deck_without_questions_says_what_to_do(client, course):
    data = b"A Lecture\n\nFirst Slide\n\nKey Points\n\n- One thing\n"
    imported = decks.import_deck(course=course, filename="plain.txt", data=data)
    text = client.get(imported.deck.get_absolute_url()).content.decode()
    assert "No questions found on these slides" in text


def test_a_quiz_address_is_free_even_if_the_title_is_taken(client, deck):
    only = deck.questions.get(position=1)
    authoring.create_quiz(course=deck.course, terms=authoring.Terms(title="Week 1"), questions=[only])
    client.post(f"/decks/{deck.pk}/quiz/", {"title": "Week 1", "attempts_allowed": 1, "questions": [only.pk]})
    assert Quiz.objects.filter(slug="week-1-2").exists()
