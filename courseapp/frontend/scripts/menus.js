// <details> menus open by themselves; this closes them on Escape and on a click or focus elsewhere.
function closeAll(except) {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!except || !menu.contains(except)) menu.open = false;
  }
}

export function closeMenusByThemselves(root) {
  root.addEventListener("click", (event) => closeAll(event.target));
  root.addEventListener("focusin", (event) => closeAll(event.target));
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = event.target.closest?.("details[data-menu][open]");
    closeAll();
    menu?.querySelector("summary").focus();
  });
}
