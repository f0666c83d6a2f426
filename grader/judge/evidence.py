"""What the checks of one pair of functions decide from, gathered once: trials, judgements, agreement of gradients."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from grader.judge.accepted import Accepted, find_accepted, note
from grader.judge.agreement import agree, agree_together, locate
from grader.judge.comparison import as_declared
from grader.judge.declaration import GENERAL, Assignment, Function, Pair, Result
from grader.judge.gradients import POINTS_EACH, STEPS, Agreement, Direction, Point, Slope, read_slopes
from grader.judge.hoarding import find_hoarder
from grader.judge.inputs import Draw, stream
from grader.judge.judgements import Judgement, Judgements, follow_through, judge_answer, mark_strays
from grader.judge.layouts import find_layout
from grader.judge.library import Known, find_library
from grader.judge.memory import Footprint, measure
from grader.judge.own_checks import run_own_checks
from grader.judge.pieces import PIECES
from grader.judge.plausibility import confirms, find_slip, weigh_forward
from grader.judge.probe import ask_probe
from grader.judge.probing import Reading
from grader.judge.problems import Problem
from grader.judge.questions import Questions, choose_directions, choose_joint
from grader.judge.recognition import Recognition, recognise
from grader.judge.report import Diagnosis
from grader.judge.sitting import Sitting, sit, try_apart
from grader.judge.streaming import try_in_pieces
from grader.judge.trials import Examination
from grader.judge.tried import Measured, Trial


class Measures(Protocol):
    """What slopes of a forward pass are measured with: an examination, or whatever stands in for one."""

    def measure(self, pair: Pair, drawn: Draw, directions: Sequence[Direction], *, step: float) -> Measured: ...

    def measure_jointly(self, pair: Pair, drawn: Draw, joint: Sequence[Point]) -> Reading | None: ...


@dataclass(frozen=True)
class CaseEvidence:
    """One case of a pair: judgements by function and result; agreement with numerical gradients by result.

    ``strays``: forward results that were wrong at another input of the kind, where they were right at this one.
    """

    trial: Trial
    judgements: Mapping[str, Judgements]
    again: Mapping[str, Judgements] = field(default_factory=dict)
    agreements: Mapping[str, Agreement] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    strays: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Evidence:
    assignment: Assignment
    pair: Pair
    cases: Mapping[str, CaseEvidence]
    own: Mapping[str, Problem | None]
    recognition: Recognition | None = None
    memory: Footprint | None = None
    hoarder: Diagnosis | None = None
    accepted: Accepted | None = None
    layout: Diagnosis | None = None

    @property
    def general(self) -> CaseEvidence:
        return self.cases[GENERAL.name]

    def weigh(self, *judgements: Judgement) -> float:
        """The share that a result earns which has to be right in all of these ways."""
        if not all(judgement.right for judgement in judgements):
            return 0.0
        share = self.assignment.follow_through if any(each.follow_through for each in judgements) else 1.0
        return share * (self.accepted.share if self.accepted else 1.0)


def gather(examination: Examination, questions: Questions) -> Evidence:
    """Try every case; then measure numerical gradients, and let wrong forward passes earn follow-through marks."""
    assignment, pair = examination.assignment, questions.pair
    sitting = sit(examination, questions)
    trials = sitting.trials if sitting else try_apart(examination, questions)
    cases = judge_trials(questions, trials, sitting=sitting)
    recognition = _recognise(examination, pair, cases[GENERAL.name])
    may_follow: Mapping[str, bool] = {}
    accepted = None
    if sitting and forward_is_wrong(questions, cases):
        accepted = find_accepted(assignment, pair, trials, _find_slip(pair, cases[GENERAL.name], recognition))
    if sitting and accepted:
        cases = {name: _note(accepted, each) for name, each in judge_trials(questions, accepted.trials).items()}
        # What strays was said by the reference, and everything here is right in another way.
        sitting = replace(sitting, reading=replace(sitting.reading, strays={}))
    elif pair.backward is not None and forward_is_wrong(questions, cases):
        may_follow = _find_plausible(assignment, pair, cases[GENERAL.name], recognition)
    cases = measure_cases(questions, cases, measures=examination, may_follow=may_follow, sitting=sitting)
    examination.let_go()
    memory, hoarder = None, None
    if pair.forward.carrying:
        cases[PIECES] = _judge_in_pieces(examination, pair, seed=questions.seed)
        both = [cases[name].judgements[pair.forward.name] for name in (GENERAL.name, PIECES)]
        is_right = all(judgement.right for judgements in both for judgement in judgements.values())
        if pair.forward.constant_memory and is_right:
            memory = measure(examination, pair, seed=questions.seed)
            hoarder = find_hoarder(examination, pair, memory) if memory.grows else None
    own = run_own_checks(examination, pair, seed=questions.seed)
    layout = find_layout(examination, pair, trials[GENERAL.name])
    return Evidence(assignment, pair, cases, own, recognition, memory, hoarder, accepted, layout)


def _judge_in_pieces(examination: Examination, pair: Pair, *, seed: int) -> CaseEvidence:
    """The forward function piece by piece; the gradients of a piece are a matter of its own."""
    trial = try_in_pieces(examination, pair, seed=seed)
    answer = trial.answers[pair.forward.name]
    judged = judge_answer(examination.assignment, pair.forward, trial, answer)
    return CaseEvidence(trial, {pair.forward.name: judged})


def judge_trials(
    questions: Questions, trials: Mapping[str, Trial], *, sitting: Sitting | None = None
) -> dict[str, CaseEvidence]:
    """Every case's results, compared with the reference, but for what a sitting has compared already."""
    known = {GENERAL.name: sitting.judged} if sitting else {}
    return {name: _judge(questions, trial, known.get(name)) for name, trial in trials.items()}


