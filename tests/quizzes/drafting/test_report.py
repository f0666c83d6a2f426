import json

from quizzes.drafting import find_questions
from quizzes.drafting.report import to_json, to_text
from quizzes.slides import Deck, read_deck

PAGES = (
    "Gates\n- one\n",
    "Pop Quiz #1\nIs it open?\nA) Yes\nB) No\n",
    "Pop Quiz #1 - Answer\nAnswer: A) Yes\nGates open slowly.\n",
)


def read() -> Deck:
    return read_deck("gates.txt", "\f".join(PAGES).encode())


def test_the_json_has_the_promised_shape() -> None:
    deck = read()
    report = json.loads(json.dumps(to_json(deck, find_questions(deck))))
    assert report["deck"]["title"] == "Gates"
    assert [slide["title"] for slide in report["slides"]] == ["Gates", "Pop Quiz #1", "Pop Quiz #1 - Answer"]
    (question,) = report["questions"]
    assert question["kind"] == "single_choice"
    assert question["stem"] == "Is it open?"
    assert (question["options"], question["correct"]) == (["Yes", "No"], [0])
    assert question["explanation"] == "Gates open slowly."
    assert (question["slides"], question["origin"], question["numbered"]) == ([2, 3], "found", True)


def test_the_text_marks_the_right_option() -> None:
    deck = read()
    text = to_text(deck, find_questions(deck))
    assert "Gates: 3 slides out of 3 pages" in text
    assert "* A) Yes" in text
    assert "  B) No" in text


def test_a_deck_without_questions_says_so() -> None:
    deck = read_deck("plain.txt", b"Gates\n- one")
    assert "No questions found" in to_text(deck, find_questions(deck))
