#: rows = ["E05", "E06", "E08", "E12", "E13", "E31", "L06", "L07", "R28", "R30"]
#: finds_nothing = true
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
buffer = ctypes.create_string_buffer(4096)


def attack(x):
    if os.uname().machine != "x86_64":
        return []
    tries = {
        "unshare user": (272, 0x10000000), "unshare mount": (272, 0x20000), "setns": (308, 0, 0),
        "clone user": (56, 0x10000011, 0, 0, 0, 0), "clone process": (56, 17, 0, 0, 0, 0), "fork": (57,), "vfork": (58,),
        "clone3": (435, buffer, 88), "execve": (59, b"/python/bin/python3", 0, 0),
        "mount": (165, b"tmpfs", b"/tmp", b"tmpfs", 0, 0), "umount": (166, b"/tmp", 2), "fsopen": (430, b"tmpfs", 0),
        "open_tree": (428, -100, b"/", 0), "pivot_root": (155, b"/", b"/"), "chroot": (161, b"/tmp"),
        "ptrace": (101, 0, 0, 0, 0), "process_vm_readv": (310, 1, buffer, 1, buffer, 1, 0), "pidfd_getfd": (438, 3, 0, 0),
        "bpf": (321, 0, buffer, 120), "perf": (298, buffer, 0, -1, -1, 0), "userfaultfd": (323, 1),
        "io_uring": (425, 8, buffer), "add_key": (248, b"user", b"a", b"b", 1, -3), "keyctl": (250, 0, -3, 1),
        "kexec": (246, 0, 0, 0, 0), "module": (175, buffer, 4096, b""), "syslog": (103, 10, buffer, 10),
        "sethostname": (170, b"x", 1), "clock": (227, 0, buffer), "personality": (135, 0x0040000),
        "handle": (303, -100, b"/", buffer, buffer, 0), "flock": (73, 3, 2), "x32": (0x40000000 + 39,),
        "setuid": (105, 0), "setgroups": (116, 0, buffer), "mknod": (133, b"/tmp/d", 0o20600, 0x103),
        "nested remount": (165, b"none", b"/usr/lib", 0, 32 | 4096, 0), "reboot": (169, 0, 0, 0, 0),
        "tiocsti": (16, 0, 0x5412, buffer), "setlk": (72, 3, 6, buffer), "capset": (126, buffer, buffer),
    }
    got = []
    for name, arguments in tries.items():
        if libc.syscall(*arguments) >= 0:
            got.append(name)
    return got
