from django.urls import path

from grader.views import assignments, audits, groups, hints, operation, regrades, submissions

app_name = "grader"

urlpatterns = [
    path("c/<slug:course>/assignments/", assignments.list_assignments, name="assignments"),
    path("c/<slug:course>/assignments/<slug:slug>/", assignments.show_assignment, name="assignment"),
    path("c/<slug:course>/assignments/<slug:slug>/figures/<str:name>", assignments.show_figure, name="figure"),
    path("c/<slug:course>/assignments/<slug:slug>/regrade/", regrades.regrade_assignment, name="regrade"),
    path("c/<slug:course>/assignments/<slug:slug>/audit/", audits.show_audit, name="audit"),
    path("c/<slug:course>/assignments/<slug:slug>/audit/start/", audits.start_audit, name="start-audit"),
    path("c/<slug:course>/assignments/<slug:slug>/publish/", audits.publish_assignment, name="publish"),
    path("c/<slug:course>/assignments/<slug:slug>/groups/", groups.show_groups, name="groups"),
    path("c/<slug:course>/assignments/<slug:slug>/groups/hint/", groups.write_hint, name="group-hint"),
    path("c/<slug:course>/assignments/<slug:slug>/hints/", hints.edit_hints, name="hints"),
    path("submissions/<int:pk>/", submissions.show_submission, name="submission"),
    path("submissions/<int:pk>/status/", submissions.show_status, name="status"),
    path("submissions/<int:pk>/retry/", operation.retry_submission, name="retry"),
    path("metrics", operation.show_metrics, name="metrics"),
    path("staff/queue/", operation.show_queue, name="queue"),
]
