"""Addresses. What one looks at is in the path; each part keeps its own list."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from django.views.generic import TemplateView

from courseapp.courses.views import overview
from courseapp.site.health import report_health

urlpatterns = [
    path("", overview.show_home, name="home"),
    path("health/", report_health, name="health"),
    path("", include("quizzes.urls")),
    path("accounts/", include("courseapp.accounts.urls")),
    path("", include("courseapp.courses.urls")),
    path("", include("courseapp.gradebook.urls")),
    path("", include("grader.urls")),
    path("admin/", admin.site.urls),
]
if settings.DEMO or settings.DEBUG:
    urlpatterns.append(path("styleguide/", TemplateView.as_view(template_name="styleguide.html"), name="styleguide"))
