"""Expands the commands and environments that a LaTeX file defines itself, within bounds, and keeps its counters."""

import re
from dataclasses import dataclass

from quizzes.slides.deck import DeckError
from quizzes.slides.tex_scan import COMMAND, Span, Tex

MAX_NESTING = 25
MAX_EXPANDED = 6_000_000
MAX_PARAMETERS = 80
MAX_STEPS = 60_000
ENDLESS = "The commands that this LaTeX file defines do not come to an end. Please check its \\newcommand lines."
DEFINING = {"newcommand", "renewcommand", "providecommand", "DeclareRobustCommand"}
DOCUMENT = {"NewDocumentCommand", "RenewDocumentCommand", "DeclareDocumentCommand", "ProvideDocumentCommand"}
ENVIRONMENTS = {"newenvironment", "renewenvironment", "newtcolorbox", "renewtcolorbox", "newtheorem"}
COUNTING = {"setcounter", "addtocounter", "stepcounter", "refstepcounter"}
PARAMETER = re.compile(r"#([1-9])")
INTEGER = re.compile(r"-?\d{1,6}")


@dataclass(frozen=True)
class Macro:
    """A command, or the beginning of an environment: how many arguments it takes, and what it becomes."""

    count: int
    body: str
    default: str | None = None
    ending: str = ""


