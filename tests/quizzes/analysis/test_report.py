"""A whole quiz, answered and analysed."""

import pytest

from courseapp.courses.models import Role
from quizzes import attempts, objections, rulings, trails
from quizzes.analysis import guessing, mastery, raw, reading, report
from quizzes.analysis.sentences import Figures, list_hints, list_remarks
from quizzes.models import Question
from quizzes.question_types import Offered
from tests.conftest import enrol
from tests.quizzes.conftest import RIGHT, WRONG


@pytest.fixture
def taken(quiz, course, fill):
    """Six know everything, six nothing; everybody gets the second question as they get the first."""
    for number in range(12):
        student = enrol(course=course, email=f"s{number}@example.edu", name=f"=S{number}", role=Role.STUDENT)
        attempt = attempts.start(quiz=quiz, student=student)
        attempts.submit(attempt=attempt, sheet=fill(attempt, RIGHT if number % 2 else WRONG))
    return quiz


def test_the_figures_of_a_quiz(taken):
    analysed = report.analyse(reading.read(taken))
    first = analysed.items[0]
    assert (analysed.size, analysed.mean, analysed.most) == (12, 1.0, 2.0)
    assert analysed.alpha == pytest.approx(1)
    assert (first.facility, first.guess, first.upper_lower) == (0.5, pytest.approx(1 / 3), 1.0)
    assert first.discrimination == pytest.approx(1)
    assert [tally.count for tally in first.tallies] == [6, 6, 0]
    assert first.tallies[1].shares[-1] == 1
    assert sum(bar.count for bar in analysed.histogram.bars) == 12


def test_reading_takes_a_constant_number_of_queries(taken, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        report.analyse(reading.read(taken))


def test_slides_are_listed_by_how_well_their_questions_are_mastered(taken):
    listed = mastery.list_slides(reading.read(taken))
    assert {share.share for share in listed} == {0.5}
    assert {position for each in listed for position in each.positions} == {1, 2}


def test_a_quiz_that_nobody_took_has_no_figures(quiz):
    analysed = report.analyse(reading.read(quiz))
    assert (analysed.size, analysed.mean, analysed.alpha, analysed.remarked) == (0, None, None, ())


def test_raw_answers_hold_no_formula_that_a_spreadsheet_would_run(taken):
    lines = list(raw.write_csv(taken))
    assert len(lines) == 25
    assert lines[1].startswith("'=S0,")


A, B, C = Offered("A", "", True), Offered("B", "", False), Offered("C", "", False)
FINE = Figures(asked=40, facility=0.6, guess=1 / 3, discrimination=0.4)


def test_a_key_that_the_strongest_do_not_choose_is_suspect():
    remarks = list_remarks(FINE, [(A, (0, 0, 0, 0, 0.3), 9), (B, (0, 0, 0, 0, 0.7), 20), (C, (0, 0, 0, 0, 0), 11)])
    assert remarks == ("The strongest students choose B: check the key.",)


def test_a_good_question_is_left_alone():
    choices = [(A, (0, 0, 0, 0, 0.9), 30), (B, (0, 0, 0, 0, 0.1), 5), (C, (0, 0, 0, 0, 0), 5)]
    assert list_remarks(FINE, choices) == list_hints(FINE, choices) == ()


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        (Figures(40, 0.6, 1 / 3, -0.2), "does worse here"),
        (Figures(40, 0.2, 1 / 3, 0.2), "than by guessing"),
        (Figures(40, 0.1, None, 0.2), "Hardly anybody"),
        (Figures(40, 0.6, 1 / 3, 0.05), "about equally well"),
    ],
)
def test_what_looks_wrong_is_said(figures, words):
    (remark,) = list_remarks(figures, [])
    assert words in remark


def test_of_few_students_nothing_is_said():
    assert list_remarks(Figures(9, 0.0, 1 / 3, -1), []) == ()


THREE_STATEMENTS = [{"text": text, "correct": True} for text in "abc"]


@pytest.mark.parametrize(
    ("kind", "spec", "expected"),
    [
        ("single_choice", {"options": ["a", "b", "c", "d"], "correct": [0, 1]}, 0.5),
        ("single_choice", {"options": ["a", "b"], "correct": []}, None),
        ("true_false", {"correct": True}, 0.5),
        ("true_false", {"statements": THREE_STATEMENTS}, 0.5),
        ("true_false", {"statements": THREE_STATEMENTS, "credit": "all_or_nothing"}, 1 / 8),
        ("true_false", {"statements": THREE_STATEMENTS, "credit": "right_minus_wrong"}, (1 + 3 / 3) / 8),
        ("multiple_choice", {"options": ["a", "b"], "correct": [0], "credit": "all_or_nothing"}, 1 / 3),
        ("numeric", {"answer": 3}, None),
    ],
)
def test_guessing_earns_what_every_click_as_likely_earns(kind, spec, expected):
    version = guessing.QuestionVersion(kind=kind, spec=spec)
    assert guessing.expect_score(version) == (None if expected is None else pytest.approx(expected))


def test_a_trail_tells_the_order_of_saving(attempt, fill):
    attempts.save(attempt=attempt, sheet=fill(attempt, {2: "0"}))
    attempts.save(attempt=attempt, sheet=fill(attempt, {1: "0"}))
    assert [step.answer.position for step in trails.read(attempt)] == [2, 1]


def test_a_comment_reaches_the_staff_and_its_reply_the_student(attempt, fill, course, instructor):
    with pytest.raises(objections.ObjectionError, match="once you have submitted"):
        objections.raise_objection(attempt=attempt, position=1, text="Too early")
    attempts.submit(attempt=attempt, sheet=fill(attempt, RIGHT))
    attempt.refresh_from_db()
    comment = objections.raise_objection(attempt=attempt, position=1, text=" C is right too. ")
    assert objections.count_waiting(course=course) == 1
    assert objections.settle(objection=comment, author=instructor, reply="No.")
    assert not objections.settle(objection=comment, author=instructor, reply="Again")
    assert objections.list_of_attempt(attempt)[1][0].reply == "No."
    assert objections.count_waiting(course=course) == 0


def test_a_corrected_key_leads_to_the_decision(attempt, fill, quiz, instructor, sign_in):
    attempts.submit(attempt=attempt, sheet=fill(attempt, RIGHT))
    question = quiz.places.get(position=1).question
    data = {"stem": "Which?", "points": "1", "option_0": "Everything", "option_1": "Nothing", "option_2": "Half of it"}
    client = sign_in(instructor)
    saved = client.post(f"/questions/{question.pk}/", {**data, "correct": "1", "based_on": "1"})
    assert saved.url.startswith("/decks/")  # other words, the same key
    saved = client.post(f"/questions/{question.pk}/", {**data, "correct": "0", "based_on": "2"})
    page = f"{quiz.get_absolute_url()}questions/{question.pk}/"
    assert saved.url == page
    decision = {"kind": "key", "reason": "A is right."}
    assert "1 of 1 attempt changes" in client.post(page, decision).content.decode()
    client.post(page, {**decision, "apply": "1"})
    attempt.refresh_from_db()
    assert attempt.points == 1
    assert rulings.find_corrected(quiz=quiz, question=Question.objects.get(pk=question.pk)) is None
    told = sign_in(attempt.student).get(attempt.get_absolute_url()).content.decode()
    assert "A is right." in told
    assert "Your answer, not right" in told
