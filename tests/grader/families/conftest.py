"""A jail of each flavour for the families of signatures that courses use, and a way to hand something in."""

import pytest

from grader.judge import Source, grade, load_assignment
from grader.sandbox import Sandbox
from tests.grader.families.folders import FAMILIES
from tests.grader.slots import slot

SLOTS = {"numpy": slot(8), "torch": slot(9)}


@pytest.fixture(scope="session")
def jails():
    opened = {}
    yield lambda flavour: opened.setdefault(flavour, Sandbox(flavour=flavour, slot=SLOTS[flavour]))
    for box in opened.values():
        box.close()


@pytest.fixture
def hand_in(jails):
    """Grade the model answer of a family with some words of it replaced."""

    def grade_one(family, *changes, filename="submission.py"):
        assignment = load_assignment(FAMILIES / family)
        text = assignment.solution
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        source = Source(filename, text)
        return grade(assignment=assignment, source=source, seed=11, sandbox=jails(assignment.flavour))

    return grade_one