def forward_is_wrong(questions: Questions, cases: Mapping[str, CaseEvidence]) -> bool:
    judgements = cases[GENERAL.name].judgements[questions.pair.forward.name]
    return not all(judgement.right for judgement in judgements.values())


def measure_cases(
    questions: Questions,
    cases: Mapping[str, CaseEvidence],
    *,
    measures: Measures,
    may_follow: Mapping[str, bool],
    sitting: Sitting | None = None,
) -> dict[str, CaseEvidence]:
    """Add what numerical gradients say; ``may_follow``: which gradients may earn follow-through marks."""
    measured, backward = dict(cases), questions.pair.backward
    if backward is None:
        return measured
    wrong = forward_is_wrong(questions, cases)
    for name, evidence in cases.items():
        wanted = _worth_measuring(backward, evidence, measured[GENERAL.name])
        if wanted:
            measurement = _Measurement(measures, questions, backward, evidence.trial, sitting)
            measured[name] = measurement.apply(evidence, wanted, forward_is_wrong=wrong, may_follow=may_follow)
    return measured


def _recognise(examination: Examination, pair: Pair, general: CaseEvidence) -> Recognition | None:
    """Ask the probe, if anything that came back in general is wrong; a right submission pays nothing."""
    judged = [judgement for judgements in general.judgements.values() for judgement in judgements.values()]
    if not any(judgement.value is not None and not judgement.right for judgement in judged):
        return None
    library = find_library(examination.assignment, pair)
    answers = ask_probe(examination, pair, library.drawn)
    values = {}
    for (name, result), declared in library.results.items():
        expected = library.truth.of(declared)
        array = as_declared(answers[name].values.get(result), expected.shape, declared.shape)
        if array is not None:
            values[name, result] = array
    return recognise(library, values)


def _find_slip(pair: Pair, general: CaseEvidence, recognition: Recognition | None) -> Known | None:
    judged = general.judgements[pair.forward.name]
    return find_slip(pair, recognition, [name for name, judgement in judged.items() if not judgement.right])


def _note(accepted: Accepted, case: CaseEvidence) -> CaseEvidence:
    name = case.trial.drawn.case.name
    noted = {function: note(accepted, judged, case=name) for function, judged in case.judgements.items()}
    return replace(case, judgements=noted)


def _find_plausible(
    assignment: Assignment, pair: Pair, general: CaseEvidence, recognition: Recognition | None
) -> Mapping[str, bool]:
    judged = general.judgements[pair.forward.name]
    slip = _find_slip(pair, general, recognition)
    # The probe alone proves nothing: the same mistake has to give these very results, too.
    one = slip is not None and confirms(pair, judged, slip.play(assignment, pair, general.trial.drawn))
    return weigh_forward(pair, general.trial, general.judgements, is_one_slip=one)


