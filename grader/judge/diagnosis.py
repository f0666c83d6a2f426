"""Words for what was recognised: by the probe in general, by the author's mistakes at an edge, or without a file.

Every wrong result is named on its own, so that two independent mistakes are both named.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from grader.judge.conventions import cut_off, is_same, recognise, recognise_blocks
from grader.judge.declaration import GENERAL
from grader.judge.evidence import CaseEvidence, Evidence
from grader.judge.judgements import floor_of
from grader.judge.library import Known, find_library
from grader.judge.memory import MEMORY
from grader.judge.oracle import Key, Outputs
from grader.judge.recognition import Recognition
from grader.judge.report import Diagnosis
from grader.judge.variations import name_gates


def diagnose(evidence: Evidence) -> dict[tuple[str, str, str], tuple[Diagnosis, ...]]:
    """Diagnoses for each (case, function, result) that is wrong and matches something known."""
    if evidence.layout:
        forward = evidence.pair.forward
        return {(GENERAL.name, forward.name, each.name): (evidence.layout,) for each in forward.judged}
    if evidence.accepted:
        judged = evidence.general.judgements.items()
        accepted = (evidence.accepted.diagnosis,)
        return {(GENERAL.name, function, name): accepted for function, results in judged for name in results}
    found: dict[tuple[str, str, str], tuple[Diagnosis, ...]] = {}
    for name, case in evidence.cases.items():
        wrong = _wrong_values(evidence, case)
        if wrong:
            named = _name_in_general(evidence, wrong) if case is evidence.general else _name_at(evidence, case, wrong)
            found |= {(name, *key): diagnoses for key, diagnoses in named.items()}
    if evidence.hoarder is not None:
        found[MEMORY, evidence.pair.forward.name, MEMORY] = (evidence.hoarder,)
    return found


def _wrong_values(evidence: Evidence, case: CaseEvidence) -> Outputs:
    """What was returned where it was wrong; at an edge only of what is right in general."""
    return {
        (function, name): judgement.value
        for function, judgements in case.judgements.items()
        for name, judgement in judgements.items()
        if not judgement.right and judgement.value is not None
        if case is evidence.general or evidence.general.judgements[function][name].right
    }


def _name_in_general(evidence: Evidence, wrong: Outputs) -> dict[Key, tuple[Diagnosis, ...]]:
    recognition = evidence.recognition or Recognition()
    found = {}
    for key, value in wrong.items():
        group = recognition.named.get(key, ())
        distinct = tuple({known.diagnosis.mistake: known.diagnosis for known in group}.values())
        plain = _name_without_a_file(evidence, evidence.general, key, value)
        diagnoses = plain or distinct if _is_weak(recognition, key, group) else distinct or plain
        if diagnoses:
            found[key] = diagnoses
    return found


def _is_weak(recognition: Recognition, key: Key, group: Sequence[Known]) -> bool:
    """Whether a sign, an order or a transpose says more: nobody wrote down what would give this one result."""
    if list(recognition.named.values()).count(tuple(group)) > 1:
        return False
    written = [known.outputs[key] for known in group if known.mistake and key in known.outputs]
    return not any(is_same(recognition.values[key], value) for value in written)


def _name_at(evidence: Evidence, case: CaseEvidence, wrong: Outputs) -> dict[Key, tuple[Diagnosis, ...]]:
    """At an edge: by those of the author's mistakes that are right wherever it is not an edge."""
    library = find_library(evidence.assignment, evidence.pair)
    right = ~np.any([shelf.differs for shelf in library.shelves.values()], axis=0)
    candidates = [entry for entry, fits in zip(library.entries, right, strict=True) if fits and entry.mistake]
    played = {id(entry): entry.play(evidence.assignment, evidence.pair, case.trial.drawn) for entry in candidates}
    same = {
        key: [entry for entry in candidates if _gives(played[id(entry)], key, value, _floor(evidence, case, key))]
        for key, value in wrong.items()
    }
    explained = Counter(id(entry) for entries in same.values() for entry in entries)
    found = {}
    for key, value in wrong.items():
        best = max(same[key], key=lambda entry: (explained[id(entry)], -len(played[id(entry)])), default=None)
        diagnoses = (best.diagnosis,) if best else _name_without_a_file(evidence, case, key, value)
        if diagnoses:
            found[key] = diagnoses
    return found


def _gives(outputs: Outputs, key: Key, value: npt.NDArray[Any], floor: float) -> bool:
    return key in outputs and is_same(value, outputs[key], floor=floor)


def _name_without_a_file(
    evidence: Evidence, case: CaseEvidence, key: Key, value: npt.NDArray[Any]
) -> tuple[Diagnosis, ...]:
    function = next(each for each in evidence.assignment.functions if each.name == key[0])
    siblings = {result.name: case.trial.truth.of(result) for result in function.judged}
    batch = case.trial.drawn.sizes.get(evidence.assignment.batch, 1)
    recognised = recognise(key[1], value, siblings, batch=batch, floor=_floor(evidence, case, key))
    if recognised is None:
        result = function.result(key[1])
        recognised = recognise_blocks(result, value, siblings[key[1]], gates=name_gates(evidence.assignment))
    if recognised and recognised.mistake == "left_at_zero" and function.form and function.form.way == "autograd":
        recognised = cut_off(key[1], function.result(key[1]).of)
    return () if recognised is None else (recognised,)


def _floor(evidence: Evidence, case: CaseEvidence, key: Key) -> float:
    function = next(each for each in evidence.assignment.functions if each.name == key[0])
    return floor_of(case.trial.drawn.case, function.result(key[1]))
