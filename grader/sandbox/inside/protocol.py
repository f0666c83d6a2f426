"""Frames between judge and runner: a kind (1 byte), a random call id (16 bytes), a length (8 bytes) and one value."""

from __future__ import annotations

import enum
import struct
from typing import Final

from .values import ProtocolError

HEADER: Final = struct.Struct("<B16sQ")


class Kind(enum.IntEnum):
    """What a frame is."""

    HELLO = 1
    BROKEN = 2
    LOAD = 10
    CALL = 11
    BATCH = 12
    SETTLE = 13
    LOADED = 20
    NOT_LOADED = 21
    RETURNED = 30
    RAISED = 31
    INVALID = 32
    ANSWERS = 33
    TOO_LARGE = 34
    SETTLED = 35


_KINDS: Final = {int(kind): kind for kind in Kind}


class FrameTooLargeError(ProtocolError):
    """A frame announces more bytes than its reader accepts."""


def pack(kind: Kind, call_id: bytes, body: bytes) -> bytes:
    """Make the bytes of a frame around an encoded value."""
    return HEADER.pack(kind, call_id, len(body)) + body


def read_header(data: bytes, *, limit: int) -> tuple[Kind, bytes, int]:
    """Read the fixed part of a frame; a body longer than `limit` bytes is refused before it is read."""
    if len(data) != HEADER.size:
        raise ProtocolError("the header is cut short")
    kind, call_id, length = HEADER.unpack(data)
    if kind not in _KINDS:
        raise ProtocolError("unknown kind of frame")
    if length > limit:
        raise FrameTooLargeError(f"a body of {length} bytes, {limit} allowed")
    return _KINDS[kind], call_id, length
