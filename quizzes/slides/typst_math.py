"""Turns the mathematics of Typst into LaTeX."""

import re
from collections.abc import Callable

from quizzes.slides.typst_math_names import ACCENTS, FUNCTIONS, OPERATORS, SHORTHANDS, SYMBOLS

MAX_FORMULA = 6000
MAX_DEPTH = 40
BREAK = r" \\ "
TOKEN = re.compile(
    r"(?P<text>\"(?:[^\"\\]|\\.)*\")|(?P<hash>#[A-Za-z_][\w-]*(?:\.[\w-]+)*)|(?P<name>[A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z][\w]*)+"
    r"|[A-Za-z]{2,}[0-9]*)"
    r"|(?P<number>\d+(?:\.\d+)?)|(?P<short><==>|<=>|<-->|<->|<--|-->|==>|\|->|->>|->|=>|<=|>=|!=|:=|<<|>>|\.\.\.|<-|\|\||~>)"
    r"|(?P<escape>\\[^\s])|(?P<line>\\(?=\s|$))|(?P<letter>[^\W_])|(?P<space>\s+)|(?P<sign>.)",
    re.DOTALL,
)
BRACKETS = {"(": ")", "[": "]", "{": "}"}
SPECIAL = {"%": r"\%", "#": r"\#", "{": r"\{", "}": r"\}", "$": r"\$", "∑": r"\sum ", "≤": r"\le ", "≥": r"\ge "}


def write_latex(math: str, resolve: Callable[[str], str] = lambda name: "") -> str:
    """LaTeX of what stands between two dollars; `resolve` gives what a name that the file defines stands for."""
    if len(math) > MAX_FORMULA:
        return ""
    tokens = [(found.lastgroup or "", found.group()) for found in TOKEN.finditer(math)]
    writer = _Writer(tokens, resolve)
    latex = re.sub(r" +(?=[_^),\]'}])", "", " ".join(writer.sequence(()).split()))
    latex = re.sub(r"(\\[A-Za-z]+) \(", r"\1(", latex)
    return f"\\begin{{aligned}} {latex} \\end{{aligned}}" if writer.is_aligned else latex


