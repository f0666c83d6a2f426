"""What needs no look at the reference's source: upstream gradients ignored, sums that are means, results mixed up."""

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import permutations

import numpy as np

from grader.judge.blocks import find_gates
from grader.judge.declaration import Assignment, Pair, Result
from grader.judge.inputs import Array, Draw
from grader.judge.variations.alternative import Alternative, Named, Words, slugify

Called = Mapping[int, tuple[str, ...]]  # what so many gates are called


def list_alternatives(assignment: Assignment, pair: Pair, called: Called) -> Iterator[Alternative]:
    if pair.backward is not None:
        yield from _copied(pair.backward.judged, called)
        yield from _of_upstream(pair)
        yield from _of_the_batch(assignment, pair.backward.judged)
        yield from _over_time(pair.backward.judged)


def _of_upstream(pair: Pair) -> Iterator[Alternative]:
    assert pair.backward is not None  # noqa: S101 - for the type checker
    upstream = {each.of: each.name for each in pair.backward.arguments if each.kind == "upstream"}
    for of, name in upstream.items():
        if len(upstream) > 1:
            yield _with_upstream(
                slugify(name, "ignored"),
                Words(
                    f"The upstream gradient `{name}` is ignored.",
                    f"`{name}` arrives at `{of}` and goes back from there; it is added to what comes by other ways.",
                ),
                partial(_replace, names=(of,), by=0.0),
            )
        yield _with_upstream(
            slugify(name, "taken_as_ones"),
            Words(
                f"The upstream gradient `{name}` is taken as ones.",
                f"Backward begins with what arrives, `{name}`: the loss comes later, and may be anything.",
            ),
            partial(_replace, names=(of,), by=1.0),
        )
        yield from _one_step_of(name, pair.forward.result(of))
        yield from _of_values(pair, name, of)
    if len(upstream) > 1:
        yield _with_upstream(
            "seeded_with_ones",
            Words(
                "The gradients that arrive are ignored, and ones are used instead.",
                f"Backward begins with {', '.join(f'`{name}`' for name in upstream.values())}.",
            ),
            partial(_replace, names=tuple(upstream), by=1.0),
        )


def _of_values(pair: Pair, name: str, of: str) -> Iterator[Alternative]:
    """A value of the same shape where the upstream gradient belongs."""
    for argument in pair.forward.differentiable:
        if len(argument.shape) > 1 and argument.shape == pair.forward.result(of).shape:
            yield _with_upstream(
                slugify(argument.name, "in_place_of", name),
                Words(
                    f"`{argument.name}` is added where the upstream gradient `{name}` belongs.",
                    f"What arrives going back at `{of}` is `{name}`, a gradient; `{argument.name}` is a value.",
                ),
                partial(_take_argument, of=of, argument=argument.name),
            )


def _one_step_of(name: str, result: Result) -> Iterator[Alternative]:
    timed = [axis for axis, size in enumerate(result.shape) if size.is_time]
    for axis in timed[:1]:
        for place, says in ((-1, "last"), (0, "first")):
            yield _with_upstream(
                slugify("only_the", says, "step_of", name),
                Words(
                    f"Only the {says} step of `{name}` is used.",
                    "The loss sees every step's state, so a gradient arrives at every step.",
                ),
                partial(_only_step, of=result.name, axis=axis, place=place),
            )


def _of_the_batch(assignment: Assignment, results: tuple[Result, ...]) -> Iterator[Alternative]:
    shared = [each for each in results if not any(assignment.batch in size.names for size in each.shape)]
    biases = [each for each in shared if len(each.shape) == 1]
    for slug, group, what in (("biases", biases, "bias"), ("weights", shared, "weight and bias")):
        if len(group) > 1 or (slug == "biases" and group):
            yield Alternative(
                slugify("mean_over_the_batch_for", slug),
                Words(
                    f"The {what} gradients are averaged over the batch.",
                    "The loss sums over the examples, so gradients of what all examples share are sums: use `sum`.",
                ),
                "backward",
                finish=partial(_divide, names=tuple(each.of for each in group), by=assignment.batch),
            )


