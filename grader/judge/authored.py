"""Runs an author's own answers in the judge's process: mistakes, variations of the solution. Never a student's.

They are called just as a student's are in the sandbox: through the adapter, with the modules that the course provides,
and with tensors where the flavour is torch.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from grader.judge.adapters import load_adapter
from grader.judge.declaration import Assignment, AssignmentError
from grader.judge.oracle import warm
from grader.sandbox.inside.statements import go_on
from grader.sandbox.inside.surroundings import Finder

Answer = Mapping[str, Callable[..., Any]]


def load_answer(assignment: Assignment, text: str, file: Path) -> Answer:
    """The declared functions of a whole answer, by name, each taking the declared arguments one by one.

    Raises AssignmentError if it does not run, or lacks something that is asked.
    """
    namespace: dict[str, Any] = {"__name__": f"answer_{file.stem}"}
    try:
        with _provided(assignment):
            _run(assignment, text, file, namespace)
    except Exception as error:
        raise AssignmentError(file, f"it does not run: {type(error).__name__}: {error}") from error
    adapter = load_adapter(assignment.adapter, assignment.folder)
    submission = SimpleNamespace(**namespace)
    functions = {}
    for function in assignment.functions:
        owner = function.calls.partition(".")[0]
        adapted = adapter.get(function.name)
        if adapted is None and not callable(namespace.get(owner)):
            raise AssignmentError(file, f"it must define {owner}: a mistake is a whole answer, right but for one thing")
        call = namespace[owner] if adapted is None else _with(adapted, submission)
        functions[function.name] = _in_torch(call) if assignment.flavour == "torch" else call
    return functions


def _run(assignment: Assignment, text: str, file: Path, namespace: dict[str, Any]) -> None:
    code = compile(text, str(file), "exec")
    try:
        exec(code, namespace)  # noqa: S102 - the author's own file, not a student's
    except Exception as error:
        if not assignment.surroundings.skip_failures:
            raise
        trace = error.__traceback__
        lines = []
        while trace is not None:
            if trace.tb_frame.f_code is code:
                lines.append(trace.tb_lineno)
            trace = trace.tb_next
        go_on(text, str(file), namespace, error, line=lines[-1] if lines else 0)


def _with(adapted: Callable[..., Any], submission: object) -> Callable[..., Any]:
    return lambda *arguments: adapted(submission, *arguments)


def _in_torch(call: Callable[..., Any]) -> Callable[..., Any]:
    """Give tensors, get arrays, as the runner does."""
    torch = warm()

    def run(*arguments: Any) -> Any:
        usual = torch.get_default_dtype()
        torch.set_default_dtype(torch.float64)
        try:
            return _to_arrays(torch, call(*[_to_tensor(torch, each) for each in arguments]))
        finally:
            torch.set_default_dtype(usual)

    return run


def _to_tensor(torch: Any, value: Any) -> Any:
    return torch.from_numpy(value) if isinstance(value, np.ndarray) else value


def _to_arrays(torch: Any, value: Any) -> Any:
    """The results of a call; what is nested deeper is a cache and stays as it is."""
    if isinstance(value, dict):
        return {key: _to_array(torch, item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return tuple(_to_array(torch, item) for item in value)
    return _to_array(torch, value)


def _to_array(torch: Any, value: Any) -> Any:
    return value.detach().numpy() if isinstance(value, torch.Tensor) else value


@contextmanager
def _provided(assignment: Assignment) -> Iterator[None]:
    """Let a file import what the course provides, and leave nothing of it behind."""
    finder = Finder(assignment.surroundings)
    before = set(sys.modules)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for name in set(sys.modules) - before:
            if finder.find_spec(name) is not None:
                del sys.modules[name]
