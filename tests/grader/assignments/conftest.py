"""The judge's own fixtures serve the assignments, too."""

from tests.grader.judge.conftest import grade_text, rnn_cell, sandbox

__all__ = ["grade_text", "rnn_cell", "sandbox"]
