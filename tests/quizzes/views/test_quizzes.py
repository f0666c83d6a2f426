"""The pages of a quiz before it is taken, and the staff's."""

import pytest

from courseapp.courses.models import Role
from quizzes import attempts, authoring
from quizzes.models import Quiz
from tests.conftest import enrol
from tests.quizzes.conftest import RIGHT


def describe(quiz: Quiz, **changes: object) -> dict[str, object]:
    """What the settings form of a quiz holds at first, with changes."""
    points = {f"points_{place.pk}": place.points for place in quiz.places.all()}
    terms = {"title": quiz.title, "intro": quiz.intro, "attempts_allowed": quiz.attempts_allowed}
    return {**terms, "due_at": "2099-01-01T12:00", **points, **changes}


@pytest.fixture
def client(instructor, sign_in):
    return sign_in(instructor)


def test_the_rules_are_said_before_anybody_starts(quiz, student, sign_in):
    text = sign_in(student).get(quiz.get_absolute_url()).content.decode()
    for words in ("Before you start", "Questions", "Points", "Attempts", "Start the quiz", "is submitted for you"):
        assert words in text


def test_an_open_attempt_can_be_continued(attempt, student, sign_in):
    text = sign_in(student).get(attempt.quiz.get_absolute_url()).content.decode()
    assert "Continue attempt 1" in text
    assert attempt.get_absolute_url() in text
    assert "/start/" not in text


def test_the_history_shows_own_attempts_only(attempt, student, other_student, sign_in, fill):
    attempts.submit(attempt=attempt, sheet=fill(attempt, RIGHT))
    assert "2 / 2" in sign_in(student).get(attempt.quiz.get_absolute_url()).content.decode()
    assert "2 / 2" not in sign_in(other_student).get(attempt.quiz.get_absolute_url()).content.decode()


def test_the_staff_see_every_students_result(attempt, other_student, client, fill):
    attempts.submit(attempt=attempt, sheet=fill(attempt, RIGHT))
    text = client.get(attempt.quiz.get_absolute_url()).content.decode()
    for words in ("Sam Student", "Otto Other", "Not started", "1 of 2 students submitted, mean 2 of 2"):
        assert words in text


def test_the_results_cost_the_same_for_many_students(quiz, attempt, course, client, django_assert_max_num_queries):
    client.get(quiz.get_absolute_url())
    for number in range(12):
        student = enrol(course=course, email=f"s{number}@example.edu", name=f"S {number}", role=Role.STUDENT)
        attempts.submit(attempt=attempts.start(quiz=quiz, student=student))
    with django_assert_max_num_queries(13):
        client.get(quiz.get_absolute_url())


def test_the_list_costs_the_same_for_many_quizzes(deck, quiz, student, sign_in, django_assert_max_num_queries):
    for _ in range(12):
        made = authoring.create_quiz(
            course=deck.course, terms=authoring.Terms(title="More"), questions=[deck.questions.get(position=1)]
        )
        authoring.publish(quiz=made)
    browser = sign_in(student)
    with django_assert_max_num_queries(8):
        browser.get("/c/sequences/quizzes/")


def test_the_preview_shows_what_students_see_and_the_key(draft_quiz, client):
    text = client.get(f"{draft_quiz.get_absolute_url()}preview/").content.decode()
    assert 'type="radio"' in text
    assert "Right answer" in text


def test_publishing_and_unpublishing(draft_quiz, client):
    page = client.post(f"{draft_quiz.get_absolute_url()}publish/", follow=True)
    assert "“Valves” is published" in page.content.decode()
    page = client.post(f"{draft_quiz.get_absolute_url()}unpublish/", follow=True)
    assert "no longer shown to students" in page.content.decode()
    assert not Quiz.objects.get().is_published


def test_a_quiz_that_is_not_ready_says_why(draft_quiz, client):
    authoring.choose_questions(quiz=draft_quiz, points={})
    assert "It has no questions" in client.get(draft_quiz.get_absolute_url()).content.decode()
    page = client.post(f"{draft_quiz.get_absolute_url()}publish/", follow=True)
    assert "cannot be published yet" in page.content.decode()


def test_settings_change_terms_points_and_questions_together(quiz, client):
    first, second = quiz.places.order_by("position")
    changes = {"title": "Valves again", f"points_{first.pk}": "3.5", f"remove_{second.pk}": "on"}
    client.post(f"{quiz.get_absolute_url()}settings/", describe(quiz, **changes))
    quiz = Quiz.objects.get()
    assert (quiz.title, quiz.due_at.year) == ("Valves again", 2099)
    assert quiz.grade_item.max_points == 3.5


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": ""}, "Give the quiz a title"),
        ({"opens_at": "2099-01-02T12:00"}, "due before it opens"),
        ({"due_at": "soon"}, "Write a date and a time"),
        ({"attempts_allowed": "0"}, "greater than or equal to 1"),
    ],
)
def test_settings_with_mistakes_change_nothing(quiz, client, changes, sentence):
    page = client.post(f"{quiz.get_absolute_url()}settings/", describe(quiz, **changes))
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert Quiz.objects.get().title == "Valves"


def test_once_started_the_settings_refuse_other_points_and_say_why(quiz, attempt, client):
    place = quiz.places.first()
    page = client.post(f"{quiz.get_absolute_url()}settings/", describe(quiz, title="x", **{f"points_{place.pk}": "9"}))
    assert "Students have already started" in page.content.decode()
    assert Quiz.objects.get().title == "Valves"
    page = client.post(f"{quiz.get_absolute_url()}settings/", describe(quiz, title="Only the title"), follow=True)
    assert "The settings are saved." in page.content.decode()
