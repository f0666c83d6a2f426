// How the editor looks: every colour is one of the page's own variables, so both themes fit.
import { HighlightStyle } from "@codemirror/language";
import { RangeSetBuilder, StateField } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

export const highlighting = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.controlKeyword], color: "var(--code-keyword)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--code-string)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--code-number)" },
  { tag: [tags.comment, tags.docString], color: "var(--code-comment)" },
  {
    tag: [tags.definition(tags.variableName), tags.function(tags.variableName), tags.definition(tags.function(tags.variableName)), tags.className],
    color: "var(--code-function)",
  },
  { tag: [tags.operator, tags.punctuation, tags.bracket], color: "var(--code-operator)" },
  { tag: tags.invalid, textDecoration: "underline wavy var(--bad)" },
]);

export const theme = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "transparent", fontSize: "0.9375rem" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    fontFamily: "var(--font-code)",
    lineHeight: "1.5rem",
    minHeight: "26rem",
    maxHeight: "min(75vh, 60rem)",
  },
  ".cm-content": { caretColor: "var(--ink)", padding: "0.75rem 0" },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--ink-3)", border: "none", paddingInlineEnd: "0.25rem" },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "2.75rem", padding: "0 0.5rem 0 0" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--sunken) 65%, transparent)" },
  ".cm-activeLineGutter": { color: "var(--ink)" },
  ".cm-line": { padding: "0 1rem 0 0.5rem" },
  ".cm-line.cm-marked": { backgroundColor: "var(--mark)", boxShadow: "inset 3px 0 0 var(--warn)" },
  ".cm-cursor, .cm-dropCursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "2px" },
  "& .cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--accent) 25%, transparent)",
  },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--accent-soft)", outline: "1px solid var(--accent)" },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "var(--bad-soft)", outline: "1px solid var(--bad)" },
});

const marked = Decoration.line({ class: "cm-marked" });

// The lines a report points at; the marks move with the text while it is edited.
export function markLines(numbers) {
  return StateField.define({
    create(state) {
      const builder = new RangeSetBuilder();
      for (const number of [...new Set(numbers)].sort((a, b) => a - b)) {
        if (number >= 1 && number <= state.doc.lines) builder.add(state.doc.line(number).from, state.doc.line(number).from, marked);
      }
      return builder.finish();
    },
    update: (marks, transaction) => marks.map(transaction.changes),
    provide: (field) => EditorView.decorations.from(field),
  });
}
