"""Plain data as bytes and back: dtype, shape and raw bytes, never a pickle.

The reader trusts nothing: every limit is checked before the bytes it guards are used, and whatever is wrong with the
bytes is a ProtocolError.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

MAX_DEPTH: Final = 3
"""How deep a value that a student's function returns may be nested."""

MAX_MESSAGE_DEPTH: Final = MAX_DEPTH + 4
MAX_VALUES: Final = 200_000
MAX_DIMENSIONS: Final = 8
MAX_SIZE: Final = 1 << 40

_NAMES: Final = (
    *("bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"),
    *("float16", "float32", "float64", "complex64", "complex128"),
)
DTYPES: Final[dict[np.dtype[Any], int]] = {np.dtype(name): code for code, name in enumerate(_NAMES)}
_DTYPE_OF_CODE: Final = {code: dtype for dtype, code in DTYPES.items()}
_CODE: Final = {dtype: bytes((code,)) for dtype, code in DTYPES.items()}

_DIGITS: Final = tuple(bytes((number,)) for number in range(MAX_DIMENSIONS + 1))
_COUNT: Final = struct.Struct("<I")
_INTEGER: Final = struct.Struct("<q")
_FLOAT: Final = struct.Struct("<d")
_COMPLEX: Final = struct.Struct("<dd")
_LENGTH: Final = struct.Struct("<Q")
_SHAPES: Final = tuple(struct.Struct(f"<{dimensions}Q") for dimensions in range(MAX_DIMENSIONS + 1))


class ProtocolError(Exception):
    """The other side sent something that is not a frame we accept, or we were asked to send what no frame can hold."""


@dataclass(frozen=True)
class Handle:
    """A value that stayed in the runner; the judge may pass it back, but never sees inside."""

    id: int
    type_name: str


Value = Any  # np.ndarray | np.generic | float | int | bool | complex | str | None | Handle | tuple | list | dict


# --- writing ---------------------------------------------------------------------------------------------------------


class _Writer:
    """Collects the parts of one body."""

    def __init__(self, *, share: bool) -> None:
        self.parts: list[bytes] = []
        self.count = 0
        self.share = share
        self.seen: dict[int, int] = {}
        self.arrays = 0

    def write(self, value: Value, depth: int) -> None:
        self.count += 1
        if self.count > MAX_VALUES:
            raise ProtocolError("too many values")
        write = _WRITERS.get(type(value))
        if write is not None:
            write(self, value, depth)
        elif isinstance(value, np.generic):
            self.parts.append(b"G" + _dtype_code(value.dtype) + value.tobytes())
        else:
            raise ProtocolError(f"a {type(value).__name__} cannot be sent")

    def array(self, value: np.ndarray[Any, Any], _depth: int) -> None:
        if self.share:
            index = self.seen.get(id(value))
            if index is not None:
                self.parts.append(b"R" + _COUNT.pack(index))
                return
            self.seen[id(value)] = self.arrays
            self.arrays += 1
        dimensions = value.ndim
        if dimensions > MAX_DIMENSIONS:
            raise ProtocolError("too many dimensions")
        self.parts += (
            b"A",
            _dtype_code(value.dtype),
            _DIGITS[dimensions],
            _SHAPES[dimensions].pack(*value.shape),
            value.tobytes(),
        )

    def text(self, value: str, _depth: int) -> None:
        data = value.encode("utf-8", "replace")
        self.parts += (b"S", _COUNT.pack(len(data)), data)

    def name(self, value: str) -> None:
        data = value.encode("utf-8", "replace")
        self.parts += (_COUNT.pack(len(data)), data)

    def integer(self, value: int, _depth: int) -> None:
        if not -(1 << 63) <= value < 1 << 63:
            raise ProtocolError("an integer of more than 64 bits cannot be sent")
        self.parts.append(b"I" + _INTEGER.pack(value))

    def octets(self, value: bytes, _depth: int) -> None:
        self.parts += (b"B" + _COUNT.pack(len(value)), value)

    def handle(self, value: Handle, _depth: int) -> None:
        self.parts.append(b"H" + _LENGTH.pack(value.id))
        self.name(value.type_name)

    def items(self, value: tuple[Value, ...] | list[Value], depth: int) -> None:
        if depth <= 0:
            raise ProtocolError("nested too deeply")
        self.parts.append((b"U" if type(value) is tuple else b"L") + _COUNT.pack(len(value)))
        for item in value:
            self.write(item, depth - 1)

    def mapping(self, value: dict[str, Value], depth: int) -> None:
        if depth <= 0:
            raise ProtocolError("nested too deeply")
        self.parts.append(b"M" + _COUNT.pack(len(value)))
        for key, item in value.items():
            if type(key) is not str:
                raise ProtocolError("the keys of a dict must be strings")
            self.name(key)
            self.write(item, depth - 1)


_WRITERS: Final[dict[type, Callable[[_Writer, Any, int], None]]] = {
    np.ndarray: _Writer.array,
    type(None): lambda writer, _value, _depth: writer.parts.append(b"N"),
    bool: lambda writer, value, _depth: writer.parts.append(b"T" if value else b"F"),
    int: _Writer.integer,
    float: lambda writer, value, _depth: writer.parts.append(b"D" + _FLOAT.pack(value)),
    complex: lambda writer, value, _depth: writer.parts.append(b"C" + _COMPLEX.pack(value.real, value.imag)),
    str: _Writer.text,
    bytes: _Writer.octets,
    tuple: _Writer.items,
    list: _Writer.items,
    dict: _Writer.mapping,
    Handle: _Writer.handle,
}


