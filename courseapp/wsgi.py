"""The door for a WSGI server."""

import os

from django.core.wsgi import get_wsgi_application

from courseapp.site.garbage import search_rarely

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "courseapp.settings")

application = get_wsgi_application()
search_rarely()
