"""Finding what an address names, and whether whoever asks may see it."""

from typing import cast

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from courseapp.accounts.models import User
from courseapp.courses.access import MemberRequest, require_membership, require_staff
from quizzes import reading, release
from quizzes.models import Attempt, Deck, Objection, Question, Quiz, Ruling, Slide, Upload


def find_deck(request: HttpRequest, deck_id: int) -> Deck:
    """For the course's staff."""
    deck = Deck.objects.select_related("course", "uploaded_by").defer("source", "pdf").filter(pk=deck_id).first()
    require_staff(require_membership(request=request, course=deck.course if deck else None))
    return cast(Deck, deck)


def find_upload(request: HttpRequest, upload_id: int) -> Upload:
    """For the course's staff."""
    upload = Upload.objects.select_related("course").defer("source", "pdf").filter(pk=upload_id).first()
    require_staff(require_membership(request=request, course=upload.course if upload else None))
    return cast(Upload, upload)


def find_question(request: HttpRequest, question_id: int) -> Question:
    """For the course's staff."""
    question = (
        Question.objects.with_text()
        .select_related("course", "current", "deck")
        .defer("deck__source", "deck__pdf")
        .filter(pk=question_id)
        .first()
    )
    require_staff(require_membership(request=request, course=question.course if question else None))
    return cast(Question, question)


def find_slide(request: HttpRequest, slide_id: int) -> Slide:
    """For the staff; for a student only once an answer that came from it is explained to them."""
    slide = Slide.objects.select_related("deck__course").defer("deck__source", "deck__pdf").filter(pk=slide_id).first()
    membership = require_membership(request=request, course=slide.deck.course if slide else None)
    if not membership.is_staff and not release.may_see_slide(student=membership.user, slide_id=slide_id):
        raise Http404("There is no such page, or it is not yours to see.")
    return cast(Slide, slide)


def find_quiz(request: MemberRequest, slug: str) -> Quiz:
    """For members of the course; a student sees one that is published, or that they have started."""
    membership = request.membership
    quiz = reading.find_quiz(membership.course, slug)
    if quiz is None:
        raise Http404("There is no such page, or it is not yours to see.")
    if membership.is_student and not quiz.is_published and not quiz.attempts.filter(student=membership.user).exists():
        raise Http404("There is no such page, or it is not yours to see.")
    return quiz


def find_attempt(request: HttpRequest, attempt_id: int, *, own: bool = False) -> Attempt:
    """For its student, and with `own` for nobody else; otherwise for the staff too."""
    attempt, user = reading.find_attempt(attempt_id), cast(User, request.user)
    membership = require_membership(request=request, course=attempt.quiz.course if attempt else None)
    if attempt is None or (attempt.student_id != user.pk and (own or not membership.is_staff)):
        raise Http404("There is no such page, or it is not yours to see.")
    if attempt.student_id == user.pk:
        attempt.student = user
    return attempt


def find_quiz_question(quiz: Quiz, question_id: int) -> Question:
    """A question that the quiz asks."""
    return get_object_or_404(Question.objects.with_text(), pk=question_id, places__quiz=quiz)


def find_ruling(request: HttpRequest, ruling_id: int) -> tuple[Ruling, User]:
    """For the course's staff; with who asks."""
    ruling = Ruling.objects.select_related("quiz__course", "question", "author").filter(pk=ruling_id).first()
    membership = require_membership(request=request, course=ruling.quiz.course if ruling else None)
    require_staff(membership)
    return cast(Ruling, ruling), membership.user


def find_objection(request: HttpRequest, objection_id: int) -> Objection:
    """For the course's staff."""
    objection = Objection.objects.select_related("answer__attempt__quiz__course").filter(pk=objection_id).first()
    require_staff(
        require_membership(request=request, course=objection.answer.attempt.quiz.course if objection else None)
    )
    return cast(Objection, objection)
