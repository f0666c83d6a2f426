"""Random questions as other systems can hold them."""

import re
from decimal import Decimal

from hypothesis import settings
from hypothesis import strategies as st

from quizzes.formats import Question

# A busy machine is no failure, and the same example may be met in six formats.
patient = settings(max_examples=60)

SIGNS = ["~", "#", "{}", "\\", "->", "50%", "%5%", "::", "//", "[html]", "=", "'", '"', "*", "_", "]]>", "a < b", "R&D"]
NAMES = ["gate", "$h_{t-1}$", "a:b", "é", "T", "\\nabla", "\\n", "1.", "2", "`x`", "$5", "ANSWER:", "A.", "日本"]
WORDS = st.sampled_from([*NAMES, *SIGNS])
LINE = st.lists(WORDS, min_size=1, max_size=4).map(" ".join).filter(lambda text: re.search(r"[A-Za-z0-9]", text))
TEXT = st.lists(LINE, min_size=1, max_size=3).map("\n".join)
PLAIN_WORDS = st.sampled_from(["gate", "LSTM", "cell state", "$h_{t-1}$", "$a < b$", "é", "R&D", "x = 1", "50 %"])
PLAIN = st.lists(PLAIN_WORDS, min_size=1, max_size=4).map(" ".join)
NUMBER = st.decimals(min_value=-1000, max_value=1000, places=3, allow_nan=False).map(
    lambda number: f"{number.normalize():f}" if number else "0"
)


@st.composite
def choices(draw, *, text=LINE, kind="single_choice", feedback=True, fewest=1, most=1):
    options = draw(st.lists(text, min_size=max(2, fewest), max_size=6, unique=True))
    places = st.lists(
        st.sampled_from(range(len(options))), min_size=fewest, max_size=min(most, len(options)), unique=True
    )
    spec = {"options": options, "correct": sorted(draw(places))}
    if feedback and draw(st.booleans()):
        told = draw(st.lists(st.just("") | text, min_size=len(options), max_size=len(options)))
        if any(told):
            spec["feedback"] = told
    return kind, spec


@st.composite
def truths(draw, *, text=LINE):
    spec = {"correct": draw(st.booleans())}
    return "true_false", spec | draw(st.just({}) | text.map(lambda told: {"feedback": told}))


@st.composite
def numbers(draw, *, text=LINE):
    answer, *wrong = draw(st.lists(NUMBER, min_size=1, max_size=3, unique=True))
    spec = {"answer": answer}
    size = draw(NUMBER).lstrip("-")
    if Decimal(size):
        spec["tolerance"] = {"absolute": size}
    return "numeric", spec | ({"feedback": [{"answer": each, "text": draw(text)} for each in wrong]} if wrong else {})


@st.composite
def short_texts(draw, *, text=LINE):
    accepted = draw(st.lists(text, min_size=1, max_size=3, unique=True))
    wrong = [each for each in draw(st.lists(text, max_size=2, unique=True)) if each not in accepted]
    feedback = [{"answer": each, "text": draw(text)} for each in wrong]
    return "short_text", {"accepted": accepted} | ({"feedback": feedback} if feedback else {})


@st.composite
def matchings(draw, *, text=LINE, extra=True):
    prompts = draw(st.lists(text, min_size=2, max_size=4, unique=True))
    matches = draw(st.lists(text, min_size=2, max_size=6, unique=True))
    spec = {"pairs": [[prompt, matches[place % 2]] for place, prompt in enumerate(prompts)]}
    return "matching", spec | ({"extra": matches[2:]} if extra and matches[2:] else {})


@st.composite
def questions(draw, described, *, stem=TEXT, label=LINE, explanation=TEXT):
    kind, spec = draw(described)
    return Question(
        kind,
        draw(stem),
        spec,
        label=draw(st.just("") | label),
        explanation=draw(st.just("") | explanation) if explanation is not None else "",
    )
