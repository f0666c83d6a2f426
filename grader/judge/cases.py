"""The cases that inputs are drawn for, derived from the declaration or named in it, and the author's own checks."""

from collections.abc import Mapping, Sequence

from grader.judge.declaration import NAME, RESERVED, Case, Function, OwnCheck
from grader.judge.tables import Table

LARGE = 1000.0
STANDARD = ("batch_of_one", "one_step", "square", "zeros", "large")


ROLES = {"batch": "N", "time": "T", "features": "D", "hidden": "H"}


def read_roles(table: Table, sizes: Mapping[str, tuple[int, int]]) -> dict[str, str]:
    """Which size is the batch, the time, the features, the hidden units; each may be missing."""
    roles = {}
    for role, usual in ROLES.items():
        roles[role] = table.text(role, default=usual)
        if table.get(role) is not None and roles[role] not in sizes:
            raise table.fail(f"{role} is {roles[role]}, which is not declared in [sizes]")
    return roles


def read_edges(
    table: Table,
    *,
    functions: Sequence[Function],
    sizes: Mapping[str, tuple[int, int]],
    roles: Mapping[str, str],
) -> tuple[tuple[Case, ...], tuple[Case, ...]]:
    """The edges to grade: those named in ``edges`` (all that apply when it is left out) and every ``[[edge]]``.

    Then those that would fit, too.
    """
    derived = _derive(_read_data(table, functions, roles["batch"]), sizes, roles)
    wanted = table.texts("edges") if table.get("edges") is not None else tuple(derived)
    for name in wanted:
        if name not in derived:
            reason = "does not fit the declared sizes" if name in STANDARD else "is unknown"
            raise table.fail(f"the edge {name!r} {reason}; these fit: {', '.join(derived) or 'none'}")
    drawn = {argument.name for function in functions for argument in function.differentiable}
    own = [_read_edge(each, drawn, sizes) for each in table.tables("edge")]
    edges = (*(derived[name] for name in wanted), *own)
    names = [case.name for case in edges]
    taken = {result.name for function in functions for result in function.results}
    for name in names:
        if names.count(name) > 1 or name in taken:
            raise table.fail(f"the edge {name!r} has a name that is already taken")
    return edges, tuple(case for name, case in derived.items() if name not in wanted)


def _read_data(table: Table, functions: Sequence[Function], batch: str) -> frozenset[str]:
    """The arguments that are data: those named, else those with a batch, else what a method of a class takes."""
    known = {argument.name: argument for function in functions for argument in function.differentiable}
    if table.get("data") is not None:
        for name in table.texts("data"):
            if name not in known:
                raise table.fail(f"data names {name}, which is not an argument of real numbers that the judge draws")
        return frozenset(table.texts("data"))
    with_batch = frozenset(
        name for name, argument in known.items() if any(batch in size.names for size in argument.shape)
    )
    weights = {
        argument.name
        for function in functions
        if function.form and function.form.kind
        for argument, _ in function.form.kind.weights
    }
    return with_batch or (frozenset(known) - weights if weights else frozenset())


def _derive(data: frozenset[str], sizes: Mapping[str, tuple[int, int]], roles: Mapping[str, str]) -> dict[str, Case]:
    cases = []
    batch, time, features, hidden = (roles[role] for role in ROLES)
    if batch in sizes:
        cases.append(Case("batch_of_one", "A batch of one example", sizes={batch: 1}))
    if time in sizes:
        cases.append(Case("one_step", "A sequence of one step", sizes={time: 1}))
    if {features, hidden} <= set(sizes):
        cases.append(Case("square", "As many features as hidden units", sizes={features: hidden}))
    if data:
        cases.append(Case("zeros", "Inputs that are all zero", zeros=data))
        cases.append(Case("large", "Very large inputs", scales=dict.fromkeys(sorted(data), LARGE)))
    return {case.name: case for case in cases}


def _read_edge(table: Table, drawn: set[str], sizes: Mapping[str, tuple[int, int]]) -> Case:
    name = table.text("name")
    if not NAME.fullmatch(name) or name in RESERVED:
        raise table.fail(f"{name!r} cannot name an edge")
    fixed = {}
    for size, value in table.table("sizes").items():
        if size not in sizes or not ((type(value) is int and value >= 1) or value in sizes):
            raise table.fail(f"sizes: {size} must be a declared size, set to a number or to another size")
        fixed[size] = value
    scales = {}
    for argument, value in table.table("scales").items():
        if isinstance(value, bool) or not isinstance(value, (int, float)) or value <= 0:
            raise table.fail(f"scales: {argument} must be a number above 0")
        scales[argument] = float(value)
    zeros = frozenset(table.texts("zeros"))
    for argument in (*zeros, *scales):
        if argument not in drawn:
            raise table.fail(f"{argument} is not an argument that the judge draws")
    case = Case(name, table.text("title"), sizes=fixed, zeros=zeros, scales=scales)
    table.close()
    return case


def read_own_checks(
    table: Table, *, functions: Sequence[Function], edges: Sequence[Case]
) -> list[tuple[OwnCheck, float]]:
    """Every ``[[check]]`` with its points."""
    found: list[tuple[OwnCheck, float]] = []
    for each in table.tables("check"):
        function = each.text("function", among=[function.name for function in functions])
        name = each.text("name")
        results = [result.name for known in functions for result in known.results]
        taken = {*results, *(case.name for case in edges), *(check.name for check, _ in found), *RESERVED}
        if not NAME.fullmatch(name) or name in taken:
            raise each.fail(f"{name!r} cannot name a check, or is already taken")
        check = OwnCheck(name, each.text("title"), function, each.text("expectation"))
        found.append((check, each.number("points", default=1.0)))
        each.close()
    return found
