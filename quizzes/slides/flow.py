"""What a reader of a source has read so far: finished blocks, and the paragraph that goes on."""

from dataclasses import dataclass, field

from quizzes.slides.deck import PAUSE, Block
from quizzes.slides.labelled import read_labelled


@dataclass
class Flow:
    """Text is added piece by piece, a line end where the author broke a line; whole blocks end its paragraph."""

    blocks: list[Block] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    def flush(self) -> None:
        lines = [" ".join(line.split()) for line in "".join(self.text).split("\n")]
        self.text.clear()
        self.blocks += read_labelled(lines)

    def add(self, *blocks: Block) -> None:
        self.flush()
        self.blocks += blocks

    def pause(self) -> None:
        """What comes now is shown later than what was read so far."""
        self.flush()
        if self.blocks and self.blocks[-1] != PAUSE:
            self.blocks.append(PAUSE)

    def reveal(self) -> None:
        """A pause, if what is shown later is no part of a sentence that has begun."""
        text = "".join(self.text).rstrip()
        if not text or text.rstrip("*_) ").endswith("?"):
            self.pause()

    @property
    def is_empty(self) -> bool:
        return not self.blocks and not "".join(self.text).strip()
