"""Draws questions with a generator that a course brings, in the jail. Quizzes call it by its name in the settings."""

import json
from collections.abc import Sequence
from typing import Any

import numpy as np

from courseapp.courses.content import ContentError
from grader.sandbox import (
    ImportFailed,
    Limits,
    Outcome,
    Raised,
    Returned,
    Sandbox,
    SandboxError,
    Session,
    Source,
    SourceError,
    TimedOut,
    read_source,
)

FUNCTION = "generate"
DRAW = "draw_one_question_as_bytes"
# Behind the author's own lines, so that theirs keep their numbers. Text leaves the jail as an array of bytes.
ENTRY = f"""

def {DRAW}(seed):
    import json, random, numpy
    drawn = {FUNCTION}(random.Random(int(seed)))
    text = json.dumps(drawn, default=lambda value: value.item() if hasattr(value, "item") else value.tolist())
    return numpy.frombuffer(text.encode(), dtype=numpy.uint8)
"""
LIMITS = Limits(import_s=5.0, call_s=10.0, session_s=60.0, reply_bytes=4 << 20)


def run(*, filename: str, data: bytes, seeds: Sequence[int]) -> list[Any]:
    """What `generate` gives for each seed, as plain data; raises ContentError, which says to its author why not."""
    try:
        source = read_source(filename, data)
        with (
            Sandbox() as sandbox,
            sandbox.open(source=Source(source.filename, source.text + ENTRY), limits=LIMITS) as session,
        ):
            return _draw(session, source, seeds)
    except SourceError as error:
        raise ContentError(f"{filename}: {error}") from error
    except SandboxError as error:
        raise ContentError(f"{filename} cannot be run here, because the sandbox does not start: {error}") from error


def _draw(session: Session, source: Source, seeds: Sequence[int]) -> list[Any]:
    loaded = session.outcome
    if isinstance(loaded, ImportFailed):
        place = f" ({source.place(loaded.line)})" if loaded.line else ""
        raise ContentError(f"{source.filename} cannot be loaded{place}: {loaded.type_name}: {loaded.message}")
    if FUNCTION not in loaded.functions:
        raise ContentError(f"{source.filename} defines no function `{FUNCTION}(rng)`.")
    outcomes = session.call_many(function=DRAW, batches=[[seed] for seed in seeds])
    return [_read(outcome, source, seed) for seed, outcome in zip(seeds, outcomes, strict=True)]


def _read(outcome: Outcome, source: Source, seed: int) -> Any:
    match outcome:
        case Returned(values=(np.ndarray() as array,)) if array.dtype == np.uint8 and array.ndim == 1:
            try:
                return json.loads(array.tobytes())
            except (ValueError, RecursionError) as error:
                raise ContentError(f"{source.filename}: what it drew with seed {seed} is not plain data.") from error
        case Raised():
            known = outcome.line is not None and outcome.line <= source.text.count("\n")
            place = f", {source.place(outcome.line)}" if known and outcome.line else ""
            raise ContentError(
                f"{source.filename}{place}: with seed {seed} it raised {outcome.type_name}: {outcome.message}"
            )
        case TimedOut():
            raise ContentError(
                f"{source.filename} took too long to draw its questions; "
                f"it has {LIMITS.call_s:.0f} seconds for all of them."
            )
        case _:
            raise ContentError(f"{source.filename}: with seed {seed} it ended without a question.")
