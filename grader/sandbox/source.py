"""Turns an uploaded file into the text of one module, without running or parsing any Python of it."""

from __future__ import annotations

import re
from typing import Final

from .notebook import NotebookError, extract_code, leave_out_commands
from .outcomes import Source

LARGEST_MODULE: Final = 256 * 1024
LARGEST_NOTEBOOK: Final = 5 * 1024 * 1024

_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_UTF8_MARK: Final = b"\xef\xbb\xbf"
_ODD: Final = re.compile(r"[^\w .()+-]")
_LONGEST_NAME: Final = 80


class SourceError(Exception):
    """An upload is no Python file or notebook that we can read; the message says what to do."""


def read_source(filename: str, data: bytes) -> Source:
    """Read a .py file or the code cells of an .ipynb notebook. Raises SourceError with a sentence for the student."""
    name = _clean_name(filename)
    suffix = name.rpartition(".")[2].lower()
    if suffix == "py":
        _check_size(data, LARGEST_MODULE, "The file")
        text = leave_out_commands(_decode(data))  # a notebook that was saved as a file keeps its commands
    elif suffix == "ipynb":
        _check_size(data, LARGEST_NOTEBOOK, "The notebook")
        try:
            text = extract_code(_decode(data), largest=LARGEST_MODULE)
        except NotebookError as error:
            raise SourceError(str(error)) from error
    else:
        raise SourceError("Upload a Python file (.py) or a notebook (.ipynb).")
    if len(text.encode("utf-8")) > LARGEST_MODULE:
        raise SourceError(f"The code is larger than {LARGEST_MODULE // 1024} kB; upload only what the task asks for.")
    if not text.strip():
        raise SourceError("The file holds no code; check that you saved it and chose the right one.")
    return Source(filename=name, text=text if text.endswith("\n") else text + "\n")


def _clean_name(filename: str) -> str:
    name = filename.replace("\\", "/").rpartition("/")[2]
    stem, dot, suffix = _ODD.sub("_", name).strip().rpartition(".")
    return f"{stem[: _LONGEST_NAME - 8] or 'submission'}{dot}{suffix[:7]}"


def _check_size(data: bytes, largest: int, what: str) -> None:
    if len(data) > largest:
        advice = "clear its outputs and upload it again" if what == "The notebook" else "upload only your code"
        raise SourceError(f"{what} is larger than {largest // 1024} kB; {advice}.")


def _decode(data: bytes) -> str:
    """Decode UTF-8 with or without a mark, any line ends. Raises SourceError for every other encoding."""
    if data.startswith(_UTF16):
        raise SourceError("The file is saved as UTF-16; save it as UTF-8 and upload it again.")
    if b"\0" in data:
        raise SourceError("The file is not text (it holds a zero byte); upload the .py file or the notebook itself.")
    try:
        text = data.removeprefix(_UTF8_MARK).decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError(
            f"Line {line} has a character that is not UTF-8; save the file as UTF-8 and upload it again."
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")
