// <time datetime="…" data-local>: the same moment on the reader's own clock; the server's words stay as the title.
const moment = new Intl.DateTimeFormat(document.documentElement.lang, {
  weekday: "short",
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

export function showLocalTimes(root) {
  for (const time of root.querySelectorAll("time[data-local]:not([data-shown])")) {
    const date = new Date(time.dateTime);
    if (Number.isNaN(date.getTime())) continue;
    time.title = time.textContent.trim();
    time.textContent = moment.format(date);
    time.dataset.shown = "";
  }
}
