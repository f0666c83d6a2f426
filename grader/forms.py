"""What a browser may send."""

from typing import Any

from django import forms

from grader.judge import HintSteps
from grader.judge.hint_steps import MOST

LARGEST_UPLOAD = 5 * 1024 * 1024  # what the sandbox reads of a notebook at most


class SubmissionForm(forms.Form):
    """Code from the editor, or a file instead of it."""

    code = forms.CharField(
        label="Your code",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"spellcheck": "false", "autocomplete": "off", "autocapitalize": "off"}),
    )
    file = forms.FileField(
        label="Or upload a file",
        required=False,
        help_text="A .py file or a notebook (.ipynb). If you choose one, it is graded instead of the editor's text.",
        widget=forms.ClearableFileInput(attrs={"accept": ".py,.ipynb"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        file = cleaned.get("file")
        if file is None and not cleaned.get("code", "").strip() and "file" not in self.errors:
            raise forms.ValidationError(
                "There is nothing to grade yet. Write your code in the editor, or choose a file."
            )
        if file is not None and file.size > LARGEST_UPLOAD:
            raise forms.ValidationError(
                "This file is larger than 5 MB. Clear the notebook's outputs and save it again."
            )
        return cleaned

    def read(self) -> tuple[str, bytes]:
        """The name and the bytes of what was handed in. Browsers send CRLF at line ends; Python code has LF."""
        if file := self.cleaned_data.get("file"):
            return file.name, file.read()
        return "submission.py", self.cleaned_data["code"].replace("\r\n", "\n").encode()


class HintsForm(forms.Form):
    """With which attempt each hint comes."""

    where = forms.IntegerField(
        label="Where it goes wrong",
        help_text="Which gate, which step in time: a map of errors. Needs no known mistake.",
    )
    what = forms.IntegerField(
        label="What it is", help_text="The name of the known mistake, where the values are those of one."
    )
    how = forms.IntegerField(label="How to mend it", help_text="The text of the mistake's author on how to go on.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False
            field.widget.attrs |= {"min": 1, "max": MOST, "class": "input-short"}
            field.error_messages["invalid"] = "Give the number of an attempt, or leave it empty."

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for step, attempt in list(cleaned.items()):
            if attempt is not None and not 1 <= attempt <= MOST:
                self.add_error(step, f"Attempts are counted from 1; give 1 to {MOST}, or leave it empty for never.")
        given = [cleaned.get(step) for step in ("where", "what", "how")]
        order = [attempt for attempt in given if attempt is not None]
        if not self.errors and order != sorted(order):
            raise forms.ValidationError(
                "A later hint cannot come before an earlier one: first where, then what, then how."
            )
        return cleaned

    def read(self) -> HintSteps:
        return HintSteps(**{step: self.cleaned_data[step] or 0 for step in ("where", "what", "how")})
