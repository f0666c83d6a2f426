"""Changes that may be refused, and how the page says so."""

from django.contrib import messages
from django.http import HttpRequest, QueryDict

from quizzes import authoring
from quizzes.forms.quizzes import PlacesForm, TermsForm
from quizzes.models import Quiz


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to; an empty form that was sent is sent all the same."""
    return request.POST if request.method == "POST" else None


def try_to_publish(request: HttpRequest, quiz: Quiz) -> None:
    try:
        authoring.publish(quiz=quiz)
    except authoring.AuthoringError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"“{quiz.title}” is published. Students find it on the course's home page.")


def try_to_change(quiz: Quiz, form: TermsForm, places: PlacesForm) -> bool:
    try:
        authoring.change_quiz(
            quiz=quiz, terms=form.read_terms(), points=places.read_points(), draws=places.read_draws()
        )
    except authoring.AuthoringError as error:
        form.add_error(None, str(error))
        return False
    return True
