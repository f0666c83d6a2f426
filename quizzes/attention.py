"""What a course's staff should look at, as far as decks and quizzes go."""

from collections import Counter

from django.urls import reverse
from django.utils import timezone

from courseapp.courses.attention import Attention
from courseapp.courses.models import Course
from quizzes import trouble
from quizzes.models import Deck, Question, Quiz
from quizzes.rules import describe_moment


def list_for_staff(*, course: Course) -> list[Attention]:
    """Questions that cannot be asked yet, then quizzes that students should see soon but do not."""
    return [*_list_troubled_decks(course), *_list_unpublished_quizzes(course)]


def _list_troubled_decks(course: Course) -> list[Attention]:
    questions = Question.objects.filter(course=course, deck__isnull=False).exclude(state=Question.State.REJECTED)
    troubled = Counter(
        question.deck_id
        for question in questions.select_related("current")
        if question.deck_id and trouble.describe(question.latest)
    )
    titles = dict(Deck.objects.filter(pk__in=troubled).values_list("pk", "title"))
    return [
        Attention(
            text=f"{_count(number, 'question')} in “{titles[deck_id]}” cannot be asked yet: look at the key.",
            url=reverse("quizzes:deck", args=[deck_id]),
        )
        for deck_id, number in troubled.items()
    ]


def _list_unpublished_quizzes(course: Course) -> list[Attention]:
    waiting = Quiz.objects.filter(course=course, published_at=None, due_at__gt=timezone.now()).in_order()
    return [
        Attention(
            text=f"“{quiz.title}” is due on {describe_moment(quiz.due_at)}, but students do not see it: publish it.",
            url=quiz.get_absolute_url(),
        )
        for quiz in waiting.select_related("course")
        if quiz.due_at
    ]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
