"""Writing and editing a question: its words, and what its kind needs beyond them."""

from decimal import Decimal
from typing import Any

from django import forms

from quizzes import question_types, trouble
from quizzes.forms import keys
from quizzes.forms.specs import Shown, SpecFields
from quizzes.models import QuestionVersion
from quizzes.question_types import multiple_choice, true_false
from quizzes.questions import STANDARD_POINTS, Wording
from quizzes.templatetags.quiz_words import points

FEWEST_ROWS = 4
SPARE_ROWS = 2
MOST_ROWS = 12
NO_KEY = ""


class QuestionForm(forms.Form):
    """A question with its key: options or statements as rows, of which empty ones are dropped, or its kind's inputs."""

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

    def __init__(
        self,
        data: Any = None,
        *,
        version: QuestionVersion | None = None,
        kind: str = "",
        auto_id: str = "id_%s",
    ) -> None:
        super().__init__(data, initial=_describe(version), auto_id=auto_id)
        self.version = version
        self.former_kind = version.kind if version else keys.SINGLE
        self.is_drawn = bool(version and version.generator)
        self.kind = kind if kind in question_types.kinds() and not self.is_drawn else self.former_kind
        keeps_spec = self.kind == self.former_kind or {self.kind, self.former_kind} <= keys.CHOICES
        self.spec: dict[str, Any] = dict(version.spec) if version and keeps_spec else {}
        self.has_rows = keys.has_rows(self.kind, self.spec)
        self.takes_several = keys.takes_several(self.kind, self.spec)
        self.row_count = 0
        if self.has_rows:
            self._add_rows(keys.read_rows(self.kind, self.spec))
        else:
            del self.fields["shuffle"]
        if self.has_rows and self.kind in {keys.MULTIPLE, keys.STATEMENTS}:
            self._add_scheme()
        self._add_inputs()

    @property
    def says_something_else(self) -> bool:
        """Than the question says now."""
        return self.kind != self.former_kind or bool(set(self.changed_data) - {"based_on"})

    def rows(self) -> list[tuple[Any, forms.BoundField]]:
        """Each option's button or tick box, and its words."""
        if not self.has_rows:
            return []
        return list(zip(self["correct"], (self[f"option_{row}"] for row in range(self.row_count)), strict=True))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        options = self._read_options()
        if not set(self._read_right()) <= set(options):
            self.add_error("correct", "The option marked as right has no words. Write it, or mark another one.")
        if len(options) == 1 and self.kind != keys.STATEMENTS:
            self.add_error("correct", "One option alone is no choice. Write at least two.")
        if len(set(options.values())) < len(options):
            self.add_error("correct", "Two options say the same. Change one of them.")
        if self._inputs and not self._becomes_choice() and not self.errors:
            self._refuse_faults()
        return cleaned

    def clean_stem(self) -> str:
        return str(self.cleaned_data["stem"]).replace("\r\n", "\n")

    def clean_explanation(self) -> str:
        return str(self.cleaned_data["explanation"]).replace("\r\n", "\n")

    def read_wording(self) -> Wording:
        cleaned, version = self.cleaned_data, self.version
        kind = keys.SINGLE if self._becomes_choice() else self.kind
        spec = self._read_spec(kind)
        has_key = bool(self._read_right()) or (self._inputs is not None and self._is_new(spec))
        return Wording(
            kind=kind,
            stem=cleaned["stem"],
            spec=spec,
            label=cleaned["label"],
            points=cleaned["points"],
            explanation=cleaned["explanation"],
            evidence=version.evidence if version else "",
            doubts=() if has_key or not version else tuple(version.doubts),
        )

    def _add_rows(self, rows: list[keys.Row]) -> None:
        posted = sum(name.startswith("option_") for name in self.data)
        self.row_count = min(max(len(rows) + SPARE_ROWS, FEWEST_ROWS, posted), max(MOST_ROWS, len(rows)))
        for row in range(self.row_count):
            self.fields[f"option_{row}"] = forms.CharField(
                label=f"Option {chr(ord('A') + row)}",
                required=False,
                strip=True,
                initial=rows[row].text if row < len(rows) else "",
                widget=forms.Textarea(attrs={"rows": 1, "class": "input"}),
            )
        names = [(str(row), chr(ord("A") + row)) for row in range(self.row_count)]
        right = [str(place) for place, row in enumerate(rows) if row.is_right]
        if self.takes_several:
            several = forms.CheckboxSelectMultiple
            self.fields["correct"] = forms.MultipleChoiceField(
                required=False, choices=names, widget=several, initial=right
            )
        else:
            initial = right[0] if right else NO_KEY
            self.fields["correct"] = forms.ChoiceField(
                required=False, choices=names, widget=forms.RadioSelect, initial=initial
            )
        if self.kind == keys.STATEMENTS:
            del self.fields["shuffle"]

    def _add_inputs(self) -> None:
        """Those of its kind, where rows do not say it all."""
        known = question_types.get(self.kind) if self.kind in question_types.kinds() else None
        is_said_by_rows = self.has_rows and self.kind not in keys.BECOMES_CHOICE
        self._inputs: SpecFields | None = None
        if known and known.editing and not is_said_by_rows:
            self._inputs = SpecFields(known.editing, spec=self.spec, posted=self.data)
            self.fields.update(self._inputs.fields)

    def list_inputs(self) -> list[Shown]:
        """The inputs of its kind as the page draws them."""
        return self._inputs.list_shown(self) if self._inputs else []

    def read_draft(self) -> Wording | None:
        """What the inputs of its kind say so far, for a preview; None where rows say it."""
        if not self.is_bound or not self._inputs:
            return None
        self.is_valid()  # cleans, and keeps what has been said against it
        if self._becomes_choice():
            return None
        return Wording(self.kind, "", self._read_spec(self.kind))

    def _refuse_faults(self) -> None:
        """What cannot be asked is not saved; but a question whose key nobody knows yet keeps waiting for it."""
        spec = self._read_spec(self.kind)
        if self._is_new(spec) and (sentence := trouble.describe(Wording(kind=self.kind, stem="", spec=spec))):
            self.add_error(None, sentence)

    def _is_new(self, spec: dict[str, Any]) -> bool:
        return self.version is None or self.kind != self.former_kind or spec != self.spec

    def _becomes_choice(self) -> bool:
        return self.kind in keys.BECOMES_CHOICE and bool(self._read_options())

    def _add_scheme(self) -> None:
        schemes = multiple_choice.SCHEMES if self.kind == keys.MULTIPLE else true_false.SCHEMES
        self.fields["credit"] = forms.ChoiceField(
            label="Partial credit",
            choices=list(schemes.items()),
            initial=self.spec.get("credit", next(iter(schemes))),
            widget=forms.RadioSelect,
            required=False,
            help_text="Students read this sentence before they answer.",
        )

    def _read_spec(self, kind: str) -> dict[str, Any]:
        spec = self.spec
        if self._inputs and not self._becomes_choice():
            spec = self._inputs.read(self.cleaned_data)
        elif self.has_rows:
            kept = {key: value for key, value in spec.items() if key in question_types.get(kind).keys}
            spec = keys.write_spec(kind, kept, self._read_options(), self._read_right())
        shuffle = self.cleaned_data.get("shuffle", False)
        if "shuffle" in self.fields and (shuffle or "shuffle" in spec):
            spec = {**spec, "shuffle": shuffle}
        if credit := self._read_credit(spec):
            spec = {**spec, "credit": credit}
        return spec

    def _read_credit(self, spec: dict[str, Any]) -> str:
        """The usual scheme goes without saying."""
        credit: str = self.cleaned_data.get("credit") or ""
        usual = self.fields["credit"].choices[0][0] if credit else ""  # type: ignore[attr-defined]
        return credit if credit != usual or "credit" in spec else ""

    def _read_right(self) -> list[int]:
        """The rows that are marked."""
        marked = self.cleaned_data.get("correct") or []
        return [int(row) for row in ([marked] if isinstance(marked, str) else marked)]

    def _read_options(self) -> dict[int, str]:
        """What the filled rows say."""
        words = ((row, self.cleaned_data.get(f"option_{row}", "")) for row in range(self.row_count))
        return {row: text for row, text in words if text}


def _describe(version: QuestionVersion | None) -> dict[str, Any]:
    if version is None:
        return {}
    return {
        **{name: getattr(version, name) for name in ("label", "stem", "explanation")},
        "points": Decimal(points(version.points)),
        "based_on": version.number,
        "shuffle": version.spec.get("shuffle"),
    }
