"""Which equation is right, among wrong versions of the deck's own."""

import hashlib
import re
from collections.abc import Iterator

from quizzes.drafting.draft import Draft
from quizzes.drafting.drafts.equation_variants import Variant, make_variants
from quizzes.drafting.drafts.reading import Lecture, plain, walk
from quizzes.slides import Box, Equation, Slide

RANK = 1
FEWEST_WRONG, MOST_WRONG = 3, 3
LONGEST = 160
MOST_PER_SLIDE = 2
NOT_ONE = re.compile(
    r"\\\\|\\begin|\\implies|\\Rightarrow|\\therefore|\\quad|\\text\{(?:if|where|and|otherwise)|\\approx|\\cdots"
)
WRAPPER = re.compile(r"\\(?:begin|end)\{(?:aligned|split|align\*?|gathered|equation\*?)\}")
LEFT = re.compile(r"[\\A-Za-z][\\\w{}^*'|,;\s()\[\]~+-]{0,60}")


def make(lecture: Lecture) -> Iterator[Draft]:
    known: set[str] = set()
    for slide in lecture.slides:
        made = 0
        for block, box in walk(slide.blocks):
            if not isinstance(block, Equation) or (box is not None and box.kind in {"example", "quiz"}):
                continue
            for sides in list_equations(block.latex):
                variants = make_variants(sides[1])
                if len(variants) >= FEWEST_WRONG and made < MOST_PER_SLIDE and sides[0] not in known:
                    known.add(sides[0])
                    made += 1
                    yield _draft(slide, box, sides, variants[:MOST_WRONG])


def list_equations(latex: str) -> list[tuple[str, str]]:
    """The equations of a display, of which each line may be one; none where the lines are steps of a computation."""
    lines = [line.strip() for line in re.split(r"\\\\(?:\[[^\]]*\])?", WRAPPER.sub("", latex)) if line.strip()]
    if any(re.match(r"&?\s*(?:=|\\approx|\+|-)", line) for line in lines):
        return []
    return [sides for line in lines if (sides := split_equation(line))]


def split_equation(latex: str) -> tuple[str, str] | None:
    """What is defined, and its value; None where the display is a computation, a chain or several equations."""
    text = re.sub(r"\\(?:label|tag)\{[^{}]*\}|\\boxed(?=\{)", "", latex.replace("&", " ")).strip().rstrip(".,;").strip()
    if NOT_ONE.search(text) or len(text) > LONGEST:
        return None
    outer = _find_equals(text)
    if len(outer) != 1:
        return None
    left, right = text[: outer[0]].strip(), text[outer[0] + 1 :].strip()
    symbols = set(re.findall(r"(?<![\\A-Za-z])[A-Za-z]|\\(?:theta|mu|sigma|alpha|beta|lambda|phi|nabla)", right))
    if not LEFT.fullmatch(left) or len(symbols) < 2 or re.search(r"\d\.\d|\d{3,}", right):
        return None
    return left, right


def _find_equals(text: str) -> list[int]:
    """Where an equals sign stands outside of all brackets."""
    depth, places = 0, []
    for place, sign in enumerate(text):
        depth += (sign in "([{") - (sign in ")]}")
        if sign == "=" and depth == 0 and text[place - 1 : place] not in {"\\", ":", "<", ">", "!"}:
            places.append(place)
    return places


def _draft(slide: Slide, box: Box | None, sides: tuple[str, str], variants: list[Variant]) -> Draft:
    left, right = sides
    options = [(right, ""), *((each.latex, each.mistake) for each in variants)]
    options.sort(key=lambda option: hashlib.sha256(f"{left}{option[0]}".encode()).digest())
    title = plain(slide.title)
    named = f" ({plain(box.title)})" if box and box.title and plain(box.title) != title else ""
    return Draft(
        kind="single_choice",
        label=f"Equation: {title}"[:200],
        stem=f"{title}{named}: which equation gives ${left}$?",
        spec={
            "options": [f"${left} = {latex}$" for latex, _ in options],
            "correct": [next(place for place, option in enumerate(options) if not option[1])],
            "feedback": [mistake for _, mistake in options],
        },
        explanation=f"Slide {slide.number} says $${left} = {right}$$",
        slides=(slide.number,),
        made=f"Made from an equation on slide {slide.number}. "
        "Each wrong option makes one mistake, which its feedback names.",
    )
