"""What a member sees of an assignment: the statement, what is checked, their own history; for staff, everybody's."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Count, OuterRef, Q, Subquery

from courseapp.accounts.models import User
from courseapp.courses.access import Membership
from grader import regrades
from grader.judge import Assignment as Declared
from grader.judge import AssignmentError, Figure, PlannedCheck, load_assignment, plan_checks
from grader.judge import find_figure as find_in_folder
from grader.models import Assignment, AssignmentQuerySet, Report, Submission
from grader.regrades import Change

STARTER = "starter"
UNREADABLE = "This assignment cannot be read at present, and nothing can be submitted. Please tell your instructor."


@dataclass(frozen=True)
class Task:
    """A function to write, with its checks as they are known beforehand."""

    signature: str
    checks: tuple[PlannedCheck, ...]

    @property
    def points(self) -> float:
        return round(sum(check.max_points for check in self.checks), 3)


@dataclass(frozen=True)
class Worksheet:
    """The page of an assignment. `problem` says why it cannot be worked on, if it cannot."""

    assignment: Assignment
    history: Sequence[Submission]
    statement: str = ""
    tasks: tuple[Task, ...] = ()
    everybody: Sequence[Submission] = ()  # for the staff, as are the next two
    changes: Sequence[Change] = ()
    regrading: int = 0
    problem: str = ""
    detail: str = ""

    @property
    def attempts_left(self) -> int | None:
        return None if self.assignment.attempts is None else max(self.assignment.attempts - len(self.history), 0)


def list_all(membership: Membership) -> AssignmentQuerySet:
    """The course's assignments that the member may see, with their own results."""
    assignments = Assignment.objects.filter(course=membership.course).select_related("course", "item").in_order()
    visible = assignments if membership.is_staff else assignments.published()
    graded = Report.objects.newest_runs().filter(submission__assignment=OuterRef("pk"))
    best = graded.filter(submission__student=membership.user).order_by("-points").values("points")[:1]
    tries = Count("submissions", filter=Q(submissions__student=membership.user), distinct=True)
    return visible.annotate(tries=tries, best=Subquery(best))


def read(*, assignment: Assignment, membership: Membership) -> Worksheet:
    reported = Submission.objects.filter(assignment=assignment).with_latest_report()
    sheet = Worksheet(assignment, list(reported.filter(student=membership.user).order_by("-number")))
    if membership.is_staff:
        latest = reported.filter(counts=True).latest_of_each_student().select_related("student")
        sheet = replace(
            sheet,
            everybody=list(latest.order_by("student__name", "student__email")),
            changes=regrades.list_changes(assignment=assignment),
            regrading=regrades.count_waiting(assignment=assignment),
        )
    try:
        declared = load_assignment(assignment.source)
    except AssignmentError as error:
        return replace(sheet, problem=UNREADABLE, detail=str(error) if membership.is_staff else "")
    return replace(sheet, statement=_without_title(declared.statement), tasks=list_tasks(declared))


def find_text(*, assignment: Assignment, user: User, wanted: str) -> str:
    """What the editor shows at first: the own submission that is asked for, else the last one, else the starter."""
    own = Submission.objects.filter(assignment=assignment, student=user).order_by("-number")
    if wanted.isascii() and wanted.isdigit():
        own = own.filter(number=int(wanted))
    latest = None if wanted == STARTER else own.first()
    if latest is not None:
        return latest.text
    try:
        return load_assignment(assignment.source).starter
    except AssignmentError:
        return ""


def find_figure(*, assignment: Assignment, membership: Membership, name: str) -> Figure | None:
    """A figure of the statement, for those who may read the statement."""
    if not (assignment.is_open or membership.is_staff):
        return None
    try:
        return find_in_folder(load_assignment(assignment.source).folder, name)
    except AssignmentError:
        return None


def list_tasks(declared: Declared) -> tuple[Task, ...]:
    planned = plan_checks(declared)
    return tuple(
        Task(
            signature=function.signature,
            checks=tuple(check for check in planned if check.function == function.name and check.max_points),
        )
        for function in declared.tasks
    )


def _without_title(statement: str) -> str:
    """The page has a title of its own."""
    first, _, rest = statement.lstrip().partition("\n")
    return rest if first.startswith("# ") else statement
