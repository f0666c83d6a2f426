"""Queries and updates of pages under load, compiled once in each process: to compile costs Django ten times the asking.

    find_seat = Query(lambda row, seat: Seat.objects.select_related("room").filter(row=row, seat=seat))
    find_seat.first(row=3, seat=7)

The query is written as any other, as a function of its arguments: whole numbers and strings, compared as they are.
It is built once with marks in their place; from then on only the values change.
"""

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, connection, models, transaction
from django.db.models import signals
from django.db.models.base import ModelState
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
class Part:
    """The columns of one model in a row, and how what they make is tied to what refers to it.

    Rows become models without `Model.__init__`, which costs more than the asking; `check` says for which that is right.
    """

    model: type[models.Model]
    fields: tuple[str, ...]
    start: int
    end: int
    key: int
    tie: tuple[Callable[[Any, Any], None], Callable[[Any, Any], None]] | None
    parts: "tuple[Part, ...]"

    @classmethod
    def plan(cls, info: dict[str, Any], columns: Sequence[Any]) -> "Part":
        """From what Django's compiler says about a model that it selects."""
        chosen = info["select_fields"]
        start, end = chosen[0], chosen[-1] + 1
        fields = tuple(column.target.attname for column, *_ in columns[start:end])
        model = info["model"]
        check(model)
        return cls(
            model=model,
            fields=fields,
            start=start,
            end=end,
            key=start + fields.index(model._meta.pk.attname),
            tie=(info["local_setter"], info["remote_setter"]) if "local_setter" in info else None,
            parts=tuple(cls.plan(each, columns) for each in info.get("related_klass_infos", [])),
        )

    def read(self, values: list[Any]) -> Any:
        made = self.model.__new__(self.model)
        state = made._state = ModelState()
        state.adding, state.db = False, DEFAULT_DB_ALIAS
        made.__dict__.update(zip(self.fields, values[self.start : self.end], strict=True))
        for part in self.parts:
            part.attach(values, made)
        return made

    def attach(self, values: list[Any], whole: Any) -> None:
        """Make what `whole` refers to, and tell both."""
        made = None if values[self.key] is None else self.read(values)
        if self.tie is not None:
            tell_whole, tell_part = self.tie
            tell_whole(whole, made)
            if made is not None:
                tell_part(made, whole)


def check(model: type[models.Model]) -> None:
    """Raises ValueError for a model of whose making somebody else wants to hear."""
    told = signals.pre_init.has_listeners(model) or signals.post_init.has_listeners(model)
    own = model.__init__ is not models.Model.__init__ or model.from_db.__func__ is not models.Model.from_db.__func__  # type: ignore[attr-defined]
    if told or own or model._meta.parents:
        raise ValueError(f"{model.__name__} is not made of its columns alone, so its queries cannot be prepared.")


@dataclass(frozen=True)
class Plan(Generic[M]):
    """What Django would work out for every row and every query again."""

    sql: str
    slots: tuple[Slot, ...]
    converters: tuple[tuple[int, Any, Any], ...]
    part: Part

    def read(self, row: Sequence[Any]) -> M:
        values = list(row)
        for position, convert, expression in self.converters:
            values[position] = convert(values[position], expression, connection)
        made: M = self.part.read(values)
        return made


def fill(slots: Iterable[Slot], arguments: Mapping[str, Value]) -> list[Any]:
    return [arguments[slot.name] if slot.name else slot.constant for slot in slots]


def mark(arguments: Mapping[str, Value]) -> dict[str, Value]:
    """Something to compile a statement with, that is found again in its parameters."""
    return {name: _mark(value, name, place) for place, (name, value) in enumerate(arguments.items())}


def make_slots(parameters: Iterable[Any], marks: Mapping[str, Value]) -> tuple[Slot, ...]:
    names = {_adapt(marked): name for name, marked in marks.items()}
    return tuple(Slot(name=names[value]) if value in names else Slot(constant=value) for value in parameters)


def _mark(argument: Value, name: str, place: int) -> Value:
    """What stands for an argument of this kind while the statement is built."""
    if isinstance(argument, datetime):
        return datetime(1971, 1, 1, microsecond=FIRST_MARK + place, tzinfo=UTC)
    return FIRST_MARK + place if isinstance(argument, int) else f"mark {name}"


