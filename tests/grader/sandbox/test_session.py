"""What the judge may rely on: honest code is loaded, called and described as its author meant it."""

import signal
import textwrap
import time

import numpy as np
import pytest

from grader.sandbox import (
    Ended,
    Handle,
    Imported,
    ImportFailed,
    InvalidReturn,
    Limits,
    Raised,
    Returned,
    Sandbox,
    SandboxError,
    Source,
    TimedOut,
)

CELL = """
import numpy as np

print("loaded")

def forward(x, h_prev, W_xh, W_hh, b_h):
    a = x @ W_xh + h_prev @ W_hh + b_h
    h = np.tanh(a)
    return h, {"h": h, "inputs": (x, h_prev), "extra": object()}

def backward(dh, cache):
    return dh * (1 - cache["h"] ** 2)

def by_name(x):
    return {"double": 2 * x, "half": x / 2}

def in_place(x, y):
    x += 1
    return x

def nothing():
    pass

def one_list():
    return [1, 2.5, True, "text", None]

def numbers():
    return np.float32(1.5), np.int64(3), 2j

def loop():
    while True:
        pass

def later(x):
    "Not done yet."
    raise NotImplementedError("later")

def fails(x):
    return inner(x)

def inner(x):
    return {}["missing"]

def optional(x, scale=2.0, *, shift=0.0):
    return x * scale + shift

class Layer:
    def __init__(self, size):
        self.size = size

    def forward(self, x):
        return x * self.size
"""

SOURCE = Source("cell.py", CELL)
QUICK = Limits(call_s=0.2, patience=2.0)


def arrays(*shapes):
    generator = np.random.default_rng(1)
    return [generator.normal(size=shape) for shape in shapes]


@pytest.fixture
def session(sandbox: Sandbox):
    with sandbox.open(source=SOURCE, limits=QUICK) as session:
        yield session


def test_a_module_is_described(session):
    assert isinstance(session.outcome, Imported)
    assert session.outcome.stdout == "loaded\n"
    forward = session.outcome.functions["forward"]
    assert forward.parameters is not None
    assert [parameter.name for parameter in forward.parameters] == ["x", "h_prev", "W_xh", "W_hh", "b_h"]
    assert all(parameter.required for parameter in forward.parameters)
    x, scale, shift = session.outcome.functions["optional"].parameters or ()
    assert (x.required, scale.required, shift.required, shift.kind) == (True, False, False, "keyword_only")
    assert session.outcome.functions["Layer"].is_class
    assert "Layer.forward" in session.outcome.functions
    assert "np" not in session.outcome.functions


def test_a_stub_is_told_from_a_function_that_does_something(session):
    stubs = {name for name, signature in session.outcome.functions.items() if signature.is_stub}
    assert stubs == {"later", "nothing"}


def test_a_result_is_the_numbers_that_the_function_computed(session):
    x, h, w_x, w_h, b = arrays((2, 3), (2, 4), (3, 4), (4, 4), (4,))
    outcome = session.call(function="forward", arguments=(x, h, w_x, w_h, b))
    assert isinstance(outcome, Returned)
    assert outcome.shape == "tuple"
    assert np.array_equal(outcome.values[0], np.tanh(x @ w_x + h @ w_h + b))
    assert outcome.cpu_s >= 0
    assert outcome.wall_s > 0


def test_a_cache_stays_inside_and_can_be_passed_back(session):
    x, h, w_x, w_h, b = arrays((2, 3), (2, 4), (3, 4), (4, 4), (4,))
    result, cache = session.call(function="forward", arguments=(x, h, w_x, w_h, b)).values
    assert cache == Handle(cache.id, "dict")
    dh = np.ones((2, 4))
    outcome = session.call(function="backward", arguments={"dh": dh, "cache": cache})
    assert np.allclose(outcome.values[0], 1 - result**2)


