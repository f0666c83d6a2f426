"""Runs the trusted Python files of an assignment's folder in the judge's own process. Never a student's."""

import importlib.util
import sys
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

from grader.judge.declaration import Assignment, AssignmentError, Pair, Training


def load_reference(assignment: Assignment) -> ModuleType:
    """The torch forward functions of ``reference.py``; raises AssignmentError if one is missing or it does not run."""
    module = _load(assignment.folder / "reference.py", assignment.hash)
    for pair in assignment.pairs:
        name = reference_name(pair)
        if not callable(getattr(module, name, None)):
            raise AssignmentError(assignment.folder / "reference.py", f"it must define {name}")
    return module


def load_forward(assignment: Assignment, pair: Pair) -> Callable[..., Any]:
    """The torch forward function of a pair."""
    forward: Callable[..., Any] = getattr(load_reference(assignment), reference_name(pair))
    return forward


def reference_name(pair: Pair) -> str:
    """What a forward function is called in ``reference.py``: a method ``Class.method`` is ``Class_method``."""
    return pair.forward.name.replace(".", "_")


def load_own_check(assignment: Assignment, name: str) -> Callable[..., str | None]:
    """A function of ``checks.py``; raises AssignmentError if it is missing or the file does not run."""
    path = assignment.folder / "checks.py"
    check = getattr(_load(path, assignment.hash), name, None)
    if not callable(check):
        raise AssignmentError(path, f"it must define {name}, which is declared as a [[check]]")
    own: Callable[..., str | None] = check
    return own


def load_lesson(assignment: Assignment, training: Training, part: str) -> Callable[..., Any]:
    """``train_data`` or ``train_score`` of ``training.py``; raises AssignmentError if it is missing."""
    path = assignment.folder / "training.py"
    name = f"{training.function.name}_{part}"
    found = getattr(_load(path, assignment.hash), name, None)
    if not callable(found):
        raise AssignmentError(path, f"it must define {name}")
    lesson: Callable[..., Any] = found
    return lesson


@lru_cache(maxsize=128)
def _load(path: Path, fingerprint: str) -> ModuleType:
    """Load a file once for each state of its folder, under a name that cannot meet another module's."""
    name = f"courseapp_assignment_{fingerprint}_{path.stem}"
    specification = importlib.util.spec_from_file_location(name, path)
    if specification is None or specification.loader is None:
        raise AssignmentError(path, "this is not a Python file")
    module = importlib.util.module_from_spec(specification)
    sys.modules[name] = module
    try:
        specification.loader.exec_module(module)
    except Exception as error:
        sys.modules.pop(name, None)
        raise AssignmentError(path, f"it does not run: {type(error).__name__}: {error}") from error
    return module
