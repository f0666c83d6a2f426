"""The production web server and a PostgreSQL of its own, for the exam benchmark."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from django.conf import settings

from tests.browser.site import find_free_port
from tests.processes import list_descendants

LONGEST_START_S = 60.0
TICKS = os.sysconf("SC_CLK_TCK")


WSGI = "courseapp.wsgi:application"
GUNICORN = ("-m", "gunicorn", "--bind", "127.0.0.1:{port}", "--preload", "--workers", "2", "--log-level", "warning")
# The first is what the Procfile starts; WEB_CONCURRENCY and WEB_THREADS vary it. Others are installed first.
SERVERS = {
    "granian": ("-m", "courseapp.site.web_server"),
    "gunicorn-threads": (*GUNICORN, "--threads", "4", WSGI),
    "gunicorn-sync": (*GUNICORN, WSGI),
}


PACKAGES = {"gunicorn-threads": "gunicorn==27.0.1", "gunicorn-sync": "gunicorn==27.0.1"}


class Server:
    """A web server with the site behind it."""

    def __init__(self, name: str = "granian") -> None:
        self.port = find_free_port()
        self._packages = settings.VAR / "packages"
        if name in PACKAGES:
            install(PACKAGES[name], into=self._packages)
        self._command = [part.format(port=self.port) for part in SERVERS[name]]
        self._process = self._start()

    def _start(self) -> "subprocess.Popen[bytes]":
        environment = {**os.environ, "PORT": str(self.port), "SITE_URL": f"http://127.0.0.1:{self.port}"}
        environment["PYTHONPATH"] = str(self._packages)
        command = [sys.executable, *self._command]
        with (settings.VAR / "web.log").open("ab") as log:
            return subprocess.Popen(command, cwd=settings.ROOT, env=environment, stdout=log, stderr=log)

    def __enter__(self) -> "Server":
        self._wait()
        return self

    def _wait(self) -> None:
        """Until it answers: killed before that, over and over, it would never come to work."""
        deadline = time.monotonic() + LONGEST_START_S
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/", timeout=2).close()
                return
            except OSError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._kill()

    def kill_and_start(self) -> None:
        """SIGKILL to every process of the server at once, and a new one in its place."""
        self._kill()
        self._process = self._start()
        self._wait()

    def _kill(self) -> None:
        for pid in [self._process.pid, *list_descendants(self._process.pid)]:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self._process.wait()

    def read_cpu_s(self) -> float:
        """Processor seconds that the server's processes have taken."""
        return sum(_read_cpu_s(pid) for pid in [self._process.pid, *list_descendants(self._process.pid)])


def install(package: str, *, into: Path) -> None:
    """For this run alone: what others use stays as it is."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--target", str(into), package], check=True)


def _read_cpu_s(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS


@contextmanager
def running_postgres(folder: Path) -> Iterator[str]:
    """A cluster in `folder`, reached over a socket there; gives its DATABASE_URL. Durability is left as it comes."""
    binaries = find_postgres()
    data, sockets = folder / "data", folder / "sockets"
    sockets.mkdir(parents=True)
    account = pwd.getpwnam("postgres") if os.getuid() == 0 else None
    if account:
        folder.parent.chmod(0o755)
        for path in (folder, sockets):
            os.chown(path, account.pw_uid, account.pw_gid)
    user = "postgres" if account else None

    def run(*command: str) -> None:
        subprocess.run(command, user=user, group=user, extra_groups=[], check=True, stdout=subprocess.DEVNULL)

    run(str(binaries / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8")
    control = [str(binaries / "pg_ctl"), "-D", str(data), "-w"]
    run(*control, "-l", str(folder / "log"), "-o", f"-k {sockets} -c listen_addresses=", "start")
    try:
        run(str(binaries / "createdb"), "-h", str(sockets), "-U", "postgres", "exam")
        yield f"postgres://postgres@{str(sockets).replace('/', '%2F')}/exam"
    finally:
        run(*control, "-m", "immediate", "stop")


def find_postgres() -> Path:
    """Where the server's binaries are; installed where we may."""
    if not list_postgres() and os.getuid() == 0:
        apt = shutil.which("apt-get") or "apt-get"
        subprocess.run([apt, "install", "-y", "-qq", "--no-install-recommends", "postgresql"], check=True)
    if not (found := list_postgres()):
        raise SystemExit("PostgreSQL's server is missing. Install it: sudo apt-get install postgresql")
    return found[-1].parent


def list_postgres() -> list[Path]:
    """The installed servers' `initdb`, the oldest first."""
    return sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
