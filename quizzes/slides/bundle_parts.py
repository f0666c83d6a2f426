"""Follows what a file of an upload includes: \\input, own packages, Typst's #include and #import, Quarto's includes."""

import posixpath
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from quizzes.slides.bundle import Bundle
from quizzes.slides.deck import DeckError
from quizzes.slides.source import MAX_BYTES

MAX_DEPTH = 12
MAX_PARTS = 400
ENDLESS = "The files in this upload include each other without end, or too often. Please check their \\input lines."
TEX = re.compile(
    r"(?P<listing>\\lstinputlisting(?:\[[^\[\]]{0,300}\])?\{(?P<code>[^{}\n]{1,200})\})"
    r"|\\(?:input|include|subfile)(?![A-Za-z])\s*(?:\{(?P<name>[^{}\n]{1,200})\}|(?P<bare>[\w./-]{1,200}))"
    r"|\\(?:sub)?import\*?\{(?P<folder>[^{}\n]{0,200})\}\{(?P<imported>[^{}\n]{1,200})\}"
    r"|\\(?:usepackage|RequirePackage|usetheme|documentclass|LoadClass)\s*(?:\[[^\[\]]{0,500}\])?\{(?P<packages>[^{}]{1,500})\}"
)
TYPST = re.compile(r"#(?P<word>include|import)\s+\"(?P<name>[^\"@\n]{1,200})\"(?P<items>\s*:[^\n]{0,500})?")
QUARTO = re.compile(r"^[ \t]*\{\{<\s*include\s+(?P<name>[^\s<>]{1,200})\s*>\}\}[ \t]*$", re.MULTILINE)
PATTERNS = {".typ": TYPST, ".typst": TYPST, ".md": QUARTO, ".qmd": QUARTO, ".rmd": QUARTO, ".markdown": QUARTO}
PACKAGES = (".sty", ".cls")
LATEX = (".tex", ".latex", ".ltx", ".beamer", *PACKAGES, ".def")


def list_included(bundle: Bundle, name: str) -> set[str]:
    """The files of the upload that a file names as parts of it."""
    found = (_resolve(bundle, name, each) for match in _matches(bundle, name) for each in _targets(match))
    return {part for part in found if part and part != name}


def write_whole(bundle: Bundle, name: str) -> str:
    """The text of a file with all that it includes in its place. Raises DeckError where that has no end."""
    return _Follower(bundle).write(name, 0)


class _Follower:
    """One walk through the files; `packages` are read once, parts as often as they are included."""

    def __init__(self, bundle: Bundle) -> None:
        self.bundle = bundle
        self.seen: set[str] = set()
        self.parts = self.size = 0

    def write(self, name: str, depth: int) -> str:
        self.parts += 1
        text = self.bundle.texts[name]
        self.size += len(text)
        if depth > MAX_DEPTH or self.parts > MAX_PARTS or self.size > 2 * MAX_BYTES:
            raise DeckError(ENDLESS)
        written: list[str] = []
        position = 0
        for match in _matches(self.bundle, name):
            written += [text[position : match.start()], self._replace(match, name, depth)]
            position = match.end()
        return "".join([*written, text[position:]])

    def _replace(self, match: re.Match[str], name: str, depth: int) -> str:
        """What stands for a line that includes others: their text, or the line itself where they are not here."""
        targets = [part for each in _targets(match) if (part := _resolve(self.bundle, name, each)) and part != name]
        once = match.re is TYPST or PurePosixPath(targets[0]).suffix in PACKAGES if targets else False
        texts: list[str] = []
        for part in targets:
            if once and part in self.seen and not (match.re is TYPST and match["word"] == "include"):
                continue
            self.seen.add(part)
            if match.re is TEX and match["listing"]:
                texts.append(f"\\begin{{lstlisting}}\n{self.bundle.texts[part]}\n\\end{{lstlisting}}")
            else:
                texts.append(self.write(part, depth + 1))
        if not targets:
            return match.group()
        if PurePosixPath(targets[0]).suffix in PACKAGES:
            return "\n".join([match.group(), *texts, ""])
        return "\n".join(texts)


def _matches(bundle: Bundle, name: str) -> Iterator[re.Match[str]]:
    """Where a file includes others, comments aside."""
    text = bundle.texts[name]
    suffix = PurePosixPath(name).suffix.lower()
    pattern = TEX if suffix in LATEX else PATTERNS.get(suffix)
    if pattern is None:
        return
    comment = re.compile(r"(?<!\\)%") if pattern is TEX else re.compile(r"(?<!:)//")
    for match in pattern.finditer(text):
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        if pattern is QUARTO or not comment.search(line):
            yield match


def _targets(match: re.Match[str]) -> list[str]:
    if match.re is not TEX:
        return [match["name"]]
    if match["packages"]:
        names = [each.strip() for each in match["packages"].split(",")]
        themed = [f"beamertheme{each}.sty" for each in names] if "theme" in match.group()[:12] else []
        return [*(f"{each}{suffix}" for each in names for suffix in PACKAGES), *themed]
    if match["imported"]:
        return [posixpath.join(match["folder"], match["imported"])]
    return [match["code"] or match["name"] or match["bare"]]


def _resolve(bundle: Bundle, name: str, target: str) -> str | None:
    """The file that is meant, seen from the file that names it or from the top of the upload."""
    folder = str(PurePosixPath(name).parent)
    tops = {str(PurePosixPath(each).parent) for each in bundle.texts if len(PurePosixPath(each).parts) <= 2}
    target = target.strip().strip('"').lstrip("/")
    for start in (folder, ".", *sorted(tops)):
        for ending in ("", ".tex", ".typ"):
            path = posixpath.normpath(posixpath.join(start, target + ending))
            if path in bundle.texts:
                return path
    wanted = PurePosixPath(target).name  # files chosen one by one have lost their folders
    named = [each for each in bundle.texts if PurePosixPath(each).name in (wanted, f"{wanted}.tex", f"{wanted}.typ")]
    return named[0] if wanted and len(named) == 1 else None
