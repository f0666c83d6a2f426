"""Uploads that are traps for whoever unpacks, names or stores them: refused in words, or taken as plain text."""

import io
import json
import marshal
import tarfile
import tomllib
import zipfile

import pytest

from grader.sandbox import SourceError, read_source
from tests.grader.corpus import UPLOADS


def archive(members):
    """A zip file of members by name."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return data.getvalue()


def tape(name, *, kind):
    """A tar file of one member of a kind."""
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as made:
        member = tarfile.TarInfo(name)
        member.type, member.linkname = kind, "/etc/passwd"
        made.addfile(member)
    return data.getvalue()


def notebook(code, *, outputs=""):
    """A notebook of one cell."""
    cell = {"cell_type": "code", "source": code, "outputs": [{"data": {"text/html": outputs}}], "metadata": {}}
    return json.dumps({"nbformat": 4, "cells": [cell]}).encode()


MAKERS = {"archive": archive, "tape": tape, "notebook": notebook, "tarfile": tarfile, "marshal": marshal}


@pytest.mark.parametrize("path", sorted(UPLOADS.glob("*.toml")), ids=lambda path: path.stem)
def test_a_trap_is_refused_in_words_or_taken_as_plain_text(path):
    expected = tomllib.loads(path.read_text(encoding="utf-8"))
    filename = expected["filename"].replace("FILL", "n" * expected.get("fill", 0))
    data = eval(expected["build"], MAKERS)
    if "refused" in expected:
        with pytest.raises(SourceError, match=expected["refused"]) as refusal:
            read_source(filename, data)
        assert str(refusal.value).isprintable()
        assert len(str(refusal.value)) < 200
        return
    source = read_source(filename, data)
    assert source.filename.isprintable()
    assert not set("/\\\0<>;|`$=") & set(source.filename)
    assert source.filename == expected.get("name", source.filename)
    assert len(source.filename) <= expected.get("longest", 80)
    assert expected.get("never", "\0") not in source.text
