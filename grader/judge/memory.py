"""Whether memory stays constant in the length of a sequence: the kernel's count, while piece after piece is read.

Pieces of one step, with a batch so large that a step is some 12 kB, go to one process. After a while in which all that
is needed once has been touched, what the process occupies once garbage is collected must not rise any more. Where it
does, the sequence goes on, for a buffer may have been filled that is not filled again; what still grows then is a
fault. The last step is compared with the reference's, so that nobody saves memory by not doing the work.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import ceil, prod
from typing import Any

from grader.judge.comparison import compare
from grader.judge.declaration import Assignment, Case, Function, Pair
from grader.judge.inputs import Draw, draw, draw_sizes, stream
from grader.judge.oracle import solve_forward
from grader.judge.pieces import cut_argument, find_time, list_piece, pick_carried
from grader.judge.problems import Problem, from_failure, from_import
from grader.judge.sizes import shape_values
from grader.judge.trials import Examination
from grader.sandbox import ImportFailed, Returned, SandboxError, Session, Value

MEMORY = "memory"
WARMING, MEASURED = 16, 48  # steps
SHARE = 1 / 4  # of what was read: so much may be left over
_STEP_BYTES = 12_000
_SEED = 0x3E3  # the sizes are the same for everybody, so that known mistakes are measured once
_NUMBER_BYTES = 8


@dataclass(frozen=True)
class Footprint:
    """What was found. ``kept``: bytes that every step added; ``step``: the bytes of one, by name."""

    problem: Problem | None = None
    kept: float = 0.0
    step: Mapping[str, int] = field(default_factory=dict)

    @property
    def grows(self) -> bool:
        return self.kept > 0


def measure(examination: Examination, pair: Pair, *, seed: int) -> Footprint:
    """Read a long sequence step by step. Raises SandboxError if the kernel does not say what is needed."""
    with examination.open(f"{pair.forward.name}/{MEMORY}") as session:
        if isinstance(session.outcome, ImportFailed):
            return Footprint(from_import(session.outcome))
        reader = _Reader(examination, session, pair, seed=seed)
        try:
            return reader.measure()
        except _StoppedError as stopped:
            return Footprint(stopped.problem)


def draw_long(assignment: Assignment, pair: Pair, *, steps: int, seed: int, variant: str = "") -> Draw:
    """A long sequence for a large batch; its sizes depend on the assignment alone."""
    sizes = draw_sizes(assignment.sizes, case=Case(MEMORY, ""), rng=stream(_SEED, f"{pair.forward.name}/sizes"))
    one_each = {**sizes, assignment.batch: 1}
    width = max(step_sizes(pair.forward, one_each, assignment.time).values())
    sizes |= {assignment.batch: ceil(_STEP_BYTES / width), assignment.time: steps}
    return draw(assignment, pair, case=Case(MEMORY, "", sizes=sizes), seed=seed, variant=variant)


def step_sizes(function: Function, sizes: Mapping[str, int], time: str) -> dict[str, int]:
    """The bytes of one step of every argument and result that has the time as an axis."""
    shapes = {argument.name: argument.shape for argument in function.drawn}
    shapes |= {result.name: result.shape for result in function.judged}
    timed = {name: shape for name, shape in shapes.items() if find_time(shape, time) is not None}
    return {name: _NUMBER_BYTES * prod(shape_values(shape, {**sizes, time: 1})) for name, shape in timed.items()}


def list_steps(function: Function, drawn: Draw, time: str) -> Iterator[Mapping[str, Any]]:
    """The arguments of one step after the other."""
    shapes = {argument.name: argument.shape for argument in function.drawn}
    for step in range(drawn.sizes[time]):
        part = slice(step, step + 1)
        yield {name: cut_argument(shapes[name], value, time=time, part=part) for name, value in drawn.arguments.items()}


class _StoppedError(Exception):
    """A step gave no values, or wrong ones."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class _Reader:
    """A sequence that is being read, and the memory of the process that reads it."""

    def __init__(self, examination: Examination, session: Session, pair: Pair, *, seed: int) -> None:
        self.examination, self.session, self.pair, self.seed = examination, session, pair, seed
        self.assignment, self.function = examination.assignment, pair.forward
        self.carried: Mapping[str, Any] = {}
        self.looks: list[int] = []

    def measure(self) -> Footprint:
        drawn = self._read(WARMING + MEASURED, look_after=WARMING)
        step = step_sizes(self.function, drawn.sizes, self.assignment.time)
        limit = SHARE * max(step.values())
        if self._rise() > limit:
            self._read(MEASURED)
        kept = self._rise()
        return Footprint(kept=kept if kept > limit else 0.0, step=step)

    def _rise(self) -> float:
        """Bytes for every step since the last look."""
        return (self.looks[-1] - self.looks[-2]) / MEASURED

    def _read(self, steps: int, *, look_after: int = 0) -> Draw:
        """Read so many steps more; look at the memory after some of them, if that is asked, and at the end."""
        is_first = not self.looks
        variant = "" if is_first else "going on"
        drawn = draw_long(self.assignment, self.pair, steps=steps, seed=self.seed, variant=variant)
        carried = self.carried if not is_first else {}
        for number, piece in enumerate(list_steps(self.function, drawn, self.assignment.time), 1):
            is_last = number == steps
            values = self._ask(list_piece(self.function, piece, carried), wants=self._wants(is_last=is_last))
            carried = pick_carried(self.function, values)
            if number == look_after or is_last:
                self._look()
            if is_last and is_first:
                self._compare(drawn, values)
        self.carried = carried
        return drawn

    def _wants(self, *, is_last: bool) -> dict[str, str]:
        """Of what is not carried only the last comes back; of states only the newest is kept for us."""
        carried = {argument.carried for argument in self.function.carrying}
        return {
            result.name: ("latest" if result.name in carried else "nothing")
            if result.kind == "cache"
            else ("plain" if is_last or result.name in carried else "nothing")
            for result in self.function.results
        }

    def _ask(self, given: list[Value], *, wants: Mapping[str, str]) -> Mapping[str, Value]:
        case = Case(MEMORY, "A long sequence")
        outcome = self.examination.ask(self.session, self.function, given, case=case, wants=wants)
        if not isinstance(outcome, Returned):
            raise _StoppedError(from_failure(self.function, outcome))
        names = outcome.names or tuple(result.name for result in self.function.results)
        values = dict(zip(names, outcome.values, strict=False))
        if any(result.name not in values for result in self.function.results):
            reason = f"In a long sequence `{self.function.name}` returned fewer values than before."
            raise _StoppedError(Problem("IFE", reason))
        return values

    def _look(self) -> None:
        occupied = self.session.settled_bytes()
        if self.session.report is not None:
            raise _StoppedError(Problem("NORES", "The program ended while its memory was looked at."))
        if not occupied:
            raise SandboxError("The kernel does not say how much memory a submission has.")
        self.looks.append(occupied)

    def _compare(self, drawn: Draw, values: Mapping[str, Value]) -> None:
        """The last step's results are those of the whole sequence there."""
        truth = solve_forward(self.assignment, self.pair, drawn.arguments, drawn.sizes)
        time = self.assignment.time
        for result in self.function.judged:
            expected = cut_argument(result.shape, truth[result.name], time=time, part=slice(-1, None))
            compared = compare(
                values[result.name],
                expected,
                name=result.name,
                shape=result.shape,
                tolerances=self.assignment.tolerances,
                lenient_vector=True,
            )
            if not compared.right:
                reason = f"After {drawn.sizes[time]} pieces of one step: {compared.reason}"
                raise _StoppedError(Problem("WA", reason))
