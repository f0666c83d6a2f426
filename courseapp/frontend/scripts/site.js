// Runs on every page. Each module improves markup that already works without it.
import htmx from "htmx.org";
import { watchForms } from "./autosave.js";
import { closeMenusByThemselves } from "./menus.js";
import { tellFailures } from "./failures.js";
import { sendByKeys } from "./keys.js";
import { sendOnce } from "./once.js";
import { rememberForms, restoreRemembered } from "./remember.js";
import { reviewByKeys } from "./review.js";
import { letScrollersTakeFocus } from "./scrollers.js";
import { showCurrentTab } from "./tabs.js";
import { offerThemes } from "./theme.js";
import { runTimers } from "./timer.js";
import { showLocalTimes } from "./times.js";

closeMenusByThemselves(document);
sendByKeys(document);
sendOnce(document);
offerThemes(document);
watchForms(document);
runTimers(document);
reviewByKeys(document);
tellFailures(document);
rememberForms(document);
// Once for the page, and again for every fragment that arrives later.
htmx.onLoad((root) => {
  showCurrentTab(root);
  showLocalTimes(root);
  letScrollersTakeFocus(root);
  restoreRemembered(root);
});
