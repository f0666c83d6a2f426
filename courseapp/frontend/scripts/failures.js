// An answer that is no answer (signed out, no network, an error) must not look like a saved draft or an accepted question.
const WORDS = "Not kept: the server did not answer as it should. Are you signed in, and is there a network?";

function tell(target) {
  const mark = target.querySelector?.("[data-draft-mark]") ?? target.closest?.("form")?.querySelector("[data-draft-mark]");
  if (mark) {
    mark.dataset.state = "failed";
    mark.textContent = WORDS;
    return;
  }
  const question = target.closest?.("[data-reviewed]");
  if (!question || question.querySelector("[data-failure]")) return;
  const alert = document.createElement("p");
  alert.className = "callout callout-error";
  alert.dataset.failure = "";
  alert.setAttribute("role", "alert");
  question.prepend(alert);
  alert.textContent = WORDS;
}

export function tellFailures(root) {
  for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    root.body.addEventListener(name, ({ target }) => tell(target));
  }
  // The page to sign in, which comes in place of an answer, must not take the place of a question.
  root.body.addEventListener("htmx:beforeSwap", (event) => {
    if (!new URL(event.detail.xhr.responseURL).pathname.startsWith("/accounts/")) return;
    event.detail.shouldSwap = false;
    tell(event.target);
  });
  // Signing in again in another tab changed the token.
  root.body.addEventListener("htmx:configRequest", ({ detail }) => {
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
    if (token && detail.parameters.csrfmiddlewaretoken) detail.parameters.csrfmiddlewaretoken = token;
  });
}
