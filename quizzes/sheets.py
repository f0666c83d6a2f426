"""What one page of answers says when it is sent, and whether it may replace what is stored.

A page carries a name of its own (`tab`), counts what it sends (`sequence`; 0 without scripts), and says for each
question what it showed when it was drawn (`seen`: revision and digest). So an older page never overwrites silently,
while a page's own later word replaces its earlier one even if the reply to that was lost on the way.
"""

import hashlib
import json
import re
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Protocol

from quizzes.models import Answer

FIELD = re.compile(r"q(\d{1,4})\.([\w.-]{1,60})")
SEEN = re.compile(r"(\d{1,9}):([0-9a-f]{12})")
TAB = re.compile(r"[0-9a-f]{16}")
NEVER = -1  # the revision of a page that does not say what it showed
LARGEST_SEQUENCE = 2**31 - 1

Posted = Mapping[str, Sequence[str]]


class PostedForm(Protocol):
    """What we need of Django's QueryDict."""

    def lists(self) -> Iterable[tuple[str, list[str]]]: ...


@dataclass(frozen=True)
class Entry:
    """What a page says about one question."""

    position: int
    posted: Posted
    revision: int = NEVER
    shown: str = ""  # digest of the answer that the page showed when it was drawn


@dataclass(frozen=True)
class Sheet:
    entries: tuple[Entry, ...] = ()
    tab: str = ""
    sequence: int = 0

    def only(self, position: int) -> "Sheet":
        """The same page, speaking of one question; of no answer to it where the form has none."""
        entries = tuple(entry for entry in self.entries if entry.position == position)
        return Sheet(entries or (Entry(position, {}),), self.tab, self.sequence)


class Fate(Enum):
    """What becomes of an entry."""

    WRITE = auto()
    SAME = auto()  # it is stored already: a repeated request, or nothing changed
    ELSEWHERE = auto()  # another page changed the answer, this one did not touch it
    CONFLICT = auto()  # both changed it
    MALFORMED = auto()
    LOCKED = auto()  # it may not be changed any more


EMPTY = Sheet()


def read(form: PostedForm) -> Sheet:
    """The sheet in a posted form; whatever is not ours is left aside."""
    fields: dict[int, dict[str, list[str]]] = {}
    plain: dict[str, str] = {}
    for name, values in form.lists():
        if match := FIELD.fullmatch(name):
            fields.setdefault(int(match[1]), {})[match[2]] = values
        elif values:
            plain[name] = values[-1]
    return Sheet(
        entries=tuple(_read_entry(position, posted) for position, posted in sorted(fields.items())),
        tab=plain["tab"] if TAB.fullmatch(plain.get("tab", "")) else "",
        sequence=_read_sequence(plain.get("sequence", "")),
    )


def decide(*, answer: Answer, data: Any, entry: Entry, sheet: Sheet) -> Fate:
    """Whether `data`, read from `entry`, replaces what `answer` holds."""
    own = bool(sheet.tab) and answer.tab == sheet.tab
    if data == answer.data:
        return Fate.SAME
    if own and sheet.sequence < answer.sequence:
        return Fate.CONFLICT  # an earlier word of the same page that was held up on the way
    if entry.revision == answer.revision or (own and sheet.sequence > answer.sequence):
        return Fate.WRITE
    return Fate.ELSEWHERE if digest(data) == entry.shown else Fate.CONFLICT


def prefix(position: int) -> str:
    """What stands before the names of a question's fields."""
    return f"q{position}."


def describe_seen(answer: Answer) -> str:
    """What a page that shows `answer` as it is now carries along."""
    return f"{answer.revision}:{digest(answer.data)}"


def digest(data: Any) -> str:
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:12]


def draw_tab() -> str:
    """A name for one page."""
    return secrets.token_hex(8)


def _read_entry(position: int, posted: dict[str, list[str]]) -> Entry:
    seen = SEEN.fullmatch("".join(posted.pop("seen", [])))
    if seen is None:
        return Entry(position, posted)
    return Entry(position, posted, revision=int(seen[1]), shown=seen[2])


def _read_sequence(text: str) -> int:
    return min(int(text), LARGEST_SEQUENCE) if re.fullmatch(r"\d{1,10}", text, re.ASCII) else 0
