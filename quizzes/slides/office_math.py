"""Turns Office mathematics (OMML, ECMA-376 part 1, 22.1) into LaTeX."""

import re
import unicodedata
from collections.abc import Callable
from xml.etree.ElementTree import Element

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MAX_DEPTH = 40
GREEK = (
    "alpha beta gamma delta varepsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho varsigma sigma tau"
    " upsilon varphi chi psi omega"
)
SIGNS = {
    "×": r"\times", "·": r"\cdot", "⋅": r"\cdot", "∙": r"\cdot", "÷": r"\div",
    "±": r"\pm", "∓": r"\mp", "≤": r"\le", "≥": r"\ge",
    "≠": r"\neq", "≈": r"\approx", "≡": r"\equiv", "∼": r"\sim", "∝": r"\propto", "∞": r"\infty", "∂": r"\partial",
    "∇": r"\nabla", "∈": r"\in", "∉": r"\notin", "⊂": r"\subset", "⊆": r"\subseteq", "∪": r"\cup", "∩": r"\cap",
    "∀": r"\forall", "∃": r"\exists", "→": r"\to", "←": r"\leftarrow", "⇒": r"\Rightarrow", "⇔": r"\Leftrightarrow",
    "↦": r"\mapsto", "↔": r"\leftrightarrow", "∑": r"\sum", "∏": r"\prod", "∫": r"\int", "√": r"\surd", "∘": r"\circ",
    "⊙": r"\odot",
    "⊗": r"\otimes", "⊕": r"\oplus", "…": r"\dots", "⋯": r"\cdots", "⋮": r"\vdots", "⋱": r"\ddots", "‖": r"\|",
    "∥": r"\|", "⟨": r"\langle", "⟩": r"\rangle", "⌊": r"\lfloor", "⌋": r"\rfloor", "⌈": r"\lceil", "⌉": r"\rceil",
    "ℝ": r"\mathbb{R}", "ℕ": r"\mathbb{N}", "ℤ": r"\mathbb{Z}", "𝔼": r"\mathbb{E}", "ℓ": r"\ell", "−": "-", "′": "'",
    "ϵ": r"\epsilon", "ϕ": r"\phi", "ϑ": r"\vartheta", "⊤": r"\top", "⊥": r"\perp", "∗": "*", "∣": r"\mid",
    "≪": r"\ll", "≫": r"\gg",
    "%": r"\%", "#": r"\#", "&": r"\&", "{": r"\{", "}": r"\}", "_": r"\_", "$": r"\$",
}  # fmt: skip
for place, name in enumerate(GREEK.split()):
    SIGNS[chr(0x3B1 + place)] = "o" if name == "omicron" else f"\\{name}"
    if name in ("gamma", "delta", "theta", "lambda", "xi", "pi", "sigma", "upsilon", "psi", "omega"):
        SIGNS[chr(0x391 + place)] = f"\\{name.capitalize()}"
SIGNS["Φ"] = r"\Phi"
ACCENTS = {"̂": "hat", "̃": "tilde", "̅": "bar", "¯": "bar", "⃗": "vec", "̇": "dot", "̈": "ddot", "ˆ": "hat", "~": "tilde",
           "^": "hat", "→": "vec", "̌": "check", "˙": "dot"}  # fmt: skip
FUNCTIONS = {"sin", "cos", "tan", "sinh", "cosh", "tanh", "log", "ln", "exp", "max", "min", "lim", "sup", "inf", "det",
             "dim", "ker", "arg", "arctan", "arcsin", "arccos", "cot", "gcd", "Pr"}  # fmt: skip
DELIMITERS = {"{": r"\{", "}": r"\}", "": "."}


def write_latex(element: Element) -> str:
    """LaTeX of an m:oMath or what holds several."""
    return " ".join(_all(element, 0).split())


def _all(element: Element | None, depth: int) -> str:
    if element is None or depth > MAX_DEPTH:
        return ""
    return "".join(_one(child, depth + 1) for child in element)


def _one(element: Element, depth: int) -> str:
    name = element.tag.removeprefix(M) if element.tag.startswith(M) else ""
    if name == "r":
        return _run(element)
    writer = WRITERS.get(name)
    if writer is not None:
        return writer(element, depth)
    return "" if name.endswith("Pr") else _all(element, depth)


def _run(element: Element) -> str:
    text = "".join(part.text or "" for part in element.iter(f"{M}t"))
    properties = element.find(f"{M}rPr")
    plain = properties is not None and (
        properties.find(f"{M}nor") is not None or _value(properties.find(f"{M}sty")) == "p"
    )
    text = _letters(text)
    if text.strip() in FUNCTIONS:
        return f"\\{text.strip()} "
    if plain and re.fullmatch(r"\s*[^\W\d_]{2,}[\w\s]*", text):
        return f"\\text{{{text}}}"
    bold = properties is not None and _value(properties.find(f"{M}sty")) in ("b", "bi")
    shown = "".join(_sign(char) for char in text)
    return f"\\boldsymbol{{{shown.strip()}}}" if bold and text.strip().isalnum() else shown


