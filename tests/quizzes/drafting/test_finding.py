from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.drafting import FoundQuestion, find_questions
from quizzes.slides import DeckError, read_deck

DECKS = Path(__file__).parent.parent / "slides" / "decks"
STEM = "Which unit learns fastest?"
OPTIONS = "A) The first\nB) The second\nC) The third"


def find(*pages: str) -> tuple[FoundQuestion, ...]:
    return find_questions(read_deck("deck.txt", "\f".join([*pages, ""]).encode()))


def find_one(*pages: str) -> FoundQuestion:
    (question,) = find(*pages)
    return question


def test_a_pop_quiz_with_its_answer_on_the_next_frame() -> None:
    deck = read_deck("optimisers.txt", (DECKS / "optimisers.txt").read_bytes())
    assert find_questions(deck) == (
        FoundQuestion(
            kind="single_choice",
            label="Pop Quiz #1",
            stem="On L(x) = $x^2$, which step size makes plain descent land on the minimum at once?",
            options=("0.1", "0.5", "1.0"),
            correct=(1,),
            explanation="Lands on zero\n\n**One Step**\n\n- The slope at x is 2x\n"
            "- A step of half the slope takes us exactly to $x_{1} = 0$",
            slides=(5, 6),
            numbered=True,
            evidence="Answer: B) 0.5 lands on zero",
        ),
    )


def test_an_answer_frame_without_the_word_answer_in_its_text() -> None:
    deck = read_deck("attention.txt", (DECKS / "attention.txt").read_bytes())
    (question,) = find_questions(deck)
    assert (question.label, question.numbered) == ("Checkpoint: why divide?", False)
    assert (question.correct, question.slides) == ((1,), (4, 5))
    assert question.explanation.startswith("Large scores push")
    assert question.doubts == ()


@pytest.mark.parametrize(
    "options",
    [
        "A) The first\nB) The second\nC) The third",
        "- A) The first\n- B) The second\n- C) The third",
        "(A) The first\n(B) The second\n(C) The third",
        "A. The first\nB. The second\nC. The third",
        "a) The first\nb) The second\nc) The third",
        "• (a) The first\n• (b) The second\n• (c) The third",
        "A) The first   B) The second   C) The third",
        "A) The first   C) The third\nB) The second",
        "1. The first\n2. The second\n3. The third",
    ],
)
def test_options_however_they_are_labelled(options: str) -> None:
    question = find_one(f"Pop Quiz 1\n{STEM}\n{options}", "Pop Quiz 1 - Answer\nAnswer: B) The second")
    assert question.stem == STEM
    assert question.options == ("The first", "The second", "The third")
    assert (question.correct, question.doubts) == ((1,), ())


@pytest.mark.parametrize(
    ("answer", "correct", "explanation"),
    [
        ("Answer: B", (1,), ""),
        ("Answer: B)", (1,), ""),
        ("Answer: (b)", (1,), ""),
        ("**Answer: B)** The second", (1,), ""),
        ("**Answer:** B. The second", (1,), ""),
        ("Correct answer: B) The second - it has no gate.", (1,), "It has no gate."),
        ("Ans: B – The second; it has no gate.", (1,), "It has no gate."),
        ("The answer is B, because it has no gate.", (1,), "It has no gate."),
        ("Answer: The second. It has no gate.", (1,), "It has no gate."),
        ("Answer: A and C", (0, 2), ""),
        ("Answer: A, B and C.", (0, 1, 2), ""),
        ("Answer: Option C", (2,), ""),
        ("- Answer: B) The second", (1,), ""),
    ],
)
def test_the_key_however_it_is_given(answer: str, correct: tuple[int, ...], explanation: str) -> None:
    quiz = f"Pop Quiz 1\n{STEM}\n{OPTIONS}"
    for question in (find_one(f"{quiz}\n\n{answer}"), find_one(quiz, f"Pop Quiz 1 - Answer\n{answer}")):
        assert (question.correct, question.explanation) == (correct, explanation)
        assert question.evidence
        assert question.kind == ("multiple_choice" if len(correct) > 1 else "single_choice")


