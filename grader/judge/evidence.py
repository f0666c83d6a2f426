"""What the checks of one pair of functions decide from, gathered once: trials, judgements, agreement of gradients."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from grader.judge.agreement import agree, locate
from grader.judge.declaration import GENERAL, Assignment, Function, Pair, Result
from grader.judge.gradients import Agreement, Direction, Slope
from grader.judge.inputs import draw, stream
from grader.judge.judgements import Judgement, Judgements, follow_through, judge_answer
from grader.judge.oracle import solve
from grader.judge.own_checks import run_own_checks
from grader.judge.problems import Problem
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
    own: Mapping[str, Problem | None]

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
        truth = solve(assignment, pair, drawn)
        trial = (
            examination.try_twice(pair, drawn, truth) if case is GENERAL else examination.try_once(pair, drawn, truth)
        )
        cases[case.name] = _judge(assignment, pair, trial)
    if pair.backward is not None:
        wrong = not all(each.right for each in cases[GENERAL.name].judgements[pair.forward.name].values())
        for name, evidence in cases.items():
            wanted = _worth_measuring(pair.backward, evidence, cases[GENERAL.name])
            if wanted:
                measure = _Measurement(examination, pair, pair.backward, evidence.trial, seed)
                cases[name] = measure.apply(evidence, wanted, forward_is_wrong=wrong)
    own = run_own_checks(examination, pair, seed=seed)
    return Evidence(assignment=assignment, pair=pair, cases=cases, own=own)


def _judge(assignment: Assignment, pair: Pair, trial: Trial) -> CaseEvidence:
    functions = [function for function in (pair.forward, pair.backward) if function is not None]
    judged = {each.name: judge_answer(assignment, each, trial, trial.answers[each.name]) for each in functions}
    again = {
        each.name: judge_answer(assignment, each, trial, trial.again[each.name])
        for each in functions
        if each.name in trial.again
    }
    return CaseEvidence(trial=trial, judgements=judged, again=again)


def _worth_measuring(backward: Function, evidence: CaseEvidence, general: CaseEvidence) -> list[Result]:
    """In the general case all gradients that came back; at an edge the wrong ones that follow through in general."""
    judged, followed = evidence.judgements[backward.name], general.judgements[backward.name]
    present = [result for result in backward.judged if judged[result.name].comparable]
    if evidence is general:
        return present
    return [each for each in present if followed[each.name].follow_through and not judged[each.name].right]


@dataclass(frozen=True)
class _Measurement:
    """Numerical gradients of one case."""

    examination: Examination
    pair: Pair
    backward: Function
    trial: Trial
    seed: int

    def slopes(self, directions: Sequence[Direction], step: float) -> Sequence[Slope]:
        return self.examination.measure(self.pair, self.trial.drawn, directions, step=step)

    def apply(self, evidence: CaseEvidence, wanted: Sequence[Result], *, forward_is_wrong: bool) -> CaseEvidence:
        """Add what was measured to the evidence, and let a wrong forward pass's true gradients count as right."""
        assignment, trial, case = self.examination.assignment, self.trial, self.trial.drawn.case
        judged = dict(evidence.judgements[self.backward.name])
        rng = stream(self.seed, f"{self.pair.forward.name}/{case.name}/directions")
        agreements = agree(assignment, self.backward, trial, judged, wanted, measure=self.slopes, rng=rng)
        if forward_is_wrong and assignment.follow_through > 0:
            for result in wanted:
                judged[result.name] = follow_through(
                    judged[result.name],
                    agreements[result.name],
                    result=result,
                    forward=self.pair.forward.name,
                    at_an_edge=case is not GENERAL,
                )
        places = {}
        differing = [result for result in wanted if agreements[result.name].verdict == "differs"]
        if differing and case is GENERAL:
            # One gradient is located entry by entry, to explain a failure; all would cost more than they teach.
            places = {differing[0].name: locate(assignment, trial, judged, differing[0], measure=self.slopes)}
        judgements = {**evidence.judgements, self.backward.name: judged}
        return replace(evidence, judgements=judgements, agreements=agreements, places=places)
