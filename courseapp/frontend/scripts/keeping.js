// What could not be sent is kept in this browser, and said again when the page is opened the next time.
// It goes with what the page had shown then, so that the server can tell whether somebody changed it meanwhile.
const PREFIX = "answers:";

export class Kept {
  #key;

  constructor(form) {
    this.#key = form.dataset.keep ? PREFIX + form.dataset.keep : null;
  }

  // Which questions (elements), with everything their fields say now.
  put(questions) {
    if (!this.#key) return;
    const kept = this.#read();
    for (const question of questions) kept[question.dataset.question] = list(question);
    this.#write(kept);
  }

  drop(questions) {
    if (!this.#key) return;
    const kept = this.#read();
    for (const question of questions) delete kept[question.dataset.question];
    this.#write(kept);
  }

  // Puts what is kept back into the form; the questions that it changed.
  restore(form) {
    if (!this.#key) return [];
    const restored = [];
    for (const [number, values] of Object.entries(this.#read())) {
      const question = form.querySelector(`[data-question="${CSS.escape(number)}"]`);
      if (question && fill(question, values)) restored.push(question);
    }
    return restored;
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

function fill(question, values) {
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
