"""The known mistakes of an assignment: whole wrong answers written by its author, run in the judge's own process."""

import ast
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from grader.judge.acceptance import CONVENTIONS
from grader.judge.authored import load_answer
from grader.judge.comparison import as_declared
from grader.judge.declaration import Argument, Assignment, AssignmentError, Function, Pair
from grader.judge.inputs import Draw
from grader.judge.manifest import read_folder
from grader.judge.oracle import Key, Outputs
from grader.judge.pieces import PieceFailedError, feed, join
from grader.judge.sizes import shape_values


@dataclass(frozen=True)
class Mistake:
    """One file of ``mistakes/``: a plausible wrong answer, complete enough to be handed in."""

    slug: str
    title: str
    hint: str
    text: str
    convention: str  # of another course, if it is one and no mistake
    functions: Mapping[str, Callable[..., Any]]


def list_mistakes(assignment: Assignment) -> tuple[Mistake, ...]:
    """The mistakes of an assignment, read once for each state of its folder."""
    return _list(assignment.folder, assignment.hash)


def play(mistake: Mistake, pair: Pair, drawn: Draw) -> Outputs:
    """What a mistake returns in a case, by function and result; what it fails to return is left out."""
    if drawn.cut is not None:
        return _outputs(pair.forward, _play_in_pieces(mistake, pair.forward, drawn), drawn)
    forward = _call(mistake, pair.forward, drawn, {})
    values = dict(forward)
    outputs = _outputs(pair.forward, forward, drawn)
    if pair.backward is not None and forward:
        values |= _call(mistake, pair.backward, drawn, forward)
        outputs |= _outputs(pair.backward, values, drawn)
    return outputs


@lru_cache(maxsize=128)
def _list(folder: Path, fingerprint: str) -> tuple[Mistake, ...]:
    assignment = read_folder(folder)
    return tuple(_read(assignment, path) for path in assignment.mistakes)


def _read(assignment: Assignment, path: Path) -> Mistake:
    text = path.read_text(encoding="utf-8")
    try:
        documentation = (ast.get_docstring(ast.parse(text)) or "").strip()
    except SyntaxError as error:
        raise AssignmentError(path, f"Python cannot read it: {error}") from error
    title, _, hint = documentation.partition("\n")
    if not title.strip() or not hint.strip():
        raise AssignmentError(path, "its docstring needs a title as first line and, below it, a hint for the student")
    convention = _read_convention(ast.parse(text), path)
    functions = load_answer(assignment, text, path)
    return Mistake(path.stem, title.strip(), " ".join(hint.split()), text, convention, functions)


def _read_convention(tree: ast.Module, path: Path) -> str:
    """What the file says with ``CONVENTION = "gru_form"``."""
    for statement in tree.body:
        if isinstance(statement, ast.Assign) and any(ast.unparse(each) == "CONVENTION" for each in statement.targets):
            named = statement.value.value if isinstance(statement.value, ast.Constant) else None
            if named not in CONVENTIONS:
                raise AssignmentError(path, f"CONVENTION is one of {', '.join(CONVENTIONS)}")
            return str(named)
    return ""


def _play_in_pieces(mistake: Mistake, function: Function, drawn: Draw) -> dict[str, Any]:
    if drawn.cut is None:
        return {}
    try:
        return join(function, drawn, feed(function, drawn.cut, lambda given: call(mistake, function, copy_all(given))))
    except (KeyError, PieceFailedError):
        return {}


def _call(mistake: Mistake, function: Function, drawn: Draw, forward: Mapping[str, Any]) -> dict[str, Any]:
    return call(mistake, function, [_argument(argument, drawn, forward) for argument in function.arguments])


def copy_all(arguments: Sequence[Any]) -> list[Any]:
    """What is drawn is the judge's own: a mistake may write into its arguments."""
    return [argument.copy() if isinstance(argument, np.ndarray) else argument for argument in arguments]


def call(mistake: Mistake, function: Function, arguments: Sequence[Any]) -> dict[str, Any]:
    """What a mistake's function returns, by name; nothing where it fails."""
    try:
        with np.errstate(all="ignore"):
            returned = mistake.functions[function.name](*arguments)
    except Exception:  # noqa: BLE001 - a mistake may well fail at an edge; that it does is what makes it one
        return {}
    names = [result.name for result in function.results]
    if isinstance(returned, dict):
        return {name: returned[name] for name in names if name in returned}
    values = returned if isinstance(returned, (tuple, list)) else (returned,)
    return dict(zip(names, values, strict=True)) if len(values) == len(names) else {}


def _argument(argument: Argument, drawn: Draw, forward: Mapping[str, Any]) -> Any:
    if argument.kind in {"cache", "result"}:
        return forward[argument.of]
    if argument.drawing == "value":
        return argument.value
    if argument.drawing == "size" and argument.size is not None:
        return argument.size.value(drawn.sizes)
    given = drawn.upstream if argument.kind == "upstream" else drawn.arguments
    return copy(given[argument.of or argument.name])


def _outputs(function: Function, values: Mapping[str, Any], drawn: Draw) -> dict[Key, npt.NDArray[Any]]:
    outputs = {}
    for result in function.judged:
        array = as_declared(values.get(result.name), shape_values(result.shape, drawn.sizes), result.shape)
        if array is not None:
            outputs[function.name, result.name] = array
    return outputs
