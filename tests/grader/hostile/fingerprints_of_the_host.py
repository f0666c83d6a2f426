#: rows = ["L16"]
#: finds_nothing = true
import os

WANTED = (
    "loadavg", "cpuinfo", "meminfo", "uptime", "version", "stat", "partitions", "mounts/../../diskstats", "interrupts",
    "sys/kernel/random/boot_id", "sys/kernel/hostname", "net/route", "modules", "cmdline", "keys", "kallsyms",
)


def attack(x):
    found = [name for name in WANTED if os.path.exists(f"/proc/{name}")]
    if os.uname().nodename != "box":
        found.append(os.uname().nodename)
    return found
