"""What the checks of one pair of functions decide from, gathered once: trials, judgements, agreement of gradients."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from grader.judge.agreement import agree, locate
from grader.judge.declaration import GENERAL, Assignment, Function, Pair, Result
from grader.judge.gradients import Agreement, Direction, Slope
from grader.judge.inputs import draw, stream
from grader.judge.judgements import Judgement, Judgements, follow_through, judge_answer
from grader.judge.oracle import solve
from grader.judge.trials import Examination, Trial


@dataclass(frozen=True)
class CaseEvidence:
    """One case of a pair: judgements by function and result; agreement with numerical gradients by result."""

    trial: Trial
    judgements: Mapping[str, Judgements]
    again: Mapping[str, Judgements] = field(default_factory=dict)
    agreements: Mapping[str, Agreement] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Evidence:
    assignment: Assignment
    pair: Pair
    cases: Mapping[str, CaseEvidence]

    @property
    def general(self) -> CaseEvidence:
        return self.cases[GENERAL.name]

    def weigh(self, *judgements: Judgement) -> float:
        """The share that a result earns which has to be right in all of these ways."""
        if not all(judgement.right for judgement in judgements):
            return 0.0
        return self.assignment.follow_through if any(each.follow_through for each in judgements) else 1.0


def gather(examination: Examination, pair: Pair, *, seed: int) -> Evidence:
    """Try every case; then measure numerical gradients, and let wrong forward passes earn follow-through marks."""
    assignment = examination.assignment
    cases = {}
    for case in (GENERAL, *assignment.edges):
        drawn = draw(assignment, pair, case=case, seed=seed)
        trial = examination.try_case(pair, drawn, solve(assignment, pair, drawn), twice=case is GENERAL)
        cases[case.name] = _judge(assignment, pair, trial)
    if pair.backward is not None:
        for name, evidence in cases.items():
            followed = cases[GENERAL.name].judgements[pair.backward.name]
            wanted = _worth_measuring(pair, pair.backward, evidence, followed)
            if wanted:
                cases[name] = _measure(examination, pair, pair.backward, evidence, wanted, seed=seed)
    return Evidence(assignment=assignment, pair=pair, cases=cases)


def _judge(assignment: Assignment, pair: Pair, trial: Trial) -> CaseEvidence:
    functions = [function for function in (pair.forward, pair.backward) if function is not None]
    judged = {each.name: judge_answer(assignment, each, trial, trial.answers[each.name]) for each in functions}
    again = {
        each.name: judge_answer(assignment, each, trial, trial.again[each.name])
        for each in functions
        if each.name in trial.again
    }
    return CaseEvidence(trial=trial, judgements=judged, again=again)


def _worth_measuring(pair: Pair, backward: Function, evidence: CaseEvidence, followed: Judgements) -> list[Result]:
    """In the general case all gradients that came back; at an edge only those a wrong forward pass left to follow."""
    judged = evidence.judgements[backward.name]
    present = [result for result in backward.judged if judged[result.name].comparable]
    if evidence.trial.drawn.case is GENERAL:
        return present
    return [result for result in present if _is_wrong(pair, evidence) and followed[result.name].follow_through]


def _is_wrong(pair: Pair, evidence: CaseEvidence) -> bool:
    return not all(judgement.right for judgement in evidence.judgements[pair.forward.name].values())


def _measure(
    examination: Examination,
    pair: Pair,
    backward: Function,
    evidence: CaseEvidence,
    wanted: Sequence[Result],
    *,
    seed: int,
) -> CaseEvidence:
    assignment, trial = examination.assignment, evidence.trial
    judged = dict(evidence.judgements[backward.name])

    def measure(directions: Sequence[Direction], step: float) -> Sequence[Slope]:
        return examination.measure(pair, trial.drawn, directions, step=step)

    rng = stream(seed, f"{pair.forward.name}/{trial.drawn.case.name}/directions")
    agreements = agree(assignment, backward, trial, judged, wanted, measure=measure, rng=rng)
    places = {}
    if _is_wrong(pair, evidence) and assignment.follow_through > 0:
        for result in wanted:
            agreement = agreements[result.name]
            judged[result.name] = follow_through(
                judged[result.name], agreement, result=result, forward=pair.forward.name
            )
    differing = [result for result in wanted if agreements[result.name].verdict == "differs"]
    if differing and trial.drawn.case is GENERAL:
        # One gradient is located entry by entry, to explain a failure; all of them would cost more than they teach.
        places = {differing[0].name: locate(assignment, trial, judged, differing[0], measure=measure)}
    judgements = {**evidence.judgements, backward.name: judged}
    return replace(evidence, judgements=judgements, agreements=agreements, places=places)
