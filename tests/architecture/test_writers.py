"""One module writes a table; nothing that could be a secret or a trap stands in the tree."""

import re

import pytest

from tests.architecture.sources import ROOT, list_code, list_files

WRITING = r"\.objects\s*\.\s*(?:create|bulk_create|get_or_create|update_or_create)\("
WRITERS = {
    "GradeEntry": "courseapp/gradebook/ledger.py",
    "GradeItem": "courseapp/gradebook/items.py",
    "Enrolment": "courseapp/courses/people.py",
    "FolderAudit": "grader/audits.py",
    "GroupHint": "grader/group_hints.py",
    "Symptom": "grader/reports.py",
    "Letter": "courseapp/accounts/letters.py",
    "Upload": "quizzes/uploads.py",
    "Ruling": "quizzes/rulings.py",
    "HandMark": "quizzes/hand_marks.py",
    "MarksRelease": "quizzes/hand_marks.py",
    "Objection": "quizzes/objections.py",
}


@pytest.mark.parametrize(("model", "writer"), WRITERS.items())
def test_only_one_module_writes_the_table(model, writer):
    pattern = re.compile(rf"\b{model}(?:{WRITING}|\()")
    found = [
        path
        for path in list_code()
        if path != writer
        and any(
            pattern.search(line) and not line.lstrip().startswith("class ")
            for line in (ROOT / path).read_text(encoding="utf-8").splitlines()
        )
    ]
    assert found == []


def test_trusted_code_never_deserialises_what_it_cannot_trust():
    traps = re.compile(
        r"\bimport (pickle|dill|shelve|marshal)\b|yaml\.load\(|torch\.load\(|allow_pickle=True|shell=True|extractall\("
    )
    # A benchmark may read back what it wrote itself, in the same run.
    trusted = [path for path in list_code() if not path.startswith("benchmarks/")]
    assert [path for path in trusted if traps.search((ROOT / path).read_text(encoding="utf-8"))] == []


def test_no_secret_and_no_state_is_in_the_repository():
    kept = [path for path in list_files() if re.search(r"(^var/|\.sqlite3$|secret_key$|\.pem$|\.env$)", path)]
    assert kept == []
