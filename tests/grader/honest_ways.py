"""The ways of honest/ways to return what is right, as right answers to any assignment."""

from grader.judge.declaration import Assignment
from tests.grader.mistaken_corpus import HONEST_FOLDER, MISTAKEN

WAYS = {path.stem: path.read_text(encoding="utf-8") for path in sorted(HONEST_FOLDER.glob("ways/*.py"))}

# What the answer's functions call is themselves, not what is made of them.
OWN = """
import types as _types

_inside = dict(globals())
OWN = {
    name: _types.FunctionType(each.__code__, _inside, name, each.__defaults__, each.__closure__)
    for name, each in _inside.items()
    if isinstance(each, _types.FunctionType)
}
_inside.update(OWN)
"""


def write(assignment: Assignment, way: str) -> str:
    """A right answer, in another hand where there is one, with its functions wrapped."""
    other = MISTAKEN / f"{assignment.slug}.py"
    answer = other.read_text(encoding="utf-8") if other.is_file() else assignment.solution
    plain = [each for each in assignment.functions if each.calls == each.name and each.form is None]
    results = {each.name: [result.name for result in each.results] for each in plain}
    biases = [
        result.name
        for each in assignment.functions
        for result in each.judged
        if result.kind == "gradient" and len(result.shape) == 1
    ]
    return f"{answer}\n{OWN}\nRESULTS = {results}\nBIAS_GRADIENTS = {biases}\n{WAYS[way]}"
