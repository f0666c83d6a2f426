"""Each layer of the jail by itself: what it is there for holds with the others gone, and does not hold without it.

The attacks are harmless here: even with every layer of ours gone, bubblewrap and the slot's user remain.
"""

import platform
import re

import pytest

from grader.sandbox import Limits, MemoryExceeded, Raised, Returned, Sandbox, Source, TimedOut
from grader.sandbox.inside.layers import WHOLE, Layers
from tests.architecture.sources import ROOT, list_code

from .conftest import SLOT

ATTACKS = """
import ctypes
import os
import socket
import threading

libc = ctypes.CDLL(None, use_errno=True)


def forbidden_calls():
    tries = {"unshare": (272, 0x10000000), "add_key": (248, b"user", b"a", b"b", 1, -3), "fork": (57,)}
    tries |= {"memfd_create": (319, b"x", 0), "personality": (135, 0)}
    got = []
    for name, arguments in tries.items():
        result = libc.syscall(*arguments)
        if name == "fork" and result == 0:
            os._exit(0)
        if result >= 0:
            got.append(name)
    return got


def other_processes():
    return [name for name in os.listdir("/proc") if name.isdigit() and int(name) != os.getpid()]


def other_descriptors():
    got = []
    for number in range(4, 64):
        try:
            os.fstat(number)
            got.append(number)
        except OSError:
            pass
    return got


def reachable_hosts():
    reached = []
    for family, host in ((2, "169.254.169.254"), (2, "192.0.2.1"), (2, "8.8.8.8"), (10, "2001:db8::1")):
        with socket.socket(family, socket.SOCK_DGRAM) as line:
            try:
                line.connect((host, 53))
                reached.append(host)
            except OSError:
                pass
    return reached


def mounts():
    return [libc.mount(b"tmpfs", b"/tmp", b"tmpfs", 0, b"size=4096")]


def capabilities():
    lines = open("/proc/self/status").read().splitlines()
    return [line for line in lines if line.startswith(("CapEff", "CapPrm", "CapBnd")) and int(line.split()[1], 16)]


def writable_root():
    return [folder for folder in ("/", "/dev", "/packages", "/runner") if os.access(folder, os.W_OK)]


def memory():
    return len(bytearray(1 << 30))


def descriptors():
    return len([os.open("/dev/null", os.O_RDONLY) for _ in range(200)])


def threads():
    waiting = threading.Event()
    made = [threading.Thread(target=waiting.wait, daemon=True) for _ in range(100)]
    for thread in made:
        thread.start()
    waiting.set()
    return len(made)


def spins():
    import time
    until = time.process_time() + 1.3
    while time.process_time() < until:
        pass
    return 1
"""
SOURCE = Source("attacks.py", ATTACKS)
LIMITS = Limits(memory_bytes=256 << 20, cpu_s=1, call_s=20.0)
ALONE = [
    ("filter", "forbidden_calls"),
    ("namespaces", "other_processes"),
    ("descriptors", "other_descriptors"),
    ("read_only", "writable_root"),
]
LIMITED = [("memory", MemoryExceeded), ("descriptors", Raised), ("threads", Raised), ("spins", TimedOut)]

pytestmark = pytest.mark.usefixtures("machine")


@pytest.fixture(scope="module")
def machine():
    """The numbers of the system calls above are those of one family of processors."""
    assert platform.machine() == "x86_64"


@pytest.fixture(scope="module")
def attempt():
    boxes = {}

    def call(layers, function):
        if layers not in boxes:
            boxes[layers] = Sandbox(slot=SLOT + 4, layers=layers)
        with boxes[layers].open(source=SOURCE, limits=LIMITS) as session:
            return session.call(function=function, arguments=(), wants=("plain",))

    yield call
    for box in boxes.values():
        box.close()


@pytest.mark.parametrize(("layer", "function"), ALONE)
def test_a_layer_holds_by_itself(layer, function, attempt):
    outcome = attempt(Layers.only(layer), function)
    assert isinstance(outcome, Returned), outcome
    assert outcome.values == (), outcome


@pytest.mark.parametrize(("layer", "function"), ALONE)
def test_without_any_layer_the_attack_would_get_through(layer, function, attempt):
    outcome = attempt(Layers.only(), function)
    assert isinstance(outcome, Returned), outcome
    assert outcome.values != (), "then it does not try the layer"


def test_capabilities_are_gone_without_any_help(attempt):
    """Only namespaces of its own give a submission any capability: the two belong together."""
    assert attempt(Layers.only("namespaces", "capabilities"), "mounts").values == (-1,)
    assert attempt(Layers.only("namespaces", "capabilities"), "capabilities").values == ()
    assert attempt(Layers.only("namespaces"), "mounts").values == (0,)
    assert attempt(Layers.only("namespaces"), "capabilities").values != ()


@pytest.mark.parametrize(("function", "ending"), LIMITED)
def test_rlimits_hold_by_themselves(function, ending, attempt):
    outcome = attempt(Layers.only("rlimits"), function)
    assert isinstance(outcome, ending), outcome


@pytest.mark.parametrize(("function", "_ending"), LIMITED)
def test_without_rlimits_as_much_would_be_had(function, _ending, attempt):
    outcome = attempt(Layers.only("filter", "namespaces", "capabilities", "descriptors"), function)
    assert isinstance(outcome, Returned), outcome


def test_no_network_is_reachable_without_any_layer(attempt):
    outcome = attempt(Layers.only(), "reachable_hosts")
    assert isinstance(outcome, Returned), outcome
    assert outcome.values == (), outcome


def test_the_environment_is_empty_without_any_layer(canary, attempt):
    source = Source(
        "a.py", "import os\ndef all():\n    return repr(dict(os.environ)) + open('/proc/1/environ').read()\n"
    )
    with Sandbox(slot=SLOT + 4, layers=Layers.only()) as box, box.open(source=source) as session:
        outcome = session.call(function="all", arguments=())
    assert canary not in repr(outcome)


def test_only_tests_take_a_layer_away():
    assert Layers() == WHOLE
    assert Layers.read(str(WHOLE)) == WHOLE
    asking = re.compile(r"Layers\.only\(|Sandbox\([^)]*layers|Layers\(\w+=")
    assert [path for path in list_code() if asking.search((ROOT / path).read_text(encoding="utf-8"))] == []
