"""A runner-free session: the judge's checks with the student's functions called in the same process. For benchmarks.

`python -m benchmarks.floor JOB TAPE [torch]` is what a fresh interpreter does for one submission.
"""

import importlib
import math
import pickle
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast

import numpy as np

from benchmarks.lstm import LSTM, check_every_element
from grader.judge.comparison import relative_error
from grader.sandbox import (
    Handle,
    Imported,
    Limits,
    Loading,
    Outcome,
    Parameter,
    Returned,
    Session,
    Signature,
    Source,
    Surroundings,
    Value,
)

CELL = Path(__file__).resolve().parent.parent / "grader" / "assignments" / "rnn_cell" / "solution.py"
LEAN, HEAVY = Source("submission.py", CELL.read_text(encoding="utf-8")), Source("lstm.py", LSTM)


class FloorSession:
    """A session without a runner: the functions are called right here. It exists in this benchmark only."""

    def __init__(self, source: Source, tape: list[Any] | None) -> None:
        self.tape = tape
        self.shelf: list[Any] = []
        self.functions: dict[str, Any] = {}
        exec(compile(source.text, source.filename, "exec"), self.functions)  # our own model answer
        found = {name: made for name, made in self.functions.items() if hasattr(made, "__code__")}
        signatures = {
            name: Signature(tuple(Parameter(each) for each in made.__code__.co_varnames[: made.__code__.co_argcount]))
            for name, made in found.items()
        }
        self.outcome = Imported(signatures, stdout="")
        if tape is not None:
            tape.append(None)

    def call(self, *, function: str, arguments: Sequence[Value], wants: Mapping[str, str]) -> Outcome:
        given = [
            self.shelf[each.id] if isinstance(each, Handle) else each.copy() if isinstance(each, np.ndarray) else each
            for each in arguments
        ]
        returned = self.functions[function](*given)
        values: list[Value] = []
        for value, want in zip(returned, wants.values(), strict=True):
            if want == "handle":
                self.shelf.append(value)
                value = Handle(len(self.shelf) - 1, "")
            values.append(value)
        if self.tape is not None:
            self.tape.append((function, tuple(arguments), dict(wants), tuple(values)))
        return Returned(tuple(values))

    def call_many(
        self, *, function: str, batches: Sequence[Sequence[Value]], wants: Mapping[str, str]
    ) -> list[Outcome]:
        return [self.call(function=function, arguments=arguments, wants=wants) for arguments in batches]

    def finish(self) -> Self:
        return self

    def stdout(self) -> str:
        return ""

    def hang_up(self) -> None:
        self.shelf.clear()

    def close(self) -> None:
        self.shelf.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


class Floor:
    """Opens sessions that run in this process; with a tape, every call and its result is kept."""

    def __init__(self, tape: list[Any] | None = None) -> None:
        self.tape = tape

    def open(
        self,
        *,
        source: Source,
        limits: Limits | None = None,
        seed: bytes | None = None,
        surroundings: Surroundings | None = None,
        until: float = math.inf,
    ) -> Session:
        return cast("Session", FloorSession(source, self.tape))

    def begin(self, *, source: Source, **others: Any) -> Loading:
        return cast("Loading", FloorSession(source, self.tape))


def run_heavy(session: Session, seed: int) -> None:
    """Check the LSTM; anything but right gradients is an error of the benchmark."""
    error = check_every_element(session, seed)
    if not error <= 1e-5:
        raise RuntimeError(f"the LSTM's gradients are off by {error}")


def run_alone(job: str, tape: Path) -> None:
    """The heavy job, or the calls of a lean one, compared with what was kept."""
    if job == "heavy":
        with Floor().open(source=HEAVY) as session:
            run_heavy(session, 1)
        return
    for entry in pickle.loads(tape.read_bytes()):  # written by ourselves
        if entry is None:  # a new session begins
            alone = FloorSession(LEAN, None)
            continue
        function, arguments, wants, values = entry
        returned = alone.call(function=function, arguments=arguments, wants=wants)
        for mine, kept in zip(cast("Returned", returned).values, values, strict=True):
            if isinstance(mine, np.ndarray) and not relative_error(mine, kept) <= 1e-7:
                raise RuntimeError(f"{function} gave another answer")


if __name__ == "__main__":
    if "torch" in sys.argv:
        importlib.import_module("torch").set_num_threads(1)
    run_alone(sys.argv[1], Path(sys.argv[2]))
    print(time.process_time() * 1000)  # bubblewrap does not wait for what it runs, so nobody else can tell
