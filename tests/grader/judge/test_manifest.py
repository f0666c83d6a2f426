"""Every mistake an author can make in an assignment's folder is refused, with the file and the reason."""

import re
from pathlib import Path

import pytest

from grader.judge import AssignmentError, load_assignment

MINIMAL = """
title = "A layer"
summary = "One linear layer."

[sizes]
N = [3, 6]
D = [4, 8]

[[function]]
name = "layer"

[function.arguments]
x = ["N", "D"]
w = ["D"]

[function.results]
y = ["N"]
cache = "cache"

[[function]]
name = "layer_backward"
gradient_of = "layer"

[function.arguments]
dy = { upstream = "y" }
cache = "cache"

[function.results]
dx = { gradient = "x" }
dw = { gradient = "w" }
"""


@pytest.fixture
def minimal(tmp_path: Path) -> Path:
    for name in ("statement.md", "starter.py", "solution.py", "reference.py"):
        (tmp_path / name).write_text("")
    (tmp_path / "assignment.toml").write_text(MINIMAL)
    return tmp_path


def change(folder: Path, old: str, new: str) -> Path:
    file = folder / "assignment.toml"
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new, 1))
    return folder


def test_a_small_declaration_is_enough(minimal):
    assignment = load_assignment(minimal)
    assert assignment.slug == minimal.name
    assert assignment.flavour == "numpy"
    assert [case.name for case in assignment.edges] == ["batch_of_one", "zeros", "large"]
    assert assignment.edges[1].zeros == {"x"}
    (pair,) = assignment.pairs
    assert pair.forward.signature == "layer(x, w) -> y, cache"
    assert pair.backward is not None
    assert pair.backward.signature == "layer_backward(dy, cache) -> dx, dw"
    assert [(result.name, result.of) for result in pair.backward.results] == [("dx", "x"), ("dw", "w")]


