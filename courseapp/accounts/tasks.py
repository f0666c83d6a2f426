"""The worker's door to the letters."""

from courseapp.accounts import delivery
from courseapp.celery import app


@app.task
def send_letters() -> None:
    delivery.send_waiting()
