"""The Celery application: tasks are thin doors, the database holds the truth."""

import os
import warnings

from celery import Celery
from celery.platforms import SecurityWarning
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "courseapp.settings")

# Student code never runs as the worker's user: the sandbox gives up root before anything of it is read.
warnings.filterwarnings("ignore", message="You're running the worker with superuser", category=SecurityWarning)

app = Celery("courseapp")
app.conf.update(settings.CELERY)
app.autodiscover_tasks()
