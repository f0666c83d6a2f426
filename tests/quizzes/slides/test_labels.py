import pytest

from quizzes.slides.labels import (
    is_known_title,
    is_outline_title,
    is_quiz_title,
    looks_like_heading,
    read_box_label,
    read_label,
)


@pytest.mark.parametrize(
    ("text", "kind", "title"),
    [
        ("Definition: Gates", "definition", "Gates"),
        ("Definition 2.1 (Gates)", "definition", "Gates"),
        ("Example: Weather", "example", "Weather"),
        ("Example", "example", ""),
        ("Important: Units", "important", "Units"),
        ("Theorem: Convergence", "theorem", "Convergence"),
        ("Lemma 3", "theorem", ""),
        ("**Key Points**", "key_points", ""),
        ("Notebook: descent.ipynb", "other", "descent.ipynb"),
        ("Quick Quiz 1", "quiz", "Quick Quiz 1"),
        ("Answer this!", "quiz", "Answer this!"),
        ("Quick Question!", "quiz", "Quick Question!"),
        ("Think About This!", "quiz", "Think About This!"),
    ],
)
def test_box_headings_are_known_by_their_words(text: str, kind: str, title: str) -> None:
    label = read_box_label(text)
    assert label is not None
    assert (label.kind, label.title) == (kind, title)


@pytest.mark.parametrize(
    "text",
    ["Note that this holds", "Example: this is a whole sentence.", "Attention", "definition", "Gates", "Answer: B"],
)
def test_other_lines_head_no_box(text: str) -> None:
    assert read_box_label(text) is None


@pytest.mark.parametrize(
    ("text", "label", "rest"),
    [("A) one", "A", "one"), ("(b) two", "b", "two"), ("C. three", "C", "three"), ("12. four", "12", "four")],
)
def test_labels_of_items(text: str, label: str, rest: str) -> None:
    item = read_label(text)
    assert item is not None
    assert (item.label, item.text) == (label, rest)


@pytest.mark.parametrize("text", ["3.5 is a number", "e.g. this", "A gradient", "(see below)", "Z) last"])
def test_words_that_are_no_labels(text: str) -> None:
    assert read_label(text) is None


@pytest.mark.parametrize(
    "text", ["Pop Quiz #3 - Answer", "Quiz 2", "Checkpoint: why?", "Answer: Pop Quiz 1", "Question 4"]
)
def test_quiz_titles(text: str) -> None:
    assert is_quiz_title(text)


@pytest.mark.parametrize("text", ["Answer: B) They explode", "Quizzical Gradients", "Answering Questions"])
def test_titles_of_other_slides(text: str) -> None:
    assert not is_quiz_title(text)


def test_outlines_and_other_titles_known_by_their_words() -> None:
    assert is_outline_title("Table of Contents")
    assert is_known_title("Part II: Gates")
    assert is_known_title("Thank you!")
    assert not is_known_title("Summary statistics of the noise")


def test_a_heading_is_short_and_no_sentence_and_no_date() -> None:
    assert looks_like_heading("Why Gates?")
    assert not looks_like_heading("Gates keep the state.")
    assert not looks_like_heading("The following holds:")
    assert not looks_like_heading("14 March 2031")
    assert not looks_like_heading("lower case")
