"""The classes of an assignment file: how an object is made, and which weights it is given."""

from collections.abc import Collection
from typing import Any

from grader.judge.arguments import read_drawn, require_names
from grader.judge.declaration import NAME, Argument, Flavour, Kind
from grader.judge.tables import Table


def read_kinds(table: Table, sizes: Collection[str], flavour: Flavour) -> dict[str, Kind]:
    """Read every ``[[class]]``, by name."""
    kinds: dict[str, Kind] = {}
    for each in table.tables("class"):
        name = each.text("name")
        if not NAME.fullmatch(name) or name in kinds:
            raise each.fail(f"{name!r} cannot name a class, or is declared twice")
        weights = _read_weights(each.table("weights"))
        usual = "load_state_dict" if flavour == "torch" else "attributes"
        set_weights = each.text("set_weights", default=usual)
        kinds[name] = Kind(name, _read_create(each, sizes), set_weights, weights)
        each.close()
    return kinds


def _read_create(table: Table, sizes: Collection[str]) -> tuple[str | int, ...] | dict[str, str | int]:
    written = table.get("create")
    values: list[Any] = list(written.values()) if isinstance(written, dict) else written or []
    if not isinstance(values, list) or not all(type(value) is int or value in sizes for value in values):
        raise table.fail(
            'create lists what an object is made with: declared sizes and numbers, such as ["D", "H"], '
            'or by name { input_size = "D", hidden_size = "H" }'
        )
    return dict(written) if isinstance(written, dict) else tuple(values)


def _read_weights(table: Table) -> tuple[tuple[Argument, str], ...]:
    weights = []
    for name, written in table.items():
        key = name
        if isinstance(written, dict) and "key" in written:
            written = dict(written)
            key = written.pop("key")
            if not isinstance(key, str) or not all(part.isidentifier() or part.isdigit() for part in key.split(".")):
                raise table.fail(f'{name}: key is the name in the state_dict or of the attribute, such as "cell.W"')
        argument = read_drawn(table, name, written)
        if argument is None or argument.kind != "array" or argument.drawing in {"value", "size"}:
            raise table.fail(f'weight {name} must be a shape such as ["H", "D"], not {written!r}')
        weights.append((argument, key))
    require_names(table, [argument.name for argument, _ in weights])
    return tuple(weights)
