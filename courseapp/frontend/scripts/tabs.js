// Where tabs do not fit, the current one is in sight.
export function showCurrentTab(root) {
  for (const tabs of root.querySelectorAll(".tabs")) {
    const current = tabs.querySelector("[aria-current]");
    if (current && tabs.scrollWidth > tabs.clientWidth) tabs.scrollLeft = current.offsetLeft - tabs.clientWidth / 3;
  }
}
