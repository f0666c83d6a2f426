"""Steps through time: states not carried, gradients not carried back, steps left out, weights of one step only."""

import ast
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from grader.judge.rewriting import Build, Edit, Names, named, site_of, tool, walk
from grader.judge.variations.alternative import Alternative, Words, slugify, vary

STEP, STEPS = "step__", "steps__"


def list_alternatives(names: Names) -> Iterator[Alternative]:
    for loop in names.function.body:
        if isinstance(loop, ast.For):
            states = _list_states(names, loop)
            groups = [[state] for state in states] + ([states] if len(states) > 1 else [])
            for group in groups:
                yield from _of_states(loop, group)
            yield from _of_order(loop)
            yield from _of_first_step(loop, states)
            yield from _of_weights(names, loop, states)


def _list_states(names: Names, loop: ast.For) -> list[str]:
    """What a step hands to the next: set before the loop, and read and set again in it."""
    body = [node for statement in loop.body for node in walk(statement)]
    before = {
        node.id
        for statement in names.function.body
        if statement.lineno < loop.lineno
        for node in walk(statement)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    } | set(names.arguments)
    loaded = {node.id for node in body if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    stored = {node.id for node in body if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    return sorted(before & loaded & stored)


def _of_states(loop: ast.For, states: list[str]) -> Iterator[Alternative]:
    words, are = " and ".join(f"`{state}`" for state in states), "are" if len(states) > 1 else "is"
    group = slugify(*states)
    kept = [ast.Assign([ast.Name(f"{state}__", ast.Store())], named(state)) for state in states]
    back = [ast.Assign([ast.Name(state, ast.Store())], named(f"{state}__")) for state in states]
    yield Alternative(
        f"{group}_not_carried",
        Words(
            f"{words} {are} not carried from step to step.",
            "Every step starts from the initial state again. Hand what a step returns on to the next one.",
        ),
        "forward",
        (Edit(site_of(loop), partial(_wrap, before=kept, start=back)),),
    )
    for slug, last, says in (
        ("", False, "Only the step before the first one receives a gradient from a later step."),
        ("_at_all", True, "The initial state receives none, either."),
    ):
        cut = [_cut(state, everywhere=last) for state in states]
        yield Alternative(
            f"{group}_gradient_not_carried{slug}",
            Words(
                f"The gradient of {words} is not carried back through time.",
                "A state is used twice: by the loss at its own step, and by the next step. What comes back from the "
                f"step after has to be added before going through this one. {says if last else ''}".strip(),
            ),
            "backward",
            (Edit(site_of(loop), partial(_wrap, before=[_start_counting()], start=cut, end=[_count()])),),
        )


def _of_order(loop: ast.For) -> Iterator[Alternative]:
    site = site_of(loop.iter)
    for slug, build, forward in (
        (
            "read_backwards",
            partial(_slice, slice=ast.Slice(None, None, ast.UnaryOp(ast.USub(), ast.Constant(1)))),
            Words("The sequence is read backwards.", "Begin with the first step."),
        ),
        (
            "first_step_skipped",
            partial(_slice, slice=ast.Slice(ast.Constant(1), None, None)),
            Words("The first step is skipped.", "Steps count from 0. Where does your loop begin?"),
        ),
        (
            "last_step_skipped",
            partial(_slice, slice=ast.Slice(None, ast.UnaryOp(ast.USub(), ast.Constant(1)), None)),
            Words("The last step is skipped.", "Where does your loop end?"),
        ),
    ):
        yield from vary(slug, {site: build}, forward=forward, backward=None)


def _of_first_step(loop: ast.For, states: Sequence[str]) -> Iterator[Alternative]:
    """A loop that begins at 1, into an array of zeros: the first step's result stays zero.

    A state in a name of its own is then the initial one; one that is kept in an array is zero.
    """
    appended = [
        call.args[0]
        for call in walk(loop)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "append"
    ]
    if not appended or not states:
        return
    emptied: Build = lambda node: tool("zero_at_first", node, named(STEP))  # noqa: E731 - a small Build
    kept = [ast.Assign([ast.Name(f"{state}__", ast.Store())], named(state)) for state in states]
    for slug, start, after, then in (
        ("first_step_left_at_zero", kept, _hand_on_what_came, "the second begins with the initial state"),
        ("first_step_and_state_left_at_zero", [], _empty_state, "the second begins with zeros"),
    ):
        back = [ast.Assign([ast.Name(state, ast.Store())], after(state)) for state in states]
        yield Alternative(
            slug,
            Words(
                f"The first step is skipped: its result stays zero, and {then}.",
                "Steps count from 0. Where does your loop begin?",
            ),
            "forward",
            (
                *(Edit(site_of(node), emptied) for node in appended),
                Edit(site_of(loop), partial(_wrap, before=[_start_counting()], start=start, end=[*back, _count()])),
            ),
        )


def _hand_on_what_came(state: str) -> ast.expr:
    return tool("after_first", named(f"{state}__"), named(state), named(STEP))


def _empty_state(state: str) -> ast.expr:
    return tool("zero_at_first", named(state), named(STEP))


def _of_weights(names: Names, loop: ast.For, states: Sequence[str]) -> Iterator[Alternative]:
    """Weights are shared by all steps, so their gradients are sums over all steps."""
    loads = {node.id for each in loop.body for node in walk(each) if isinstance(node, ast.Name)}
    weights = [name for name in names.arguments if name in loads and name not in states]
    if not weights:
        return
    counted = ast.Assign(
        [ast.Name(STEPS, ast.Store())], ast.Call(named("len"), [ast.Call(named("list"), [loop.iter], [])], [])
    )
    groups = [weights, *([weight] for weight in weights if len(weights) > 1)]
    for group in groups:
        which = "" if group is weights else f" of `{group[0]}`"
        for slug, place, says in (
            ("first", ast.Constant(0), "first"),
            ("last", ast.BinOp(named(STEPS), ast.Sub(), ast.Constant(1)), "last"),
        ):
            keep = [ast.Assign([ast.Name(f"{weight}__", ast.Store())], named(weight)) for weight in group]
            here = ast.Compare(named(STEP), [ast.Eq()], [place])
            chosen = [_choose(weight, here) for weight in group]
            yield Alternative(
                slugify("gradient_of_the", slug, "step_only", "" if group is weights else group[0]),
                Words(
                    f"The weights' gradients{which} are those of the {says} step only.",
                    "All steps share the weights, so their gradients are added: `dW += ...`, not `dW = ...`.",
                ),
                "backward",
                (
                    Edit(
                        site_of(loop),
                        partial(_wrap, before=[counted, _start_counting(), *keep], start=chosen, end=[_count()]),
                    ),
                ),
            )


def _cut(state: str, *, everywhere: bool) -> ast.stmt:
    step = ast.Constant(1) if everywhere else named(STEP)
    return ast.Assign([ast.Name(state, ast.Store())], tool("detach_after_first", named(state), step))


def _choose(weight: str, here: ast.expr) -> ast.stmt:
    return ast.Assign([ast.Name(weight, ast.Store())], tool("at_step", named(f"{weight}__"), here=here))


def _start_counting() -> ast.stmt:
    return ast.Assign([ast.Name(STEP, ast.Store())], ast.Constant(0))


def _count() -> ast.stmt:
    return ast.AugAssign(ast.Name(STEP, ast.Store()), ast.Add(), ast.Constant(1))


def _wrap(
    loop: Any, *, before: Sequence[ast.stmt], start: Sequence[ast.stmt], end: Sequence[ast.stmt] = ()
) -> list[ast.stmt]:
    """Statements before the loop, at the start of its body and at the end of it."""
    loops = loop if isinstance(loop, list) else [loop]
    inner = loops[-1]
    inner.body = [*start, *inner.body, *end]
    return [*before, *loops]


def _slice(node: ast.expr, *, slice: ast.expr) -> ast.expr:  # noqa: A002 - ast's own word
    build: Build = lambda iterated: ast.Call(named("list"), [iterated], [])  # noqa: E731
    return ast.Subscript(build(node), slice, ast.Load())
