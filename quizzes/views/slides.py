"""A slide on a page of its own, and its picture."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from quizzes import pictures
from quizzes.views.lookup import find_slide


@require_GET
@login_required
def show_slide(request: HttpRequest, slide_id: int) -> HttpResponse:
    return render(request, "quizzes/slide.html", {"slide": find_slide(request, slide_id)})


@require_GET
@login_required
def show_picture(request: HttpRequest, slide_id: int) -> FileResponse:
    """Its address names the PDF, so that it may be kept until there is another one."""
    slide = find_slide(request, slide_id)
    try:
        path = pictures.find(slide)
    except pictures.PictureError as error:
        raise Http404("There is no picture of this slide.") from error
    headers = {"Cache-Control": "private, max-age=604800"}
    return FileResponse(path.open("rb"), content_type="image/webp", headers=headers)
