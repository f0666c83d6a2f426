"""What audits of assignments' folders found."""

from django.db import models
from django.utils import timezone


class FolderAudit(models.Model):
    """One state of a folder's files before one version of the judge. Written by audits.py only."""

    class State(models.TextChoices):
        WAITING = "waiting", "waiting"
        DONE = "done", "done"
        FAILED = "failed", "could not be done"

    assignment_hash = models.CharField(max_length=64)
    judge = models.CharField(max_length=20, help_text="The version of the judge.")
    source = models.CharField(max_length=500, help_text="The slug or the folder, as it was asked for.")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(default=0, help_text="Steps taken: files graded, functions varied.")
    total = models.PositiveIntegerField(default=0)
    rows = models.JSONField(default=list, help_text="The files, graded (`judge.audit.Row`).")
    mutants = models.JSONField(default=list, help_text="The wrong answers made (`judge.mutants.Mutant`).")
    blockers = models.JSONField(default=list, help_text="Sentences on what keeps it from being published.")
    trouble = models.CharField(max_length=500, blank=True, default="")
    deliveries = models.PositiveSmallIntegerField(default=0, help_text="How often a worker began without an end.")
    claim = models.CharField(max_length=32, blank=True, default="")
    claimed_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["assignment_hash", "judge"], name="one_audit_of_a_state")]

    def __str__(self) -> str:
        return f"{self.source} ({self.assignment_hash}): {self.state}"

    @property
    def is_finished(self) -> bool:
        return self.state != self.State.WAITING

    @property
    def lets_through(self) -> bool:
        return self.state == self.State.DONE and not self.blockers
