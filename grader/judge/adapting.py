"""Calls what a student wrote in its own form: a function that takes a dict, a class, a module of torch.

The judge knows functions with plain arguments and plain results only. This module turns such a call into the call that
the assignment declares, and what comes back into plain results. Its text is sent into the sandbox and runs beside the
submission, so it imports nothing of ours. A form is plain data; ``adapters`` writes it.
"""

import sys
from collections.abc import Callable
from typing import Any

KEPT = "kept"


class Mismatch(Exception):  # noqa: N818 - a word for the judge, which makes a sentence of it
    """What was returned is not what is asked; the message says what it is instead."""


class Kept:
    """What the forward call leaves for the backward call: the object, the inputs, everything returned, the sizes."""

    def __init__(self, cell: Any, arguments: dict[str, Any], values: dict[str, Any], sizes: dict[str, int]) -> None:
        self.cell = cell
        self.arguments = arguments
        self.values = values
        self.sizes = sizes


def build(forms: list[dict[str, Any]]) -> dict[str, Callable[..., Any]]:
    """The calls of all forms by name; each takes the submission first."""
    return {form["name"]: _bind(form) for form in forms}


def _bind(form: dict[str, Any]) -> Callable[..., Any]:
    run = {"forward": _forward, "backward": _backward, "embedded": _embedded, "autograd": _autograd}[form["kind"]]

    def call(submission: Any, *arguments: Any) -> Any:
        return run(form, submission, dict(zip(form["arguments"], arguments, strict=True)))

    return call


def _forward(form: dict[str, Any], submission: Any, named: dict[str, Any]) -> dict[str, Any]:
    sizes = {size: named[argument].shape[axis] for size, (argument, axis) in form["sizes"].items()}
    for name in form["watched"]:
        named[name].requires_grad_(True)
    # Students may write into what they are given, which torch allows in a copy only.
    given = {**named, **{name: named[name].clone() for name in form["watched"]}}
    cell, function = _find(form, submission, sizes, named)
    values = _spread(function(*_pack(form["takes"], given)), form["gives"])
    if not form["keeps"]:
        return values
    plain = {name: values[name] for name in form["returns"]}
    return {**plain, KEPT: Kept(cell, named, values, sizes)}


def _backward(form: dict[str, Any], submission: Any, named: dict[str, Any]) -> dict[str, Any]:
    kept = named.pop(KEPT, None)
    if kept is not None:
        named.update({name: kept.values[given] for name, given in form["from_kept"]})
    cell = kept.cell if kept is not None else None
    function = _look_up(submission, form["calls"]) if cell is None else getattr(cell, form["method"])
    returned = function(*_pack(form["takes"], named))
    values = _spread(returned, form["gives"]) if form["gives"] else {}
    values.update({name: _attribute(cell, path) for name, path in form["attributes"]})
    sizes = {size: named[argument].shape[axis] for size, (argument, axis) in form["sizes"].items()}
    if kept is not None:
        sizes.update(kept.sizes)
    for name, size in form["averaged"]:
        values[name] = _times(values[name], sizes[size])
    return values


def _embedded(form: dict[str, Any], submission: Any, named: dict[str, Any]) -> dict[str, Any]:
    """Gradients that the forward call has already returned."""
    return {name: named[KEPT].values[name] for name in form["returns"]}


def _autograd(form: dict[str, Any], submission: Any, named: dict[str, Any]) -> dict[str, Any]:
    """Gradients that torch finds through what the forward call returned."""
    torch = sys.modules["torch"]
    kept = named.pop(KEPT)
    leaves = [_leaf(kept, name, key) for name, key in form["leaves"]]
    followed = [leaf for leaf in leaves if leaf.requires_grad]
    reached = [(kept.values[name], named[upstream]) for name, upstream in form["outputs"]]
    reached = [(value, upstream) for value, upstream in reached if getattr(value, "requires_grad", False)]
    found: dict[int, Any] = {}
    if reached and followed:
        upstreams = [upstream.to(value.dtype).reshape(value.shape) for value, upstream in reached]
        given = torch.autograd.grad([value for value, _ in reached], followed, upstreams, allow_unused=True)
        found = {id(leaf): gradient for leaf, gradient in zip(followed, given, strict=True) if gradient is not None}
    gradients = [found[id(leaf)] if id(leaf) in found else torch.zeros_like(leaf) for leaf in leaves]
    return dict(zip(form["returns"], gradients, strict=True))


