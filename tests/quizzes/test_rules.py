"""Windows, limits, lateness and accommodations, to the second and across changes of the clocks."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from quizzes import accommodations, attempts, authoring, drawing, rules
from quizzes.accommodations import AccommodationError, Grant
from quizzes.attempts import AttemptClosedError, AttemptError
from quizzes.models import Accommodation, Attempt, Quiz
from quizzes.models.attempts import GRACE
from tests.quizzes.conftest import RIGHT

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
TERMS = authoring.Terms(title="Valves", time_limit=30)
NOW = timezone.now()


def start(quiz, student, *, now=NOW, **changes) -> Attempt:
    authoring.change_terms(quiz=quiz, terms=replace(TERMS, **changes))
    return attempts.start(quiz=quiz, student=student, now=now)


def test_a_time_limit_ends_to_the_second_and_leaves_a_grace_for_the_network(quiz, student, fill):
    attempt = start(quiz, student)
    end = NOW + 30 * MINUTE
    assert attempt.ends_at == end
    late_but_sent_in_time = end + GRACE - SECOND
    assert attempts.save(attempt=attempt, sheet=fill(attempt, {1: "1"}), now=late_but_sent_in_time).saved == {1}
    with pytest.raises(AttemptClosedError, match="Time was up"):
        attempts.save(attempt=attempt, sheet=fill(attempt, {2: "0"}), now=end + GRACE)
    attempt.refresh_from_db()
    assert (attempt.submitted_at, attempt.was_closed, attempt.points) == (end, True, 1)


def test_a_submit_within_the_grace_was_handed_in_at_the_last_moment(quiz, student, fill):
    attempt = start(quiz, student)
    attempts.submit(attempt=attempt, sheet=fill(attempt, RIGHT), now=NOW + 30 * MINUTE + 5 * SECOND)
    attempt.refresh_from_db()
    assert (attempt.submitted_at, attempt.was_closed) == (NOW + 30 * MINUTE, False)


def test_the_window_cuts_a_time_limit_short(quiz, student):
    assert start(quiz, student, due_at=NOW + 10 * MINUTE).ends_at == NOW + 10 * MINUTE


def test_a_limit_lasts_as_long_as_it_says_when_the_clocks_change(quiz, student):
    for day in (datetime(2026, 3, 29, 1, 50), datetime(2026, 10, 25, 2, 50)):
        started = day.replace(tzinfo=ZoneInfo("Europe/Berlin")).astimezone(UTC)
        Attempt.objects.all().delete()
        attempt = start(quiz, student, now=started)
        assert attempt.ends_at is not None
        assert attempt.ends_at - attempt.started_at == 30 * MINUTE


def test_a_worker_whose_clock_is_slow_closes_nothing_early_and_a_fast_one_cannot_shorten_a_limit(quiz, student, fill):
    attempt = start(quiz, student)
    assert attempts.close_overdue(now=NOW - 3 * HOUR) == 0
    stored = Attempt.objects.get().ends_at
    attempts.save(attempt=attempt, sheet=fill(attempt, {1: "1"}), now=NOW + 29 * MINUTE)
    assert Attempt.objects.get().ends_at == stored == NOW + 30 * MINUTE


@pytest.mark.parametrize(
    ("per", "after", "percent"),
    [
        ("once", timedelta(0), 0),
        ("once", SECOND, 10),
        ("hour", HOUR, 10),
        ("hour", HOUR + SECOND, 20),
        ("day", 25 * HOUR, 20),
        ("hour", 40 * HOUR, 100),
    ],
)
def test_lateness_is_counted_from_the_second_after_it_was_due(per, after, percent):
    late = rules.Rules(is_published=True, attempts_allowed=1, due_at=NOW, late_percent=Decimal(10), late_per=per)
    assert late.measure_lateness(NOW + after) == percent


def test_late_answers_lose_what_was_announced(quiz, student, fill):
    late = {"due_at": NOW + HOUR, "closes_at": NOW + 9 * HOUR, "late_percent": Decimal(25), "time_limit": None}
    attempt = start(quiz, student, **late)
    attempts.submit(attempt=attempt, sheet=fill(attempt, RIGHT), now=NOW + 2 * HOUR)
    attempt.refresh_from_db()
    assert (attempt.late_percent, attempt.points) == (25, Decimal("1.5"))


def test_who_was_done_in_time_but_forgot_to_submit_is_not_late(quiz, student, fill):
    late = {"due_at": NOW + HOUR, "closes_at": NOW + 9 * HOUR, "late_percent": Decimal(25), "time_limit": None}
    attempt = start(quiz, student, **late)
    attempts.save(attempt=attempt, sheet=fill(attempt, RIGHT), now=NOW + 30 * MINUTE)
    attempts.close_overdue(now=NOW + 10 * HOUR)
    attempt.refresh_from_db()
    assert (attempt.late_percent, attempt.points) == (0, 2)


def test_extra_time_lengthens_the_limit_and_moves_the_end(quiz, student, course):
    grant = Grant(time_factor=Decimal("1.5"), extra_minutes=5)
    accommodations.give(course=course, quiz=None, whom=student, grant=grant)
    attempt = start(quiz, student, due_at=NOW + 30 * MINUTE)
    assert attempt.ends_at == NOW + 50 * MINUTE


def test_time_granted_during_an_attempt_counts_at_once_and_can_be_taken_back(quiz, student, section, course):
    attempt = start(quiz, student)
    given = accommodations.give(course=course, quiz=quiz, whom=section, grant=Grant(extra_minutes=10))
    attempt.refresh_from_db()
    assert attempt.ends_at == NOW + 40 * MINUTE
    accommodations.take_back(accommodation=given)
    attempt.refresh_from_db()
    assert attempt.ends_at == NOW + 30 * MINUTE


def test_the_closest_accommodation_speaks_for_each_thing_it_grants(quiz, student, section, course):
    accommodations.give(course=course, quiz=quiz, whom=section, grant=Grant(extra_minutes=10, extra_attempts=2))
    accommodations.give(course=course, quiz=None, whom=student, grant=Grant(extra_minutes=20))
    authoring.change_terms(quiz=quiz, terms=TERMS)
    theirs = rules.read(quiz=quiz, student=student)
    assert (theirs.minutes, theirs.attempts_allowed) == (50, 3)
    assert rules.read_all(quiz=quiz, students=[student.pk]) == {student.pk: theirs}


def test_others_get_nothing_of_it(quiz, student, other_student, course):
    accommodations.give(course=course, quiz=quiz, whom=student, grant=Grant(extra_attempts=1))
    assert rules.read(quiz=quiz, student=other_student).attempts_allowed == 1


@pytest.mark.parametrize(
    ("grant", "for_all", "sentence"),
    [
        (Grant(), False, "Say what is granted"),
        (Grant(due_at=NOW), True, "Dates belong to one quiz"),
        (Grant(opens_at=NOW, due_at=NOW), False, "due before it opens"),
    ],
)
def test_a_grant_that_makes_no_sense_is_refused(quiz, student, course, grant, for_all, sentence):
    with pytest.raises(AccommodationError, match=sentence):
        accommodations.give(course=course, quiz=None if for_all else quiz, whom=student, grant=grant)
    assert not Accommodation.objects.exists()


def test_an_access_code_opens_whatever_its_capitals(quiz, student):
    authoring.change_terms(quiz=quiz, terms=replace(TERMS, access_code="Blue Door"))
    with pytest.raises(AttemptError, match="not the access code"):
        attempts.start(quiz=quiz, student=student, code="red")
    assert attempts.start(quiz=quiz, student=student, code="  bluedoor ").is_open


def test_without_a_way_back_an_answer_that_was_passed_stays(quiz, student, fill):
    attempt = start(quiz, student, layout=Quiz.Layout.ONE_WAY)
    attempt = Attempt.objects.select_related("quiz").get()
    assert attempts.save(attempt=attempt, sheet=fill(attempt, RIGHT)).locked == {2}
    for _ in range(2):
        attempts.move_on(attempt=attempt, position=1)
    saving = attempts.save(attempt=attempt, sheet=fill(attempt, {1: "0", 2: "0"}))
    assert (saving.locked, saving.saved) == ({1}, {2})


def test_a_pool_repeats_nothing_until_it_is_used_up(draft_quiz, student, deck):
    questions = list(deck.questions.order_by("position")[:2])
    points = dict.fromkeys(questions, Decimal(3))
    draws = authoring.Draws(dict.fromkeys(questions, "A"), {"A": 1})
    terms = replace(TERMS, attempts_allowed=6)
    authoring.change_quiz(quiz=draft_quiz, terms=terms, points=points, draws=draws)
    authoring.publish(quiz=draft_quiz)
    assert draft_quiz.grade_item is not None
    assert draft_quiz.grade_item.max_points == 3
    asked = []
    for _ in range(6):
        attempt = attempts.start(quiz=draft_quiz, student=student)
        asked.append(attempt.answers.get().version.question_id)
        attempts.submit(attempt=attempt)
    assert [len({*asked[i : i + 2]}) for i in (0, 2, 4)] == [2, 2, 2]


@pytest.mark.parametrize(("worth", "draw", "sentence"), [((1, 2), 1, "worth the same"), ((1, 1), 3, "1 to 2")])
def test_a_pool_that_would_be_unfair_is_refused(draft_quiz, deck, worth, draw, sentence):
    questions = list(deck.questions.order_by("position")[:2])
    points = dict(zip(questions, map(Decimal, worth), strict=True))
    draws = authoring.Draws(dict.fromkeys(questions, "A"), {"A": draw})
    with pytest.raises(authoring.AuthoringError, match=sentence):
        authoring.choose_questions(quiz=draft_quiz, points=points, draws=draws)


def test_a_shuffled_order_is_drawn_from_the_seed_and_differs_between_attempts(draft_quiz):
    draft_quiz.shuffle_questions = True
    places = list(draft_quiz.places.order_by("position"))
    orders = [
        [place.pk for place in drawing.draw(quiz=draft_quiz, places=places, seen={}, seed=seed)] for seed in range(20)
    ]
    again = [place.pk for place in drawing.draw(quiz=draft_quiz, places=places, seen={}, seed=7)]
    assert again == orders[7]
    assert {tuple(order) for order in orders} == {tuple(again), tuple(reversed(again))}


def test_the_average_of_the_attempts_counts_where_the_quiz_says_so(quiz, student, fill):
    authoring.change_terms(quiz=quiz, terms=replace(TERMS, attempts_allowed=2, counting=Quiz.Counting.AVERAGE))
    for choices in (RIGHT, {}):
        attempt = attempts.start(quiz=quiz, student=student)
        attempts.submit(attempt=attempt, sheet=fill(attempt, choices))
    quiz.refresh_from_db()
    assert quiz.grade_item.counting == "average"
