"""What a browser may send."""

from typing import Any

from django import forms

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
