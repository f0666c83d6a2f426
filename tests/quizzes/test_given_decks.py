"""The real deck that lies beside the project. Its text is not ours to ship, so only counts and hashes of it stand here.

Where the folder is absent (anybody's clone) there is nothing to read and these tests hold for no deck; our own decks in
tests/quizzes/slides/decks/ cover the same markup everywhere.
"""

from pathlib import Path

from quizzes.drafting import find_questions
from quizzes.slides import read_deck

FOLDER = Path(__file__).parents[3] / "shared" / "decks"
PRESENT = sorted(FOLDER.glob("rnn_overlays.txt"))


def test_overlay_pages_become_slides() -> None:
    for path in PRESENT:
        deck = read_deck(path.name, path.read_bytes())
        assert (deck.page_count, len(deck.slides)) == (46, 13)
        assert [slide.pages[0] for slide in deck.slides] == [1, 2, 3, 7, 10, 14, 17, 20, 23, 26, 30, 34, 42]


def test_the_one_question_is_found_with_key_and_explanation() -> None:
    for path in PRESENT:
        (question,) = find_questions(read_deck(path.name, path.read_bytes()))
        assert (question.kind, question.label, question.numbered) == ("single_choice", "Pop Quiz #1", True)
        assert (len(question.options), question.correct, question.slides) == (4, (1,), (5, 6))
        assert "$W_{hh}$" in question.explanation
        assert question.explanation.index("> 1") < question.explanation.index("< 1")
        assert question.doubts == ()


def test_the_deck_is_there_wherever_its_neighbours_are() -> None:
    assert bool(PRESENT) == (FOLDER / "gold.tsv").exists()
