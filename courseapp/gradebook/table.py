"""The gradebook as a table: students by items, read in a constant number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from django.utils import timezone

from courseapp.accounts.models import User
from courseapp.courses.models import Course, Enrolment, EnrolmentQuerySet
from courseapp.gradebook import policies
from courseapp.gradebook.models import GradeEntry, GradeItem
from courseapp.gradebook.policies import Standing


@dataclass(frozen=True)
class Column:
    """An item. Unpublished ones stand in the staff's table only, and count for nothing yet."""

    pk: int
    title: str
    url: str
    kind: str
    max_points: Decimal
    counting: str
    due_at: datetime | None
    is_published: bool
    shows_results: bool  # to students


@dataclass(frozen=True)
class Cell:
    column: Column
    standing: Standing

    @property
    def points(self) -> Decimal | None:
        return self.standing.points


@dataclass(frozen=True)
class Row:
    user_pk: int
    name: str
    email: str
    section: str
    cells: tuple[Cell, ...]
    total: Decimal


@dataclass(frozen=True)
class Table:
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    max_total: Decimal


class _Entry(NamedTuple):
    """As much of a ledger entry as the policies need: a term's worth of them is read at once."""

    item: int
    student: int
    kind: str
    points: Decimal | None
    origin: str


def read(
    *,
    course: Course,
    students: EnrolmentQuerySet | None = None,
    with_unpublished: bool = False,
    with_unreleased: bool = True,
) -> Table:
    """The whole table, or the rows of `students` (enrolments), by name. Three queries, however large it is.

    What is unreleased (points that students may not see yet) looks as if nothing had been recorded, if so asked for.
    """
    columns = list_columns(course=course, with_unpublished=with_unpublished)
    chosen = Enrolment.objects.filter(course=course).of_students() if students is None else students
    enrolments = list(chosen.by_name())
    told = columns if with_unreleased else tuple(column for column in columns if column.shows_results)
    standings = _settle_all(told, enrolments)
    return Table(
        columns=columns,
        rows=tuple(_make_row(enrolment, columns, standings[enrolment.user_id]) for enrolment in enrolments),
        max_total=policies.add_up(column.max_points for column in columns if column.is_published),
    )


def read_row(*, course: Course, user: User) -> tuple[Table, Row | None]:
    """What one student sees of the table: published items, released points. No row for somebody who is no student."""
    own = Enrolment.objects.filter(course=course, user=user).of_students()
    table = read(course=course, students=own, with_unreleased=False)
    return table, next(iter(table.rows), None)


def list_columns(*, course: Course, with_unpublished: bool) -> tuple[Column, ...]:
    items = GradeItem.objects.filter(course=course).in_order()
    now = timezone.now()
    columns = (
        Column(
            pk=item.pk,
            title=item.title,
            url=item.url,
            kind=item.kind,
            max_points=item.max_points,
            counting=item.counting,
            due_at=item.due_at,
            is_published=item.published_at is not None and item.published_at <= now,
            shows_results=item.shows_results(now),
        )
        for item in items
    )
    return tuple(column for column in columns if column.is_published or with_unpublished)


def _settle_all(columns: Sequence[Column], enrolments: Collection[Enrolment]) -> dict[int, dict[int, Standing]]:
    """student -> item -> what counts."""
    entries: dict[tuple[int, int], list[_Entry]] = defaultdict(list)
    for entry in _list_entries(columns, enrolments):
        entries[entry.student, entry.item].append(entry)
    counting = {column.pk: column.counting for column in columns}
    standings: dict[int, dict[int, Standing]] = defaultdict(dict)
    for (student, item), of_one in entries.items():
        standings[student][item] = policies.settle(entries=of_one, counting=counting[item])
    return standings


def _list_entries(columns: Sequence[Column], enrolments: Collection[Enrolment]) -> Iterator[_Entry]:
    rows = GradeEntry.objects.filter(
        item__in=[column.pk for column in columns], student__in=[enrolment.user_id for enrolment in enrolments]
    )
    return map(
        _Entry._make, rows.order_by("pk").values_list("item_id", "student_id", "kind", "points", "origin").iterator()
    )


def _make_row(enrolment: Enrolment, columns: Sequence[Column], standings: dict[int, Standing]) -> Row:
    cells = tuple(Cell(column=column, standing=standings.get(column.pk, Standing())) for column in columns)
    return Row(
        user_pk=enrolment.user_id,
        name=str(enrolment.user),
        email=enrolment.user.email,
        section=enrolment.section.name if enrolment.section else "",
        cells=cells,
        total=policies.add_up(cell.points for cell in cells if cell.column.is_published),
    )
