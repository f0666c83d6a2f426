"""The Celery application: tasks are thin doors, the database holds the truth."""

import os

from celery import Celery
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "courseapp.settings")

app = Celery("courseapp")
app.conf.update(settings.CELERY)
app.autodiscover_tasks()
