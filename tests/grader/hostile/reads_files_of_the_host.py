#: rows = ["L01", "L17", "E10", "E11", "E14"]
#: limits = { call_s = 10.0 }
#: finds_nothing = true
import os

WANTED = [
    "/etc/shadow", "/etc/passwd", "/etc/hostname", "/root", "/home", "/work", "/var", "/run", "/sys", "/opt", "/srv",
    "/proc/1/root/etc", "/proc/kcore", "/proc/sysrq-trigger", "/proc/sys/kernel/core_pattern", "/dev/kvm", "/dev/tty",
    "/dev/ptmx", "/dev/mem", "/dev/log", "/sys/fs/cgroup", "/usr/bin", "/bin/sh",
]


def attack(x):
    found = [path for path in WANTED if os.path.exists(path)]
    for folder, names, files in os.walk("/"):
        if folder.startswith(("/usr/lib", "/python", "/packages/numpy", "/proc")):
            names.clear()
            continue
        for name in files:
            if "reference" in name or "assignment" in name or "solution" in name or name.endswith((".toml", ".sqlite3")):
                found.append(f"{folder}/{name}")
    return found
