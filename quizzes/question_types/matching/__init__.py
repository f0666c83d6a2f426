"""To each prompt the text that belongs to it.

The spec: `pairs` (lists of a prompt and its match; two prompts may share a match), `extra` (matches that belong to no
prompt) and `credit`: `per_pair` (unless said otherwise) or `all_or_nothing`.

`ask.html` lists the matches with letters, in alphabetical order, which tells nothing, and puts a select at each prompt.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quizzes.question_types.contract import Example, Mark, Part, Posted, SpecError
from quizzes.question_types.texts import is_texts, read_index, read_scheme, read_texts

TITLE = "Matching"
KEYS = frozenset({"pairs", "extra", "credit"})
MOST = 20
SCHEMES = {
    "per_pair": "Each right match earns its share of the points.",
    "all_or_nothing": "You earn the points if every match is right.",
}


@dataclass(frozen=True)
class Choice:
    index: int
    letter: str
    text: str

    @property
    def label(self) -> str:
        """What a select can show, which knows neither mathematics nor Markdown."""
        return self.letter if set(self.text) & set("$*`_\\[<") else f"{self.letter}: {self.text}"


@dataclass(frozen=True)
class Row:
    name: str
    prompt: str
    chosen: int | None


@dataclass(frozen=True)
class Spec:
    prompts: tuple[str, ...]
    matches: tuple[int, ...]  # for each prompt, the index of its choice
    choices: tuple[Choice, ...]
    scheme: str

    @property
    def credit(self) -> str:
        return SCHEMES[self.scheme]

    @property
    def asked(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return self.prompts, tuple(choice.text for choice in self.choices)

    @property
    def key(self) -> tuple[Part, ...]:
        return mark(self, None).parts

    @property
    def rows(self) -> tuple[Row, ...]:
        return make_rows(self, (None,) * len(self.prompts))


@dataclass(frozen=True)
class Answer:
    """The index of the choice for each prompt, None where there is none."""

    spec: Spec
    chosen: tuple[int | None, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        return make_rows(self.spec, self.chosen)

    def posted(self) -> dict[str, list[str]]:
        return {row.name: [str(row.chosen)] for row in self.rows if row.chosen is not None}


def read_spec(data: Mapping[str, Any]) -> Spec:
    """The question that plain data describes; raises SpecError, which says to the author what to change."""
    pairs = data.get("pairs")
    if not isinstance(pairs, list | tuple) or not all(is_texts(pair) and len(pair) == 2 for pair in pairs):
        raise SpecError("Write the pairs as lists of two texts: a prompt and what belongs to it.")
    prompts = read_texts([pair[0] for pair in pairs], what="prompts", fewest=1, most=MOST)
    matches = [pair[1].strip() for pair in pairs]
    extra = read_texts(data.get("extra", ()), what="extra matches", fewest=0, most=MOST)
    if overlap := set(extra) & set(matches):
        raise SpecError(f"“{min(overlap)}” belongs to a prompt, so it is not extra.")
    texts = read_texts(sorted({*matches, *extra}), what="matches", fewest=2, most=2 * MOST)
    choices = tuple(Choice(index, _write_letter(index), text) for index, text in enumerate(texts))
    return Spec(prompts, tuple(texts.index(match) for match in matches), choices, read_scheme(data, SCHEMES))


def read_answer(spec: Spec, posted: Posted) -> Answer | None:
    """The chosen matches; None where there is none. Raises MalformedAnswer for what no select can have sent."""
    sentence = "This question has no such match. Please choose again."
    chosen = tuple(read_index(posted, row.name, count=len(spec.choices), sentence=sentence) for row in spec.rows)
    return None if all(each is None for each in chosen) else Answer(spec, chosen)


def mark(spec: Spec, answer: Answer | None) -> Mark:
    """Credit by the question's scheme."""
    chosen = answer.chosen if answer else (None,) * len(spec.prompts)
    parts = tuple(
        Part(
            prompt,
            "" if given is None else spec.choices[given].text,
            spec.choices[right].text,
            float(given == right),
            True,
        )
        for prompt, given, right in zip(spec.prompts, chosen, spec.matches, strict=True)
    )
    share = sum(given == right for given, right in zip(chosen, spec.matches, strict=True)) / len(parts)
    return Mark(share if spec.scheme == "per_pair" else float(share == 1), (), parts)


def make_rows(spec: Spec, chosen: Sequence[int | None]) -> tuple[Row, ...]:
    return tuple(
        Row(f"p{place}", prompt, index) for place, (prompt, index) in enumerate(zip(spec.prompts, chosen, strict=True))
    )


def examples() -> Sequence[Example]:
    """All, some and no matches; a match that two prompts share; what no select sends."""
    spec: dict[str, Any] = {
        "pairs": [["LSTM", "three gates"], ["GRU", "two gates"], ["Simple cell", "no gate"]],
        "extra": ["four gates"],
    }
    strict = spec | {"credit": "all_or_nothing"}
    shared = {"pairs": [["$\\tanh$", "bounded"], ["$\\sigma$", "bounded"]], "extra": ["unbounded"]}
    right = {"p0": ["2"], "p1": ["3"], "p2": ["1"]}
    return (
        Example(spec, right, 1.0),
        Example(spec, right | {"p0": ["0"], "p1": [""]}, 1 / 3),
        Example(spec, {"p0": ["0"]}, 0.0),
        Example(spec, {}, 0.0),
        Example(strict, right, 1.0),
        Example(strict, right | {"p0": ["0"]}, 0.0),
        Example(shared, {"p0": ["0"], "p1": ["0"]}, 1.0),
        Example(spec, right | {"p0": ["4"]}, None),
        Example(spec, {"p0": ["three gates"]}, None),
        Example(spec, {"p0": ["0", "1"]}, None),
    )


def _write_letter(index: int) -> str:
    return chr(ord("A") + index % 26) * (1 + index // 26)
