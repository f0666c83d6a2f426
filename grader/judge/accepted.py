"""Answers that are right in another convention, where the assignment says what that earns.

A convention is a variation of the reference that other courses use (the gates in another order), or an author's file
in ``mistakes/`` that says so: ``CONVENTION = "gru_form"``. It counts only if every result is right in it, in
general and at every edge.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from grader.judge.declaration import GENERAL, Assignment, Pair
from grader.judge.judgements import Judgements, judge_answer
from grader.judge.library import Known, find_library
from grader.judge.oracle import Outputs, Truth
from grader.judge.pairing import find_twins
from grader.judge.report import Diagnosis
from grader.judge.tried import Trial

GATE_ORDER = "gate_order"


@dataclass(frozen=True)
class Accepted:
    """A convention that an answer is right in, the ``share`` of the marks it earns, and the trials judged by it."""

    diagnosis: Diagnosis
    share: float
    trials: Mapping[str, Trial]

    def describe(self, name: str) -> str:
        earns = "all marks" if self.share == 1 else f"{self.share:.0%} of the marks"
        return f"`{name}` is right in another convention, which earns {earns} here: {self.diagnosis.title}"


def find_accepted(
    assignment: Assignment, pair: Pair, trials: Mapping[str, Trial], slip: Known | None
) -> Accepted | None:
    """``slip``: the one known thing that gives this forward pass; None where no convention of it is paid for."""
    for known in _list_candidates(assignment, pair, slip):
        share = assignment.conventions.get(_name_convention(known), 0.0)
        truths = {name: _read_truth(pair, known.play(assignment, pair, each.drawn)) for name, each in trials.items()}
        judged_by = {name: replace(trials[name], truth=truth) for name, truth in truths.items() if truth is not None}
        is_whole = share > 0 and len(judged_by) == len(trials)
        if is_whole and all(_is_right(assignment, pair, each) for each in judged_by.values()):
            return Accepted(slip.diagnosis if slip else known.diagnosis, share, judged_by)
    return None


def _list_candidates(assignment: Assignment, pair: Pair, slip: Known | None) -> Iterator[Known]:
    """What was found, and what does the same forward: it may differ going back."""
    if slip is None or not any(assignment.conventions.values()):
        return
    for known in (slip, *find_twins(find_library(assignment, pair), slip)):
        if _name_convention(known):
            yield known


def _name_convention(known: Known) -> str:
    if known.mistake is not None:
        return known.mistake.convention
    return GATE_ORDER if known.variation is not None and known.variation.is_convention else ""


def _read_truth(pair: Pair, outputs: Outputs) -> Truth | None:
    backward = pair.backward
    try:
        values = {result.name: outputs[pair.forward.name, result.name] for result in pair.forward.judged}
        found = {result.of: outputs[backward.name, result.name] for result in backward.judged} if backward else {}
    except KeyError:
        return None
    return Truth(values=values, gradients=found)


def _is_right(assignment: Assignment, pair: Pair, trial: Trial) -> bool:
    functions = [each for each in (pair.forward, pair.backward) if each is not None]
    # An answer in the general case that cannot be repeated is judged by the check for that.
    return all(_all_right(judge_answer(assignment, each, trial, trial.answers[each.name])) for each in functions)


def _all_right(judgements: Judgements) -> bool:
    return all(judgement.right for judgement in judgements.values())


def note(accepted: Accepted, judgements: Judgements, *, case: str) -> Judgements:
    """The judgements with the convention named, where they are what a student reads."""
    if case != GENERAL.name:
        return judgements
    return {name: replace(each, message=accepted.describe(name)) for name, each in judgements.items()}
