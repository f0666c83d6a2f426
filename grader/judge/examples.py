"""What students may see of their program's own words: what it says when it is called with example inputs.

A program can print what it is called with, or put it into an error's text, a class's name or a key; so nothing of that
sort is shown that was said while hidden inputs were there. Instead the functions are called once more, in a process
that never sees anything hidden, with inputs that are the same for everybody. What is said then is shown.
"""

import builtins
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from grader.judge.answers import read_answer
from grader.judge.calls import list_arguments, wants_of
from grader.judge.declaration import Assignment, Case, Function, Pair
from grader.judge.inputs import draw
from grader.sandbox import ImportFailed, InvalidReturn, Outcome, Raised, Returned, Session, Value

SEED = 0  # public, and drawn apart from what any submission is graded on, whatever its seed
VARIANT = "example"
HEADING = "--- one call with example inputs (others than you are graded with) ---"
TRAINING = "--- what `{}` printed ---\n"
UNSAID = "what it says is not shown, as it may hold hidden inputs"
UNNAMED = "(a name made while it ran)"
_KNOWN = frozenset(name for name, value in vars(builtins).items() if isinstance(value, type)) | {"LinAlgError"}


@dataclass(frozen=True)
class Example:
    """What the functions of a pair gave for example inputs, by name, as far as they came; and what they printed."""

    outcomes: Mapping[str, Outcome]
    printed: str


def run_example(session: Session, assignment: Assignment, pair: Pair, *, case: Case) -> Example:
    """Call forward, then backward with its cache, in a session of their own."""
    outcomes: dict[str, Outcome] = {}
    before = len(session.stdout())
    drawn = draw(assignment, pair, case=case, seed=SEED, variant=VARIANT)
    values: Mapping[str, Value] = {}
    for function in (pair.forward, pair.backward):
        if function is None or isinstance(session.outcome, ImportFailed):
            break
        arguments = list_arguments(function, drawn, values)
        outcome = session.call(function=function.name, arguments=arguments, wants=wants_of(function))
        outcomes[function.name] = outcome
        answer = read_answer(function, outcome)
        if answer.problem is not None:
            break
        values = answer.values
    return Example(outcomes, session.stdout()[before:])


def publish(outcome: Outcome, function: Function, *, text: str, show: Callable[[], Mapping[str, Outcome]]) -> Outcome:
    """Replace what a program says of itself by what it says in the example, or by nothing.

    ``text`` is the program: a name that stands in it was not made up while it ran. ``show`` runs the example.
    """
    match outcome:
        case Raised() if not outcome.not_attempted:
            example = show().get(function.name)
            if isinstance(example, Raised) and (example.type_name, example.line) == (outcome.type_name, outcome.line):
                return replace(outcome, message=example.message)
            known = outcome.type_name in _KNOWN or outcome.type_name in text
            return replace(outcome, type_name=outcome.type_name if known else "an error", message=UNSAID)
        case InvalidReturn():
            return (
                outcome if show().get(function.name) == outcome else InvalidReturn("something that is not plain data")
            )
        case Returned(names=names) if names:
            asked = {result.name for result in function.results}
            kept = tuple(name if name in asked or name in text else UNNAMED for name in names)
            return replace(outcome, names=kept)
    return outcome


def describe_output(at_top_level: str, printed: str) -> str:
    """What the top level printed, then what the functions printed in the example."""
    if not printed.strip():
        return at_top_level
    above = at_top_level if not at_top_level or at_top_level.endswith("\n") else f"{at_top_level}\n"
    return f"{above}{HEADING}\n{printed}"


def describe_training(name: str, printed: str) -> str:
    """What a function printed while it trained, under a heading; nothing for nothing."""
    return f"{TRAINING.format(name)}{printed.rstrip()}\n" if printed.strip() else ""
