"""What a submission finds beside itself: modules that its course provides, and modules that stand for nothing.

Students' files import what lay beside them when they were written: a plotting library, a file of the course's own. What
the course provides is there; what only draws or prints may be imported and does nothing.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.abc import Loader
from importlib.machinery import ModuleSpec
from typing import Any, Final

PACKAGE: Final = "submission"
"""A file that says `from .layers import *` was part of a package: what stands beside it is found by its own name."""

IGNORED: Final = frozenset(
    [
        *("matplotlib", "mpl_toolkits", "pylab", "seaborn", "plotly", "tqdm", "termcolor", "wandb", "tensorboardX"),
        *("IPython", "ipywidgets", "google", "past", "future", "six"),
    ]
)
"""Drawing, progress bars and what helps old Python: nothing that computes."""


@dataclass(frozen=True)
class Surroundings:
    """What the judge sends along with a submission.

    `modules`: the text of each module by its dotted name. `ignored`: more names of modules that stand for nothing.
    `adapter`: code of the assignment that calls the submission (it gets the module as its first argument).
    `skip_failures`: go on with the next statement where one at the top level fails.
    """

    modules: Mapping[str, str] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    adapter: str = ""
    skip_failures: bool = False


class Finder:
    """Finds the modules of the surroundings, before Python looks anywhere else."""

    def __init__(self, surroundings: Surroundings) -> None:
        self._modules = dict(surroundings.modules)
        self._ignored = IGNORED.union(surroundings.ignored)

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: object = None) -> ModuleSpec | None:
        """Tell whether a module is one of ours; a package holds all modules whose names begin with its own."""
        own = name.removeprefix(f"{PACKAGE}.")
        is_package = any(other.startswith(f"{own}.") for other in self._modules)
        if own in self._modules or is_package:
            return ModuleSpec(name, _Provided(own, self._modules.get(own, "")), is_package=is_package)
        parts = own.split(".")
        if any(".".join(parts[:length]) in self._ignored for length in range(1, len(parts) + 1)):
            return ModuleSpec(name, _Empty(), is_package=True)
        return None


class _Provided(Loader):
    """Loads a module that the course provides."""

    def __init__(self, name: str, text: str) -> None:
        self._name = name
        self._text = text

    def create_module(self, spec: ModuleSpec) -> None:
        """Have Python make an ordinary module."""

    def exec_module(self, module: types.ModuleType) -> None:
        exec(compile(self._text, f"{self._name}.py", "exec", dont_inherit=True), module.__dict__)  # noqa: S102


class _Empty(Loader):
    """Loads a module that stands for nothing."""

    def create_module(self, spec: ModuleSpec) -> types.ModuleType:
        return _EmptyModule(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        """There is nothing to run."""


class _EmptyModule(types.ModuleType):
    """A module with every name in it: nothing by `import *`, nothing useful by any other way."""

    __all__: Sequence[str] = ()

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return {"xrange": range, "trange": range, "unicode": str}.get(name) or Nothing(name)


class Nothing:
    """Can be called, asked for attributes, entered, indexed and inherited from, and does nothing at all."""

    _name: str

    def __init__(self, name: object = "", *_: object, **__: object) -> None:
        self.__dict__["_name"] = str(name)

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return Nothing(name)

    def __setattr__(self, name: str, value: object) -> None:
        """Forget it."""

    def __call__(self, *arguments: Any, **_: Any) -> object:
        """Be a decorator or a progress bar (what is given comes back), two values of `subplots`, or nothing again."""
        if self._name == "subplots":
            return Nothing(), Nothing()
        if arguments and (callable(arguments[0]) or (self._name.startswith("tqdm") and _can_iterate(arguments[0]))):
            return arguments[0]
        return Nothing()

    def __getitem__(self, key: object) -> object:
        return Nothing()

    def __setitem__(self, key: object, value: object) -> None:
        """Forget it."""

    def __iter__(self) -> Iterator[object]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __enter__(self) -> object:
        return self

    def __exit__(self, *_: object) -> None:
        """Let every error pass."""

    def __mro_entries__(self, bases: tuple[object, ...]) -> tuple[type, ...]:
        return ()


def _can_iterate(value: object) -> bool:
    return isinstance(value, Iterable)


def surround(module: types.ModuleType, surroundings: Surroundings) -> None:
    """Let a submission find its surroundings, also by names relative to itself, and what Jupyter defines.

    A file may be a notebook that was saved as one: `get_ipython().run_line_magic("matplotlib", "inline")`.
    """
    module.__dict__.update((name, Nothing(name)) for name in ("display", "get_ipython"))
    module.__package__ = PACKAGE
    module.__path__ = []
    sys.meta_path.insert(0, Finder(surroundings))


def leave() -> None:
    """Remove the traces of having been surrounded."""
    sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, Finder)]
