"""Rules for every template of the project, and pages that must render when nothing else does."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import Client

ROOT = Path(__file__).resolve().parents[3]
TEMPLATES = sorted(
    path
    for part in ("courseapp", "quizzes", "grader")
    for path in (ROOT / part).rglob("*.html")
    if "node_modules" not in path.parts
)
FORBIDDEN = {
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)", re.IGNORECASE),
    "an event handler": re.compile(r"<[^>]*\s(?:on[a-z]+|hx-on[:\w-]*)\s*=", re.IGNORECASE),
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a javascript address": re.compile(r"javascript:", re.IGNORECASE),
    "something from a foreign server": re.compile(
        r"<(?:script|link|img|iframe)\b[^>]*(?:src|href)=[\"'](?:https?:)?//", re.IGNORECASE
    ),
}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_obeys_the_content_security_policy(path):
    text = path.read_text(encoding="utf-8")
    assert [what for what, pattern in FORBIDDEN.items() if pattern.search(text)] == []


@pytest.mark.parametrize("name", ["400.html", "403_csrf.html", "500.html"])
def test_a_page_for_the_worst_day_needs_nothing(name):
    html = render_to_string(name)
    assert "<h1>" in html
    assert "/static/" not in html


def test_an_unknown_address_says_what_to_do_next(db):
    answer = Client().get("/no-such-page/")
    assert answer.status_code == 404
    assert "To your courses" in answer.content.decode()


@pytest.mark.parametrize(
    ("cookie", "attribute"), [("dark", ' data-theme="dark"'), ("light", ' data-theme="light"'), ('"><x', "")]
)
def test_the_chosen_theme_is_in_the_page_from_the_start(db, cookie, attribute):
    client = Client()
    client.cookies["theme"] = cookie
    assert f'<html lang="en"{attribute}>' in client.get("/no-such-page/").content.decode()
