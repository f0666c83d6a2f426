"""The layers of the jail. All are always there; only our tests take some away, to try each one by itself."""

from __future__ import annotations

from dataclasses import astuple, dataclass, fields
from typing import Final, Self


@dataclass(frozen=True)
class Layers:
    """Which layers are in place. Nothing that can be configured leads here: see tests/grader/sandbox/test_layers.py."""

    namespaces: bool = True
    capabilities: bool = True
    filter: bool = True
    rlimits: bool = True
    descriptors: bool = True
    read_only: bool = True

    @classmethod
    def only(cls, *names: str) -> Self:
        """Put the named layers in place and no other."""
        return cls(**{field.name: field.name in names for field in fields(cls)})

    @classmethod
    def read(cls, text: str) -> Self:
        """Read what `__str__` wrote."""
        return cls(*(letter == "1" for letter in text))

    def __str__(self) -> str:
        return "".join(str(int(present)) for present in astuple(self))


WHOLE: Final = Layers()
