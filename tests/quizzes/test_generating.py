"""Questions with other numbers for every student: drawn at sync time in the sandbox, kept with the attempt."""

from pathlib import Path

import pytest

from courseapp.courses.content import ContentError
from quizzes import attempts, authoring, content, generating, questions
from quizzes.models import Question, Quiz
from quizzes.questions import QuestionError

SIZES = """
def generate(rng):
    D, H = rng.sample(range(3, 20), 2)
    return {
        "stem": f"How many weights have {D} inputs and {H} units?",
        "answer": H * D,
        "feedback": [{"answer": H + D, "text": "They are multiplied."}],
    }
"""
QUIZ = """
title = "Sizes"
published = true
[[questions]]
name = "sizes"
generator = "sizes.py"
label = "Sizes"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("quizzes", "generators"):
        (tmp_path / name).mkdir()
    (tmp_path / "quizzes" / "sizes.toml").write_text(QUIZ)
    (tmp_path / "generators" / "sizes.py").write_text(SIZES)
    return tmp_path


@pytest.fixture
def quiz(course, folder: Path) -> Quiz:
    content.sync(course=course, folder=folder)
    return course.quizzes.get()


def test_each_attempt_keeps_numbers_of_its_own(quiz, student, other_student):
    asked = []
    for person in (student, other_student):
        attempt = attempts.start(quiz=quiz, student=person)
        version = attempt.answers.get().version
        assert version.variant > 0
        assert version.pk == attempts.start(quiz=quiz, student=person).answers.get().version_id
        asked.append(version.stem)
    question = Question.objects.get()
    assert question.latest.variant == 0
    assert question.versions.filter(variant__gt=0).count() == generating.VARIANTS


def test_syncing_again_runs_and_changes_nothing(quiz, course, folder, settings):
    settings.QUIZ_GENERATOR_RUNNER = "no.such.runner"
    assert {change.action for change in content.sync(course=course, folder=folder)} == {"unchanged"}
    (folder / "quizzes" / "sizes.toml").write_text(QUIZ + "points = 3\n")
    content.sync(course=course, folder=folder)
    latest = Question.objects.get().latest
    assert (latest.number, latest.points) == (2, 3)
    assert latest.question.versions.filter(number=2, variant__gt=0, points=3).count() == generating.VARIANTS


def test_a_changed_generator_draws_anew_and_attempts_keep_what_they_had(quiz, course, folder, student):
    before = attempts.start(quiz=quiz, student=student).answers.get().version.stem
    (folder / "generators" / "sizes.py").write_text(SIZES.replace("How many weights", "How many numbers"))
    content.sync(course=course, folder=folder)
    assert attempts.start(quiz=quiz, student=student).answers.get().version.stem == before
    assert "How many numbers" in Question.objects.get().latest.stem


def test_words_that_are_drawn_are_not_edited_but_points_are(quiz, instructor):
    question = Question.objects.get()
    wording = questions.read_wording(question.latest)
    plain = questions.Wording(wording.kind, wording.stem, wording.spec, points=wording.points + 1)
    assert questions.revise(question=question, wording=plain, author=instructor).generator == wording.generator
    with pytest.raises(QuestionError, match="draws this question anew"):
        questions.revise(
            question=question, wording=questions.Wording("numeric", "Other?", wording.spec), author=instructor
        )


def test_a_built_in_generator_needs_no_sandbox(course, folder, settings):
    settings.QUIZ_GENERATOR_RUNNER = "no.such.runner"
    (folder / "quizzes" / "sizes.toml").write_text('title = "x"\n[[questions]]\ngenerator = "rnn_step"\n')
    content.sync(course=course, folder=folder)
    assert Question.objects.get().latest.generator == "rnn_step"


@pytest.mark.parametrize(
    ("source", "sentences"),
    [
        ("def generate(rng):\n    return {}[rng.random()]\n", ("sizes.py", "line 2", "seed 0", "KeyError")),
        ("def generate(rng:\n", ("sizes.py", "SyntaxError")),
        ("def other(rng): return 1\n", ("no function `generate(rng)`",)),
        ("def generate(rng):\n    return {'stem': '?', 'answer': 'much'}\n", ("seed 0", "not a number")),
        ("def generate(rng):\n    return {'stem': '?', 'answer': 1}\n", ("every seed gives the same",)),
        ("def generate(rng):\n    return 3\n", ("must return a dictionary",)),
        ("def generate(rng):\n    return {'stem': open('/etc/shadow').read()}\n", ("seed 0", "Error")),
        (
            "def generate(rng):\n    n = rng.randrange(40)\n    return {'stem': f'{n}?', 'answer': 1 / (n - 7)}\n",
            ("ZeroDivisionError", "line 3"),
        ),
    ],
)
def test_a_failing_generator_is_its_authors_error(course, folder, source: str, sentences: tuple[str, ...]):
    (folder / "generators" / "sizes.py").write_text(source)
    with pytest.raises(ContentError) as told:
        content.sync(course=course, folder=folder)
    assert all(sentence in str(told.value) for sentence in sentences)
    assert not Question.objects.exists()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("../sizes.py", "a name such as"), ("gone.py", "there is no generator"), ("gone", "no built-in")],
)
def test_a_generator_that_is_not_there_is_named(course, folder, name: str, sentence: str):
    (folder / "quizzes" / "sizes.toml").write_text(f'title = "x"\n[[questions]]\ngenerator = "{name}"\n')
    with pytest.raises(ContentError, match=sentence):
        content.sync(course=course, folder=folder)


def test_a_quiz_of_variants_is_marked_by_the_variants_own_key(quiz, student):
    attempt = attempts.start(quiz=quiz, student=student)
    answer = attempt.answers.get()
    answer.data = {"number": [str(answer.version.spec["answer"])]}
    answer.save()
    attempts.submit(attempt=attempt)
    attempt.refresh_from_db()
    assert attempt.points == 1
    assert authoring.list_obstacles(quiz) == []
