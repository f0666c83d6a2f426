"""Rows survive being folded into columns, and lying columns are refused."""

import contextlib

import numpy as np
import pytest
from hypothesis import given

from grader.sandbox.inside.batches import fold, unfold
from grader.sandbox.inside.values import Handle, ProtocolError, decode, encode

from .test_values import same, values

BASE = np.arange(6.0).reshape(2, 3)
ROW, SHAPES, FIRST = BASE.ravel(), np.array([[2, 3]]), np.array([0], np.uint32)


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [()],
        [(), ()],
        [(BASE, BASE + 1), (BASE, BASE + 2)],
        [(BASE,), (BASE.astype(np.float32),)],
        [(BASE,), (BASE.T,)],
        [(BASE,), (1.0,)],
        [(1.0, "a", None, Handle(3, "dict"))] * 2,
        [(BASE,), (BASE, BASE)],
        [(np.float64(1.0),), (np.zeros(()),)],
        [(np.zeros((0, 3)),), (np.zeros((0, 3)),)],
        [(np.zeros((1,) * 8),)],
        [(BASE, 1.0), (BASE[:1], 2.0), (BASE.T, 3.0), (BASE[:0], 4.0)],
        [(BASE[:, :1],), (BASE,), (BASE[:, :1],), (BASE.T[::2],)],
        [(BASE > 2,), (BASE[:1] > 2,)],
        [(BASE,), (BASE[0],)],
    ],
)
def test_rows_survive(rows):
    assert same(unfold(decode(encode(fold(rows), share=True), share=True)), rows)


def test_an_array_that_all_rows_share_travels_once():
    assert len(encode(fold([(BASE, BASE + number) for number in range(100)]))) < 100 * (BASE.nbytes + 20)


@pytest.mark.parametrize(
    "folded",
    [
        None,
        (),
        (1, 2),
        (2, ((False, (1,)),)),
        (1, ((True, BASE),)),
        (1, ((True, BASE, np.array([2], np.uint32)),)),
        (2, ((True, BASE, np.array([0], np.uint32)),)),
        (1, ((True, BASE, np.array([0], np.int64)),)),
        (1, ((True, np.float64(1), np.array([0], np.uint32)),)),
        (1, ((True, np.zeros(()), np.array([0], np.uint32)),)),
        (1, ((1, BASE, np.array([0], np.uint32)),)),
        (1, ((0, (1,)),)),
        (1, (([], (1,)),)),
        (1, (({}, BASE, SHAPES, FIRST),)),
        (1, ((None, (1,)),)),
        (1, ((None, ROW, SHAPES),)),
        (1, ((None, BASE, SHAPES, FIRST),)),
        (1, ((None, 1.0, SHAPES, FIRST),)),
        (1, ((None, ROW, (2, 3), FIRST),)),
        (1, ((None, ROW, SHAPES.astype(np.int32), FIRST),)),
        (1, ((None, ROW, SHAPES[0], FIRST),)),
        (1, ((None, ROW, SHAPES + 1, FIRST),)),
        (1, ((None, ROW, SHAPES - 1, FIRST),)),
        (1, ((None, ROW, -SHAPES, FIRST),)),
        (1, ((None, ROW, np.array([[2, 3, 1, 1, 1, 1, 1, 1, 1]]), FIRST),)),
        (1, ((None, ROW[:0], np.array([[0, 1 << 62]]), FIRST),)),
        (1, ((None, ROW[:0], np.array([[1 << 40, 1 << 40]]), FIRST),)),
        (1, ((None, ROW, np.array([[2, 3], [0, 3]]), FIRST),)),
        (1, ((None, ROW, SHAPES, FIRST + 1),)),
        (1, ((None, ROW, SHAPES, FIRST.astype(np.int64)),)),
        (2, ((None, ROW, SHAPES, FIRST),)),
        (2**60, ()),
        (-1, ()),
        (2, ((1,),), None),
        (1, (1,), None),
    ],
)
def test_lying_columns_are_refused(folded):
    with pytest.raises(ProtocolError):
        unfold(folded)


@given(values)
def test_whatever_is_unfolded_only_a_protocol_error_can_come_of_it(value):
    with contextlib.suppress(ProtocolError):
        unfold(value)
    with contextlib.suppress(ProtocolError):
        unfold((1, ((True, value, np.zeros(1, np.uint32)), (False, (value,)))))
    for column in ((None, value, SHAPES, FIRST), (None, ROW, value, FIRST), (value, ROW, SHAPES, FIRST)):
        with contextlib.suppress(ProtocolError):
            unfold((1, (column,)))