def _dtype_code(dtype: np.dtype[Any]) -> bytes:
    code = _CODE.get(dtype)
    if code is None:
        raise ProtocolError(f"the dtype {str(dtype)[:60]} cannot be sent")
    return code


def encode(value: Value, *, share: bool = False, max_depth: int = MAX_MESSAGE_DEPTH) -> bytes:
    """Turn plain data into bytes. Raises ProtocolError for anything that is not exactly plain data."""
    writer = _Writer(share=share)
    writer.write(value, max_depth)
    return b"".join(writer.parts)


# --- reading ---------------------------------------------------------------------------------------------------------


class _Reader:
    """Reads one body; arrays are read-only views of it, so a body costs its own size and little more."""

    def __init__(self, data: bytes, *, share: bool) -> None:
        self.data = data
        self.size = len(data)
        self.at = 0
        self.count = 0
        self.share = share
        self.arrays: list[np.ndarray[Any, Any]] = []

    def skip(self, size: int) -> int:
        """Step over so many bytes; tells where they begin."""
        start = self.at
        end = start + size
        if end > self.size:
            raise ProtocolError("the body is cut short")
        self.at = end
        return start

    def take(self, size: int) -> bytes:
        start = self.skip(size)
        return self.data[start : self.at]

    def read(self, depth: int) -> Value:
        self.count += 1
        if self.count > MAX_VALUES:
            raise ProtocolError("too many values")
        at = self.at
        if at >= self.size:
            raise ProtocolError("the body is cut short")
        self.at = at + 1
        read = _READER_OF_TAG.get(self.data[at])
        if read is None:
            raise ProtocolError("unknown tag")
        return read(self, depth)

    def length(self) -> int:
        length: int = _COUNT.unpack_from(self.data, self.skip(4))[0]
        return length

    def array(self, _depth: int) -> np.ndarray[Any, Any]:
        at = self.skip(2)
        dtype, dimensions = _dtype_of(self.data[at]), self.data[at + 1]
        if dimensions > MAX_DIMENSIONS:
            raise ProtocolError("too many dimensions")
        shape: tuple[int, ...] = _SHAPES[dimensions].unpack_from(self.data, self.skip(8 * dimensions))
        count = math.prod(shape)
        if (count or math.prod(size or 1 for size in shape)) > MAX_SIZE:
            raise ProtocolError("an array that large does not exist")
        array = self.numbers(dtype, shape, count)
        if self.share:
            self.arrays.append(array)
        return array

    def numbers(self, dtype: np.dtype[Any], shape: tuple[int, ...], count: int) -> np.ndarray[Any, Any]:
        start = self.skip(count * dtype.itemsize)
        numbers = np.ndarray(shape, dtype, self.data, start)
        if dtype.kind == "b" and numbers.view(np.uint8).max(initial=0) > 1:
            raise ProtocolError("a truth value is neither 0 nor 1")
        return numbers

    def reference(self, _depth: int) -> np.ndarray[Any, Any]:
        index = self.length()
        if index >= len(self.arrays):
            raise ProtocolError("a reference to nothing")
        return self.arrays[index]

    def text(self, _depth: int) -> str:
        try:
            return str(self.take(self.length()), "utf-8")
        except UnicodeDecodeError as error:
            raise ProtocolError("a text is not UTF-8") from error

    def items(self, depth: int) -> list[Value]:
        if depth <= 0:
            raise ProtocolError("nested too deeply")
        return [self.read(depth - 1) for _ in range(self.length())]

    def row(self, depth: int) -> tuple[Value, ...]:
        return tuple(self.items(depth))

    def mapping(self, depth: int) -> dict[str, Value]:
        if depth <= 0:
            raise ProtocolError("nested too deeply")
        mapping: dict[str, Value] = {}
        for _ in range(self.length()):
            key = self.text(depth)
            if key in mapping:
                raise ProtocolError("a key occurs twice")
            mapping[key] = self.read(depth - 1)
        return mapping


def _dtype_of(code: int) -> np.dtype[Any]:
    dtype = _DTYPE_OF_CODE.get(code)
    if dtype is None:
        raise ProtocolError("unknown dtype")
    return dtype


_READERS: Final[dict[bytes, Callable[[_Reader, int], Value]]] = {
    b"N": lambda _reader, _depth: None,
    b"T": lambda _reader, _depth: True,
    b"F": lambda _reader, _depth: False,
    b"I": lambda reader, _depth: _INTEGER.unpack(reader.take(8))[0],
    b"D": lambda reader, _depth: _FLOAT.unpack(reader.take(8))[0],
    b"C": lambda reader, _depth: complex(*_COMPLEX.unpack(reader.take(16))),
    b"S": _Reader.text,
    b"B": lambda reader, _depth: reader.take(reader.length()),
    b"H": lambda reader, depth: Handle(_LENGTH.unpack(reader.take(8))[0], reader.text(depth)),
    b"U": _Reader.row,
    b"L": _Reader.items,
    b"M": _Reader.mapping,
    b"A": _Reader.array,
    b"G": lambda reader, _depth: reader.numbers(_dtype_of(reader.data[reader.skip(1)]), (1,), 1)[0],
    b"R": _Reader.reference,
}

_READER_OF_TAG: Final = {tag[0]: read for tag, read in _READERS.items()}


def decode(data: bytes, *, share: bool = False, max_depth: int = MAX_MESSAGE_DEPTH) -> Value:
    """Turn bytes into plain data. Whatever the bytes are, the only error is ProtocolError."""
    reader = _Reader(data, share=share)
    value = reader.read(max_depth)
    if reader.at != len(data):
        raise ProtocolError("bytes are left over")
    return value
