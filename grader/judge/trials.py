"""The conversation with the runner: calls a student's functions case by case and keeps what came back."""

import hashlib
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Self

import numpy as np

from grader.judge.answers import Answer, read_answer
from grader.judge.calls import list_arguments, wants_of
from grader.judge.declaration import GENERAL, Assignment, Case, Function, Pair
from grader.judge.examples import Example, describe_output, publish, run_example
from grader.judge.gradients import Direction, Point, list_points, read_slopes
from grader.judge.hindrances import find_hindrances
from grader.judge.inputs import Draw, stream
from grader.judge.oracle import Truth
from grader.judge.probing import Reading, read_crowd
from grader.judge.problems import (
    Problem,
    describe_skipped,
    from_import,
    not_tried_again,
    without_forward,
)
from grader.judge.questions import Crowd, gather_along, gather_crowd, label_points
from grader.judge.surroundings import surround
from grader.judge.tried import Measured, Trial
from grader.sandbox import (
    ImportFailed,
    Limits,
    Loading,
    Outcome,
    Sandbox,
    Session,
    Source,
    TimedOut,
    Value,
    Wants,
)


class Examination:
    """One file in front of the runner. Every case gets a fresh session, so no case can see another's state.

    The session that loads the file is handed on to the first case: nothing but the file's own top level has run in it.
    """

    def __init__(self, *, assignment: Assignment, source: Source, sandbox: Sandbox, seed: int) -> None:
        self.assignment = assignment
        self.source = source
        self.sandbox = sandbox
        self.seed = seed
        self.until = time.monotonic() + assignment.limits.together_s
        self.stdout = ""
        self.skipped = ""
        self.talkative = False
        self.examples: dict[tuple[str, str], Example] = {}
        self.failure: Problem | None = None
        self.hindrances: dict[str, Problem] = {}
        self.exhausted: dict[str, Problem] = {}
        self.remembered: dict[str, Answer] = {}
        self.sitting = False
        self.stubs: set[str] = set()
        self.loading: Loading | None = None
        self.loaded: Session | None = None
        self.kept: Session | None = None
        self.closing: list[Session] = []

    def __enter__(self) -> Self:
        """Begin to load the file; what is asked of it can be made ready meanwhile."""
        self.loading = self._begin("load")
        return self

    def load(self) -> None:
        """Load the file, to learn what it defines and which functions cannot be called at all."""
        loading, self.loading = self.loading or self._begin("load"), None
        self.loaded = loading.finish()
        self.stdout = self.loaded.stdout()
        imported = self.loaded.outcome
        if isinstance(imported, ImportFailed):
            self.failure = from_import(imported)
            return
        self.skipped = describe_skipped(imported, self.source)
        self.hindrances = find_hindrances(self.assignment, self.source, imported)
        stubs = [task for task in self.assignment.tasks if task.calls in imported.functions]
        self.stubs = {task.name for task in stubs if imported.functions[task.calls].is_stub}

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self.loading is not None:
            self.loading.close()
        if self.loaded is not None:
            self._hang_up(self.loaded)
        self.let_go()
        self._await_closing()

    def _hang_up(self, session: Session) -> None:
        """A process takes milliseconds to end: meanwhile what it gave is judged."""
        session.hang_up()
        self.closing.append(session)

    def _await_closing(self) -> None:
        """A new process is only asked for when the ones before are gone."""
        while self.closing:
            self.closing.pop().close()

    def try_once(self, pair: Pair, drawn: Draw, truth: Truth) -> Trial:
        """Call forward, then backward with its cache, in one session."""
        if pair.forward.name in self.hindrances:
            return self._decline(pair, drawn, truth)
        with self.open(drawn.case.name) as session:
            forward = self.call(session, pair.forward, drawn, {})
            answers = {pair.forward.name: forward}
            if pair.backward is not None:
                answers[pair.backward.name] = self.call_backward(session, pair, pair.backward, drawn, forward)
        return Trial(drawn=drawn, truth=truth, answers=answers)

    def try_twice(self, pair: Pair, drawn: Draw, truth: Truth) -> Trial:
        """Call forward twice in one session; then, in another, backward twice, each time after a forward of its own.

        So whatever backward does, be it a crash, costs forward nothing.
        """
        if pair.forward.name in self.hindrances:
            return self._decline(pair, drawn, truth)
        with self.open(drawn.case.name) as session:
            first = self.call(session, pair.forward, drawn, {})
            answers, again = {pair.forward.name: first}, {}
            if first.problem is None:
                again[pair.forward.name] = self.call(session, pair.forward, drawn, {})
        if pair.backward is not None:
            with self.open(f"{drawn.case.name}/backward") as session:
                rounds = [self._round(session, pair, pair.backward, drawn) for _ in range(2)]
            answers[pair.backward.name], again[pair.backward.name] = rounds
        return Trial(drawn=drawn, truth=truth, answers=answers, again=again)

    def measure(self, pair: Pair, drawn: Draw, directions: Sequence[Direction], *, step: float) -> Measured:
        """Slopes of the student's own forward pass along all directions, from one batch of calls among decoys."""
        points = list_points(drawn.arguments, directions, step=step)
        crowd = gather_crowd(self.assignment, pair, drawn, points, labels=label_points(directions), seed=self.seed)
        rng = stream(self.seed, f"{pair.forward.name}/{drawn.case.name}/order/{step}/{len(points)}")
        answers = self._ask_kept(pair.forward, crowd, rng=rng)
        if answers is None:
            with self.open(f"{drawn.case.name}/numerical") as session:
                if isinstance(session.outcome, ImportFailed):
                    slopes = read_slopes([None] * len(points), drawn.arguments, directions, step=step)
                    return Measured(slopes, Reading([]))
                answers = self.call_shuffled(session, pair.forward, crowd.points, rng=rng)
        reading = read_crowd(self.assignment, pair.forward, crowd, drawn, answers)
        return Measured(read_slopes(reading.evaluations, drawn.arguments, directions, step=step), reading)

    def measure_jointly(self, pair: Pair, drawn: Draw, joint: Sequence[Point]) -> Reading | None:
        """The forward pass along joint directions, asked of the session that was kept; None if there is none."""
        crowd = gather_along(self.assignment, pair, drawn, joint, seed=self.seed)
        rng = stream(self.seed, f"{pair.forward.name}/{drawn.case.name}/order/joint")
        answers = self._ask_kept(pair.forward, crowd, rng=rng)
        return None if answers is None else read_crowd(self.assignment, pair.forward, crowd, drawn, answers)

    def _ask_kept(self, forward: Function, crowd: Crowd, *, rng: np.random.Generator) -> list[Answer] | None:
        """Ask the session that was kept; None where there is none, or where something failed in it."""
        if self.kept is None:
            return None
        answers = self.call_shuffled(self.kept, forward, crowd.points, rng=rng)
        if all(answer.problem is None for answer in answers):
            return answers
        self.let_go()
        return None

    def keep(self, session: Session) -> None:
        """Go on asking this session where slopes are measured: it has shown that nothing stays in it."""
        self.kept = session

    def let_go(self) -> None:
        """End the session that was kept."""
        kept, self.kept = self.kept, None
        if kept is not None:
            self._hang_up(kept)

    def _decline(self, pair: Pair, drawn: Draw, truth: Truth) -> Trial:
        """Where forward cannot be called, nothing needs to run."""
        problem = self.hindrances[pair.forward.name]
        answers = {pair.forward.name: Answer(problem=problem)}
        if pair.backward is not None:
            own = self.hindrances.get(pair.backward.name) or without_forward(pair.forward, problem)
            answers[pair.backward.name] = Answer(problem=own)
        return Trial(drawn=drawn, truth=truth, answers=answers)

    def _round(self, session: Session, pair: Pair, backward: Function, drawn: Draw) -> Answer:
        forward = self.call(session, pair.forward, drawn, {})
        return self.call_backward(session, pair, backward, drawn, forward)

    def call_backward(self, session: Session, pair: Pair, backward: Function, drawn: Draw, forward: Answer) -> Answer:
        hindrance = self.hindrances.get(backward.name)
        if hindrance is None and forward.problem is not None:
            hindrance = without_forward(pair.forward, forward.problem)
        if hindrance is not None:
            return Answer(problem=hindrance)
        return self.call(session, backward, drawn, forward.values)

    def call(self, session: Session, function: Function, drawn: Draw, forward: Mapping[str, Value]) -> Answer:
        if drawn.case is GENERAL and function.name in self.remembered:
            return self.remembered.pop(function.name)
        hindrance = self.hindrances.get(function.name)
        if hindrance is None and function.name in self.exhausted:
            hindrance = not_tried_again(function, self.exhausted[function.name])
        if hindrance is None and isinstance(session.outcome, ImportFailed):
            hindrance = from_import(session.outcome)
        if hindrance is not None:
            return Answer(problem=hindrance)
        outcome = self.ask(session, function, list_arguments(function, drawn, forward), case=drawn.case)
        answer = read_answer(function, outcome, is_stub=function.name in self.stubs)
        took_too_long = isinstance(outcome, TimedOut) and not outcome.together  # the others are refused at once anyway
        if took_too_long and answer.problem is not None and drawn.case is GENERAL:
            self.exhausted[function.name] = answer.problem
            if self.sitting:
                self.remembered[function.name] = answer
        return answer

    def ask(
        self, session: Session, function: Function, arguments: Sequence[Value], *, case: Case, wants: Wants = ()
    ) -> Outcome:
        """Call a function, and keep to ourselves what it says in words of its own that it could not say in public."""
        outcome = session.call(function=function.name, arguments=arguments, wants=wants or wants_of(function))
        return publish(
            outcome, function, text=self.source.text, show=lambda: self._show_example(function, case).outcomes
        )

    def printed(self) -> str:
        """What a student is shown of their program's output: at its top level, and with example inputs."""
        if not self.talkative or self.exhausted:
            return self.stdout
        shown = [self._show_example(pair.forward, GENERAL).printed for pair in self.assignment.pairs]
        return describe_output(self.stdout, "".join(shown))

    def _show_example(self, function: Function, case: Case) -> Example:
        pair = next(each for each in self.assignment.pairs if function in (each.forward, each.backward))
        key = pair.forward.name, case.name
        if key not in self.examples:
            session = self._start(f"{case.name}/example")
            try:
                self.examples[key] = run_example(session, self.assignment, pair, case=case)
            finally:
                self._hang_up(session)
        return self.examples[key]

    def call_many(self, session: Session, function: Function, batches: Sequence[Sequence[Value]]) -> list[Answer]:
        """Call a function for every list of arguments, in one exchange."""
        outcomes = session.call_many(function=function.name, batches=batches, wants=wants_of(function))
        return [read_answer(function, outcome, is_stub=function.name in self.stubs) for outcome in outcomes]

    def call_shuffled(
        self, session: Session, forward: Function, points: Sequence[Point], *, rng: np.random.Generator
    ) -> list[Answer]:
        """Call a forward function at many points in random order; the answers come in the order of the points."""
        order = rng.permutation(len(points)).tolist()
        batches = [[points[place][argument.name] for argument in forward.arguments] for place in order]
        answers = self.call_many(session, forward, batches)
        return [answers[place] for place in np.argsort(order).tolist()]

    @contextmanager
    def open(self, purpose: str, limits: Limits | None = None) -> Iterator[Session]:
        """A session that nothing was called in yet; one of its own where other limits than usual are given."""
        loaded = None
        if limits is None:
            loaded, self.loaded = self.loaded, None
        session = loaded or self._start(purpose, limits)
        try:
            yield session
            if limits is None:
                self.talkative = self.talkative or len(session.stdout()) > len(self.stdout)
        finally:
            if session is not self.kept:
                self._hang_up(session)

    def _start(self, purpose: str, limits: Limits | None = None) -> Session:
        return self._begin(purpose, limits).finish()

    def _begin(self, purpose: str, limits: Limits | None = None) -> Loading:
        self._await_closing()
        # A program that draws random numbers draws the same ones when its grade is replayed.
        seed = hashlib.sha256(f"{self.seed}/{purpose}".encode()).digest()[:16]
        return self.sandbox.begin(
            source=self.source,
            limits=limits or self.assignment.limits,
            seed=seed,
            until=self.until,
            surroundings=surround(self.assignment, self.source),
        )
