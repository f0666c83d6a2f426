"""Numbers as a student reads them."""

import math

SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
PLAIN_FROM, PLAIN_TO = 1e-3, 1e3  # written out as decimals in between


def write_error(error: float) -> str:
    """A relative error in two significant digits: 0.48, 4.8 × 10⁻⁷, 10⁻⁷."""
    if not math.isfinite(error):
        return "not a number" if math.isnan(error) else "infinite"
    if error == 0 or PLAIN_FROM <= error < PLAIN_TO:
        return f"{error:.2g}" if error < 10 else f"{error:.0f}"
    mantissa, exponent = f"{error:.1e}".split("e")
    power = f"10{str(int(exponent)).translate(SUPERSCRIPTS)}"
    digits = mantissa.removesuffix(".0")
    return power if digits == "1" else f"{digits} × {power}"
