"""What we claim, measured. Each module is one claim: `python -m benchmarks.NAME [--quick] [--json]`."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "courseapp.settings")
