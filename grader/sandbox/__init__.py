"""The jail in which students' code runs, and the judge's door to it.

`Sandbox.open` gives a Session, a submission loaded in a process of its own; `Sandbox.begin` does not wait until it is
loaded. `Session.call` gives an Outcome. What comes back is data only: the judge decides what it is worth.
"""

from .client import Loading, Sandbox
from .errand import Bounds, ErrandError
from .errand import run as run_errand
from .failures import SandboxError, SandboxUnavailable
from .layout import Flavour
from .outcomes import (
    Ended,
    Handle,
    Imported,
    ImportFailed,
    InvalidReturn,
    Limits,
    MemoryExceeded,
    Outcome,
    Parameter,
    Raised,
    ReplyTooLarge,
    Returned,
    Signature,
    Skipped,
    Source,
    Surroundings,
    TimedOut,
    Value,
)
from .session import Session, Wants
from .source import SourceError, read_source

__all__ = [
    "Bounds",
    "Ended",
    "ErrandError",
    "Flavour",
    "Handle",
    "ImportFailed",
    "Imported",
    "InvalidReturn",
    "Limits",
    "Loading",
    "MemoryExceeded",
    "Outcome",
    "Parameter",
    "Raised",
    "ReplyTooLarge",
    "Returned",
    "Sandbox",
    "SandboxError",
    "SandboxUnavailable",
    "Session",
    "Signature",
    "Skipped",
    "Source",
    "SourceError",
    "Surroundings",
    "TimedOut",
    "Value",
    "Wants",
    "read_source",
    "run_errand",
]
