// <form data-remember>: what somebody changed in it and did not send yet is there again after a reload. Fields may stand
// anywhere on the page and arrive later. Kept in this browser, by the page's address.
const key = (form) => `form:${location.pathname}#${form.id}`;
const isTick = (field) => field.type === "checkbox" || field.type === "radio";
const nameOf = (field) => (isTick(field) ? `${field.name}=${field.value}` : field.name);
const find = (target) => (target.form?.matches("[data-remember]") && target.name ? target.form : null);

function read(form) {
  try {
    return JSON.parse(localStorage.getItem(key(form)) ?? "{}");
  } catch {
    return {};
  }
}

function write(form, kept) {
  try {
    if (Object.keys(kept).length) localStorage.setItem(key(form), JSON.stringify(kept));
    else localStorage.removeItem(key(form));
  } catch {
    // a full or forbidden storage: what is on the page is still on the page
  }
}

function restore(field, kept) {
  const value = kept[nameOf(field)];
  if (value === undefined) return;
  if (isTick(field)) field.checked = value;
  else field.value = value;
}

// What the server says of this field counts again.
export function forget(field) {
  const form = field && find(field);
  if (!form) return;
  const kept = read(form);
  delete kept[nameOf(field)];
  write(form, kept);
}

// For the page, and for every fragment that arrives later.
export function restoreRemembered(root) {
  for (const form of document.querySelectorAll("form[data-remember]")) {
    const kept = read(form);
    for (const field of form.elements) if (root.contains(field)) restore(field, kept);
  }
}

export function rememberForms(root) {
  root.addEventListener("input", ({ target }) => {
    const form = find(target);
    if (form) write(form, { ...read(form), [nameOf(target)]: isTick(target) ? target.checked : target.value });
  });
  root.addEventListener("submit", ({ target, defaultPrevented }) => {
    if (!defaultPrevented && target.matches("[data-remember]")) write(target, {});
  });
}
