"""What kind of box a name stands for that a deck's source gives it: a CSS class, an environment, a function."""

import re

from quizzes.slides.deck import BoxKind
from quizzes.slides.labels import read_box_label

# Tried in this order; a name may be written popquiz, pop-quiz, popquizbox, PopQuizBlock, callout-important ...
KINDS: tuple[tuple[str, BoxKind], ...] = (
    (r"quiz|quickcheck|checkpoint|conceptcheck|question|clicker|poll|mcq|exercise|^exr", "quiz"),
    (r"definition|defn?(?:box|block)?$", "definition"),
    (r"examples?|realworld|casestudy", "example"),
    (r"key|takeaway|insight|summary|result|focus", "key_points"),
    (r"alert|warning|important|caution|danger|attention|remember", "important"),
    (r"theorem|lemma|corollary|proposition", "theorem"),
)
ANY_BOX = re.compile(r"box|block|callout|admonition|note|remark|proof|tip|info|hint|card|panel|solution|answer")


def box_kind(name: str) -> BoxKind | None:
    """The kind of box that a name stands for, "other" for a box of no known kind, None for what is no box."""
    plain = re.sub(r"[^a-z]", "", name.casefold())
    for pattern, kind in KINDS:
        if re.search(pattern, plain):
            return kind
    return "other" if ANY_BOX.search(plain) else None


def titled_kind(kind: BoxKind, title: str) -> tuple[BoxKind, str]:
    """Kind and title of a box whose printed title may say more than its name: "Quick Question!", "Definition: T"."""
    label = read_box_label(title)
    if label is None:
        return kind, title
    if label.kind == "quiz":
        return "quiz", title
    return (label.kind, label.title) if kind == "other" else (kind, label.title if label.title else title)