def _find(form: dict[str, Any], submission: Any, sizes: dict[str, int], named: dict[str, Any]) -> tuple[Any, Any]:
    """The object that is to be asked (None for a plain function), and the function."""
    if not form["class"]:
        return None, _look_up(submission, form["calls"])
    create = form["create"]
    if isinstance(create, dict):
        cell = _look_up(submission, form["class"])(**{key: sizes.get(size, size) for key, size in create.items()})
    else:
        cell = _look_up(submission, form["class"])(*[sizes.get(size, size) for size in create])
    if "torch" in sys.modules and hasattr(cell, "double"):
        cell = cell.double()
    weights = {key: named[name] for name, key in form["weights"]}
    if form["set_weights"] == "attributes":
        for key, value in weights.items():
            owner, _, last = key.rpartition(".")
            setattr(_attribute(cell, owner) if owner else cell, last, value)
    elif form["set_weights"] == "load_state_dict":
        cell.load_state_dict({key: value.detach() for key, value in weights.items()})
    elif weights:
        getattr(cell, form["set_weights"])(*weights.values())
    return cell, getattr(cell, form["method"])


def _look_up(submission: Any, path: str) -> Any:
    found = submission
    for part in path.split("."):
        found = getattr(found, part)
    return found


def _attribute(cell: Any, path: str) -> Any:
    """An attribute by its dotted path, None where there is none."""
    for part in path.split("."):
        cell = getattr(cell, part, None)
    return cell


def _leaf(kept: Kept, name: str, key: str) -> Any:
    """What to differentiate with respect to: an input, or a weight of the object."""
    return _attribute(kept.cell, key) if key else kept.arguments[name]


def _times(value: Any, factor: int) -> Any:
    return value * factor if hasattr(value, "shape") or isinstance(value, (int, float)) else value


def _pack(takes: list[Any], named: dict[str, Any]) -> list[Any]:
    """The arguments as the student's function takes them."""
    packed: list[Any] = []
    for _, kind, members in takes:
        if kind == "dict":
            packed.append({key: named[name] for key, name in members})
        elif kind in ("tuple", "list"):
            items = [named[name] for _, name in members]
            packed.append(tuple(items) if kind == "tuple" else items)
        else:
            packed.append(named[members[0][1]])
    return packed


def _spread(returned: Any, gives: list[Any]) -> dict[str, Any]:
    """Results by name out of what a student's function returned: by name, in order, or grouped. Raises Mismatch."""
    if len(gives) == 1 and gives[0][1] not in ("plain", "cache"):
        return _open(returned, gives[0])
    if type(returned) is dict:
        return _spread_names(returned, gives)
    items = list(returned) if isinstance(returned, (tuple, list)) else [returned]
    names = [name for _, _, members in gives for _, name in members]
    if len(items) == len(gives):
        values = {}
        for item, give in zip(items, gives, strict=True):
            values.update(_open(item, give))
        return values
    if len(items) == len(names):  # groups that were not grouped
        return dict(zip(names, items, strict=True))
    if len(items) > len(gives) and not any(kind == "cache" for _, kind, _ in gives):  # more than is asked does no harm
        return _spread(tuple(items[: len(gives)]), gives)
    asked = ", ".join(name for name, _, _ in gives)
    given = f"{len(items)} values" if len(items) != 1 else "a single value"
    raise Mismatch(f"{given}, and not the {len(gives)} that {'is' if len(gives) == 1 else 'are'} asked: {asked}")


def _spread_names(returned: dict[str, Any], gives: list[Any]) -> dict[str, Any]:
    values = {}
    for give in gives:
        name, _, members = give
        if name in returned:
            values.update(_open(returned[name], give))
        elif all(key in returned for key, _ in members):
            values.update({own: returned[key] for key, own in members})
        else:
            absent = ", ".join(key for key, _ in members if key not in returned)
            raise Mismatch(f"a dict without {absent}; it holds {', '.join(map(str, returned)) or 'nothing'}")
    return values


def _open(value: Any, give: Any) -> dict[str, Any]:
    """The members of one result."""
    name, kind, members = give
    if kind in ("plain", "cache"):
        return {members[0][1]: value}
    if isinstance(value, dict):
        absent = [key for key, _ in members if key not in value]
        if len(absent) == len(members):
            keys = ", ".join(map(str, value)) or "nothing"
            raise Mismatch(f"a dict {name} without {', '.join(absent)}; it holds {keys}")
        return {own: value.get(key) for key, own in members}  # what is missing costs only itself
    if isinstance(value, (tuple, list)) and len(value) == len(members):
        return {own: item for (_, own), item in zip(members, value, strict=True)}
    given = "None" if value is None else f"a {type(value).__name__}"
    raise Mismatch(f"{given} for {name}, and not a {kind} of {', '.join(key for key, _ in members)}")
