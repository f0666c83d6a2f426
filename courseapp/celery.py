"""The Celery application: tasks are thin doors, the database holds the truth."""

import logging
import os
import warnings

from celery import Celery
from celery.platforms import SecurityWarning
from django.conf import settings
from kombu.exceptions import KombuError
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "courseapp.settings")

# Student code never runs as the worker's user: the sandbox gives up root before anything of it is read.
warnings.filterwarnings("ignore", message="You're running the worker with superuser", category=SecurityWarning)

app = Celery("courseapp")
app.conf.update(settings.CELERY)
app.autodiscover_tasks()


def tell_workers(task: str, *, of: str) -> bool:
    """Tell the workers that something waits, which the log calls `of`; says whether that worked.

    A broker that is down costs time only: the rows are the truth, and a sweep looks for them. The task is named, not
    imported: it belongs to the workers, and the web server must not load what they need.
    """
    try:
        app.send_task(task, ignore_result=True)
    except (KombuError, RedisError, OSError) as error:
        logger.warning("The workers were not told of %s: the broker does not answer (%s).", of, error)
        return False
    return True
