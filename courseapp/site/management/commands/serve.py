"""Prepares the database and the static files, then runs the whole site until Ctrl-C."""

import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from courseapp.site import processes
from courseapp.site.context import ask_for_notices


class Command(BaseCommand):
    help = "Migrates, collects static files, loads the demo course where asked for, and starts everything."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--verbose", action="store_true", help="show which process wrote a line")

    def handle(self, *, verbose: bool, **options: Any) -> None:
        host, port = os.environ.get("BIND", "127.0.0.1"), int(os.environ.get("PORT", "8000"))
        try:
            processes.check_port(host=host, port=port)
        except processes.StartError as error:
            raise CommandError(str(error)) from error
        call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)
        if settings.DEMO:
            call_command("load_demo")
        self.stdout.write("Starting …")
        self.stdout.flush()
        folder = str(Path(sys.executable).parent)
        environment = {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}
        sys.exit(processes.run(environment=environment, quiet=not verbose, when_ready=self._welcome))

    def _welcome(self, seconds: float) -> None:
        lines = ["", f"  {settings.SITE_NAME} is running at {settings.SITE_URL}  (ready after {seconds:.1f} s)"]
        if settings.DEMO:
            lines += ["", "  Sign in as            e-mail                 password"]
            lines += [
                f"    {who:<20}  {email:<21}  {settings.DEMO_PASSWORD}" for who, email in settings.DEMO_SIGN_INS.items()
            ]
        lines += [f"\n  ! {notice}" for notice in [processes.describe_missing_sandbox(), *ask_for_notices()] if notice]
        self.stdout.write("\n".join([*lines, "", "  Ctrl-C stops all of it.", ""]))
        self.stdout.flush()
