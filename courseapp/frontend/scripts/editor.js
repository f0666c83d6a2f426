// <textarea data-editor="python"> becomes CodeMirror. The textarea stays in the form and always holds the same text.
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { forgetDraft, keepDraft, readDraft } from "./drafts.js";
import { highlighting, markLines, theme } from "./editor-look.js";

const SETTLE_MS = 400;

function enhance(textarea) {
  const served = textarea.value;
  const box = document.createElement("div");
  box.className = "editor";
  const footer = writeFooter();
  textarea.after(box, footer);
  textarea.hidden = true;
  const view = new EditorView({ state: makeState(textarea, footer, served), parent: box });
  textarea.required = false; // a hidden control must not stop the form; the server checks
  findLabel(textarea)?.addEventListener("click", () => view.focus());
  if (textarea.dataset.draftKey) followDraft(textarea, view, footer, served);
}

function makeState(textarea, footer, text) {
  const label = findLabel(textarea);
  if (label) label.id ||= `${textarea.id}_label`;
  footer.firstElementChild.id = `${textarea.id}_keys`;
  const describedBy = [textarea.getAttribute("aria-describedby"), footer.firstElementChild.id].filter(Boolean).join(" ");
  const numbers = (textarea.dataset.markLines ?? "").split(",").map(Number).filter(Boolean);
  return EditorState.create({
    doc: text,
    extensions: [
      lineNumbers(),
      highlightActiveLineGutter(),
      highlightActiveLine(),
      history(),
      drawSelection(),
      indentOnInput(),
      bracketMatching(),
      indentUnit.of("    "),
      EditorState.tabSize.of(4),
      python(),
      syntaxHighlighting(highlighting),
      theme,
      markLines(numbers),
      keymap.of([
        { key: "Mod-Enter", run: () => submit(textarea) },
        indentWithTab,
        ...defaultKeymap.filter(({ key }) => key !== "Mod-Enter"),
        ...historyKeymap,
      ]),
      EditorView.contentAttributes.of({
        tabindex: "0",
        "aria-multiline": "true",
        "aria-describedby": describedBy,
        ...(label ? { "aria-labelledby": label.id } : { "aria-label": "Code" }),
      }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) carryOver(textarea, update.state.doc.toString());
      }),
    ],
  });
}

function carryOver(textarea, text) {
  textarea.value = text;
  textarea.dispatchEvent(new Event("input", { bubbles: true }));
}

function submit(textarea) {
  textarea.form?.requestSubmit();
  return true;
}

function findLabel(textarea) {
  return textarea.labels?.[0] ?? null;
}

function writeFooter() {
  const footer = document.createElement("div");
  footer.className = "editor-footer";
  const mac = /Mac|iPhone|iPad/.test(navigator.platform);
  const keys = document.createElement("p");
  keys.append(key(mac ? "Cmd" : "Ctrl"), " + ", key("Enter"), " submits. ", key("Tab"), " indents; ");
  keys.append(key("Esc"), " then ", key("Tab"), " leaves the editor.");
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  footer.append(keys, status);
  return footer;
}

function key(name) {
  const element = document.createElement("kbd");
  element.textContent = name;
  return element;
}

function followDraft(textarea, view, footer, served) {
  const draftKey = textarea.dataset.draftKey;
  const status = footer.lastElementChild;
  const replace = (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
  const draft = readDraft(draftKey);
  if (draft && draft.text === served) forgetDraft(draftKey);
  else if (draft && textarea.dataset.draftRestore === "ask") {
    offer(status, `What you wrote until ${clock(draft.at)} is kept here.`, "Put it back", () => replace(draft.text));
  } else if (draft && !draft.sent) {
    replace(draft.text);
    offer(status, `Your unsent work of ${clock(draft.at)} is back.`, "Discard it", () => {
      replace(served);
      forgetDraft(draftKey);
    });
  } else if (draft) {
    offer(status, `What you sent at ${clock(draft.at)} is kept here.`, "Put it back", () => replace(draft.text));
  }
  let timer;
  textarea.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (textarea.value === served) forgetDraft(draftKey);
      else keepDraft(draftKey, textarea.value);
    }, SETTLE_MS);
  });
  window.addEventListener("pagehide", () => clearTimeout(timer));
  textarea.form?.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (!event.defaultPrevented) keepDraft(draftKey, textarea.value, { sent: true });
  });
}

function offer(status, words, action, run) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-quiet button-small";
  button.textContent = action;
  button.addEventListener("click", () => {
    run();
    status.textContent = "";
  });
  status.replaceChildren(`${words} `, button);
}

function clock(iso) {
  const date = new Date(iso);
  const isToday = date.toDateString() === new Date().toDateString();
  const day = isToday ? {} : { day: "numeric", month: "short" };
  return date.toLocaleString("en-GB", { ...day, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

function enhanceAll(root) {
  for (const textarea of root.querySelectorAll("textarea[data-editor=python]:not([hidden])")) enhance(textarea);
}

enhanceAll(document);
document.addEventListener("htmx:load", (event) => enhanceAll(event.target));
