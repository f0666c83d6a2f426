"""Exact numbers as other systems write them, which know no fractions."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from quizzes.formats.contract import CannotExpressError, Report
from quizzes.question_types import SpecError, numeric
from quizzes.question_types.numbers import find_magnitude

DIGITS = 15


def write_decimal(number: Fraction) -> str:
    """The number's decimal digits, all of them if there is an end, otherwise 15 that count."""
    scale, divisor = 0, number.denominator
    while divisor % 10 == 0:
        divisor //= 10
        scale += 1
    while divisor % 2 == 0 or divisor % 5 == 0:
        divisor //= 2 if divisor % 2 == 0 else 5
        scale += 1
    if divisor > 1 or scale > 60:
        return f"{float(number):.{DIGITS}g}"
    whole = abs(number.numerator) * 10**scale // number.denominator
    digits = str(whole).rjust(scale + 1, "0")
    text = f"{digits[:-scale]}.{digits[-scale:]}".rstrip("0").rstrip(".") if scale else digits
    return f"-{text}" if number < 0 else text


def is_exact(number: Fraction) -> bool:
    return Fraction(write_decimal(number)) == number


def read_spec(data: Mapping[str, Any], report: Report) -> tuple[numeric.Spec, Fraction]:
    """A numeric question's spec, with the size of its tolerance in the first unit; raises CannotExpressError."""
    try:
        spec = numeric.read_spec(data)
    except SpecError as error:
        raise CannotExpressError(str(error)) from error
    if not is_exact(spec.answer):
        report.note(f"the answer {spec.written} was written with {DIGITS} digits.")
    kind, size = spec.tolerance.kind, spec.tolerance.size
    if kind == "relative":
        report.note("its relative tolerance was written as an absolute one of the same size.")
        size *= abs(spec.answer)
    elif kind == "significant":
        report.note("its tolerance in significant figures was written as an absolute one of the same size.")
        size = Fraction(1, 2) * Fraction(10) ** (find_magnitude(spec.answer) + 1 - int(size))
    return spec, size
