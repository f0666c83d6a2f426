"""Deciding about a question, giving it a key, merging two and splitting one."""

from typing import Any

from django import forms

from quizzes import joining
from quizzes.models import Question


class StateForm(forms.Form):
    state = forms.ChoiceField(choices=Question.State.choices)


class KeyForm(forms.Form):
    """One option, or several where the question takes several."""

    correct = forms.MultipleChoiceField()

    def __init__(self, data: Any, *, question: Question) -> None:
        super().__init__(data)
        options = question.latest.spec.get("options", ())
        self.fields["correct"].choices = [(str(place), text) for place, text in enumerate(options)]  # type: ignore[attr-defined]

    def read_correct(self) -> list[int]:
        return sorted(int(place) for place in self.cleaned_data["correct"])


class QuestionChoice(forms.ModelChoiceField):
    def label_from_instance(self, question: Question) -> str:
        version = question.latest
        stem = " ".join(version.stem.split())
        words = stem if len(stem) <= 90 else f"{stem[:89]}…"
        return f"{version.label}: {words}" if version.label else words


class MergeForm(forms.Form):
    other = QuestionChoice(
        label="The other question",
        queryset=Question.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the question to merge with."},
    )

    def __init__(self, data: Any = None, *, question: Question) -> None:
        super().__init__(data)
        others = Question.objects.filter(deck=question.deck_id).exclude(pk=question.pk)
        others = others.exclude(state=Question.State.REJECTED).filter(current__kind__in=joining.JOINED)
        self.fields["other"].queryset = others.select_related("current").in_order()  # type: ignore[attr-defined]


class SplitForm(forms.Form):
    """Where the second question begins."""

    line = forms.TypedChoiceField(label="The second question’s words begin with", coerce=int, widget=forms.RadioSelect)
    option = forms.TypedChoiceField(label="Its options begin with", coerce=int, widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, question: Question) -> None:
        super().__init__(data)
        lines = joining.list_lines(question)
        options = list(question.latest.spec.get("options", ()))
        letters = [chr(ord("A") + place) for place in range(len(options))]
        begins = [
            (place, f"{letter}: {text}") for place, (letter, text) in enumerate(zip(letters, options, strict=True))
        ]
        self.can_split = len(lines) > 1
        self.fields["line"].choices = list(enumerate(lines))[1:]  # type: ignore[attr-defined]
        self.fields["option"].choices = [*begins, (len(options), "It has no options")]  # type: ignore[attr-defined]
        self.fields["option"].initial = len(options)
