"""What a rewritten reference is made of: values of one expression with the gradient of another.

A variation of the reference computes something wrong, forward, backward, or both. Autograd does the rest: a backward
mistake is a forward pass with the right values and another graph behind them. Every function here takes torch tensors
and is called from rewritten source only.
"""

from collections.abc import Callable, Sequence
from typing import Any

Tensor = Any

__all__ = [
    "after_first",
    "at_step",
    "detach_after_first",
    "disturbed",
    "each_with_gradient_of",
    "interleave",
    "passing_back_transposed",
    "product_with",
    "reorder",
    "slope",
    "softmax_over",
    "softmax_slope",
    "straight",
    "weighing",
    "weighted_by",
    "zero_at_first",
]


def straight(value: Tensor, gradient: Tensor) -> Tensor:
    """The values of one tensor with the gradient of another; exact, because what is added is zero."""
    return _ensure_alike(value, gradient).detach() + (gradient - gradient.detach())


def slope(argument: Tensor, value: Tensor, kind: str) -> Tensor:
    """An activation's value with a wrong derivative, by its name in ``_FACTORS`` or ``_OF_GRADIENT``."""
    if kind in _OF_GRADIENT:
        passed = argument * 1.0
        if passed.requires_grad:
            passed.register_hook(_OF_GRADIENT[kind])
        return value.detach() + (passed - passed.detach())
    return value.detach() + (argument - argument.detach()) * _FACTORS[kind](argument, value).detach()


def product_with(left: Tensor, right: Tensor, *, for_left: Tensor, for_right: Tensor) -> Tensor:
    """``left * right`` whose gradients are built with other factors than ``right`` and ``left``."""
    _ensure_alike(for_left, right)
    _ensure_alike(for_right, left)
    return straight(left * right, left * for_left.detach() + right * for_right.detach())


def weighted_by(state: Tensor, weight: Tensor, other: Tensor) -> Tensor:
    """``state @ weight`` whose weight gradient is built with another state."""
    _ensure_alike(other, state)
    return straight(state @ weight, state @ weight.detach() + other.detach() @ weight)


def weighing(weight: Tensor, state: Tensor, other: Tensor) -> Tensor:
    """``weight @ state`` whose weight gradient is built with another state."""
    _ensure_alike(other, state)
    return straight(weight @ state, weight.detach() @ state + weight @ other.detach())


def passing_back_transposed(left: Tensor, right: Tensor, *, is_left: bool) -> Tensor:
    """``left @ right`` whose gradient goes back through the weight as it is, not through its transpose."""
    if is_left:
        return straight(left @ right, left @ right.detach() + left.detach().T @ right)
    return straight(left @ right, left.detach() @ right + left @ right.detach().T)


def softmax_slope(scores: Tensor, value: Tensor, kind: str) -> Tensor:
    """A softmax's values with part of its derivative: ``diagonal`` is ``p (1 - p)``, ``first_term`` is ``p``."""
    fixed = value.detach()
    return straight(value, scores * (fixed * (1 - fixed) if kind == "diagonal" else fixed))


def softmax_over(scores: Tensor, axis: int | None, *, is_log: bool) -> Tensor:
    """Over another axis; None: over all of them at once."""
    flat = scores.flatten() if axis is None else scores
    logs = flat.log_softmax(0 if axis is None else axis)
    return (logs if is_log else logs.exp()).reshape(scores.shape)


def disturbed(value: Tensor) -> Tensor:
    """A value through which the gradient does not pass unharmed: every entry is multiplied by another number."""
    if not getattr(value, "requires_grad", False):
        return value
    passed = value * 1.0
    passed.register_hook(_disturb)
    return passed


def _disturb(gradient: Tensor) -> Tensor:
    numbers = gradient.new_ones(gradient.shape).flatten().cumsum(0).reshape(gradient.shape)
    return gradient * (1.5 + 0.25 * (2.39996 * numbers).sin())


def reorder(parts: Sequence[Tensor], order: Sequence[int]) -> tuple[Tensor, ...]:
    return tuple(parts[place] for place in order)


def each_with_gradient_of(parts: Sequence[Tensor], order: Sequence[int]) -> tuple[Tensor, ...]:
    """The parts as they are, the gradient of each sent to another one."""
    return tuple(straight(part, parts[place]) for part, place in zip(parts, order, strict=True))


def interleave(parts: Sequence[Tensor]) -> tuple[Tensor, ...]:
    """The last axis read as if the columns of all gates took turns."""
    joined = _concatenate(parts)
    return tuple(joined[..., start :: len(parts)] for start in range(len(parts)))


def detach_after_first(state: Tensor, step: int) -> Tensor:
    return state if step == 0 else state.detach()


def after_first(before: Tensor, after: Tensor, step: int) -> Tensor:
    """The state that a loop without its first step hands on."""
    return before if step == 0 else after


def zero_at_first(value: Tensor, step: int) -> Tensor:
    return value * 0.0 if step == 0 else value


def at_step(weight: Tensor, *, here: bool) -> Tensor:
    return weight if here else weight.detach()


def _concatenate(parts: Sequence[Tensor]) -> Tensor:
    # Without importing torch here: the judge imports it on first use only.
    width = parts[0].shape[-1]
    joined = parts[0].new_zeros((*parts[0].shape[:-1], width * len(parts)))
    for number, part in enumerate(parts):
        joined[..., number * width : (number + 1) * width] = part
    return joined


def _ensure_alike(one: Tensor, other: Tensor) -> Tensor:
    """Broadcasting would turn a variation that nobody can write into one that looks like something."""
    if one.shape != other.shape:
        raise ValueError(f"{tuple(one.shape)} is not {tuple(other.shape)}")
    return one


_OF_GRADIENT: dict[str, Callable[[Tensor], Tensor]] = {
    "gradient": lambda gradient: gradient * (1 - gradient**2),
    "gradient_alone": lambda gradient: 1 - gradient**2,
}
_Factor = Callable[[Tensor, Tensor], Tensor]
_FACTORS: dict[str, _Factor] = {
    "twice_tanh": lambda argument, value: 1 - value.tanh() ** 2,
    "twice_sigmoid": lambda argument, value: value.sigmoid() * (1 - value.sigmoid()),
    "own": lambda argument, value: value,
    "tanh": lambda argument, value: 1 - value**2,
    "sigmoid": lambda argument, value: value * (1 - value),
    "input_tanh": lambda argument, value: 1 - argument**2,
    "input_sigmoid": lambda argument, value: argument * (1 - argument),
    "complement": lambda argument, value: 1 - value,
    "square": lambda argument, value: value**2,
}
