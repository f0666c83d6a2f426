"""A deck of our own words, a quiz made of it, and students taking it. Set up through the public functions."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from courseapp.accounts.models import User
from courseapp.courses.models import Course
from quizzes import attempts, authoring, decks, sheets
from quizzes.models import Attempt, Deck, Quiz

DECK = r"""
Valves and Memory

A lecture made up for tests

Why a Valve Helps

Key Points

- A valve is a number between 0 and 1

Why a Valve Helps

Key Points

- A valve is a number between 0 and 1
- What passes is $v \odot s$

Pop Quiz #1

Quick Quiz 1

What does a valve of 0 let through?

- A) Everything
- B) Nothing

Pop Quiz #1

Quick Quiz 1

What does a valve of 0 let through?

- A) Everything
- B) Nothing
- C) Half of it

Pop Quiz #1 - Answer

Answer: B) Nothing

Important: Multiplying by zero

- Since $0 \cdot s = 0$, nothing is left

Pop Quiz #2

Quick Quiz 2

Which function gives a number between 0 and 1?

- A) The sigmoid $\sigma$
- B) The identity
- C) The square

Pop Quiz #2 - Answer

Answer: A) The sigmoid $\sigma$

Important: Squashing

- $\sigma(x) = 1 / (1 + e^{-x})$ never leaves the interval

Pop Quiz #3

Quick Quiz 3

Who should decide how far a valve opens?

- A) The programmer
- B) The data
- C) The weather
"""
RIGHT = {1: "1", 2: "0"}  # by position in the quiz of the first two questions
WRONG = {1: "0", 2: "1"}


@pytest.fixture
def deck(course: Course, instructor: User) -> Deck:
    """Two questions with a key, and a third whose key the deck does not say."""
    return decks.import_deck(course=course, filename="valves.txt", data=DECK.encode(), uploaded_by=instructor).deck


@pytest.fixture
def tomorrow() -> datetime:
    return timezone.now() + timedelta(days=1)


@pytest.fixture
def draft_quiz(deck: Deck, instructor: User, tomorrow: datetime) -> Quiz:
    """Of the two questions that have a key; not published."""
    return authoring.create_quiz(
        course=deck.course,
        terms=authoring.Terms(title="Valves", due_at=tomorrow),
        questions=list(deck.questions.order_by("position")[:2]),
        author=instructor,
    )


@pytest.fixture
def quiz(draft_quiz: Quiz) -> Quiz:
    authoring.publish(quiz=draft_quiz)
    return draft_quiz


@pytest.fixture
def attempt(quiz: Quiz, student: User) -> Attempt:
    return attempts.start(quiz=quiz, student=student)


@pytest.fixture
def fill() -> Callable[..., sheets.Sheet]:
    """`fill(attempt, {1: "0"})`: a page just drawn, on which these choices were made."""

    def fill_in(attempt: Attempt, choices: dict[int, str], *, tab: str = "", sequence: int = 0) -> sheets.Sheet:
        entries = []
        for answer in attempt.answers.filter(position__in=choices).order_by("position"):
            posted = {"choice": [choices[answer.position]]}
            shown = sheets.digest(answer.data)
            entries.append(sheets.Entry(answer.position, posted, revision=answer.revision, shown=shown))
        return sheets.Sheet(tuple(entries), tab=tab, sequence=sequence)

    return fill_in
