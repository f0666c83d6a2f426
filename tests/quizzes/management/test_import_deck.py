import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from courseapp.courses.models import Course
from quizzes.models import Deck
from tests.quizzes.drafting.test_drafts import LECTURE

DECK = Path(__file__).parent.parent / "slides" / "decks" / "optimisers.txt"


def test_it_prints_slides_and_questions_without_a_database(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_deck", str(DECK))
    printed = capsys.readouterr().out
    assert "10 slides out of 20 pages" in printed
    assert "* B) 0.5" in printed


def test_it_prints_json_without_a_database(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_deck", str(DECK), "--json", "--drafts")
    report = json.loads(capsys.readouterr().out)
    assert len(report["slides"]) == 10
    (question,) = report["questions"]
    assert (question["correct"], question["origin"], question["slides"]) == ([1], "found", [5, 6])


@pytest.mark.parametrize(
    ("data", "advice"),
    [
        (b"", "empty"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x00" * 10, "not text"),
        (b"a\n" * 3_000_000, "5 MB"),
        (b"a\n" * 60_000, "lines"),
        (b"a" * 200_000, "longer than"),
    ],
)
def test_a_file_that_is_no_deck_is_bad_usage(tmp_path: Path, data: bytes, advice: str) -> None:
    path = tmp_path / "deck.txt"
    path.write_bytes(data)
    with pytest.raises(CommandError, match=advice) as failure:
        call_command("import_deck", str(path))
    assert failure.value.returncode == 2


def test_a_missing_file_is_bad_usage(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="check its name") as failure:
        call_command("import_deck", str(tmp_path / "nowhere.txt"))
    assert failure.value.returncode == 2


@pytest.mark.django_db
def test_it_stores_the_deck_in_a_course(capsys: pytest.CaptureFixture[str]) -> None:
    course = Course.objects.create(slug="dl", title="Deep Learning", term="Spring")
    call_command("import_deck", str(DECK), "--course", "dl")
    deck = Deck.objects.get(course=course)
    assert (deck.slides.count(), deck.questions.count()) == (10, 1)
    assert "Stored" in capsys.readouterr().err


@pytest.mark.django_db
def test_an_unknown_course_is_bad_usage() -> None:
    with pytest.raises(CommandError, match="no course") as failure:
        call_command("import_deck", str(DECK), "--course", "nothing")
    assert failure.value.returncode == 2


@pytest.mark.django_db
def test_drafts_are_stored_with_the_deck(tmp_path: Path, course: Course) -> None:
    path = tmp_path / "valves.md"
    path.write_text(LECTURE)
    call_command("import_deck", str(path), "--drafts", "--course", course.slug)
    assert course.questions.filter(origin="drafted").exists()
