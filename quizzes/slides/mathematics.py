"""Finds TeX that stands outside of dollars, as it does in extracted text, and puts dollars around it."""

import re

# What must be left as it is: code, display and inline mathematics, addresses, e-mail, links.
KEPT = re.compile(
    r"`[^`\n]*`|\$\$[^$]+\$\$|\$(?!\s)[^$\n]+?(?<!\s)\$(?!\d)"
    r"|https?://\S+|(?<!\S)[^\s@]{1,80}@\S{1,80}|\]\([^)\s]{0,300}\)"
)

GROUP = r"\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}"
SCRIPT = rf"[_^](?:{GROUP}|\\[A-Za-z]+|[A-Za-z0-9]{{1,2}}(?![A-Za-z0-9_])|[A-Za-z0-9*+](?![A-Za-z0-9_]))"
COMMAND = rf"\\(?:[A-Za-z]+(?:{GROUP})*|\|)(?:{SCRIPT})*"
SCRIPTED = rf"(?<![A-Za-z0-9_\\])(?:[A-Za-z]|\d{{1,6}}(?=\^))(?:{SCRIPT})+"
ATOM = rf"(?:{COMMAND}|{SCRIPTED})"
# Letters that touch TeX belong to it: the `h` and `(x` of `W_{hh}h_{t-1}` and `\tanh(x)`.
TIGHT = rf"(?:{ATOM}|[A-Za-z](?:{SCRIPT})+|\((?![^()]*(?<!\\)\b[a-z]{{4}})[^()$\n]{{1,80}}\))"
JOIN = r" ?(?:[-+=<>≤≥≈*/·×|]|\\[,;]) ?"
OPERAND = rf"(?:{TIGHT}|\d+(?:\.\d+)?|[A-Za-z](?![A-Za-z]))"
RUN = re.compile(rf"{ATOM}(?:{TIGHT})*(?:{JOIN}{OPERAND}(?:{TIGHT})*)*")

TEXT_COMMANDS = (
    (re.compile(r"\\textbf\{([^{}]{1,500})\}"), r"**\1**"),
    (re.compile(r"\\(?:emph|textit)\{([^{}]{1,500})\}"), r"*\1*"),
    (re.compile(r"\\texttt\{([^{}]{1,500})\}"), r"`\1`"),
)
DELIMITED = (
    (re.compile(r"\\\(((?:[^\\\n]|\\(?![()])){1,2000}?)\\\)"), r"$\1$"),
    (re.compile(r"\\\[((?:[^\\\n]|\\(?![\[\]])){1,2000}?)\\\]"), r"$\1$"),
)
MATHEMATICS_LIMIT = 20_000  # longer texts are not slides; leaving them as they are keeps the time bounded


def wrap_bare_tex(text: str) -> str:
    """Text whose TeX all stands between dollars, so that it typesets; code and addresses stay untouched."""
    if len(text) > MATHEMATICS_LIMIT or not any(sign in text for sign in "\\_^"):
        return text
    for pattern, replacement in (*TEXT_COMMANDS, *DELIMITED):
        text = pattern.sub(replacement, text)
    parts: list[str] = []
    position = 0
    for kept in KEPT.finditer(text):
        parts += [_wrap_runs(text[position : kept.start()]), kept.group()]
        position = kept.end()
    return "".join([*parts, _wrap_runs(text[position:])])


def _wrap_runs(text: str) -> str:
    return RUN.sub(lambda run: f"${_brace_scripts(run.group())}$", text)


def _brace_scripts(tex: str) -> str:
    return re.sub(r"([_^])([A-Za-z0-9]{2,})", r"\1{\2}", tex)
