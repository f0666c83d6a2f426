"""A TOML table that is read key by key, so that every mistake is reported with its place."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from grader.judge.declaration import AssignmentError


class Table:
    """One table of an assignment file; ``close`` complains about keys that nobody asked for."""

    def __init__(self, data: Mapping[str, Any], *, file: Path, place: str = "") -> None:
        self.data = dict(data)
        self.file = file
        self.place = place
        self.asked: set[str] = set()

    def fail(self, reason: str) -> AssignmentError:
        return AssignmentError(self.file, f"[{self.place}] {reason}" if self.place else reason)

    def get(self, key: str) -> Any:
        self.asked.add(key)
        return self.data.get(key)

    def text(self, key: str, *, default: str | None = None, among: Iterable[str] = ()) -> str:
        value = self.get(key)
        if value is None and default is not None:
            return default
        if not isinstance(value, str) or not value.strip():
            raise self.fail(f'{key} is missing: write {key} = "..."' if value is None else f"{key} must be a text")
        allowed = list(among)
        if allowed and value not in allowed:
            raise self.fail(f"{key} is {value!r}; it may be {' or '.join(repr(one) for one in allowed)}")
        return value.strip()

    def number(self, key: str, *, default: float, least: float = 0.0) -> float:
        value = self.get(key)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not least <= value < float("inf"):
            raise self.fail(f"{key} must be a number of at least {least:g}, not {value!r}")
        return float(value)

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.fail(f'{key} must be a list of texts such as ["rnn", "numpy"]')
        return tuple(value)

    def table(self, key: str) -> "Table":
        value = self.get(key)
        if value is None:
            value = {}
        if not isinstance(value, dict):
            raise self.fail(f"{key} must be a table of its own")
        return Table(value, file=self.file, place=f"{self.place}.{key}" if self.place else key)

    def tables(self, key: str) -> "list[Table]":
        value = self.get(key)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.fail(f"{key} is written as [[{key}]], once for each")
        return [Table(item, file=self.file, place=f"{key} {number}") for number, item in enumerate(value, 1)]

    def items(self) -> Iterator[tuple[str, Any]]:
        self.asked.update(self.data)
        return iter(self.data.items())

    def close(self) -> None:
        for key in self.data:
            if key not in self.asked:
                close = difflib.get_close_matches(key, self.asked, n=1)
                meant = f"; did you mean {close[0]}?" if close else f"; it may hold {', '.join(sorted(self.asked))}"
                raise self.fail(f"{key} is not something an assignment declares{meant}")