def _judge(questions: Questions, trial: Trial, known: Mapping[str, Judgements] | None) -> CaseEvidence:
    assignment, functions = questions.assignment, questions.pair.functions
    judged = known or {each.name: judge_answer(assignment, each, trial, trial.answers[each.name]) for each in functions}
    again = {
        each.name: judged[each.name]
        if trial.again[each.name] is trial.answers[each.name]
        else judge_answer(assignment, each, trial, trial.again[each.name])
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

    measures: Measures
    questions: Questions
    backward: Function
    trial: Trial
    sitting: Sitting | None
    strays: dict[str, float | None] = field(default_factory=dict)

    def slopes(self, directions: Sequence[Direction], step: float) -> Sequence[Slope]:
        """Slopes along the directions; what a sitting has already measured is not asked again."""
        drawn = self.trial.drawn
        if self.sitting is not None and not self.sitting.joint and drawn.case is GENERAL and step == STEPS[0]:
            places = {id(direction): place for place, direction in enumerate(self.questions.directions)}
            if all(id(direction) in places for direction in directions):
                found = self.sitting.reading.evaluations
                starts = [places[id(direction)] * POINTS_EACH for direction in directions]
                evaluations = [each for start in starts for each in found[start : start + POINTS_EACH]]
                return read_slopes(evaluations, drawn.arguments, directions, step=step)
        measured = self.measures.measure(self.questions.pair, drawn, directions, step=step)
        self.strays.update(measured.reading.strays)
        return measured.slopes

    def agree_jointly(self, judged: Judgements, wanted: Sequence[Result]) -> dict[str, Agreement] | None:
        """One agreement for all gradients, where they can be measured together and do agree.

        In general a sitting has done so if all are right. At an edge a tenth of the calls says the same.
        """
        drawn, questions = self.trial.drawn, self.questions
        if drawn.case is GENERAL:
            joint, reading = questions.joint, self.sitting.reading if self.sitting and self.sitting.joint else None
        else:
            rng = stream(questions.seed, f"{questions.pair.forward.name}/{drawn.case.name}/joint directions")
            joint = choose_joint(drawn, [result.of for result in wanted], rng, count=1)
            reading = self.measures.measure_jointly(questions.pair, drawn, joint)
        if reading is None:
            return None
        found = agree_together(
            questions.assignment, self.trial, judged, wanted, joint=joint, evaluations=reading.evaluations
        )
        return dict.fromkeys((result.name for result in wanted), found) if found.verdict == "agrees" else None

    def apply(
        self,
        evidence: CaseEvidence,
        wanted: Sequence[Result],
        *,
        forward_is_wrong: bool,
        may_follow: Mapping[str, bool],
    ) -> CaseEvidence:
        """Add what was measured to the evidence, and let a wrong forward pass's true gradients count as right."""
        assignment, trial, pair = self.questions.assignment, self.trial, self.questions.pair
        judged = dict(evidence.judgements[self.backward.name])
        general = trial.drawn.case is GENERAL
        agreements = self.agree_jointly(judged, wanted)
        if agreements is None:
            own = self.questions.directions
            directions = own if general else choose_directions(pair, trial.drawn, seed=self.questions.seed)
            agreements = agree(assignment, trial, judged, wanted, directions=directions, measure=self.slopes)
        if forward_is_wrong and assignment.follow_through > 0:
            for result in wanted:
                judged[result.name] = follow_through(
                    judged[result.name],
                    agreements[result.name],
                    result=result,
                    forward=pair.forward.name,
                    at_an_edge=not general,
                    is_plausible=may_follow.get(result.name, False),
                )
        differing = [result for result in wanted if agreements[result.name].verdict == "differs"]
        # Where the forward pass is the reference's, its gradients say where, and nothing needs measuring.
        located = differing if general and not forward_is_wrong else []
        places = {result.name: locate(assignment, trial, judged, result) for result in located}
        judgements = {**evidence.judgements, self.backward.name: judged}
        strays: dict[str, float | None] = {}
        if general:
            strays = self.strays | (dict(self.sitting.reading.strays) if self.sitting else {})
            again = evidence.again.get(pair.forward.name, {})
            if all(judgement.right for judgement in again.values()):  # otherwise the repeated call says it better
                judgements[pair.forward.name] = mark_strays(judgements[pair.forward.name], strays)
        return replace(evidence, judgements=judgements, agreements=agreements, places=places, strays=frozenset(strays))
