"""What somebody has typed into a question's form and not saved yet: a reload loses nothing. The only writer of Edit."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict

from courseapp.accounts.models import User
from quizzes.models import Edit, Question

LONGEST = 200_000  # characters
FIELDS = ("label", "stem", "explanation", "points", "shuffle", "based_on", "correct", "credit", "option_", "spec_")


def keep(*, question: Question, author: User, posted: QueryDict) -> bool:
    """Remember what the form holds; False if it is too much to remember."""
    data = {name: posted.getlist(name) for name in posted if name.startswith(FIELDS)}
    if sum(len(text) for texts in data.values() for text in texts) > LONGEST:
        return False
    Edit.objects.update_or_create(question=question, author=author, defaults={"data": data})
    return True


def find(*, question: Question, author: User) -> Edit | None:
    return Edit.objects.filter(question=question, author=author).first()


def forget(*, question: Question, author: User) -> None:
    """It was saved, or is not wanted."""
    Edit.objects.filter(question=question, author=author).delete()


def read(edit: Edit) -> QueryDict:
    """The form's data as it was posted."""
    posted = QueryDict(mutable=True)
    data: Mapping[str, Sequence[str]] = edit.data
    for name, texts in data.items():
        posted.setlist(name, list(texts))
    return posted


def describe(posted: QueryDict) -> dict[str, Any]:
    """What a preview shows: stem, options with a mark on the right ones, explanation."""
    right = set(posted.getlist("correct"))
    names = sorted((name for name in posted if name.startswith("option_")), key=lambda name: (len(name), name))
    options = [
        {"text": posted[name], "is_right": name.removeprefix("option_") in right} for name in names if posted[name]
    ]
    return {"stem": posted.get("stem", ""), "options": options, "explanation": posted.get("explanation", "")}
