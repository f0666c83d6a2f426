"""The inputs of a question type (see `quizzes.question_types.editing`) as fields of a form."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from courseapp.site.typography import render_inline
from quizzes.question_types.editing import Column, Editing, Input, Values

PREFIX = "spec_"
FEWEST_ROWS = 3
SPARE_ROWS = 2
MOST_ROWS = 40
LONGEST = 20_000


@dataclass(frozen=True)
class Shown:
    """One input on the page: a field, or the rows of a table."""

    input: Input
    field: forms.BoundField | None = None
    rows: tuple[tuple[forms.BoundField, ...], ...] = ()


class SpecFields:
    """The fields for one question; a table has some rows to spare."""

    def __init__(self, editing: Editing, *, spec: Mapping[str, Any], posted: Iterable[str]) -> None:
        self._editing = editing
        self._before = spec
        self._rows: dict[str, int] = {}
        self.fields: dict[str, forms.Field] = {}
        values, names = editing.describe(spec), list(posted)
        for each in editing.inputs:
            if each.kind == "table":
                self._add_table(each, values[each.name], names)
            else:
                self.fields[f"{PREFIX}{each.name}"] = _make_field(each, values[each.name])

    def read(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        """The spec that the form says."""
        return self._editing.read(self._read_values(cleaned), self._before)

    def list_shown(self, form: forms.Form) -> list[Shown]:
        """What the page draws, in order."""
        return [
            Shown(each, rows=tuple(tuple(form[name] for name in names) for names in self._name_rows(each)))
            if each.kind == "table"
            else Shown(each, field=form[f"{PREFIX}{each.name}"])
            for each in self._editing.inputs
        ]

    def _add_table(self, table: Input, rows: tuple[tuple[str, ...], ...], posted: list[str]) -> None:
        sent = sum(name.startswith(f"{PREFIX}{table.name}_") and name.endswith("_0") for name in posted)
        self._rows[table.name] = min(max(len(rows) + SPARE_ROWS, FEWEST_ROWS, sent), max(MOST_ROWS, len(rows)))
        for number, names in enumerate(self._name_rows(table)):
            for place, (name, column) in enumerate(zip(names, table.columns, strict=True)):
                initial = rows[number][place] if number < len(rows) else ""
                self.fields[name] = _make_cell(column, initial, number=number + 1)

    def _name_rows(self, table: Input) -> list[tuple[str, ...]]:
        places = range(len(table.columns))
        return [
            tuple(f"{PREFIX}{table.name}_{row}_{place}" for place in places) for row in range(self._rows[table.name])
        ]

    def _read_values(self, cleaned: Mapping[str, Any]) -> Values:
        values: dict[str, Any] = {}
        for each in self._editing.inputs:
            if each.kind != "table":
                values[each.name] = cleaned.get(f"{PREFIX}{each.name}", "")
                continue
            rows = (tuple(cleaned.get(name, "") for name in names) for names in self._name_rows(each))
            values[each.name] = tuple(row for row in rows if _says_something(each, row))
        return values


def _says_something(table: Input, row: tuple[str, ...]) -> bool:
    """A row whose words are all empty is dropped, whatever was chosen in it."""
    return any(cell.strip() for cell, column in zip(row, table.columns, strict=True) if not column.choices)


def _make_field(each: Input, value: Any) -> forms.Field:
    said: dict[str, Any] = {
        "label": each.label,
        "help_text": render_inline(each.help),
        "required": False,
        "initial": value,
    }
    if each.kind == "tick":
        return forms.BooleanField(**said)
    if each.kind == "choice":
        return forms.ChoiceField(choices=each.choices, **said)
    if each.kind == "code":
        attributes = {"rows": 5, "class": "input-code", "spellcheck": "false", "autocapitalize": "off"}
        return forms.CharField(widget=forms.Textarea(attrs=attributes), max_length=LONGEST, strip=False, **said)
    if each.kind == "text":
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), max_length=LONGEST, strip=False, **said)
    return forms.CharField(max_length=LONGEST, strip=False, **said)


def _make_cell(column: Column, value: str, *, number: int) -> forms.Field:
    said: dict[str, Any] = {"label": f"{column.label}, row {number}", "required": False, "initial": value}
    if column.choices:
        return forms.ChoiceField(choices=column.choices, widget=forms.Select(attrs={"class": "input"}), **said)
    widget = forms.Textarea(attrs={"rows": 1, "class": "input"})
    return forms.CharField(widget=widget, max_length=LONGEST, strip=False, **said)
