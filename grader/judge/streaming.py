"""Asks a student's function for one piece of a sequence after the other."""

from collections.abc import Mapping, Sequence
from typing import Any

from grader.judge.answers import Answer, read_answer
from grader.judge.declaration import Case, Function, Pair
from grader.judge.oracle import Truth, solve_forward
from grader.judge.pieces import PIECES, PieceFailedError, draw_in_pieces, feed, join
from grader.judge.problems import from_import
from grader.judge.trials import Examination
from grader.judge.tried import Trial
from grader.sandbox import ImportFailed, Session


def try_in_pieces(examination: Examination, pair: Pair, *, seed: int) -> Trial:
    """The pieces, joined and beside what is right for the whole sequence."""
    assignment, function = examination.assignment, pair.forward
    drawn = draw_in_pieces(assignment, pair, seed=seed)
    truth = Truth(solve_forward(assignment, pair, drawn.arguments, drawn.sizes), gradients={})
    hindrance = examination.hindrances.get(function.name) or examination.exhausted.get(function.name)
    if hindrance is not None or drawn.cut is None:
        return Trial(drawn, truth, {function.name: Answer(problem=hindrance)})
    with examination.open(f"{function.name}/{PIECES}") as session:
        try:
            found = feed(function, drawn.cut, lambda given: _ask(examination, session, function, given, drawn.case))
            answer = Answer(join(function, drawn, found))
        except PieceFailedError as failed:
            answer = Answer(problem=failed.problem)
    return Trial(drawn, truth, {function.name: answer})


def _ask(
    examination: Examination, session: Session, function: Function, given: Sequence[Any], case: Case
) -> Mapping[str, Any]:
    if isinstance(session.outcome, ImportFailed):
        raise PieceFailedError(from_import(session.outcome))
    answer = read_answer(function, examination.ask(session, function, given, case=case))
    if answer.problem is not None:
        raise PieceFailedError(answer.problem)
    return answer.values
