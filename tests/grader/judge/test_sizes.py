import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.judge.sizes import SizeError, describe, read_shape, read_size, shape_values

SIZES = {"N": 3, "D": 5, "H": 4, "hidden_2": 7}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("H", 4),
        ("4H", 16),
        ("4*H", 16),
        ("D + H", 9),
        ("2(D + H)", 18),
        ("D*H - 1", 19),
        ("hidden_2", 7),
        ("(N)", 3),
        (6, 6),
        ("3*(D-N)*H", 24),
    ],
)
def test_an_expression_of_sizes_has_a_value(written, value):
    assert read_size(written).value(SIZES) == value


@pytest.mark.parametrize(
    "written", ["", "H +", "H H", "H/2", "H**2", "4H(", "(H", "H)", "__import__('os')", "1.5H", "-H"]
)
def test_anything_else_is_refused_with_a_reason(written):
    with pytest.raises(SizeError):
        read_size(written)


def test_a_very_long_expression_is_refused():
    with pytest.raises(SizeError, match="60"):
        read_size("+".join(["H"] * 50))


def test_a_truth_value_is_no_size():
    with pytest.raises(SizeError):
        read_size(True)


def test_a_size_without_a_value_is_named():
    with pytest.raises(SizeError, match="O"):
        read_size("4O").value(SIZES)


def test_a_negative_size_is_refused():
    with pytest.raises(SizeError, match="negative"):
        read_size("N - D").value(SIZES)


def test_it_knows_which_names_it_uses():
    assert read_size("2(D + H) - H*D").names == {"D", "H"}
    assert read_size("H - H").names == set()


def test_a_shape_is_described_as_people_write_it():
    assert describe(read_shape(["N", "4H"])) == "(N, 4H)"
    assert describe(read_shape(["H"])) == "(H,)"
    assert describe(read_shape([])) == "()"
    assert shape_values(read_shape(["N", "4H", 1]), SIZES) == (3, 16, 1)


@given(
    st.recursive(
        st.sampled_from(["N", "D", "H", "1", "2", "3"]),
        lambda inner: st.tuples(inner, st.sampled_from(["+", "*"]), inner).map(
            lambda parts: f"({parts[0]}{parts[1]}{parts[2]})"
        ),
        max_leaves=6,
    )
)
def test_it_computes_what_the_expression_says(written):
    expected = eval(written, {}, dict(SIZES))  # numbers and names made right here
    if len(written) <= 60:
        assert read_size(written).value(SIZES) == expected
