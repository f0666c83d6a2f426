// Work that was typed but not sent, kept in this browser.
const PREFIX = "draft:";

export function readDraft(key) {
  try {
    const draft = JSON.parse(localStorage.getItem(PREFIX + key) ?? "null");
    return typeof draft?.text === "string" ? draft : null;
  } catch {
    return null;
  }
}

export function keepDraft(key, text, { sent = false } = {}) {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify({ text, sent, at: new Date().toISOString() }));
  } catch {
    // Storage is full or switched off: typing goes on without a safety net.
  }
}

export function forgetDraft(key) {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // Nothing was kept.
  }
}
