"""What a stale question's author sees: what the slide and the question said, beside what they say now."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from quizzes import anchors, differences, papers
from quizzes.models import Offer, Question, QuestionVersion, Slide
from quizzes.questions import Wording
from quizzes.slides import Block, Box, Equation, Paragraph, from_records
from quizzes.slides.deck import text_lines


@dataclass(frozen=True)
class SlideChange:
    """`new` is None where the slide is gone."""

    old: Slide
    new: Slide | None
    rows: Sequence[differences.Row]


@dataclass(frozen=True)
class Staleness:
    question: Question
    shown: papers.Shown
    slides: Sequence[SlideChange]
    offer: Offer | None
    rows: Sequence[differences.Row]  # of the question's own words; empty without an offer

    @property
    def is_stale(self) -> bool:
        undecided = bool(self.slides) or self.offer is not None
        return undecided and self.question.state != Question.State.REJECTED


def describe(question: Question) -> Staleness:
    """How the question and its slides differ from what the deck says now."""
    offer = Offer.objects.filter(question=question).first()
    changed = [
        _compare_slides(anchor.slide)
        for anchor in question.anchors.select_related("slide__deck").defer("slide__deck__source", "slide__deck__pdf")
        if anchor.slide.is_retired and not anchor.is_settled
    ]
    rows: Sequence[differences.Row] = ()
    if offer is not None:
        offered = anchors.read_offer(question=question, offer=offer)
        rows = differences.compare(_write(question.latest), _write(offered))
    return Staleness(question=question, shown=papers.show(question.latest), slides=changed, offer=offer, rows=rows)


def _compare_slides(old: Slide) -> SlideChange:
    new = old.find_current()
    return SlideChange(old=old, new=new, rows=differences.compare(_write_slide(old), _write_slide(new) if new else ""))


def _write_slide(slide: Slide) -> str:
    """A slide as lines, with its equations between dollar signs."""
    return "\n".join([slide.title, *text_lines(_write_equations(from_records(slide.content)))])


def _write_equations(blocks: Sequence[Block]) -> tuple[Block, ...]:
    return tuple(_write_block(block) for block in blocks)


def _write_block(block: Block) -> Block:
    if isinstance(block, Box):
        return replace(block, blocks=_write_equations(block.blocks))
    if isinstance(block, Equation):
        number = f" ({block.number})" if block.number else ""
        return Paragraph(f"$${' '.join(block.latex.split())}$${number}")
    return block


def _write(said: QuestionVersion | Wording) -> str:
    """A question as lines: stem, options with their letters, key, explanation."""
    options = [str(option) for option in said.spec.get("options", ())]
    letters = [chr(ord("A") + place) for place in range(len(options))]
    right = ", ".join(letters[place] for place in said.spec.get("correct", ()) if place < len(letters))
    lines = [said.stem, *(f"{letter}) {option}" for letter, option in zip(letters, options, strict=True))]
    lines += [f"Right: {right or 'not said'}"] if options else []
    return "\n".join([*lines, *([f"Explanation: {said.explanation}"] if said.explanation else [])])
