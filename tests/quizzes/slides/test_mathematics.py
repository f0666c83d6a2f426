import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.slides.mathematics import wrap_bare_tex


@pytest.mark.parametrize(
    ("text", "wrapped"),
    [
        ("Multiply by W_{hh} at each step", "Multiply by $W_{hh}$ at each step"),
        ("Multiply by W_hh, then h_t.", "Multiply by $W_{hh}$, then $h_t$."),
        (r"\|W_{hh}\| > 1: explodes", r"$\|W_{hh}\| > 1$: explodes"),
        (r"h_t = \tanh(W_{hh}h_{t-1} + b_h)", r"$h_t = \tanh(W_{hh}h_{t-1} + b_h)$"),
        (r"a rate \alpha of \frac{1}{2}", r"a rate $\alpha$ of $\frac{1}{2}$"),
        ("10^12 bytes", "$10^{12}$ bytes"),
        ("x^2 + y^2 = z^2", "$x^2 + y^2 = z^2$"),
        (r"\(x_t\) and \[y_t\]", "$x_t$ and $y_t$"),
        (r"\textbf{Gates} and \emph{cells}", "**Gates** and *cells*"),
    ],
)
def test_bare_tex_is_put_between_dollars(text: str, wrapped: str) -> None:
    assert wrap_bare_tex(text) == wrapped


@pytest.mark.parametrize(
    "text",
    [
        "Plain words, 3 > 2, a - b",
        r"If $\|W_{hh}\| > 1$ it explodes",
        "$$x_t$$",
        "call rnn_cell_forward(x_train) or my_var2",
        "`W_hh` in code",
        "ada_b@example.org and https://example.org/x_1/y^2",
        "it costs $5 and $6",
        "_emphasis_ and f_",
    ],
)
def test_everything_else_stays_as_it_is(text: str) -> None:
    assert wrap_bare_tex(text) == text


@given(st.text(alphabet="ab1_^{}\\$|` =.", max_size=40))
def test_only_dollars_and_braces_are_added(text: str) -> None:
    added = str.maketrans("", "", "${}")
    assert wrap_bare_tex(text).translate(added) == text.translate(added)


@pytest.mark.parametrize(
    "part", ["\\{", "a_{", "h_t ", "$", "_", "\\a{", "\\|", "h_t=", "a@", "(", "](", "\\(", "`", "1^"]
)
def test_the_time_is_linear(part: str) -> None:
    started = time.process_time()
    wrap_bare_tex(part * (19_000 // len(part)) + "_")
    assert time.process_time() - started < 0.5
