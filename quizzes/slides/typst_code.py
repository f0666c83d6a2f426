"""Goes through Typst code for what it shows: content, text, names and calls; nothing is computed."""

import re

from quizzes.slides.deck import DeckError
from quizzes.slides.typst_blocks import MAX_DEPTH, Binding, MarkupReader, Scope
from quizzes.slides.typst_math import write_latex
from quizzes.slides.typst_names import STYLE
from quizzes.slides.typst_scan import NAME, TOO_DEEP, Span

TOKEN = re.compile(
    r'(?P<string>"(?:[^"\\]|\\.){0,4000}")|(?P<name>[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*)|(?P<number>\d[\w.%]*)'
    r"|(?P<open>[\[({$])|\x00(?P<listing>\d+)\x00|(?P<arrow>=>)|(?P<compare>[=!<>]=|[<>])",
    re.DOTALL,
)
LET = re.compile(r"\s*(?P<name>[A-Za-z_][\w-]*)")
SKIPPED = {"none", "auto", "true", "false", "and", "or", "not", "in", "return", "context", "break", "continue", "else"}
LAYOUT = {"set", "show", "import", "include"}
MAX_ITERATIONS = 60


class CodeReader(MarkupReader):
    """Reads code; what a call shows is left to a subclass."""

    def call(self, name: str, at: int, end: int, scope: Scope, depth: int) -> int:
        raise NotImplementedError

    def code(self, span: Span, scope: Scope, depth: int) -> None:
        """Write what the expressions of a region show."""
        if depth > MAX_DEPTH:
            raise DeckError(TOO_DEEP)
        position, end = span
        own = dict(scope)
        while found := TOKEN.search(self.source.text, position, end):
            self.count_step()
            if found["arrow"]:
                return  # what an unnamed function would show is not known
            position = self._code_token(found, end, own, depth)

    def _code_token(self, found: re.Match[str], end: int, scope: dict[str, Binding], depth: int) -> int:
        at, text = found.start(), self.source.text
        if found["string"]:
            if not re.compile(r"\s*:").match(text, found.end()):
                self.flow.text.append(self.text_string(at, end))
        elif found["listing"]:
            self.listing(int(found["listing"]))
        elif found["open"]:
            return self.bracket(at, end, scope, depth)
        elif found["compare"]:
            return self._end_of_statement(at, end)
        elif found["name"]:
            return self.word(found["name"], found.end(), end, scope, depth)
        return found.end()

    def bracket(self, at: int, end: int, scope: Scope, depth: int) -> int:
        """Content, a formula, a block of code, or the elements of an array."""
        sign, span = self.source.text[at], self.source.inside(at, end)
        if span is None:
            return at + 1
        if sign == "[":
            self.markup(span.start, span.end, scope, depth + 1)
        elif sign == "$":
            self.formula(at, end, scope)
        elif sign == "{":
            self.code(span, scope, depth + 1)
        elif not re.compile(r"\s*=>").match(self.source.text, span.end + 1, end):
            for part in self.source.split(span):
                self.code(part, scope, depth + 1)
        return span.end + 1

    def word(self, name: str, position: int, end: int, scope: Scope, depth: int) -> int:
        """A keyword, a call, or a name."""
        if name in ("let", *LAYOUT) or name in ("if", "for", "while"):
            stop = self._end_of_statement(position, end)
            return self.statement(name, position, stop, scope, depth)
        if name in SKIPPED:
            return position
        following = self.source.text[position : position + 1] if position < end else ""
        if following in ("(", "["):
            return self.call(name, position, end, scope, depth)
        if re.compile(r"\s*(?:=>|:(?!:))").match(self.source.text, position, end):
            return position
        self.name(name, scope, depth)
        return position

    def name(self, name: str, scope: Scope, depth: int) -> None:
        """Write what a name stands for."""
        bound = scope.get(name)
        if name in ("pause", "meanwhile"):
            self.flow.pause()
        if name.startswith("sym.") and (latex := write_latex(name[4:])):
            self.flow.text.append(f"${latex}$")
        if bound is not None and bound.parameters is None:
            self.code(bound.body, bound.scope, depth + 1)

    def _end_of_statement(self, position: int, end: int) -> int:
        stop = self.source.line_end(position, end)
        semicolon = self.source.text.find(";", position, stop)
        return semicolon if semicolon >= 0 and '"' not in self.source.text[position:semicolon] else stop

    # Statements

    def statement(self, word: str, position: int, end: int, scope: Scope, depth: int) -> int:
        """One that begins with a keyword, up to where it ends."""
        if word == "let" and isinstance(scope, dict):
            self._define(position, end, scope)
        elif word == "set":
            if found := re.compile(r'\s*enum\([^\n]{0,200}?numbering\s*:\s*"([^"]+)"').match(
                self.source.text, position
            ):
                self.numbering = found[1] if STYLE.search(found[1]) else self.numbering
        elif word in ("if", "while"):
            return self._branch(position, end, scope, depth)
        elif word == "for":
            self._repeat(position, end, scope, depth)
        elif word in ("context", "return"):
            self.code(Span(position, end), scope, depth + 1)
        return end

    def _define(self, position: int, end: int, scope: dict[str, Binding]) -> None:
        named = LET.match(self.source.text, position, end)
        if named is None:
            return
        parameters: tuple[str, ...] | None = None
        position = named.end()
        if self.source.text[position : position + 1] == "(" and (span := self.source.inside(position, end)):
            parts = [self.source.part(part) for part in self.source.split(span)]
            parameters = tuple(part.partition(":")[0].strip() for part in parts)
            position = span.end + 1
        equals = self.source.text.find("=", position, end)
        if equals >= 0 and not self.source.text[position:equals].strip():
            body = self.source.trim(Span(equals + 1, end))
            scope[named["name"]] = Binding(body, scope, parameters)

    def _branch(self, position: int, end: int, scope: Scope, depth: int) -> int:
        """The first branch of a condition, which is the one that is usually shown; its others are passed over."""
        blocks: list[int] = []
        while position < end:
            sign = self.source.text[position]
            span = self.source.inside(position, end)
            if span and sign in "{[":
                blocks.append(position)
                position = span.end + 1
                if not re.compile(r"\s*else\b").match(self.source.text, position, end):
                    break
            else:
                position = span.end + 1 if span else position + 1
        if blocks:
            self.bracket(blocks[0], end, scope, depth)
        return position

    def _repeat(self, position: int, end: int, scope: Scope, depth: int) -> None:
        """The body of a loop for each element of a written array, otherwise once."""
        text = self.source.text
        head = re.compile(r"\s*(?P<names>\([^()]{0,100}\)|[\w-]+)\s+in\s+").match(text, position, end)
        body = next((at for at in self._tops(position, end) if text[at] in "{["), None)
        if head is None or body is None:
            return
        elements = self.source.inside(head.end(), end) if text[head.end()] == "(" else None
        names = re.findall(r"[\w-]+", head["names"])
        for element in self.source.split(elements)[:MAX_ITERATIONS] if elements else [Span(0, 0)]:
            inner = dict(scope)
            parts = [element]
            if len(names) > 1 and text[element.start : element.start + 1] == "(":
                inside = self.source.inside(element.start, end)
                parts = self.source.split(inside) if inside else [element]
            inner.update({name: Binding(part, scope) for name, part in zip(names, parts, strict=False)})
            self.bracket(body, end, inner, depth)

    def _tops(self, position: int, end: int) -> list[int]:
        """Where brackets open that stand in no others."""
        tops: list[int] = []
        while position < end:
            close = self.source.closers.get(position, -1)
            if position < close < end:
                tops.append(position)
                position = close
            position += 1
        return tops

    # Expressions in markup

    def read_hash(self, at: int, end: int, scope: Scope, depth: int) -> int:
        text = self.source.text
        statement_end = self.source.statements.get(at)
        found = NAME.match(text, at + 1, end)
        if statement_end is not None and found:
            word = found.group()
            return self.statement(word, found.end(), min(statement_end, end), scope, depth)
        if found is None:
            if text[at + 1 : at + 2] == '"':
                self.flow.text.append(self.text_string(at + 1, end))
                return self._string_end(at + 1, end)
            return self.bracket(at + 1, end, scope, depth) if text[at + 1 : at + 2] in ("[", "(", "{") else at + 1
        position = self.word(found.group(), found.end(), end, scope, depth)
        return position + 1 if text[position : position + 1] == ";" and position < end else position

    def _string_end(self, at: int, end: int) -> int:
        closing = self.source.text.find('"', at + 1, end)
        return closing + 1 if closing >= 0 else end
