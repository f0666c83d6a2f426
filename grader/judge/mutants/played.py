"""A variation of the reference in the place of a student: what it returns in every case, and its slopes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from grader.judge import variations
from grader.judge.answers import Answer
from grader.judge.declaration import GENERAL, Function, Pair
from grader.judge.gradients import Direction, Point, Slope
from grader.judge.inputs import Draw
from grader.judge.oracle import Key, Outputs
from grader.judge.probing import Reading
from grader.judge.problems import Problem
from grader.judge.questions import Asked, Questions
from grader.judge.sizes import shape_values
from grader.judge.tried import Measured, Trial
from grader.judge.variations import Variation

_UNCHANGED = Variation("unchanged", ())
Memory = dict[tuple[object, ...], Outputs]


@dataclass(frozen=True)
class Played:
    """``reference``: the rewritten one, None if it stays as it is; ``outputs`` by case, empty where it fails.

    ``memory`` holds who first had these values of a forward pass: its gradients are the true ones, which are not told
    from measured ones but by rounding, and cost nothing. (Variations that differ in their gradient alone come later.)
    """

    questions: Questions
    variation: Variation
    reference: Any
    outputs: Mapping[str, Outputs]
    memory: Memory

    def measure(self, pair: Pair, drawn: Draw, directions: Sequence[Direction], *, step: float) -> Measured:
        """Slopes of the variation's own forward pass, as if measured."""
        first = self.memory[_forward_key(self.questions, drawn.case.name, self.outputs[drawn.case.name])]
        backward = pair.backward
        gradients = {result.of: first[backward.name, result.name] for result in backward.judged} if backward else {}
        slopes = [Slope(float(np.vdot(gradients[each.argument], each.vector)), 0.0) for each in directions]
        return Measured(slopes, Reading([]))

    def measure_jointly(self, pair: Pair, drawn: Draw, joint: Sequence[Point]) -> None:
        """Every argument by itself costs nothing here."""

    def trials(self) -> dict[str, Trial]:
        pair = self.questions.pair
        return {name: answer_with(pair, asked, self.outputs[name]) for name, asked in self.questions.cases.items()}

    def ask(self, function: Function, arguments: Sequence[Any]) -> Answer:
        """One call, as an author's own check makes it; a cache is what forward was called with."""
        pairs = self.questions.assignment.pairs
        pair = next(each for each in pairs if function in list_functions(each))
        given = dict(zip(function.names, arguments, strict=True))
        called = {} if function is pair.forward else _find_cache(function, given)
        upstream = {each.of: given[each.name] for each in function.arguments if each.kind == "upstream"}
        general = self.questions.general.drawn
        arrays = {each.name: {**called, **given}[each.name] for each in pair.forward.drawn}
        sizes = _read_sizes(pair.forward, arrays, general.sizes)
        ones = {result.name: np.ones(shape_values(result.shape, sizes)) for result in pair.forward.judged}
        drawn = replace(general, sizes=sizes, arguments=arrays, upstream={**ones, **upstream})
        is_own = pair is self.questions.pair
        variation, reference = (self.variation, self.reference) if is_own else (_UNCHANGED, None)
        outputs = variations.play_built(self.questions.assignment, pair, variation, reference, drawn)
        caches = {result.name: arrays for result in function.results if result.kind == "cache"}
        answer = _answer(function, outputs)
        return replace(answer, values={**answer.values, **caches}) if answer.values else answer


def play(questions: Questions, variation: Variation, memory: Memory) -> Played:
    """Let a variation answer every case."""
    assignment, pair = questions.assignment, questions.pair
    try:
        reference = variations.build(assignment, pair, variation)
    except Exception:  # noqa: BLE001 - many a rewritten reference cannot even be compiled
        return Played(questions, variation, None, {}, memory)
    outputs = {
        name: variations.play_built(assignment, pair, variation, reference, asked.drawn)
        for name, asked in questions.cases.items()
    }
    return _remember(Played(questions, variation, reference, outputs, memory))


def play_reference(questions: Questions, memory: Memory) -> Played:
    """Let the reference itself answer every case."""
    outputs = {name: right_outputs(questions.pair, asked) for name, asked in questions.cases.items()}
    return _remember(Played(questions, _UNCHANGED, None, outputs, memory))


def _remember(played: Played) -> Played:
    for name, outputs in played.outputs.items():
        if outputs:
            played.memory.setdefault(_forward_key(played.questions, name, outputs), outputs)
    return played


def _forward_key(questions: Questions, case: str, outputs: Outputs) -> tuple[object, ...]:
    forward = questions.pair.forward
    values = np.concatenate([outputs[forward.name, result.name].ravel() for result in forward.judged])
    return (questions.seed, case, values.tobytes())


def right_outputs(pair: Pair, asked: Asked) -> dict[Key, Any]:
    return {
        (function.name, result.name): asked.truth.of(result)
        for function in list_functions(pair)
        for result in function.judged
    }


def answer_with(pair: Pair, asked: Asked, outputs: Outputs) -> Trial:
    """A trial of whoever returns these; nothing at all means that the program failed."""
    answers = {function.name: _answer(function, outputs) for function in list_functions(pair)}
    return Trial(asked.drawn, asked.truth, answers, answers if asked.drawn.case is GENERAL else {})


def list_functions(pair: Pair) -> list[Function]:
    return [each for each in (pair.forward, pair.backward) if each is not None]


def _answer(function: Function, outputs: Outputs) -> Answer:
    values = {result.name: outputs[function.name, result.name] for result in function.judged} if outputs else {}
    return Answer(values) if values else Answer(problem=Problem("RTE", f"`{function.name}` fails here."))


def _find_cache(function: Function, given: Mapping[str, Any]) -> Mapping[str, Any]:
    """The arguments of the forward call that a backward call belongs to."""
    caches = [given[each.name] for each in function.arguments if each.kind == "cache"]
    return caches[0] if caches and isinstance(caches[0], dict) else {}


def _read_sizes(function: Function, arrays: Mapping[str, Any], otherwise: Mapping[str, int]) -> dict[str, int]:
    """What the sizes are in a call, by the axes that are declared as one size alone."""
    sizes = dict(otherwise)
    for argument in function.drawn:
        shape = np.shape(arrays[argument.name])
        for declared, actual in zip(argument.shape, shape, strict=False):
            if declared.text in sizes:
                sizes[declared.text] = actual
    return sizes
