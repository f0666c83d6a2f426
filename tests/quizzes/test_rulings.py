"""Setting a question right after it was answered."""

from dataclasses import replace
from decimal import Decimal

import pytest

from courseapp.gradebook import history, ledger
from courseapp.gradebook.models import GradeEntry
from quizzes import attempts, questions, rulings
from quizzes.models import Attempt, Ruling
from quizzes.rulings import Proposal
from tests.quizzes.conftest import RIGHT, WRONG

Kind = Ruling.Kind


@pytest.fixture
def first(quiz):
    return quiz.places.get(position=1).question


@pytest.fixture
def take(quiz, fill):
    def take_quiz(student, choices):
        attempt = attempts.start(quiz=quiz, student=student)
        attempts.submit(attempt=attempt, sheet=fill(attempt, choices))
        attempt.refresh_from_db()
        return attempt

    return take_quiz


@pytest.fixture
def taken(take, student, other_student):
    """One has everything right, the other nothing."""
    return take(student, RIGHT), take(other_student, WRONG)


def correct_key(question, instructor, *, correct):
    wording = questions.read_wording(question.latest)
    spec = {**wording.spec, "correct": correct}
    return questions.revise(question=question, wording=replace(wording, spec=spec), author=instructor)


def read_points(*taken):
    return [Attempt.objects.get(pk=attempt.pk).points for attempt in taken]


def read_standing(quiz, student):
    return history.read(item=quiz.grade_item, student=student).standing.points


def test_a_corrected_key_is_previewed_applied_and_taken_back(quiz, first, taken, instructor, student, other_student):
    correct_key(first, instructor, correct=[0])
    proposal = Proposal(kind=Kind.KEY, reason="A is right.")
    effect = rulings.preview(quiz=quiz, question=first, proposal=proposal, author=instructor)
    assert (effect.better, effect.worse, len(effect.changed)) == (1, 1, 2)
    assert read_points(*taken) == [2, 0]

    assert rulings.apply(quiz=quiz, question=first, proposal=proposal, author=instructor) == 2
    assert read_points(*taken) == [1, 1]
    assert [read_standing(quiz, each) for each in (student, other_student)] == [1, 1]
    told = history.read(item=quiz.grade_item, student=other_student).events
    assert [(event.points, event.reason, event.by) for event in told] == [
        (1, "A is right.", "Ines Instructor"),
        (0, "", ""),
    ]

    assert len(rulings.preview_withdrawal(Ruling.objects.get()).changed) == 2
    assert rulings.withdraw(ruling=Ruling.objects.get(), author=instructor) == 2
    assert read_points(*taken) == [2, 0]
    assert [read_standing(quiz, each) for each in (student, other_student)] == [2, 0]
    assert GradeEntry.objects.count() == 6  # nothing was overwritten
    assert rulings.withdraw(ruling=Ruling.objects.get(), author=instructor) == 0


def test_without_a_corrected_question_there_is_nothing_to_mark_by(quiz, first, taken, instructor):
    with pytest.raises(rulings.RulingError, match="already"):
        rulings.apply(quiz=quiz, question=first, proposal=Proposal(Kind.KEY, "Why"), author=instructor)


def test_answers_to_other_options_keep_their_first_key(quiz, first, taken, instructor):
    wording = questions.read_wording(first.latest)
    spec = {**wording.spec, "options": ["Nothing", "Everything", "Half of it"], "correct": [0]}
    questions.revise(question=first, wording=replace(wording, spec=spec), author=instructor)
    effect = rulings.preview(quiz=quiz, question=first, proposal=Proposal(Kind.KEY, "Sorted"), author=instructor)
    assert (effect.unreadable, effect.changed) == (2, ())


@pytest.mark.parametrize(
    ("proposal", "points", "max_points"),
    [
        (Proposal(Kind.FULL, "Two readings"), [2, 1], 2),
        (Proposal(Kind.DROP, "Not taught"), [1, 0], 1),
        (Proposal(Kind.POINTS, "Harder", Decimal(3)), [4, 0], 4),
    ],
)
def test_every_kind_of_ruling_can_be_taken_back(quiz, first, taken, instructor, student, proposal, points, max_points):
    rulings.apply(quiz=quiz, question=first, proposal=proposal, author=instructor)
    quiz.grade_item.refresh_from_db()
    assert read_points(*taken) == points
    assert Attempt.objects.get(pk=taken[0].pk).max_points == max_points == quiz.grade_item.max_points
    assert read_standing(quiz, student) == points[0]
    rulings.withdraw(ruling=Ruling.objects.get(), author=instructor)
    quiz.grade_item.refresh_from_db()
    assert read_points(*taken) == [2, 0]
    assert quiz.grade_item.max_points == 2
    assert quiz.places.get(position=1).points == 1


def test_an_attempt_that_is_submitted_later_is_marked_by_the_ruling_too(
    quiz, first, instructor, student, other_student, take, fill
):
    take(other_student, RIGHT)
    late = attempts.start(quiz=quiz, student=student)
    correct_key(first, instructor, correct=[0])
    rulings.apply(quiz=quiz, question=first, proposal=Proposal(Kind.KEY, "A is right."), author=instructor)
    attempts.submit(attempt=late, sheet=fill(late, {1: "0", 2: "0"}))
    assert read_points(late) == [2]
    assert read_standing(quiz, student) == 2


def test_a_newer_version_is_not_marked_by_an_older_ruling(quiz, first, taken, instructor, take, section, course):
    correct_key(first, instructor, correct=[0])
    rulings.apply(quiz=quiz, question=first, proposal=Proposal(Kind.KEY, "A is right."), author=instructor)
    correct_key(first, instructor, correct=[1])
    assert rulings.find_corrected(quiz=quiz, question=first) == first.latest
    rulings.apply(quiz=quiz, question=first, proposal=Proposal(Kind.KEY, "B after all."), author=instructor)
    assert read_points(*taken) == [2, 0]


def test_what_was_set_by_hand_stays(quiz, first, taken, instructor, student):
    ledger.override(item=quiz.grade_item, student=student, points=Decimal(2), author=instructor, reason="Ill")
    rulings.apply(quiz=quiz, question=first, proposal=Proposal(Kind.DROP, "Not taught"), author=instructor)
    assert read_standing(quiz, student) == 2


def test_the_last_question_that_counts_cannot_be_dropped(quiz, first, taken, instructor):
    second = quiz.places.get(position=2).question
    rulings.apply(quiz=quiz, question=first, proposal=Proposal(Kind.DROP, "Not taught"), author=instructor)
    with pytest.raises(rulings.RulingError, match="No other question"):
        rulings.apply(quiz=quiz, question=second, proposal=Proposal(Kind.DROP, "Neither"), author=instructor)


def test_a_reason_is_asked_for(quiz, first, taken, instructor):
    with pytest.raises(rulings.RulingError, match="Say why"):
        rulings.preview(quiz=quiz, question=first, proposal=Proposal(Kind.FULL, " "), author=instructor)


def test_deciding_takes_the_same_number_of_queries_for_any_number_of_students(
    quiz, first, taken, instructor, django_assert_max_num_queries
):
    with django_assert_max_num_queries(30):
        rulings.apply(quiz=quiz, question=first, proposal=Proposal(Kind.FULL, "Two readings"), author=instructor)
