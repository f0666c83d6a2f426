"""Starting, saving and submitting: durable, fair by the clock, graded once."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courseapp.gradebook.models import GradeEntry
from quizzes import attempts, authoring, questions, tasks
from quizzes.attempts import AttemptClosedError, AttemptError
from quizzes.models import Answer, Attempt
from quizzes.models.attempts import GRACE
from quizzes.sheets import Entry, Sheet
from tests.quizzes.conftest import RIGHT, WRONG


def read_choices(attempt: Attempt) -> dict[int, str | None]:
    stored = Answer.objects.filter(attempt=attempt).values_list("position", "data")
    return {position: data and data["choice"][0] for position, data in stored}


def test_an_attempt_refers_to_the_versions_of_its_start(attempt, deck):
    question = deck.questions.get(position=1)
    wording = questions.read_wording(question.latest)
    questions.revise(question=question, wording=replace(wording, stem="Reworded"), author=None)
    assert attempt.answers.get(position=1).version.stem == "What does a valve of 0 let through?"


def test_starting_twice_gives_the_same_attempt(attempt, quiz, student):
    assert attempts.start(quiz=quiz, student=student) == attempt
    assert Attempt.objects.count() == 1


def test_each_attempt_has_its_own_seed(attempt, quiz, other_student):
    assert attempts.start(quiz=quiz, student=other_student).seed != attempt.seed


def test_what_was_saved_is_there(attempt, fill):
    saving = attempts.save(attempt=attempt, sheet=fill(attempt, {1: "1"}))
    assert saving.saved == {1}
    assert read_choices(attempt) == {1: "1", 2: None}
    assert attempt.answers.get(position=1).saved_at is not None


def test_right_answers_earn_their_points_in_the_gradebook(attempt, quiz, student, fill):
    assert attempts.submit(attempt=attempt, sheet=fill(attempt, RIGHT)).is_complete
    attempt.refresh_from_db()
    assert (attempt.points, attempt.max_points) == (2, 2)
    entry = GradeEntry.objects.get()
    assert (entry.item, entry.student, entry.points) == (quiz.grade_item, student, Decimal(2))
    assert entry.origin == f"attempt:{attempt.pk}"


@pytest.mark.parametrize(("choices", "points"), [(WRONG, 0), ({1: "1"}, 1), ({}, 0)])
def test_wrong_and_missing_answers_earn_nothing(attempt, fill, choices, points):
    attempts.submit(attempt=attempt, sheet=fill(attempt, choices))
    attempt.refresh_from_db()
    assert attempt.points == points


def test_points_are_those_of_the_quiz(draft_quiz, student, fill):
    places = [place.question for place in draft_quiz.places.select_related("question__current")]
    authoring.choose_questions(quiz=draft_quiz, points=dict(zip(places, [Decimal("2.5"), Decimal(4)], strict=True)))
    authoring.publish(quiz=draft_quiz)
    attempt = attempts.start(quiz=draft_quiz, student=student)
    attempts.submit(attempt=attempt, sheet=fill(attempt, {1: "1"}))
    attempt.refresh_from_db()
    assert (attempt.points, attempt.max_points) == (Decimal("2.5"), Decimal("6.5"))


def test_submitting_again_changes_nothing(attempt, fill):
    attempts.submit(attempt=attempt, sheet=fill(attempt, RIGHT))
    before = Attempt.objects.values().get()
    attempts.submit(attempt=attempt, sheet=fill(attempt, WRONG))
    assert Attempt.objects.values().get() == before
    assert read_choices(attempt) == RIGHT
    assert GradeEntry.objects.count() == 1


def test_a_submitted_attempt_takes_no_more_answers(attempt, fill):
    attempts.submit(attempt=attempt, sheet=fill(attempt, RIGHT))
    with pytest.raises(AttemptClosedError, match="has been submitted"):
        attempts.save(attempt=attempt, sheet=fill(attempt, WRONG))
    assert read_choices(attempt) == RIGHT


def test_a_malformed_answer_is_not_a_wrong_one(attempt, fill):
    attempts.save(attempt=attempt, sheet=fill(attempt, RIGHT))
    sheet = Sheet((Entry(1, {"choice": ["97"]}, revision=1), Entry(77, {"choice": ["1"]})))
    assert attempts.submit(attempt=attempt, sheet=sheet).malformed == {1, 77}
    attempt.refresh_from_db()
    assert attempt.is_open
    assert read_choices(attempt) == RIGHT


def test_a_malformed_answer_does_not_keep_the_others_from_being_saved(attempt, fill):
    sheet = Sheet((Entry(1, {"choice": ["x"]}, revision=0), *fill(attempt, {2: "0"}).entries))
    saving = attempts.save(attempt=attempt, sheet=sheet)
    assert (saving.malformed, saving.saved) == ({1}, {2})
    assert read_choices(attempt) == {1: None, 2: "0"}


def test_an_older_page_does_not_overwrite(attempt, fill):
    older, newer = fill(attempt, {1: "0"}, tab="a" * 16), fill(attempt, {1: "1"}, tab="b" * 16)
    attempts.save(attempt=attempt, sheet=newer)
    assert attempts.save(attempt=attempt, sheet=older).conflicts == {1}
    assert read_choices(attempt)[1] == "1"


def test_nothing_is_submitted_while_two_pages_disagree(attempt, fill):
    older, newer = fill(attempt, {1: "0"}), fill(attempt, {1: "1"})
    attempts.save(attempt=attempt, sheet=newer)
    assert not attempts.submit(attempt=attempt, sheet=older).is_complete
    attempt.refresh_from_db()
    assert attempt.is_open


def test_saving_the_same_again_is_no_conflict(attempt, fill):
    sheet = fill(attempt, RIGHT)
    attempts.save(attempt=attempt, sheet=sheet)
    assert attempts.save(attempt=attempt, sheet=sheet).is_complete


def test_a_quiz_cannot_be_started_before_it_opens(quiz, student, tomorrow):
    terms = authoring.Terms(title=quiz.title, opens_at=tomorrow - timedelta(hours=1), due_at=tomorrow)
    authoring.change_terms(quiz=quiz, terms=terms)
    with pytest.raises(AttemptError, match="opens on"):
        attempts.start(quiz=quiz, student=student)
    assert attempts.start(quiz=quiz, student=student, now=terms.opens_at).is_open


def test_a_quiz_cannot_be_started_at_its_due_second(quiz, student, tomorrow):
    with pytest.raises(AttemptError, match="was due"):
        attempts.start(quiz=quiz, student=student, now=tomorrow)
    assert attempts.start(quiz=quiz, student=student, now=tomorrow - timedelta(seconds=1)).is_open


def test_an_unpublished_quiz_cannot_be_started(draft_quiz, student):
    with pytest.raises(AttemptError, match="not published"):
        attempts.start(quiz=draft_quiz, student=student)


def test_there_are_as_many_attempts_as_allowed(quiz, student, tomorrow):
    authoring.change_terms(quiz=quiz, terms=authoring.Terms(title="Valves", due_at=tomorrow, attempts_allowed=2))
    numbers = []
    for _ in range(2):
        attempt = attempts.start(quiz=quiz, student=student)
        attempts.submit(attempt=attempt)
        numbers.append(attempt.number)
    assert numbers == [1, 2]
    with pytest.raises(AttemptError, match="All 2 attempts are used"):
        attempts.start(quiz=quiz, student=student)


def test_answers_are_taken_until_the_due_second_and_its_grace_and_then_no_more(attempt, fill, tomorrow):
    last = tomorrow + GRACE
    attempts.save(attempt=attempt, sheet=fill(attempt, {1: "1"}), now=last - timedelta(microseconds=1))
    with pytest.raises(AttemptClosedError, match="Time was up before this arrived"):
        attempts.save(attempt=attempt, sheet=fill(attempt, {2: "0"}), now=last)
    attempt.refresh_from_db()
    assert (attempt.submitted_at, attempt.was_closed, attempt.points) == (tomorrow, True, 1)
    assert read_choices(attempt) == {1: "1", 2: None}


def test_a_late_submit_counts_what_was_saved(attempt, fill, tomorrow):
    attempts.save(attempt=attempt, sheet=fill(attempt, {1: "1"}))
    with pytest.raises(AttemptClosedError, match="What you had saved by then has been submitted"):
        attempts.submit(attempt=attempt, sheet=fill(attempt, RIGHT), now=tomorrow + GRACE)
    attempt.refresh_from_db()
    assert attempt.points == 1
    assert GradeEntry.objects.get().points == 1


def test_a_repeated_submit_after_the_due_date_is_still_only_a_repetition(attempt, fill, tomorrow):
    attempts.submit(attempt=attempt, sheet=fill(attempt, RIGHT))
    assert attempts.submit(attempt=attempt, sheet=fill(attempt, RIGHT), now=tomorrow).is_complete
    attempt.refresh_from_db()
    assert not attempt.was_closed


def test_what_is_overdue_is_submitted_though_nobody_is_there(attempt, quiz, other_student, fill, tomorrow):
    attempts.start(quiz=quiz, student=other_student)
    attempts.save(attempt=attempt, sheet=fill(attempt, RIGHT))
    assert attempts.close_overdue(now=tomorrow + GRACE - timedelta(seconds=1)) == 0
    assert attempts.close_overdue(now=tomorrow + GRACE) == 2
    assert attempts.close_overdue(now=tomorrow + GRACE) == 0
    assert list(GradeEntry.objects.order_by("points").values_list("points", flat=True)) == [0, 2]


def test_moving_the_due_date_keeps_an_attempt_open(attempt, quiz, fill, tomorrow):
    later = tomorrow + timedelta(days=1)
    authoring.change_terms(quiz=quiz, terms=authoring.Terms(title="Valves", due_at=later))
    attempt = Attempt.objects.select_related("quiz").get()
    assert attempts.save(attempt=attempt, sheet=fill(attempt, RIGHT), now=tomorrow).is_complete


def test_a_quiz_without_due_date_stays_open(draft_quiz, student, fill):
    authoring.change_terms(quiz=draft_quiz, terms=authoring.Terms(title="Valves"))
    authoring.publish(quiz=draft_quiz)
    attempt = attempts.start(quiz=draft_quiz, student=student)
    late = timezone.now() + timedelta(days=900)
    assert attempts.submit(attempt=attempt, sheet=fill(attempt, RIGHT), now=late).is_complete


def test_whoever_has_started_may_finish_after_the_quiz_was_unpublished(attempt, quiz, fill):
    authoring.unpublish(quiz=quiz)
    attempts.submit(attempt=attempt, sheet=fill(attempt, RIGHT))
    assert GradeEntry.objects.get().points == 2


def test_saving_many_answers_costs_no_more_than_saving_one(attempt, fill, django_assert_num_queries):
    sheet = fill(attempt, RIGHT)
    with django_assert_num_queries(5):  # savepoint, lock, read, write, release
        attempts.save(attempt=attempt, sheet=sheet)
    sheet = fill(attempt, {1: "0"})
    with django_assert_num_queries(2):  # read, write
        attempts.save(attempt=attempt, sheet=sheet)


def test_a_single_answer_that_comes_while_the_attempt_is_submitted_changes_nothing(attempt, fill):
    attempts.save(attempt=attempt, sheet=fill(attempt, {1: "0"}))
    sheet = fill(attempt, {1: "1"})
    attempts.submit(attempt=Attempt.objects.get(pk=attempt.pk))
    assert attempt.is_open  # so it was when its page was found
    with pytest.raises(AttemptClosedError):
        attempts.save(attempt=attempt, sheet=sheet)
    assert attempt.answers.get(position=1).data == {"choice": ["0"]}


def test_a_worker_whose_clock_is_wrong_closes_nothing_early(attempt, fill, monkeypatch, tomorrow):
    attempts.save(attempt=attempt, sheet=fill(attempt, RIGHT))
    monkeypatch.setattr(timezone, "now", lambda: tomorrow + timedelta(days=1))
    assert tasks.close_overdue() == 0
    assert attempts.save(attempt=attempt, sheet=fill(attempt, {1: "0"})).is_complete
    attempt.refresh_from_db()
    assert attempt.is_open


def test_whoever_submits_holds_the_quiz_before_the_attempt(attempt, quiz, other_student, fill, tomorrow):
    """As whoever changes the quiz does: the other way round each would wait for the other."""
    attempts.start(quiz=quiz, student=other_student)
    sheet = fill(attempt, RIGHT)
    for act in (
        lambda: attempts.submit(attempt=attempt, sheet=sheet),
        lambda: attempts.close_overdue(now=tomorrow + GRACE),
    ):
        with CaptureQueriesContext(connection) as asked:
            act()
        inside = [query["sql"] for query in asked if "SAVEPOINT" in query["sql"] or "FROM" in query["sql"]]
        begin = next(place for place, sql in enumerate(inside) if sql.startswith("SAVEPOINT"))
        assert 'FROM "quizzes_quiz"' in inside[begin + 1]
        assert 'FROM "quizzes_attempt"' in inside[begin + 2]
