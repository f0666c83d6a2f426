"""Tables of the grader."""

from grader.models.assignments import Assignment, AssignmentQuerySet
from grader.models.audits import FolderAudit
from grader.models.groups import GroupHint, Symptom, SymptomQuerySet
from grader.models.operation import Incident, Worker
from grader.models.submissions import ALLOWED, NEVER, Report, ReportQuerySet, State, Submission, SubmissionQuerySet

__all__ = [
    "ALLOWED",
    "NEVER",
    "Assignment",
    "AssignmentQuerySet",
    "FolderAudit",
    "GroupHint",
    "Incident",
    "Report",
    "ReportQuerySet",
    "State",
    "Submission",
    "SubmissionQuerySet",
    "Symptom",
    "SymptomQuerySet",
    "Worker",
]
