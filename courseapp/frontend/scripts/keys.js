// <form data-send-by-keys>: Ctrl (or Cmd) and Enter send it from any of its fields.
export function sendByKeys(root) {
  root.addEventListener("keydown", (event) => {
    const form = event.target.closest?.("form[data-send-by-keys]");
    if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
}