def test_even_an_array_can_stay_inside(session):
    outcome = session.call(function="in_place", arguments=(np.ones(3), 1), wants=("handle",))
    assert outcome.values == (Handle(0, "ndarray"),)
    assert np.array_equal(session.call(function="by_name", arguments=outcome.values).values[0], [4, 4, 4])


def test_a_dict_comes_back_by_name(session):
    outcome = session.call(function="by_name", arguments={"x": np.ones(2)}, wants={"half": "nothing"})
    assert outcome.shape == "dict"
    assert outcome.names == ("double", "half")
    assert np.array_equal(outcome.values[0], [2, 2])
    assert outcome.values[1] is None


def test_wants_by_name_count_as_positions_for_a_tuple(session):
    x, h, w_x, w_h, b = arrays((2, 3), (2, 4), (3, 4), (4, 4), (4,))
    outcome = session.call(function="forward", arguments=(x, h, w_x, w_h, b), wants={"h": "array", "cache": "handle"})
    assert isinstance(outcome.values[0], np.ndarray)
    assert isinstance(outcome.values[1], Handle)


def test_an_output_that_must_be_data_and_is_not_is_named(session):
    x, h, w_x, w_h, b = arrays((2, 3), (2, 4), (3, 4), (4, 4), (4,))
    outcome = session.call(function="forward", arguments=(x, h, w_x, w_h, b), wants=("array", "array"))
    assert isinstance(outcome, InvalidReturn)
    assert outcome.what.startswith("output 2 is an object")


def test_scalars_lists_and_nothing_keep_their_types(session):
    assert session.call(function="one_list", arguments=()).values == (1, 2.5, True, "text", None)
    single, whole, imaginary = session.call(function="numbers", arguments=()).values
    assert (type(single), type(whole), type(imaginary)) == (np.float32, np.int64, complex)
    nothing = session.call(function="nothing", arguments=())
    assert (nothing.shape, nothing.values) == ("single", (None,))


def test_every_call_gets_its_own_arguments(session):
    x = np.zeros(3)
    for _ in range(2):
        outcome = session.call(function="in_place", arguments=(x, np.zeros(2)))
        assert np.array_equal(outcome.values[0], np.ones(3))
        assert outcome.arguments_changed == ("0",)
    assert not x.any()
    assert session.call(function="in_place", arguments={"x": x, "y": x}).arguments_changed == ("x",)


def test_many_calls_give_the_same_as_one_by_one(session):
    (x,) = arrays((5, 3))
    outcomes = session.call_many(function="optional", batches=[(x, 1.0), (x, 2.0), ("a", "b"), (x + 1,)])
    assert np.array_equal(outcomes[1].values[0], x * 2)
    assert isinstance(outcomes[2], Raised)
    assert np.array_equal(outcomes[3].values[0], (x + 1) * 2)


def test_results_of_many_calls_do_not_share_their_memory(sandbox):
    text = "import numpy as np\nbuffer = np.zeros(2)\ndef f(n):\n    buffer[:] = n\n    return buffer, {'n': n}\n"
    with sandbox.open(source=Source("b.py", text)) as session:
        for wants in (("array", "nothing"), ("array", "handle"), ("array", "array")):
            outcomes = session.call_many(function="f", batches=[(1,), (2,)], wants=wants)
            assert [outcome.values[0].tolist() for outcome in outcomes] == [[1, 1], [2, 2]]


def test_a_batch_that_exits_or_loops_says_so_for_all(sandbox):
    text = "import os\ndef f(n):\n    while n == 2:\n        pass\n    return os._exit(3) if n == 1 else n\n"
    for last, outcome in ((1, Ended(3, None)), (2, TimedOut(0.24))):
        with sandbox.open(source=Source("b.py", text), limits=QUICK) as session:
            assert session.call_many(function="f", batches=[(0,), (last,)]) == [outcome] * 2


def test_a_method_is_called_with_its_object(session):
    (layer,) = session.call(function="Layer", arguments=(3,)).values
    assert session.call(function="Layer.forward", arguments=(layer, 2.0)).values == (6.0,)


