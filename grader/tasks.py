"""Doors for the workers. A message is only a hint: the rows say what there is to do."""

from celery import shared_task

from grader import auditing, audits, grading, publishing, queue
from grader.leisure import LEISURE
from grader.worker import reopen


@shared_task
def grade() -> None:
    with LEISURE.at_work():
        grading.grade_what_waits()


@shared_task(expires=10)
def sweep() -> None:
    reopen()
    queue.sweep()
    audits.sweep()
    publishing.settle()


@shared_task(soft_time_limit=800, time_limit=850)  # below the broker's redelivery; it gives way to verdicts meanwhile
def audit() -> None:
    with LEISURE.at_work():
        auditing.work()
