"""Numbers as people write them, read exactly, and how near to the right one is near enough.

Read are `0.001`, `1e-3`, `1/1000`, `1.5 × 10⁻³`, `12 000`, `5 %`. A comma is the decimal sign, as in `0,5`, unless it
could as well part thousands, as in `1,000`: then we ask instead of guessing.
"""

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from quizzes.question_types.contract import MalformedAnswer, SpecError

LONGEST = 60
LARGEST = Fraction(10) ** 300
FORMS = "Write a number such as 0.25, 1/4 or 2.5e-1."
SIGNS = str.maketrans({"−": "-", "–": "-", "‒": "-", "﹣": "-", "－": "-", "＋": "+", "⁄": "/", "∕": "/", "٪": "%"})
SUPERSCRIPTS = re.compile(r"[⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+")
POWER_OF_TEN = re.compile(
    r"\s*(?:×|·|\*|x)\s*10\s*(?:\^|\*\*)\s*([+-]?[0-9]{1,3}|\([+-]?[0-9]{1,3}\)|\{[+-]?[0-9]{1,3}\})"
)
GROUPS = re.compile(r"(?<=[0-9])[ \u00a0\u202f\u2009'’](?=[0-9]{3}(?![0-9]))")
MAYBE_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}")
DECIMAL = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")


def read_number(text: str) -> Fraction:
    """The number in a line of text, exactly; raises MalformedAnswer, which says how to write it instead."""
    if len(text) > LONGEST:
        raise MalformedAnswer(f"This is too long for a number. {FORMS}")
    plain = SUPERSCRIPTS.sub(lambda match: "^" + unicodedata.normalize("NFKC", match[0]), text).translate(SIGNS)
    plain = POWER_OF_TEN.sub(lambda match: f"e{match[1].strip('(){}')}", plain.strip())
    plain = re.sub(r"^([+-])\s+", r"\1", GROUPS.sub("", plain))
    scale = Fraction(1)
    if plain.endswith("%"):
        plain, scale = plain[:-1].rstrip(), Fraction(1, 100)
    above, slash, below = plain.partition("/")
    value = _read_decimal(above.strip(), text)
    if slash:
        divisor = _read_decimal(below.strip(), text)
        if divisor == 0:
            raise MalformedAnswer(f"“{text}” divides by zero. {FORMS}")
        value /= divisor
    return value * scale


def read_author_number(value: object, *, what: str) -> tuple[Fraction, str]:
    """A number of a spec and how to show it: a number, or a text such as "1/3"."""
    if isinstance(value, str):
        try:
            number = read_number(value)
        except MalformedAnswer as error:
            raise SpecError(f"{what} is not a number: {error}") from error
        written = value.strip()
    elif isinstance(value, bool) or not isinstance(value, int | float):
        raise SpecError(f"{what} must be a number, such as 0.25 or “1/3”.")
    elif isinstance(value, int) and abs(value) > LARGEST:
        raise SpecError(f"{what} is too large.")
    elif not math.isfinite(value):
        raise SpecError(f"{what} must be a number, such as 0.25 or “1/3”.")
    else:
        number, written = Fraction(str(value)), str(value)
    if abs(number) > LARGEST:
        raise SpecError(f"{what} is too large.")
    return number, written


@dataclass(frozen=True)
class Tolerance:
    """How far an answer may be from the right number: `kind` is exact, absolute, relative or significant."""

    kind: str
    size: Fraction
    written: str

    def accepts(self, given: Fraction, right: Fraction) -> bool:
        return abs(given - right) <= self._measure(right)

    def describe(self) -> str:
        """What the student is told."""
        if self.kind == "absolute":
            return f"An answer within ±{self.written} of the right one counts."
        if self.kind == "relative":
            return f"An answer within {float(self.size * 100):.6g} % of the right one counts."
        if self.kind == "significant":
            return f"An answer that is right to {self.written} significant figures counts."
        return ""

    def _measure(self, right: Fraction) -> Fraction:
        if self.kind == "relative":
            return self.size * abs(right)
        if self.kind == "significant":
            return (
                Fraction(1, 2) * Fraction(10) ** (find_magnitude(right) + 1 - int(self.size)) if right else Fraction(0)
            )
        return self.size


EXACT = Tolerance("exact", Fraction(0), "0")


def read_tolerance(value: object) -> Tolerance:
    """From `{absolute = 0.5}`, `{relative = 0.01}` or `{significant = 3}`; exact where there is nothing."""
    if value is None:
        return EXACT
    if not isinstance(value, Mapping) or len(value) != 1:
        raise SpecError("“tolerance” is one of {absolute = 0.5}, {relative = 0.01}, {significant = 3}.")
    kind, size = next(iter(value.items()))
    if kind not in {"absolute", "relative", "significant"}:
        raise SpecError("A tolerance is absolute, relative or significant (figures).")
    number, written = read_author_number(size, what="The tolerance")
    if number < 0:
        raise SpecError("A tolerance cannot be negative.")
    if kind == "significant" and not (number.denominator == 1 and 1 <= number <= 15):
        raise SpecError("Ask for 1 to 15 significant figures.")
    return Tolerance(kind, number, str(int(number)) if kind == "significant" else written)


def find_magnitude(number: Fraction) -> int:
    """The exponent of the leading decimal digit: 2 for 314, -1 for 0.25."""
    size = abs(number)
    exponent = len(str(size.numerator)) - len(str(size.denominator))
    return exponent if size >= Fraction(10) ** exponent else exponent - 1


def _read_decimal(text: str, whole: str) -> Fraction:
    if MAYBE_THOUSANDS.fullmatch(text):
        thousands, decimal = text.replace(",", ""), text.replace(",", ".")
        raise MalformedAnswer(f"“{whole}” can be read in two ways. Write {thousands} or {decimal}0 instead.")
    if text.count(",") == 1 and "." not in text:
        text = text.replace(",", ".")
    if not DECIMAL.fullmatch(text):
        raise MalformedAnswer(f"“{whole}” cannot be read as a number. {FORMS}")
    return Fraction(text)
