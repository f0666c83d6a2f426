"""Formulas as people type them, read into a tree. A small grammar of our own; nothing is ever evaluated as code.

    sum      = term (("+" | "-") term)*
    term     = factor (("*" | "/" | "⊙" | nothing) factor)*
    factor   = "-" factor | power
    power    = atom ("'" | "^T" | "^" factor)*
    atom     = number | name | function atom | "(" sum ")"

`*`, `·`, `@` and writing side by side are the product of matrices; `⊙` and `.*` go entry by entry. Names may carry an
index: `h_t`, `W_{xh}`, `h_{t-1}`. A backslash before a name is as in LaTeX and says nothing.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from quizzes.question_types.contract import MalformedAnswer

LONGEST, DEEPEST, MOST_TOKENS = 400, 40, 200
FUNCTIONS = {
    "tanh", "sigmoid", "relu", "exp", "log", "ln", "sqrt", "sin", "cos", "abs", "softmax", "sum", "transpose", "diag",
}  # fmt: skip
GREEK = {"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "η": "eta", "θ": "theta", "λ": "lambda",
         "μ": "mu", "σ": "sigma", "φ": "phi", "ω": "omega"}  # fmt: skip
SPELLINGS = {
    "−": "-",
    "–": "-",
    "·": "*",
    "×": "*",
    "∙": "*",
    "⋅": "*",
    "@": "*",
    "∘": "⊙",
    "**": "^",
    ".*": "⊙",
    "′": "'",
}
COMMANDS = {"cdot": "*", "times": "*", "odot": "⊙", "circ": "⊙", "left": "", "right": "", "top": "T", "mathrm": "",
            "operatorname": "", "mathbf": "", "boldsymbol": "", "text": "", "quad": "", ",": "", ";": "",
            "!": ""}  # fmt: skip
TOKEN = re.compile(
    r"(?P<space>\s+)|(?P<number>[0-9]+(?:\.[0-9]+)?|\.[0-9]+)|\\(?P<command>[A-Za-z]+|[,;!])"
    r"|(?P<name>[A-Za-zα-ω]+[0-9]*(?:_(?:\{[^{}]{1,20}\}|[A-Za-z0-9α-ω]+))?)"
    r"|(?P<sign>\*\*|\.\*|[-+*/^()\[\]{}'⊤⊙−–·×∙⋅@∘′])"
)
INDEX = re.compile(r"_(?:\{([^{}]{1,20})\}|([A-Za-z0-9α-ω]+))")


@dataclass(frozen=True)
class Number:
    value: float


@dataclass(frozen=True)
class Name:
    name: str


@dataclass(frozen=True)
class Apply:
    """A function or an operator and what it works on: `+ - * / ⊙ ^ T neg`, or one of FUNCTIONS."""

    operation: str
    operands: tuple["Node", ...]


Node = Number | Name | Apply


def write_name(name: str) -> str:
    """One spelling for names that say the same: `h_{t-1}` and `h_t - 1` in braces only, Greek letters by name."""
    plain = "".join(GREEK.get(sign, sign) for sign in name.strip().replace("\\", ""))
    return re.sub(r"[{}\s]", "", plain)


def show_name(name: str) -> str:
    """The name as it can be typed: an index that is more than letters and digits needs its braces."""
    letters, _, index = name.partition("_")
    return f"{letters}_{{{index}}}" if index and not index.isalnum() else name


def parse(text: str, *, names: Collection[str]) -> Node:
    """The tree of a formula over these names; raises MalformedAnswer, which says where it cannot be read."""
    if len(text) > LONGEST:
        raise MalformedAnswer(f"Write the formula in at most {LONGEST} signs.")
    tokens = _split(text, set(names))
    if len(tokens) > MOST_TOKENS:
        raise MalformedAnswer(f"Write the formula with at most {MOST_TOKENS} names, numbers and signs.")
    parser = _Parser(tokens, set(names))
    node = parser.read_sum(0)
    if parser.here:
        raise MalformedAnswer(
            f"The formula cannot be read from “{parser.here}” on. Is a bracket missing, or one too many?"
        )
    return node


def _split(text: str, names: set[str]) -> list[str]:
    tokens: list[str] = []
    position = 0
    while position < len(text):
        match = TOKEN.match(text, position)
        if match is None:
            raise MalformedAnswer(f"“{text[position]}” is not a sign that a formula can have here.")
        position = match.end()
        if command := match["command"]:
            index = INDEX.match(text, position)
            if command not in COMMANDS and index:
                position = index.end()
                tokens += _read_name(command + index[0], names)
            else:
                tokens += [COMMANDS[command]] if command in COMMANDS else _read_name(command, names)
        elif name := match["name"]:
            tokens += _read_name(name, names)
        elif not match["space"]:
            tokens.append(SPELLINGS.get(match[0], match[0]))
    return [token for token in tokens if token]


def _read_name(written: str, names: set[str]) -> list[str]:
    """A name or a function; or, written side by side without a space, several names."""
    name = write_name(written)
    if name in names or name in FUNCTIONS | {"frac", "T"}:
        return [name]
    if name == "sigma":
        return ["sigmoid"]
    for end in range(len(name) - 1, 0, -1):
        if name[:end] in names and (rest := _read_rest(name[end:], names)):
            return [name[:end], *rest]
    known = ", ".join(show_name(name) for name in sorted(names))
    raise MalformedAnswer(f"“{written}” is not a name in this question. You can use {known}.")


def _read_rest(name: str, names: set[str]) -> list[str]:
    if name in names:
        return [name]
    for end in range(len(name) - 1, 0, -1):
        if name[:end] in names and (rest := _read_rest(name[end:], names)):
            return [name[:end], *rest]
    return []


class _Parser:
    """Goes through the tokens once, from left to right."""

    def __init__(self, tokens: list[str], names: set[str]) -> None:
        self.tokens, self.names, self.position = tokens, names, 0

    @property
    def here(self) -> str:
        """The token to be read next, empty at the end."""
        return self.tokens[self.position] if self.position < len(self.tokens) else ""

    def take(self) -> str:
        token = self.here
        self.position += 1
        return token

    def read_sum(self, depth: int) -> Node:
        node = self.read_term(depth + 1)
        while self.here in {"+", "-"}:
            node = Apply(self.take(), (node, self.read_term(depth + 1)))
        return node

    def read_term(self, depth: int) -> Node:
        node = self.read_factor(depth + 1)
        while self.here:
            if self.here in {"*", "/", "⊙"}:
                node = Apply(self.take(), (node, self.read_factor(depth + 1)))
            elif self.starts_atom():
                node = Apply("*", (node, self.read_power(depth + 1)))
            else:
                break
        return node

    def read_factor(self, depth: int) -> Node:
        if depth > 3 * DEEPEST:
            raise MalformedAnswer("The formula has too many brackets or signs inside each other.")
        if self.here == "-":
            self.take()
            return Apply("neg", (self.read_factor(depth + 1),))
        return self.read_power(depth + 1)

    def read_power(self, depth: int) -> Node:
        node = self.read_atom(depth + 1)
        while self.here in {"^", "'", "⊤"}:
            if self.take() != "^":
                node = Apply("T", (node,))
            elif self.here in {"T", "⊤"} or self.tokens[self.position : self.position + 3] == ["{", "T", "}"]:
                self.position += 3 if self.here == "{" else 1
                node = Apply("T", (node,))
            else:
                node = Apply("^", (node, self.read_factor(depth + 1)))
        return node

    def starts_atom(self) -> bool:
        here = self.here
        return here in {"(", "[", "{", "frac"} or here in FUNCTIONS or here in self.names or _is_number(here)

    def read_atom(self, depth: int) -> Node:
        found = self.take()
        if depth > 3 * DEEPEST:
            raise MalformedAnswer("The formula has too many brackets inside each other.")
        if found in {"(", "[", "{"}:
            return self.read_bracket(found, depth)
        if found in self.names:
            return Name(found)
        if _is_number(found):
            return Number(float(found))
        if found == "frac":
            above = self.read_atom(depth + 1)
            return Apply("/", (above, self.read_atom(depth + 1)))
        if found in FUNCTIONS:
            return Apply("log" if found == "ln" else found, (self.read_atom(depth + 1),))
        place = f"before “{found}”" if found else "at its end"
        raise MalformedAnswer(f"The formula lacks something {place}.")

    def read_bracket(self, opening: str, depth: int) -> Node:
        node = self.read_sum(depth + 1)
        closing = {"(": ")", "[": "]", "{": "}"}[opening]
        if self.take() != closing:
            raise MalformedAnswer(f"A bracket is opened with “{opening}” and not closed with “{closing}”.")
        return node


def _is_number(written: str) -> bool:
    return written.lstrip(".")[:1].isdigit()
