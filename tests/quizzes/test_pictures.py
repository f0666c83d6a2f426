"""Slides as pictures: the pages of the deck's PDF, or of one beside its source."""

import io
from pathlib import Path

import pytest
from django.urls import reverse
from PIL import Image

from quizzes import attempts, authoring, decks, editions, pictures

PDF = (Path(__file__).parent / "slides" / "decks" / "max-pooling.pdf").read_bytes()


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path) -> Path:
    monkeypatch.setattr(pictures, "FOLDER", tmp_path / "slides")
    return tmp_path / "slides"


@pytest.fixture
def pdf_deck(course, instructor):
    return decks.import_deck(course=course, filename="pooling.pdf", data=PDF, uploaded_by=instructor).deck


def test_a_slide_of_a_pdf_is_shown_as_its_page_with_all_overlays(pdf_deck):
    slide = pdf_deck.slides.get(number=2)
    assert slide.picture_page == slide.last_page
    with Image.open(pictures.find(slide)) as picture:
        assert (picture.format, picture.width) == ("WEBP", 1280)


def test_who_looks_at_one_slide_has_the_next_ones_drawn(pdf_deck, folder):
    pictures.find(pdf_deck.slides.get(number=1))
    assert len(list(folder.glob("*/*.webp"))) == min(pictures.AT_ONCE, pdf_deck.slides.count())


def test_a_slide_without_a_pdf_has_no_picture(deck):
    with pytest.raises(pictures.PictureError):
        pictures.find(deck.slides.first())


def test_a_source_and_its_pdf_are_matched_slide_by_slide(course, pdf_deck):
    source = "\n".join(f"---\n\n# {slide.title}\n" for slide in pdf_deck.slides.order_by("number"))
    course.decks.all().delete()
    paired = decks.import_deck(course=course, filename="pooling.md", data=source.encode(), pdf=PDF).deck
    shown = [slide for slide in paired.slides.order_by("number") if slide.has_picture]
    assert len(shown) >= paired.slides.count() // 2
    assert [slide.picture_page for slide in shown] == sorted(slide.picture_page for slide in shown)
    assert pictures.find(shown[0]).exists()


def test_a_newer_pdf_takes_the_place_of_the_pictures_too(pdf_deck, folder):
    pictures.find(pdf_deck.slides.get(number=1))
    editions.import_again(deck=pdf_deck, filename="pooling.pdf", data=PDF + b"\n% again\n")
    pdf_deck.refresh_from_db()
    assert pictures.find(pdf_deck.slides.current().get(number=1)).exists()
    assert len(list(folder.iterdir())) == 1


def test_a_page_that_cannot_be_drawn_is_no_error_of_ours(pdf_deck, instructor, sign_in):
    slide = pdf_deck.slides.get(number=1)
    type(slide).objects.filter(pk=slide.pk).update(picture_page=900)
    assert sign_in(instructor).get(reverse("quizzes:picture", args=[slide.pk])).status_code == 404


def test_a_student_sees_the_picture_once_an_answer_from_it_is_explained(
    pdf_deck, student, other_student, instructor, sign_in, tomorrow, fill
):
    question = pdf_deck.questions.exclude(current__spec__correct=[]).order_by("position").first()
    quiz = authoring.create_quiz(
        course=pdf_deck.course, terms=authoring.Terms("Pooling", due_at=tomorrow), questions=[question]
    )
    authoring.publish(quiz=quiz)
    attempt = attempts.start(quiz=quiz, student=student)
    slide = question.anchors.first().slide
    address = reverse("quizzes:picture", args=[slide.pk])
    assert sign_in(student).get(address).status_code == 404
    attempts.submit(attempt=attempt, sheet=fill(attempt, {1: "0"}))
    answer = sign_in(student).get(address)
    assert answer["Content-Type"] == "image/webp"
    assert Image.open(io.BytesIO(b"".join(answer.streaming_content))).width == 1280
    assert sign_in(other_student).get(address).status_code == 404
    page = sign_in(student).get(attempt.get_absolute_url()).content.decode()
    assert slide.get_absolute_url() in page
    assert "/picture/" in page
    assert address in sign_in(student).get(slide.get_absolute_url()).content.decode()


def test_the_text_deck_is_drawn_from_its_structure(deck, instructor, sign_in):
    html = sign_in(instructor).get(deck.get_absolute_url()).content.decode()
    assert "slide-picture" not in html