@pytest.mark.parametrize("name", ["assignment.toml", "statement.md", "starter.py", "solution.py", "reference.py"])
def test_a_missing_file_is_named(minimal, name):
    (minimal / name).unlink()
    with pytest.raises(AssignmentError, match=re.escape(name)):
        load_assignment(minimal)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('title = "A layer"', "", "title is missing"),
        ('title = "A layer"', "title = 3", "title must be a text"),
        ('title = "A layer"', "title = ", "not valid TOML"),
        ('title = "A layer"', 'title = "A layer"\ntitel = "x"', "did you mean title"),
        ('title = "A layer"', 'title = "A layer"\nflavour = "jax"', "flavour is 'jax'"),
        ('title = "A layer"', 'title = "A layer"\ntags = "rnn"', "list of texts"),
        ('title = "A layer"', 'title = "A layer"\nedges = ["square"]', "does not fit"),
        ('title = "A layer"', 'title = "A layer"\nedges = ["corner"]', "unknown"),
        ("N = [3, 6]", "N = 3", "range"),
        ("N = [3, 6]", "N = [6, 3]", "range"),
        ("N = [3, 6]", "N = [1, 3]", "at least 2"),
        ("N = [3, 6]", "N = [4, 4]\nO = [4, 4]", "too narrow"),
        ("[sizes]", "[limits]\ncall_seconds = 2\n\n[sizes]", "not a limit"),
        ("[sizes]", '[limits]\ncall_s = "2"\n\n[sizes]', "number above 0"),
        ("[sizes]", "[limits]\ntmp_bytes = 0.5\n\n[sizes]", "whole number"),
        ("[sizes]", "[hints]\nwhat = 'soon'\n\n[sizes]", "attempt with which this hint comes"),
        ("[sizes]", "[tolerances]\nfloat64 = -1\n\n[sizes]", "float64"),
        ("[sizes]", "[acceptance]\nfollow_through = 2\n\n[sizes]", "share"),
        ("[sizes]", '[acceptance]\nvectors = "never"\n\n[sizes]', "vectors"),
        ("N = [3, 6]\nD = [4, 8]\n", "", "declare the sizes"),
        ('name = "layer"', 'name = "a layer"', "cannot be the name"),
        ('name = "layer_backward"', 'name = "layer"', "declared twice"),
        ('gradient_of = "layer"', 'gradient_of = "other"', "not a function declared above"),
        ('x = ["N", "D"]', 'x = ["N", "E"]', "size E"),
        ('x = ["N", "D"]', 'x = ["N", "D/2"]', "character"),
        ('x = ["N", "D"]', 'x = "N, D"', "must be a shape"),
        ('x = ["N", "D"]', 'x = { shape = "N" }', "shape must be a list"),
        ('x = ["N", "D"]', 'x = { shape = ["N"], scale = "big" }', "scale must be a number"),
        ('x = ["N", "D"]', 'w2 = ["N", "D"]\nw = ["D"]', "not valid TOML"),
        ('y = ["N"]', 'x = ["N"]', "names two things"),
        ('y = ["N"]', 'repeat = ["N"]', "cannot name"),
        ('y = ["N"]\n', "", "one result that can be compared"),
        ('dy = { upstream = "y" }', 'dy = { upstream = "z" }', "no result z"),
        ('dy = { upstream = "y" }', 'dy = ["N"]', 'upstream = "h"'),
        ('dy = { upstream = "y" }', 'x = { argument = "v" }', "no argument v"),
        ('dy = { upstream = "y" }\n', "", "needs an upstream gradient"),
        ('dx = { gradient = "x" }', 'dx = { gradient = "v" }', "no argument v"),
        ('dx = { gradient = "x" }', 'dx = ["N", "D"]', 'gradient = "x"'),
        ('dw = { gradient = "w" }', 'dw = { gradient = "w" }\n[function.points]\ndv = 1', "dv is not something"),
        ('dw = { gradient = "w" }', 'dw = { gradient = "w" }\n[function.points]\ndw = -1', "number of points"),
        ('dw = { gradient = "w" }', 'dw = { gradient = "w" }\n[[edge]]\nname = "odd"', "title is missing"),
        (
            'dw = { gradient = "w" }',
            'dw = { gradient = "w" }\n[[edge]]\nname = "x y"\ntitle = "A"',
            "cannot name an edge",
        ),
        ('dw = { gradient = "w" }', 'dw = { gradient = "w" }\n[[edge]]\nname = "dx"\ntitle = "A"', "already taken"),
        (
            'dw = { gradient = "w" }',
            'dw = { gradient = "w" }\n[[edge]]\nname = "a"\ntitle = "A"\nzeros = ["q"]',
            "q is not an argument",
        ),
        (
            'dw = { gradient = "w" }',
            'dw = { gradient = "w" }\n[[edge]]\nname = "a"\ntitle = "A"\nsizes = { N = "Q" }',
            "must be a declared size",
        ),
    ],
)
def test_a_mistake_of_the_author_is_explained(minimal, old, new, reason):
    with pytest.raises(AssignmentError, match=re.escape(reason)) as raised:
        load_assignment(change(minimal, old, new))
    assert raised.value.file.endswith("assignment.toml")


def test_an_edge_of_ones_own_is_read(minimal):
    edge = '[[edge]]\nname = "tiny"\ntitle = "Tiny weights"\nscales = { w = 1e-3 }\nsizes = { N = 2, D = "N" }'
    assignment = load_assignment(change(minimal, "[[function]]", f"{edge}\n\n[[function]]"))
    (*_, own) = assignment.edges
    assert (own.name, own.scales, own.sizes) == ("tiny", {"w": 1e-3}, {"N": 2, "D": "N"})


def test_limits_and_tolerances_are_read(minimal):
    change(minimal, "[sizes]", "[limits]\ncall_s = 0.5\n\n[tolerances]\nfloat64 = 1e-6\n\n[sizes]")
    assignment = load_assignment(minimal)
    assert assignment.limits.call_s == 0.5
    assert assignment.tolerances.float64 == 1e-6
