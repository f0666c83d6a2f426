// Reviewing a deck's questions: keys that go from one to the next and decide. They are off while somebody types, with
// any modifier, in a dialog, and for whoever switches them off. Everything they do is a button or a link as well.
import { forget } from "./remember.js";

const SWITCH = "review-keys";
const UNDECIDED = "Not decided";

function isOn() {
  try {
    return localStorage.getItem(SWITCH) !== "off";
  } catch {
    return true;
  }
}

function isTyping(target) {
  return target.closest?.("textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=button])");
}

function listQuestions() {
  return [...document.querySelectorAll("[data-reviewed]")];
}

// The one that has the focus, or else the first that is not above the window.
function findCurrent() {
  const focused = document.activeElement?.closest("[data-reviewed]");
  return focused ?? listQuestions().find((question) => question.getBoundingClientRect().bottom > 80);
}

function go(step) {
  const questions = listQuestions();
  const focused = document.activeElement?.closest("[data-reviewed]");
  const next = focused ? questions[questions.indexOf(focused) + step] : findCurrent();
  show(next);
}

function show(question) {
  question?.focus({ preventScroll: true });
  question?.scrollIntoView({ block: "start" });
}

// Whether one stands below the other on the page, so that "next" begins from where the focus is.
function isBelow(element, other) {
  return Boolean(other.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
}

function goToUndecided() {
  const here = document.activeElement?.closest("[data-reviewed]");
  const waiting = listQuestions().filter((question) => question.dataset.state === UNDECIDED && question !== here);
  const next = waiting.find((question) => !here || isBelow(question, here)) ?? waiting[0];
  if (next) show(next);
  else document.querySelector("[data-review-status]").textContent = document.querySelector("#undecided").textContent;
}

function goToUncovered() {
  const links = [...document.querySelectorAll(".deck-strip a.is-uncovered")];
  const rows = links.map((link) => document.querySelector(link.hash)?.closest("[data-review-row]")).filter(Boolean);
  const here = document.activeElement?.closest("[data-review-row]");
  const next = rows.find((row) => !here || (row !== here && isBelow(row, here))) ?? rows[0];
  next?.querySelector("[data-write]").focus({ preventScroll: true });
  next?.scrollIntoView({ block: "start" });
}

function press(key) {
  const question = findCurrent();
  const control = question?.querySelector(`[data-key="${key}"]`);
  if (!control) return;
  show(question);
  control.click();
}

function setUpDialog(root) {
  const dialog = root.querySelector("[data-review-dialog]");
  const choice = dialog.querySelector("[data-review-switch]");
  choice.checked = isOn();
  choice.addEventListener("change", () => {
    try {
      localStorage.setItem(SWITCH, choice.checked ? "on" : "off");
    } catch {
      // Without storage the keys stay as they are.
    }
  });
  root.querySelector("[data-review-keys]").addEventListener("click", () => dialog.showModal());
  return dialog;
}

// After htmx put a question in the place of another: it gets the focus its predecessor had, and its state is said.
function followSwaps(root) {
  const said = root.querySelector("[data-review-status]");
  root.body.addEventListener("htmx:afterSettle", ({ target }) => {
    const question = target.matches?.("[data-reviewed]") ? target : null;
    if (!question) return; // a preview, which must not take the focus from whoever types
    const field = question.querySelector("textarea[name=stem]");
    (field ?? question).focus({ preventScroll: true });
    field?.setSelectionRange(field.value.length, field.value.length);
    if (question.dataset.state) said.textContent = `${question.dataset.state}. ${root.querySelector("#undecided").textContent}`;
  });
  // A decision says anew whether the question is offered for the quiz.
  root.body.addEventListener("htmx:configRequest", ({ target, detail }) => {
    if (/\/state\/$/.test(detail.path)) forget(target.closest("[data-reviewed]")?.querySelector("[name=questions]"));
  });
}

export function reviewByKeys(root) {
  const bar = root.querySelector("[data-review]");
  if (!bar) return;
  bar.hidden = false;
  const dialog = setUpDialog(root);
  followSwaps(root);
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.key === "Escape" && isTyping(event.target)) event.target.closest("[data-reviewed]")?.focus();
    if (!isOn() || dialog.open || isTyping(event.target)) return;
    if (event.key === "j" || event.key === "k") go(event.key === "j" ? 1 : -1);
    else if (event.key === "n") goToUndecided();
    else if (event.key === "u") goToUncovered();
    else if (event.key === "?") dialog.showModal();
    else if ("aremsq".includes(event.key)) press(event.key);
    else return;
    event.preventDefault();
  });
}
