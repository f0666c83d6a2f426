"""What a course's staff should look at, as far as decks and quizzes go."""

from collections import Counter

from django.urls import reverse
from django.utils import timezone

from courseapp.courses.attention import Attention
from courseapp.courses.models import Course
from quizzes import hand_marks, objections, trouble
from quizzes.models import Deck, Question, Quiz
from quizzes.rules import describe_moment


def list_for_staff(*, course: Course) -> list[Attention]:
    """What students wait for, then questions that cannot be asked yet, then quizzes that they should see but do not."""
    return [
        *_list_objections(course),
        *_list_unmarked(course),
        *_list_stale(course),
        *_list_troubled_decks(course),
        *_list_unpublished_quizzes(course),
    ]


def _list_objections(course: Course) -> list[Attention]:
    count = objections.count_waiting(course=course)
    text = f"{_count(count, 'comment')} by students on questions of quizzes: is a key wrong?"
    return [Attention(text=text, url=reverse("quizzes:objections", args=[course.slug]))] if count else []


def _list_unmarked(course: Course) -> list[Attention]:
    waiting = hand_marks.count_waiting(course=course)
    return [
        Attention(
            text=f"{_count(each.count, 'answer')} in “{each.title}” to mark by hand.",
            url=reverse("quizzes:pile", args=[course.slug, each.slug, each.question_id]),
        )
        for each in waiting
    ]


def _list_stale(course: Course) -> list[Attention]:
    stale = Question.objects.filter(course=course, deck__isnull=False).stale().order_by("position", "pk")
    first: dict[int, Question] = {}
    counts: Counter[int] = Counter()
    for question in stale.select_related("deck").defer("deck__source", "deck__pdf"):
        first.setdefault(question.deck_id or 0, question)
        counts[question.deck_id or 0] += 1
    return [
        Attention(
            text=f"{_count(counts[deck_id], 'question')} in “{question.deck}”: the slide changed. Keep or renew?",
            url=reverse("quizzes:stale", args=[question.pk]),
        )
        for deck_id, question in first.items()
    ]


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
