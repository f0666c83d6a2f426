"""``[[training]]`` in an assignment file: a function that learns, its data, and what its parameters must be worth."""

from collections.abc import Sequence
from pathlib import Path

from grader.judge.arguments import GROUPS, read_arguments, require_names
from grader.judge.declaration import NAME, Argument, AssignmentError, Form, Function, Training
from grader.judge.results import read_results
from grader.judge.tables import Table

FILE = "training.py"
LONGEST_S = 60.0  # a worker is busy that long, and three times that where the machine is
_MOST_EXAMPLES = 100_000


def read_trainings(table: Table, folder: Path, *, functions: Sequence[Function]) -> list[tuple[Training, float]]:
    """Every ``[[training]]`` with its points; raises AssignmentError, also where ``training.py`` is missing."""
    found: list[tuple[Training, float]] = []
    for each in table.tables("training"):
        taken = [*(function.name for function in functions), *(training.function.name for training, _ in found)]
        found.append(
            (_read(each, taken, [function.name for function in functions]), each.number("points", default=1.0))
        )
        each.close()
    if bool(found) != (folder / FILE).is_file():
        reason = "this file is missing, but [[training]] is declared" if found else "declare [[training]] for it"
        raise AssignmentError(folder / FILE, reason)
    return found


def _read(table: Table, taken: Sequence[str], graded: Sequence[str]) -> Training:
    name = table.text("name")
    if not NAME.fullmatch(name) or name in taken:
        raise table.fail(f"{name!r} cannot name a function, or is already taken")
    function = _read_function(table, name)
    threshold, seconds = table.number("threshold", default=0.9), table.number("seconds", default=20.0, least=1.0)
    least = table.number("least", default=threshold)
    if not 0 < threshold <= 1 or least > threshold:
        raise table.fail("threshold is a share above 0 and at most 1, and least is not above it")
    if seconds > LONGEST_S:
        raise table.fail(f"seconds may be {LONGEST_S:g} at most: so long nobody else's work is graded here")
    after = table.texts("after")
    for wanted in after:
        if wanted not in graded:
            raise table.fail(f"after names {wanted}, which is not a [[function]]; there is {', '.join(graded)}")
    training = Training(
        function=function,
        title=table.text("title", default="Training"),
        expectation=table.text("expectation"),
        sizes=_read_sizes(table.table("sizes")),
        examples=_read_count(table, "examples"),
        hidden=_read_count(table, "hidden"),
        threshold=threshold,
        least=least,
        seconds=seconds,
        after=after,
    )
    _require_sizes(table, training)
    return training


def _read_function(table: Table, name: str) -> Function:
    arguments = read_arguments(table.table("arguments"), None)
    bare = Function(name, arguments.flat, ())
    results = read_results(table.table("results"), bare, is_gradient=False)
    if not arguments.flat or not results.flat or any(result.kind != "array" for result in results.flat):
        raise table.fail(f"{name} needs arguments, and results that are arrays of parameters")
    require_names(table, [*bare.names, *(result.name for result in results.flat)])
    grouped = any(parcel.kind in GROUPS for parcel in (*arguments.parcels, *results.parcels))
    form = Form(name, arguments.parcels, results.parcels) if grouped else None
    return Function(name, arguments.flat, results.flat, form=form)


def _read_sizes(table: Table) -> dict[str, tuple[int, int]]:
    sizes = {}
    for name, value in table.items():
        ends = [value, value] if type(value) is int else value
        whole = isinstance(ends, list) and len(ends) == 2 and all(type(end) is int for end in ends)
        if not NAME.fullmatch(name) or not whole or not 1 <= ends[0] <= ends[1]:
            raise table.fail(f"{name} must be a number, or a range that students choose from such as [2, 64]")
        sizes[name] = (ends[0], ends[1])
    return sizes


def _read_count(table: Table, key: str) -> int:
    value = table.get(key)
    if type(value) is not int or not 1 <= value <= _MOST_EXAMPLES:
        raise table.fail(f"{key} must be a whole number from 1 to {_MOST_EXAMPLES}, such as {key} = 500")
    return value


def _require_sizes(table: Table, training: Training) -> None:
    """Every size of a result is given in ``sizes`` by its name alone, so that it can be read off what comes back."""
    for result in training.function.results:
        for size in result.shape:
            unknown = sorted(size.names - set(training.sizes))
            if unknown:
                raise table.fail(f"the size {unknown[0]} of {result.name} is not declared in [training.sizes]")
    plain = {size.text for result in training.function.results for size in result.shape}
    for name, (low, high) in training.sizes.items():
        used = any(name in size.names for result in training.function.results for size in result.shape)
        if used and low < high and name not in plain:
            raise table.fail(f"students choose {name}, so one result must have it as an axis of its own")
    given = [argument for argument in training.function.arguments if argument.drawing == "size"]
    if any(not _is_fixed(argument, training) for argument in given):
        raise table.fail("a size that is an argument must be one number in [training.sizes]")


def _is_fixed(argument: Argument, training: Training) -> bool:
    names = argument.size.names if argument.size else frozenset()
    return all(name in training.sizes and training.sizes[name][0] == training.sizes[name][1] for name in names)
