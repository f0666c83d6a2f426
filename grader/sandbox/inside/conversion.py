"""What a student's function gave, as plain data or as a handle; what the judge sent, as fresh copies.

Types are compared exactly: a subclass may lie about what it is worth, so it is never asked.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import numpy as np

from .values import DTYPES, MAX_DEPTH, MAX_DIMENSIONS, Handle, Value

Want = str  # "array", "handle", "latest", "nothing" or "plain"

_SCALARS: Final = frozenset(dtype.type for dtype in DTYPES)
_SIMPLE: Final = frozenset({float, bool, complex, type(None)})
_MAX_TEXT: Final = 64_000


class NotPlainError(Exception):
    """A value is not plain data; the message says what it is instead."""


class TooLargeError(Exception):
    """The values of one reply are larger than it may be."""


def plain(value: Any, depth: int = MAX_DEPTH) -> Value:
    """Return the value if it is exactly plain data (torch tensors become arrays). Raises NotPlainError."""
    kind = type(value)
    if kind in _SIMPLE or kind in _SCALARS:
        return value
    convert = _CONVERTERS.get(kind)
    if convert is not None:
        return convert(value, depth)
    if _is_tensor(value):
        return _from_tensor(value)
    if issubclass(kind, tuple) and hasattr(kind, "_fields"):
        return _items(tuple(tuple.__iter__(value)), depth)
    raise NotPlainError(describe(value))


def describe(value: object) -> str:
    """Name a value's type in words for a message, without asking the value anything."""
    kind = type(value)
    name = safe_name(kind)
    article = "an" if name[:1].lower() in tuple("aeiou") else "a"
    if issubclass(kind, np.ndarray) and kind is not np.ndarray:
        return f"{article} {name}, a kind of array of its own"
    return f"{article} {name}"


def safe_name(kind: type) -> str:
    """Name a class in at most 80 printable characters, whatever its author did to its name."""
    name = str(_name_of(kind))
    if not name.isprintable():
        name = "".join(letter if letter.isprintable() else "?" for letter in name)
    return name[:80]


_name_of: Final = type.__dict__["__name__"].__get__  # what the class itself cannot answer for


def _array(value: np.ndarray[Any, Any], _depth: int) -> Value:
    if value.dtype not in DTYPES or not value.dtype.isnative:
        raise NotPlainError(f"an array of dtype {str(value.dtype)[:60]}")
    if value.ndim > MAX_DIMENSIONS:
        raise NotPlainError(f"an array of {value.ndim} dimensions")
    return value


def _integer(value: int, _depth: int) -> Value:
    if not -(1 << 63) <= value < 1 << 63:
        raise NotPlainError("an integer of more than 64 bits")
    return value


def _text(value: str, _depth: int) -> Value:
    if len(value) > _MAX_TEXT:
        raise NotPlainError(f"a text of {len(value)} characters")
    return value


def _items(value: tuple[object, ...] | list[object], depth: int) -> Value:
    if depth <= 0:
        raise NotPlainError(f"a {safe_name(type(value))} nested more than {MAX_DEPTH} deep")
    items = [plain(item, depth - 1) for item in value]
    return tuple(items) if type(value) is tuple else items


def _mapping(value: dict[object, object], depth: int) -> Value:
    if depth <= 0:
        raise NotPlainError(f"a dict nested more than {MAX_DEPTH} deep")
    if any(type(key) is not str for key in value):
        raise NotPlainError("a dict whose keys are not all strings")
    return {key: plain(item, depth - 1) for key, item in value.items()}


_CONVERTERS: Final[dict[type, Callable[[Any, int], Value]]] = {
    np.ndarray: _array,
    int: _integer,
    str: _text,
    tuple: _items,
    list: _items,
    dict: _mapping,
}


def _is_tensor(value: object) -> bool:
    torch = sys.modules.get("torch")
    return torch is not None and type(value) in (torch.Tensor, torch.nn.Parameter)


