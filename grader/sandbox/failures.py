"""The errors of this boundary: the platform failed, never the student."""

from __future__ import annotations


class SandboxError(Exception):
    """The sandbox failed; the submission was not graded and must be tried again."""


class SandboxUnavailable(SandboxError):  # noqa: N818 - read as a sentence: "raise SandboxUnavailable"
    """The sandbox cannot be started on this machine; the message is one sentence that says what to do."""
