"""An upload becomes the text of one module, or a sentence that says what to do; nothing in it is run."""

import contextlib
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.sandbox import Source, SourceError, read_source
from grader.sandbox.source import LARGEST_MODULE, LARGEST_NOTEBOOK


def notebook(*cells, **more):
    made = [{"cell_type": "code", "source": cell, "outputs": []} for cell in cells]
    return json.dumps({"nbformat": 4, "cells": made, **more}).encode()


@pytest.mark.parametrize(
    "data",
    [b"x = 1\ny = 2\n", b"x = 1\r\ny = 2\r\n", b"x = 1\ry = 2", b"\xef\xbb\xbfx = 1\ny = 2\n"],
    ids=["plain", "windows", "old mac", "marked"],
)
def test_line_ends_and_marks_do_not_matter(data):
    assert read_source("cell.py", data) == Source("cell.py", "x = 1\ny = 2\n")


@pytest.mark.parametrize(
    ("filename", "data", "words"),
    [
        ("cell.py", "x = 'é'".encode("latin-1"), "Line 1 .* not UTF-8"),
        ("cell.py", "x = 1".encode("utf-16"), "UTF-16"),
        ("cell.py", b"PK\x03\x04\x00\x00", "zero byte"),
        ("cell.py", b"", "no code"),
        ("cell.py", b" \n\n", "no code"),
        ("cell.py", b"#" * (LARGEST_MODULE + 1), "256 kB"),
        ("cell.txt", b"x = 1", r"\.py"),
        ("cell", b"x = 1", r"\.py"),
        ("a.ipynb", b"{", "Jupyter"),
        ("a.ipynb", b"[]", "current format"),
        ("a.ipynb", b'{"cells": 1}', "current format"),
        ("a.ipynb", b'{"cells": []}', "no code cells"),
        ("a.ipynb", b"[" * 1_000_000, "Jupyter"),
        ("a.ipynb", b'{"cells": [{"cell_type": "code", "source": [1]}]}', "damaged"),
        ("a.ipynb", b" " * (LARGEST_NOTEBOOK + 1), "outputs"),
        ("a.ipynb", notebook("#" * (LARGEST_MODULE + 1)), "256 kB"),
        ("a.ipynb", b'{"cells": ' + b"9" * 100_000 + b"}", "Jupyter"),
    ],
)
def test_an_upload_we_cannot_read_is_answered_with_what_to_do(filename, data, words):
    with pytest.raises(SourceError, match=words):
        read_source(filename, data)


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("rnn (2).py", "rnn (2).py"),
        ("C:\\Users\\me\\cell.py", "cell.py"),
        ("../../etc/cell.PY", "cell.PY"),
        ("<script>\n\x1b.py", "_script___.py"),
        ("a" * 500 + ".py", "a" * 72 + ".py"),
        (".py", "submission.py"),
        ("zelle_ü.py", "zelle_ü.py"),
    ],
)
def test_a_file_keeps_a_harmless_name(given_name, kept):
    assert read_source(given_name, b"x = 1").filename == kept


def test_code_cells_are_joined_and_named():
    data = notebook("import numpy as np", ["def f(x):\n", "    return x\n"], "1 / 0")
    source = read_source("week 3.ipynb", data)
    lines = source.text.splitlines()
    assert source.place(lines.index("    return x") + 1) == "code cell 2, line 2"
    assert source.place(lines.index("1 / 0") + 1) == "code cell 3, line 1"
    compile(source.text, source.filename, "exec")


def test_the_place_in_a_module_is_its_line():
    assert read_source("cell.py", b"# %% code cell 1\nx = 1\n").place(2) == "line 2"


