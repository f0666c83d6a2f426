"""Lets other parts of the site read untrusted files in a jail. They call it by its name in the settings."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from grader.sandbox import Bounds, ErrandError, SandboxError, run_errand

BOUNDS = Bounds()


def run(
    module: str, *, arguments: Sequence[str], data: bytes, packages: Sequence[str], folders: Mapping[str, Path]
) -> tuple[str, bytes]:
    """("done", what the module wrote), ("endless", why) or ("closed", what to do so that there is a jail)."""
    try:
        written = run_errand(module, arguments=arguments, data=data, packages=packages, folders=folders, bounds=BOUNDS)
    except ErrandError as error:
        return "endless", str(error).encode()
    except SandboxError as error:
        return "closed", str(error).encode()
    return "done", written
