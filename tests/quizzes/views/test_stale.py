"""Uploading a newer file for a deck, and deciding about the questions whose slides changed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from quizzes import editions
from quizzes.models import Question
from tests.quizzes.conftest import DECK
from tests.quizzes.test_editions import OTHER_OPTION, OTHER_SLIDE, edit, find, stale


@pytest.fixture
def stale_question(deck, instructor) -> Question:
    edit(find(deck, "Pop Quiz #1"), instructor)
    editions.import_again(deck=deck, filename="valves.txt", data=OTHER_OPTION.encode())
    return find(deck, "Pop Quiz #1")


def renew(client, deck, text: str):
    file = SimpleUploadedFile("valves-2.txt", text.encode())
    return client.post(reverse("quizzes:deck-renew", args=[deck.pk]), {"file": file}, follow=True)


def test_a_newer_file_is_read_and_what_came_of_it_is_said(deck, instructor, sign_in):
    page = renew(sign_in(instructor), deck, OTHER_SLIDE)
    assert page.redirect_chain[-1][0] == deck.get_absolute_url()
    assert "1 edited" in page.content.decode()


def test_a_file_that_cannot_be_read_leaves_the_deck_as_it_was(deck, instructor, sign_in):
    page = renew(sign_in(instructor), deck, " ")
    assert page.status_code == 422
    assert deck.past_files.count() == 0


def test_a_pdf_that_is_none_is_refused(deck, instructor, sign_in):
    files = {"file": SimpleUploadedFile("a.txt", b"x"), "pdf": SimpleUploadedFile("a.pdf", b"no pdf")}
    page = sign_in(instructor).post(reverse("quizzes:deck-renew", args=[deck.pk]), files)
    assert "This is no PDF" in page.content.decode()


def test_the_page_shows_old_and_new_words_side_by_side(stale_question, instructor, sign_in):
    html = sign_in(instructor).get(reverse("quizzes:stale", args=[stale_question.pk])).content.decode()
    assert "<del>" in html
    assert "<ins>" in html
    assert "Half" in html
    assert "tenth" in html


@pytest.mark.parametrize("decision", ["keep", "take", "drop"])
def test_every_decision_settles_it(stale_question, deck, instructor, sign_in, decision):
    address = reverse("quizzes:stale", args=[stale_question.pk])
    assert sign_in(instructor).post(address, {"decision": decision}).status_code == 302
    assert stale(deck) == []
    assert "Nothing is left to decide" in sign_in(instructor).get(address).content.decode()


def test_the_course_home_leads_the_staff_to_it(stale_question, course, assistant, sign_in):
    html = sign_in(assistant).get(course.get_absolute_url()).content.decode()
    assert reverse("quizzes:stale", args=[stale_question.pk]) in html


@pytest.mark.parametrize("decision", ["", "accept", "Keep"])
def test_a_decision_that_is_none_decides_nothing_and_that_is_said(stale_question, deck, instructor, sign_in, decision):
    address = reverse("quizzes:stale", args=[stale_question.pk])
    page = sign_in(instructor).post(address, {"decision": decision}, follow=True)
    assert "Nothing was decided" in page.content.decode()
    assert stale(deck) == ["Pop Quiz #1"]


def test_mathematics_is_typeset_on_both_sides_whether_it_changed_or_not(deck, instructor, sign_in):
    edit(find(deck, "Pop Quiz #1"), instructor)
    text = DECK.replace(r"$0 \cdot s = 0$, nothing is left", r"$0 \cdot s = 0$, all of $s$ is lost")
    editions.import_again(deck=deck, filename="valves.txt", data=text.encode())
    question = deck.questions.stale().get()
    html = sign_in(instructor).get(reverse("quizzes:stale", args=[question.pk])).content.decode()
    compared = html[html.index('class="table difference"') :]
    assert "katex" in compared
    assert "$" not in compared[: compared.index("</table>")]
