// What could not be sent is kept in this browser, and sent when the page is opened the next time.
// It goes as the page that it was chosen on (its name, its count, what it had shown), so that the server can tell a later
// word of that page from an answer that another tab or device has changed meanwhile.
const PREFIX = "answers:";

export class Kept {
  #form;
  #key;

  constructor(form) {
    this.#form = form;
    this.#key = form.dataset.keep ? PREFIX + form.dataset.keep : null;
  }

  #say(name) {
    return this.#form.elements.namedItem(name)?.value ?? "";
  }

  // Which questions (elements), with everything their fields say now.
  put(questions) {
    if (!this.#key) return;
    const kept = this.#read();
    const said = { tab: this.#say("tab"), sequence: Number(this.#say("sequence")) };
    for (const question of questions) kept[question.dataset.question] = { ...said, values: list(question) };
    this.#write(kept);
  }

  drop(questions) {
    if (!this.#key) return;
    const kept = this.#read();
    for (const question of questions) delete kept[question.dataset.question];
    this.#write(kept);
  }

  // What is kept of this page's questions: [{question, fields}], ready to be sent.
  list() {
    if (!this.#key) return [];
    return Object.entries(this.#read()).flatMap(([number, { tab = "", sequence = 0, values }]) => {
      const question = this.#form.querySelector(`[data-question="${CSS.escape(number)}"]`);
      if (!question || !values) return [];
      return [{ question, fields: [["tab", tab], ["sequence", String(sequence + 1)], ...values] }];
    });
  }

  #read() {
    try {
      return JSON.parse(localStorage.getItem(this.#key) ?? "{}");
    } catch {
      return {};
    }
  }

  #write(kept) {
    try {
      if (Object.keys(kept).length) localStorage.setItem(this.#key, JSON.stringify(kept));
      else localStorage.removeItem(this.#key);
    } catch {
      // a full or forbidden storage: what is on the page is still on the page
    }
  }
}

const controls = (question) => [...question.querySelectorAll("input, select, textarea")].filter((each) => each.name);
const isChosen = (control) => control.type === "radio" || control.type === "checkbox";

function list(question) {
  return controls(question)
    .filter((control) => !isChosen(control) || control.checked)
    .map((control) => [control.name, control.value]);
}

// Puts what was kept into a question's fields; whether that changed what they say.
export function fill(question, values) {
  let changed = false;
  for (const control of controls(question)) {
    const own = values.filter(([name]) => name === control.name).map(([, value]) => value);
    if (isChosen(control)) {
      const checked = own.includes(control.value);
      changed ||= control.checked !== checked;
      control.checked = checked;
    } else if (own.length && control.value !== own[0]) {
      changed ||= control.type !== "hidden";
      control.value = own[0];
    }
  }
  return changed;
}

// What was typed, and is on the page no more: for whoever wants it back.
export function listTyped(question, values) {
  const typed = controls(question).filter((control) => control.matches("textarea, input[type=text], input:not([type])"));
  return typed.flatMap((control) => {
    const [, text] = values.find(([name]) => name === control.name) ?? [];
    return text && text !== control.value ? [text] : [];
  });
}
