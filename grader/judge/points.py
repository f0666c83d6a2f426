"""How the declared points are spread over the checks, exactly, in thousandths of a point."""

from collections.abc import Sequence
from typing import Any

from grader.judge.declaration import Case, Function, OwnCheck, Training
from grader.judge.tables import Table

TRAINING = "training"


def read_points(
    functions: Sequence[tuple[Function, Table]],
    *,
    edges: Sequence[Case],
    own_checks: Sequence[tuple[OwnCheck, float]],
    trainings: Sequence[tuple[Training, float]] = (),
) -> dict[str, int]:
    """Full check name (``cell.h``) to thousandths of a point, in the order the checks are shown."""
    points: dict[str, int] = {}
    for function, table in functions:
        written = table.table("points")
        subjects = subjects_of(function, edges)
        for subject in subjects:
            points[f"{function.name}.{subject}"] = _default(function, subject)
        shared = [case.name for case in edges if case.name not in written.data]
        _share(points, function, shared, _read(written, "edges", 1000))
        for subject in subjects:
            if subject in written.data:
                points[f"{function.name}.{subject}"] = _read(written, subject, 0)
        written.close()
    for check, worth in own_checks:
        points[f"{check.function}.{check.name}"] = round(worth * 1000)
    for training, worth in trainings:
        points[f"{training.function.name}.{TRAINING}"] = round(worth * 1000)
    if functions and not any(points.values()):
        raise functions[0][1].fail("no check earns any points")
    return points


def subjects_of(function: Function, edges: Sequence[Case]) -> tuple[str, ...]:
    """The short names of a function's checks, in the order students read them."""
    numerical = ("numerical",) if function.gradient_of else ()
    results = (result.name for result in function.judged)
    in_pieces = ("pieces",) if function.carrying else ()
    memory = ("memory",) if function.constant_memory else ()
    return ("interface", *results, *numerical, *(case.name for case in edges), *in_pieces, *memory, "repeat")


def _default(function: Function, subject: str) -> int:
    whole = {"numerical", *(result.name for result in function.judged)}
    whole |= {"pieces"} if function.carrying else set()
    whole |= {"memory"} if function.constant_memory else set()
    return 1000 if subject in whole else 0


def _read(table: Table, key: str, default: int) -> int:
    value: Any = table.get(key)
    if value is None:
        return default
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 10_000:
        raise table.fail(f"{key} must be a number of points, 0 or more")
    return round(value * 1000)


def _share(points: dict[str, int], function: Function, names: Sequence[str], total: int) -> None:
    """Split a total over several checks so that the parts add up to it exactly."""
    for position, name in enumerate(names):
        share = total * (position + 1) // len(names) - total * position // len(names)
        points[f"{function.name}.{name}"] = share
