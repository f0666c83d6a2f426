"""The guide to quizzes as files tells the truth."""

import re
import tomllib
from pathlib import Path

import pytest
from django.conf import settings

from quizzes import authoring, question_files, question_types, quiz_files

GUIDE = (settings.ROOT / "docs" / "authoring-quizzes.md").read_text()
EXAMPLES = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
QUESTIONS = [table for text in EXAMPLES[2:] for table in tomllib.loads(text).get("questions", ())]


def test_every_key_is_explained():
    assert set(tomllib.loads(EXAMPLES[0])) | set(tomllib.loads(EXAMPLES[1])) == quiz_files.KEYS
    of_questions = question_files.FOUND_KEYS | question_files.WRITTEN_KEYS | question_files.DRAWN_KEYS
    assert set().union(*QUESTIONS, *tomllib.loads(EXAMPLES[1])["questions"]) >= of_questions


@pytest.mark.parametrize("kind", question_types.kinds())
def test_every_key_of_every_kind_is_explained(kind: str):
    tables = [table for table in QUESTIONS if table.get("kind") == kind]
    assert tables
    assert set().union(*tables) >= question_types.get(kind).keys - {question_files.DRAWN}


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_can_be_read(example: str, course, tmp_path: Path):
    path = tmp_path / "week-3.toml"
    path.write_text(example if "title" in example else f'title = "x"\n{example}')
    file = quiz_files.read(path=path, course=course)
    assert file.asks
    assert not authoring.list_faults(authoring.Terms(**file.terms))
