"""Turns the text of a submission into a module, and tells what functions it defines."""

from __future__ import annotations

import ast
import builtins
import functools
import inspect
import linecache
import sys
import types
from collections.abc import Iterator
from typing import Any, Final

from .conversion import safe_name
from .statements import Skipped, go_on
from .surroundings import Surroundings, leave, surround
from .values import Value

MODULE: Final = "submission"
ADAPTER: Final = "adapter.py"
_MOST_FUNCTIONS: Final = 300
_MOST_PARAMETERS: Final = 60
_MOST_LETTERS: Final = 300
_Kind: Final = inspect.Parameter
_LONGEST_STUB: Final = 40
"""Bytes of compiled code: a stub only begins and returns, however long its docstring is."""


ALONE: Final = Surroundings()


class Submission:
    """A student's module: its namespace, and which of its functions are still the empty ones they were given."""

    def __init__(self, filename: str, text: str, surroundings: Surroundings = ALONE) -> None:
        self.filename = filename
        self.text = text
        self.surroundings = surroundings
        self.module = types.ModuleType(MODULE)
        self.adapter: dict[str, Any] = {}
        self.stubs: set[str] = set()
        self.skipped: list[Skipped] = []
        self.exited = False

    def execute(self) -> None:
        """Run the module's code. Whatever goes wrong in it is raised as it is, except that the script may exit.

        Where failures are to be skipped, what follows the statement that failed is run all the same.
        """
        sys.modules[MODULE] = self.module
        sys.modules["builtins"] = _own_builtins(self.module)
        self.module.__file__ = self.filename
        surround(self.module, self.surroundings)
        sys.argv = [self.filename]
        linecache.cache[self.filename] = (len(self.text), None, self.text.splitlines(keepends=True), self.filename)
        try:
            code = compile(self.text, self.filename, "exec", dont_inherit=True)
            if any(map(_may_be_stub, _functions_in(code))):
                self.stubs = _find_stubs(ast.parse(self.text, self.filename))
            exec(code, self.module.__dict__)  # noqa: S102 - what the jail is for
        except SystemExit:
            self.exited = True
        except Exception as error:
            if not self.surroundings.skip_failures:
                raise
            self.skipped = go_on(self.text, self.filename, self.module.__dict__, error, line=self.line_of(error))
        if self.surroundings.adapter:
            code = compile(self.surroundings.adapter, ADAPTER, "exec", dont_inherit=True)
            exec(code, self.adapter)  # noqa: S102 - the assignment's own code

    def forget(self) -> None:
        """Remove the traces of having been executed."""
        leave()
        sys.modules.pop(MODULE, None)
        sys.modules["builtins"] = builtins
        linecache.cache.clear()

    def describe(self) -> Value:
        """List the functions and classes as (name, is a class, parameters, is a stub) for the judge."""
        found = [
            *((name, value) for name, value in vars(self.module).items() if _is_own(value)),
            *_methods(self.module),
        ]
        return tuple(
            (name[:_MOST_LETTERS], isinstance(value, type), _parameters(value), name in self.stubs)
            for name, value in found[:_MOST_FUNCTIONS]
        )

    def find(self, name: str) -> Any:
        """Find a function by name, or a method as `Class.method`: the adapter's, if it has one. Raises AttributeError.

        The adapter's functions get the submission's module as their first argument.
        """
        adapted = self.adapter.get("CALLS", {}).get(name) if self.adapter else None
        if adapted is not None:
            return functools.partial(adapted, self.module)
        found: object = self.module
        for part in name.split("."):
            found = getattr(found, part)
        return found

    def says_mismatch(self, error: BaseException) -> bool:
        """Tell whether the adapter refuses what the submission returned."""
        mismatch = self.adapter.get("Mismatch")
        return isinstance(mismatch, type) and type(error) is mismatch

    def line_of(self, error: BaseException) -> int:
        """Tell the last line of the student's own file that an error passed through, 0 if none."""
        if isinstance(error, SyntaxError) and error.filename == self.filename:
            return error.lineno or 0
        line = 0
        trace = error.__traceback__
        while trace is not None:
            if trace.tb_frame.f_code.co_filename == self.filename:
                line = trace.tb_lineno
            trace = trace.tb_next
        return line


_own_copy: Final = types.ModuleType("builtins")


def prepare() -> None:
    """Do once, in the parent of all submissions, what would touch much memory in each of them."""
    vars(_own_copy).update(vars(builtins))


def _own_builtins(module: types.ModuleType) -> types.ModuleType:
    """Give the submission builtins of its own, so that replacing them changes its code and not the runner's."""
    if not hasattr(_own_copy, "print"):
        prepare()
    module.__dict__["__builtins__"] = vars(_own_copy)
    return _own_copy


