"""Numbers as people read them: powers of ten written out, and an error drawn against what is allowed."""

import math
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

SMALLEST, LARGEST = -16, 2  # decades of the error scale: float64's resolution to "a hundred times off"
WIDTH = 1000.0


@dataclass(frozen=True)
class ErrorBar:
    """Positions on a scale of WIDTH units, and the words that say the same."""

    name: str
    fill: float
    limit: float
    is_over: bool
    error: float
    tolerance: float


def draw_error(*, name: str, error: float, tolerance: float) -> ErrorBar:
    """`error` and `tolerance` are relative (no unit). An error that is not a number is over any tolerance."""
    return ErrorBar(
        name=name,
        fill=place(error),
        limit=place(tolerance),
        is_over=not (error <= tolerance),  # written so that NaN is over
        error=error,
        tolerance=tolerance,
    )


def place(value: float) -> float:
    """Where a positive number lies on the logarithmic scale, kept inside it; NaN lies at the far end."""
    if math.isnan(value):
        return WIDTH
    if value <= 0:
        return 0.0
    share = (math.log10(value) - SMALLEST) / (LARGEST - SMALLEST) if math.isfinite(value) else 1.0
    return round(WIDTH * min(max(share, 0.0), 1.0), 1)


def write_scientific(value: float, digits: int = 2) -> SafeString:
    """3.2 × 10⁻⁵; numbers near one are written plainly, and 0, ∞ and NaN as what they are."""
    if math.isnan(value):
        return SafeString("not a number")
    if math.isinf(value):
        return SafeString("∞" if value > 0 else "−∞")
    if value == 0 or 1e-2 <= abs(value) < 1e4:
        plain = f"{value:.{digits}g}" if abs(value) < 10**digits else f"{value:.0f}"
        return SafeString(plain.replace("-", "−"))
    mantissa, _, exponent = f"{value:.{digits - 1}e}".partition("e")
    return format_html(
        '<span class="nowrap">{}&nbsp;×&nbsp;10<sup class="exponent">{}</sup></span>',
        mantissa.replace("-", "−"),
        str(int(exponent)).replace("-", "−"),
    )
