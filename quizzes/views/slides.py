"""A slide on a page of its own."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from quizzes.views.lookup import find_slide


@require_GET
@login_required
def show_slide(request: HttpRequest, slide_id: int) -> HttpResponse:
    return render(request, "quizzes/slide.html", {"slide": find_slide(request, slide_id)})
