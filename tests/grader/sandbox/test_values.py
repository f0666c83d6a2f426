"""Plain data survives the trip as it is; nothing else gets through, in either direction."""

import contextlib
import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader.sandbox.inside.protocol import HEADER, FrameTooLargeError, Kind, pack, read_header
from grader.sandbox.inside.values import DTYPES, MAX_MESSAGE_DEPTH, Handle, ProtocolError, decode, encode

arrays = st.sampled_from(sorted(DTYPES, key=str)).flatmap(
    lambda dtype: hnp.arrays(dtype, hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4))
)
leaves = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats()
    | st.complex_numbers()
    | st.text(st.characters(exclude_categories=["Cs"]))
    | st.binary()
    | arrays
    | st.builds(Handle, st.integers(0, 2**64 - 1), st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
)
values = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=6), inner, max_size=4)
    ),
    max_leaves=12,
)


def same(left, right):
    if type(left) is not type(right):
        return False
    if isinstance(left, np.ndarray):
        return left.dtype == right.dtype and left.shape == right.shape and left.tobytes() == right.tobytes()
    if isinstance(left, (list, tuple)):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, dict):
        return list(left) == list(right) and all(same(left[key], right[key]) for key in left)
    return left == right or repr(left) == repr(right)


@given(values)
def test_plain_data_survives_the_trip(value):
    if depth_of(value) <= MAX_MESSAGE_DEPTH:
        assert same(decode(encode(value)), value)


@given(values)
def test_shared_arrays_survive_the_trip(value):
    if depth_of(value) < MAX_MESSAGE_DEPTH:
        body = encode([value, value], share=True)
        assert same(decode(body, share=True), [value, value])


def depth_of(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        return 1 + max(map(depth_of, value), default=0)
    return 0


@pytest.mark.parametrize("dtype", sorted(DTYPES, key=str))
def test_scalars_keep_their_dtype(dtype):
    value = np.ones((), dtype)[()]
    assert same(decode(encode(value)), value)


def test_an_array_that_occurs_again_is_sent_once():
    array = np.ones(1000)
    assert len(encode([array] * 100, share=True)) < 10_000


def test_arrays_come_back_read_only():
    assert not decode(encode(np.ones(3))).flags.writeable


@pytest.mark.parametrize("layout", [np.asfortranarray, lambda a: a[::-1], lambda a: a[:, ::2], lambda a: a.T])
def test_the_layout_in_memory_does_not_matter(layout):
    array = layout(np.arange(12.0).reshape(3, 4))
    assert np.array_equal(decode(encode(array)), array)


@pytest.mark.parametrize(
    "value",
    [
        object(),
        np.array([None]),
        np.array(["a"]),
        np.zeros(2, "M8[s]"),
        np.zeros(2, ">f8"),
        np.zeros(2, "f8,f8"),
        np.longdouble(1),
        np.ma.zeros(2),
        np.zeros(2).view(type("Mine", (np.ndarray,), {})),
        type("Mine", (float,), {})(1.0),
        2**63,
        {1: 2},
        {1, 2},
        np.zeros((1,) * 9),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_not_plain_data_cannot_be_sent(value):
    with pytest.raises(ProtocolError):
        encode(value)


@given(st.binary(max_size=400))
@settings(max_examples=2000)
def test_random_bytes_only_ever_raise_a_protocol_error(data):
    with contextlib.suppress(ProtocolError):
        decode(data)


@given(values, st.data())
@settings(max_examples=1000)
def test_damaged_bodies_only_ever_raise_a_protocol_error(value, data):
    try:
        body = bytearray(encode(value))
    except ProtocolError:
        return
    for _ in range(data.draw(st.integers(1, 3))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(ProtocolError):
        decode(bytes(body[: data.draw(st.integers(0, len(body)))]), share=data.draw(st.booleans()))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"?",
        b"U\xff\xff\xff\xff" + b"N" * 300_000,
        b"L\xff\xff\xff\xff",
        b"S\xff\xff\xff\xff",
        b"S\x01\0\0\0\xff",
        b"A\x0b\x01" + (2**60).to_bytes(8, "little"),
        b"A\x0b\x02" + (2**63).to_bytes(8, "little") + bytes(8),
        b"A\x0b\xff" + bytes(2040),
        b"A\x63\x00",
        b"G\x00\x02",
        b"A\x00\x01" + (1).to_bytes(8, "little") + b"\x02",
        b"R\0\0\0\0",
        b"NN",
        b"M\x02\0\0\0" + (b"\x01\0\0\0aN") * 2,
        b"U\x01\0\0\0" * 50 + b"N",
    ],
)
def test_a_lying_body_is_refused_without_much_memory(body):
    tracemalloc.start()
    with pytest.raises(ProtocolError):
        decode(body)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000


def test_a_header_announces_what_follows():
    header = pack(Kind.CALL, bytes(range(16)), b"body")[: HEADER.size]
    assert read_header(header, limit=4) == (Kind.CALL, bytes(range(16)), 4)


def test_a_body_over_the_limit_is_refused_before_it_is_read():
    header = pack(Kind.CALL, bytes(16), b"body")[: HEADER.size]
    with pytest.raises(FrameTooLargeError):
        read_header(header, limit=3)


@given(st.binary(max_size=40))
def test_random_headers_only_ever_raise_a_protocol_error(data):
    try:
        kind, _, length = read_header(data, limit=100)
    except ProtocolError:
        return
    assert isinstance(kind, Kind)
    assert length <= 100
