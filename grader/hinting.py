"""Hints in steps: first where it differs, then what it looks like, then how to mend it, each from an attempt on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from grader import group_hints, pictures
from grader.feedback import Feedback, Hint
from grader.judge import AssignmentError, HintSteps, load_assignment
from grader.models import Assignment, GroupHint, Report, Submission
from grader.pictures import Where

STEPS = ("where", "what", "how")


@dataclass(frozen=True)
class Step:
    """`comes_with`: the attempt that brings it, 0 if none does. The staff see every step."""

    name: str
    comes_with: int
    is_available: bool


@dataclass(frozen=True)
class Guidance:
    """What a verdict's page says beyond the checks."""

    steps: tuple[Step, ...]
    where: tuple[Where, ...]
    hints: tuple[Hint, ...]
    is_known: bool
    from_staff: Sequence[GroupHint] = ()  # for everybody whose submission does the same

    @property
    def shows_what(self) -> bool:
        return any(step.name == "what" and step.is_available for step in self.steps)

    @property
    def next_step(self) -> Step | None:
        """The one that the next attempts bring."""
        coming = [step for step in self.steps if not step.is_available and step.comes_with]
        return min(coming, key=lambda step: step.comes_with, default=None)


def read(*, report: Report, feedback: Feedback, for_staff: bool) -> Guidance:
    """The steps that there is something to show for; those that are not available yet hold nothing."""
    submission = report.submission
    plan = find_plan(submission.assignment)
    attempts = count_attempts(submission)
    where = tuple(pictures.read_locations(each) for each in report.data.get("locations", ()))
    there_is = {"where": bool(where), "what": bool(feedback.hints), "how": bool(feedback.hints)}
    steps = tuple(
        Step(name, comes_with=comes, is_available=for_staff or 0 < comes <= attempts)
        for name in STEPS
        if there_is[name] and ((comes := getattr(plan, name)) or for_staff)
    )
    shown = {step.name for step in steps if step.is_available}
    return Guidance(
        steps=steps,
        where=where if "where" in shown else (),
        hints=feedback.hints if shown & {"what", "how"} else (),
        is_known=bool(feedback.hints),
        from_staff=list(group_hints.list_for(report=report)),
    )


def find_plan(assignment: Assignment) -> HintSteps:
    """What the instructor has set; else what the assignment's folder says."""
    try:
        declared = load_assignment(assignment.source).hints
    except AssignmentError:
        declared = HintSteps()
    own = {"where": assignment.hint_where, "what": assignment.hint_what, "how": assignment.hint_how}
    return replace(declared, **{step: attempt for step, attempt in own.items() if attempt is not None})


def count_attempts(submission: Submission) -> int:
    """How often this person has handed in something new to the assignment; the same text again brings no hint."""
    own = Submission.objects.filter(assignment=submission.assignment_id, student=submission.student_id)
    return own.values("sha256").distinct().count()
