"""Which of several files is the deck: the one that no other includes, and that says so."""

import re
from collections.abc import Callable, Sequence
from pathlib import PurePosixPath

from quizzes.slides import beamer, marp, notebook, typst
from quizzes.slides.bundle import Bundle
from quizzes.slides.bundle_parts import list_included
from quizzes.slides.deck import DeckError

DOCUMENT_CLASS = re.compile(r"^[^%\n]*\\documentclass", re.MULTILINE)
MAIN_NAME = re.compile(r"main|index|slides?|deck|lecture|presentation|talk|handout", re.IGNORECASE)
NOT_SLIDES = re.compile(r"readme|licen[cs]e|changelog|contributing|notes|requirements|todo", re.IGNORECASE)
TEX, MARKDOWN, TYPST, NOTEBOOK = beamer.SUFFIXES, marp.SUFFIXES, typst.SUFFIXES, notebook.SUFFIXES
NOTHING = (
    "There is no deck among these files. Please choose the files of the slides: LaTeX, Markdown, Typst or a notebook."
)
AMBIGUOUS = (
    "These files are several decks ({}). Please upload one at a time, or call the file that includes the others main."
)


def find_main(bundle: Bundle) -> str:
    """The main file's name. Raises DeckError where there is none, or more than one could be it."""
    included = {part for name in bundle.texts for part in list_included(bundle, name)}
    for suffixes in (TEX, TYPST, MARKDOWN, NOTEBOOK, (".pptx",), (".html", ".htm"), (".pdf",), (".txt", ".text")):
        names = [name for name in bundle.names if PurePosixPath(name).suffix.lower() in suffixes]
        if suffixes is TEX:
            names = [name for name in names if DOCUMENT_CLASS.search(bundle.texts[name])]
        names = [name for name in names if name not in included and not _is_beside(name)]
        if names:
            return _choose(names, bundle)
    raise DeckError(NOTHING)


def _is_beside(name: str) -> bool:
    return NOT_SLIDES.fullmatch(PurePosixPath(name).stem) is not None


def _choose(names: Sequence[str], bundle: Bundle) -> str:
    """One of several that could be it: the only one that is called so, that includes others, or that lies on top."""
    depth = min(len(PurePosixPath(name).parts) for name in names)
    tests: tuple[Callable[[str], bool], ...] = (
        lambda name: True,
        lambda name: len(PurePosixPath(name).parts) == depth,
        lambda name: MAIN_NAME.fullmatch(PurePosixPath(name).stem) is not None,
        lambda name: "{beamer}" in bundle.texts.get(name, ""),
        lambda name: bool(list_included(bundle, name)),
    )
    for test in tests:
        chosen = [name for name in names if test(name)]
        if len(chosen) == 1:
            return chosen[0]
    shown = ", ".join(sorted(names)[:4]) + (", ..." if len(names) > 4 else "")
    raise DeckError(AMBIGUOUS.format(shown))
