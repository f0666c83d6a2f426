// <div data-timer data-seconds="600">: counts down from what the server said, by a clock that nobody can set.
// It is read out now and then, not every second. When time is up the form is sent; the server would do it anyway.
const ANNOUNCED_S = [3600, 1800, 900, 600, 300, 120, 60, 30, 10];
const LONG_S = 86_400; // what takes longer than a day needs no clock

class Timer {
  #element;
  #value;
  #announcement;
  #endsAt;
  #announced;
  #ticking;

  constructor(element) {
    this.#element = element;
    this.#value = element.querySelector("[data-timer-value]");
    this.#announcement = element.querySelector("[data-timer-announcement]");
    this.set(Number(element.dataset.seconds));
    this.#announced = this.left;
    if (this.left > LONG_S) {
      element.hidden = true;
      return;
    }
    this.#ticking = setInterval(() => this.#tick(), 500);
    this.#tick();
    // What the server says with every saving: it knows of time that was granted meanwhile.
    document.addEventListener("server-time-left", (event) => this.#hear(event.detail));
  }

  get left() {
    return Math.max(0, Math.ceil((this.#endsAt - performance.now()) / 1000));
  }

  set(seconds) {
    this.#endsAt = performance.now() + seconds * 1000;
  }

  // A reply that was under way for a second or two is no reason to jump.
  #hear(seconds) {
    if (Math.abs(seconds - this.left) <= 3) return;
    this.set(seconds);
    this.#announced = seconds;
    this.#say(`You have ${words(seconds)} left now.`);
    this.#tick();
  }

  #tick() {
    const left = this.left;
    this.#value.textContent = clock(left);
    this.#element.classList.toggle("is-short", left <= 60);
    const due = ANNOUNCED_S.find((mark) => left <= mark && this.#announced > mark);
    if (due !== undefined) {
      this.#announced = left;
      this.#say(`${words(left)} left.`);
    }
    if (left === 0) this.#end();
  }

  #say(sentence) {
    this.#announcement.textContent = sentence;
  }

  #end() {
    clearInterval(this.#ticking);
    this.#say("Time is up. What you have saved is submitted.");
    const form = document.querySelector("form[data-autosave]");
    form?.dispatchEvent(new CustomEvent("time-is-up"));
    if (form) setTimeout(() => form.requestSubmit(form.querySelector("[data-submit]")), 300);
  }
}

function clock(seconds) {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  const two = (number) => String(number).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

function words(seconds) {
  if (seconds < 60) return `${seconds} seconds`;
  const minutes = Math.round(seconds / 60);
  return minutes === 1 ? "One minute" : `${minutes} minutes`;
}

export function runTimers(root) {
  for (const element of root.querySelectorAll("[data-timer]")) new Timer(element);
}
