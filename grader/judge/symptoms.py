"""What a wrong submission does, as keys that are equal where two submissions do the same: for grouping them.

``mistake:<slug>`` is a mistake by name; ``values:<digest>`` the same unexplained answers to the probe, whose inputs are
for everybody the same; ``trouble:<digest>`` the same error; ``check:<name>`` the first failed check where nothing else
is known.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from grader.judge.evidence import Evidence
from grader.judge.inputs import stream
from grader.judge.oracle import Key
from grader.judge.report import CheckResult, Diagnosis

_DIRECTIONS, _DIGITS = 4, 4
_SEED = 0x517
_COMPARED = frozenset({"OK", "PARTIAL", "WA", "IFE", "NOTRY"})
_LENGTH = 16

Diagnoses = Mapping[tuple[str, str, str], tuple[Diagnosis, ...]]


def list_symptoms(
    checks: Sequence[CheckResult], evidence: Sequence[Evidence] = (), diagnoses: Sequence[Diagnoses] = ()
) -> tuple[str, ...]:
    """The symptoms of a report, each once; none for a right submission, and for one that was not attempted."""
    failed = [check for check in checks if check.verdict not in {"OK", "NOTRY"}]
    if not failed:
        return ()
    found = [
        f"mistake:{each.mistake}" for check in failed if check.diagnosis for each in (check.diagnosis, *check.further)
    ]
    for each, named in zip(evidence, diagnoses, strict=True):
        if unnamed := _list_unnamed(each, named):
            found.append(f"values:{_digest(*unnamed)}")
    troubled = [check for check in failed if check.verdict not in _COMPARED]
    found += [f"trouble:{_digest(check.verdict, re.sub('[0-9]+', '#', check.message))}" for check in troubled]
    return tuple(dict.fromkeys(found)) or (f"check:{failed[0].name}",)


def _list_unnamed(evidence: Evidence, diagnoses: Diagnoses) -> list[str]:
    """The answers to the probe of every result that is wrong in general and that nobody explains, as text."""
    general = evidence.general
    wrong = [
        (function, name)
        for function, judgements in general.judgements.items()
        for name, judgement in judgements.items()
        if judgement.value is not None and not judgement.right
        if (general.trial.drawn.case.name, function, name) not in diagnoses
    ]
    values = evidence.recognition.values if evidence.recognition else {}
    return [trace for key in wrong for trace in (*key, _trace(key, values.get(key)))]


def _trace(key: Key, value: npt.NDArray[np.generic] | None) -> str:
    """A few projections of a value, coarser than rounding: two ways to compute the same have the same trace."""
    if value is None:
        return "none"
    if value.dtype.kind not in "biuf" or not np.isfinite(value.astype(np.float64)).all():
        return f"{value.shape} not finite"
    flat = value.astype(np.float64).ravel()
    directions = stream(_SEED, "/".join(key)).standard_normal((_DIRECTIONS, flat.size)) / max(flat.size, 1) ** 0.5
    projected = [round(float(number), _DIGITS) + 0.0 for number in directions @ flat]
    return f"{value.shape} " + " ".join(f"{number:.{_DIGITS}g}" for number in projected)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:_LENGTH]
