"""The small things of LaTeX: characters, accents, symbols, and formulas cleaned for typesetting elsewhere."""

import re
import unicodedata

ACCENTS = {"'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307"}
LETTER_ACCENTS = {
    "c": "\u0327",
    "v": "\u030c",
    "u": "\u0306",
    "H": "\u030b",
    "r": "\u030a",
    "k": "\u0328",
    "d": "\u0323",
}
SYMBOLS = {
    "ldots": "…", "dots": "…", "textellipsis": "…", "quad": " ", "qquad": " ", "checkmark": "✓", "cmark": "✓",
    "xmark": "✗", "ss": "ß", "o": "ø", "O": "Ø", "ae": "æ", "AE": "Æ", "oe": "œ", "aa": "å", "AA": "Å", "l": "ł",
    "i": "i", "j": "j", "S": "§", "P": "¶", "LaTeX": "LaTeX", "TeX": "TeX", "textbackslash": "\\\\", "copyright": "©",
    "textasciitilde": "~", "textasciicircum": "^", "textendash": "–", "textemdash": "—", "textbullet": "•",
    "textdegree": "°", "pounds": "£", "euro": "€", "textgreater": ">", "textless": "<", "textbar": "|", "space": " ",
    "textquotesingle": "'", "slash": "/", "newline": "\n", "linebreak": "\n", "par": "\n\n",
    "textrightarrow": "→", "textasteriskcentered": "\\*", "enspace": " ", "thinspace": " ", "nobreakspace": " ",
}  # fmt: skip
CHARACTERS = {"&": "&", "%": "%", "$": "\\$", "#": "#", "_": "\\_", "{": "{", "}": "}", " ": " ", ",": " ", ";": " ",
              ":": " ", "!": "", "/": "", "-": "", "@": "", "\n": " ", "\\": "\n", ">": " ", "*": " "}  # fmt: skip
# Symbols that authors use outside of mathematics as well, set as mathematics there.
MATHEMATICAL = {
    "rightarrow", "leftarrow", "Rightarrow", "Leftarrow", "to", "implies", "iff", "times", "cdot", "approx", "neq",
    "leq", "geq", "le", "ge", "pm", "infty", "in", "alpha", "beta", "gamma", "delta", "epsilon", "theta", "lambda",
    "mu", "sigma", "pi", "rho", "phi", "eta", "tau", "omega", "Sigma", "Delta", "sum", "prod", "therefore",
    "because", "star", "bullet", "circ", "downarrow", "uparrow", "leftrightarrow", "Leftrightarrow", "ll", "gg",
    "sim", "equiv", "forall", "exists", "nabla", "partial"
}  # fmt: skip
QUOTES = (("``", "“"), ("''", "”"), ("---", "—"), ("--", "–"), ("~", " "))

OVERLAY_COMMAND = re.compile(
    r"\\(?:only|uncover|onslide|visible|invisible|alert|action|pause|structure)\s*(?:<[^<>]{1,60}>)?(?![A-Za-z])"
)
DROPPED = re.compile(
    r"\\(?:nonumber|notag|displaystyle|centering|small|footnotesize|scriptsize|tiny|large|Large|normalsize|noindent)"
    r"(?![A-Za-z])|\\(?:vspace|hspace|vskip|label|tag)\*?\s*\{[^{}]{0,60}\}|\\(?:setlength|hphantom)\{[^{}]*\}\{[^{}]*\}"
)
TAG = re.compile(r"\\tag\*?\{([^{}]{1,20})\}")
# Names for letters that lecturers' style files commonly define; a file's own definition comes before these.
USUAL = (
    (re.compile(r"\\v([a-zA-Z])(?![A-Za-z])"), r"\\mathbf{\1}"),
    (re.compile(r"\\m([A-Z])(?![A-Za-z])"), r"\\mathbf{\1}"),
    (re.compile(r"\\v(theta|alpha|beta|mu|phi|epsilon|lambda|sigma)(?![A-Za-z])"), r"\\boldsymbol{\\\1}"),
    (re.compile(r"\\(argmin|argmax|sign|minimize|maximize|subjectto|softmax|Var|Cov|tr|diag|rank)(?![A-Za-z])"),
     r"\\operatorname{\1}"),
    (re.compile(r"\\([xyzwvf])hat(?![A-Za-z])"), r"\\hat{\1}"),
    (re.compile(r"\\Prob(?![A-Za-z])"), r"P"),
)  # fmt: skip
NORM = re.compile(r"\\norm\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}")
INNER = {"align": "aligned", "eqnarray": "aligned", "gather": "gathered", "multline": "gathered", "flalign": "aligned",
         "alignat": "aligned", "split": "split"}  # fmt: skip


def accent(sign: str, letter: str) -> str | None:
    """A letter with its accent, None where the sign is none."""
    mark = ACCENTS.get(sign) or LETTER_ACCENTS.get(sign)
    if mark is None:
        return None
    letter = letter.strip().lstrip("\\")
    return unicodedata.normalize("NFC", letter[:1] + mark) + letter[1:] if letter else ""


def write_prose(text: str) -> str:
    """Characters between commands: quotation marks, dashes, tied spaces."""
    for written, shown in QUOTES:
        text = text.replace(written, shown)
    return text


def clean_formula(latex: str) -> str:
    """A formula without overlays, spacing and labels, with usual abbreviations written out."""
    latex = latex.replace("\\ensuremath", "")
    latex = OVERLAY_COMMAND.sub("", latex)
    latex = DROPPED.sub("", latex)
    latex = NORM.sub(r"\\lVert \1 \\rVert", latex)
    for pattern, replacement in USUAL:
        latex = pattern.sub(replacement, latex)
    return " ".join(latex.split())


def display(environment: str, body: str) -> tuple[str, str | None]:
    """LaTeX and number of a display set in one of amsmath's environments, or in none ("")."""
    tag = TAG.search(body)
    latex = clean_formula(body)
    inner = INNER.get(environment)
    if inner and ("&" in latex or "\\\\" in latex):
        if environment == "alignat":
            latex = re.sub(r"^\s*\{\d\}", "", latex)
        latex = f"\\begin{{{inner}}} {latex} \\end{{{inner}}}"
    return latex, tag[1] if tag else None
