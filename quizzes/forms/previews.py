"""What a question's form says, for a preview beside it; nothing needs to be right yet."""

from typing import Any

from quizzes import question_types, trouble
from quizzes.forms.questions import QuestionForm


def describe(form: QuestionForm) -> dict[str, Any] | None:
    """Stem, explanation, and options with a mark on the right ones or the key that the kind's inputs give.

    None before anybody typed.
    """
    if not form.is_bound:
        return None
    words = {name: str(form.data.get(name, "")) for name in ("stem", "explanation")}
    return {**words, "options": _list_options(form), "shown": _show_key(form)}


def _list_options(form: QuestionForm) -> list[dict[str, Any]]:
    filled = [(choice, str(words.value() or "")) for choice, words in form.rows()]
    return [{"text": text, "is_right": choice.data["selected"]} for choice, text in filled if text]


def _show_key(form: QuestionForm) -> dict[str, Any] | None:
    draft = form.read_draft()
    if draft is None:
        return None
    kind, sentence = question_types.get(draft.kind), trouble.describe(draft)
    return {"type": kind, "trouble": sentence, "question": None if sentence else kind.read_spec(draft.spec)}
