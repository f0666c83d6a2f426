"""The one command for an operator whose grading is closed."""

import platform

import pytest
from django.core.management import CommandError, call_command


def test_a_machine_that_can_grade_says_so(capsys):
    call_command("check_grading")
    printed = capsys.readouterr().out
    assert "right  an endless loop is ended" in printed
    assert "ready to grade" in printed


def test_a_machine_that_cannot_says_why(monkeypatch):
    monkeypatch.setattr(platform, "machine", lambda: "sparc")
    with pytest.raises(CommandError, match="processor") as caught:
        call_command("check_grading")
    assert caught.value.returncode == 3
