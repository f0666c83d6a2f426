"""A hundred thousand frames that no honest runner would send: the judge's reader knows one error, and little memory."""

import random
import resource
from collections import Counter

import numpy as np
import pytest

from grader.sandbox import Source
from grader.sandbox.inside.batches import fold
from grader.sandbox.inside.protocol import HEADER, Kind, pack, read_header
from grader.sandbox.inside.values import Handle, ProtocolError, encode
from grader.sandbox.replies import read_answer, read_answers, read_failure, read_functions

FRAMES = 100_000
LARGEST = 1 << 16
LARGEST_GROWTH = 64 << 20
SOURCE = Source("a.py", "x = 1\n")
LIMITS = {"source": SOURCE, "memory_bytes": 1 << 20}

ARRAY = np.arange(12.0).reshape(3, 4)
PARAMETERS = (("x", "W"), b"\x01\x03", b"\x01\x00")
ANSWER = encode(("tuple", (), (ARRAY, Handle(1, "dict"), 1.5), ("0",)))
HONEST = [
    (Kind.RETURNED, ANSWER),
    (Kind.RETURNED, encode(("dict", ("h", "y"), (ARRAY, np.float32(2)), ()))),
    (Kind.RETURNED, encode(("list", (), (True, None, "text", 3, 1j, (1, [2, {"a": ARRAY}])), ("x", "W")))),
    (Kind.RAISED, encode(("ValueError", "shapes do not fit", 1, False))),
    (Kind.INVALID, encode("a list of lists")),
    (Kind.ANSWERS, encode((True, "tuple", (), fold([(ARRAY, 1.0), (ARRAY + 1, 2.0)])))),
    (Kind.ANSWERS, encode((True, "dict", ("h", "c"), fold([(ARRAY, ARRAY[0]), (ARRAY[:2], ARRAY[0])])))),
    (Kind.ANSWERS, encode((False, [(int(Kind.RETURNED), ANSWER), (int(Kind.RAISED), encode(("E", "", 0, True)))]))),
    (
        Kind.LOADED,
        encode(((("forward", False, PARAMETERS, False), ("Cell", True, None, True)), False, ((3, "NameError", "x"),))),
    ),
    (Kind.NOT_LOADED, encode((True, "SyntaxError", "invalid syntax", 1, 4))),
    (Kind.HELLO, encode(None)),
]
FRAMES_OF_THE_HONEST = [pack(kind, bytes(16), body) for kind, body in HONEST]
EXTREMES = [bytes(8), b"\xff" * 8, b"\xff" * 4, b"\0\0\0\x80", (1 << 40).to_bytes(8, "little"), b"A\x0b\xff", b"U" * 40]


def read(frame):
    """Read a frame as a session does: the header, the body's length, then what this kind of frame must hold."""
    kind, _, length = read_header(frame[: HEADER.size], limit=LARGEST)
    body = frame[HEADER.size :]
    if len(body) != length:
        raise ProtocolError("a session would wait for the rest until its deadline")
    if kind is Kind.LOADED:
        return read_functions(body, stdout="")
    if kind is Kind.NOT_LOADED:
        return read_failure(body)
    if kind is Kind.ANSWERS:
        return read_answers(body, count=2, **LIMITS)
    return read_answer(kind, body, **LIMITS)


def spoil(frame, rng):
    """Change a frame in one of many ways, and usually make its header fit again, so that the body is looked at."""
    data = bytearray(frame)
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(HEADER.size if len(data) > HEADER.size else 0, len(data))
        way = rng.randrange(6)
        if way == 0:
            data[at] = rng.randrange(256)
        elif way == 1:
            data[at : at + rng.randint(1, 9)] = b""
        elif way == 2:
            data[at:at] = rng.randbytes(rng.randint(1, 9))
        elif way == 3:
            extreme = rng.choice(EXTREMES)
            data[at : at + len(extreme)] = extreme
        elif way == 4:
            start = rng.randrange(HEADER.size)
            data[start] = rng.randrange(256)
        else:
            other = rng.choice(FRAMES_OF_THE_HONEST)
            data[at:] = other[rng.randrange(HEADER.size, len(other)) :]
        if len(data) <= HEADER.size:
            return bytes(data)
    if rng.random() < 0.9:
        kind = rng.choice(HONEST)[0] if rng.random() < 0.2 else data[0]
        return HEADER.pack(kind, bytes(16), len(data) - HEADER.size) + bytes(data[HEADER.size :])
    return bytes(data)


def make_frame(rng):
    if rng.random() < 0.15:
        body = rng.randbytes(rng.randint(0, 60))
        return HEADER.pack(rng.choice(HONEST)[0], bytes(16), len(body)) + body
    if rng.random() < 0.05:
        return rng.randbytes(rng.randint(0, 80))
    return spoil(rng.choice(FRAMES_OF_THE_HONEST), rng)


def test_honest_frames_are_read():
    for frame in FRAMES_OF_THE_HONEST[:-1]:
        read(frame)


def test_a_stack_of_layers_without_size_is_not_unfolded():
    layers = b"A\x0b\x02" + (2**39).to_bytes(8, "little") + bytes(8)
    column = b"U" + (3).to_bytes(4, "little") + b"T" + layers + encode(np.zeros(2, np.uint32))
    columns = b"U" + (1).to_bytes(4, "little") + column
    folded = b"U" + (2).to_bytes(4, "little") + encode(2) + columns
    body = b"U" + (4).to_bytes(4, "little") + encode(True) + encode("single") + encode(()) + folded
    with pytest.raises(ProtocolError, match="more values than calls"):
        read(pack(Kind.ANSWERS, bytes(16), body))


def test_a_hundred_thousand_bad_frames_raise_one_kind_of_error_and_take_little_memory():
    rng = random.Random(20261)
    seen = Counter()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(FRAMES):
        try:
            read(make_frame(rng))
            seen["read"] += 1
        except ProtocolError as error:
            seen[str(error)[:40]] += 1
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
    assert grown < LARGEST_GROWTH
    assert seen["read"] > FRAMES // 100, "most changes break a frame, but some must get through to what is behind"
    assert len(seen) > 25, "many different complaints, so many different places were reached"
