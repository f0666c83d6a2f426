"""A slot is bounded as a whole where the kernel's control groups are writable; its groups go when it goes."""

import os
from pathlib import Path

import pytest

from grader.sandbox import Sandbox, Source
from grader.sandbox.cgroups import Groups, make

from .conftest import SLOT

ROOT = Path("/sys/fs/cgroup")
WRITABLE = os.geteuid() == 0 and all(os.access(ROOT / name, os.W_OK) for name in ("memory", "pids"))


def folders():
    """All groups of ours on the machine that this process owns."""
    return {path for path in ROOT.rglob(f"courseapp-{os.getpid()}-*") if path.is_dir()}


def test_a_slot_has_its_groups_or_says_that_it_has_none(sandbox):
    sandbox.start()
    assert sandbox.controllers == (("memory", "pids") if WRITABLE else ())


def test_a_submission_lives_in_its_slots_groups_and_leaves_none():
    before = folders()
    with Sandbox(slot=SLOT + 5) as box, box.open(source=Source("a.py", "x = 1\n")):
        for folder in folders() - before:
            assert len((folder / "cgroup.procs").read_text().split()) >= 3, "bubblewrap, zygote and submission"
        assert len(folders() - before) == len(box.controllers)
    assert folders() == before


def test_groups_that_nobody_could_enter_are_not_reported(tmp_path):
    folder = tmp_path / "group"
    folder.mkdir()
    assert Groups(("memory",), (folder,)).entered_by(os.getpid()) == Groups()
    assert not folder.exists()


def tree(path, *, first_version):
    """A file system like the kernel's, as far as it can be written."""
    (path / "proc").mkdir()
    root = path / "cgroup"
    for controller in ("memory", "pids") if first_version else ():
        (root / controller / "ours").mkdir(parents=True)
    if not first_version:
        (root / "ours").mkdir(parents=True)
        (root / "ours" / "cgroup.subtree_control").write_text("cpu memory pids")
    text = "5:pids:/ours\n4:cpu,memory:/ours\n0::/\n" if first_version else "0::/ours\n"
    (path / "proc" / "cgroup").write_text(text)
    return {"mounts": root, "of_process": path / "proc" / "cgroup"}


def test_where_a_controller_takes_no_limit_nothing_is_left(tmp_path):
    for first_version in (True, False):
        place = tmp_path / str(first_version)
        place.mkdir()
        where = tree(place, first_version=first_version)
        assert make("numpy", 1, **where) == Groups()  # an ordinary folder has no file for a limit
        assert list(place.rglob("courseapp-*")) == []


def test_what_dead_workers_left_is_swept_up_and_nothing_else(tmp_path):
    where = tree(tmp_path, first_version=True)
    base = where["mounts"] / "memory" / "ours"
    mine, dead, other = (base / name for name in (f"courseapp-{os.getpid()}-numpy-7", "courseapp-4194305-numpy-0", "x"))
    for folder in (mine, dead, other):
        folder.mkdir()
    make("numpy", 1, **where)
    assert (mine.exists(), dead.exists(), other.exists()) == (True, False, True)


@pytest.mark.parametrize("text", ["", "nonsense", "0::/gone\n"])
def test_a_machine_without_control_groups_has_none(text, tmp_path):
    file = tmp_path / "cgroup"
    file.write_text(text)
    assert make("numpy", 1, mounts=tmp_path / "mounts", of_process=file) == Groups()
