"""Editing a question: its words, its options and its key."""

from decimal import Decimal
from typing import Any

from django import forms

from quizzes.models import QuestionVersion
from quizzes.questions import STANDARD_POINTS, Wording
from quizzes.templatetags.quiz_words import points

FEWEST_ROWS = 4
SPARE_ROWS = 2
MOST_ROWS = 12
NO_KEY = ""
CHOICE = "single_choice"


class QuestionForm(forms.Form):
    """A question with options of which one is right. Rows left empty are dropped."""

    label = forms.CharField(required=False, max_length=200, help_text="A short name, such as “Pop Quiz #1”.")
    stem = forms.CharField(
        label="Question",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Markdown, with $mathematics$.",
        error_messages={"required": "Write what is asked."},
    )
    explanation = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Students read this after they have submitted. Markdown, with $mathematics$.",
    )
    points = forms.DecimalField(
        min_value=Decimal(0),
        max_value=Decimal(1000),
        decimal_places=2,
        initial=STANDARD_POINTS,
        help_text="For quizzes made from now on; a quiz that exists has its own points, on its settings page.",
    )
    shuffle = forms.BooleanField(
        label="Shuffle the options for each attempt",
        required=False,
        help_text="Leave this off where an option or the explanation speaks of “A” or “both of the above”.",
    )
    based_on = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, version: QuestionVersion | None = None) -> None:
        super().__init__(data, initial=_describe(version))
        self.version = version
        options = list(version.spec.get("options", ())) if version else []
        posted = sum(name.startswith("option_") for name in self.data)
        self.row_count = min(max(len(options) + SPARE_ROWS, FEWEST_ROWS, posted), max(MOST_ROWS, len(options)))
        for row in range(self.row_count):
            self.fields[f"option_{row}"] = forms.CharField(
                label=f"Option {chr(ord('A') + row)}",
                required=False,
                strip=True,
                initial=options[row] if row < len(options) else "",
                widget=forms.Textarea(attrs={"rows": 1, "class": "input"}),
            )
        rows = [(str(row), chr(ord("A") + row)) for row in range(self.row_count)]
        self.fields["correct"] = forms.ChoiceField(
            required=False, choices=rows, widget=forms.RadioSelect, initial=_find_key(version)
        )

    def rows(self) -> list[tuple[Any, forms.BoundField]]:
        """Each option's radio button and its words."""
        return list(zip(self["correct"], (self[f"option_{row}"] for row in range(self.row_count)), strict=True))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        options = self._read_options()
        correct = cleaned.get("correct", NO_KEY)
        if correct != NO_KEY and int(correct) not in options:
            self.add_error("correct", "The option marked as right has no words. Write it, or mark another one.")
        if len(options) == 1:
            self.add_error("correct", "One option alone is no choice. Write at least two.")
        if len(set(options.values())) < len(options):
            self.add_error("correct", "Two options say the same. Change one of them.")
        return cleaned

    def read_wording(self) -> Wording:
        cleaned, options = self.cleaned_data, self._read_options()
        correct = [place for place, row in enumerate(options) if str(row) == cleaned["correct"]]
        spec = dict(self.version.spec) if self.version else {}
        spec |= {"options": list(options.values()), "correct": correct}
        if cleaned["shuffle"] or "shuffle" in spec:
            spec["shuffle"] = cleaned["shuffle"]
        return Wording(
            kind=CHOICE if options or self.version is None else self.version.kind,
            stem=cleaned["stem"],
            spec=spec,
            label=cleaned["label"],
            points=cleaned["points"],
            explanation=cleaned["explanation"],
            evidence=self.version.evidence if self.version else "",
            doubts=() if correct else tuple(self.version.doubts if self.version else ()),
        )

    def _read_options(self) -> dict[int, str]:
        """What the filled rows say."""
        words = ((row, self.cleaned_data.get(f"option_{row}", "")) for row in range(self.row_count))
        return {row: text for row, text in words if text}


def _describe(version: QuestionVersion | None) -> dict[str, Any]:
    if version is None:
        return {}
    return {
        **{name: getattr(version, name) for name in ("label", "stem", "explanation")},
        "points": points(version.points),
        "based_on": version.number,
        "shuffle": version.spec.get("shuffle"),
    }


def _find_key(version: QuestionVersion | None) -> str:
    correct: list[int] = version.spec.get("correct", []) if version else []
    return str(correct[0]) if len(correct) == 1 else NO_KEY
