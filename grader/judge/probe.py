"""Asks a wrong submission the probe: inputs that are the same for everybody, so that its mistake can be looked up."""

from grader.judge.answers import Answer
from grader.judge.declaration import Pair
from grader.judge.inputs import Draw
from grader.judge.trials import Examination
from grader.sandbox import Session


def ask_probe(examination: Examination, pair: Pair, drawn: Draw) -> dict[str, Answer]:
    """Forward and backward once more, in the session that was kept if there is one."""
    if examination.kept is None:
        with examination.open(f"{pair.forward.name}/probe") as session:
            return _ask_both(examination, session, pair, drawn)
    answers = _ask_both(examination, examination.kept, pair, drawn)
    if any(answer.problem is not None for answer in answers.values()):
        examination.let_go()
    return answers


def _ask_both(examination: Examination, session: Session, pair: Pair, drawn: Draw) -> dict[str, Answer]:
    forward = examination.call(session, pair.forward, drawn, {})
    answers = {pair.forward.name: forward}
    if pair.backward is not None:
        answers[pair.backward.name] = examination.call_backward(session, pair, pair.backward, drawn, forward)
    return answers
