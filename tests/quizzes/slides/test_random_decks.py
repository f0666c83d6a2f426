"""Random decks: whatever overlays they are shown in, the slides come back; whatever the bytes, only DeckError."""

import time
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.slides import DeckError, from_records, read_deck, to_records, write_markdown

WORDS = ["gradient", "momentum", "cell", "gate", "state", "layer", "batch", "kernel", "attention", "loss", "query"]
NOUNS = ["Slope", "Valley", "Ridge", "River", "Bridge", "Tower", "Garden", "Harbour", "Meadow", "Canyon", "Forest"]


@dataclass(frozen=True)
class Frame:
    """What a frame shows, and after how many of its lines each overlay stops."""

    title: str
    lines: tuple[str, ...]
    stops: tuple[int, ...]

    def pages(self) -> list[str]:
        return ["\n\n".join([self.title, *self.lines[:stop]]) for stop in self.stops]


@st.composite
def frames(draw: st.DrawFn) -> list[Frame]:
    count = draw(st.integers(1, 8))
    names = draw(st.lists(st.permutations(NOUNS), min_size=count, max_size=count, unique_by=lambda order: order[0]))
    made: list[Frame] = []
    for place, order in enumerate(names):
        lines = draw(bodies(f"{order[0].lower()} {place}"))
        start = draw(st.integers(1, len(lines)))
        stops = tuple(range(start, len(lines) + 1)) if draw(st.booleans()) else (len(lines),)
        repeats = draw(st.integers(1, 2)) if len(stops) > 1 else 1
        made.append(Frame(" ".join(order[:2]), lines, stops + stops[-1:] * (repeats - 1)))
    return made


@st.composite
def bodies(draw: st.DrawFn, name: str) -> tuple[str, ...]:
    """A box or a list first, as slides have; every line says whose it is, so that no two frames share a body."""
    opening = draw(st.sampled_from([f"Definition: About {name}", "Key Points", "- first of " + name, "Example: Seen"]))
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6))
    kinds = draw(st.lists(st.sampled_from(["- {}", "The {} matters.", "$$x = {}$$", "{}) {}"]), min_size=6, max_size=6))
    rest = [
        kind.format(number + 1, f"{word} {name}") if ")" in kind else kind.format(f"{word} {number} of {name}")
        for number, (word, kind) in enumerate(zip(words, kinds, strict=False))
    ]
    return (opening, *rest)


FRONT = [
    Frame("Landscapes of Learning", ("Ada Example", "Department of Gentle Slopes", "14 March 2031"), (3,)),
    Frame("Table of Contents", ("Slopes", "Rivers and Bridges"), (0, 2)),
]
QUIZ = [
    Frame("Pop Quiz #1", ("Quick Quiz 1", "Which way is down?", "- A) This way", "- B) That way"), (3, 4)),
    Frame("Pop Quiz #1 - Answer", ("Answer: B) That way", "Important: Reason", "- The slope is negative"), (2, 3)),
    Frame("Pop Quiz #2", ("Quick Quiz 2", "Which way is up?", "- A) This way", "- B) That way"), (4,)),
    Frame("Pop Quiz #2 - Answer", ("Answer: A) This way", "Important: Reason", "- The slope is positive"), (3,)),
]


def write(made: list[Frame], style: str) -> str:
    """The overlay pages of a deck, one after the other."""
    pages = [page for frame in made for page in frame.pages()]
    numbered = [(page, number) for number, frame in enumerate(made, 1) for page in frame.pages()]
    match style:
        case "form feeds":
            return "".join(f"{page}\n\f" for page in pages)
        case "footers":
            return "\n\n".join(f"{page}\n\n{number} / {len(made)}" for page, number in numbered)
        case "wide gaps":
            return "\n\n\n".join(pages)
        case "no blank lines":
            return "\n".join(pages).replace("\n\n", "\n")
    return "\n\n".join(pages)


@pytest.mark.parametrize("style", ["nothing", "form feeds", "footers", "wide gaps", "no blank lines"])
@given(made=frames(), with_front=st.booleans(), with_quiz=st.booleans())
@settings(max_examples=20)
def test_slides_come_back_from_overlays(style: str, made: list[Frame], with_front: bool, with_quiz: bool) -> None:
    place = len(made) // 2
    made = (FRONT if with_front else []) + made[:place] + (QUIZ if with_quiz else []) + made[place:]
    expected = read_deck("a.txt", "\f".join(frame.pages()[-1] for frame in made).encode())
    deck = read_deck("a.txt", write(made, style).encode())
    assert [(slide.title, slide.blocks) for slide in deck.slides] == [
        (slide.title, slide.blocks) for slide in expected.slides
    ]
    assert deck.page_count == sum(len(frame.stops) for frame in made)


@given(frames())
@settings(max_examples=20)
def test_blocks_survive_being_kept_as_records(made: list[Frame]) -> None:
    for slide in read_deck("a.txt", "\f".join(frame.pages()[-1] for frame in made).encode()).slides:
        assert from_records(to_records(slide.blocks)) == slide.blocks
        assert write_markdown(slide.blocks)


@given(st.binary(max_size=400))
@settings(max_examples=150)
def test_bytes_of_any_kind_give_a_deck_or_a_sentence(data: bytes) -> None:
    read_or_explain(data)


SNIPPETS = ["\n", "\n\n", "\f", "$$", "$", "Pop Quiz #1", "A) one", "- B) two", "Answer: B", "Key Points", "1 / 2"]
SNIPPETS += ["---", "\\[", "```", "\\begin{align}", "| a | b |", "- ", "(", "Table of Contents", "Example: X", "W_{hh}"]
SNIPPETS += ["\ufeff", "\ue123", "Thank You"]


@given(st.lists(st.sampled_from(SNIPPETS) | st.text(max_size=5), max_size=60).map("".join))
@settings(max_examples=150)
def test_snippets_in_any_order_give_a_deck_or_a_sentence(text: str) -> None:
    read_or_explain(text.encode("utf-8", "replace"))


def read_or_explain(data: bytes) -> None:
    try:
        deck = read_deck("any.txt", data)
    except DeckError as error:
        explained = str(error).endswith(".")
        assert explained
    else:
        assert 1 <= len(deck.slides) <= deck.page_count
        assert [slide.number for slide in deck.slides] == list(range(1, len(deck.slides) + 1))


def test_reading_time_grows_with_the_text_only() -> None:
    def seconds(text: str) -> float:
        started = time.process_time()
        read_or_explain(text.encode())
        return time.process_time() - started

    worst = {
        "one line again and again": "Alpha\n" * 4000,
        "two lines in turn": "Alpha\n\nBeta\n\n" * 2000,
        "lines that return after a while": "".join(f"Line {n % 90}\n" for n in range(4000)),
        "titles and boxes": "Alpha\nKey Points\n- one\n" * 1300,
        "open displays": "$$ x\n" * 4000,
        "one page": "\f" + "".join(f"Word {n % 7}\n" for n in range(4000)),
    }
    slow = {name: took for name, text in worst.items() if (took := seconds(text)) > 4}
    assert not slow
