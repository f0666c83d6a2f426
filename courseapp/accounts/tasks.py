"""The worker's door to the letters."""

from celery import shared_task

from courseapp.accounts import delivery


@shared_task
def send_letters() -> None:
    delivery.send_waiting()
