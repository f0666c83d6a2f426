"""What can be declared about arguments, results and classes; each slip is refused with a reason."""

import re

import numpy as np
import pytest

from grader.judge import AssignmentError, load_assignment
from grader.judge.declaration import GENERAL
from grader.judge.inputs import draw

HEAD = 'title = "A"\nsummary = "B"\n'
SIZES = "[sizes]\nN = [2, 4]\nT = [5, 6]\nD = [7, 9]\nV = [10, 12]\n"
FUNCTION = '[[function]]\nname = "f"\n[function.arguments]\n{arguments}\n[function.results]\n{results}\n'
CLASS = '[[class]]\nname = "C"\n{create}\n[class.weights]\nw = ["D"]\n'


@pytest.fixture
def declare(tmp_path):
    def write(text, *, head=HEAD):
        for name in ("statement.md", "starter.py", "solution.py", "reference.py"):
            (tmp_path / name).write_text("")
        (tmp_path / "assignment.toml").write_text(head + SIZES + text)
        return load_assignment(tmp_path)

    return write


def function(arguments='x = ["N", "D"]', results='out = ["N"]'):
    return FUNCTION.format(arguments=arguments, results=results)


@pytest.mark.parametrize("seed", range(5))
def test_what_is_drawn_is_what_is_declared(declare, seed):
    assignment = declare(
        function(
            'x = ["N", "D"]\np = { shape = ["N"], between = [2, 3] }\ny = { shape = ["N", "T"], integers = "V" }\n'
            'n = { shape = ["N"], lengths = "T" }\nm = { shape = ["N", "T"], mask = "random" }\n'
            'r = { shape = ["N", "T"], mask = "lengths" }\nk = { size = "2*T" }\nmode = { value = "train" }'
        )
    )
    drawn = draw(assignment, assignment.pairs[0], case=GENERAL, seed=seed)
    given, sizes = drawn.arguments, drawn.sizes
    assert (given["k"], given["mode"]) == (2 * sizes["T"], "train")
    assert 2 <= given["p"].min() <= given["p"].max() <= 3
    assert given["y"].dtype == np.int64
    assert 0 <= given["y"].min() <= given["y"].max() < sizes["V"]
    assert given["n"].min() >= 1
    assert given["n"].max() == sizes["T"]
    assert given["m"].dtype == given["r"].dtype == bool
    assert given["m"].any()
    assert (np.diff(given["r"].astype(int), axis=1) <= 0).all()
    assert given["r"].sum(axis=1).max() == sizes["T"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (function('y = { shape = ["N"], integer = "V" }'), "did you mean integers"),
        (function('y = { shape = ["N"], integers = "V", lengths = "T" }'), "one way only"),
        (function('y = { shape = ["N"], integers = "K" }'), "the size K is used in 'K' but not declared"),
        (function('y = { shape = "N", integers = "V" }'), "shape must be a list"),
        (function('m = { shape = ["N"], mask = "some" }'), "it may be 'random' or 'lengths'"),
        (function('p = { shape = ["N"], between = [1, 0] }'), "the smaller one first"),
        (function("k = { value = [1] }"), "value must be a number"),
        (function("p = { dict = {} }"), "a dict is written as"),
        (function('p = { dict = { W = ["N"] }, tuple = { a = ["N"] } }'), "a dict is written as"),
        (function('W = ["N"]\np = { dict = { W = ["N"] } }'), "W names two things"),
        (function('x = "N"'), "argument x must be a shape such as"),
        (function(results='loss = ["N"]\ndx = { gradient = "x" }'), "one of its results must be a loss"),
        (function(results='loss = []\ndx = { gradient = "z" }'), "f has no argument z; there is x"),
        (
            function('x = ["N"]\ny = { shape = ["N"], integers = "V" }', 'loss = []\ndy = { gradient = "y" }'),
            "which is not real numbers",
        ),
        (function(results='y = []\ndx = { gradient = "x", averaged = "N" }'), "did you mean averaged_over"),
        (function() + '[function.autograd]\ndx = "x"\n', 'write flavour = "torch"'),
        (function().replace('"f"', '"C.f"'), "no [[class]] with the name C"),
        (CLASS.format(create='create = ["K"]') + function(), "declared sizes and numbers"),
        (CLASS.format(create='create = ["V"]') + function('x = ["N"]').replace('"f"', '"C.f"'), "cannot be read off"),
        (CLASS.format(create="").replace('"C"', '"C.d"') + function(), "cannot name a class"),
        (function() + '[surroundings]\nignore = ["a-b"]\n', "cannot be the name of a module"),
        (function() + '[surroundings]\nfailing_statements = "ignore"\n', "'refuse' or 'skip'"),
        (function() + "[acceptance.conventions]\norder = true\n", "not a convention that is recognised"),
        (function() + "[acceptance.conventions]\ngru_form = 2\n", "true, false, or the share"),
    ],
)
def test_a_slip_is_refused_with_a_reason(declare, text, reason):
    with pytest.raises(AssignmentError, match=re.escape(reason)):
        declare(text)


@pytest.mark.parametrize(
    ("line", "reason"),
    [('batch = "m"', "batch is m, which is not declared"), ('data = ["z"]', "data names z, which is not an argument")],
)
def test_a_role_that_nothing_has_is_refused(declare, line, reason):
    with pytest.raises(AssignmentError, match=re.escape(reason)):
        declare(function(), head=f"{HEAD}{line}\n")


def test_what_cannot_be_differentiated_is_never_data(declare):
    assignment = declare(function('x = ["N", "D"]\ny = { shape = ["N"], integers = "V" }'))
    assert {edge.name: edge.zeros for edge in assignment.edges}["zeros"] == {"x"}


def test_the_signature_is_what_students_write(declare):
    text = CLASS.format(create='create = ["D", 3]') + function(
        'x = ["N", "D"]\ns = { tuple = { h = ["N"], c = ["N"] } }', 'y = ["N"]\ncache = "cache"'
    ).replace('"f"', '"C.f"')
    assert declare(text).pairs[0].forward.signature == "C.f(x, s) -> y, cache"


def test_conventions_are_handed_on(declare):
    assignment = declare(function() + "[acceptance.conventions]\ngru_form = true\ntime_major = 0.5\n")
    assert assignment.conventions == {"gru_form": 1.0, "time_major": 0.5}
