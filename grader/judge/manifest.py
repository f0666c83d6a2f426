"""Reads an assignment's folder: ``assignment.toml`` into an ``Assignment``, with a clear reason for every mistake."""

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from grader.judge.acceptance import CONVENTIONS, VECTORS, Tolerances, Vectors
from grader.judge.adapters import write_adapter
from grader.judge.carrying import require_carrying
from grader.judge.cases import read_edges, read_own_checks, read_roles
from grader.judge.classes import read_kinds
from grader.judge.declaration import (
    FLAVOURS,
    NAME,
    Assignment,
    AssignmentError,
    Flavour,
    Function,
    Pair,
)
from grader.judge.figures import check_figures
from grader.judge.hint_steps import read_hint_steps
from grader.judge.points import read_points
from grader.judge.signatures import mark_time, read_functions, read_pairs
from grader.judge.surroundings import read_surroundings
from grader.judge.tables import Table
from grader.judge.trainings import read_trainings
from grader.sandbox import Limits

MANIFEST = "assignment.toml"
REQUIRED = (MANIFEST, "statement.md", "starter.py", "solution.py", "reference.py")


def read_folder(folder: Path) -> Assignment:
    """Read and check a folder; raises AssignmentError naming the file and what to change."""
    for name in REQUIRED:
        if not (folder / name).is_file():
            raise AssignmentError(folder / name, "this file is missing; every assignment folder has one")
    check_figures(folder)
    path = folder / MANIFEST
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise AssignmentError(path, f"this is not valid TOML: {error}") from error
    assignment = _read(Table(data, file=path), folder)
    _require_file(folder, wanted=bool(assignment.own_checks))
    return assignment


