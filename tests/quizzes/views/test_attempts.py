"""Taking a quiz in a browser without scripts, and what the scripts send."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.html import escape

from courseapp.gradebook.models import GradeEntry
from quizzes import attempts, authoring, papers, questions, sheets
from quizzes.models import Answer, Attempt, Quiz
from tests.quizzes.conftest import RIGHT, WRONG

AUTOSAVE = {"X-Requested-With": "autosave"}


@pytest.fixture
def client(student, sign_in):
    return sign_in(student)


def draw(client, attempt: Attempt) -> dict[str, str]:
    """The hidden fields of a page as the server draws it now."""
    return read_fields(client.get(attempt.get_absolute_url()))


EMPTY_FIELD = {"q1.nothing": ""}  # a question without a choice still sends its hidden fields


def read_fields(page) -> dict[str, str]:
    """The hidden fields of a page that has been drawn."""
    paper: papers.Paper = page.context["paper"]
    return {"tab": paper.tab, "sequence": "0", **{f"{each.field}seen": each.seen for each in paper.questions}}


def choose(choices: dict[int, str]) -> dict[str, str]:
    return {f"{sheets.prefix(position)}choice": choice for position, choice in choices.items()}


def read_choices(attempt: Attempt) -> dict[int, str]:
    answers = Answer.objects.filter(attempt=attempt, data__isnull=False)
    return {answer.position: answer.data["choice"][0] for answer in answers if answer.data}


def close(attempt: Attempt) -> None:
    """Let the due date pass."""
    due_at = timezone.now() - timedelta(minutes=1)
    authoring.change_terms(quiz=attempt.quiz, terms=authoring.Terms(title="Valves", due_at=due_at))


def test_the_whole_way_with_forms_only(quiz, client):
    page = client.get(quiz.get_absolute_url())
    assert "Start the quiz" in page.content.decode()
    started = client.post(f"{quiz.get_absolute_url()}start/")
    attempt = Attempt.objects.get()
    assert started.url == attempt.get_absolute_url()
    saved = client.post(f"{started.url}save/", draw(client, attempt) | choose({1: "0"}), follow=True)
    assert "Your answers are saved" in saved.content.decode()
    assert 'value="0" checked' in saved.content.decode()
    result = client.post(f"{started.url}submit/", draw(client, attempt) | choose(RIGHT | {1: "0"}), follow=True)
    text = result.content.decode()
    assert "1</span>" in text
    assert "of 2 points" in text
    assert "Your answer, not right" in text
    assert "nothing is left" in text  # the explanation
    slides = attempt.answers.get(position=1).version.question.anchors.select_related("slide")
    assert all(anchor.slide.get_absolute_url() in text for anchor in slides)
    assert GradeEntry.objects.get().points == 1


def test_before_submitting_the_page_tells_neither_key_nor_explanation(attempt, client):
    text = client.get(attempt.get_absolute_url()).content.decode()
    assert "nothing is left" not in text
    assert "Right answer" not in text
    assert "/slides/" not in text


def test_a_choice_is_saved_as_it_is_made(attempt, client):
    answer = client.post(f"/attempts/{attempt.pk}/save/", draw(client, attempt) | choose({2: "0"}), headers=AUTOSAVE)
    assert (answer.status_code, answer.content) == (200, b"Saved")
    assert read_choices(attempt) == {2: "0"}


def test_one_question_can_be_saved_alone(attempt, client):
    fields = draw(client, attempt) | choose(RIGHT)
    assert client.post(f"/attempts/{attempt.pk}/answers/2/", fields, headers=AUTOSAVE).status_code == 200
    assert read_choices(attempt) == {2: "0"}


def test_one_page_changes_its_mind_as_often_as_it_likes(attempt, client):
    fields = draw(client, attempt)
    for sequence, choice in enumerate("0120", 1):
        posted = fields | choose({1: choice}) | {"sequence": sequence}
        assert client.post(f"/attempts/{attempt.pk}/save/", posted, headers=AUTOSAVE).status_code == 200
    assert read_choices(attempt) == {1: "0"}


def test_an_older_tab_is_told_instead_of_overwriting(attempt, client):
    older, newer = draw(client, attempt), draw(client, attempt)
    address = f"/attempts/{attempt.pk}/save/"
    client.post(address, newer | choose({1: "1"}) | {"sequence": 1}, headers=AUTOSAVE)
    refused = client.post(address, older | choose({1: "0"}) | {"sequence": 1}, headers=AUTOSAVE)
    assert refused.status_code == 409
    assert refused.content.decode().startswith("Question 1: not saved, because another tab or device")
    assert read_choices(attempt) == {1: "1"}


def test_two_tabs_can_answer_different_questions(attempt, client):
    first, second = draw(client, attempt), draw(client, attempt)
    address = f"/attempts/{attempt.pk}/save/"
    assert client.post(address, first | choose({1: "1"}) | {"sequence": 1}, headers=AUTOSAVE).status_code == 200
    assert client.post(address, second | choose({2: "0"}) | {"sequence": 1}, headers=AUTOSAVE).status_code == 200
    assert read_choices(attempt) == RIGHT


def test_submitting_from_an_older_tab_shows_what_is_saved_first(attempt, client):
    older, newer = draw(client, attempt), draw(client, attempt)
    client.post(f"/attempts/{attempt.pk}/save/", newer | choose(RIGHT))
    shown = client.post(f"/attempts/{attempt.pk}/submit/", older | choose({2: "0"}))
    assert shown.status_code == 409
    assert "Nothing is submitted yet" in shown.content.decode()
    attempt.refresh_from_db()
    assert attempt.is_open
    again = client.post(f"/attempts/{attempt.pk}/submit/", draw(client, attempt) | choose(RIGHT))
    assert again.status_code == 302
    assert GradeEntry.objects.get().points == 2


@pytest.mark.parametrize(
    "posted",
    [
        {"q1.choice": "7"},
        {"q1.choice": ["0", "1"]},
        {"q1.choice": "-1"},
        {"q1.choice": "\x00"},
        {"q99.choice": "0"},
        {"q0001.seen": "x", "q1.choice": "9" * 400},
    ],
)
def test_a_malformed_post_neither_fails_nor_counts(attempt, client, fill, posted):
    attempts.save(attempt=attempt, sheet=fill(attempt, RIGHT))
    for address in ("save", "submit", "answers/1"):
        answer = client.post(f"/attempts/{attempt.pk}/{address}/", posted)
        assert answer.status_code in {302, 409}
    attempt.refresh_from_db()
    assert attempt.is_open
    assert read_choices(attempt) == RIGHT


def test_after_submitting_nothing_is_accepted_and_the_saved_answers_stay(attempt, client):
    fields = draw(client, attempt)
    client.post(f"/attempts/{attempt.pk}/submit/", fields | choose(RIGHT))
    refused = client.post(f"/attempts/{attempt.pk}/save/", fields | choose(WRONG), headers=AUTOSAVE)
    assert refused.status_code == 409
    assert b"has been submitted" in refused.content
    told = client.post(f"/attempts/{attempt.pk}/save/", fields | choose(WRONG), follow=True)
    assert "has been submitted" in told.content.decode()
    assert read_choices(attempt) == RIGHT


def test_after_the_due_date_the_saved_answers_are_submitted(attempt, client, fill):
    attempts.save(attempt=attempt, sheet=fill(attempt, {1: "1"}))
    fields = draw(client, attempt)
    close(attempt)
    told = client.post(f"/attempts/{attempt.pk}/submit/", fields | choose(RIGHT), follow=True)
    assert "Time was up before this arrived" in told.content.decode()
    assert GradeEntry.objects.get().points == 1


def test_looking_at_an_overdue_attempt_submits_it(attempt, client, fill):
    attempts.save(attempt=attempt, sheet=fill(attempt, RIGHT))
    close(attempt)
    text = client.get(attempt.get_absolute_url()).content.decode()
    assert "submitted with what was saved when time was up" in text
    assert GradeEntry.objects.get().points == 2


def test_the_staff_see_an_open_attempt_without_a_form(attempt, assistant, sign_in):
    text = sign_in(assistant).get(attempt.get_absolute_url()).content.decode()
    assert "is in the middle of attempt 1" in text
    assert "<form" not in text.partition("<main")[2].partition("</main")[0]


def test_a_refused_start_says_why(quiz, client, attempt):
    attempts.submit(attempt=attempt)
    told = client.post(f"{quiz.get_absolute_url()}start/", follow=True)
    assert escape("Your one attempt is used.") in told.content.decode()


def test_the_page_costs_the_same_for_two_and_for_twenty_questions(
    quiz, deck, course, instructor, client, attempt, other_student, sign_in, django_assert_max_num_queries
):
    many = authoring.create_quiz(
        course=course, terms=authoring.Terms(title="Many"), questions=write_many(deck, instructor)
    )
    authoring.publish(quiz=many)
    long = attempts.start(quiz=many, student=attempt.student)
    client.get(attempt.get_absolute_url())
    for each in (attempt, long):
        with django_assert_max_num_queries(8):
            client.get(each.get_absolute_url())
        attempts.submit(attempt=each)
        with django_assert_max_num_queries(10):
            client.get(each.get_absolute_url())


def write_many(deck, author):
    slide = deck.slides.get(number=2)
    return [
        questions.write(
            slide=slide,
            wording=questions.Wording(
                kind="single_choice", stem=f"Number {number}?", spec={"options": ["Yes", "No"], "correct": [0]}
            ),
            author=author,
        )
        for number in range(20)
    ]


def test_a_page_for_each_question_goes_on_where_an_answer_is_missing(quiz, client, attempt):
    authoring.change_terms(quiz=quiz, terms=authoring.Terms(title="Valves", layout=Quiz.Layout.EACH))
    first, second = (f"/attempts/{attempt.pk}/questions/{position}/" for position in (1, 2))
    assert client.get(attempt.get_absolute_url()).url == first
    fields = read_fields(client.get(first)) | {"page": "1", "go": "2"}
    assert client.post(f"/attempts/{attempt.pk}/save/", fields | choose({1: "1"})).url == second
    page = client.get(attempt.get_absolute_url(), follow=True)
    assert page.redirect_chain[-1][0] == second
    assert "1 of 2 answered" in page.content.decode()


def test_an_answer_that_was_taken_back_is_missing_again(quiz, client, attempt):
    authoring.change_terms(quiz=quiz, terms=authoring.Terms(title="Valves", layout=Quiz.Layout.EACH))
    first = f"/attempts/{attempt.pk}/questions/1/"
    for choices in ({1: "1"}, {}):
        client.post(f"/attempts/{attempt.pk}/save/", read_fields(client.get(first)) | choose(choices) | EMPTY_FIELD)
    assert "0 of 2 answered" in client.get(first).content.decode()
    assert client.get(attempt.get_absolute_url()).url == first


def test_without_a_way_back_a_passed_question_leads_to_the_current_one(quiz, client, attempt):
    authoring.change_terms(quiz=quiz, terms=authoring.Terms(title="Valves", layout=Quiz.Layout.ONE_WAY))
    first, second = (f"/attempts/{attempt.pk}/questions/{position}/" for position in (1, 2))
    assert client.get(second).url == first
    client.post(f"/attempts/{attempt.pk}/save/", read_fields(client.get(first)) | {"page": "1", "go": "2"})
    assert client.get(first).url == second


def test_the_page_says_how_long_is_left_by_the_clock_of_the_server(quiz, client, attempt):
    authoring.change_terms(quiz=quiz, terms=authoring.Terms(title="Valves", time_limit=30))
    text = client.get(attempt.get_absolute_url()).content.decode()
    seconds = int(text.partition('data-seconds="')[2].partition('"')[0])
    assert 1700 < seconds <= 1800
    saved = client.post(f"/attempts/{attempt.pk}/save/", choose({1: "1"}), headers=AUTOSAVE)
    assert 1700 < int(saved["X-Seconds-Left"]) <= 1800
