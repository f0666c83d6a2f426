"""How lecturers write questions: each way once in `markups/`, in our own words, with what must be found."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from quizzes.drafting import FoundQuestion, find_questions
from quizzes.slides import read_deck

MARKUPS = Path(__file__).parent / "markups"
EXPECTED: dict[str, Any] = tomllib.loads((MARKUPS / "expected.toml").read_text())
FILES = {path.stem: path for path in MARKUPS.iterdir() if path.suffix != ".toml"}


def find(name: str) -> tuple[FoundQuestion, ...]:
    return find_questions(read_deck(FILES[name].name, FILES[name].read_bytes()))


@pytest.mark.parametrize("name", EXPECTED)
def test_questions_are_found_however_they_are_marked_up(name: str) -> None:
    wanted = EXPECTED[name]["found"]
    found = find(name)
    assert [(list(each.options), list(each.correct)) for each in found] == [
        (each["options"], each["correct"]) for each in wanted
    ]
    for question, each in zip(found, wanted, strict=True):
        assert each["says"] in question.explanation
        assert not question.correct or question.evidence, "a key comes with the words that it was read from"
        assert question.correct or question.doubts or not question.options, "who is unsure says why"


def test_each_file_is_expected_to_give_something() -> None:
    assert FILES.keys() == EXPECTED.keys()


def one(text: str) -> FoundQuestion:
    (question,) = find_questions(read_deck("deck.md", text.encode()))
    return question


def test_a_key_read_from_emphasis_alone_is_doubted() -> None:
    (question,) = find("bold")
    assert question.evidence == "**Two**"
    assert "set apart" in question.doubts[0]


def test_a_key_that_is_ticked_is_not_doubted() -> None:
    (question,) = find("task-list")
    assert (question.doubts, question.evidence) == ((), "[x] Two")


def test_an_answer_and_a_mark_that_disagree_are_told() -> None:
    question = one("# Quiz\nWhich?\n\nA) One\nB) Two ✓\nC) Three\n\nAnswer: C")
    assert (question.options, question.correct) == (("One", "Two", "Three"), (2,))
    assert "Please check the key." in question.doubts[0]


def test_a_number_as_answer_makes_a_numeric_question() -> None:
    (question,) = find("number")
    assert (question.kind, question.answer, question.evidence) == ("numeric", "6", "Answer: 6")


def test_statements_that_are_true_or_false_are_one_question() -> None:
    (question,) = find("statements")
    assert (question.kind, question.evidence) == ("true_false", "1) True 2) False")


def test_the_answer_that_a_speakers_note_gives_is_evidence() -> None:
    (question,) = find("presenter-notes")
    assert question.evidence == "Answer: B"


@pytest.mark.parametrize(
    "said",
    [
        "[Ans: B]",
        "(Answer: B)",
        "Ans) B",
        "Answer - B",
        "Sol.: B)",
        "Key = B",
        "Correct answer is B.",
        "**Answer** B",
        "*Answer: B*",
        "Answer: choice (b)",
        "Answer → B",
        "$\\Rightarrow$ B",
        "=> B",
        "✅ B",
        "So B is the correct answer.",
        "B) Two is right.",
        "Therefore, (b).",
        "Richtig ist b).",
        "**B**",
    ],
)
def test_the_key_is_read_however_it_is_said(said: str) -> None:
    assert one(f"# Quiz\nHow many gates?\n\nA) One\nB) Two\nC) Three\n\n{said}\n").correct == (1,)


@pytest.mark.parametrize("said", ["Correct answers: 1 and 3", "Answer: A & C", "Answer: (a), (c)", "Answers: A, C"])
def test_several_keys_are_read_however_they_are_said(said: str) -> None:
    labels = ("1.", "2.", "3.") if "1" in said else ("A)", "B)", "C)")
    options = "\n".join(f"{label} {text}" for label, text in zip(labels, ("LSTM", "Elman", "GRU"), strict=True))
    assert one(f"# Quiz\nWhich have gates?\n\n{options}\n\n{said}\n").correct == (0, 2)
