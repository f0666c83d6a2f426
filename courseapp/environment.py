"""What the environment says, read with types; a value that makes no sense stops the start with its name."""

import hashlib
import os
import secrets
import tempfile
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

LONGEST_SOCKET_PATH = 100  # the kernel's sun_path holds 108 bytes


def read_text(name: str, default: str) -> str:
    return os.environ.get(name) or default


def read_bool(name: str, default: bool) -> bool:
    text = read_text(name, "1" if default else "0").lower()
    if text in {"1", "true", "yes", "on"}:
        return True
    if text in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} is {text!r}; it takes 1 or 0.")


def read_int(name: str, default: int) -> int:
    text = read_text(name, str(default))
    try:
        return int(text)
    except ValueError:
        raise ImproperlyConfigured(f"{name} is {text!r}; it takes a whole number.") from None


def read_list(name: str) -> list[str]:
    return [part.strip() for part in read_text(name, "").split(",") if part.strip()]


def read_secret_key(folder: Path) -> str:
    """SECRET_KEY from the environment, else from a file that only we can read, made at the first start."""
    if from_environment := os.environ.get("SECRET_KEY"):
        return from_environment
    path = folder / "secret_key"
    if not path.exists():
        draft = folder / f"secret_key.{secrets.token_hex(8)}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(64))
        try:
            os.link(draft, path)  # fails where another process was first, so that all of them share one key
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()


def find_redis_socket(folder: Path) -> Path:
    """Where our own Redis listens: in the state folder, or in a private short-named one where that path is too long."""
    path = folder / "redis.sock"
    if len(os.fsencode(path)) <= LONGEST_SOCKET_PATH:
        return path
    digest = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
    short = Path(tempfile.gettempdir()) / f"courseapp-{os.getuid()}-{digest}"
    short.mkdir(mode=0o700, exist_ok=True)
    if short.stat().st_uid != os.getuid():
        raise ImproperlyConfigured(f"{short} belongs to somebody else; set COURSEAPP_VAR to a shorter path.")
    return short / "redis.sock"