def test_an_error_names_the_line_in_the_students_file(session):
    outcome = session.call(function="fails", arguments=(1,))
    line = CELL.splitlines().index('    return {}["missing"]') + 1
    assert outcome == Raised("KeyError", "'missing'", line, 'return {}["missing"]', False)


def test_not_implemented_is_not_attempted(session):
    outcome = session.call(function="later", arguments=(1,))
    assert outcome.not_attempted
    assert outcome.message == "later"


def test_a_function_that_is_missing_or_called_wrongly_is_an_error_of_the_code(session):
    assert session.call(function="backwards", arguments=()).type_name == "AttributeError"
    assert session.call(function="optional", arguments=()).type_name == "TypeError"


def test_a_loop_ends_soon_after_its_limit_and_the_session_with_it(session):
    started = time.monotonic()
    outcome = session.call(function="loop", arguments=())
    assert outcome == TimedOut(0.2)
    assert time.monotonic() - started < 1.5  # a busy machine may starve the loop, up to its patience
    assert isinstance(session.call(function="nothing", arguments=()), Ended)
    assert session.call_many(function="nothing", batches=[(), ()]) == [Ended(None, None, "the session is over")] * 2
    assert session.report.signal == signal.SIGKILL


@pytest.mark.parametrize("wait_s", [0.0, 0.1])
def test_a_program_that_ends_between_two_calls_is_noticed_and_can_be_closed(sandbox, wait_s):
    text = (
        "import os, threading\ndef f():\n    threading.Timer(0.02, os._exit, [7]).start()\n    return 1\n"
        "def g():\n    while True:\n        pass\n"
    )
    with sandbox.open(source=Source("e.py", text)) as session:
        assert session.call(function="f", arguments=()).values == (1,)
        time.sleep(wait_s)
        assert session.call(function="g", arguments=()) == Ended(7, None)
    with sandbox.open(source=Source("e.py", text)) as session:
        session.call(function="f", arguments=())
        time.sleep(wait_s)


def test_two_sessions_know_nothing_of_each_other(sandbox):
    counter = Source("count.py", "n = 0\ndef count():\n    global n\n    n += 1\n    return n\n")
    with sandbox.open(source=counter) as first, sandbox.open(source=counter) as second:
        assert [first.call(function="count", arguments=()).values[0] for _ in range(3)] == [1, 2, 3]
        assert second.call(function="count", arguments=()).values == (1,)


def test_a_seed_makes_random_numbers_come_again(sandbox):
    source = Source("r.py", "import random, numpy as np\ndef f():\n    return np.random.rand(3), random.random()\n")

    def draw(seed):
        with sandbox.open(source=source, seed=seed) as session:
            array, number = session.call(function="f", arguments=()).values
            return [*array, number]

    assert draw(b"one") == draw(b"one") != draw(b"two")
    assert draw(None) != draw(None)


def test_prints_are_kept_up_to_a_limit(sandbox):
    source = Source("p.py", "def f(n):\n    print('x' * n)\n    return n\n")
    with sandbox.open(source=source, limits=Limits(stdout_kept=10)) as session:
        assert session.call(function="f", arguments=(200_000,)).values == (200_000,)
        assert session.stdout() == "x" * 10


def test_prints_before_a_loop_are_not_lost(sandbox):
    source = Source("p.py", "def f():\n    print('here')\n    while True:\n        pass\n")
    with sandbox.open(source=source, limits=QUICK) as session:
        session.call(function="f", arguments=())
        assert session.stdout() == "here\n"


