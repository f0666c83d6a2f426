// The reader's choice of colours. A cookie, so that the server can write it into <html> and no page flashes.
const YEAR = 365 * 24 * 3600;

function read() {
  return document.documentElement.dataset.theme ?? "system";
}

function choose(theme) {
  const secure = location.protocol === "https:" ? "; secure" : "";
  if (theme === "system") {
    delete document.documentElement.dataset.theme;
    document.cookie = `theme=; path=/; max-age=0; samesite=lax${secure}`;
  } else {
    document.documentElement.dataset.theme = theme;
    document.cookie = `theme=${theme}; path=/; max-age=${YEAR}; samesite=lax${secure}`;
  }
}

function show(control) {
  for (const button of control.querySelectorAll("[data-theme-value]")) {
    button.setAttribute("aria-pressed", String(button.dataset.themeValue === read()));
  }
}

export function offerThemes(root) {
  for (const control of root.querySelectorAll("[data-theme-choice]")) {
    show(control);
    control.hidden = false;
    control.addEventListener("click", (event) => {
      const button = event.target.closest("[data-theme-value]");
      if (!button) return;
      choose(button.dataset.themeValue);
      show(control);
    });
  }
}
