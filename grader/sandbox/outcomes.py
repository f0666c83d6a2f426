"""What the judge says to the sandbox and what it hears back: plain dataclasses, never exceptions.

A student's failure is data. Only a failure of the platform is an exception (`failures.py`).
"""

from __future__ import annotations

from dataclasses import dataclass

from .inside.surroundings import Surroundings
from .inside.values import Handle, Value
from .notebook import MARKER

__all__ = [
    "Ended",
    "Handle",
    "ImportFailed",
    "Imported",
    "InvalidReturn",
    "Limits",
    "MemoryExceeded",
    "Outcome",
    "Parameter",
    "Raised",
    "ReplyTooLarge",
    "Returned",
    "Signature",
    "Skipped",
    "Source",
    "Surroundings",
    "TimedOut",
    "Value",
]

_MEBIBYTE = 1 << 20


@dataclass(frozen=True)
class Limits:
    """What one session may use. Seconds and bytes; `memory_bytes` comes on top of what numpy itself occupies.

    `import_s` and `call_s` are seconds of the program's own processor time; where it waits or the machine is busy, it
    gets up to `patience` times as many seconds on the clock. `together_s` are seconds on the clock for everything that
    one submission is asked, in however many sessions: the judge starts that clock.
    """

    import_s: float = 5.0
    call_s: float = 2.0
    patience: float = 3.0
    cpu_s: int = 60
    session_s: float = 120.0
    together_s: float = 120.0
    memory_bytes: int = 512 * _MEBIBYTE
    tmp_bytes: int = 16 * _MEBIBYTE
    tmp_inodes: int = 1024
    file_bytes: int = 16 * _MEBIBYTE
    processes: int = 16
    descriptors: int = 64
    reply_bytes: int = 32 * _MEBIBYTE
    stdout_bytes: int = _MEBIBYTE
    stdout_kept: int = 64 * 1024


@dataclass(frozen=True)
class Source:
    """One module of a student's code. `filename` is what its error messages call it."""

    filename: str
    text: str

    @property
    def is_notebook(self) -> bool:
        """Whether the text are the code cells of a notebook."""
        return self.filename.lower().endswith(".ipynb")

    def line(self, number: int | None) -> str:
        """Give the text of a line, empty where there is none."""
        lines = self.text.split("\n")
        return lines[number - 1].strip() if number is not None and 0 < number <= len(lines) else ""

    def place(self, number: int) -> str:
        """Name a line as its author knows it: "line 12", in a notebook "code cell 3, line 4"."""
        if not self.is_notebook:
            return f"line {number}"
        before = self.text.split("\n")[:number]
        starts = [index for index, line in enumerate(before) if line.startswith(MARKER)]
        if not starts:
            return f"line {number}"
        return f"code cell {len(starts)}, line {number - starts[-1] - 1}"


@dataclass(frozen=True)
class Parameter:
    """One parameter of a student's function; `kind` as in inspect: positional_or_keyword, var_positional, ..."""

    name: str
    kind: str = "positional_or_keyword"
    required: bool = True


@dataclass(frozen=True)
class Signature:
    """A function or class that a submission defines, as the (untrusted) runner describes it.

    `parameters` is None where Python cannot tell. `is_stub`: the body is empty, or raises NotImplementedError.
    """

    parameters: tuple[Parameter, ...] | None
    is_class: bool = False
    is_stub: bool = False


@dataclass(frozen=True)
class Skipped:
    """A statement at the top level of a submission that failed and was left out."""

    line: int
    type_name: str
    message: str


@dataclass(frozen=True)
class Imported:
    """The submission was loaded. Methods are listed as `Class.method`; `skipped`: what failed and was left out."""

    functions: dict[str, Signature]
    stdout: str
    exited: bool = False
    skipped: tuple[Skipped, ...] = ()


@dataclass(frozen=True)
class ImportFailed:
    """The submission could not be loaded: kind is syntax, raised, timeout, together, memory, output or ended."""

    kind: str
    type_name: str
    message: str
    line: int | None
    column: int | None
    line_text: str
    hint: str
    stdout: str = ""


@dataclass(frozen=True)
class Returned:
    """A call came back. `shape` says what was returned: single, tuple, list or dict (then `names` are its keys).

    `arguments_changed` names the arguments whose arrays the student's code wrote into (not looked at in batches);
    it is the runner's own word, fit for a remark and not for a verdict. Times are measured from outside.
    """

    values: tuple[Value, ...]
    arguments_changed: tuple[str, ...] = ()
    cpu_s: float = 0.0
    wall_s: float = 0.0
    shape: str = "tuple"
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Raised:
    """A call raised; `line` is in the student's own file. `not_attempted`: it raised NotImplementedError."""

    type_name: str
    message: str
    line: int | None
    line_text: str
    not_attempted: bool


@dataclass(frozen=True)
class InvalidReturn:
    """A call returned something that is not plain data; `what` completes "The function returned ..."."""

    what: str


@dataclass(frozen=True)
class TimedOut:
    """A call did not come back within its limit in seconds; the session is over.

    `together`: it was not this call's limit, but the submission's time for all calls.
    """

    limit_s: float
    together: bool = False


@dataclass(frozen=True)
class MemoryExceeded:
    """A call needed more than its limit in bytes."""

    limit: int


@dataclass(frozen=True)
class ReplyTooLarge:
    """A call returned or printed (`what`) more than its limit in bytes; the session is over."""

    limit: int
    what: str = "reply"


@dataclass(frozen=True)
class Ended:
    """The program ended before it answered, or answered nonsense (`reason`); the session is over."""

    exit_code: int | None
    signal: int | None
    reason: str = ""


Outcome = Returned | Raised | InvalidReturn | TimedOut | MemoryExceeded | ReplyTooLarge | Ended