class _Writer:
    def __init__(self, tokens: list[tuple[str, str]], resolve: Callable[[str], str]) -> None:
        self.tokens = tokens
        self.resolve = resolve
        self.place = 0
        self.depth = 0
        self.is_aligned = False

    def peek(self, ahead: int = 0) -> tuple[str, str]:
        place = self.place + ahead
        return self.tokens[place] if place < len(self.tokens) else ("", "")

    def skip_space(self) -> None:
        while self.peek()[0] == "space":
            self.place += 1

    def sequence(self, stops: tuple[str, ...]) -> str:
        """LaTeX up to one of the signs, which stays."""
        parts: list[str] = []
        while self.place < len(self.tokens) and not (self.peek()[0] == "sign" and self.peek()[1] in stops):
            kind, text = self.peek()
            if kind == "space":
                self.place += 1
                parts.append(" ")
            elif kind == "line" or text == "&":
                self.place += 1
                self.is_aligned = self.is_aligned or self.depth == 0
                parts.append(BREAK if kind == "line" else " & ")
            else:
                parts.append(self.fraction())
        return "".join(parts)

    def fraction(self) -> str:
        """One term, over another where a slash follows it."""
        latex, bare = self.scripted()
        while True:
            mark = self.place
            self.skip_space()
            if self.peek() != ("sign", "/"):
                self.place = mark
                return latex
            self.place += 1
            self.skip_space()
            below, below_bare = self.scripted()
            latex = f"\\frac{{{bare or latex}}}{{{below_bare or below}}}"
            bare = ""

    def scripted(self) -> tuple[str, str]:
        """A term with its scripts, and what it is without its brackets where it is nothing but a bracket."""
        latex, bare = self.atom()
        while self.peek() in (("sign", "_"), ("sign", "^")):
            sign = self.peek()[1]
            self.place += 1
            inner, inner_bare = self.atom()
            latex, bare = f"{latex}{sign}{{{(inner_bare or inner).strip()}}}", ""
        if self.peek() == ("sign", "'"):
            while self.peek() == ("sign", "'"):
                self.place += 1
                latex += "'"
            bare = ""
            if self.peek() in (("sign", "_"), ("sign", "^")):
                sign = self.peek()[1]
                self.place += 1
                inner, inner_bare = self.atom()
                latex = f"{{{latex}}}{sign}{{{(inner_bare or inner).strip()}}}"
        return latex, bare

    def atom(self) -> tuple[str, str]:
        kind, text = self.peek()
        self.place += 1
        match kind:
            case "text":
                return f"\\text{{{text[1:-1]}}}", ""
            case "name":
                return self.named(text), ""
            case "hash":
                return self.hashed(text), ""
            case "short":
                return f"{SHORTHANDS.get(text, text)} ", ""
            case "escape":
                return (f"\\{text[1]}" if text[1] in "{}$%#_&|" else text[1]), ""
            case "sign" if text in BRACKETS:
                return self.bracket(text)
        return SPECIAL.get(text, text), ""

    def bracket(self, opening: str) -> tuple[str, str]:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self.place = len(self.tokens)
            return "", ""
        inner = self.sequence((BRACKETS[opening],))
        self.depth -= 1
        closing = BRACKETS[opening] if self.peek()[1] == BRACKETS[opening] else ""
        self.place += bool(closing)
        shown = {"{": r"\{", "}": r"\}"}
        whole = f"{shown.get(opening, opening)}{inner}{shown.get(closing, closing)}"
        return whole, inner.strip() if opening == "(" else ""

    def hashed(self, text: str) -> str:
        """#h(1em), #pause, #name: layout is left out, what the file defines is written."""
        if self.peek() == ("sign", "("):
            self.bracket_of_call()
        return self.resolve(text[1:])

    def bracket_of_call(self) -> list[str]:
        """The arguments of a call whose bracket comes next."""
        self.place += 1
        self.depth += 1
        arguments: list[str] = []
        while self.depth <= MAX_DEPTH and self.place < len(self.tokens):
            arguments.append(self.sequence((",", ";", ")")).strip())
            sign = self.peek()[1]
            self.place += 1
            if sign == ";":
                arguments.append(";")
            elif sign != ",":
                break
        self.depth -= 1
        return arguments

    def named(self, name: str) -> str:
        called = self.peek() == ("sign", "(")
        if called and (name in FUNCTIONS or name in ACCENTS or name in ("mat", "vec", "cases")):
            return self.call(name)
        if own := self.resolve(name):
            return own
        if name in SYMBOLS:
            return f"{SYMBOLS[name]} "
        if name in OPERATORS:
            return f"\\{name} " if OPERATORS[name] else f"\\operatorname{{{name}}} "
        if "." in name:  # arrow.r.long.bar: the nearest symbol with fewer modifiers
            shorter = name.rpartition(".")[0]
            return f"{SYMBOLS[shorter]} " if shorter in SYMBOLS else self.named(shorter)
        return name if len(name) == 1 else f"\\text{{{name}}}"

    def call(self, name: str) -> str:
        arguments = [each for each in self.bracket_of_call() if not re.match(r"\\text\{\w+\}\s*:|delim\s*:", each)]
        if name in ACCENTS:
            return f"\\{ACCENTS[name]}{{{', '.join(arguments)}}}"
        if name in ("vec", "mat", "cases"):
            return _write_rows(name, arguments)
        first = arguments[0] if arguments else ""
        rest = ", ".join(arguments[1:])
        if name in ("op", "upright"):
            first = re.sub(r"\\text\{([^{}]*)\}", r"\1", first)
        return FUNCTIONS[name].format(first=first, second=rest, all=", ".join(arguments))


def _write_rows(name: str, arguments: list[str]) -> str:
    if name == "mat":
        rows = " & ".join(arguments).replace(" & ; & ", BREAK).removesuffix(" & ;")
    else:
        rows = BREAK.join(arguments)
    environment = "cases" if name == "cases" else "pmatrix"
    return f"\\begin{{{environment}}} {rows} \\end{{{environment}}}"
