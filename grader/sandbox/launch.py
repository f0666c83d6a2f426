"""Starts bubblewrap around a zygote, with nothing of ours in it but a socket, and explains why when it cannot."""

from __future__ import annotations

import os
import platform
import shutil
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from .cgroups import Groups, make
from .failures import SandboxUnavailable
from .inside.layers import WHOLE, Layers
from .inside.seccomp import MACHINES
from .inside.stage import place
from .inside.values import ProtocolError, decode
from .layout import DEVICES, PACKAGES, PYTHON, RUNNER, Flavour, Layout, plan

SLOT_USERS: Final = 60600
"""The first of the user ids that a root worker's slots run as; no account should have them."""

_SYSTEM_PATH: Final = "/usr/bin:/bin:/usr/local/bin"
_READY_WITHIN_S: Final = 60.0
_ENVIRONMENT: Final = {
    "HOME": "/tmp",  # noqa: S108 - the jail's own
    "USER": "student",
    "LOGNAME": "student",
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "LD_LIBRARY_PATH": f"{PYTHON}/lib",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "CUDA_VISIBLE_DEVICES": "",
    "MPLBACKEND": "Agg",
}
_PYTHON_FLAGS: Final = ("-I", "-S", "-B", "-X", "utf8")
_BOOT: Final = (
    "import sys; flavour, control, layers = sys.argv[1:]; "
    f"sys.path.append({PACKAGES!r}); sys.path.insert(0, {RUNNER!r}); "
    "from inside import hooks; hooks.hold(); "
    "from inside import zygote; sys.path.pop(0); zygote.main(flavour, int(control), layers)"
)
_STAGE: Final = (
    "import sys; sys.path.insert(0, sys.argv[1]); from inside import stage; "
    "cut, end = sys.argv.index('--sources'), sys.argv.index('--doors'); "
    "stage.main(int(sys.argv[2]), sys.argv[3:cut], sys.argv[cut + 1:end], sys.argv[end + 1:])"
)


@dataclass(frozen=True)
class Zygote:
    """A running jail: its outermost process, the socket that takes requests, the versions it reported."""

    process: subprocess.Popen[bytes]
    control: socket.socket
    versions: tuple[str, ...]
    groups: Groups

    def stop(self) -> None:
        """End the jail and everything in it, and wait until it is gone."""
        self.control.close()
        try:
            self.process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(timeout=10)
        finally:
            self.groups.remove()


def start(flavour: Flavour, slot: int, layers: Layers = WHOLE) -> Zygote:
    """Start a jail and wait until its zygote is warm. Raises SandboxUnavailable with what to do."""
    bwrap = find_bwrap()
    layout = plan(flavour)
    staged = os.geteuid() == 0
    groups = make(flavour, slot) if staged else Groups()  # an ordinary user has no stage, which could enter first
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    arguments = os.memfd_create("arguments")
    try:
        os.write(arguments, "\0".join(write_arguments(layout, layers, staged=staged)).encode())
        os.lseek(arguments, 0, os.SEEK_SET)
        inner = [f"{PYTHON}/bin/python3", *_PYTHON_FLAGS, "-c", _BOOT, flavour, str(theirs.fileno()), str(layers)]
        command = [bwrap, "--args", str(arguments), "--", *inner]
        process = subprocess.Popen(
            through_stage(command, layout, groups, slot) if staged else command,
            env={},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            pass_fds=(arguments, theirs.fileno()),
            start_new_session=True,
            cwd="/",
        )
    finally:
        os.close(arguments)
        theirs.close()
    return _await_ready(process, ours, groups)


def find_bwrap(path: str = _SYSTEM_PATH) -> str:
    """Find bubblewrap. Raises SandboxUnavailable where there is none, or no filter for this kind of processor."""
    if platform.machine() not in MACHINES:
        raise SandboxUnavailable(f"The sandbox does not know this processor ({platform.machine()}); use x86_64 or ARM.")
    bwrap = shutil.which("bwrap", path=path)
    if bwrap is None:
        raise SandboxUnavailable("bubblewrap is not installed; run `apt-get install bubblewrap` and start again.")
    return bwrap


def through_stage(command: list[str], layout: Layout, groups: Groups, slot: int) -> list[str]:
    """Put the step before the command that a worker who is root takes."""
    folder = str(Path(__file__).parent)
    sources = [str(binding.source) for binding in layout.private]
    python = str(Path(sys.executable).resolve())
    return [
        python,
        "-I",
        "-S",
        "-B",
        "-c",
        _STAGE,
        folder,
        str(SLOT_USERS + slot),
        *command,
        "--sources",
        *sources,
        "--doors",
        *groups.doors,
    ]


def write_arguments(layout: Layout, layers: Layers, *, staged: bool) -> list[str]:
    """Write bubblewrap's arguments."""
    arguments = ["--unshare-user", "--unshare-all", "--cap-drop", "ALL", "--uid", "1000", "--gid", "1000"]
    arguments += ["--new-session", "--die-with-parent", "--as-pid-1", "--hostname", "box", "--clearenv"]
    for name, value in _ENVIRONMENT.items():
        arguments += ["--setenv", name, value]
    for binding in layout.system:
        arguments += ["--ro-bind", str(binding.source), binding.target]
    for link in layout.links:
        arguments += ["--symlink", str(link.source), link.target]
    for number, binding in enumerate(layout.private):
        arguments += ["--ro-bind", place(number) if staged else str(binding.source), binding.target]
    for folder in layout.hidden:
        arguments += ["--tmpfs", folder, "--remount-ro", folder]
    for device in DEVICES:
        arguments += ["--dev-bind", f"/dev/{device}", f"/dev/{device}"]
    arguments += ["--symlink", "/proc/self/fd", "/dev/fd", "--dir", "/dev/shm", "--dir", "/tmp"]  # noqa: S108
    sealed = ["--remount-ro", "/"] if layers.read_only else []
    return [*arguments, "--proc", "/proc", *sealed, "--chdir", "/"]


def _await_ready(process: subprocess.Popen[bytes], control: socket.socket, groups: Groups) -> Zygote:
    control.settimeout(_READY_WITHIN_S)
    try:
        ready = decode(control.recv(4096) or b"")
        versions = tuple(str(item) for item in ready[2:])
    except (OSError, ProtocolError, TypeError) as error:
        control.close()
        process.kill()
        _, complaint = process.communicate()
        groups.remove()
        raise explain(complaint.decode("utf-8", "replace")) from error
    control.settimeout(None)
    if process.stderr is not None:
        process.stderr.close()
    return Zygote(process, control, versions, groups.entered_by(process.pid))


def explain(complaint: str) -> SandboxUnavailable:
    """Turn what bubblewrap or the zygote complained about into one sentence that says what to do."""
    last = complaint.strip().splitlines()[-1][:300] if complaint.strip() else "it said nothing"
    text = complaint.lower()
    if "namespace" in text or "uid map" in text or "unshare" in text:
        advice = (
            "This machine does not allow the sandbox its namespaces; allow user namespaces (sysctl "
            "kernel.unprivileged_userns_clone=1, on Ubuntu kernel.apparmor_restrict_unprivileged_userns=0, in a "
            "container a profile that permits them) and start again"
        )
    elif "permission denied" in text:
        advice = "The sandbox may not read a file it needs; make Python and its packages readable for everybody"
    else:
        advice = "The sandbox could not be started; read the reason and start again"
    return SandboxUnavailable(f"{advice} ({last}).")
