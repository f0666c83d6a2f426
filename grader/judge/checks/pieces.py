"""A sequence in pieces, with what is carried from one to the next, gives what it gives all at once."""

from dataclasses import replace

import numpy as np

from grader.judge.checks import edges
from grader.judge.checks.planned import Finding, PlannedCheck, plan
from grader.judge.declaration import Assignment, Function, Pair
from grader.judge.evidence import Evidence
from grader.judge.pieces import PIECES, TITLE, describe_steps, find_time

KIND = PIECES


def plan_checks(assignment: Assignment, pair: Pair, function: Function) -> list[PlannedCheck]:
    if not function.carrying:
        return []
    carried = ", ".join(f"`{argument.name}`" for argument in function.carrying)
    expectation = (
        f"A sequence in pieces of several lengths, with {carried} handed from one to the next, gives the same as all "
        "at once, also while another sequence is read in between."
    )
    return [plan(assignment, function, kind=KIND, subject=PIECES, title=TITLE, expectation=expectation)]


def judge(planned: PlannedCheck, evidence: Evidence, function: Function) -> Finding:
    """Like an edge it counts for what is right in general; and it says in which piece it goes wrong."""
    finding = edges.judge(planned, evidence, function)
    if not finding.wrong:
        return finding
    place = _describe_place(evidence, function, finding.wrong[0][1])
    return replace(finding, message=f"{finding.message} {place}".strip())


def _describe_place(evidence: Evidence, function: Function, name: str) -> str:
    case = evidence.cases[PIECES]
    cut, value = case.trial.drawn.cut, case.judgements[function.name][name].value
    axis = find_time(function.result(name).shape, evidence.assignment.time)
    truth = case.trial.truth.values[name]
    if cut is None or value is None or axis is None or value.shape != truth.shape:
        return ""
    apart = np.moveaxis(~np.isclose(value, truth, rtol=1e-6, atol=1e-9), axis, 0).reshape(sum(cut.lengths), -1)
    first = int(apart.any(axis=1).argmax())
    ends = np.cumsum(cut.lengths)
    piece = int(np.searchsorted(ends, first, side="right"))
    pieces = ", ".join(str(length) for length in cut.lengths)
    began = first - int(ends[piece]) + cut.lengths[piece]
    place = f"at its step {began + 1}" if began else "at its beginning"
    length = describe_steps(cut.lengths[piece])
    return f"The pieces had {pieces} steps; it goes wrong in piece {piece + 1}, of {length}, {place}."
