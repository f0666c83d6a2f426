"""The site's administrators look, and change nothing here: rows are moved by the code that knows the rules."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest

from grader.models import Assignment, Report, Submission, Worker

if TYPE_CHECKING:
    Admin = admin.ModelAdmin[Any]
else:
    Admin = admin.ModelAdmin  # takes no type when it runs


class ReadOnly(Admin):
    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Assignment)
class AssignmentAdmin(ReadOnly):
    list_display = ["title", "course", "source", "due_at", "published_at"]
    list_select_related = ["course"]


@admin.register(Submission)
class SubmissionAdmin(ReadOnly):
    list_display = ["id", "assignment", "student", "number", "state", "deliveries", "submitted_at"]
    list_filter = ["state"]
    list_select_related = ["assignment", "student"]


@admin.register(Report)
class ReportAdmin(ReadOnly):
    list_display = ["submission", "run", "verdict", "points", "max_points", "created_at"]
    list_select_related = ["submission__assignment", "submission__student"]


@admin.register(Worker)
class WorkerAdmin(ReadOnly):
    list_display = ["name", "state", "reason", "seen_at"]
