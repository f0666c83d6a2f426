#: rows = ["S02", "S03", "S04"]
#: finds_nothing = true
import gc
import importlib
import sys

NAMES = (
    "torch.autograd", "torch._C", "torch.nn.functional", "jax", "jax.numpy", "autograd", "tensorflow", "tinygrad", "onnxruntime",
    "scipy.optimize", "sympy", "numba", "cupy", "numdifftools", "pip", "setuptools",
)


def attack(x):
    found = []
    for name in NAMES:
        try:
            getattr(importlib, "import" + "_module")(name)
            found.append(name)
        except ImportError:
            pass
    try:
        exec("i" "mport torch")
        found.append("by exec")
    except ImportError:
        pass
    found += [name for name in sys.modules if name.split(".")[0] in ("torch", "jax", "autograd", "scipy")]
    return found + [kind.__module__ for kind in gc.get_objects() if isinstance(kind, type) and "torch" in str(kind.__module__)]
