r"""Wrong versions of an equation, each by one mistake that has a name. Works on LaTeX as decks write it.

A variant changes what the equation says for almost all values; changes that only look different are not made.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

SYMBOL = r"(?:\\(?:mathbf|mathrm|bm|boldsymbol|vec|hat|tilde)\s*\{[^{}]*\}|\\?[A-Za-z]+)(?:_\{[^{}]*\}|_[A-Za-z0-9])?"
WEIGHT = re.compile(r"\\mathbf\{[WU]\}_(?:\{[^{}]*\}|\w)|[WU]_(?:\{[^{}]*\}|\w)")
FRACTION = re.compile(r"\\d?frac\s*\{((?:[^{}]|\{[^{}]*\})*)\}\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
BIAS = re.compile(r"\s*\+\s*(?:\\mathbf\s*\{b\}|\\bm\s*\{b\}|b)(?:_\{[^{}]*\}|_\w)?(?![\w_])")
ACTIVATIONS = {r"\tanh": r"\sigma", r"\sigma": r"\tanh", r"\text{ReLU}": r"\sigma", r"\mathrm{ReLU}": r"\sigma"}
PAIRS = {
    r"\max": r"\min",
    r"\min": r"\max",
    r"\arg\max": r"\arg\min",
    r"\sum": r"\prod",
    r"\prod": r"\sum",
    r"\odot": "+",
}


@dataclass(frozen=True)
class Variant:
    latex: str
    mistake: str  # a sentence for who chose it


def make_variants(right: str) -> list[Variant]:
    """Wrong right-hand sides, the most instructive mistakes first, all different from each other."""
    seen, variants = {_squeeze(right)}, []
    for change in CHANGES:
        for variant in change(right):
            if _squeeze(variant.latex) not in seen and variant.latex.count("{") == variant.latex.count("}"):
                seen.add(_squeeze(variant.latex))
                variants.append(variant)
                break  # one of each kind
    return variants


def split_terms(text: str) -> list[str]:
    """The terms of a sum at its outermost level, each with its sign."""
    terms, depth, start = [], 0, 0
    for place, sign in enumerate(text):
        depth += (sign in "([{") - (sign in ")]}")
        before = text[:place].rstrip()[-1:]
        if (
            sign in "+-"
            and depth == 0
            and place
            and before
            and before not in "=(,+-^_/*{"
            and text[start:place].strip()
        ):
            if re.search(r"\\(?:times|cdot|odot|quad|in|to|leftarrow|le|ge)\s*$", text[:place]):
                continue
            terms.append(text[start:place].strip())
            start = place
    return [*terms, text[start:].strip()]


def find_inside(text: str) -> tuple[str, str, str] | None:
    """What stands before, inside and behind the outermost brackets of a function's argument; None without one."""
    match = re.search(r"\\(?:tanh|sigma|phi|text\{ReLU\}|mathrm\{ReLU\}|log|exp)\s*(?:\\(?:left|big|Big))?\(", text)
    if match is None:
        return None
    depth, start = 1, match.end()
    for place in range(start, len(text)):
        depth += (text[place] == "(") - (text[place] == ")")
        if depth == 0:
            end = re.search(r"\\(?:right|big|Big)$", text[start:place])
            stop = start + end.start() if end else place
            return text[:start], text[start:stop], text[stop:]
    return None


def _swap_weights(right: str) -> Iterator[Variant]:
    found = list(dict.fromkeys(match[0] for match in WEIGHT.finditer(right)))
    if len(found) >= 2:
        one, other = found[:2]
        held = right.replace(one, "\0").replace(other, one).replace("\0", other)
        yield Variant(held, "Here the two weights are swapped: each multiplies what the other should.")


def _lose_term(right: str) -> Iterator[Variant]:
    """Without one term of the sum, but not the bias alone, which some leave out."""
    inside = find_inside(right)
    before, body, after = inside if inside and len(split_terms(inside[1])) > 1 else ("", right, "")
    terms = split_terms(body)
    if len(terms) < 2:
        return
    for place, term in enumerate(terms):
        if not BIAS.fullmatch(f" {term if term[:1] in '+-' else '+ ' + term}"):
            kept = " ".join(each for number, each in enumerate(terms) if number != place).removeprefix("+").strip()
            yield Variant(f"{before}{kept}{after}", f"Here the term ${term.lstrip('+ ')}$ is missing.")


def _find_groups(text: str) -> Iterator[tuple[int, int]]:
    """Where sums in round brackets stand, inner ones first; not indexes such as (t-1) in exponents."""
    opened: list[int] = []
    for place, sign in enumerate(text):
        if sign == "(":
            opened.append(place + 1)
        elif sign == ")" and opened:
            start = opened.pop()
            if len(split_terms(text[start:place])) > 1 and text[start - 2 : start - 1] not in {"{", "^"}:
                yield start, place


def _lose_inside(right: str) -> Iterator[Variant]:
    for start, end in _find_groups(right):
        *kept, last = split_terms(right[start:end])
        if (
            not BIAS.fullmatch(f" {last}")
            and not " ".join(kept).isdigit()
            and not re.search(r"[\\({]$", " ".join(kept))
        ):
            changed = f"{right[:start]}{' '.join(kept)}{right[end:]}"
            yield Variant(changed, f"Here the term ${last.lstrip('+- ')}$ is missing.")


