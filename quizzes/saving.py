"""What becomes of the answers on a sheet: looked at one by one, and written where they may be. `attempts` says when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from courseapp.site.prepared import Update
from quizzes import marking, reading
from quizzes.marking import Data
from quizzes.models import Answer, Attempt, Quiz
from quizzes.sheets import Entry, Fate, Sheet, decide

_saved = Update(
    Answer,
    *("data", "revision", "saved_at", "tab", "sequence"),
    guard=lambda attempt, revision, tab, sequence: Answer.objects.filter(
        attempt__in=Attempt.objects.open().filter(pk=attempt).select_for_update().order_by(),
        revision=revision,
        tab=tab,
        sequence=sequence,
        checked_at=None,
    ),
)


@dataclass(frozen=True)
class Saving:
    """What became of a sheet, by position. What could not be saved leaves the stored answer as it was."""

    saved: frozenset[int] = frozenset()
    elsewhere: frozenset[int] = frozenset()  # changed in another tab, and not touched in this one
    conflicts: frozenset[int] = frozenset()  # changed in both
    malformed: frozenset[int] = frozenset()  # not an answer this question can take
    locked: frozenset[int] = frozenset()  # checked already, or passed where there is no way back

    @property
    def is_safe(self) -> bool:
        """Everything this page wanted to say is stored."""
        return not self.conflicts and not self.malformed and not self.locked

    @property
    def is_complete(self) -> bool:
        """What is stored is exactly what this page shows."""
        return self.is_safe and not self.elsewhere


def try_alone(*, attempt: Attempt, sheet: Sheet, now: datetime) -> Saving | None:
    """A new answer to a single question, as nearly every page sends, in one statement; None where that cannot be.

    Nobody holds a lock while it is looked at; it is written if until then neither the answer has changed nor the
    attempt been submitted. The statement locks the attempt as everybody does who changes it.
    """
    if len(sheet.entries) != 1 or not attempt.is_open or attempt.quiz.layout == Quiz.Layout.ONE_WAY:
        return None
    entry = sheet.entries[0]
    for answer in reading.read_answers_at(attempt, [entry.position]):
        data, fate = _judge(answer=answer, entry=entry, attempt=attempt, sheet=sheet)
        if fate is Fate.WRITE:
            seen: dict[str, int | str] = {"revision": answer.revision, "tab": answer.tab, "sequence": answer.sequence}
            if _saved.write_if(_put(answer, data=data, sheet=sheet, now=now), attempt=attempt.pk, **seen):
                return Saving(saved=frozenset({entry.position}))
    return None


def write(*, attempt: Attempt, sheet: Sheet, now: datetime) -> Saving:
    """Store what can be stored. The caller holds the lock on the open attempt."""
    entries = {entry.position: entry for entry in sheet.entries}
    fates: dict[int, Fate] = dict.fromkeys(entries, Fate.MALFORMED)
    written = []
    for answer in reading.read_answers_at(attempt, list(entries)):
        data, fate = _judge(answer=answer, entry=entries[answer.position], attempt=attempt, sheet=sheet)
        fates[answer.position] = fate
        if fate is Fate.WRITE:
            written.append(_put(answer, data=data, sheet=sheet, now=now))
        elif fate is Fate.SAME and sheet.tab and answer.tab in {"", sheet.tab} and sheet.sequence > answer.sequence:
            answer.tab, answer.sequence = sheet.tab, sheet.sequence
            written.append(answer)
    _saved.write(written)
    return Saving(**{name: _select(fates, *wanted) for name, wanted in GROUPS.items()})


GROUPS = {
    "saved": (Fate.WRITE, Fate.SAME),
    "elsewhere": (Fate.ELSEWHERE,),
    "conflicts": (Fate.CONFLICT,),
    "malformed": (Fate.MALFORMED,),
    "locked": (Fate.LOCKED,),
}


def _select(fates: Mapping[int, Fate], *wanted: Fate) -> frozenset[int]:
    return frozenset(position for position, fate in fates.items() if fate in wanted)


def _judge(*, answer: Answer, entry: Entry, attempt: Attempt, sheet: Sheet) -> tuple[Data | None, Fate]:
    try:
        data = marking.read_data(version=answer.version, posted=entry.posted)
    except marking.MalformedAnswer:
        return None, Fate.MALFORMED
    fate = decide(answer=answer, data=data, entry=entry, sheet=sheet)
    return data, Fate.LOCKED if fate is not Fate.SAME and attempt.is_locked(answer) else fate


def _put(answer: Answer, *, data: Data | None, sheet: Sheet, now: datetime) -> Answer:
    answer.data, answer.revision, answer.saved_at = data, answer.revision + 1, now
    answer.tab, answer.sequence = sheet.tab, sheet.sequence
    return answer