def _letters(text: str) -> str:
    """Letters of the mathematical alphabets as plain ones."""
    return "".join(
        unicodedata.normalize("NFKD", char) if 0x1D400 <= ord(char) <= 0x1D7FF and char not in SIGNS else char
        for char in text
    )


def _sign(char: str) -> str:
    latex = SIGNS.get(char, char)
    return f"{latex} " if latex[:1] == "\\" and latex[-1:].isalpha() else latex


def _value(element: Element | None) -> str:
    return "" if element is None else element.get(f"{M}val", "")


def _part(element: Element, name: str, depth: int) -> str:
    return _all(element.find(f"{M}{name}"), depth).strip()


def _fraction(element: Element, depth: int) -> str:
    return f"\\frac{{{_part(element, 'num', depth)}}}{{{_part(element, 'den', depth)}}}"


def _scripts(element: Element, depth: int) -> str:
    base = _part(element, "e", depth)
    for sign, name in (("_", "sub"), ("^", "sup")):
        if script := _part(element, name, depth):
            base += f"{sign}{{{script}}}"
    return base


def _radical(element: Element, depth: int) -> str:
    degree = _part(element, "deg", depth)
    return f"\\sqrt{f'[{degree}]' if degree else ''}{{{_part(element, 'e', depth)}}}"


def _nary(element: Element, depth: int) -> str:
    properties = element.find(f"{M}naryPr")
    sign = _value(properties.find(f"{M}chr")) if properties is not None else ""
    head = _sign(sign or "∫").strip()
    for mark, name in (("_", "sub"), ("^", "sup")):
        if script := _part(element, name, depth):
            head += f"{mark}{{{script}}}"
    return f"{head} {_part(element, 'e', depth)}"


def _delimited(element: Element, depth: int) -> str:
    properties = element.find(f"{M}dPr")
    signs = {"begChr": "(", "endChr": ")", "sepChr": "|"}
    for name in signs:
        found = properties.find(f"{M}{name}") if properties is not None else None
        if found is not None:
            signs[name] = _value(found)
    inner = _sign(signs["sepChr"]).join(_all(part, depth).strip() for part in element.findall(f"{M}e"))
    opening, closing = (DELIMITERS.get(signs[name], _sign(signs[name]).strip()) for name in ("begChr", "endChr"))
    return (
        f"\\left{opening} {inner} \\right{closing}"
        if "\\frac" in inner
        or "\\begin" in inner
        or "."
        in (
            opening,
            closing,
        )
        else f"{opening}{inner}{closing}"
    )


def _function(element: Element, depth: int) -> str:
    return f"{_part(element, 'fName', depth)} {_part(element, 'e', depth)}"


def _limit(element: Element, depth: int) -> str:
    sign = "_" if element.tag.endswith("limLow") else "^"
    return f"{_part(element, 'e', depth)}{sign}{{{_part(element, 'lim', depth)}}}"


def _accent(element: Element, depth: int) -> str:
    properties = element.find(f"{M}accPr")
    sign = _value(properties.find(f"{M}chr")) if properties is not None else "̂"
    return f"\\{ACCENTS.get(sign or '̂', 'hat')}{{{_part(element, 'e', depth)}}}"


def _bar(element: Element, depth: int) -> str:
    properties = element.find(f"{M}barPr")
    top = properties is not None and _value(properties.find(f"{M}pos")) == "top"
    return f"\\{'overline' if top else 'underline'}{{{_part(element, 'e', depth)}}}"


def _matrix(element: Element, depth: int) -> str:
    rows = [" & ".join(_all(cell, depth).strip() for cell in row.findall(f"{M}e")) for row in element.findall(f"{M}mr")]
    return "\\begin{matrix} " + " \\\\ ".join(rows) + " \\end{matrix}"


def _array(element: Element, depth: int) -> str:
    rows = [_all(row, depth).strip() for row in element.findall(f"{M}e")]
    return "\\begin{aligned} " + " \\\\ ".join(rows) + " \\end{aligned}"


WRITERS: dict[str, Callable[[Element, int], str]] = {
    "f": _fraction,
    "sSub": _scripts,
    "sSup": _scripts,
    "sSubSup": _scripts,
    "rad": _radical,
    "nary": _nary,
    "d": _delimited,
    "func": _function,
    "limLow": _limit,
    "limUpp": _limit,
    "acc": _accent,
    "bar": _bar,
    "m": _matrix,
    "eqArr": _array,
}
