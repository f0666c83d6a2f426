"""Turns an uploaded file's bytes into text, or says in one sentence why it cannot and what to do."""

from quizzes.slides.deck import DeckError

MAX_BYTES = 5 * 1024 * 1024  # of text
MAX_FILE_BYTES = 40 * 1024 * 1024  # of what holds pictures too: PDF, PowerPoint, zip
MAX_LINE = 100_000
MAX_LINES = 50_000

# The first bytes of formats that people upload by mistake, and what to do about each.
SAVE_AS_TEXT = "Please save the slides as plain text and upload that."
SAVE_AS_UTF8 = "Please save it again with the encoding UTF-8."
SIGNATURES = (
    (b"PK\x03\x04", "This is a zip or Office file, but not called so. Please give it its ending back (.pptx, .zip)."),
    (
        b"\xd0\xcf\x11\xe0",
        "This is a PowerPoint file of the old kind (.ppt), or one with a password. "
        "Please save it as .pptx without a password and upload that.",
    ),
    (b"{\\rtf", f"This is rich text (RTF). {SAVE_AS_TEXT}"),
    (b"\xff\xfe", f"This text is saved as UTF-16. {SAVE_AS_UTF8}"),
    (b"\xfe\xff", f"This text is saved as UTF-16. {SAVE_AS_UTF8}"),
)


def decode(data: bytes, *, longest_line: int | None = MAX_LINE, most_bytes: int = MAX_BYTES) -> str:
    """The text of an upload, with line ends as \\n and no byte-order mark.

    Raises DeckError when it is empty, too large, binary, or not UTF-8.
    """
    if len(data) > most_bytes:
        raise DeckError(
            f"This file is larger than {most_bytes // 2**20} MB. Please upload the text of one lecture at a time."
        )
    for signature, advice in SIGNATURES:
        if data.startswith(signature):
            raise DeckError(advice)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DeckError(f"This file is not UTF-8 text. {SAVE_AS_UTF8}") from error
    if "\x00" in text:
        raise DeckError("This file is not text. Please upload the slides' text, saved as UTF-8.")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise DeckError("This file is empty. Please upload the text of your slides.")
    if longest_line is not None:
        _check_lines(text, longest_line)
    return text


def _check_lines(text: str, limit: int) -> None:
    lines = text.split("\n")
    if len(lines) > MAX_LINES:
        raise DeckError(f"This file has more than {MAX_LINES:,} lines. Please upload one lecture at a time.")
    longest = max(range(len(lines)), key=lambda index: len(lines[index]))
    if len(lines[longest]) > limit:
        raise DeckError(
            f"Line {longest + 1} is longer than {limit:,} characters, which no slide is. "
            "Please check that this is the text of your slides."
        )