@pytest.mark.parametrize(
    ("text", "kind", "line", "words"),
    [
        ("def f(:\n    pass\n", "syntax", 1, "invalid syntax"),
        ("x = 1\n\ty = 2\n", "syntax", 2, "indent"),
        ("x = “a”\n", "syntax", 1, "invalid character"),
        ("print 'a'\n", "syntax", 1, "Missing parentheses"),
        ("x = 1\ny = x / 0\n", "raised", 2, "division"),
        ("import pandas\n", "raised", 1, "pandas"),
        ("open('data.csv')\n", "raised", 1, "data.csv"),
        ("x = input()\n", "raised", 1, "EOF"),
        ("eval('1 +')\n", "raised", 1, "invalid syntax"),
    ],
)
def test_a_file_that_cannot_be_loaded_says_where_and_why(sandbox, text, kind, line, words):
    with sandbox.open(source=Source("cell.py", text)) as session:
        outcome = session.outcome
    assert isinstance(outcome, ImportFailed)
    assert (outcome.kind, outcome.line) == (kind, line)
    assert words in outcome.message
    assert outcome.line_text == text.splitlines()[line - 1].strip()


def test_a_script_may_exit_at_its_end(sandbox):
    with sandbox.open(source=Source("s.py", "def f():\n    return 1\n\nexit()\n")) as session:
        assert session.outcome.exited
        assert session.call(function="f", arguments=()).values == (1,)


def test_dataclasses_and_the_main_guard_work(sandbox):
    text = (
        "from dataclasses import dataclass\n@dataclass\nclass P:\n    x: int = 1\n"
        "def f():\n    return P().x\nif __name__ == '__main__':\n    1 / 0\n"
    )
    with sandbox.open(source=Source("d.py", text)) as session:
        assert session.call(function="f", arguments=()).values == (1,)


def test_threads_work_within_their_limit(sandbox):
    text = (
        "from concurrent.futures import ThreadPoolExecutor\n"
        "def f():\n    with ThreadPoolExecutor(4) as pool:\n        return sum(pool.map(abs, [-1, -2, -3]))\n"
    )
    with sandbox.open(source=Source("t.py", text)) as session:
        assert session.call(function="f", arguments=()).values == (6,)


def test_a_busy_machine_is_not_the_programs_fault(sandbox):
    text = "import time\ndef f():\n    time.sleep(0.3)\n    return 1\n"
    with sandbox.open(source=Source("w.py", text), limits=Limits(call_s=0.2, patience=5.0)) as session:
        assert session.call(function="f", arguments=()).values == (1,)


def test_the_judge_cannot_send_what_is_not_plain_data(session):
    with pytest.raises(SandboxError, match="cannot be sent"):
        session.call(function="nothing", arguments=(object(),))


def test_of_the_latest_only_the_newest_is_kept(sandbox):
    with sandbox.open(source=Source("s.py", "def follow(x, state):\n    return x, (state or 0) + 1\n")) as session:
        wants = ("nothing", "latest")
        first = session.call(function="follow", arguments=(1.0, None), wants=wants)
        second = session.call(function="follow", arguments=(1.0, first.values[1]), wants=wants)
        third = session.call(function="follow", arguments=(1.0, second.values[1]))
        assert third.values == (1.0, 3)
        assert isinstance(session.call(function="follow", arguments=(1.0, first.values[1])), Raised | Ended)


def test_what_is_kept_is_counted_and_what_was_let_go_is_not(sandbox):
    program = """
        import numpy as np

        kept = []

        def fill(megabytes, keep):
            block = np.ones(megabytes << 17)
            circle = [block]
            circle.append(circle)
            if keep:
                kept.append(block)
            return 1.0
    """
    with sandbox.open(source=Source("s.py", textwrap.dedent(program))) as session:
        before = session.settled_bytes()
        session.call(function="fill", arguments=(40, False))
        assert session.settled_bytes() - before < 2 << 20
        session.call(function="fill", arguments=(40, True))
        assert 39 << 20 < session.settled_bytes() - before < 42 << 20
    assert session.settled_bytes() == 0


def test_a_program_that_ends_when_garbage_is_collected_has_ended(sandbox):
    program = "import gc, os\n\ndef wait(x):\n    gc.callbacks.append(lambda *_: os._exit(3))\n    return x\n"
    with sandbox.open(source=Source("s.py", program)) as session:
        session.call(function="wait", arguments=(1.0,))
        assert session.settled_bytes() == 0
        assert session.report.exit_code == 3
