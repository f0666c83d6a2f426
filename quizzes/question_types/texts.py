"""Reading texts: what people type into one line, and what authors write into a spec."""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, TypeGuard

from quizzes.question_types.contract import MalformedAnswer, Posted, SpecError

LONGEST_LINE = 200


def read_value(posted: Posted, name: str) -> str:
    """The one value of a field, empty where it is missing; raises MalformedAnswer where there are several."""
    values = posted.get(name, ())
    if isinstance(values, str) or len(values) > 1 or not all(isinstance(value, str) for value in values):
        raise MalformedAnswer("One of the fields was sent twice. Please answer once more.")
    return values[0] if values else ""


def read_line(posted: Posted, name: str, *, longest: int = LONGEST_LINE) -> str:
    """A line as it was typed, without what cannot be seen; raises MalformedAnswer where it is too long."""
    line = " ".join(drop_controls(read_value(posted, name)).split())
    if len(line) > longest:
        raise MalformedAnswer(f"Please answer in at most {longest} characters; these are {len(line)}.")
    return line


def drop_controls(text: str, *, keep: str = "\t\n\r") -> str:
    """The text without control characters and lone surrogates, which no database keeps."""
    return "".join(sign for sign in text if sign in keep or unicodedata.category(sign) not in {"Cc", "Cs"})


def read_index(posted: Posted, name: str, *, count: int, sentence: str) -> int | None:
    """A number from 0 to `count` - 1, None where nothing is chosen; raises MalformedAnswer with the sentence."""
    value = read_value(posted, name).strip()
    if not value:
        return None
    if not (value.isascii() and value.isdigit() and len(value) <= 3 and int(value) < count):
        raise MalformedAnswer(sentence)
    return int(value)


def is_texts(value: object) -> TypeGuard[Sequence[str]]:
    return isinstance(value, list | tuple) and all(isinstance(text, str) for text in value)


def read_text(data: Mapping[str, Any], name: str) -> str:
    """An optional text of a spec."""
    value = data.get(name, "")
    if not isinstance(value, str):
        raise SpecError(f"“{name}” must be a text.")
    return value.strip()


def read_scheme(data: Mapping[str, Any], schemes: Mapping[str, str]) -> str:
    """The name of the scheme by which credit is given; the first one unless the author says otherwise."""
    scheme = data.get("credit", next(iter(schemes)))
    if not isinstance(scheme, str) or scheme not in schemes:
        raise SpecError(f"“credit” is one of {', '.join(schemes)}.")
    return scheme


def read_texts(value: object, *, what: str, fewest: int, most: int) -> tuple[str, ...]:
    """So many texts, none of them empty or twice the same; `what` names them in what the author is told."""
    if not is_texts(value):
        raise SpecError(f"Write the {what} as a list of texts.")
    texts = tuple(drop_controls(text).strip() for text in value)
    if not fewest <= len(texts) <= most:
        raise SpecError(f"There must be {fewest} to {most} {what}; there are {len(texts)}.")
    if not all(texts):
        raise SpecError(f"Number {texts.index('') + 1} of the {what} is empty. Write something there, or remove it.")
    twice = next((text for text in texts if texts.count(text) > 1), None)
    if twice is not None:
        raise SpecError(f"Two of the {what} say “{twice}”. Change one of them.")
    return texts