def _from_tensor(value: Any) -> Value:
    if value.device.type != "cpu" or value.is_sparse:
        raise NotPlainError("a tensor that is not an ordinary one on the CPU")
    try:
        return _array(value.detach().numpy(), 0)
    except TypeError as error:
        raise NotPlainError(f"a tensor of dtype {value.dtype}") from error


class Shelf:
    """The values that stay in the runner, by number."""

    def __init__(self, *, tensors: bool, reply_bytes: int) -> None:
        self._kept: dict[int, object] = {}
        self._count = 0
        self._latest: int | None = None
        self._tensors = tensors
        self._reply_bytes = reply_bytes
        self._left = reply_bytes

    def begin(self) -> None:
        """Begin a reply: all that is presented until the next one counts together."""
        self._left = self._reply_bytes

    def keep(self, value: object) -> Handle:
        """Put a value on the shelf and give out its number."""
        handle = Handle(self._count, safe_name(type(value)))
        self._kept[handle.id] = value
        self._count += 1
        return handle

    def keep_latest(self, value: object) -> Handle:
        """The same, in the place of the value that was kept last in this way: a long stream must not fill the shelf."""
        if self._latest is not None:
            del self._kept[self._latest]
        handle = self.keep(value)
        self._latest = handle.id
        return handle

    def fresh(self, value: Value) -> object:
        """Make what a student's function gets: a writable copy of every array, the kept value for a handle."""
        kind = type(value)
        if kind is np.ndarray:
            copy = value.copy()
            return sys.modules["torch"].from_numpy(copy) if self._tensors else copy
        if kind is Handle:
            return self._kept[value.id]
        if kind is tuple:
            return tuple([self.fresh(item) for item in value])
        if kind is list:
            return [self.fresh(item) for item in value]
        if kind is dict:
            return {key: self.fresh(item) for key, item in value.items()}
        return value

    def present(self, result: Any, wants: Sequence[Want] | Mapping[str, Want]) -> tuple[str, list[str], list[Value]]:
        """Split a result into its top-level positions: ("tuple", names if a dict, one value or handle a position).

        Raises NotPlainError, and TooLargeError before anything is copied: counting costs nothing, encoding might cost
        more time than the call has.
        """
        kind = type(result)
        names: list[str] = []
        if kind is tuple or (issubclass(kind, tuple) and hasattr(kind, "_fields")):
            shape, items = "tuple", list(tuple.__iter__(result))
        elif kind is list:
            shape, items = "list", result
        elif kind is dict and all(type(key) is str for key in result):
            shape, names, items = "dict", list(result), list(result.values())
        else:
            shape, items = "single", [result]
        asked = _list_wants(wants, names)
        most = len(asked)
        values = [self._offer(item, asked[index] if index < most else None, index) for index, item in enumerate(items)]
        self._left -= sum(map(_weigh, values))
        if self._left < 0:
            raise TooLargeError
        return shape, names, values

    def _offer(self, value: object, want: Want | None, index: int) -> Value:
        if want == "nothing":
            return None
        if want == "handle":
            return self.keep(value)
        if want == "latest":
            return self.keep_latest(value)
        try:
            return plain(value)
        except NotPlainError as error:
            if want == "array":
                raise NotPlainError(f"output {index + 1} is {error}") from error
            return self.keep(value)


def _weigh(value: Value) -> int:
    """Give the bytes that a value takes in a reply, or a few less."""
    kind = type(value)
    if kind is np.ndarray:
        return int(value.nbytes)
    if kind is tuple or kind is list:
        return sum(map(_weigh, value))
    if kind is dict:
        return sum(map(_weigh, value.values()))
    return len(value) if kind is str else 1


def _list_wants(wants: Sequence[Want] | Mapping[str, Want], names: Sequence[str]) -> Sequence[Want | None]:
    """In the order of the positions; names for a result that came without stand in their own order."""
    if type(wants) is not dict:
        return tuple(wants)
    return [wants.get(name) for name in names] if names else list(wants.values())
