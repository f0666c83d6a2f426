"""Why a function cannot be called at all: it is missing, not written yet, or takes other arguments."""

from grader.judge.adapters import ADAPTER
from grader.judge.declaration import Assignment, Function
from grader.judge.problems import Problem, check_signature, missing, not_attempted
from grader.judge.stubs import is_untouched
from grader.sandbox import Imported, Source


def find_hindrances(assignment: Assignment, source: Source, imported: Imported) -> dict[str, Problem]:
    """By the name of the function; those that can be called are left out."""
    found = {task.name: _find(assignment, source, imported, task) for task in assignment.tasks if task.calls}
    return {name: problem for name, problem in found.items() if problem is not None}


def _find(assignment: Assignment, source: Source, imported: Imported, function: Function) -> Problem | None:
    signature = imported.functions.get(function.calls)
    if signature is None:
        own_way = (assignment.folder / ADAPTER).is_file()
        asked = {each.calls for each in assignment.functions}
        return None if own_way else missing(function, imported, source, asked=asked)
    if is_untouched(function.calls, text=source.text, starter=assignment.starter):
        return not_attempted(function)
    return check_signature(function, signature)
