"""Courses in the site administration: where one is opened that does not come from files."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin

from courseapp.courses.models import Announcement, Course, Enrolment, Section

if TYPE_CHECKING:
    Page = admin.ModelAdmin[Course]
    Table = admin.TabularInline[Any, Any]
else:
    Page, Table = admin.ModelAdmin, admin.TabularInline  # they take no type when they run


class Sections(Table):
    model = Section
    extra = 1


class Staff(Table):
    """A new course needs its first instructor; students are enrolled on the course's own page."""

    model = Enrolment
    extra = 1
    fields = ["user", "role", "section", "is_active"]
    autocomplete_fields = ["user"]

    def get_queryset(self, request: Any) -> Any:
        return super().get_queryset(request).exclude(role="student").select_related("user", "section")


class Announcements(Table):
    model = Announcement
    extra = 0


@admin.register(Course)
class CourseAdmin(Page):
    list_display = ["title", "term", "slug"]
    search_fields = ["title", "slug"]
    prepopulated_fields = {"slug": ["title"]}
    inlines = [Sections, Staff, Announcements]
