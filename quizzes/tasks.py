"""What happens when nobody is looking: thin doors for Celery."""

from celery import shared_task

from quizzes import attempts, uploads


@shared_task
def close_overdue() -> int:
    """Submit every attempt whose quiz is due, with what was saved in it."""
    return attempts.close_overdue()


@shared_task
def read_uploads() -> int:
    """Read the large decks that wait, and those whose reader went away."""
    return uploads.read_what_waits()
