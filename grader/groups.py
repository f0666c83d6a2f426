"""Failing submissions of an assignment, grouped by what they do, for the staff."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from courseapp.courses.models import Course
from grader import pictures, verdicts
from grader.models import Assignment, GroupHint, Report, Submission, Symptom
from grader.pictures import Where
from grader.pictures.sentences import list_names

EXAMPLES = 5


@dataclass(frozen=True)
class Group:
    """`now`: students whose last submission does it; `ever`: those who ever did. `where` is that of an example."""

    key: str
    title: str
    kind: str
    now: int
    ever: int
    examples: Sequence[Submission]
    where: tuple[Where, ...]
    hint: GroupHint | None

    @property
    def anchor(self) -> str:
        return f"group-{self.key.replace(':', '-')}"


def list_groups(*, assignment: Assignment) -> list[Group]:
    """The largest first: by those who are in it now, then by those who ever were."""
    rows = Symptom.objects.of_students().filter(report__submission__assignment=assignment)
    current = set(rows.current().values_list("pk", flat=True))
    students: dict[str, dict[str, set[int]]] = defaultdict(lambda: {"now": set(), "ever": set()})
    newest: dict[str, dict[int, int]] = defaultdict(dict)  # the last report of each student, by key
    for pk, key, student, report in rows.order_by("report__submission__number", "pk").values_list(
        "pk", "key", "report__submission__student", "report"
    ):
        students[key]["ever"].add(student)
        if pk in current:
            students[key]["now"].add(student)
        newest[key][student] = report
    # Who did it last comes first: those are the ones to look at.
    wanted = {key: sorted(found.values(), reverse=True)[:EXAMPLES] for key, found in newest.items()}
    reports = Report.objects.select_related("submission__student").in_bulk(
        {pk for each in wanted.values() for pk in each}
    )
    hints = {hint.key: hint for hint in GroupHint.objects.filter(assignment=assignment).select_related("author")}
    groups = [
        _read_group(key, [reports[pk] for pk in wanted[key]], len(found["now"]), len(found["ever"]), hints.get(key))
        for key, found in students.items()
    ]
    return sorted(groups, key=lambda group: (-group.now, -group.ever, group.title))


def count_shared(*, course: Course) -> Mapping[int, int]:
    """How many students share the largest group without a hint, with their last submission: by assignment's number.

    In two queries, whatever the number of assignments; those without such a group are missing.
    """
    rows = Symptom.objects.of_students().current().filter(report__submission__assignment__course=course)
    told = set(GroupHint.objects.filter(assignment__course=course).values_list("assignment", "key"))
    counts = Counter(rows.values_list("report__submission__assignment", "key"))
    shared: dict[int, int] = {}
    for (assignment, key), count in counts.items():
        if (assignment, key) not in told:
            shared[assignment] = max(count, shared.get(assignment, 0))
    return shared


def _read_group(key: str, examples: Sequence[Report], now: int, ever: int, hint: GroupHint | None) -> Group:
    data = examples[0].data
    kind, _, name = key.partition(":")
    return Group(
        key=key,
        title=_TITLES[kind](data, name) if kind in _TITLES else key,
        kind=kind,
        now=now,
        ever=ever,
        examples=[each.submission for each in examples],
        where=tuple(pictures.read_locations(each) for each in data.get("locations", ())) if kind == "values" else (),
        hint=hint,
    )


def _name_mistake(data: Mapping[str, Any], slug: str) -> str:
    named = [each for check in data["checks"] for each in (check.get("diagnosis"), *check.get("further", ())) if each]
    return next((str(each["title"]) for each in named if each["mistake"] == slug), slug.replace("_", " "))


def _name_values(data: Mapping[str, Any], digest: str) -> str:
    rows = [row for each in data.get("locations", ()) for row in each["rows"] if row["error"] != 0.0]
    return (
        f"No known mistake: the same wrong values of {list_names([row['name'] for row in rows])}"
        if rows
        else ("No known mistake: the same wrong values")
    )


def _name_trouble(data: Mapping[str, Any], digest: str) -> str:
    check = next(check for check in data["checks"] if check["verdict"] not in {"OK", "WA", "PARTIAL", "IFE", "NOTRY"})
    return f"{verdicts.explain(check['verdict']).word}: {check['message']}"


def _name_check(data: Mapping[str, Any], name: str) -> str:
    check = next((check for check in data["checks"] if check["name"] == name), None)
    return f"Fails `{check['function']}`: {check['title']}" if check else f"Fails {name}"


_TITLES = {"mistake": _name_mistake, "values": _name_values, "trouble": _name_trouble, "check": _name_check}
