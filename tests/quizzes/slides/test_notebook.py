import json
from typing import Any

import pytest

from quizzes.drafting import find_questions
from quizzes.slides import Box, Bullet, Bullets, Code, Deck, DeckError, Enumeration, Item, Paragraph, read_deck


def cell(source: str, shown: str = "", kind: str = "markdown", **more: Any) -> dict[str, Any]:
    metadata = {"slideshow": {"slide_type": shown}} if shown else {}
    return {"cell_type": kind, "metadata": metadata, "source": source.splitlines(keepends=True), **more}


def read(*cells: dict[str, Any], **more: Any) -> Deck:
    return read_deck("deck.ipynb", json.dumps({"nbformat": 4, "metadata": {}, "cells": cells, **more}).encode())


def test_cells_are_slides_as_their_metadata_say() -> None:
    output = {"output_type": "execute_result", "data": {"text/plain": ["tensor(1.)"], "image/png": "iVBORw0"}}
    deck = read(
        cell("# Gating in Short\nAda Example", "slide"),
        cell("## A gate\n- one number\n  - a unit", "slide"),
        cell("It is *learned*.", "fragment"),
        cell("gate = x.sigmoid()\ngate", "-", "code", outputs=[output]),
        cell("Tell them about the exam.", "notes"),
        cell("# Pop Quiz 0\nIs this skipped?\n\nA) Yes\n\nB) No", "skip"),
        cell("# Pop Quiz 1\nHow many gates has a GRU?\n\nA) One\n\nB) Two", "subslide"),
        cell("**Answer:** B) Two", "fragment"),
    )
    assert (deck.title, deck.format) == ("Gating in Short", "notebook")
    assert [slide.title for slide in deck.slides] == ["Gating in Short", "A gate", "Pop Quiz 1"]
    assert deck.slides[1].blocks == (
        Bullets((Bullet(0, "one number"), Bullet(1, "a unit"))),
        Paragraph("It is *learned*."),
        Code("gate = x.sigmoid()\ngate", "python"),
        Code("tensor(1.)", "text"),
        Box("notes", "", (Paragraph("Tell them about the exam."),)),
    )
    assert "exam" not in deck.slides[1].text
    assert deck.slides[2].blocks[1] == Enumeration("A)", (Item("A", "One"), Item("B", "Two")))
    (question,) = find_questions(deck)
    assert (question.options, question.correct) == (("One", "Two"), (1,))


def test_without_slides_in_its_metadata_headings_part_a_notebook() -> None:
    deck = read(cell("# Title"), cell("## One\ntext"), cell("1 + 1", kind="code"), cell("## Two\nmore"))
    assert [slide.title for slide in deck.slides] == ["Title", "One", "Two"]


def test_a_listing_may_hold_fences_of_its_own() -> None:
    deck = read(cell("# A"), cell('print("```")\n# ---', kind="code"))
    assert deck.slides[0].blocks == (Code('print("```")\n# ---', "python"),)


def test_the_older_format_is_read_too() -> None:
    heading = {"cell_type": "heading", "level": 2, "source": "Old", "metadata": {}}
    deck = read_deck(
        "a.ipynb", json.dumps({"nbformat": 3, "worksheets": [{"cells": [heading, cell("text")]}]}).encode()
    )
    assert [slide.title for slide in deck.slides] == ["Old"]


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"cells": 3}', '{"cells": [3]}', "[" * 99_999, '{"cells": [{}]}'])
def test_what_is_no_notebook_is_told(text: str) -> None:
    with pytest.raises(DeckError) as failure:
        read_deck("a.ipynb", text.encode())
    assert str(failure.value).endswith(".")
