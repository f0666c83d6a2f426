"""The site administration's view of decks, quizzes and attempts: to look at, not to write."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from quizzes.models import Attempt, Deck, Question, QuestionVersion, Quiz

if TYPE_CHECKING:
    AnyAdmin = admin.ModelAdmin[Model]  # generic for the type checker only
else:
    AnyAdmin = admin.ModelAdmin


class ReadOnlyAdmin(AnyAdmin):
    """What is written by one module only is not written here."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Deck)
class DeckAdmin(ReadOnlyAdmin):
    list_display = ["title", "course", "filename", "created_at"]
    list_filter = ["course"]
    exclude = ["source"]


@admin.register(Question)
class QuestionAdmin(ReadOnlyAdmin):
    list_display = ["id", "course", "deck", "origin", "state"]
    list_filter = ["course", "origin", "state"]
    list_select_related = ["course", "deck"]


@admin.register(QuestionVersion)
class QuestionVersionAdmin(ReadOnlyAdmin):
    list_display = ["id", "question", "number", "kind", "label", "created_at"]
    list_filter = ["kind"]


@admin.register(Quiz)
class QuizAdmin(ReadOnlyAdmin):
    list_display = ["title", "course", "opens_at", "due_at", "published_at"]
    list_filter = ["course"]


@admin.register(Attempt)
class AttemptAdmin(ReadOnlyAdmin):
    list_display = ["id", "quiz", "student", "number", "started_at", "submitted_at", "points"]
    list_filter = ["quiz__course"]
    list_select_related = ["quiz", "student"]
