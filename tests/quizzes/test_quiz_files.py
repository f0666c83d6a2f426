"""The guide to quizzes as files tells the truth."""

import re
import tomllib
from pathlib import Path

import pytest
from django.conf import settings

from quizzes import quiz_files

GUIDE = (settings.ROOT / "docs" / "authoring-quizzes.md").read_text()
EXAMPLES = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)


def test_every_key_is_explained():
    whole, long = (tomllib.loads(example) for example in EXAMPLES)
    assert set(whole) == quiz_files.KEYS
    assert set().union(*long["questions"]) == quiz_files.QUESTION_KEYS


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_can_be_read(example: str, course, tmp_path: Path):
    path = tmp_path / "week-3.toml"
    path.write_text(example if "title" in example else f'title = "x"\n{example}')
    assert quiz_files.read(path=path, course=course).asks