class Expander:
    """One file's definitions and counters; `expand` gives its text with all of them replaced."""

    def __init__(self) -> None:
        self.macros: dict[str, Macro] = {}
        self.environments: dict[str, Macro] = {}
        self.counters: dict[str, int] = {"popquiz": 0}
        self.size = self.steps = 0

    def expand(self, text: str, depth: int = 0) -> str:
        """The text without definitions, its own commands replaced. Raises DeckError where that has no end."""
        if depth > MAX_NESTING:
            raise DeckError(ENDLESS)
        if not text or "\\" not in text:
            return text
        tex = Tex(text)
        parts: list[str] = []
        position = 0
        while found := COMMAND.search(text, position):
            parts.append(text[position : found.start()])
            new, position = self._step(tex, found, depth)
            self.size += len(parts[-1]) + len(new)
            if self.size > MAX_EXPANDED:
                raise DeckError(ENDLESS)
            parts.append(new)
        return "".join([*parts, text[position:]])

    def _step(self, tex: Tex, found: re.Match[str], depth: int) -> tuple[str, int]:
        """What one command becomes, and where the text goes on."""
        name = found[1] or ""
        end = len(tex.text)
        if (
            name in DEFINING
            or name in DOCUMENT
            or name in ENVIRONMENTS
            or name in ("def", "let", "DeclareMathOperator")
        ):
            return "", self._define(tex, found, name)
        if name in COUNTING and not tex.text.startswith("{enum", found.end()):  # those of lists are read with them
            return "", self._count(tex, found.end(), name)
        if name.startswith("the") and name[3:] in self.counters and name not in self.macros:
            return str(self.counters[name[3:]]), found.end()
        counter = tex.group(found.end(), end) if name in ("arabic", "value") else None
        if counter and tex.part(counter) in self.counters:
            return str(self.counters[tex.part(counter)]), counter.after
        if name == "popquiz" and name not in self.macros:
            return self._pop_quiz(tex, found.end(), depth)
        if name in ("begin", "end") and (group := tex.group(found.end(), end)):
            macro = self.environments.get(tex.part(group))
            if macro and name == "end":
                return self._grow(macro.ending, depth), group.after
            if macro:
                return self._apply(macro, tex, group.after, depth)
        elif name in self.macros:
            return self._apply(self.macros[name], tex, found.end(), depth)
        return found.group(), found.end()

    def _grow(self, body: str, depth: int) -> str:
        self.steps += 1
        if self.steps > MAX_STEPS:
            raise DeckError(ENDLESS)
        return self.expand(body, depth + 1)

    def _apply(self, macro: Macro, tex: Tex, position: int, depth: int) -> tuple[str, int]:
        arguments: list[str] = []
        end = len(tex.text)
        if macro.default is not None:
            option = tex.option(position, end)
            arguments.append(tex.part(option) if option else macro.default)
            position = option.after if option else position
        while len(arguments) < macro.count:
            argument = tex.argument(position, end)
            if argument is None:
                break
            arguments.append(tex.part(argument))
            position = argument.after
        filled = dict(enumerate(arguments, 1))
        if len(macro.body) + sum(map(len, arguments)) * max(1, macro.body.count("#")) > MAX_EXPANDED:
            raise DeckError(ENDLESS)
        body = PARAMETER.sub(lambda parameter: filled.get(int(parameter[1]), ""), macro.body)
        return self._grow(body, depth), position

    def _pop_quiz(self, tex: Tex, position: int, depth: int) -> tuple[str, int]:
        """`\\popquiz{question}{answer}`, which a theme and not the file itself may define."""
        end = len(tex.text)
        position = option.after if (option := tex.option(position, end)) else position
        question = tex.group(position, end)
        answer = tex.group(question.after, end) if question else None
        if question is None:
            return "", position
        self.counters["popquiz"] += 1
        says = f"\n\n\\textbf{{Answer:}} {tex.part(answer)}" if answer else ""
        body = (
            f"\\begin{{frame}}{{Pop Quiz \\#{self.counters['popquiz']}}}\n\\begin{{popquizbox}}{{Answer this!}}\n"
            f"{tex.part(question)}\n\\end{{popquizbox}}{says}\n\\end{{frame}}\n"
        )
        return self._grow(body, depth), (answer or question).after

    def _count(self, tex: Tex, position: int, name: str) -> int:
        end = len(tex.text)
        counter = tex.group(position, end)
        if counter is None:
            return position
        key = tex.part(counter)
        if name in ("stepcounter", "refstepcounter"):
            self.counters[key] = self.counters.get(key, 0) + 1
            return counter.after
        amount = tex.group(counter.after, end)
        if amount is None:
            return counter.after
        number = INTEGER.fullmatch(tex.part(amount).strip())
        if number:
            before = self.counters.get(key, 0) if name == "addtocounter" else 0
            self.counters[key] = before + int(number.group())
        return amount.after

    def _define(self, tex: Tex, found: re.Match[str], name: str) -> int:
        end = len(tex.text)
        before = tex.option(found.end(), end) if name in ENVIRONMENTS else None
        target = tex.argument(before.after if before else found.end(), end)
        if target is None:
            return found.end()
        defined = tex.part(target).strip().lstrip("\\")
        position = target.after
        if name == "def":
            return self._define_primitive(tex, defined, position)
        if name in DOCUMENT:
            return self._define_document(tex, defined, position)
        if name == "let":
            position = tex.skip_space(position, end)
            position += tex.text[position : position + 1] == "="
            other = tex.argument(position, end)
            if other and tex.part(other).lstrip("\\") != defined:
                self.macros[defined] = self.macros.get(tex.part(other)[1:], Macro(0, tex.part(other)))
            return other.after if other else position
        if name == "DeclareMathOperator":
            body = tex.group(position, end)
            if body:
                self.macros[defined] = Macro(0, f"\\operatorname{{{tex.part(body)}}}")
            return body.after if body else position
        count, default, position = self._parameters(tex, position)
        body = tex.group(position, end)
        if body is None:
            return position
        if name in ENVIRONMENTS:
            return self._define_environment(tex, name, defined, Macro(count, tex.part(body), default), body)
        self.macros[defined] = Macro(count, tex.part(body), default)
        return body.after

    def _define_environment(self, tex: Tex, name: str, defined: str, macro: Macro, body: Span) -> int:
        if name == "newtheorem" or name.endswith("tcolorbox"):
            title = f"title={{{macro.body}}}" if name == "newtheorem" else macro.body
            opening = f"\\begin{{ownbox}}[kind={defined},{title}]"
            self.environments[defined] = Macro(macro.count, opening, macro.default, "\\end{ownbox}")
            after = tex.option(body.after, len(tex.text)) if name == "newtheorem" else None
            return after.after if after else body.after
        ending = tex.group(body.after, len(tex.text))
        self.environments[defined] = Macro(macro.count, macro.body, macro.default, tex.part(ending) if ending else "")
        return ending.after if ending else body.after

    def _parameters(self, tex: Tex, position: int) -> tuple[int, str | None, int]:
        """How many arguments a definition announces, the default of the first, and where its body stands."""
        end = len(tex.text)
        count, default = 0, None
        if number := tex.option(position, end):
            position = number.after
            count = int(tex.part(number)) if tex.part(number).strip() in tuple("0123456789") else 0
            if first := tex.option(position, end):
                default, position = tex.part(first), first.after
        return count, default, position

    def _define_primitive(self, tex: Tex, defined: str, position: int) -> int:
        """`\\def\\x#1#2{...}`; one with words between its parameters is passed over."""
        start = position
        limit = min(len(tex.text), start + MAX_PARAMETERS)
        while position < limit and tex.text[position] not in "{\n":
            position += 1
        body = tex.group(position, len(tex.text))
        if body is None:
            return start
        parameters = tex.text[start:position].strip()
        if re.fullmatch(r"(?:#\d)*", parameters):
            self.macros[defined] = Macro(parameters.count("#"), tex.part(body))
        return body.after

    def _define_document(self, tex: Tex, defined: str, position: int) -> int:
        """`\\NewDocumentCommand{\\x}{O{default} m}{...}`, as far as it says the same as \\newcommand."""
        signature = tex.group(position, len(tex.text))
        body = tex.group(signature.after, len(tex.text)) if signature else None
        if signature is None or body is None:
            return position
        letters = re.sub(r"\{[^{}]*\}|[^a-zA-Z]", "", tex.part(signature))
        default = re.match(r"\s*O\{([^{}]*)\}", tex.part(signature))
        first = (default[1] if default else "") if letters[:1] in ("o", "O") else None
        self.macros[defined] = Macro(len(letters), tex.part(body), first)
        return body.after
