"""Failing submissions that do the same, and the hint that is written for all of them."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from grader.models.assignments import Assignment
from grader.models.submissions import Report, Submission

LONGEST_KEY = 200


class SymptomQuerySet(models.QuerySet["Symptom"]):
    def of_students(self) -> "SymptomQuerySet":
        """Of what counts, as it was judged last: what the staff try is nobody's mistake."""
        return self.filter(report__submission__counts=True, report__in=Report.objects.newest_runs())

    def current(self) -> "SymptomQuerySet":
        """Of the last submission of each student only."""
        return self.filter(report__submission__in=Submission.objects.latest_of_each_student())


class Symptom(models.Model):
    """One thing that a wrong submission does, as the judge names it (`judge.symptoms`). Written by reports.py only."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="symptoms")
    key = models.CharField(max_length=LONGEST_KEY, db_index=True)

    objects = SymptomQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="one_symptom_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.key}"


class GroupHint(models.Model):
    """What all students with the same symptom are told. Written by group_hints.py only."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="group_hints")
    key = models.CharField(max_length=LONGEST_KEY)
    text = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assignment", "key"], name="one_hint_for_a_group")]

    def __str__(self) -> str:
        return f"{self.assignment}: {self.key}"
