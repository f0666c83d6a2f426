"""What kept a call from giving values, as one sentence for the student. The only place that words such sentences."""

import difflib
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from grader.judge.declaration import Function
from grader.sandbox import (
    Ended,
    Imported,
    ImportFailed,
    InvalidReturn,
    MemoryExceeded,
    Outcome,
    Raised,
    ReplyTooLarge,
    Signature,
    Source,
    TimedOut,
)
from grader.sandbox.hints import hint_for
from grader.sandbox.notebook import LEFT_OUT

Failure = Raised | InvalidReturn | TimedOut | MemoryExceeded | ReplyTooLarge | Ended

TOGETHER = "Not tried: the calls before this one took all the time that a file has. Do they wait for something?"
_LONGEST = 200
_MOST_SKIPPED = 8
_UNREADABLE = frozenset({"SyntaxError", "IndentationError", "TabError"})
_POSITIONAL = frozenset({"positional_only", "positional_or_keyword"})


@dataclass(frozen=True)
class Problem:
    """A verdict with its sentence, and the student's line it points at."""

    verdict: str
    message: str
    line: int | None = None


def not_attempted(function: Function) -> Problem:
    return Problem("NOTRY", f"`{function.name}` is not written yet.")


def missing(function: Function, imported: Imported, source: Source, *, asked: Collection[str]) -> Problem:
    """A function, or the class of a method, that is not there; names the closest one, or what was left out.

    ``asked`` are the names of all that are to be written: none of them was meant to be another one.
    """
    defined: Collection[str] = imported.functions
    owner, _, method = function.calls.rpartition(".")
    if owner in defined:
        return Problem("IFE", f"The class `{owner}` has no method `{method}`. Check that its name is exactly this.")
    wanted, what = (owner, "class") if owner else (function.calls, "function")
    spare = [name for name in defined if "." not in name and name not in asked]
    close = difflib.get_close_matches(wanted, spare, n=1, cutoff=0.6)
    if imported.skipped and not close:
        # A cell that cannot be read at all hides what it defines; most others only fail to try it out.
        first = min(imported.skipped, key=lambda each: each.type_name not in _UNREADABLE)
        reason = f"{source.place(first.line)}, {first.type_name}: {_short(first.message)}"
        return Problem(
            "CE",
            f"There is no {what} `{wanted}`: part of the file failed and was left out ({reason}). Mend that first.",
        )
    hint = f" There is `{close[0]}`: is that the one? Rename it." if close else " Check that its name is exactly this."
    return Problem("IFE", f"There is no {what} `{wanted}` in the file.{hint}")


def describe_skipped(imported: Imported, source: Source) -> str:
    """What was left out when the file was loaded, for its author."""
    lines = [
        f"Left out, because it failed: {source.place(each.line)}, {each.type_name}: {_short(each.message)}"
        for each in imported.skipped[:_MOST_SKIPPED]
    ]
    if source.filename.lower().endswith(".py"):
        lines += [f"Left out, because it is a notebook's command: {each}" for each in _list_commands(source)]
    return "".join(f"{line}\n" for line in lines)


def _list_commands(source: Source) -> list[str]:
    """The commands that were turned into comments when the file was read, with their lines."""
    numbered = enumerate(source.text.split("\n"), start=1)
    commands = [(number, line.strip().removeprefix(LEFT_OUT)) for number, line in numbered if LEFT_OUT in line]
    found = [f"{source.place(number)}, {_short(command)}" for number, command in commands if command[:1] in {"%", "!"}]
    return found[:_MOST_SKIPPED]


def without_forward(forward: Function, problem: Problem) -> Problem:
    """Backward needs the cache of a forward call, and there is none."""
    reason = "is not written yet" if problem.verdict == "NOTRY" else "did not give a result"
    return Problem(problem.verdict, f"This needs the cache from `{forward.name}`, which {reason}. Begin there.")


def not_tried_again(function: Function, problem: Problem) -> Problem:
    """A call that was spared because an earlier one of the same function did not finish."""
    reason = f"Not tried: `{function.name}` already took too long in the general case."
    return Problem(problem.verdict, reason, problem.line)


def after_others(function: Function, waiting: Sequence[str]) -> Problem:
    """A training that waits until what it is made of is right."""
    names = ", ".join(f"`{name}`" for name in waiting)
    verb = "is" if len(waiting) == 1 else "are"
    return Problem(
        "NOTRY", f"`{function.name}` is run once {names} {verb} right: training can only be as good as that."
    )


