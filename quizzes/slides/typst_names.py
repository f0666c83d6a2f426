"""What the functions of Typst decks do, as far as a reader of their text must know."""

import re

SLIDE = re.compile(r"(?:^|-|\.)(?:slide|frame)$|^slide-|Slide$")
DROPPED = {
    "speaker-note", "note", "pdfpc.speaker-note", "notes", "h", "v", "pause", "meanwhile", "pagebreak", "colbreak",
    "metadata", "label", "bibliography", "outline", "counter", "state", "line", "polygon",
    "path", "curve", "footnote", "cite", "ref", "hide", "assert", "panic", "place-note", "lorem", "utils.slide-counter",
    "toolbox.progress-ratio", "components.adaptive-columns", "numbering", "datetime", "rgb", "luma", "cmyk", "measure",
    "diagram", "fletcher.diagram", "canvas", "cetz.canvas", "cetz-canvas", "fletcher-diagram", "node", "edge", "plot",
    "lq.diagram", "lilaq.diagram", "chart", "query", "locate", "layout", "parbreak", "progressive-outline", "toc",
    "table-of-contents", "polylux-outline", "counter.update", "gradient.linear", "pattern", "tiling", "calc.round",
}  # fmt: skip
NOTES = {"speaker-note", "note", "pdfpc.speaker-note", "notes"}  # what only the speaker sees
BOLD = {"strong", "alert", "highlight", "underline", "hl"}
ITALIC = {"emph", "italic"}
# Functions that only arrange or colour what they are given; each argument of the second kind stands apart.
INLINE = {
    "rect", "circle", "ellipse", "text", "box", "smallcaps", "upper", "lower", "sub", "super", "overline",
    "strike", "scale", "rotate", "move", "pad", "align", "block", "center", "par", "skew", "context", "repr",
    "str", "style", "fit-to-height", "sym", "only", "uncover", "item-by-item", "later", "one-by-one", "effect",
    "fade", "big", "small", "tiny", "smaller", "larger", "set-text", "place", "columns", "handout-only",
    "reveal-code",
}  # fmt: skip
REVEALING = {"uncover", "only", "later", "effect"}
OVERLAYS = {"only", "uncover", "effect", "place", "align", "rotate", "scale", "pad"}  # said when or where by others
SPREAD = {"grid", "stack", "side-by-side", "cols", "two-columns", "columns-layout", "toolbox.side-by-side", "two",
          "grid.cell", "grid.header", "table.cell", "terms.item", "three", "composer", "two-col",
          "alternatives-match", "split", "columns"}  # fmt: skip
LAYOUT = (
    DROPPED
    | BOLD
    | ITALIC
    | INLINE
    | SPREAD
    | {"alternatives", "table", "figure", "image", "link", "raw", "quote", "list", "enum"}
)
ANSWER = re.compile(r"answer|solution|loesung|reponse")
GREEN = re.compile(r"green|olive|lime|teal|correct", re.IGNORECASE)
PICTURE = re.compile(r"[^\"\n]{1,300}\.(?:svg|png|jpe?g|gif|pdf|webp)", re.IGNORECASE)
STYLE = re.compile(r"(\(?)([1aAiI])([).])")
