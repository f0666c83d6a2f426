"""Large decks are read in the background; whatever ends in between, none is lost and none is read for ever."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from quizzes import decks, uploads
from quizzes.models import Deck, Upload

TEXT = b"# Valves\n\n---\n\n# Quiz\n\nWhich valve is shut?\n\nA) 0\nB) 1\n\nAnswer: A\n"
LARGE = TEXT + b"\n" + b"\n".join(b"Every valve lets something through." for _ in range(16_000))


@pytest.fixture
def upload(course, instructor) -> Upload:
    return uploads.submit(course=course, filename="valves.md", data=TEXT, uploaded_by=instructor)


def test_what_waits_is_read_once(upload, instructor):
    assert uploads.read_what_waits() == 1
    upload.refresh_from_db()
    assert (upload.state, upload.deck.title, upload.deck.uploaded_by) == ("done", "Valves", instructor)
    assert "1 question" in upload.message
    assert bytes(upload.source) == b""
    assert uploads.read_what_waits() == 0
    assert Deck.objects.count() == 1


def test_what_cannot_be_read_says_so(course, instructor):
    upload = uploads.submit(course=course, filename="valves.pdf", data=b"%PDF-1.7", uploaded_by=instructor)
    uploads.read_what_waits()
    upload.refresh_from_db()
    assert (upload.state, upload.deck) == ("failed", None)
    assert "This PDF cannot be read" in upload.message


def test_what_a_worker_left_behind_is_read_again_but_not_for_ever(upload):
    gone = timezone.now() - uploads.LONGEST_CLAIM - timedelta(seconds=1)
    Upload.objects.update(state="reading", tries=1, started_at=gone)
    assert uploads.read_what_waits() == 1
    Upload.objects.update(state="reading", tries=uploads.MOST_TRIES, started_at=gone)
    assert uploads.read_what_waits() == 0
    upload.refresh_from_db()
    assert upload.state == "failed"
    assert "PDF or text" in upload.message


def test_what_is_being_read_is_left_to_its_reader(upload):
    Upload.objects.update(state="reading", tries=1, started_at=timezone.now())
    assert uploads.read_what_waits() == 0


def test_a_large_deck_leads_to_its_progress_and_then_to_the_deck(client, course, instructor):
    client.force_login(instructor)
    from_form = client.post(f"/c/{course.slug}/decks/", {"file": as_file(LARGE)})
    upload = Upload.objects.get()
    assert from_form.headers["Location"] == upload.get_absolute_url()
    page = client.get(upload.get_absolute_url()).content.decode()
    assert "Waiting for its turn" in page
    assert 'http-equiv="refresh"' in page
    assert "valves.md" in client.get(f"/c/{course.slug}/decks/").content.decode()
    fragment = client.get(upload.get_absolute_url(), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment
    uploads.read_what_waits()
    deck = Deck.objects.get()
    assert "HX-Redirect" in client.get(upload.get_absolute_url(), headers={"HX-Request": "true"}).headers
    assert client.get(upload.get_absolute_url()).headers["Location"] == deck.get_absolute_url()


def test_a_small_deck_is_read_at_once(client, course, instructor):
    client.force_login(instructor)
    client.post(f"/c/{course.slug}/decks/", {"file": as_file(TEXT)})
    assert not Upload.objects.exists()
    assert Deck.objects.count() == 1


def test_a_failed_upload_says_what_to_do(client, course, instructor):
    upload = uploads.submit(course=course, filename="a.pdf", data=b"%PDF-1.7", uploaded_by=instructor)
    uploads.read_what_waits()
    client.force_login(instructor)
    page = client.get(upload.get_absolute_url()).content.decode()
    assert "This PDF cannot be read" in page
    assert "Choose another file" in page


def test_a_large_newer_file_is_read_in_the_background(client, course, instructor):
    deck = decks.import_deck(course=course, filename="valves.md", data=TEXT, uploaded_by=instructor).deck
    client.force_login(instructor)
    from_form = client.post(f"/decks/{deck.pk}/renew/", {"file": as_file(LARGE)})
    upload = Upload.objects.get()
    assert from_form.headers["Location"] == upload.get_absolute_url()
    assert "stays as it is until" in client.get(upload.get_absolute_url()).content.decode()
    uploads.read_what_waits()
    upload.refresh_from_db()
    assert (upload.state, upload.deck) == ("done", deck)
    assert "The new file is read" in upload.message
    assert bytes(Deck.objects.get().source) == LARGE


def test_a_newer_file_that_cannot_be_read_leaves_the_deck_as_it_was(client, course, instructor):
    deck = decks.import_deck(course=course, filename="valves.md", data=TEXT, uploaded_by=instructor).deck
    upload = uploads.submit(course=course, filename="a.pdf", data=b"%PDF-1.7", uploaded_by=instructor, renews=deck)
    uploads.read_what_waits()
    client.force_login(instructor)
    page = client.get(upload.get_absolute_url()).content.decode()
    assert "the deck is as it was" in page
    assert f"/decks/{deck.pk}/renew/" in page
    assert bytes(Deck.objects.get().source) == TEXT


def as_file(data):
    return SimpleUploadedFile("valves.md", data)
