"""Marking one answer by hand, with the rubric of its question."""

from decimal import Decimal
from typing import Any

from django import forms

from quizzes import marking
from quizzes.hand_marks import Verdict
from quizzes.models import Answer, HandMark
from quizzes.templatetags.quiz_words import points

LEVELS = (("1", "There"), ("0.5", "Partly"), ("0", "Not there"))
LONGEST_COMMENT = 4000


class MarkForm(forms.Form):
    total = forms.DecimalField(label="Other points instead", required=False, min_value=Decimal(0), decimal_places=2)
    comment = forms.CharField(
        label="Comment for the student",
        required=False,
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Markdown, with $mathematics$.",
    )
    based_on = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, answer: Answer, mark: HandMark | None) -> None:
        self.rubric = marking.read_spec(version=answer.marked_version).rubric
        self.answer = answer
        initial: dict[str, Any] = {"based_on": mark.pk if mark else None, "comment": mark.comment if mark else ""}
        initial |= {f"line_{place}": _write_level(share) for place, share in enumerate(mark.shares if mark else ())}
        super().__init__(data, initial=initial)
        for place in range(len(self.rubric)):
            self.fields[f"line_{place}"] = forms.ChoiceField(choices=LEVELS, widget=forms.RadioSelect, required=False)
        worth = points(answer.max_points)
        self.fields["total"].help_text = f"From 0 to {worth}; empty: what the lines above add up to."
        if mark and mark.fraction != self._add_up(mark.shares):
            self.initial["total"] = points(Decimal(str(mark.fraction)) * answer.max_points)

    def rows(self) -> list[tuple[Any, forms.BoundField]]:
        return [(line, self[f"line_{place}"]) for place, line in enumerate(self.rubric)]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        total = cleaned.get("total")
        if total is not None and total > self.answer.max_points:
            self.add_error("total", f"The question is worth {points(self.answer.max_points)} points.")
        if total is None and "total" not in self.errors and not all(self._levels()):
            self.add_error(None, "Say for each line of the rubric whether it is there, or give points as a whole.")
        return cleaned

    def read_verdict(self) -> Verdict:
        total = self.cleaned_data["total"]
        worth = self.answer.max_points
        return Verdict(
            shares=[float(level or 0) for level in self._levels()],
            fraction=None if total is None else float(total / worth) if worth else 0.0,
            comment=self.cleaned_data["comment"],
        )

    def _levels(self) -> list[str]:
        return [self.cleaned_data.get(f"line_{place}", "") for place in range(len(self.rubric))]

    def _add_up(self, shares: list[float]) -> float:
        return min(1.0, sum(line.share * share for line, share in zip(self.rubric, shares, strict=False)))


def _write_level(share: float) -> str:
    return f"{share:g}"