def test_an_answer_on_the_same_frame_keeps_one_slide() -> None:
    question = find_one(f"Quick Quiz\n{STEM}\n{OPTIONS}\n\nAnswer: C\n\nImportant: Why\nThe third has no gate.")
    assert question.slides == (1,)
    assert question.explanation == "**Why**\n\nThe third has no gate."


def test_an_answer_at_the_end_of_the_deck_is_found_by_its_number() -> None:
    pages = (
        f"Pop Quiz #2\n{STEM}\n{OPTIONS}",
        "Gates\n- one",
        "Pop Quiz #1 - Answer\nAnswer: A",
        "Pop Quiz #2 - Answer\nAnswer: C",
    )
    assert (find_one(*pages).correct, find_one(*pages).slides) == ((2,), (1, 4))


def test_an_answer_in_a_list_of_solutions_is_found_by_its_number() -> None:
    question = find_one(
        f"Pop Quiz #2\n{STEM}\n{OPTIONS}", "Gates\n- one", "Pop Quiz Solutions\n- Quiz 1: A\n- Quiz 2: C) The third"
    )
    assert (question.correct, question.slides) == ((2,), (1, 3))
    assert question.evidence == "Quiz 2: C) The third"


def test_options_printed_as_numbers_may_be_answered_by_letter() -> None:
    question = find_one(f"Pop Quiz 1\n{STEM}\n1. one\n2. two\n3. three", "Pop Quiz 1 - Answer\nAnswer: C) three")
    assert (question.correct, question.doubts) == ((2,), ())


def test_a_missing_key_is_asked_for() -> None:
    question = find_one(f"Pop Quiz 1\n{STEM}\n{OPTIONS}", "Gates\n- one")
    assert (question.correct, question.slides) == ((), (1,))
    assert "No answer was found" in question.doubts[0]


def test_a_stem_that_is_only_in_a_picture_is_asked_for() -> None:
    question = find_one(f"Pop Quiz 1\n{OPTIONS}\n\nAnswer: A")
    assert (question.stem, question.correct) == ("Pop Quiz 1", (0,))
    assert "words of the question" in question.doubts[0]


def test_a_letter_that_contradicts_its_words_is_doubted() -> None:
    question = find_one(f"Pop Quiz 1\n{STEM}\n{OPTIONS}", "Pop Quiz 1 - Answer\nAnswer: B) The third")
    assert question.correct == (1,)
    assert "option C" in question.doubts[0]


def test_words_unlike_the_options_are_doubted() -> None:
    question = find_one(f"Pop Quiz 1\n{STEM}\n{OPTIONS}", "Pop Quiz 1 - Answer\nAnswer: B) Nobody can know")
    assert question.correct == (1,)
    assert "not those of option B" in question.doubts[0]


def test_a_minus_inside_of_a_formula_parts_no_words_of_an_answer() -> None:
    question = find_one(
        f"Pop Quiz #1\n{STEM}\n{OPTIONS}", "Pop Quiz #1 - Answer\nAnswer: B) second $(a - b)$ - it leads"
    )
    assert (question.correct, question.explanation) == ((1,), "It leads")


def test_a_frame_that_asks_in_its_title_and_answers_itself_teaches() -> None:
    assert find("Does a gate forget?\nA gate is a number\nAnswer: It depends on the bias", "Gates\nA gate opens") == ()


def test_a_letter_that_no_option_has_gives_no_key() -> None:
    question = find_one(f"Pop Quiz 1\n{STEM}\n{OPTIONS}", "Pop Quiz 1 - Answer\nAnswer: F")
    assert question.correct == ()
    assert "option F" in question.doubts[0]


def test_an_open_question_keeps_its_answer_as_explanation() -> None:
    question = find_one("Pop Quiz 3\nWhy does depth help?", "Pop Quiz 3 - Answer\nAnswer: A gradient needs few steps.")
    assert (question.kind, question.options, question.correct) == ("open", (), ())
    assert question.explanation == "A gradient needs few steps."
    assert question.doubts == ()


