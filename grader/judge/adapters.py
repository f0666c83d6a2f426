"""Writes down how students' own forms of functions are called, as the code that is sent into the sandbox."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from grader.judge import adapting
from grader.judge.adapting import KEPT
from grader.judge.declaration import Argument, AssignmentError, Form, Function, Pair

ADAPTER = "adapter.py"
_OWN = """

CALLS.update({{name: globals()[own] for name, own in {names!r}.items() if own in globals()}})
"""


def write_adapter(pairs: Sequence[Pair], folder: Path) -> str:
    """The code between the judge and a submission; empty where every function is called just as it is declared."""
    forms = [_write(pair, function, folder) for pair in pairs for function in _both(pair) if function.form]
    own = folder / ADAPTER
    text = own.read_text(encoding="utf-8") if own.is_file() else ""
    if not forms and not text:
        return ""
    parts = [_library(), f"\n\nCALLS = build({forms!r})\n"]
    if text:
        names = {function.name: function.name.replace(".", "_") for pair in pairs for function in _both(pair)}
        parts += ["\n\n", text, _OWN.format(names=names)]
    return "".join(parts)


def load_adapter(text: str, file: Path) -> Mapping[str, Callable[..., Any]]:
    """The calls of an adapter, for the author's own files in the judge's process; raises AssignmentError."""
    if not text:
        return {}
    try:
        return _load(text)
    except Exception as error:
        raise AssignmentError(file / ADAPTER, f"it does not run: {type(error).__name__}: {error}") from error


@lru_cache(maxsize=64)
def _load(text: str) -> Mapping[str, Callable[..., Any]]:
    namespace: dict[str, Any] = {"__name__": "adapter"}
    exec(compile(text, ADAPTER, "exec"), namespace)  # noqa: S102 - the author's own file, not a student's
    calls: Mapping[str, Callable[..., Any]] = namespace["CALLS"]
    return calls


@lru_cache(maxsize=1)
def _library() -> str:
    return Path(adapting.__file__).read_text(encoding="utf-8")


def _both(pair: Pair) -> list[Function]:
    return [function for function in (pair.forward, pair.backward) if function is not None]


def _write(pair: Pair, function: Function, folder: Path) -> dict[str, Any]:
    form = function.form or Form("", (), ())
    common = {
        "name": function.name,
        "calls": form.calls,
        "arguments": list(function.names),
        "takes": [(parcel.name, parcel.kind, list(parcel.members)) for parcel in form.takes],
        "gives": [(parcel.name, parcel.kind, list(parcel.members)) for parcel in form.gives],
        "method": form.calls.rpartition(".")[2],
        "returns": [result.name for result in function.results if result.name != KEPT],
    }
    if function is pair.forward:
        return common | _write_forward(pair, form, folder)
    if form.way != "plain":
        weights = {argument.name: key for argument, key in _weights(pair.forward)}
        return common | {
            "kind": form.way,
            "leaves": [(result.of, weights.get(result.of, "")) for result in function.results],
            "outputs": [(each.of, each.name) for each in function.arguments if each.kind == "upstream"],
        }
    caches = [parcel.name for parcel in pair.forward.form.gives if parcel.kind == "cache"] if pair.forward.form else []
    averaged = [] if form.kind else [size for _, size in form.averaged]
    taken = [own for parcel in form.takes for _, own in parcel.members if own not in function.names]
    return common | {
        "kind": "backward",
        "attributes": list(form.attributes),
        "averaged": list(form.averaged),
        "sizes": _find_sizes(averaged, function.arguments, folder, by=function.names),
        "from_kept": [(own, caches[0]) for own in taken if caches],
    }


def _write_forward(pair: Pair, form: Form, folder: Path) -> dict[str, Any]:
    function, kind = pair.forward, form.kind
    create = kind.create if kind else ()
    values = create.values() if isinstance(create, Mapping) else create
    backward = pair.backward.form if pair.backward and pair.backward.form else None
    averaged = [size for _, size in backward.averaged] if backward and kind else []
    sizes = [value for value in values if isinstance(value, str)] + averaged
    watched = backward is not None and backward.way == "autograd"
    own = {argument.name for argument, _ in _weights(function)}
    return {
        "kind": "forward",
        "class": kind.name if kind else "",
        "create": dict(create) if isinstance(create, Mapping) else list(create),
        "set_weights": kind.set_weights if kind else "attributes",
        "weights": [(argument.name, key) for argument, key in _weights(function)],
        "watched": [each.name for each in function.differentiable if each.name not in own] if watched else [],
        "keeps": any(result.name == KEPT for result in function.results),
        "sizes": _find_sizes(sizes, function.arguments, folder, by=function.names),
    }


def _weights(forward: Function) -> tuple[tuple[Argument, str], ...]:
    return forward.form.kind.weights if forward.form and forward.form.kind else ()


def _find_sizes(
    names: Sequence[str], arguments: Sequence[Argument], folder: Path, *, by: Sequence[str]
) -> dict[str, tuple[str, int]]:
    """Where each size can be read off: an argument and its axis."""
    found: dict[str, tuple[str, int]] = {}
    for argument in arguments:
        if argument.name in by:
            for axis, size in enumerate(argument.shape):
                found.setdefault(size.text, (argument.name, axis))
    for name in names:
        if name not in found:
            reason = f"the size {name} cannot be read off any argument; one must have it as an axis"
            raise AssignmentError(folder / "assignment.toml", reason)
    return {name: found[name] for name in names}
