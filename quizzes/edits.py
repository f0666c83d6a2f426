"""What somebody has typed into a question's form and not saved yet: a reload loses nothing. The only writer of Edit.

It belongs to the question that is edited, or to the slide that a new one is written for.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict

from courseapp.accounts.models import User
from quizzes.models import Edit, Question, Slide

LONGEST = 200_000  # characters
FIELDS = ("label", "stem", "explanation", "points", "shuffle", "based_on", "correct", "credit", "option_", "spec_")
KIND = "kind"  # not of the form, which is made for a kind


def keep(*, about: Question | Slide, author: User, posted: QueryDict, kind: str = "") -> bool:
    """Remember what the form of that kind holds; False if it is too much to remember."""
    said = {name: posted.getlist(name) for name in posted if name.startswith(FIELDS)}
    data = {name: [text.replace("\r\n", "\n") for text in texts] for name, texts in said.items()}
    if sum(len(text) for texts in data.values() for text in texts) > LONGEST:
        return False
    Edit.objects.update_or_create(**_name(about), author=author, defaults={"data": {**data, KIND: [kind]}})
    return True


def find(*, about: Question | Slide, author: User) -> Edit | None:
    return Edit.objects.filter(**_name(about), author=author).first()


def forget(*, about: Question | Slide, author: User) -> None:
    """It was saved, or is not wanted."""
    Edit.objects.filter(**_name(about), author=author).delete()


def read(edit: Edit) -> QueryDict:
    """The form's data as it was posted."""
    posted = QueryDict(mutable=True)
    data: Mapping[str, Sequence[str]] = edit.data
    for name, texts in data.items():
        posted.setlist(name, list(texts))
    return posted


def _name(about: Question | Slide) -> dict[str, Any]:
    return {"question": about} if isinstance(about, Question) else {"slide": about}
