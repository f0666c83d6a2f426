"""The files a new assignment begins with: one small layer that passes its audit, to be changed piece by piece.

`my_cell` in them stands for the assignment's own name, `My cell` for its title.
"""

import re
from pathlib import Path

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")

MANIFEST = """\
title = "My cell"
summary = "Write one layer in numpy, forward and backward."   # one sentence for the list of assignments
flavour = "numpy"                  # what students may import: "numpy", or "torch"
tags = ["numpy"]

[sizes]                            # ranges; drawn anew for every submission, all different
N = [3, 6]                         # examples in the batch
D = [4, 8]                         # features of the input
H = [4, 8]                         # units

[[function]]
name = "my_cell_forward"

[function.arguments]               # in the order students receive them
x = ["N", "D"]
W = ["H", "D"]
b = ["H"]

[function.results]                 # in the order students return them
h = ["N", "H"]
cache = "cache"                    # anything at all; handed to backward untouched

[function.points]
h = 4
edges = 1.5                        # shared equally
repeat = 0.5

[[function]]
name = "my_cell_backward"
gradient_of = "my_cell_forward"

[function.arguments]
dh = { upstream = "h" }            # the gradient that arrives at h
cache = "cache"

[function.results]
dx = { gradient = "x" }
dW = { gradient = "W" }
db = { gradient = "b" }

[function.points]
dx = 1
dW = 1
db = 1
edges = 0.5
numerical = 0.5
"""

STATEMENT = """\
# My cell

Say in a few sentences what students build here, and why it is worth writing by hand.

## Forward

$$h = \\tanh\\left(W x + b\\right) \\tag{1}$$

The equation is written for one example, as a column. The function gets $N$ examples at once, **one example per row**,
so $W x$ becomes `x @ W.T`.

```python
def my_cell_forward(x, W, b):
    ...
    return h, cache
```

| name | in the equation | shape |
|---|---|---|
| `x` | $x$ | (N, D) |
| `W` | $W$ | (H, D) |
| `b` | $b$ | (H,) |
| **returns** `h` | $h$ | (N, H) |
| **returns** `cache` | | anything you like |

The `cache` is a note to yourself: backward gets it back exactly as you left it.

## Backward

`dh` is the gradient of a loss with respect to `h`. Return its gradients with respect to `x`, `W` and `b`, each in the
shape of what it is the gradient of.

```python
def my_cell_backward(dh, cache):
    ...
    return dx, dW, db
```

## How to test yourself

Pick sizes that are all different and look at the shapes. Then compare with $\\frac{L(w + \\varepsilon) - L(w -
\\varepsilon)}{2\\varepsilon}$ for $L = \\sum h \\odot dh$, a single weight $w$ and $\\varepsilon = 10^{-5}$.
"""

STARTER = '''\
"""My cell. Fill in both functions; keep their names, arguments and results."""

import numpy as np


def my_cell_forward(x, W, b):
    """x: (N, D), W: (H, D), b: (H,). Returns h (N, H) and cache: whatever your backward pass needs."""
    raise NotImplementedError


def my_cell_backward(dh, cache):
    """dh: (N, H). Returns dx, dW, db, each in the shape of what it is the gradient of."""
    raise NotImplementedError
'''

REFERENCE = '''\
"""The oracle: equation (1) in torch. Its autograd gives the gradients."""

import torch


def my_cell_forward(x, W, b):
    return torch.tanh(x @ W.T + b)
'''

ANSWER = '''\
"""{documentation}"""

import numpy as np


def my_cell_forward(x, W, b):
    h = {h}
    return h, (x, W, h)


def my_cell_backward(dh, cache):
    x, W, h = cache
    dz = {dz}
    return dz @ W, dz.T @ x, {db}
'''

BIAS_FORGOTTEN = """The bias is not added.

Equation (1) adds b inside the tanh. With zero biases nobody notices, so test with biases that are not zero.
"""
DERIVATIVE_MISSING = """The derivative of the tanh is missing.

On its way from h back to the argument of the tanh, the gradient has to be multiplied by `1 - h**2`.
"""
MEAN = """The bias gradient is averaged over the batch instead of summed.

Every example in the batch adds its own share to the gradient of a bias, so the shares are summed.
"""


def write_assignment(folder: Path) -> None:
    """Write a whole assignment into a folder that is new or empty.

    Raises ValueError, with a sentence for the author, if something lies there or its name cannot name a function.
    """
    name = folder.name.replace("-", "_")
    if not _NAME.fullmatch(name):
        raise ValueError(f"{folder.name!r} cannot name an assignment; use letters, digits and _, such as my_cell")
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise ValueError(f"{folder} is there already; name a new folder, so that nothing is overwritten")
    (folder / "mistakes").mkdir(parents=True, exist_ok=True)
    title = name.replace("_", " ").strip().capitalize()
    for path, text in _list_files().items():
        (folder / path).write_text(text.replace("my_cell", name).replace("My cell", title), encoding="utf-8")


def _list_files() -> dict[str, str]:
    return {
        "assignment.toml": MANIFEST,
        "statement.md": STATEMENT,
        "starter.py": STARTER,
        "reference.py": REFERENCE,
        "solution.py": _answer("The model answer."),
        "mistakes/bias_forgotten.py": _answer(BIAS_FORGOTTEN, h="np.tanh(x @ W.T)"),
        "mistakes/tanh_derivative_missing.py": _answer(DERIVATIVE_MISSING, dz="dh"),
        "mistakes/mean_for_bias.py": _answer(MEAN, db="dz.mean(axis=0)"),
    }


def _answer(
    documentation: str, *, h: str = "np.tanh(x @ W.T + b)", dz: str = "dh * (1 - h**2)", db: str = "dz.sum(axis=0)"
) -> str:
    return ANSWER.format(documentation=documentation, h=h, dz=dz, db=db)
