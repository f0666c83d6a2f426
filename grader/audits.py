"""Audits of assignments' folders, asked for and stored: the only writer of FolderAudit. The rows are the truth."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from courseapp.celery import tell_workers
from grader.judge import assignment_hash
from grader.judge.audit import Row
from grader.judge.grading import JUDGE_VERSION
from grader.judge.mutants import Mutant
from grader.models import FolderAudit

LONGEST_CLAIM = timedelta(seconds=330)  # without a sign of life: far longer than any step takes
PATIENCE = timedelta(seconds=8)
MOST_DELIVERIES = 3
ANEW: Mapping[str, Any] = {
    "state": FolderAudit.State.WAITING,
    "rows": [],
    "mutants": [],
    "blockers": [],
    "done": 0,
    "total": 0,
    "deliveries": 0,
    "trouble": "",
    "finished_at": None,
}


def find(source: str) -> FolderAudit | None:
    """The audit of the files as they are now, if somebody has asked for it. Raises AssignmentError."""
    return FolderAudit.objects.filter(assignment_hash=assignment_hash(source), judge=JUDGE_VERSION).first()


def ask(source: str, *, again: bool = False) -> FolderAudit:
    """Have the files audited as they are now, unless that is known; `again`: all the same. Raises AssignmentError."""
    names = {"assignment_hash": assignment_hash(source), "judge": JUDGE_VERSION}
    with transaction.atomic():
        audit, is_new = FolderAudit.objects.get_or_create(**names, defaults={"source": source})
        if again and audit.is_finished:
            FolderAudit.objects.filter(pk=audit.pk).update(source=source, asked_at=timezone.now(), **ANEW)
            audit.refresh_from_db()
        if is_new or again:
            transaction.on_commit(hint)
    return audit


def hint() -> None:
    """Tell a worker that an audit waits."""
    tell_workers("grader.tasks.audit", of="an audit")


def sweep() -> None:
    """Tell the workers of audits that nobody works on."""
    free = _list_free().filter(asked_at__lt=timezone.now() - PATIENCE)
    if free.exists():
        hint()


def take() -> FolderAudit | None:
    """Claim the audit that was asked for first; None where nothing waits or others have it."""
    first = _list_free().order_by("asked_at").first()
    if first is None:
        return None
    if first.deliveries >= MOST_DELIVERIES:
        fail(first, "It ended the worker that was at it, more than once.")
        return None
    claim = {"claim": secrets.token_hex(16), "claimed_at": timezone.now(), "deliveries": F("deliveries") + 1}
    taken = _list_free().filter(pk=first.pk).update(**claim)
    return FolderAudit.objects.get(pk=first.pk) if taken else None


def note(audit: FolderAudit, *, done: int, total: int, rows: Sequence[dict[str, Any]]) -> bool:
    """Keep how far it is; False where somebody else has it by now."""
    fields = {"done": done, "total": total, "rows": list(rows), "claimed_at": timezone.now(), "deliveries": 0}
    return bool(_own(audit).update(**fields))


def keep(audit: FolderAudit) -> None:
    """Say that the worker is still at it."""
    _own(audit).update(claimed_at=timezone.now())


def let_go(audit: FolderAudit) -> None:
    """Leave the rest to whoever comes next."""
    _own(audit).update(claim="", claimed_at=None)


def finish(audit: FolderAudit, *, rows: Sequence[Row], mutants: Sequence[Mutant], total: int) -> bool:
    """Store what was found; False where somebody else has stored it."""
    fields: dict[str, Any] = {
        "rows": [asdict(row) for row in rows],
        "mutants": [asdict(mutant) for mutant in mutants],
        "blockers": [*_list_blockers(rows), *(_say_mutant(each) for each in mutants if each.blocks_publishing)],
    }
    end = {"state": FolderAudit.State.DONE, "done": total, "total": total, "claim": "", "finished_at": timezone.now()}
    return bool(_own(audit).update(**fields, **end))


def fail(audit: FolderAudit, trouble: str) -> None:
    """It cannot be done: the folder is not as it was, or its own files fail."""
    end = {"state": FolderAudit.State.FAILED, "claim": "", "finished_at": timezone.now()}
    _own(audit).update(trouble=trouble[:500], **end)


def _list_blockers(rows: Sequence[Row]) -> list[str]:
    """One sentence a file: what one seed shows is enough."""
    blocking = [row for row in rows if row.blocks_publishing]
    return [f"`{row.file}`: {row.complaints[0].partition(' (seed')[0]}." for row in blocking]


def _say_mutant(mutant: Mutant) -> str:
    return f"A wrong `{mutant.function}` earns full marks: {mutant.title}"


def _own(audit: FolderAudit) -> Any:
    return FolderAudit.objects.filter(pk=audit.pk, claim=audit.claim, state=FolderAudit.State.WAITING)


def _list_free() -> Any:
    lost = Q(claimed_at__lt=timezone.now() - LONGEST_CLAIM)
    return FolderAudit.objects.filter(Q(claim="") | lost, state=FolderAudit.State.WAITING)