def test_text_cells_and_outputs_are_left_out():
    cells = [{"cell_type": "markdown", "source": "TEXT"}, {"cell_type": "code", "source": "x = 1", "outputs": ["OUT"]}]
    text = read_source("a.ipynb", json.dumps({"cells": cells}).encode()).text
    assert "x = 1" in text
    assert "TEXT" not in text
    assert "OUT" not in text


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("%matplotlib inline\nx = 1", "pass  # %matplotlib inline\nx = 1"),
        ("if True:\n    !pip install numpy\n", "if True:\n    pass  # !pip install numpy\n"),
        ("np.tanh?", "pass  # np.tanh?"),
        ("%%time\nx = 1", "pass  # %%time\nx = 1"),
        ("%%bash\nls\necho", "# %%bash\n# ls\n# echo"),
        ("x = (7\n  % 2)", "x = (7\n  % 2)"),
        ("x = 7 \\\n  % 2", "x = 7 \\\n  % 2"),
        ("x = '''\n% y\n'''", "x = '''\n% y\n'''"),
        ('x = """ \' # ( """\n%who', 'x = """ \' # ( """\npass  # %who'),
        ("x = 'it\\'s (' # it's (\n%who", "x = 'it\\'s (' # it's (\npass  # %who"),
    ],
)
def test_notebook_commands_become_pass_where_a_statement_starts(cell, expected):
    text = read_source("a.ipynb", notebook(cell)).text
    assert text.split("\n", 1)[1].rstrip("\n") == expected.rstrip("\n")
    compile(text, "a", "exec")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("%matplotlib inline\nx = 1\n", "pass  # %matplotlib inline\nx = 1\n"),
        ("def f():\n    %who\n    return 7 \\\n  % 2\n", "def f():\n    pass  # %who\n    return 7 \\\n  % 2\n"),
        ("x = f'''\n!ls {1}\n'''\n", "x = f'''\n!ls {1}\n'''\n"),
        (
            "!ls\nfrom __future__ import annotations\n\ndef f():\n    !ls\n",
            "# !ls\nfrom __future__ import annotations\n\ndef f():\n    pass  # !ls\n",
        ),
    ],
    ids=["magic", "in a function", "in a text", "before an import from the future"],
)
def test_a_notebook_that_was_saved_as_a_file_keeps_its_lines_and_not_its_commands(text, expected):
    source = read_source("a.py", text.encode())
    assert source.text == expected
    compile(source.text, "a.py", "exec")


def test_python_is_read_as_it_is():
    texts = [path.read_text(encoding="utf-8") for path in sorted(Path("grader").rglob("*.py"))[::5]]
    assert [text for text in texts if text and read_source("a.py", text.encode()).text != text] == []


def test_lone_surrogates_and_zeros_in_a_notebook_do_no_harm():
    source = read_source("a.ipynb", b'{"cells": [{"cell_type": "code", "source": "x = \'\\ud800\\u0000\'"}]}')
    source.text.encode()
    assert "\0" not in source.text


@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode), st.sampled_from(["a.py", "a.ipynb", "a"]))
@settings(max_examples=500)
def test_whatever_is_uploaded_only_a_source_error_can_come_of_it(data, filename):
    with contextlib.suppress(SourceError):
        read_source(filename, data).text.encode()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["cells", "cell_type", "source", "code", "x"]), inner, max_size=4)
    ),
    max_leaves=15,
)


cells = st.fixed_dictionaries({"cell_type": st.just("code"), "source": json_values}) | json_values


@given(st.fixed_dictionaries({"cells": st.lists(cells, max_size=4)}))
@settings(max_examples=300)
def test_whatever_a_notebook_holds_only_a_source_error_can_come_of_it(value):
    with contextlib.suppress(SourceError):
        read_source("a.ipynb", json.dumps(value).encode()).text.encode()


@given(st.text(st.sampled_from("'\"#\\()[]{}%!?x \n"), max_size=60))
def test_lines_keep_their_numbers_whatever_a_cell_holds(cell):
    with contextlib.suppress(SourceError):
        text = read_source("a.ipynb", notebook("pass", cell)).text
        assert text.count("\n") == cell.count("\n") + 4
