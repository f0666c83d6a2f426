"""The few Linux calls that Python 3.11 does not offer."""

from __future__ import annotations

import ctypes
import os
import platform
import signal
from typing import Final

CLONE_NEWNS: Final = 0x00020000
CLONE_NEWCGROUP: Final = 0x02000000
CLONE_NEWUTS: Final = 0x04000000
CLONE_NEWIPC: Final = 0x08000000
CLONE_NEWUSER: Final = 0x10000000
CLONE_NEWPID: Final = 0x20000000
CLONE_NEWNET: Final = 0x40000000

MS_RDONLY: Final = 0x1
MS_NOSUID: Final = 0x2
MS_NODEV: Final = 0x4
MS_NOEXEC: Final = 0x8
MS_REMOUNT: Final = 0x20
MS_BIND: Final = 0x1000
MS_REC: Final = 0x4000
MS_PRIVATE: Final = 0x40000
MS_STRICT: Final = MS_NOSUID | MS_NODEV | MS_NOEXEC

_PR_SET_DUMPABLE: Final = 4
_PR_SET_SECCOMP: Final = 22
_PR_CAPBSET_DROP: Final = 24
_PR_SET_NO_NEW_PRIVS: Final = 38
_PR_CAP_AMBIENT: Final = 47
_PR_CAP_AMBIENT_CLEAR_ALL: Final = 4
_SECCOMP_MODE_FILTER: Final = 2
_CAPABILITY_VERSION_3: Final = 0x20080522
_CAPABILITIES: Final = 64

_libc: Final = ctypes.CDLL(None, use_errno=True)
_python_libc: Final = ctypes.PyDLL(None, use_errno=True)  # keeps the interpreter's lock, as a fork must
_process_control: Final = _libc.prctl
_process_control.argtypes = (ctypes.c_int, *[ctypes.c_ulong] * 4)
_CLONE: Final = ctypes.c_long(220 if platform.machine() == "aarch64" else 56)


class _CapabilityHeader(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _CapabilitySet(ctypes.Structure):
    _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def _check(result: int, what: str) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def unshare(flags: int) -> None:
    """Give this process new namespaces."""
    _check(_libc.unshare(ctypes.c_int(flags)), "unshare")


def fork_into(flags: int) -> int:
    """Fork a child that is the first process of new namespaces. Returns 0 in the child, its pid in the parent.

    os.fork cannot do that in one step; this does what it does around the bare system call.
    """
    python = ctypes.pythonapi
    python.PyOS_BeforeFork()
    pid = int(_python_libc.syscall(_CLONE, ctypes.c_ulong(flags | signal.SIGCHLD), *[ctypes.c_ulong(0)] * 4))
    if pid == 0:
        python.PyOS_AfterFork_Child()
    else:
        python.PyOS_AfterFork_Parent()
    _check(min(pid, 0), "clone")
    return pid


def mount(source: str, target: str, kind: str | None, flags: int, options: str = "") -> None:
    """Mount, bind or change a mount, as mount(2) does."""
    arguments = (source.encode(), target.encode(), kind.encode() if kind else None)
    result = _libc.mount(*arguments, ctypes.c_ulong(flags), options.encode() or None)
    _check(result, f"mount {target}")


def _prctl(option: int, first: int, what: str, second: int = 0) -> None:
    _check(_call_prctl(option, first, second), what)


def _call_prctl(option: int, first: int, second: int = 0) -> int:
    return int(_process_control(option, first, second, 0, 0))


def set_dumpable(dumpable: bool) -> None:
    """Say whether this process may be traced, dumped, and looked into through /proc."""
    _prctl(_PR_SET_DUMPABLE, int(dumpable), "prctl dumpable")


def set_no_new_privileges() -> None:
    """Give up for good what setuid programs could give."""
    _prctl(_PR_SET_NO_NEW_PRIVS, 1, "prctl no_new_privs")


def drop_capabilities() -> None:
    """Empty every capability set of this process, the bounding set included."""
    for capability in range(_CAPABILITIES):
        if _call_prctl(_PR_CAPBSET_DROP, capability) != 0:
            break  # the kernel knows no more of them
    _prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL, "prctl ambient")
    header = _CapabilityHeader(_CAPABILITY_VERSION_3, 0)
    empty = (_CapabilitySet * 2)()
    _check(_libc.capset(ctypes.byref(header), ctypes.byref(empty)), "capset")


def load_filter(program: bytes) -> None:
    """Load a seccomp filter; every later system call of this process and its threads passes through it."""
    loaded = _Program(len(program) // 8, program)
    _prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, "prctl seccomp", ctypes.addressof(loaded))


def give_back() -> None:
    """Give memory that was freed back to the system, where the C library can do that."""
    trim = getattr(_libc, "malloc_trim", None)
    if trim is not None:
        trim(0)
