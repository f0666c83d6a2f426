"""How far a large deck is, for the staff."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET
from django_htmx.http import HttpResponseClientRedirect

from quizzes.models import Upload
from quizzes.views.lookup import find_upload


@require_GET
@login_required
def show_upload(request: HttpRequest, upload_id: int) -> HttpResponseBase:
    upload = find_upload(request, upload_id)
    asks_for_progress = bool(getattr(request, "htmx", False))
    if upload.state == Upload.State.DONE and upload.deck is not None:
        if asks_for_progress:
            return HttpResponseClientRedirect(upload.get_absolute_url())
        messages.success(request, upload.message)
        return redirect(upload.deck)
    template = "quizzes/_upload.html" if asks_for_progress else "quizzes/upload.html"
    return render(request, template, {"upload": upload})