def test_a_list_of_questions_is_not_a_list_of_options() -> None:
    question = find_one("Pop Quiz: Concepts\n1. What is a gate?\n2. What is a cell?\n3. Why two states?")
    assert question.kind == "open"
    assert "2. What is a cell?" in question.stem


def test_several_questions_on_one_frame_take_the_answers_in_turn() -> None:
    first, second = find(
        "Pop Quiz 1\nIs it convex?\nA) Yes\nB) No\n\nIs it smooth?\nA) Yes\nB) No",
        "Pop Quiz 1 - Answer\nAnswer: B\n\nAnswer: A",
    )
    assert (first.stem, first.correct) == ("Is it convex?", (1,))
    assert (second.stem, second.correct) == ("Is it smooth?", (0,))


def test_an_answer_close_below_the_question_is_no_part_of_it() -> None:
    question = find_one("Pop Quiz 3\nHow far apart are the two lines that bound this margin?\nAnswer: two units")
    assert question.stem == "How far apart are the two lines that bound this margin?"
    assert question.explanation == "two units"


def test_bullets_and_formulas_of_the_stem_stay_in_it() -> None:
    question = find_one(f"Pop Quiz 1\nGiven that\n- the loss is x^2\n- the step is 1\n\n{STEM}\n{OPTIONS}\n\nAnswer: A")
    assert question.stem == f"Given that\n\n- the loss is $x^2$\n- the step is 1\n\n{STEM}"


def test_options_under_a_title_without_the_word_quiz() -> None:
    question = find_one(f"Pick the unit\n{STEM}\n{OPTIONS}", "Answer\nB) The second\nIt has no gate.")
    assert (question.correct, question.explanation) == ((1,), "It has no gate.")


def test_an_answer_frame_that_repeats_the_question_adds_only_what_is_new() -> None:
    quiz = f"{STEM}\n{OPTIONS}"
    question = find_one(f"Pop Quiz 1\n{quiz}", f"Pop Quiz 1 - Answer\n{quiz}\n\nAnswer: B\n\nIt has no gate.")
    assert (question.correct, question.explanation) == ((1,), "It has no gate.")


@pytest.mark.parametrize(
    "page",
    [
        "Key Takeaways\nKey Points\n1. Gates help\n2. Steps matter\n3. Noise helps",
        "Table of Contents\n1. What is a gate?\n2. Cells",
        "A Question!\nWhat could go wrong?\n- Everything\n- Nothing",
        "The Key Question\nHow do gradients flow?",
        "Pop Quiz Solutions\nA) one\nB) two",
        "Answer\nB) The second",
        "Why Gates?\n- They keep the state\n- They let gradients pass",
        "Two Cases\nWe tell apart two cases.\na) The loss is convex.\nb) The loss is not.",
        "Quiz Logistics\n- Bring a pen\n- Friday at noon",
        "Question Answering with Attention\n- Encode the passage",
        "Questions?",
    ],
)
def test_a_decoy_is_no_question(page: str) -> None:
    assert find("Gates\n- one", page, "More Gates\n- two") == ()


LINES = [
    "Pop Quiz #1",
    "Answer: B",
    "A) one",
    "B) two",
    "- C) three",
    "Why?",
    "Answer",
    "Key Points",
    "\f",
    "",
    "$$x$$",
]


@given(st.lists(st.sampled_from(LINES) | st.text(max_size=8), max_size=40))
def test_whatever_a_deck_says_its_questions_are_consistent(lines: list[str]) -> None:
    try:
        deck = read_deck("deck.txt", "\n".join(lines).encode("utf-8", "replace"))
    except DeckError:
        return
    for question in find_questions(deck):
        assert question.stem or question.doubts
        assert len(question.options) != 1
        assert set(question.correct) <= set(range(len(question.options)))
        assert set(question.slides) <= {slide.number for slide in deck.slides}
        assert question.correct or question.doubts or question.kind == "open"
