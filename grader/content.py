"""A course's `assignments/*.toml` -> the database.

assignment = "rnn_cell"            # of the catalogue, or a folder: "./my_cell", seen from this file
title = "Your first cell"          # left out: the assignment's own title
opens = "+0 days"
due = 2026-11-30T18:00:00
published = true                   # or a date; left out: published; a folder of your own, when its audit passes

[limits]
attempts = 20                      # left out: any number
cooldown_s = 30                    # seconds between two submissions; left out: none
per_hour = 20                      # left out: 60

[hints]                            # left out: what is set on the site, or else as the assignment's folder says
where = 1                          # the attempt with which each hint comes, false: never
what = 2
how = 3
"""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils import timezone

from courseapp.courses.content import Change, ContentError, read_moment, read_toml, require
from courseapp.courses.models import Course
from grader import coursework, publishing
from grader.judge import AssignmentError, HintSteps
from grader.judge.hint_steps import read_hint_steps
from grader.judge.tables import Table
from grader.models import Assignment

KEYS = {"assignment", "title", "opens", "due", "published", "limits", "hints"}
LIMITS = {"attempts": "attempts", "cooldown_s": "cooldown_s", "per_hour": "hourly_limit"}


def sync(*, course: Course, folder: Path) -> list[Change]:
    """Every assignment named in the folder, made or brought up to date. Raises ContentError."""
    return [_sync_assignment(course=course, path=path) for path in sorted((folder / "assignments").glob("*.toml"))]


def _sync_assignment(*, course: Course, path: Path) -> Change:
    table = read_toml(path)
    if unknown := sorted(set(table) - KEYS):
        raise ContentError(f"{path}: `{unknown[0]}` is not known here; there are {', '.join(sorted(KEYS))}.")
    try:
        validate_slug(path.stem)
        source = _find_source(str(require(table, "assignment", path=path)), path=path)
        before = Assignment.objects.filter(course=course, slug=path.stem).first()
        wanted = _read_published(table.get("published", True), before, course=course, path=path)
        decision = publishing.decide(source=source, wanted=wanted, before=before)
        _, change = coursework.ensure(
            course=course,
            slug=path.stem,
            source=source,
            title=str(table.get("title", "")),
            opens_at=read_moment(table.get("opens"), course=course, path=path),
            due_at=read_moment(table.get("due"), course=course, path=path),
            published_at=decision.published_at,
            publish_at=decision.publish_at,
            hints=_read_hints(table, path=path),
            **_read_limits(table.get("limits", {}), path=path),
        )
    except AssignmentError as error:
        raise ContentError(f"{path}: {error}") from error
    except ValidationError:
        raise ContentError(f"{path}: the file's name goes into addresses; use letters, digits and hyphens.") from None
    if not decision.reason:
        return change
    address = publishing.find_address(course=course.slug, slug=path.stem)
    return replace(change, note=f"not published yet: {decision.reason} ({address})")


def _find_source(written: str, *, path: Path) -> str:
    """A path has a slash or a dot in it and is seen from the file; anything else is a name of the catalogue."""
    return str((path.parent / written).resolve()) if "/" in written or "." in written else written


def _read_published(written: object, before: Assignment | None, *, course: Course, path: Path) -> datetime | None:
    if written is True:
        return (before and (before.published_at or before.publish_at)) or timezone.now()
    return None if written is False else read_moment(written, course=course, path=path)


def _read_limits(table: dict[str, Any], *, path: Path) -> dict[str, int]:
    limits = {}
    for key, value in table.items():
        least = 0 if key == "cooldown_s" else 1
        if key not in LIMITS:
            raise ContentError(f"{path}: the limit `{key}` is not known; there are {', '.join(LIMITS)}.")
        if type(value) is not int or value < least:
            raise ContentError(f"{path}: the limit `{key}` takes a whole number of at least {least}.")
        limits[LIMITS[key]] = value
    return limits


def _read_hints(table: dict[str, Any], *, path: Path) -> HintSteps | None:
    return read_hint_steps(Table(table, file=path).table("hints")) if "hints" in table else None
