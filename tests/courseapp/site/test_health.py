"""The page that a load balancer, or our own start, asks whether we are there."""

import pytest


@pytest.mark.django_db
def test_it_answers_anybody(client):
    answer = client.get("/health/")
    assert answer.json() == {"web": "ok", "database": "ok"}
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_it_answers_the_machine_itself_where_all_else_must_be_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/health/", headers={"host": "127.0.0.1:8000"}).status_code == 200
    assert client.get("/accounts/sign-in/").status_code == 301
