"""One sitting: everything a pair is asked, in one process and a handful of exchanges.

A fresh process for every case is safe and slow. A program that keeps nothing between calls gives the same answers in
one process as in many, so it is asked everything at once. Whatever speaks against that (an exception, a loop, another
answer to the same question after all the others) makes the sitting void, and every case is tried in a process of its
own as if there had been none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from grader.judge.answers import Answer
from grader.judge.calls import list_arguments
from grader.judge.comparison import as_array
from grader.judge.declaration import GENERAL, Function, Pair
from grader.judge.inputs import stream
from grader.judge.judgements import Judgements, judge_answer
from grader.judge.probing import Reading, read_crowd
from grader.judge.questions import Crowd, Questions
from grader.judge.trials import Examination
from grader.judge.tried import Trial
from grader.sandbox import Session, Value

Answers = Mapping[str, Answer]


@dataclass(frozen=True)
class Sitting:
    """Every case, tried, and what was measured in the general case: along ``joint`` directions, or every argument's.

    ``judged``: what the results of the general case are worth, by function.
    """

    trials: Mapping[str, Trial]
    judged: Mapping[str, Judgements]
    reading: Reading
    joint: bool


def sit(examination: Examination, questions: Questions) -> Sitting | None:
    """Ask everything at once; None where the cases have to be kept apart."""
    pair = questions.pair
    functions = pair.functions
    if any(function.name in examination.hindrances for function in functions):
        return None
    with examination.open(GENERAL.name) as session:
        examination.sitting = True
        first = _ask_first(examination, session, questions)
        examination.sitting = False
        if first is None:
            return None
        # What agrees to the last bit is one answer, and judged once.
        general = Trial(questions.general.drawn, questions.general.truth, first, first)
        judged = {each.name: judge_answer(questions.assignment, each, general, first[each.name]) for each in functions}
        joint = all(judgement.right for judgements in judged.values() for judgement in judgements.values())
        crowd = questions.joint_crowd if joint else questions.gather_full_crowd()
        rest = _ask_rest(examination, session, questions, crowd)
        if rest is None:
            return None
        again, edges, answers = rest
        if not all(_same(function, first[function.name], again[function.name]) for function in functions):
            return None
        if not joint:
            examination.keep(session)
    trials = {GENERAL.name: general}
    for name, answered in edges.items():
        asked = questions.cases[name]
        trials[name] = Trial(asked.drawn, asked.truth, answered)
    reading = read_crowd(questions.assignment, pair.forward, crowd, general.drawn, answers)
    return Sitting(trials, judged, reading, joint)


def try_apart(examination: Examination, questions: Questions) -> dict[str, Trial]:
    """Every case in a process of its own."""
    return {
        name: examination.try_twice(questions.pair, asked.drawn, asked.truth)
        if asked is questions.general
        else examination.try_once(questions.pair, asked.drawn, asked.truth)
        for name, asked in questions.cases.items()
    }


def _ask_first(examination: Examination, session: Session, questions: Questions) -> Answers | None:
    """The general case by itself: what fails here is found within its own limits."""
    pair, drawn = questions.pair, questions.general.drawn
    forward = examination.call(session, pair.forward, drawn, {})
    if forward.problem is not None or pair.backward is None:
        return None if forward.problem is not None else {pair.forward.name: forward}
    backward = examination.call(session, pair.backward, drawn, forward.values)
    return None if backward.problem is not None else {pair.forward.name: forward, pair.backward.name: backward}


def _ask_rest(
    examination: Examination, session: Session, questions: Questions, crowd: Crowd
) -> tuple[Answers, dict[str, Answers], list[Answer]] | None:
    """All other calls of forward in random order, then all of backward."""
    pair, cases = questions.pair, list(questions.cases.values())
    points = [questions.general.drawn.arguments, *crowd.points]
    rng = stream(questions.seed, f"{pair.forward.name}/order")
    again, *others = examination.call_shuffled(session, pair.forward, points, rng=rng)
    edges = [list_arguments(pair.forward, asked.drawn, {}) for asked in cases[1:]]
    forwards = [again, *examination.call_many(session, pair.forward, edges)]
    if any(answer.problem is not None for answer in (*others, *forwards)):
        return None
    backwards = _ask_backward(examination, session, questions, forwards)
    if backwards is None:
        return None
    both = [
        {pair.forward.name: forward} | ({} if pair.backward is None else {pair.backward.name: backward})
        for forward, backward in zip(forwards, backwards, strict=False)
    ]
    names = list(questions.cases)
    return both[0], dict(zip(names[1:], both[1:], strict=True)), others


def _ask_backward(
    examination: Examination, session: Session, questions: Questions, forwards: Sequence[Answer]
) -> list[Answer] | None:
    pair: Pair = questions.pair
    if pair.backward is None:
        return [Answer()] * len(forwards)
    batches: list[list[Value]] = [
        list_arguments(pair.backward, asked.drawn, forward.values)
        for asked, forward in zip(questions.cases.values(), forwards, strict=True)
    ]
    answers = examination.call_many(session, pair.backward, batches)
    return None if any(answer.problem is not None for answer in answers) else answers


def _same(function: Function, first: Answer, second: Answer) -> bool:
    """Whether two answers agree to the last bit."""
    for result in function.judged:
        one, other = as_array(first.values[result.name]), as_array(second.values[result.name])
        if one is None or other is None or one.dtype != other.dtype or not np.array_equal(one, other, equal_nan=True):
            return False
    return True