def from_training(function: Function, outcome: Outcome) -> Problem | None:
    """A training that took too long; anything else is worded as for any call."""
    if not isinstance(outcome, TimedOut):
        return None
    advice = "Fewer epochs, larger batches or a smaller network need less; or is there a loop that never ends?"
    return Problem("TLE", f"`{function.name}` did not finish within {outcome.limit_s:g} seconds. {advice}")


def check_signature(function: Function, signature: Signature) -> Problem | None:
    """Whether the function can be called with the declared arguments, by position."""
    if signature.parameters is None:
        return None
    parameters = signature.parameters[1:] if "." in function.calls else signature.parameters
    places = [parameter for parameter in parameters if parameter.kind in _POSITIONAL]
    fewest = sum(parameter.required for parameter in places)
    open_ended = any(parameter.kind == "var_positional" for parameter in parameters)
    by_name_only = any(parameter.kind == "keyword_only" and parameter.required for parameter in parameters)
    asked = function.takes
    if fewest <= len(asked) and (open_ended or len(asked) <= len(places)) and not by_name_only:
        return None
    own = [parameter.name for parameter in parameters]
    taken = f"{len(own)}: {', '.join(own)}" if own else "none"
    reason = f"`{function.calls}` is called with {len(asked)} arguments: {', '.join(asked)}. Yours takes {taken}."
    return Problem("IFE", reason)


def from_failure(function: Function, outcome: Failure) -> Problem:
    """Why a call gave no values."""
    name = f"`{function.name}`"
    match outcome:
        case Raised() if outcome.not_attempted:
            return not_attempted(function)
        case Raised():
            return Problem("RTE", _describe_raised(name, outcome), outcome.line)
        case InvalidReturn():
            return Problem("IFE", f"{name} returned something that cannot be compared: {_short(outcome.what)}.")
        case TimedOut(together=True):
            return Problem("TLE", TOGETHER)
        case TimedOut():
            reason = f"{name} did not finish within {outcome.limit_s:g} seconds. Look for a loop that never ends."
            return Problem("TLE", reason)
        case MemoryExceeded():
            return Problem("MLE", f"{name} used more memory than allowed. Does an array grow with every step?")
        case ReplyTooLarge():
            did = "printed" if outcome.what == "stdout" else "returned"
            return Problem("OLE", f"{name} {did} far more than is accepted.")
        case Ended():
            return Problem("NORES", _describe_end(name, outcome))


def from_import(failure: ImportFailed) -> Problem:
    """Why the file could not be loaded."""
    place = f" in line {failure.line}" if failure.line else ""
    text = f" ({_short(failure.line_text.strip())})" if failure.line_text else ""
    hint = f" {failure.hint}" if failure.hint else ""
    match failure.kind:
        case "syntax":
            reason = f"Python cannot read your file{place}: {_short(failure.message)}{text}.{hint}"
            return Problem("CE", reason, failure.line)
        case "timeout":
            reason = f"Loading your file took too long{place}. Move code that runs for long under a main block."
            return Problem("TLE", reason, failure.line)
        case "together":
            return Problem("TLE", TOGETHER)
        case "memory":
            return Problem("MLE", f"Loading your file used more memory than allowed{place}.", failure.line)
        case "output":
            return Problem("OLE", f"Your file printed too much while it was loaded{place}.", failure.line)
        case "ended":
            reason = "The program ended while your file was loaded. Is there an exit() at its top level?"
            return Problem("NORES", reason, failure.line)
        case _:
            error = f"{failure.type_name}: {_short(failure.message)}" if failure.message else failure.type_name
            return Problem("CE", f"Your file could not be loaded: {error}{place}{text}.{hint}", failure.line)


def _describe_raised(name: str, raised: Raised) -> str:
    place = f" in line {raised.line}" if raised.line else ""
    text = f" ({_short(raised.line_text.strip())})" if raised.line_text else ""
    message = f": {_short(raised.message)}" if raised.message else ""
    hint = hint_for(type_name=raised.type_name, message=raised.message, line_text=raised.line_text)
    return f"{name} raised {raised.type_name}{place}{text}{message}{f'. {hint}' if hint else ''}"


def _describe_end(name: str, ended: Ended) -> str:
    if ended.signal:
        return f"The program crashed (signal {ended.signal}) while {name} ran."
    return f"The program ended while {name} ran. Is there an exit() in it?"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
