"""What the staff are asked to look at."""

from courseapp.courses.attention import Attention
from quizzes import attention, authoring, questions


def test_a_question_without_key_is_mentioned_until_it_has_one(deck):
    [told] = attention.list_for_staff(course=deck.course)
    assert told == Attention(
        text="1 question in “Valves and Memory” cannot be asked yet: look at the key.", url=f"/decks/{deck.pk}/"
    )
    questions.give_key(question=deck.questions.get(position=3), correct=0)
    assert attention.list_for_staff(course=deck.course) == []


def test_a_quiz_that_is_due_but_not_published_is_mentioned(draft_quiz):
    questions.give_key(question=draft_quiz.course.questions.get(position=3), correct=0)
    [told] = attention.list_for_staff(course=draft_quiz.course)
    assert "“Valves” is due on" in told.text
    assert told.url == draft_quiz.get_absolute_url()
    authoring.publish(quiz=draft_quiz)
    assert attention.list_for_staff(course=draft_quiz.course) == []


def test_it_costs_a_constant_number_of_queries(deck, draft_quiz, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        attention.list_for_staff(course=deck.course)
