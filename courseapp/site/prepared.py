"""Queries and updates of pages under load, compiled once in each process: to compile costs Django ten times the asking.

    find_seat = Query(lambda row, seat: Seat.objects.select_related("room").filter(row=row, seat=seat))
    find_seat.first(row=3, seat=7)

The query is written as any other, as a function of its arguments: whole numbers and strings, compared as they are.
It is built once with marks in their place; from then on only the values change.
"""

import inspect
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models.query import get_related_populators
from django.db.models.sql import UpdateQuery

M = TypeVar("M", bound=models.Model)
Argument = int | str
Value = int | str | datetime

FIRST_MARK = 31_001  # fits the smallest column of whole numbers, and nobody writes it in a query
LARGEST = 2**63 - 1


@dataclass(frozen=True)
class Slot:
    """A constant of the query, or the name of the argument that goes there."""

    constant: Any = None
    name: str = ""


@dataclass(frozen=True)
class Plan(Generic[M]):
    """What Django would work out for every row and every query again."""

    sql: str
    slots: tuple[Slot, ...]
    model: type[M]
    fields: tuple[str, ...]
    start: int
    end: int
    converters: tuple[tuple[int, Any, Any], ...]
    related: tuple[Any, ...]

    def fill(self, arguments: dict[str, Argument]) -> list[Any]:
        return [arguments[slot.name] if slot.name else slot.constant for slot in self.slots]

    def read(self, row: Sequence[Any]) -> M:
        values = list(row)
        for position, convert, expression in self.converters:
            values[position] = convert(values[position], expression, connection)
        made = self.model.from_db(DEFAULT_DB_ALIAS, self.fields, values[self.start : self.end])
        for populator in self.related:
            populator.populate(values, made)
        return made


class Query(Generic[M]):
    """A query of the default database whose arguments are named by `build`'s own.

    `hold`: the rows, not those they refer to, stay as they are until the transaction ends; others may hold them too.
    """

    def __init__(self, build: Callable[..., "models.QuerySet[M]"], *, hold: bool = False) -> None:
        self._build = build
        self._hold = hold
        self._names = tuple(inspect.signature(build).parameters)
        self._plans: dict[str, Plan[M]] = {}

    def all(self, **arguments: Argument) -> list[M]:
        """The rows in the query's own order."""
        if any(isinstance(value, int) and abs(value) > LARGEST for value in arguments.values()):
            return []  # no column holds it
        # Which SQL is right hangs on the kind of database.
        plan = self._plans.get(connection.vendor) or self._compile(arguments)
        with connection.cursor() as cursor:
            cursor.execute(plan.sql, plan.fill(arguments))
            return [plan.read(row) for row in cursor.fetchall()]

    def first(self, **arguments: Argument) -> M | None:
        """The first row; None where there is none."""
        return next(iter(self.all(**arguments)), None)

    def _compile(self, arguments: dict[str, Argument]) -> Plan[M]:
        marks = {name: _mark(arguments[name], name, place) for place, name in enumerate(self._names)}
        names = {mark: name for name, mark in marks.items()}
        compiler = self._build(**marks).query.get_compiler(using=DEFAULT_DB_ALIAS)
        sql, parameters = compiler.as_sql()
        if self._hold and connection.features.has_select_for_update:
            table = connection.ops.quote_name(compiler.query.base_table)
            sql = f"{sql} FOR SHARE OF {table}"  # Django knows the exclusive lock only
        info = compiler.klass_info
        chosen = info["select_fields"]
        start, end = chosen[0], chosen[-1] + 1
        converters = compiler.get_converters([column for column, *_ in compiler.select])
        plan: Plan[M] = Plan(
            sql=sql,
            slots=tuple(Slot(name=names[value]) if value in names else Slot(constant=value) for value in parameters),
            model=info["model"],
            fields=tuple(column.target.attname for column, *_ in compiler.select[start:end]),
            start=start,
            end=end,
            converters=tuple((place, each, column) for place, (chain, column) in converters.items() for each in chain),
            # The stubs are of a later Django, which asks for one argument more.
            related=tuple(get_related_populators(info, compiler.select, DEFAULT_DB_ALIAS)),  # type: ignore[call-arg]
        )
        if {slot.name for slot in plan.slots if slot.name} != set(self._names):
            raise ValueError(f"A query of {plan.model.__name__} does not compare all of {self._names} as they are.")
        self._plans[connection.vendor] = plan
        return plan


class Change(Generic[M]):
    """An update of the rows of a query, by its arguments: whole numbers, strings, moments.

    `build` gives the rows, and what each of their fields is to be.
    """

    def __init__(self, build: Callable[..., "tuple[models.QuerySet[M], dict[str, Any]]"]) -> None:
        self._build = build
        self._names = tuple(inspect.signature(build).parameters)
        self._plans: dict[str, tuple[str, tuple[Slot, ...]]] = {}

    def make(self, **arguments: Value) -> int:
        """Tells how many rows there were."""
        sql, slots = self._plans.get(connection.vendor) or self._compile(arguments)
        given = {name: _adapt(value) for name, value in arguments.items()}
        with connection.cursor() as cursor:
            cursor.execute(sql, [given[slot.name] if slot.name else slot.constant for slot in slots])
            return int(cursor.rowcount)

    def _compile(self, arguments: dict[str, Value]) -> tuple[str, tuple[Slot, ...]]:
        marks = {name: _mark(arguments[name], name, place) for place, name in enumerate(self._names)}
        names = {_adapt(mark): name for name, mark in marks.items()}
        rows, values = self._build(**marks)
        query = cast(UpdateQuery, rows.query.chain(UpdateQuery))
        query.add_update_values(values)
        query.clear_ordering(force=True)
        sql, parameters = query.get_compiler(using=DEFAULT_DB_ALIAS).as_sql()
        slots = tuple(Slot(name=names[value]) if value in names else Slot(constant=value) for value in parameters)
        if {slot.name for slot in slots if slot.name} != set(self._names):
            raise ValueError(f"An update of {rows.model.__name__} does not use all of {self._names} as they are.")
        self._plans[connection.vendor] = sql, slots
        return sql, slots


def _mark(argument: Value, name: str, place: int) -> Value:
    """What stands for an argument of this kind while the statement is built."""
    if isinstance(argument, datetime):
        return datetime(1971, 1, 1, microsecond=FIRST_MARK + place, tzinfo=UTC)
    return FIRST_MARK + place if isinstance(argument, int) else f"mark {name}"


def _adapt(value: Value) -> Any:
    """A moment as this kind of database takes it."""
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value


class Update(Generic[M]):
    """Writes these fields of rows that exist, whatever their number in one statement."""

    def __init__(self, model: type[M], *names: str) -> None:
        self._model = model
        self._names = names

    def write(self, rows: Iterable[M]) -> None:
        """Nothing but these fields, and no signal: for the one module that writes the table."""
        fields: list[Any] = [self._model._meta.get_field(name) for name in self._names]
        values = [
            [*(field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields), row.pk]
            for row in rows
        ]
        if not values:
            return
        quote: Callable[[Any], str] = connection.ops.quote_name
        assignments = ", ".join(f"{quote(field.column)} = %s" for field in fields)
        table, key = quote(self._model._meta.db_table), quote(self._model._meta.pk.column)
        sql = f"UPDATE {table} SET {assignments} WHERE {key} = %s"  # noqa: S608  names of our own models
        with connection.cursor() as cursor:
            cursor.executemany(sql, values)
