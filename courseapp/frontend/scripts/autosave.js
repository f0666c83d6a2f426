// <form data-autosave="url">: every change is posted at once, and a mark says truthfully whether it is safe.
// One request a form at a time; what changed meanwhile goes with the next one. Saved means: the server answered 2xx.
import { fill, Kept, listTyped } from "./keeping.js";

const TYPING_PAUSE_MS = 800;
const KEEPALIVE_LIMIT = 60_000; // browsers refuse to keep more alive
const RETRY_MS = [1_000, 2_000, 4_000, 8_000, 15_000];

const WORDS = {
  saving: "Saving…",
  saved: "Saved",
  failed: "Could not save – will retry",
  signedOut: "Not saved: you have been signed out. Sign in again in another tab, then change an answer here.",
  refused: "Not saved. Reload the page to see where you stand.",
  overtaken: "Another tab or device has answered this since, so what this browser had kept was not saved. You see what is.",
};

class Autosave {
  #form;
  #marks = new Set();
  #timer;
  #tries = 0;
  #busy = false;
  #dirty = false;
  #changed = new Set(); // questions (elements with data-question) that the server has not confirmed
  #kept;

  constructor(form) {
    this.#form = form;
    this.#kept = new Kept(form);
    form.addEventListener("change", (event) => this.#note(event.target, 0));
    form.addEventListener("input", (event) => {
      if (event.target.matches("textarea, input:not([type=radio], [type=checkbox])")) {
        this.#note(event.target, TYPING_PAUSE_MS);
      }
    });
    form.addEventListener("submit", () => this.#count());
    form.addEventListener("submit", () => this.#stop());
    window.addEventListener("online", () => this.#dirty && this.#schedule(0));
    form.addEventListener("time-is-up", () => this.#stop());
    this.#sendKept();
    window.addEventListener("beforeunload", (event) => {
      if (this.#dirty || this.#busy) event.preventDefault();
    });
  }

  // Before anything else is said: what an earlier page could not send. The page is drawn again with what came of it.
  async #sendKept() {
    let saved = false;
    for (const { question, fields } of this.#kept.list()) {
      const result = await post(this.#form, new URLSearchParams(fields));
      if (result.state === "saved") {
        this.#kept.drop([question]);
        saved ||= fill(question, fields);
      } else if (result.isOvertaken) {
        this.#kept.drop([question]);
        const words = result.words.includes("another tab") ? WORDS.overtaken : result.words;
        show(question.querySelectorAll("[data-save-mark]"), "refused", words);
        for (const text of listTyped(question, fields)) giveBack(question, text);
      } else if (fill(question, fields)) {
        this.#note(question, RETRY_MS[0]);
      }
    }
    if (saved && !this.#dirty && !this.#busy) window.location.reload();
  }

  #note(control, delay) {
    const scope = control.closest("[data-save-scope], .question") ?? this.#form;
    const mark = scope.querySelector("[data-save-mark]") ?? this.#form.querySelector("[data-save-mark]");
    if (mark) this.#marks.add(mark);
    const question = control.closest("[data-question]");
    if (question) {
      this.#changed.add(question);
      this.#kept.put([question]);
    }
    this.#dirty = true;
    this.#schedule(delay);
  }

  #schedule(delay) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#save(), delay);
  }

  // A field named "sequence" lets the server tell this page's later word from an earlier one that was held up.
  #count() {
    const sequence = this.#form.elements.namedItem("sequence");
    if (sequence) sequence.value = String(Number(sequence.value) + 1);
  }

  #stop() {
    clearTimeout(this.#timer);
    this.#dirty = false;
    this.#busy = false;
  }

  async #save() {
    if (this.#busy) return; // the running request looks again when it ends
    this.#busy = true;
    this.#dirty = false;
    const marks = [...this.#marks];
    const changed = [...this.#changed];
    this.#marks.clear();
    this.#changed.clear();
    if (this.#tries === 0) show(marks, "saving", WORDS.saving);
    this.#count();
    const result = await post(this.#form, collect(this.#form, changed));
    this.#busy = false;
    if (result.state === "failed") {
      for (const mark of marks) this.#marks.add(mark);
      for (const question of changed) this.#changed.add(question);
      this.#dirty = true;
      show(marks, "failed", WORDS.failed);
      this.#schedule(RETRY_MS[Math.min(this.#tries, RETRY_MS.length - 1)]);
      this.#tries += 1;
      return;
    }
    this.#tries = 0;
    if (result.state === "saved") this.#kept.drop(changed.filter((question) => !this.#changed.has(question)));
    show(marks, result.state, result.words);
    if (this.#dirty) this.#schedule(0);
  }
}

async function post(form, body) {
  const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1]; // signing in again in another tab changed it
  const token = cookie ?? form.elements.namedItem("csrfmiddlewaretoken")?.value;
  if (token) body.set("csrfmiddlewaretoken", token);
  let response;
  try {
    response = await fetch(form.dataset.autosave, {
      method: "POST",
      body,
      headers: { "X-Requested-With": "autosave" },
      redirect: "manual", // a redirect is the sign-in page, and its 200 would not mean "saved"
      keepalive: String(body).length < KEEPALIVE_LIMIT, // survives leaving the page
    });
  } catch {
    return { state: "failed" };
  }
  const left = response.headers.get("X-Seconds-Left");
  if (left !== null) document.dispatchEvent(new CustomEvent("server-time-left", { detail: Number(left) }));
  if (response.ok) return { state: "saved", words: WORDS.saved };
  if (response.type === "opaqueredirect") return { state: "refused", words: WORDS.signedOut };
  if (response.status >= 500 || response.status === 429) return { state: "failed" };
  return { state: "refused", words: await explain(response), isOvertaken: response.status === 409 };
}

// Only the questions that changed are sent; a form without questions is sent whole.
function collect(form, changed) {
  const body = new URLSearchParams(new FormData(form));
  if (changed.length === 0) return body;
  const own = new Set(changed.flatMap((question) => [...question.querySelectorAll("[name]")].map((each) => each.name)));
  for (const control of form.querySelectorAll("[data-question] [name]")) {
    if (!own.has(control.name)) body.delete(control.name);
  }
  return body;
}

async function explain(response) {
  const isPlain = response.headers.get("content-type")?.startsWith("text/plain");
  const words = isPlain ? (await response.text()).trim() : "";
  return words.slice(0, 300) || WORDS.refused;
}

// What somebody typed is never thrown away unseen.
function giveBack(question, text) {
  const box = document.createElement("details");
  const summary = document.createElement("summary");
  const kept = document.createElement("pre");
  box.className = "disclosure";
  box.open = true;
  summary.textContent = "What this browser had kept, to copy from";
  kept.textContent = text;
  box.append(summary, kept);
  question.append(box);
}

function show(marks, state, words) {
  for (const mark of marks) {
    mark.dataset.state = state;
    mark.textContent = words;
  }
}

export function watchForms(root) {
  for (const form of root.querySelectorAll("form[data-autosave]")) new Autosave(form);
}
