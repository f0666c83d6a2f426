"""A course as files -> the database. What is in the files wins; what the files do not name is left alone.

The folder holds `course.toml`; the parts of the site that own other content (quizzes, assignments) read their own
files beside it, through the functions named in settings.COURSE_CONTENT.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Protocol, TypeVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import models, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from courseapp.courses.models import Announcement, Course, Section

Row = TypeVar("Row", bound=models.Model)

OFFSET = re.compile(r"\+(\d{1,3}) days?(?: (\d\d):(\d\d))?")
END_OF_DAY = time(23, 59)


class ContentError(Exception):
    """Something in a course's folder cannot be read; the message names the file and what to do."""


@dataclass(frozen=True)
class Change:
    """What syncing did, or with a dry run would do, to one thing."""

    action: str  # created, updated, unchanged
    kind: str
    name: str
    fields: tuple[str, ...] = ()
    note: str = ""  # what else whoever syncs should know

    def __str__(self) -> str:
        changed = f" ({', '.join(self.fields)})" if self.fields else ""
        return f"{self.action:<10} {self.kind} {self.name}{changed}{self.note and f': {self.note}'}"


class ContentSync(Protocol):
    def __call__(self, *, course: Course, folder: Path) -> list[Change]: ...


def sync(*, folder: Path, dry_run: bool = False) -> list[Change]:
    """Bring the database in line with `folder`, all or nothing. Raises ContentError."""
    with transaction.atomic():
        course, changes = _sync_course(folder=folder)
        parts: list[ContentSync] = [import_string(name) for name in settings.COURSE_CONTENT]
        for part in parts:
            changes += part(course=course, folder=folder)
        transaction.set_rollback(dry_run)
    return changes


def read_toml(path: Path) -> dict[str, Any]:
    """The file's tables; raises ContentError that names the file and the place."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ContentError(f"{path}: cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise ContentError(f"{path}: is not UTF-8 text; save it as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise ContentError(f"{path}: is not TOML: {error}.") from error


def require(table: Mapping[str, Any], key: str, *, path: Path) -> Any:
    """The value of `key`; raises ContentError where it is missing."""
    if key not in table:
        raise ContentError(f"{path}: says nothing of `{key}`; add it.")
    return table[key]


def read_moment(value: object, *, course: Course, path: Path) -> datetime | None:
    """A date, a date with time, or an offset such as `"+14 days 18:00"` from the day the course was made here.

    A date alone means the end of that day; times without an offset are in the site's time zone.
    """
    match value:
        case None:
            return None
        case datetime():
            moment = value
        case date():
            moment = datetime.combine(value, END_OF_DAY)
        case str() if found := OFFSET.fullmatch(value):
            day = timezone.localdate(course.created_at) + timedelta(days=int(found[1]))
            moment = datetime.combine(day, time(int(found[2]), int(found[3])) if found[2] else END_OF_DAY)
        case _:
            raise ContentError(f'{path}: {value!r} is no date. Write 2026-11-30, 2026-11-30T18:00:00, or "+14 days".')
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def store(
    rows: models.QuerySet[Row], *, kind: str, name: str, lookup: Mapping[str, Any], fields: Mapping[str, Any]
) -> tuple[Row, Change]:
    """The row that `lookup` names, made or brought up to date, and what that changed."""
    row = rows.filter(**lookup).first()
    if row is None:
        return rows.create(**lookup, **fields), Change(action="created", kind=kind, name=name)
    changed = tuple(field for field, value in fields.items() if getattr(row, field) != value)
    for field in changed:
        setattr(row, field, fields[field])
    if changed:
        row.save(update_fields=changed)
    return row, Change(action="updated" if changed else "unchanged", kind=kind, name=name, fields=changed)


def _sync_course(*, folder: Path) -> tuple[Course, list[Change]]:
    path = folder / "course.toml"
    table = read_toml(path)
    slug = str(require(table, "slug", path=path))
    try:
        validate_slug(slug)
    except ValidationError:
        raise ContentError(f"{path}: the slug {slug!r} goes into addresses; use letters, digits and hyphens.") from None
    fields = {"title": require(table, "title", path=path), "term": table.get("term", "")}
    course, change = store(
        Course.objects.all(),
        kind="course",
        name=slug,
        lookup={"slug": slug},
        fields={**fields, "summary": table.get("summary", "")},
    )
    return course, [
        change,
        *_sync_sections(course=course, names=table.get("sections", [])),
        *_sync_announcements(course=course, tables=table.get("announcements", []), path=path),
    ]


def _sync_sections(*, course: Course, names: Iterable[str]) -> list[Change]:
    return [
        store(Section.objects.all(), kind="section", name=name, lookup={"course": course, "name": name}, fields={})[1]
        for name in names
    ]


def _sync_announcements(*, course: Course, tables: Iterable[Mapping[str, Any]], path: Path) -> list[Change]:
    changes = []
    for table in tables:
        key = str(require(table, "key", path=path))
        fields = {"title": require(table, "title", path=path), "body": require(table, "body", path=path).strip()}
        lookup = {"course": course, "key": key}
        changes.append(
            store(Announcement.objects.all(), kind="announcement", name=key, lookup=lookup, fields=fields)[1]
        )
    return changes
