// <time datetime="…" data-local>: the same moment on the reader's own clock; the server's words stay as the title.
const LANGUAGE = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
const SHAPE = { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
const thisYear = new Date().getFullYear();
const near = new Intl.DateTimeFormat(LANGUAGE, SHAPE);
const far = new Intl.DateTimeFormat(LANGUAGE, { ...SHAPE, year: "numeric" });

export function showLocalTimes(root) {
  for (const time of root.querySelectorAll("time[data-local]:not([data-shown])")) {
    const date = new Date(time.dateTime);
    if (Number.isNaN(date.getTime())) continue;
    time.title = time.textContent.trim();
    time.textContent = (date.getFullYear() === thisYear ? near : far).format(date);
    time.dataset.shown = "";
  }
}
