"""What we claim, measured. Each module is one claim: `python -m benchmarks.NAME [--quick] [--json]`."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "courseapp.settings")
django.setup()
