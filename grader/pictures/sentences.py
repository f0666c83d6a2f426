"""Where a wrong answer differs, in words: one sentence for all results of which the same is to be said."""

from collections.abc import Mapping, Sequence
from typing import Any

FAR_MORE = 4  # times the error of the next gate: the others are wrong because of this one


def say_where(data: Mapping[str, Any]) -> tuple[str, ...]:
    """Sentences on the wrong results among `data["rows"]`, as the judge gives them."""
    timed = {each["name"]: each for each in data["over_time"]}
    said: dict[str, list[str]] = {}
    for row in data["rows"]:
        if row["error"] != 0.0:
            said.setdefault(_say(row, data["gates"], timed), []).append(row["name"])
    sentences = [f"{list_names(names)}: {words}." for words, names in said.items()]
    sentences += [data["path"]] if data.get("path") else []
    first = data["rows"][0]["function"]
    forward = [row["name"] for row in data["rows"] if row["function"] == first and row["error"] != 0.0]
    if forward and any(row["function"] != first and row["error"] != 0.0 for row in data["rows"]):
        sentences.append(
            f"Begin with {list_names(forward)}: the gradients are compared with those of a right `{first}`."
        )
    return tuple(sentences)


def list_names(names: Sequence[str]) -> str:
    """`a`, `b` and `c`."""
    *others, last = (f"`{name}`" for name in names)
    return f"{', '.join(others)} and {last}" if others else last


def _say(row: Mapping[str, Any], gates: Sequence[str], timed: Mapping[str, Any]) -> str:
    """What helps most: the step it begins at, the gate, or the entries."""
    errors = row["by_gate"]
    if row["error"] is None:
        return "holds numbers that are not finite (NaN or infinity)"
    if row["name"] in timed and (words := _say_when(timed[row["name"]])):
        return words
    finite = sorted(error for error in errors if error is not None)
    if len(finite) == len(errors) > 1 and 0.0 < finite[-2] * FAR_MORE <= finite[-1]:
        return f"most of the error is in the block of gate {gates[errors.index(finite[-1])]}"
    return row["place"] or "wrong everywhere"


def _say_when(each: Mapping[str, Any]) -> str:
    begins, count = each["begins"], len(each["errors"])
    if begins is None or count < 2:
        return ""
    if begins != (count - 1 if each["backwards"] else 0):
        way = f"on the way back from step {count - 1} right at first" if each["backwards"] else "right at first"
        return f"{way}, and wrong from step {begins} on (steps are counted from 0)"
    if sum(error != 0.0 for error in each["errors"]) == 1:
        return f"wrong at step {begins} only (steps are counted from 0)"
    if each["backwards"]:
        return "wrong from the last step on, where backpropagation through time begins"
    return "wrong from the first step on"
