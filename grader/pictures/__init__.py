"""Where a wrong answer differs, as pictures: positions for templates that draw, and words that say the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from grader.pictures.maps import Map, draw_gates, draw_steps
from grader.pictures.norms import Plot, draw_norms
from grader.pictures.sentences import say_where


@dataclass(frozen=True)
class Where:
    """All that is shown of where the results of one pair of functions differ."""

    sentences: tuple[str, ...]
    by_gate: Map | None
    over_time: Map | None
    norms: tuple[Plot, ...]


def read_locations(data: Mapping[str, Any]) -> Where:
    """Arrange what the judge found (`judge.locations`, as JSON)."""
    worth_a_map = data["gates"] or len(data["rows"]) > 1
    return Where(
        sentences=say_where(data),
        by_gate=draw_gates(data["rows"], data["gates"]) if worth_a_map else None,
        over_time=draw_steps(data["over_time"]) if data["over_time"] else None,
        norms=tuple(draw_norms(each) for each in data["norms"] if len(each["right"]) > 1),
    )
