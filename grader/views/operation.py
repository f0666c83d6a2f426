"""The queue, for those who look after it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from grader import metrics, operation, queue
from grader.access import OperatorRequest, operator_or_token_required, operator_required
from grader.models import Submission


@require_GET
@never_cache
@operator_required
def show_queue(request: OperatorRequest) -> HttpResponse:
    return render(request, "grader/queue.html", {"overview": operation.read(courses=request.courses)})


@require_GET
@never_cache
@operator_or_token_required
def show_metrics(request: HttpRequest) -> HttpResponse:
    return HttpResponse(metrics.render(), content_type=metrics.CONTENT_TYPE)


@require_POST
@operator_required
def retry_submission(request: OperatorRequest, pk: int) -> HttpResponse:
    submission = get_object_or_404(Submission, pk=pk, assignment__course__in=request.courses)
    if queue.retry(submission=submission):
        messages.success(request, "It is in the queue again.")
    else:
        messages.info(request, "It was not held any more.")
    return redirect("grader:queue")
