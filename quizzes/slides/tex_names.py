"""What the commands and environments of Beamer decks do, as far as a reader of their text must know."""

import re

# Commands whose arguments are not part of the text: how many groups to drop with them.
DROPPED_ARGUMENTS = {
    "vspace": 1, "hspace": 1, "label": 1, "ref": 1, "eqref": 1, "cite": 1, "citep": 1, "citet": 1, "footnote": 1,
    "footnotetext": 1, "color": 1, "pagestyle": 1, "thispagestyle": 1, "setbeamercolor": 2,
    "setbeamertemplate": 2, "setbeamerfont": 2, "setbeamercovered": 1, "usebeamercolor": 1, "usetheme": 1,
    "usepackage": 1, "input": 1, "include": 1, "includepdf": 1, "setlength": 2, "addtolength": 2, "rule": 2,
    "graphicspath": 1, "hyperlink": 1, "hypertarget": 1, "transition": 1, "fontsize": 2, "tikzset": 1,
    "usetikzlibrary": 1,
    "definecolor": 3, "colorlet": 2, "bibliography": 1, "bibliographystyle": 1, "nocite": 1, "phantom": 1,
    "hphantom": 1, "column": 1,
    "vphantom": 1, "framesubtitle": 1, "setcounter": 2, "addtocounter": 2, "animategraphics": 4, "lstset": 1,
    "tcbset": 1, "AtBeginSection": 1, "logo": 1, "movie": 2, "index": 1, "stepcounter": 1, "resizebox": 2,
    "scalebox": 1, "rotatebox": 1, "raisebox": 1, "parbox": 1, "colorbox": 1, "fcolorbox": 2,
    "multicolumn": 2, "multirow": 2, "hfill": 0, "cline": 1, "cmidrule": 1, "pgfplotsset": 1, "bibitem": 1,
    "lstinputlisting": 1, "inputminted": 2, "hypersetup": 1, "pdfpageattr": 1, "addcontentsline": 3, "captionsetup": 1,
}  # fmt: skip
BOLD = {"textbf", "alert", "structure", "bf", "underline", "uline", "ul", "hl", "highlight"}
ITALIC = {"emph", "textit", "textsl"}
CODE = {"texttt", "lstinline"}
CHOICES = {"alt": 2, "temporal": 3}  # \alt<2>{then}{before}: what stands there in the end is meant
REVEALING = {"onslide", "uncover", "only", "visible", "action"}
PARTING = {"column", "columnbreak", "framebreak", "bigskip", "medskip", "vfill"}  # begin a paragraph
NOTHING = {"tikzpicture", "axis", "pgfpicture", "comment", "thebibliography", "forest", "circuitikz", "pspicture",
           "filecontents", "note"}  # fmt: skip
# Environments that only arrange what is in them, and how many groups they take.
TRANSPARENT = {
    "columns": 0, "column": 1, "minipage": 1, "center": 0, "figure": 0, "table": 0, "multicols": 1, "flushleft": 0,
    "flushright": 0, "overlayarea": 2, "overprint": 0, "onlyenv": 0, "uncoverenv": 0, "adjustbox": 1, "small": 0,
    "footnotesize": 0, "large": 0, "tiny": 0, "quote": 0, "quotation": 0, "spacing": 1, "wrapfigure": 2, "onslide": 0,
    "document": 0, "subfigure": 1, "varwidth": 1, "scriptsize": 0, "raggedright": 0, "section": 0, "actionenv": 0,
}  # fmt: skip
DISPLAYS = {"equation", "align", "gather", "multline", "eqnarray", "flalign", "alignat", "displaymath", "math", "dmath"}
TABLES = {"tabular": 1, "tabularx": 2, "tabulary": 2, "array": 1, "longtable": 1, "tabu": 1}
LISTS = {"itemize", "description", "enumerate", "choices", "checkboxes", "oneparchoices", "tasks", "oneparcheckboxes",
         "enumerate*", "itemize*", "compactitem", "compactenum", "inparaenum"}  # fmt: skip
LETTERED = {"choices": "A)", "oneparchoices": "A)", "tasks": "a)"}
RIGHT_ITEMS = {"CorrectChoice", "correctchoice", "CorrectItem", "correctitem", "rightitem"}
ITEM_COMMANDS = {"item", "task", "choice", "wrongchoice", "wrongitem"} | RIGHT_ITEMS
# What a label drawn in front of an item says: a box that is ticked, or one that is not.
ITEM_SIGNS = re.compile(
    r"\$?\s*\\(?:(?P<right>checkmark|cmark|checkedbox|CheckedBox|Checkedbox|boxtimes|ding\{5[12]\})"
    r"|(?P<wrong>square|Square|Box|xmark|times|bigcirc|ding\{5[56]\}))\s*\$?"
)
ANSWERING = re.compile(r"answer|solution|loesung|reponse|antwort", re.IGNORECASE)
PLAIN_COLOURS = re.compile(
    r"(?:black|white|(?:dark|light)?gr[ae]y|fg|bg|normal text\.fg)(?:!.*)?|.*!(?:[0-4]?\d)!white", re.IGNORECASE
)
STYLES = ("1.", "(a)", "i.", "A.")  # enumerations in enumerations
LABEL_COMMAND = re.compile(r"\\(alph|Alph|arabic|roman|Roman)\*?(?:\s*\{[^{}]*\})?")
SAMPLES = {"alph": "a", "Alph": "A", "arabic": "1", "roman": "i", "Roman": "I"}
SAMPLE = re.compile(r"(?<![A-Za-z0-9])([aA1iI])(?![A-Za-z0-9])")
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


def read_style(option: str, depth: int) -> tuple[str, str]:
    """How an enumeration's labels look ("A)") and the sample in it ("A"), from its optional argument."""
    found = re.search(r"label\s*=\s*(\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|[^,\]]+)", option)
    wanted = found[1] if found else "" if "=" in option else option
    wanted = LABEL_COMMAND.sub(lambda command: SAMPLES[command[1]], wanted)
    wanted = re.sub(r"\\[A-Za-z]+\s*|[{}\s*]", "", wanted)
    style = wanted if SAMPLE.search(wanted) else STYLES[min(depth, len(STYLES) - 1)]
    sample = SAMPLE.search(style)
    return style, sample[1] if sample else "1"


def nth_label(sample: str, place: int) -> str:
    """The label at a place counted from 0, in the manner of a sample."""
    if sample in ("a", "A"):
        return chr(ord(sample) + place % 26)
    if sample in ("i", "I") and place < len(ROMAN):
        return ROMAN[place] if sample == "i" else ROMAN[place].upper()
    return str(place + 1)
