"""From the click on Submit to the verdict on the page, in a real browser, everything running as `make run` starts it.

Baseline, measured in the same run: a click that only leads to another page of the site, the assignment's own.
"""

import argparse
import json
import statistics
import tempfile
from pathlib import Path

from django.conf import settings
from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import CHROMIUM, CHROMIUM_OPTIONS, sign_in
from tests.browser.site import run_site

ASSIGNMENT = "/c/sequences/assignments/rnn-cell/"
RUNS, QUICK_RUNS, WARM_UP = 20, 8, 2
GOALS = {"median_ms": 400.0, "p95_ms": 1000.0}


# The browser's own clock, from the click itself to the frame that shows what was waited for: driving a browser from
# outside adds a second before the click happens.
STOPWATCH = """
addEventListener("click", () => { sessionStorage.clicked = Date.now(); delete sessionStorage.seen; }, true);
addEventListener("DOMContentLoaded", () => {
  const look = () => {
    if (sessionStorage.clicked && !sessionStorage.seen && document.querySelector(".score-value, .cm-content"))
      requestAnimationFrame(() => setTimeout(() => { sessionStorage.seen = Date.now(); }));
  };
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  look();
});
"""


def read_stopwatch(page: Page) -> float:
    """Milliseconds from the last click to what it led to."""
    for _ in range(300):
        times = page.evaluate("({ ...sessionStorage })")
        if "seen" in times:
            return float(times["seen"]) - float(times["clicked"])
        page.wait_for_timeout(100)
    raise TimeoutError(page.url)


def submit(page: Page, code: Path) -> float:
    page.goto(ASSIGNMENT)
    page.locator("input[type=file]").set_input_files(code)
    page.get_by_role("button", name="Submit", exact=True).click(no_wait_after=True)
    page.locator(".score-value").wait_for()
    return read_stopwatch(page)


def open_plain_page(page: Page) -> float:
    page.goto("/c/sequences/assignments/")
    page.locator(f"main a[href='{ASSIGNMENT}']").first.click(no_wait_after=True)
    page.locator(".cm-content").wait_for()
    return read_stopwatch(page)


def measure(*, runs: int) -> dict[str, float]:
    folder = settings.ROOT / "grader" / "assignments" / "rnn_cell"
    right, wrong = folder / "solution.py", folder / "mistakes" / "no_tanh_derivative.py"
    with (
        tempfile.TemporaryDirectory() as var,
        run_site(var=Path(var), prepare_ahead=True) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_OPTIONS)
        page = browser.new_context(base_url=site.url).new_page()
        page.add_init_script(STOPWATCH)
        sign_in(page, email="sam@demo.example")
        for _ in range(WARM_UP):
            submit(page, right)
        plain = [open_plain_page(page) for _ in range(runs)]
        right_times = [submit(page, right) for _ in range(runs)]
        wrong_times = [submit(page, wrong) for _ in range(runs)]
        browser.close()
    return {
        "median_ms": statistics.median(right_times),
        "p95_ms": statistics.quantiles(right_times, n=20)[-1],
        "wrong_median_ms": statistics.median(wrong_times),
        "plain_page_median_ms": statistics.median(plain),
        "ratio_to_plain_page": statistics.median(right_times) / statistics.median(plain),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    figures = {name: round(value, 2) for name, value in measure(runs=QUICK_RUNS if options.quick else RUNS).items()}
    met = all(figures[name] <= goal for name, goal in GOALS.items())
    for name, value in figures.items():
        goal = f"   (goal: at most {GOALS[name]:g})" if name in GOALS else ""
        print(f"{name:<22}{value:>10}{goal}")
    if options.json:
        print(json.dumps({"name": "verdict_time", "figures": figures, "goals": GOALS, "met": met}))


if __name__ == "__main__":
    main()
