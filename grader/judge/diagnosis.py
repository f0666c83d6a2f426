"""Names the known mistake behind a wrong value: the one that returns the same wrong value for the same inputs.

Every wrong result is matched on its own, so that two independent mistakes are both named. Where several mistakes match
a result, the one that explains most of the student's wrong results is named, then the one that breaks fewest others.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from grader.judge.comparison import relative_error
from grader.judge.conventions import is_same, recognise
from grader.judge.evidence import CaseEvidence, Evidence
from grader.judge.judgements import floor_of, right_value
from grader.judge.mistakes import Outputs, list_mistakes, play
from grader.judge.report import Diagnosis

Key = tuple[str, str]
Values = Mapping[Key, npt.NDArray[Any]]


def diagnose(evidence: Evidence) -> dict[tuple[str, str, str], Diagnosis]:
    """A diagnosis for each (case, function, result) that is wrong and matches something known."""
    found: dict[tuple[str, str, str], Diagnosis] = {}
    for name, case in evidence.cases.items():
        wrong = _wrong_values(evidence, case)
        if wrong:
            found |= {(name, *key): diagnosis for key, diagnosis in _name(evidence, case, wrong).items()}
    return found


def _wrong_values(evidence: Evidence, case: CaseEvidence) -> Values:
    """What was returned where it was wrong; at an edge only of what is right in general."""
    return {
        (function, name): judgement.value
        for function, judgements in case.judgements.items()
        for name, judgement in judgements.items()
        if not judgement.right and judgement.value is not None
        if case is evidence.general or evidence.general.judgements[function][name].right
    }


def _name(evidence: Evidence, case: CaseEvidence, wrong: Values) -> dict[Key, Diagnosis]:
    truths, floors = _right_values(evidence, case), _floors(evidence, case)
    mistakes = {mistake.slug: mistake for mistake in list_mistakes(evidence.assignment)}
    outputs = {slug: play(mistake, evidence.pair, case.trial.drawn) for slug, mistake in mistakes.items()}
    breaks = {slug: _differing(evidence, values, truths, floors) for slug, values in outputs.items()}
    explains = {
        slug: {key for key in breaks[slug] & wrong.keys() if is_same(wrong[key], values[key], floor=floors[key])}
        for slug, values in outputs.items()
    }
    named = {}
    for key, value in wrong.items():
        candidates = [slug for slug in mistakes if key in explains[slug]]
        if candidates:
            best = min(candidates, key=lambda slug: (-len(explains[slug]), len(breaks[slug]), slug))
            named[key] = Diagnosis(best, mistakes[best].title, mistakes[best].hint)
            continue
        siblings = {name: truth for (function, name), truth in truths.items() if function == key[0]}
        batch = case.trial.drawn.sizes.get(evidence.assignment.batch, 1)
        recognised = recognise(key[1], value, siblings, batch=batch, floor=floors[key])
        if recognised is not None:
            named[key] = recognised
    return named


def _right_values(evidence: Evidence, case: CaseEvidence) -> dict[Key, npt.NDArray[np.float64]]:
    return {
        (function.name, result.name): right_value(case.trial, result)
        for function in (evidence.pair.forward, evidence.pair.backward)
        if function is not None
        for result in function.judged
    }


def _floors(evidence: Evidence, case: CaseEvidence) -> dict[Key, float]:
    return {
        (function.name, result.name): floor_of(case.trial.drawn.case, result)
        for function in (evidence.pair.forward, evidence.pair.backward)
        if function is not None
        for result in function.judged
    }


def _differing(evidence: Evidence, outputs: Outputs, truths: Values, floors: Mapping[Key, float]) -> set[Key]:
    """The results in which a mistake is wrong beyond the tolerance: only there can it explain anything."""
    tolerance = evidence.assignment.tolerances.float64
    return {
        key
        for key, value in outputs.items()
        if value.shape != truths[key].shape or not (relative_error(value, truths[key], floor=floors[key]) <= tolerance)
    }
