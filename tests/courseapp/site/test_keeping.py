"""What is drawn once is drawn for everybody who is shown the same."""

import re
import secrets

import pytest
from django.template import TemplateSyntaxError, engines

from courseapp.site import mathematics
from courseapp.site.templatetags import keeping


def draw(source: str, *contexts: dict[str, object]) -> list[str]:
    template = engines["django"].from_string("{% load keeping typography %}" + source)
    return [template.render(context) for context in contexts]


def test_a_part_is_drawn_anew_where_what_it_names_differs():
    html = draw(
        "{% keep name %}{{ name }} {{ count }}{% endkeep %}",
        *[
            {"name": "Sam", "count": 1},
            {"name": "Otto", "count": 2},
            {"name": "Sam", "count": 3},
        ],
    )
    assert html == ["Sam 1", "Otto 2", "Sam 1"]


def test_every_reader_has_their_own_token():
    html = draw("{% keep %}{% csrf_token %}{{ csrf_token }}{% endkeep %}", {"csrf_token": "aa"}, {"csrf_token": "bb"})
    assert [re.findall("aa|bb|kept-", each) for each in html] == [["aa", "aa"], ["bb", "bb"]]


def test_what_follows_with_is_put_in_anew_and_escaped():
    html = draw(
        "{% keep name with address=a number=b|add:1 %}{{ name }} <a href='{{ address }}'>{{ number }}</a>"
        "{% keep with inner=address %}{{ inner }}{% endkeep %}{% endkeep %}",
        {"name": "Sam", "a": "/one/", "b": 1},
        {"name": "Sam", "a": "<two>", "b": 1_000},
    )
    assert html == ["Sam <a href='/one/'>2</a>/one/", "Sam <a href='&lt;two&gt;'>1001</a>&lt;two&gt;"]


def test_a_part_that_says_with_and_nothing_else_is_refused():
    for words in ("with", "name with name", "with a=b c"):
        with pytest.raises(TemplateSyntaxError, match="with their names"):
            draw(f"{{% keep {words} %}}{{% endkeep %}}")


def test_the_oldest_makes_way_for_the_newest(monkeypatch):
    monkeypatch.setattr(keeping, "MOST", 2)
    names = [{"name": name, "count": count} for count, name in enumerate("abcba")]
    assert draw("{% keep name %}{{ name }}{{ count }}{% endkeep %}", *names) == ["a0", "b1", "c2", "b1", "a4"]


def test_formulas_of_a_kept_part_are_typeset_with_those_of_its_page(monkeypatch):
    asked = []
    monkeypatch.setattr(
        mathematics,
        "ask_node",
        lambda formulas: asked.append(len(formulas)) or [{"html": f"<b>{each.tex}</b>"} for each in formulas],
    )
    source = "{% typeset %}{{ a|markdown }}{% keep %}{{ b|inline_markdown }}{% endkeep %}{% endtypeset %}"
    first, second = (secrets.token_hex(8) for _ in "ab")  # formulas that no earlier run has typeset
    texts = {"a": f"One ${first}$.", "b": f"Two ${second}$."}
    html = draw(source, texts, texts, texts)
    assert html[0] == html[1] == html[2]
    assert f"<b>{first}</b>" in html[0]
    assert f"<b>{second}</b>" in html[0]
    assert asked == [2]


def test_a_text_that_looks_like_a_placeholder_stays_text():
    forged = "&#xe000;0123456789abcdef.0&#xe001; and $x$"
    html = draw("{% typeset %}{% keep %}{{ text|inline_markdown }}{% endkeep %}{% endtypeset %}", {"text": forged})
    assert "0123456789abcdef.0" in html[0]
    assert "katex" in html[0]
