"""A slide's body as a flat run of pieces, each one line of thought, and runs of pieces as Markdown again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quizzes.drafting.wording import read_answer_line
from quizzes.slides import Block, Box, Bullets, Enumeration, Paragraph, write_markdown


@dataclass(frozen=True)
class Piece:
    """One paragraph, bullet, list, equation, ... or the heading of a box; `text` is its line, if it has just one."""

    block: Block
    text: str = ""
    heads_box: bool = False
    in_quiz_box: bool = False


def read_pieces(blocks: Iterable[Block], *, in_quiz_box: bool = False, split_lists: bool = False) -> list[Piece]:
    """Pieces in reading order; a box becomes a heading and its pieces, a labelled list is cut up on request only."""
    pieces: list[Piece] = []
    for block in blocks:
        match block:
            case Box("notes", _, inner):
                pieces += _answer_in(read_pieces(inner, split_lists=split_lists))
            case Box(kind, title, inner):
                quiz = kind == "quiz"
                pieces.append(Piece(Box(kind, title, ()), title, heads_box=True, in_quiz_box=quiz))
                pieces += read_pieces(inner, in_quiz_box=quiz or in_quiz_box, split_lists=split_lists)
            case Bullets(bullets):
                pieces += [Piece(Bullets((bullet,)), bullet.text, in_quiz_box=in_quiz_box) for bullet in bullets]
            case Enumeration(style, items) if split_lists:
                pieces += [
                    Piece(Enumeration(style, (item,)), f"{item.label}) {item.text}", in_quiz_box=in_quiz_box)
                    for item in items
                ]
            case Paragraph(text):
                pieces.append(Piece(block, text, in_quiz_box=in_quiz_box))
            case _:
                pieces.append(Piece(block, in_quiz_box=in_quiz_box))
    return pieces


def _answer_in(notes: Sequence[Piece]) -> Sequence[Piece]:
    """Of the speaker's notes what answers the slide's question; the rest is nobody else's business."""
    start = next((index for index, piece in enumerate(notes) if read_answer_line(piece.text) is not None), len(notes))
    return notes[start:]


def write_pieces(pieces: Sequence[Piece]) -> str:
    """Pieces as Markdown: bullets are one list again, headings of quiz boxes and of empty boxes are left out."""
    blocks: list[Block] = []
    for index, piece in enumerate(pieces):
        before = blocks[-1] if blocks else None
        if piece.heads_box:
            empty = index + 1 == len(pieces) or pieces[index + 1].heads_box
            if not piece.in_quiz_box and not empty:
                blocks.append(piece.block)
        elif isinstance(piece.block, Bullets) and isinstance(before, Bullets):
            blocks[-1] = Bullets(before.items + piece.block.items)
        elif isinstance(piece.block, Enumeration) and isinstance(before, Enumeration):
            blocks[-1] = Enumeration(before.style, before.items + piece.block.items)
        else:
            blocks.append(piece.block)
    return write_markdown(blocks)