def _flip_inside(right: str) -> Iterator[Variant]:
    for start, end in _find_groups(right):
        terms = split_terms(right[start:end])
        if not BIAS.fullmatch(f" {terms[-1]}") and terms[-1][:1] in "+-":
            flipped = ("- " if terms[-1][0] == "+" else "+ ") + terms[-1][1:].lstrip()
            yield Variant(f"{right[:start]}{' '.join([*terms[:-1], flipped])}{right[end:]}", "Here a sign is wrong.")


def _change_activation(right: str) -> Iterator[Variant]:
    for name, other in ACTIVATIONS.items():
        if re.search(re.escape(name) + r"\s*(?:\\(?:left|big|Big))?\(", right):
            changed = re.sub(re.escape(name) + r"(?=\s*(?:\\(?:left|big|Big))?\()", lambda _: other, right, count=1)  # noqa: B023
            yield Variant(changed, f"This has the wrong activation: ${other}$ in place of ${name}$.")


def _lose_activation(right: str) -> Iterator[Variant]:
    inside = find_inside(right)
    if inside is None:
        return
    is_all = re.fullmatch(r"\\(?:tanh|sigma|phi|text\{ReLU\})\s*(?:\\(?:left|big|Big))?\(", inside[0].strip())
    if is_all and re.fullmatch(r"\s*(?:\\(?:right|big|Big))?\)\s*", inside[2]):
        yield Variant(inside[1].strip(), "Here the nonlinearity is missing.")


def _shift_time(right: str) -> Iterator[Variant]:
    for step, other in (("t-1", "t"), ("t - 1", "t"), ("l-1", "l"), ("k-1", "k"), ("i-1", "i")):
        if (written := f"_{{{step}}}") in right:
            yield Variant(
                right.replace(written, f"_{{{other}}}"), "This looks at the wrong step: the index is off by one."
            )


def _flip_sign(right: str) -> Iterator[Variant]:
    terms = split_terms(right)
    for place, term in enumerate(terms[1:], 1):
        if BIAS.fullmatch(f" {term}"):
            continue
        flipped = ("- " if term[0] == "+" else "+ ") + term[1:].lstrip()
        yield Variant(" ".join([*terms[:place], flipped, *terms[place + 1 :]]), "Here a sign is wrong.")


def _swap_gate(right: str) -> Iterator[Variant]:
    """1 - z and z change places."""
    match = re.search(rf"\(\s*1\s*-\s*({SYMBOL})\s*\)", right)
    if match is None:
        return
    gate, outside = match[1], right[: match.start()] + "\0" + right[match.end() :]
    if re.search(rf"{re.escape(gate)}(?![\w_])", outside):
        swapped = re.sub(rf"{re.escape(gate)}(?![\w_])", lambda _: f"(1 - {gate})", outside)
        yield Variant(swapped.replace("\0", gate), f"Here the gate ${gate}$ and $1 - {gate}$ have changed places.")


def _turn_fraction(right: str) -> Iterator[Variant]:
    match = FRACTION.search(right)
    if match and not any(re.fullmatch(r"\s*-?\d*\s*", side) for side in match.groups()):
        turned = f"{right[: match.start()]}\\frac{{{match[2]}}}{{{match[1]}}}{right[match.end() :]}"
        yield Variant(turned, "Here a fraction is upside down.")


def _lose_inverse(right: str) -> Iterator[Variant]:
    if (changed := re.sub(r"\^\{-1\}", "", right, count=1)) != right:
        yield Variant(changed, "Here the inverse is missing.")


def _lose_transpose(right: str) -> Iterator[Variant]:
    if (changed := re.sub(r"\^(?:\{\\?(?:top|intercal|T)\}|\\top|T(?![a-z]))", "", right, count=1)) != right:
        yield Variant(changed, "Here a transpose is missing.")


def _exchange_operators(right: str) -> Iterator[Variant]:
    for name, other in PAIRS.items():
        if re.search(re.escape(name) + r"(?![a-zA-Z])", right):
            changed = re.sub(re.escape(name) + r"(?![a-zA-Z])", lambda _: other, right)  # noqa: B023
            yield Variant(changed, f"This has ${other}$ where ${name}$ belongs.")


def _lose_square(right: str) -> Iterator[Variant]:
    if len(changed := re.sub(r"\^(?:2|\{2\})", "", right, count=1)) < len(right):
        yield Variant(changed, "Here a square is missing.")


def _squeeze(text: str) -> str:
    return re.sub(r"\s+|\\[,;!]|\\(?:left|right|big|Big)\b", "", text)


CHANGES: tuple[Callable[[str], Iterator[Variant]], ...] = (
    _swap_weights,
    _swap_gate,
    _lose_inverse,
    _change_activation,
    _lose_term,
    _lose_inside,
    _exchange_operators,
    _turn_fraction,
    _shift_time,
    _flip_sign,
    _flip_inside,
    _lose_transpose,
    _lose_square,
    _lose_activation,
)
