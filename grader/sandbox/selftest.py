"""A few hostile and honest programs, run when a worker starts: if one of them surprises us, nothing is graded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from .client import Sandbox
from .failures import SandboxError
from .outcomes import Ended, Limits, MemoryExceeded, Outcome, Raised, Returned, Source, TimedOut

_ARGUMENT: Final = np.linspace(-1.0, 1.0, 6).reshape(2, 3)
_LIMITS: Final = Limits(import_s=1.0, call_s=0.2, patience=100.0, memory_bytes=64 << 20)
"""Little processor time, much on the clock: a busy machine is no reason to refuse work."""


@dataclass(frozen=True)
class Finding:
    """What one program of the self-test showed; `detail` is for the operator."""

    name: str
    passed: bool
    detail: str = ""


@dataclass(frozen=True)
class _Probe:
    name: str
    text: str
    is_right: Callable[[Outcome], bool]


def _gives(expected: object) -> Callable[[Outcome], bool]:
    return lambda outcome: isinstance(outcome, Returned) and outcome.values == (expected,)


def _is(*kinds: type) -> Callable[[Outcome], bool]:
    return lambda outcome: isinstance(outcome, kinds)


_HONEST: Final = _Probe(
    "an honest program gives the right numbers",
    "import numpy as np\ndef probe(x):\n    return np.tanh(x @ x.T).tolist()\n",
    lambda outcome: (
        isinstance(outcome, Returned)
        and outcome.shape == "list"
        and np.allclose(outcome.values, np.tanh(_ARGUMENT @ _ARGUMENT.T))
    ),
)

_HOSTILE: Final = (
    _Probe("an endless loop is ended", "def probe(x):\n    while True:\n        pass\n", _is(TimedOut)),
    _Probe("memory is limited", "def probe(x):\n    return len(bytearray(1 << 30))\n", _is(MemoryExceeded)),
    _Probe("an exit is not an answer", "import os\ndef probe(x):\n    os._exit(0)\n", _is(Ended)),
    _Probe("processes are refused", "import os\ndef probe(x):\n    return os.fork()\n", _is(Raised)),
    _Probe("the network is refused", "import socket\ndef probe(x):\n    return socket.socket() and 1\n", _is(Raised)),
    _Probe(
        "new namespaces are refused",
        "import ctypes\ndef probe(x):\n    return ctypes.CDLL(None).unshare(0x10000000)\n",
        _gives(-1),
    ),
    _Probe(
        "nothing of the machine is visible",
        "import os\ndef probe(x):\n"
        "    return [p for p in ('/etc/shadow', '/root', '/home', '/var', '/work', '/sys') if os.path.exists(p)]\n",
        lambda outcome: isinstance(outcome, Returned) and outcome.values == (),
    ),
    _Probe(
        "nothing but temporary files can be written",
        "import os\ndef probe(x):\n"
        "    return [d for d in ('/', '/packages', '/python', '/runner', '/dev') if os.access(d, os.W_OK)]\n",
        lambda outcome: isinstance(outcome, Returned) and outcome.values == (),
    ),
    _Probe("a forged answer is refused", "import os\ndef probe(x):\n    os.write(3, bytes(25))\n", _is(Ended)),
)
_WITHOUT_TORCH: Final = _Probe(
    "torch is not there",
    "import importlib.util\ndef probe(x):\n    return importlib.util.find_spec('torch') is None\n",
    _gives(True),
)
_WITH_TORCH: Final = _Probe(
    "torch differentiates after the fork",
    "import torch\ndef probe(x):\n    y = x.requires_grad_()\n    torch.tanh(y @ y.T).sum().backward()\n"
    "    return bool(y.grad.abs().sum() > 0)\n",
    _gives(True),
)


def check(sandbox: Sandbox) -> tuple[Finding, ...]:
    """Run every program of the self-test in a sandbox, the honest one first and last. Nothing is raised."""
    flavoured = _WITH_TORCH if sandbox.flavour == "torch" else _WITHOUT_TORCH
    probes = [flavoured] if sandbox.flavour == "torch" else [_HONEST, flavoured]
    return tuple(_run(sandbox, probe) for probe in (*probes, *_HOSTILE, probes[0]))


def _run(sandbox: Sandbox, probe: _Probe) -> Finding:
    try:
        with sandbox.open(source=Source("probe.py", probe.text), limits=_LIMITS) as session:
            outcome = session.call(function="probe", arguments=(_ARGUMENT,))
    except SandboxError as error:
        return Finding(probe.name, False, str(error))
    return Finding(probe.name, probe.is_right(outcome), repr(outcome)[:300])