def hash_folder(folder: Path) -> str:
    """A fingerprint of everything that decides a grade; stored with each one so that it can be replayed."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            content = path.read_bytes()
            digest.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:16]


def _read(table: Table, folder: Path) -> Assignment:
    sizes = _read_sizes(table.table("sizes"))
    flavour = _read_flavour(table)
    roles = read_roles(table, sizes)
    functions = read_functions(table, sizes, read_kinds(table, sizes, flavour))
    declared = _require_sense(table, functions, flavour, roles)
    pairs = mark_time(read_pairs(table, functions), roles["time"])
    edges, left_out = read_edges(table, functions=declared, sizes=sizes, roles=roles)
    own_checks = read_own_checks(table, functions=declared, edges=edges)
    trainings = read_trainings(table, folder, functions=declared)
    acceptance = table.table("acceptance")
    assignment = Assignment(
        slug=folder.name,
        folder=folder,
        title=table.text("title"),
        summary=table.text("summary"),
        flavour=flavour,
        tags=table.texts("tags"),
        pairs=pairs,
        sizes=sizes,
        batch=roles["batch"],
        time=roles["time"],
        edges=edges,
        left_out=left_out,
        own_checks=tuple(check for check, _ in own_checks),
        trainings=tuple(training for training, _ in trainings),
        tolerances=_read_tolerances(table.table("tolerances")),
        limits=_read_limits(table.table("limits")),
        vectors=_read_vectors(acceptance),
        follow_through=_read_share(acceptance),
        conventions=_read_conventions(acceptance.table("conventions")),
        surroundings=read_surroundings(table.table("surroundings"), folder),
        hints=read_hint_steps(table.table("hints")),
        adapter=write_adapter([*pairs, *(Pair(training.function, None) for training, _ in trainings)], folder),
        points=read_points(functions, edges=edges, own_checks=own_checks, trainings=trainings),
        hash=hash_folder(folder),
    )
    acceptance.close()
    table.close()
    return assignment


def _require_file(folder: Path, *, wanted: bool) -> None:
    if wanted != (folder / "checks.py").is_file():
        reason = (
            "this file is missing, but [[check]] is declared" if wanted else "declare each of its checks as [[check]]"
        )
        raise AssignmentError(folder / "checks.py", reason)


def _require_sense(
    table: Table, functions: Sequence[tuple[Function, Table]], flavour: Flavour, roles: Mapping[str, str]
) -> list[Function]:
    """The functions, if they go with the flavour and the roles of the sizes."""
    declared = [function for function, _ in functions]
    for function in declared:
        if function.form and function.form.way == "autograd" and flavour != "torch":
            raise table.fail(f'{function.gradient_of} has gradients by autograd: write flavour = "torch"')
    require_carrying(table, declared, roles)
    return declared


def _read_flavour(table: Table) -> Flavour:
    written = table.text("flavour", default="numpy", among=FLAVOURS)
    return next(flavour for flavour in FLAVOURS if flavour == written)


def _read_vectors(acceptance: Table) -> Vectors:
    written = acceptance.text("vectors", default="note", among=VECTORS)
    return next(choice for choice in VECTORS if choice == written)


def _read_share(acceptance: Table) -> float:
    share = acceptance.number("follow_through", default=1.0)
    if share > 1:
        raise acceptance.fail("follow_through is the share of the marks that a follow-through earns: 0 to 1")
    return share


def _read_conventions(table: Table) -> dict[str, float]:
    """The share of the marks that each convention earns: true is all, false none."""
    shares = {}
    for name, value in table.items():
        if name not in CONVENTIONS:
            raise table.fail(f"{name} is not a convention that is recognised; there are {', '.join(CONVENTIONS)}")
        if not isinstance(value, (bool, int, float)) or not 0 <= value <= 1:
            raise table.fail(f"{name} must be true, false, or the share of the marks it earns: 0 to 1")
        shares[name] = float(value)
    return shares


def _read_tolerances(table: Table) -> Tolerances:
    default = Tolerances()
    tolerances = Tolerances(
        float64=table.number("float64", default=default.float64, least=1e-12),
        float32=table.number("float32", default=default.float32, least=1e-6),
        numerical=table.number("numerical", default=default.numerical, least=1e-9),
    )
    table.close()
    return tolerances


def _read_limits(table: Table) -> Limits:
    default = asdict(Limits())
    limits: dict[str, Any] = {}
    for key, value in table.items():
        if key not in default:
            raise table.fail(f"{key} is not a limit; there are {', '.join(sorted(default))}")
        wanted = int if isinstance(default[key], int) else (int, float)
        if isinstance(value, bool) or not isinstance(value, wanted) or value <= 0:
            kind = "whole number" if wanted is int else "number"
            raise table.fail(f"{key} must be a {kind} above 0, such as {default[key]}")
        limits[key] = value
    return replace(Limits(), **limits)


def _read_sizes(table: Table) -> dict[str, tuple[int, int]]:
    sizes = {}
    for name, value in table.items():
        if not NAME.fullmatch(name):
            raise table.fail(f"{name!r} cannot name a size; use letters, such as N or D")
        whole = isinstance(value, list) and len(value) == 2 and all(type(end) is int for end in value)
        if not whole or not 2 <= value[0] <= value[1]:
            raise table.fail(f"{name} must be a range of at least 2 such as [3, 6], not {value!r}")
        sizes[name] = (value[0], value[1])
    if not sizes:
        raise table.fail("declare the sizes that the shapes use, such as N = [3, 6]")
    _require_distinct(table, sizes)
    return sizes


def _require_distinct(table: Table, sizes: dict[str, tuple[int, int]]) -> None:
    """Sizes are drawn all different, so that a transposed matrix is never a right one by accident."""
    taken: set[int] = set()
    for name, (low, high) in sorted(sizes.items(), key=lambda item: (item[1][1], item[1][0])):
        free = next((value for value in range(low, high + 1) if value not in taken), None)
        if free is None:
            raise table.fail(f"the ranges are too narrow to draw all sizes different (no value is left for {name})")
        taken.add(free)
