"""Symbolic sizes such as ``4H`` or ``D+H``: read by a small parser of our own, never evaluated as code."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_TOKEN = re.compile(r"\s*(?:([0-9]+)|([A-Za-z_][A-Za-z0-9_]*)|([-+*()]))")
_LONGEST = 60


class SizeError(Exception):
    """A size that cannot be read, or that has no value for the sizes given."""


@dataclass(frozen=True)
class Size:
    """A polynomial in named sizes with integer coefficients: ``{("H",): 4}`` is ``4H``."""

    text: str
    terms: tuple[tuple[tuple[str, ...], int], ...]
    is_time: bool = False  # the number of steps, by the role that the assignment declares

    @property
    def names(self) -> frozenset[str]:
        return frozenset(name for monomial, _ in self.terms for name in monomial)

    def value(self, sizes: Mapping[str, int]) -> int:
        """The number this size stands for; raises SizeError for a name without a value or a result below 0."""
        total = 0
        for monomial, coefficient in self.terms:
            product = coefficient
            for name in monomial:
                if name not in sizes:
                    raise SizeError(f"the size {name} in {self.text!r} has no value")
                product *= sizes[name]
            total += product
        if total < 0:
            raise SizeError(f"{self.text!r} is negative ({total})")
        return total

    def __str__(self) -> str:
        return self.text


Shape = tuple[Size, ...]
_Terms = dict[tuple[str, ...], int]


def read_size(written: str | int) -> Size:
    """Read one size: integers, names, ``+ - *``, parentheses, and a number directly before a name (``4H``)."""
    if isinstance(written, bool) or not isinstance(written, (str, int)):
        raise SizeError(f'a size is a number or an expression such as "4H", not {written!r}')
    text = str(written).strip()
    if not text or len(text) > _LONGEST:
        raise SizeError(f"a size has 1 to {_LONGEST} characters, this one has {len(text)}")
    reader = _Reader(text)
    terms = reader.sum()
    reader.finish()
    kept = tuple(sorted((names, factor) for names, factor in terms.items() if factor))
    return Size(text=text, terms=kept)


def read_shape(written: Sequence[str | int]) -> Shape:
    return tuple(read_size(size) for size in written)


def shape_values(shape: Shape, sizes: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(size.value(sizes) for size in shape)


def describe(shape: Shape) -> str:
    """The shape as people write it: ``(N, 4H)``, ``(H,)``, or ``()`` for a single number."""
    inside = ", ".join(size.text for size in shape)
    return f"({inside},)" if len(shape) == 1 else f"({inside})"


def describe_values(shape: Sequence[int]) -> str:
    return str(tuple(shape))


class _Reader:
    """Recursive descent over the tokens of one expression."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[str] = []
        position = 0
        while position < len(text):
            match = _TOKEN.match(text, position)
            if match is None or match.end() == position:
                raise SizeError(f"{text!r} has a character that a size may not have: {text[position]!r}")
            self.tokens.append(match.group().strip())
            position = match.end()

    def next(self) -> str:
        return self.tokens[0] if self.tokens else ""

    def take(self) -> str:
        if not self.tokens:
            raise SizeError(f"{self.text!r} ends too early")
        return self.tokens.pop(0)

    def finish(self) -> None:
        if self.tokens:
            raise SizeError(f"{self.text!r} cannot be read from {self.next()!r} on")

    def sum(self) -> _Terms:
        total = self.product()
        while self.next() in {"+", "-"}:
            sign = 1 if self.take() == "+" else -1
            for names, factor in self.product().items():
                total[names] = total.get(names, 0) + sign * factor
        return total

    def product(self) -> _Terms:
        was_number = self.next().isdigit()
        result = self.atom()
        while self.next() == "*" or (was_number and (self.next() == "(" or self.next().isidentifier())):
            if self.next() == "*":
                self.take()
            was_number = self.next().isdigit()
            result = _multiply(result, self.atom())
        return result

    def atom(self) -> _Terms:
        symbol = self.take()
        if symbol.isdigit():
            return {(): int(symbol)}
        if symbol.isidentifier():
            return {(symbol,): 1}
        if symbol == "(":
            inside = self.sum()
            if self.take() != ")":
                raise SizeError(f"{self.text!r} has a parenthesis that is not closed")
            return inside
        raise SizeError(f"{self.text!r} cannot be read at {symbol!r}")


def _multiply(left: _Terms, right: _Terms) -> _Terms:
    product: _Terms = {}
    for left_names, left_factor in left.items():
        for right_names, right_factor in right.items():
            names = tuple(sorted(left_names + right_names))
            product[names] = product.get(names, 0) + left_factor * right_factor
    return product
