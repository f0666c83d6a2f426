"""Draws pages of a PDF as pictures: `python -m quizzes.slides.picturing FOLDER PAGE...` with the PDF on standard input.

A process of its own with bounded memory and time, because the PDF may be anything. Pages count from 1.
"""

import os
import resource
import sys
from pathlib import Path

import pypdfium2

WIDTH = 1280  # pixels
TALLEST = 4 * WIDTH  # a page may be of any shape
QUALITY = 88
MEMORY_BYTES = 2 * 2**30
CPU_SECONDS = 30


def main(arguments: list[str]) -> None:
    folder, pages = Path(arguments[0]), [int(argument) for argument in arguments[1:]]
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    for page in pages:
        if 1 <= page <= len(document):
            _draw(document[page - 1], folder / f"{page}.webp")


def _draw(page: pypdfium2.PdfPage, path: Path) -> None:
    width, height = page.get_size()
    scale = min(WIDTH / max(width, 1), TALLEST / max(height, 1))
    draft = path.with_suffix(f".{os.getpid()}.tmp")
    page.render(scale=scale).to_pil().convert("RGB").save(draft, "WEBP", quality=QUALITY)
    draft.replace(path)  # at once: whoever looks sees all of it or nothing


if __name__ == "__main__":
    main(sys.argv[1:])
