"""Marking open answers by hand, one after the other, for the staff."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from courseapp.courses.access import MemberRequest, staff_required
from quizzes import hand_marks
from quizzes.forms.marking import MarkForm
from quizzes.models import Answer, Question, Quiz
from quizzes.views.changing import posted
from quizzes.views.lookup import find_quiz, find_quiz_question

WITH_NAMES = "names"


@require_GET
@staff_required
def show_pile(request: MemberRequest, slug: str, question_id: int) -> HttpResponseBase:
    """The answers of one question, or at once the next that waits."""
    quiz = find_quiz(request, slug)
    question = find_quiz_question(quiz, question_id)
    answers = hand_marks.list_answers(quiz=quiz, question=question)
    if "next" in request.GET and (answer := hand_marks.find_next(answers=answers, marker=request.user)):
        return redirect("quizzes:mark", quiz.course.slug, quiz.slug, question.pk, answer.pk)
    pile = next((pile for pile in hand_marks.list_piles(quiz) if pile.question == question), None)
    rows = [(answer, hand_marks.find_mark(answer)) for answer in answers]
    page = {"quiz": quiz, "question": question, "pile": pile, "rows": rows, "with_names": WITH_NAMES in request.GET}
    return render(request, "quizzes/marking_pile.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required
def mark(request: MemberRequest, slug: str, question_id: int, answer_id: int) -> HttpResponseBase:
    quiz = find_quiz(request, slug)
    question = find_quiz_question(quiz, question_id)
    answers = hand_marks.list_answers(quiz=quiz, question=question)
    answer = get_object_or_404(Answer, pk=answer_id, pk__in=[each.pk for each in answers])
    answer = answers[answers.index(answer)]
    form = MarkForm(posted(request), answer=answer, mark=hand_marks.find_mark(answer))
    if form.is_valid() and _give(request, answer, form):
        return _go_on(request, quiz, question, answer)
    page = {"quiz": quiz, "question": question, "answer": answer, "form": form, "number": answers.index(answer) + 1}
    page |= {"total": len(answers), "waiting": sum(not each.hand_marks.all() for each in answers)}
    page |= {"mark": hand_marks.find_mark(answer), "with_names": WITH_NAMES in request.GET}
    return render(request, "quizzes/marking.html", page, status=422 if form.errors else 200)


@require_POST
@staff_required
def release(request: MemberRequest, slug: str, question_id: int) -> HttpResponse:
    quiz = find_quiz(request, slug)
    question = find_quiz_question(quiz, question_id)
    count = hand_marks.release(quiz=quiz, question=question, author=request.user)
    messages.success(request, f"Released: the points of {count} attempt{'s' * (count != 1)} changed.")
    return redirect("quizzes:pile", quiz.course.slug, quiz.slug, question.pk)


def _give(request: MemberRequest, answer: Answer, form: MarkForm) -> bool:
    try:
        verdict, based_on = form.read_verdict(), form.cleaned_data["based_on"]
        hand_marks.give(answer=answer, verdict=verdict, author=request.user, based_on=based_on)
    except hand_marks.HandMarkError as error:
        form.add_error(None, str(error))
        return False
    return True


def _go_on(request: MemberRequest, quiz: Quiz, question: Question, answer: Answer) -> HttpResponse:
    """To the next answer that waits, or back to the pile when that was the last."""
    answers = hand_marks.list_answers(quiz=quiz, question=question)
    following = hand_marks.find_next(answers=answers, marker=request.user, after=answer)
    names = f"?{WITH_NAMES}=1" if WITH_NAMES in request.GET else ""
    here = [quiz.course.slug, quiz.slug, question.pk]
    if following is None:
        messages.success(request, "Every answer to this question is marked.")
        return redirect("quizzes:pile", *here)
    messages.success(request, "Marked. Here is the next one.")
    return redirect(f"{reverse('quizzes:mark', args=[*here, following.pk])}{names}")
