"""What an assignment puts beside a submission: its own modules, and names of modules that stand for nothing."""

from dataclasses import replace
from pathlib import Path

from grader.judge.declaration import Assignment, AssignmentError
from grader.judge.tables import Table
from grader.sandbox import Source, Surroundings

PROVIDED = "provided"
_LARGEST = 512 * 1024


def read_surroundings(table: Table, folder: Path) -> Surroundings:
    """Read ``[surroundings]`` and the folder ``provided/``: its files are importable under their own names."""
    ignored = table.texts("ignore")
    for name in ignored:
        if not all(part.isidentifier() for part in name.split(".")):
            raise table.fail(f"ignore names {name!r}, which cannot be the name of a module")
    failures = table.text("failing_statements", default="refuse", among=("refuse", "skip"))
    table.close()
    return Surroundings(modules=_read_modules(folder / PROVIDED), ignored=ignored, skip_failures=failures == "skip")


def surround(assignment: Assignment, source: Source) -> Surroundings:
    """What a submission finds beside itself; cells of a notebook were tried one by one: those that fail are skipped."""
    around = assignment.surroundings
    return replace(around, adapter=assignment.adapter, skip_failures=around.skip_failures or source.is_notebook)


def _read_modules(folder: Path) -> dict[str, str]:
    modules = {}
    for path in sorted(folder.rglob("*.py")):
        parts = list(path.relative_to(folder).with_suffix("").parts)
        if not all(part.isidentifier() for part in parts):
            raise AssignmentError(path, "its name cannot be imported; use letters, digits and _")
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        text = path.read_text(encoding="utf-8")
        try:
            compile(text, str(path), "exec")
        except SyntaxError as error:
            raise AssignmentError(path, f"Python cannot read it: {error}") from error
        modules[name] = text
    if sum(map(len, modules.values())) > _LARGEST:
        raise AssignmentError(folder, f"its modules are larger than {_LARGEST // 1024} kB together")
    return modules
