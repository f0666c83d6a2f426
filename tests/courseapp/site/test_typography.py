"""Markdown from anybody is safe to show, mathematics is typeset for eyes and ears, code keeps its line numbers."""

import pytest
from django.core.cache import cache
from django.template import Context, Template

from courseapp.site import mathematics
from courseapp.site.typography import render_code_lines, render_formula, render_inline, render_markdown


@pytest.fixture(autouse=True)
def nothing_remembered(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    mathematics.memory.clear()
    cache.clear()


def render(template: str, **context: object) -> str:
    return Template("{% load typography %}" + template).render(Context(context))


def test_a_formula_is_typeset_with_mathml_for_screen_readers():
    html = render_inline("the state $h_t$")
    assert html.startswith("the state ")
    assert '<math xmlns="http://www.w3.org/1998/Math/MathML">' in html
    assert 'class="katex-html" aria-hidden="true"' in html


def test_a_display_formula_gets_a_line_of_its_own():
    assert '<p><span class="math-display">' in render_markdown("$$h_t = \\tanh(a_t)$$")


def test_display_dollars_inside_a_paragraph_are_display_mathematics_too():
    assert '<span class="math-display">' in render_markdown("so $$a = b$$ holds")


@pytest.mark.parametrize("text", ["$5 and $10", "between $5/$10", "a $ b $ c", "\\$x\\$"])
def test_money_is_not_mathematics(text):
    assert "katex" not in render_inline(text)


def test_a_formula_that_cannot_be_typeset_shows_its_source():
    html = render_inline("see $\\frac{1}{$ there")
    assert '<code class="math-error"' in html
    assert "\\frac{1}{" in html


def test_the_source_of_a_broken_formula_is_escaped():
    html = render_inline('$\\bad{<img src=x onerror="alert(1)">$')
    assert "<img" not in html


@pytest.mark.parametrize(
    "tex",
    [
        "\\href{javascript:alert(1)}{x}",
        "\\url{javascript:alert(1)}",
        "\\htmlStyle{color:red}{x}",
        "\\includegraphics{/x.png}",
    ],
)
def test_mathematics_makes_no_links_images_or_styles_of_its_own(tex):
    html = render_formula(tex)
    assert "<a " not in html
    assert "<img" not in html
    assert 'style="color:red"' not in html


def test_a_formula_that_expands_without_end_is_stopped():
    html = render_formula("\\def\\a{\\a\\a}\\a")
    assert "math-error" in html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[x](javascript:alert(1))",
        "[x](data:text/html,hello)",
        "![x](javascript:alert(1))",
        '<p style="position:fixed">x</p>',
    ],
)
def test_nothing_active_gets_through(text):
    html = render_markdown(text)
    for forbidden in ("<script", "<img src=x", 'href="javascript', 'href="data', 'src="javascript', '<p style="'):
        assert forbidden not in html


def test_a_text_cannot_forge_a_placeholder():
    assert "katex" in render_inline("\ue000abc.0\ue001 and $x$")
    assert "abc.0" in render_inline("\ue000abc.0\ue001 and $x$")


def test_half_a_surrogate_pair_breaks_nothing():
    assert render_markdown("a \ud800 b").encode() == b"<p>a ? b</p>\n"
    assert render_formula("\ud800").encode()


def test_headings_start_below_the_title_of_the_page():
    assert render_markdown("# One\n\n## Two") == "<h2>One</h2>\n<h3>Two</h3>\n"
    assert render_markdown("## One\n\n### Two") == "<h2>One</h2>\n<h3>Two</h3>\n"
    assert render_markdown("# One", 3) == "<h3>One</h3>\n"
    assert render_markdown("# One\n\n###### Six", 3) == "<h3>One</h3>\n<h6>Six</h6>\n"


def test_a_table_scrolls_by_itself_and_keeps_its_alignment():
    html = render_markdown("| a | b |\n|:--|--:|\n| 1 | 2 |")
    assert html.startswith('<div class="table-scroll"><table class="table">')
    assert '<td class="align-right">2</td>' in html


def test_a_fence_keeps_its_language_and_its_signs():
    assert render_markdown("```python\na < b\n```") == '<pre><code class="language-python">a &lt; b\n</code></pre>\n'


def test_inline_text_has_no_blocks():
    assert render_inline("# not a *heading*") == "# not a <em>heading</em>"


def test_a_page_typesets_everything_in_one_batch():
    html = render(
        "{% typeset %}{{ a|markdown }}{{ b|inline_markdown }}{{ c|formula }}{% endtypeset %}", a="$a$", b="$b$", c="c"
    )
    assert html.count('class="katex"') == 3
    assert "\ue000" not in html


def test_a_batch_inside_a_batch_waits_for_the_outer_one():
    html = render("{% typeset %}{% typeset %}{{ a|inline_markdown }}{% endtypeset %}{% endtypeset %}", a="$a$")
    assert html.count('class="katex"') == 1
    assert "\ue000" not in html


def test_a_failing_template_leaves_no_batch_behind():
    with pytest.raises(ZeroDivisionError):
        render("{% typeset %}{{ boom }}{% endtypeset %}", boom=lambda: 1 / 0)
    assert "katex" in render_inline("$x$")


def test_filters_take_nothing_for_an_empty_text():
    assert render("{{ a|markdown }}{{ a|inline_markdown }}", a=None) == ""


def test_code_lines_are_numbered_and_the_marked_one_is_marked():
    html = render_code_lines("a = 1\nb < 2\n", [2])
    assert '<span class="code-line" id="L1" data-line="1">a = 1\n</span>' in html
    assert '<mark class="code-line is-marked" id="L2" data-line="2">b &lt; 2\n</mark>' in html
    assert "2 lines" in html


@pytest.mark.parametrize(
    ("marked", "numbers"), [(None, []), (2, [2]), ("1, 3", [1, 3]), ("", []), ([1, 2], [1, 2]), (99, [])]
)
def test_lines_are_marked_by_number_text_or_list(marked, numbers):
    html = render("{{ source|code_lines:marked }}", source="a\nb\nc", marked=marked)
    assert [number for number in (1, 2, 3) if f'<mark class="code-line is-marked" id="L{number}"' in html] == numbers
