"""What a submission defines is read off its code, as Python's own inspection would tell it."""

import inspect
import sys

import pytest

from grader.sandbox.inside.loading import Submission

SIGNATURES = [
    "()",
    "(x)",
    "(x, W=None)",
    "(x, /, W, *, b)",
    "(x, /, W=1, *, b=2, c)",
    "(*arrays)",
    "(x, *arrays, b, **options)",
    "(**options)",
    "(x: int, *, keep: bool = True) -> float",
]
STUBS = {
    "pass": True,
    "...": True,
    "return": True,
    "return None": True,
    "'''Only a docstring.'''": True,
    "raise NotImplementedError": True,
    "raise NotImplementedError(f'fill in {x} and {x + 1} or {x * 2}')": True,
    "return 1": False,
    "return x": False,
    "x += 1": False,
    "raise ValueError('no')": False,
}


def load(text):
    submission = Submission("a.py", text)
    arguments = sys.argv
    submission.execute()
    sys.argv = arguments
    listed = {name: (parameters, is_stub) for name, _, parameters, is_stub in submission.describe()}
    found = submission.find
    submission.forget()
    return listed, found


@pytest.mark.parametrize("signature", SIGNATURES)
def test_parameters_are_those_that_python_tells(signature):
    listed, find = load(f"def f{signature}:\n    local = 1\n    return local\n")
    expected = tuple(
        (parameter.name, parameter.kind.name.lower(), parameter.default is parameter.empty)
        for parameter in inspect.signature(find("f")).parameters.values()
    )
    assert listed["f"][0] == expected


def test_a_wrapped_function_has_the_parameters_of_what_it_wraps():
    listed, _ = load(
        "import functools\n\n"
        "def plain(x, W):\n    return x\n\n"
        "@functools.wraps(plain)\ndef f(*everything):\n    return 1\n"
    )
    assert [name for name, _, _ in listed["f"][0]] == ["x", "W"]


@pytest.mark.parametrize(("body", "is_stub"), STUBS.items())
def test_stubs_are_told_from_work(body, is_stub):
    listed, _ = load(f"def f(x):\n    {body}\n\nclass Cell:\n    def step(self, x):\n        {body}\n")
    assert listed["f"][1] is is_stub
    assert listed["Cell.step"][1] is is_stub