def _copied(results: tuple[Result, ...], called: Called) -> Iterator[Alternative]:
    """One gate's bias gradient written at the place of another's."""
    for each in results:
        parting = find_gates(each.shape)
        if parting is None or len(each.shape) != 1 or parting.count not in called:
            continue
        gates = called[parting.count]
        for place, source in permutations(range(parting.count), 2):
            yield Alternative(
                slugify(each.name, gates[place], "copied_from", gates[source]),
                Words(
                    f"In the bias gradient `{each.name}`, gate {gates[place]} has a copy of gate {gates[source]}'s.",
                    f"Each gate has a bias gradient of its own, in the order {', '.join(gates)}.",
                ),
                "backward",
                finish=partial(_copy, name=each.of, place=place, source=source, count=parting.count),
            )


def _over_time(results: tuple[Result, ...]) -> Iterator[Alternative]:
    timed = [each for each in results if any(size.is_time for size in each.shape)]
    shared = tuple(each.of for each in results if each not in timed)
    for each in timed:
        axis = next(at for at, size in enumerate(each.shape) if size.is_time)
        yield Alternative(
            slugify(each.name, "added_to_every_step"),
            Words(
                f"Each step's part of `{each.name}` is added to every step.",
                f"`{each.name} += ...` broadcasts over all steps. Put each step's part in its own place, `[:, t]`.",
            ),
            "backward",
            finish=partial(_spread, name=each.of, axis=axis),
        )
        yield Alternative(
            slugify(each.name, "in_reverse"),
            Words(
                f"The steps of `{each.name}` are in reverse order.",
                "Going back, steps come last to first. Put each in its own place instead of appending it.",
            ),
            "backward",
            finish=partial(_flip, name=each.of, axis=axis),
        )
    if timed and shared:
        yield Alternative(
            "averaged_over_steps",
            Words(
                "The weights' gradients are averaged over the steps.",
                "All steps share the weights, so the gradients of all steps are added, not averaged.",
            ),
            "backward",
            finish=partial(_divide, names=shared, by=next(size.text for size in timed[0].shape if size.is_time)),
        )


def _with_upstream(slug: str, words: Words, change: "partial[dict[str, Array]]") -> Alternative:
    return Alternative(slug, words, "backward", upstream=change)


def _replace(upstream: Named, drawn: Draw, *, names: tuple[str, ...], by: float) -> dict[str, Array]:
    return {name: np.full_like(value, by) if name in names else value for name, value in upstream.items()}


def _take_argument(upstream: Named, drawn: Draw, *, of: str, argument: str) -> dict[str, Array]:
    return {**upstream, of: drawn.arguments[argument]}


def _only_step(upstream: Named, drawn: Draw, *, of: str, axis: int, place: int) -> dict[str, Array]:
    kept = np.zeros_like(upstream[of])
    index = tuple(place if at == axis else slice(None) for at in range(kept.ndim))
    kept[index] = upstream[of][index]
    return {**upstream, of: kept}


def _divide(gradients: Named, drawn: Draw, *, names: tuple[str, ...], by: str) -> dict[str, Array]:
    return {name: value / drawn.sizes[by] if name in names else value for name, value in gradients.items()}


def _spread(gradients: Named, drawn: Draw, *, name: str, axis: int) -> dict[str, Array]:
    whole: Mapping[str, Array] = gradients
    value = whole[name]
    return {**whole, name: np.broadcast_to(value.sum(axis=axis, keepdims=True), value.shape).copy()}


def _flip(gradients: Named, drawn: Draw, *, name: str, axis: int) -> dict[str, Array]:
    return {**gradients, name: np.flip(gradients[name], axis=axis).copy()}


def _copy(gradients: Named, drawn: Draw, *, name: str, place: int, source: int, count: int) -> dict[str, Array]:
    blocks = np.split(gradients[name], count)
    blocks[place] = blocks[source]
    return {**gradients, name: np.concatenate(blocks)}
