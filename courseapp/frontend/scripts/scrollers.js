// What scrolls sideways must be reachable by keyboard; what fits should not be one more stop for the Tab key.
const SCROLLERS = ".math-display, .preview, .prose pre, .prose .table-scroll, .code, .output";

const observer = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const scrolls = target.scrollWidth > target.clientWidth + 1 || target.scrollHeight > target.clientHeight + 1;
    if (scrolls) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});

export function letScrollersTakeFocus(root) {
  for (const scroller of root.querySelectorAll(SCROLLERS)) observer.observe(scroller);
}
