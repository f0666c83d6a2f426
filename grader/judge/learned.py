"""Runs what students wrote to train a network, and measures the parameters that it gives on examples it never saw.

The student's process gets the examples to train on and nothing else. What comes back is arrays; the author's own code
runs the network with them, here, on hidden examples. So a program can say of itself what it likes.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from grader.judge.answers import read_answer
from grader.judge.calls import wants_of
from grader.judge.declaration import Assignment, Training
from grader.judge.evidence import Evidence
from grader.judge.examples import describe_training
from grader.judge.lessons import draw_examples, list_given, score
from grader.judge.parameters import find_fault
from grader.judge.problems import Problem, after_others, from_import, from_training
from grader.judge.trials import Examination
from grader.sandbox import ImportFailed, Limits, Outcome, Value

_SPARE_S = 10


@dataclass(frozen=True)
class Learned:
    """What a training came to: a problem, or the score on hidden examples and on those that were given, 0 to 1."""

    problem: Problem | None = None
    score: float = 0.0
    own_score: float = 0.0
    printed: str = ""


def run_trainings(examination: Examination, evidence: Sequence[Evidence], *, seed: int) -> dict[str, Learned]:
    """Every training of the assignment, by the name of its function."""
    return {
        training.function.name: _run(examination, training, evidence, seed=seed)
        for training in examination.assignment.trainings
    }


def limits_of(assignment: Assignment, training: Training) -> Limits:
    """The assignment's limits, with as much time for one call as the training may take."""
    limits, seconds = assignment.limits, training.seconds
    whole = limits.import_s + seconds
    return replace(
        limits,
        call_s=seconds,
        cpu_s=max(limits.cpu_s, math.ceil(whole) + _SPARE_S),
        session_s=max(limits.session_s, whole * limits.patience + _SPARE_S),
    )


def _run(examination: Examination, training: Training, evidence: Sequence[Evidence], *, seed: int) -> Learned:
    function, assignment = training.function, examination.assignment
    problem = examination.hindrances.get(function.name)
    waiting = [name for name in training.after if not _is_right(name, evidence)]
    if problem is None and waiting:
        problem = after_others(function, waiting)
    if problem is not None:
        return Learned(problem)
    given = draw_examples(assignment, training, seed=seed, hidden=False)
    outcome, printed = _train(examination, training, list_given(training, given))
    if isinstance(outcome, ImportFailed):
        return Learned(from_import(outcome), printed=printed)
    answer = read_answer(function, outcome, is_stub=function.name in examination.stubs)
    problem = from_training(function, outcome) or answer.problem or find_fault(training, answer.values)
    if problem is not None:
        return Learned(problem, printed=printed)
    parameters = {result.name: np.asarray(answer.values[result.name]) for result in function.results}
    hidden = draw_examples(assignment, training, seed=seed, hidden=True)
    scores = [score(assignment, training, examples, parameters) for examples in (hidden, given)]
    return Learned(score=scores[0], own_score=scores[1], printed=printed)


def _train(
    examination: Examination, training: Training, arguments: Sequence[Value]
) -> tuple[Outcome | ImportFailed, str]:
    """Call it in a process of its own, which has seen nothing that is hidden: so what it prints may be shown."""
    function = training.function
    with examination.open(f"{function.name}/training", limits_of(examination.assignment, training)) as session:
        if isinstance(session.outcome, ImportFailed):
            return session.outcome, ""
        before = len(session.stdout())
        outcome = session.call(function=function.name, arguments=arguments, wants=wants_of(function))
        return outcome, describe_training(function.name, session.stdout()[before:])


def _is_right(name: str, evidence: Sequence[Evidence]) -> bool:
    """Whether all results of a function are right in the general case."""
    judged = next(each.general.judgements[name] for each in evidence if name in each.general.judgements)
    return all(judgement.right and not judgement.follow_through for judgement in judged.values())
