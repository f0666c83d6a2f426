"""Puts every mutant before the checks, and notes which of them cost it marks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from grader.judge.checks import judge, plan_checks
from grader.judge.comparison import relative_error
from grader.judge.declaration import GENERAL, Assignment, Pair
from grader.judge.evidence import Evidence, forward_is_wrong, judge_trials, measure_cases
from grader.judge.mutants.edges import list_edge_mutants
from grader.judge.mutants.played import Memory, Played, list_functions, play, play_reference, right_outputs
from grader.judge.own_checks import find_complaint, list_own_checks
from grader.judge.plausibility import weigh_forward
from grader.judge.questions import Questions, prepare
from grader.judge.tried import Trial
from grader.judge.variations import list_variations

SEEDS = (1,)
ROUNDING = 1e-9  # relative: two ways to compute the same thing are no farther apart
Kind = Literal["forward", "backward", "edge"]
_NOT_OF_A_REFERENCE = frozenset({"pieces", "memory"})  # it reads every sequence as a whole


@dataclass(frozen=True)
class Mutant:
    """A wrong answer; ``title`` says what it changes, ``killed_by`` which checks cost it marks, whatever the seed.

    ``kind``: which pass is wrong; ``edge``: right in general and wrong at one edge. ``function``: the forward one.
    """

    name: str
    title: str
    kind: Kind
    function: str
    killed_by: tuple[str, ...]
    survived: bool

    @property
    def blocks_publishing(self) -> bool:
        """Whether an assignment that gives it full marks is not ready; edges are left out on purpose, or for good."""
        return self.survived and self.kind != "edge"


def try_mutants(assignment: Assignment, *, seeds: Sequence[int] = SEEDS) -> tuple[Mutant, ...]:
    """Every mutant that differs from the reference by more than rounding, before all checks.

    Needs no sandbox, and a few seconds; raises AssignmentError for a bad reference.
    """
    with np.errstate(all="ignore"):
        return tuple(mutant for pair in assignment.pairs for mutant in try_pair(assignment, pair, seeds=seeds))


def try_pair(assignment: Assignment, pair: Pair, *, seeds: Sequence[int] = SEEDS) -> Iterator[Mutant]:
    """The mutants of one pair of functions, one after the other: for whoever has other things to do in between."""
    questions = [prepare(assignment, pair, seed=seed) for seed in seeds]
    seen: set[bytes] = set()
    memory: Memory = {}
    rights = [play_reference(each, memory) for each in questions]
    for variation in list_variations(assignment, pair):
        played = [play(each, variation, memory) for each in questions]
        trace = _trace(played)
        if trace is not None and trace not in seen:
            seen.add(trace)
            deaths = [_judge(each, one.trials(), one) for each, one in zip(questions, played, strict=True)]
            yield _name(variation.key, variation.words.title, variation.side, pair, deaths)
    for edge in list_edge_mutants(assignment, pair, seed=seeds[0]):
        deaths = [_judge(each, edge.trials(each), right) for each, right in zip(questions, rights, strict=True)]
        yield _name(edge.name, edge.title, "edge", pair, deaths)


def _name(name: str, title: str, kind: Kind, pair: Pair, deaths: Sequence[Sequence[str]]) -> Mutant:
    always = [check for check in deaths[0] if all(check in each for each in deaths)]
    return Mutant(name, title, kind, pair.forward.name, tuple(always), survived=not all(deaths))


def _trace(played: Sequence[Played]) -> bytes | None:
    """What tells a mutant from others; None where it fails in general, or is the reference but for rounding."""
    values: list[Any] = []
    differs = False
    for each in played:
        if not each.outputs.get(GENERAL.name):
            return None
        for name, asked in each.questions.cases.items():
            outputs, right = each.outputs[name], right_outputs(each.questions.pair, asked)
            differs = differs or not outputs or any(_is_apart(outputs[key], right[key]) for key in right)
            if name == GENERAL.name:
                values += [outputs[key].ravel() for key in right]
    return np.concatenate(values).round(9).tobytes() if differs else None


def _is_apart(value: Any, right: Any) -> bool:
    return not relative_error(value, right) <= ROUNDING


def _judge(questions: Questions, trials: Mapping[str, Trial], played: Played) -> list[str]:
    """The checks that cost these answers marks."""
    assignment, pair = questions.assignment, questions.pair
    cases = judge_trials(questions, trials)
    may_follow: Mapping[str, bool] = {}
    if forward_is_wrong(questions, cases):
        general = cases[GENERAL.name]
        may_follow = weigh_forward(pair, general.trial, general.judgements, is_one_slip=True)
    cases = measure_cases(questions, cases, measures=played, may_follow=may_follow)
    own = {
        check.name: find_complaint(assignment, pair, check, ask=played.ask, seed=questions.seed)
        for check in list_own_checks(assignment, pair)
    }
    evidence = Evidence(assignment=assignment, pair=pair, cases=cases, own=own)
    functions = {each.name: each for each in list_functions(pair)}
    planned = [
        check
        for check in plan_checks(assignment)
        if check.function in functions and check.max_points and check.kind not in _NOT_OF_A_REFERENCE
    ]
    return [check.name for check in planned if judge(check, evidence, functions[check.function]).share < 1]
