"""The system calls a submission has no business making, as a hand-built BPF program.

A deny-list on top of namespaces: what is refused gives EPERM, which Python shows the student as an ordinary error.
New processes are refused too (threads are not), so RLIMIT_AS bounds the memory of a submission and nothing can stay
behind. Calls that answer ENOSYS (clone3) make the C library fall back to an older call that can be inspected.
"""

from __future__ import annotations

import errno
import platform
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

# name -> number on x86_64, number on aarch64 (None: that machine has no such call)
DENIED: Final[dict[str, tuple[int | None, int | None]]] = {
    # new processes and programs
    "fork": (57, None),
    "vfork": (58, None),
    "execve": (59, 221),
    "execveat": (322, 281),
    # other processes
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "process_madvise": (440, 440),
    "pidfd_getfd": (438, 438),
    "kcmp": (312, 272),
    # namespaces and mounts
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
    "statmount": (457, 457),
    "listmount": (458, 458),
    "open_tree_attr": (467, 467),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    # what sandboxes side by side could share: keys, sockets with a name, locks, messages
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "bind": (49, 200),
    "listen": (50, 201),
    "accept": (43, 202),
    "accept4": (288, 242),
    "connect": (42, 203),
    "flock": (73, 32),
    "shmget": (29, 194),
    "semget": (64, 190),
    "msgget": (68, 186),
    "mq_open": (240, 180),
    # memory that no limit counts
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    # wide kernel surface
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "io_setup": (206, 0),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "fanotify_init": (300, 262),
    "lookup_dcookie": (212, 18),
    "modify_ldt": (154, None),
    "personality": (135, 92),
    "move_pages": (279, 239),
    "migrate_pages": (256, 238),
    # the machine itself
    "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "reboot": (169, 142),
    "syslog": (103, 116),
    "acct": (163, 89),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "quotactl": (179, 60),
    "quotactl_fd": (443, 443),
    "sethostname": (170, 161),
    "setdomainname": (171, 162),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
    "adjtimex": (159, 171),
    "clock_adjtime": (305, 266),
    "iopl": (172, None),
    "ioperm": (173, None),
    "vhangup": (153, 58),
}

_AF_UNIX: Final = 1
_CLONE_THREAD: Final = 0x00010000
_CLONE_NEW: Final = 0x7E020080
_LOCKS_AND_PIPES: Final = (6, 7, 37, 38, 1024, 1026, 1031)
"""fcntl: SETLK, SETLKW, OFD_SETLK, OFD_SETLKW, SETLEASE, NOTIFY, SETPIPE_SZ."""
_TERMINAL: Final = (0x5412, 0x541C)
"""ioctl: TIOCSTI, TIOCLINUX."""


@dataclass(frozen=True)
class Machine:
    """What differs between processor families."""

    audit: int
    column: int
    calls: dict[str, int]
    highest: int | None


MACHINES: Final = {
    "x86_64": Machine(
        audit=0xC000003E,
        column=0,
        calls={"clone": 56, "clone3": 435, "socket": 41, "socketpair": 53, "fcntl": 72, "ioctl": 16},
        highest=0x40000000,
    ),
    "aarch64": Machine(
        audit=0xC00000B7,
        column=1,
        calls={"clone": 220, "clone3": 435, "socket": 198, "socketpair": 199, "fcntl": 25, "ioctl": 29},
        highest=None,
    ),
}

_LOAD: Final = 0x20
_JUMP_EQUAL: Final = 0x15
_JUMP_AT_LEAST: Final = 0x35
_JUMP_ANY_BIT: Final = 0x45
_RETURN: Final = 0x06
_KILL: Final = 0x80000000
_ALLOW: Final = 0x7FFF0000
_REFUSE: Final = 0x00050000 | errno.EPERM
_UNKNOWN: Final = 0x00050000 | errno.ENOSYS

_NUMBER: Final = 0
_ARCHITECTURE: Final = 4
_ARGUMENTS: Final = 16

Instruction = tuple[int, int, int, int]
"""code, how many instructions to skip if true, if false, operand."""


def build(machine: str = platform.machine()) -> bytes:
    """Build the filter for a machine. Raises KeyError for a family of processors we do not know."""
    family = MACHINES[machine]
    calls = family.calls
    program: list[Instruction] = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_JUMP_EQUAL, 1, 0, family.audit),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
    ]
    if family.highest is not None:
        program += [(_JUMP_AT_LEAST, 0, 1, family.highest), (_RETURN, 0, 0, _UNKNOWN)]
    program += [(_JUMP_EQUAL, 0, 1, calls["clone3"]), (_RETURN, 0, 0, _UNKNOWN)]
    program += _only_threads(calls["clone"])
    program += _only_family(calls["socket"]) + _only_family(calls["socketpair"])
    program += _without(calls["fcntl"], _LOCKS_AND_PIPES) + _without(calls["ioctl"], _TERMINAL)
    for numbers in DENIED.values():
        number = numbers[family.column]
        if number is not None:
            program += [(_JUMP_EQUAL, 0, 1, number), (_RETURN, 0, 0, _REFUSE)]
    program.append((_RETURN, 0, 0, _ALLOW))
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in program)


def _when(number: int, block: Sequence[Instruction]) -> list[Instruction]:
    return [(_JUMP_EQUAL, 0, len(block), number), *block]


def _only_threads(number: int) -> list[Instruction]:
    block = [
        (_LOAD, 0, 0, _ARGUMENTS),
        (_JUMP_ANY_BIT, 2, 0, _CLONE_NEW),
        (_JUMP_ANY_BIT, 0, 1, _CLONE_THREAD),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    return _when(number, block)


def _only_family(number: int) -> list[Instruction]:
    block = [
        (_LOAD, 0, 0, _ARGUMENTS),
        (_JUMP_EQUAL, 0, 1, _AF_UNIX),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    return _when(number, block)


def _without(number: int, refused: Sequence[int]) -> list[Instruction]:
    block: list[Instruction] = [(_LOAD, 0, 0, _ARGUMENTS + 8)]
    for command in refused:
        block += [(_JUMP_EQUAL, 0, 1, command), (_RETURN, 0, 0, _REFUSE)]
    return _when(number, [*block, (_RETURN, 0, 0, _ALLOW)])