def _adapt(value: Value) -> Any:
    """A moment as this kind of database takes it."""
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value


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
            cursor.execute(plan.sql, fill(plan.slots, arguments))
            return [plan.read(row) for row in cursor.fetchall()]

    def first(self, **arguments: Argument) -> M | None:
        """The first row; None where there is none."""
        return next(iter(self.all(**arguments)), None)

    def _compile(self, arguments: dict[str, Argument]) -> Plan[M]:
        marks = mark(arguments)
        compiler = self._build(**marks).query.get_compiler(using=DEFAULT_DB_ALIAS)
        sql, parameters = compiler.as_sql()
        if self._hold and connection.features.has_select_for_update:
            table = connection.ops.quote_name(compiler.query.base_table)
            sql = f"{sql} FOR SHARE OF {table}"  # Django knows the exclusive lock only
        converters = compiler.get_converters([column for column, *_ in compiler.select])
        plan: Plan[M] = Plan(
            sql=sql,
            slots=make_slots(parameters, marks),
            converters=tuple((place, each, column) for place, (chain, column) in converters.items() for each in chain),
            part=Part.plan(compiler.klass_info, compiler.select),
        )
        if {slot.name for slot in plan.slots if slot.name} != set(self._names):
            raise ValueError(
                f"A query of {plan.part.model.__name__} does not compare all of {self._names} as they are."
            )
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
            cursor.execute(sql, fill(slots, given))
            return int(cursor.rowcount)

    def _compile(self, arguments: dict[str, Value]) -> tuple[str, tuple[Slot, ...]]:
        marks = mark(arguments)
        rows, values = self._build(**marks)
        query = cast(UpdateQuery, rows.query.chain(UpdateQuery))
        query.add_update_values(values)
        query.clear_ordering(force=True)
        sql, parameters = query.get_compiler(using=DEFAULT_DB_ALIAS).as_sql()
        slots = make_slots(parameters, marks)
        if {slot.name for slot in slots if slot.name} != set(self._names):
            raise ValueError(f"An update of {rows.model.__name__} does not use all of {self._names} as they are.")
        self._plans[connection.vendor] = sql, slots
        return sql, slots


class Update(Generic[M]):
    """Writes these fields of rows that exist: nothing else, and no signal. For the one module that writes the table.

    `guard`: rows that may still be written, as a function of what must be so, for `write_if`.
    """

    def __init__(self, model: type[M], *names: str, guard: "Callable[..., models.QuerySet[M]] | None" = None) -> None:
        self._model = model
        self._names = names
        self._guard = guard
        self._guards: dict[str, tuple[str, tuple[Slot, ...]]] = {}

    def write(self, rows: Iterable[M]) -> None:
        """All of them in one statement, whatever their number."""
        if values := [[*self._read(row), row.pk] for row in rows]:
            with connection.cursor() as cursor:
                cursor.executemany(self._say(), values)

    def write_if(self, row: M, **arguments: Argument) -> bool:
        """One row, and only while the guard's query would still find it: looked at and written in one statement."""
        where, slots = self._guards.get(connection.vendor) or self._compile_guard(arguments)
        with connection.cursor() as cursor:
            cursor.execute(f"{self._say()} AND {where}", [*self._read(row), row.pk, *fill(slots, arguments)])
            return bool(cursor.rowcount)

    def _read(self, row: M) -> list[Any]:
        return [field.get_db_prep_save(getattr(row, field.attname), connection) for field in self._list_fields()]

    def _list_fields(self) -> list[Any]:
        return [self._model._meta.get_field(name) for name in self._names]

    def _say(self) -> str:
        quote: Callable[[Any], str] = connection.ops.quote_name
        meta = self._model._meta
        assignments = ", ".join(f"{quote(field.column)} = %s" for field in self._list_fields())
        key = f"{quote(meta.db_table)}.{quote(meta.pk.column)}"
        return f"UPDATE {quote(meta.db_table)} SET {assignments} WHERE {key} = %s"  # noqa: S608  our own names

    def _compile_guard(self, arguments: dict[str, Argument]) -> tuple[str, tuple[Slot, ...]]:
        if self._guard is None:
            raise TypeError(f"This update of {self._model.__name__} has no guard.")
        marks = mark(arguments)
        compiler = self._guard(**marks).query.get_compiler(using=DEFAULT_DB_ALIAS)
        with transaction.atomic():  # Django compiles no lock elsewhere
            where, parameters = compiler.compile(compiler.query.where)
        if sum(bool(uses) for uses in compiler.query.alias_refcount.values()) > 1:
            raise ValueError(f"A guard of {self._model.__name__} must ask about other tables in a query of their own.")
        slots = make_slots(parameters, marks)
        if {slot.name for slot in slots if slot.name} != set(arguments):
            raise ValueError(f"A guard of {self._model.__name__} does not compare all of {set(arguments)} as they are.")
        self._guards[connection.vendor] = (where, slots)
        return where, slots
