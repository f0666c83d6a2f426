"""Rewrites an assignment's reference at chosen places: the source of the right answer into that of a wrong one."""

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy, deepcopy
from dataclasses import dataclass, field
from typing import Any

from grader.judge import surgery

Build = Callable[[Any], Any]
SURGERY = "surgery__"  # what the rewritten source calls this module's tools; not a name that an author uses


@dataclass(frozen=True)
class Edit:
    """What becomes of the node with this number: an expression for an expression, statements for a statement."""

    site: int
    build: Build


@dataclass(frozen=True)
class Names:
    """What is known in one function of the reference: its arguments, and every name with where it is first set."""

    function: ast.FunctionDef
    arguments: tuple[str, ...]
    assigned: Mapping[str, int] = field(default_factory=dict)

    def known_before(self, line: int) -> list[str]:
        return [*self.arguments, *(name for name, first in self.assigned.items() if first < line)]


@dataclass(frozen=True)
class Text:
    """A reference's source, read, with every node numbered."""

    tree: ast.Module
    functions: tuple[Names, ...]


def read_text(text: str) -> Text:
    """Parse a reference; it has been run before, so it parses."""
    tree = ast.parse(text)
    for number, node in enumerate(ast.walk(tree)):
        if isinstance(node, (ast.expr, ast.stmt)):  # Python has one `Add` and one `Load` for all trees there are
            node.site = number  # type: ignore[union-attr]
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    return Text(tree, tuple(_read_names(function) for function in functions))


def rewrite(text: Text, edits: Sequence[Edit], *, file: str) -> dict[str, Any]:
    """The module's names after the edits; raises whatever running it raises."""
    by_site: dict[int, list[Build]] = {}
    for edit in edits:
        by_site.setdefault(edit.site, []).append(edit.build)
    tree = _Rewriter(by_site).visit(text.tree)
    namespace: dict[str, Any] = {"__name__": "variation", SURGERY: surgery}
    code = compile(ast.fix_missing_locations(tree), file, "exec")
    exec(code, namespace)  # noqa: S102 - the author's own file, changed by us; never a student's
    return namespace


def tool(name: str, *arguments: ast.expr, **options: ast.expr) -> ast.expr:
    """A call of one of the tools of ``surgery``."""
    function = ast.Attribute(ast.Name(SURGERY, ast.Load()), name, ast.Load())
    keywords = [ast.keyword(key, value) for key, value in options.items()]
    return ast.Call(function, [deepcopy(argument) for argument in arguments], keywords)


def named(name: str) -> ast.expr:
    return ast.Name(name, ast.Load())


def write(node: ast.AST, *, most: int = 48) -> str:
    """An expression as the statement writes it: without ``torch.``; empty if it is too long to quote."""
    text = ast.unparse(node).replace("torch.", "")
    return text if len(text) <= most else ""


def site_of(node: ast.AST) -> int:
    number: int = node.site  # type: ignore[attr-defined]
    return number


def walk(node: ast.AST) -> Iterator[ast.AST]:
    """All nodes below, in the order of the text."""
    for child in ast.iter_child_nodes(node):
        yield child
        yield from walk(child)


class _Rewriter:
    """Copies what an edit is in, and no more: a copy of the whole tree would take longer than all that is done with it.

    It goes from the inside out, so that edits inside an expression survive an edit of the whole.
    """

    def __init__(self, edits: Mapping[int, Sequence[Build]]) -> None:
        self.edits = edits

    def visit(self, node: Any) -> Any:
        changed: dict[str, Any] = {}
        for name, value in ast.iter_fields(node):
            visited = self._visit_all(value) if isinstance(value, list) else value
            if isinstance(value, ast.AST):
                visited = self.visit(value)
            if visited is not value:
                changed[name] = visited
        builds = self.edits.get(getattr(node, "site", -1), ())
        if not changed and not builds:
            return node
        edited: Any = copy(node)
        for name, value in ast.iter_fields(node):
            own = list(value) if isinstance(value, list) else value  # an edit may change a list in its place
            setattr(edited, name, changed.get(name, own))
        for build in builds:
            edited = build(edited)
        return edited

    def _visit_all(self, nodes: list[Any]) -> list[Any]:
        visited = [self.visit(node) if isinstance(node, ast.AST) else node for node in nodes]
        if all(new is old for new, old in zip(visited, nodes, strict=True)):
            return nodes
        return [each for new in visited for each in (new if isinstance(new, list) else [new])]


def _read_names(function: ast.FunctionDef) -> Names:
    assigned: dict[str, int] = {}
    for node in walk(function):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            assigned.setdefault(node.id, node.lineno)
    return Names(function, tuple(argument.arg for argument in function.args.args), assigned)