def _is_own(value: object) -> bool:
    if isinstance(value, (types.FunctionType, type)):
        return value.__module__ == MODULE
    return isinstance(value, functools.partial)


def _methods(module: types.ModuleType) -> list[tuple[str, object]]:
    return [
        (f"{name}.{method}", function)
        for name, value in vars(module).items()
        if isinstance(value, type) and value.__module__ == MODULE
        for method, function in _inherited(value).items()
        if isinstance(function, types.FunctionType)
    ]


def _inherited(value: type) -> dict[str, object]:
    """The attributes of a class with those it inherits from other classes of the same file."""
    own = [base for base in reversed(value.__mro__) if base.__module__ == MODULE]
    return {name: attribute for base in own for name, attribute in vars(base).items()}


def _parameters(value: Any) -> Value:
    """Give the names of the parameters and, a letter for each, their kinds and whether they are required.

    None where Python cannot tell. A value for each of these would be the greater part of all that is sent.
    """
    if type(value) is types.FunctionType and not vars(value):
        found = list(_plain_parameters(value))
    else:
        try:
            parameters = inspect.signature(value).parameters.values()
        except (TypeError, ValueError):
            return None
        found = [(each.name[:_MOST_LETTERS], each.kind, each.default is each.empty) for each in parameters]
    names, kinds, required = zip(*found[:_MOST_PARAMETERS], strict=True) if found else ((), (), ())
    return names, bytes(kinds), bytes(required)


def _plain_parameters(function: types.FunctionType) -> Iterator[tuple[str, int, bool]]:
    """Read them off the code, in the order of inspect.signature, which would cost a fifth of loading a file."""
    code = function.__code__
    names = [name[:_MOST_LETTERS] for name in code.co_varnames]
    by_position, keyword_only = code.co_argcount, code.co_kwonlyargcount
    required = by_position - len(function.__defaults__ or ())
    for index, name in enumerate(names[:by_position]):
        kind = _Kind.POSITIONAL_ONLY if index < code.co_posonlyargcount else _Kind.POSITIONAL_OR_KEYWORD
        yield name, kind, index < required
    rest = by_position + keyword_only
    if code.co_flags & inspect.CO_VARARGS:
        yield names[rest], _Kind.VAR_POSITIONAL, True
    given = function.__kwdefaults__ or {}
    for name in code.co_varnames[by_position:rest]:
        yield name[:_MOST_LETTERS], _Kind.KEYWORD_ONLY, name not in given
    if code.co_flags & inspect.CO_VARKEYWORDS:
        yield names[rest + bool(code.co_flags & inspect.CO_VARARGS)], _Kind.VAR_KEYWORD, True


def _functions_in(module: types.CodeType) -> Iterator[types.CodeType]:
    """Give the code of functions and, from inside classes, of methods."""
    for outer in module.co_consts:
        if isinstance(outer, types.CodeType):
            yield outer
            yield from (inner for inner in outer.co_consts if isinstance(inner, types.CodeType))


def _may_be_stub(code: types.CodeType) -> bool:
    """Tell, without the cost of a syntax tree, whether it is worth looking for stubs."""
    return len(code.co_code) <= _LONGEST_STUB or any(name.startswith("NotImplemented") for name in code.co_names)


def _find_stubs(tree: ast.Module) -> set[str]:
    stubs = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and _is_stub(node):
            stubs.add(node.name)
        elif isinstance(node, ast.ClassDef):
            inner = (child for child in node.body if isinstance(child, ast.FunctionDef))
            stubs.update(f"{node.name}.{child.name}" for child in inner if _is_stub(child))
    return stubs


def _is_stub(function: ast.FunctionDef) -> bool:
    return all(_does_nothing(statement) for statement in function.body)


def _does_nothing(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Expr):
        return isinstance(statement.value, ast.Constant)
    if isinstance(statement, ast.Return):
        return statement.value is None or (isinstance(statement.value, ast.Constant) and statement.value.value is None)
    if isinstance(statement, ast.Raise):
        return "NotImplemented" in ast.dump(statement)
    return isinstance(statement, ast.Pass)


def words_of(error: BaseException) -> tuple[str, str]:
    """Give an error's type name and its message in at most 300 characters, whatever its author made of both."""
    try:
        message = str(error)
    except BaseException:  # noqa: BLE001 - a student's __str__ may raise anything at all
        message = ""
    if isinstance(error, SyntaxError) and error.msg:
        message = str(error.msg)
    return safe_name(type(error)), str(message)[:_MOST_LETTERS]
