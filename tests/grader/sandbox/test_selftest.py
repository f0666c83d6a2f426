"""The self-test passes where the sandbox is whole."""

from grader.sandbox import Sandbox
from grader.sandbox.selftest import check

from .conftest import SLOT


def test_the_numpy_flavour_passes(sandbox):
    assert [finding for finding in check(sandbox) if not finding.passed] == []


def test_the_torch_flavour_passes(canary):
    with Sandbox(flavour="torch", slot=SLOT + 1) as torch_box:
        assert set(torch_box.versions) == {"python", "numpy", "torch"}
        assert [finding for finding in check(torch_box) if not finding.passed] == []


def test_a_sandbox_that_cannot_start_fails_every_check():
    assert not any(finding.passed for finding in check(Sandbox(slot=-1)))
