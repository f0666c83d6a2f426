"""Addresses with nothing but numbers in them, worked out once in each process: a page may hold dozens of them.

    seat = Address("rooms:seat", 2)
    seat(3, 7)

Where the site lies below a path (SCRIPT_NAME) that path stays the same for as long as a process lives.
"""

from django.urls import reverse

FIRST_MARK = 31_001  # no address has such a number in it


class Address:
    """What `reverse` gives for this name and so many whole numbers."""

    def __init__(self, name: str, count: int) -> None:
        self._name = name
        self._marks = [FIRST_MARK + place for place in range(count)]
        self._pattern = ""

    def __call__(self, *numbers: int) -> str:
        if len(numbers) != len(self._marks):
            raise TypeError(f"The address of {self._name} takes {len(self._marks)} numbers.")
        self._pattern = self._pattern or self._work_out()
        return self._pattern.format(*numbers)

    def _work_out(self) -> str:
        pattern = reverse(self._name, args=self._marks)
        for place, mark in enumerate(self._marks):
            pattern = pattern.replace(str(mark), f"{{{place}:d}}")
        return pattern
