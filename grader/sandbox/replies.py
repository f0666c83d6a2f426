"""Reads the bodies of replies. They come from an untrusted process: every field is checked for its exact type."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from .inside.batches import unfold
from .inside.protocol import Kind
from .inside.values import ProtocolError, decode
from .outcomes import (
    Imported,
    InvalidReturn,
    MemoryExceeded,
    Outcome,
    Parameter,
    Raised,
    Returned,
    Signature,
    Skipped,
    Source,
)

_Wanted = TypeVar("_Wanted")

_SHAPES = frozenset({"single", "tuple", "list", "dict"})
_PARAMETERS = ("positional_only", "positional_or_keyword", "var_positional", "keyword_only", "var_keyword")
_LONGEST_MESSAGE = 300
_LONGEST_NAME = 80


def read_answer(kind: Kind, body: bytes, *, source: Source, memory_bytes: int) -> Outcome:
    """Read the answer to one call. Raises ProtocolError."""
    if kind is Kind.RETURNED:
        return _returned(_tuple(decode(body), 4))
    if kind is Kind.RAISED:
        return _raised(_tuple(decode(body), 4), source=source, memory_bytes=memory_bytes)
    if kind is Kind.INVALID:
        return InvalidReturn(clean(_exact(decode(body), str), _LONGEST_MESSAGE))
    raise ProtocolError("not an answer")


def read_answers(body: bytes, *, count: int, source: Source, memory_bytes: int) -> list[Outcome]:
    """Read the answers to a batch of calls. Raises ProtocolError."""
    form = decode(body)
    if type(form) is tuple and len(form) == 4 and form[0] is True:
        read: list[Outcome] = list(_all_alike(form[1], form[2], unfold(form[3])))
    else:
        folded, answers = _tuple(form, 2)
        if folded is not False:
            raise ProtocolError("not a list of answers")
        read = [_one_of_many(answer, source, memory_bytes) for answer in _exact(answers, list)]
    if len(read) != count:
        raise ProtocolError("more or fewer answers than calls")
    return read


def _all_alike(shape: Any, names: Any, rows: Sequence[tuple[Any, ...]]) -> Iterator[Returned]:
    """Results of one form: what is true of the first is true of all."""
    if not rows:
        return
    like = _returned((shape, names, rows[0], ()))
    for values in rows:
        if len(values) != len(like.values):
            raise ProtocolError("results that are not of one form")
        yield Returned(values=values, shape=like.shape, names=like.names)


def _one_of_many(answer: Any, source: Source, memory_bytes: int) -> Outcome:
    kind, body = _tuple(answer, 2)
    if _exact(kind, int) not in (Kind.RETURNED, Kind.RAISED, Kind.INVALID):
        raise ProtocolError("not an answer")
    return read_answer(Kind(kind), _exact(body, bytes), source=source, memory_bytes=memory_bytes)


def read_functions(body: bytes, *, stdout: str) -> Imported:
    """Read what a submission defines. Raises ProtocolError."""
    listed, exited, skipped = _tuple(decode(body), 3)
    functions = {}
    for entry in _exact(listed, tuple):
        name, is_class, parameters, is_stub = _tuple(entry, 4)
        functions[clean(_exact(name, str), _LONGEST_MESSAGE)] = Signature(
            parameters=None if parameters is None else _parameters(parameters),
            is_class=_exact(is_class, bool),
            is_stub=_exact(is_stub, bool),
        )
    left_out = tuple(_skipped(entry) for entry in _exact(skipped, tuple))
    return Imported(functions=functions, stdout=stdout, exited=_exact(exited, bool), skipped=left_out)


def _skipped(entry: Any) -> Skipped:
    line, type_name, message = _tuple(entry, 3)
    return Skipped(
        line=_exact(line, int),
        type_name=clean(_exact(type_name, str), _LONGEST_NAME),
        message=clean(_exact(message, str), _LONGEST_MESSAGE),
    )


def read_failure(body: bytes) -> tuple[bool, str, str, int, int]:
    """Read why a submission could not be loaded: is it syntax, type, message, line, column. Raises ProtocolError."""
    syntax, type_name, message, line, column = _tuple(decode(body), 5)
    return (
        _exact(syntax, bool),
        clean(_exact(type_name, str), _LONGEST_NAME),
        clean(_exact(message, str), _LONGEST_MESSAGE),
        _exact(line, int),
        _exact(column, int),
    )


def clean(text: str, longest: int) -> str:
    """Keep a text printable and short: control characters, also those that turn text around, become spaces."""
    text = text[:longest]
    if not text.isprintable():
        text = "".join(letter if letter.isprintable() else " " for letter in text)
    return text.strip()


def _parameters(written: Any) -> tuple[Parameter, ...]:
    names, kinds, required = _tuple(written, 3)
    names, kinds, required = _exact(names, tuple), _exact(kinds, bytes), _exact(required, bytes)
    if not len(names) == len(kinds) == len(required) or max(kinds, default=0) >= len(_PARAMETERS):
        raise ProtocolError("parameters that do not fit together")
    return tuple(
        Parameter(clean(_exact(name, str), _LONGEST_MESSAGE), _PARAMETERS[kind], bool(is_required))
        for name, kind, is_required in zip(names, kinds, required, strict=True)
    )


def _returned(fields: Sequence[Any]) -> Returned:
    shape, names, values, changed = fields
    names = tuple(_exact(name, str) for name in _exact(names, tuple))
    values = _exact(values, tuple)
    if _exact(shape, str) not in _SHAPES or len(names) != (len(values) if shape == "dict" else 0):
        raise ProtocolError("a result whose shape and values do not agree")
    if shape == "single" and len(values) != 1:
        raise ProtocolError("a single result that is not one")
    changed = tuple(clean(_exact(name, str), _LONGEST_NAME) for name in _exact(changed, tuple))
    return Returned(values=values, arguments_changed=changed, shape=shape, names=names)


def _raised(fields: Sequence[Any], *, source: Source, memory_bytes: int) -> Raised | MemoryExceeded:
    type_name, message, line, not_attempted = fields
    if type_name == "MemoryError":
        return MemoryExceeded(memory_bytes)
    line = _exact(line, int) or None
    return Raised(
        type_name=clean(_exact(type_name, str), _LONGEST_NAME),
        message=clean(_exact(message, str), _LONGEST_MESSAGE),
        line=line if source.line(line) else None,
        line_text=source.line(line)[:_LONGEST_MESSAGE],
        not_attempted=_exact(not_attempted, bool),
    )


def _exact(value: Any, kind: type[_Wanted]) -> _Wanted:
    if type(value) is not kind:
        raise ProtocolError("a field of the wrong type")
    return value


def _tuple(value: Any, length: int) -> tuple[Any, ...]:
    if type(value) is not tuple or len(value) != length:
        raise ProtocolError("a body of the wrong form")
    return value
