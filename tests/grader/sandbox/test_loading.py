"""What a submission defines is read off its code, as Python's own inspection would tell it."""

import inspect
import sys

import pytest

from grader.sandbox.inside.loading import Submission
from grader.sandbox.inside.surroundings import Surroundings

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
    expected = list(inspect.signature(find("f")).parameters.values())
    names, kinds, required = listed["f"][0]
    assert names == tuple(parameter.name for parameter in expected)
    assert list(kinds) == [int(parameter.kind) for parameter in expected]
    assert list(required) == [parameter.default is parameter.empty for parameter in expected]


def test_a_wrapped_function_has_the_parameters_of_what_it_wraps():
    listed, _ = load(
        "import functools\n\n"
        "def plain(x, W):\n    return x\n\n"
        "@functools.wraps(plain)\ndef f(*everything):\n    return 1\n"
    )
    assert listed["f"][0][0] == ("x", "W")


@pytest.mark.parametrize(("body", "is_stub"), STUBS.items())
def test_stubs_are_told_from_work(body, is_stub):
    listed, _ = load(f"def f(x):\n    {body}\n\nclass Cell:\n    def step(self, x):\n        {body}\n")
    assert listed["f"][1] is is_stub
    assert listed["Cell.step"][1] is is_stub


def run(text, *, filename="a.py", **surroundings):
    submission = Submission(filename, text, Surroundings(**surroundings))
    arguments = sys.argv
    try:
        submission.execute()
    finally:
        sys.argv = arguments
        submission.forget()
    return submission


@pytest.mark.parametrize(
    "text",
    [
        "import matplotlib.pyplot as plt\nplt.rcParams['figure.figsize'] = (10, 8)\nplt.plot([1])\nplt.show()",
        "from matplotlib import pyplot as plt\nfig, axes = plt.subplots(1, 2)\naxes[0].plot([1], label='a')",
        "from mpl_toolkits.mplot3d import *",
        "from past.builtins import xrange\nassert list(xrange(2)) == [0, 1]",
        "from tqdm import tqdm\nassert list(tqdm([1, 2])) == [1, 2]",
        "from tqdm.notebook import tqdm as bar\nassert [i for i in bar(range(2))] == [0, 1]",
        "import IPython\nIPython.get_ipython().run_line_magic('matplotlib', 'inline')",
        "import seaborn as sns\nwith sns.axes_style('white') as style:\n    pass",
    ],
)
def test_what_only_draws_may_be_imported_and_does_nothing(text):
    run(text + "\ndef f(x):\n    return x\n").find("f")


def test_what_the_assignment_ignores_may_be_decorated_with_and_inherited_from():
    text = (
        "import numba\nfrom course.layers import *\n\n@numba.jit(nopython=True)\n@numba.jit\ndef f(x):\n    return 1\n"
    )
    text += "\nclass Cell(numba.Thing):\n    def forward(self, x):\n        return x\n"
    submission = run(text, ignored=("numba", "course"))
    assert submission.find("Cell.forward")(None, 2) == 2


def test_what_is_neither_ignored_nor_provided_is_missing():
    with pytest.raises(ModuleNotFoundError, match="my_layers"):
        run("import my_layers")


PROVIDED = {"layers": "import numpy as np\ndef double(x):\n    return 2 * np.asarray(x)\n", "nn.activation": "A = 3\n"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("from layers import *\nf = lambda: double(2)", 4),
        ("import layers\nf = lambda: layers.double(3)", 6),
        ("from .layers import double\nf = lambda: double(2)", 4),
        ("from . import layers\nf = lambda: layers.double(2)", 4),
        ("import nn.activation as a\nf = lambda: a.A", 3),
        ("from nn.activation import A\nf = lambda: A", 3),
    ],
)
def test_modules_that_the_course_provides_are_there(text, value):
    assert run(text, modules=PROVIDED).find("f")() == value


def test_a_statement_that_fails_is_left_out_if_the_assignment_says_so():
    text = "def f():\n    return 1\n\nopen('data.txt')\nx = 3\nmissing_name\n\ndef g():\n    return x\n"
    submission = run(text, skip_failures=True)
    assert submission.find("g")() == 3
    assert [(each.line, each.type_name) for each in submission.skipped] == [
        (4, "FileNotFoundError"),
        (6, "NameError"),
    ]


def test_a_notebook_cell_that_cannot_be_read_is_left_out():
    text = "# %% code cell 1\ndef f():\n    return 1\n# %% code cell 2\nx = = 2\n# %% code cell 3\ny = f()\n"
    submission = run(text, filename="a.ipynb", skip_failures=True)
    assert submission.find("f")() == submission.module.y == 1
    assert [each.line for each in submission.skipped] == [5]


def test_a_file_that_cannot_be_read_at_all_stays_an_error():
    with pytest.raises(SyntaxError):
        run("x = = 2", skip_failures=True)


def test_the_adapter_calls_the_submission():
    adapter = "def twice(submission, x):\n    return submission.f(submission.f(x))\n\nCALLS = {'f.twice': twice}\n"
    submission = run("def f(x):\n    return x + 1\n", adapter=adapter)
    assert (submission.find("f.twice")(1), submission.find("f")(1)) == (3, 2)


def test_methods_that_a_class_inherits_are_listed():
    listed = run("class A:\n    def f(self, x): return x\n\nclass B(A):\n    def g(self): pass\n").describe()
    assert {name for name, *_ in listed} == {"A", "B", "A.f", "B.f", "B.g"}
