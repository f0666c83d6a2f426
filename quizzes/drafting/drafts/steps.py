"""Steps to be put in order, out of a numbered list that describes a procedure."""

import re
from collections.abc import Iterator

from quizzes.drafting.draft import Draft
from quizzes.drafting.drafts.reading import Lecture, plain, strip_end, walk
from quizzes.slides import Box, Enumeration, Paragraph, Slide

RANK = 3
FEWEST, MOST, LONGEST = 3, 8, 220
PROCEDURE = re.compile(
    r"\b(?:algorithm|steps?|procedure|pipeline|recipe|workflow|how (?:to|it works|does)|training loop|"
    r"(?:forward|backward) pass|process(?:es)?|stages|phases|schedule|protocol|training an?|computing|iterate)\b",
    re.IGNORECASE,
)
LISTING = re.compile(
    r"\b(?:takeaways?|summary|learned|outcomes?|reasons?|advantages|properties|assumptions?|options|kinds|types|"
    r"challenges|issues|examples?|ingredients|insights?|mistakes|pitfalls|requirements|goals|facts|benefits)\b",
    re.IGNORECASE,
)
ACTION = re.compile(
    r"(?:\*\*)?(?:initiali[sz]e|compute|calculate|choose|pick|select|sample|draw|update|repeat|apply|evaluate|split|train|"
    r"predict|return|set|find|start|begin|take|add|subtract|multiply|pass|feed|forward|backward|sort|compare|build|"
    r"create|for each|for |if |while |until|loop|then|finally|next|first|step|run|estimate|fit|solve|differentiate|"
    r"propagate|shuffle|normali[sz]e|store|load|remove|assign|cluster|measure|plug|write|get|use|combine|average|"
    r"substitute|expand|define|move|read|encode|decode|project|concatenate|output|generate|accumulate|zero|call)\b",
    re.IGNORECASE,
)
STEP_NAME = re.compile(r"^(?:\*\*)?(?:step|stage|phase)\s*\d+\s*[:.·–-]?\s*(?:\*\*)?\s*[:.·–-]?\s*", re.IGNORECASE)


def make(lecture: Lecture) -> Iterator[Draft]:
    for slide in lecture.slides:
        for listed, box, lead in _find_lists(slide):
            lines = [strip_end(STEP_NAME.sub("", item.text)) for item in listed.items]
            if _is_procedure(lines, f"{slide.title}\n{box.title if box else ''}\n{lead}"):
                yield _draft(slide, lines)


def _find_lists(slide: Slide) -> Iterator[tuple[Enumeration, Box | None, str]]:
    """Numbered lists with the box around them and the words right before them."""
    lead = ""
    for block, box in walk(slide.blocks):
        if isinstance(block, Enumeration) and block.items[0].label in {"1", "i"}:
            yield block, box, lead
        lead = block.text if isinstance(block, Paragraph) else ""


def _is_procedure(lines: list[str], about: str) -> bool:
    if not FEWEST <= len(lines) <= MOST or LISTING.search(about) or any(not 3 < len(line) <= LONGEST for line in lines):
        return False
    if any("?" in line for line in lines):
        return False
    acting = sum(bool(ACTION.match(line)) for line in lines)
    return acting * 2 > len(lines) and (bool(PROCEDURE.search(about)) or acting == len(lines))


def _draft(slide: Slide, lines: list[str]) -> Draft:
    numbered = "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))
    return Draft(
        kind="ordering",
        label=f"Order: {plain(slide.title)}"[:200],
        stem=f"{plain(slide.title)}: put the steps in the order of the lecture.",
        spec={"options": lines, "credit": "pairs"},
        explanation=f"The order of slide {slide.number}:\n\n{numbered}",
        slides=(slide.number,),
        made=f"Made from the numbered list on slide {slide.number}, whose lines are steps of a procedure.",
    )
