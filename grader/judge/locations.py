"""Where a wrong answer differs: by gate, by step in time, in which entries. Plain data of a report, no torch.

All numbers are of the submission's own hidden inputs, which are never drawn again; errors are relative, of whole
blocks, and rounded to one digit. Why they give nothing away: docs/decisions/0015-locations.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class ErrorRow:
    """One result. ``error`` is that of the whole, ``by_gate`` has one for every gate's block: 0.0 for what is right.

    None stands for numbers that are not finite. ``place``: words for where the wrong entries lie. ``follows``: it is
    the true gradient of the student's own forward pass.
    """

    function: str
    name: str
    error: float | None
    by_gate: tuple[float | None, ...] = ()
    place: str = ""
    follows: bool = False


@dataclass(frozen=True)
class ErrorOverTime:
    """The error of every step of one result, from step 0; ``begins``: where it goes wrong, in the order of computing.

    Gradients are computed from the last step to the first (``backwards``).
    """

    name: str
    errors: tuple[float | None, ...]
    begins: int | None
    backwards: bool


@dataclass(frozen=True)
class NormsOverTime:
    """The norm of a gradient at every step, the student's and the right one's, in units of the largest right one."""

    name: str
    own: tuple[float | None, ...]
    right: tuple[float, ...]


@dataclass(frozen=True)
class Locations:
    """Where the results of one pair of functions differ; ``gates`` are the columns of the error map.

    ``path``: a sentence on the path on which gradients go wrong, where nobody knows the mistake.
    """

    rows: tuple[ErrorRow, ...]
    gates: tuple[str, ...] = ()
    over_time: tuple[ErrorOverTime, ...] = ()
    norms: tuple[NormsOverTime, ...] = ()
    path: str = ""


def read_locations(data: Mapping[str, Any]) -> Locations:
    """What ``asdict`` and JSON made of locations, as they were."""
    return Locations(
        rows=tuple(ErrorRow(**{**row, "by_gate": tuple(row["by_gate"])}) for row in data["rows"]),
        gates=tuple(data["gates"]),
        over_time=tuple(ErrorOverTime(**{**each, "errors": tuple(each["errors"])}) for each in data["over_time"]),
        norms=tuple(
            NormsOverTime(each["name"], own=tuple(each["own"]), right=tuple(each["right"])) for each in data["norms"]
        ),
        path=data.get("path", ""),
    )
