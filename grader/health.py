"""May we grade at present? If not, every page says so."""

from grader.models import Assignment, Worker

CLOSED = "Grading is closed for now: {}. Your submissions are kept and will be graded as soon as it opens."
START_ONE = "For the operator: `make run` starts everything, and the worker's log says more."


def describe_closure() -> str:
    """The sentence for every page while nothing is graded; empty while grading is open, or where nobody needs it."""
    workers = list(Worker.objects.alive())
    if any(worker.state == Worker.State.READY for worker in workers) or not Assignment.objects.exists():
        return ""
    if not workers:
        return f"{CLOSED.format('no worker is running')} {START_ONE}"
    return f"{CLOSED.format('the sandbox is not available')} For the operator: {workers[0].reason}"
