"""Questions found on hand-labelled decks, where they exist beside the project, and the speed of reading our own."""

import argparse
import json
import re
import subprocess
import sys
import time
from pathlib import Path

from quizzes.drafting import find_questions
from quizzes.slides import read_deck

ROOT = Path(__file__).parent.parent
SCORE = ROOT.parent / "shared" / "decks" / "score.py"
DECKS = ROOT / "tests" / "quizzes" / "slides" / "decks"
FORMATS = (".txt", ".md", ".tex")
GOALS = {"found_share": 0.98, "options_share": 0.98, "keys_share": 0.98}
TOTALS = re.compile(r"found (\d+)/(\d+), options (\d+)/(\d+), keys (\d+)/(\d+), not in the labels (\d+)")


def score_labelled() -> dict[str, float]:
    """Shares over all labelled decks; a format that is not read yet counts as missed."""
    if not SCORE.exists():
        return {}
    run = subprocess.run([sys.executable, SCORE], cwd=ROOT, capture_output=True, text=True, timeout=600)
    print(run.stdout.rstrip())
    totals = TOTALS.search(run.stdout)
    if totals is None:
        return {}
    found, quizzes, options, choices, keys, of_keys, invented = map(int, totals.groups())
    shares = {"found_share": found / max(1, quizzes), "options_share": options / max(1, choices)}
    return {**shares, "keys_share": keys / max(1, of_keys), "not_in_labels": float(invented)}


def time_reading(*, runs: int) -> dict[str, float]:
    """Milliseconds a slide, reading and finding questions, by format, over our own decks; the best of the runs."""
    figures: dict[str, float] = {}
    for suffix in FORMATS:
        files = [(path.name, path.read_bytes()) for path in sorted(DECKS.glob(f"*{suffix}"))]
        best, slides = float("inf"), 0
        for _ in range(runs):
            started = time.perf_counter()
            decks = [read_deck(name, data) for name, data in files]
            for deck in decks:
                find_questions(deck)
            best = min(best, time.perf_counter() - started)
            slides = sum(len(deck.slides) for deck in decks)
        figures[f"ms_a_slide_{suffix[1:]}"] = 1000 * best / max(1, slides)
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    measured = {**score_labelled(), **time_reading(runs=3 if options.quick else 20)}
    figures = {name: round(value, 3) for name, value in measured.items()}
    met = all(figures.get(name, 0.0) >= goal for name, goal in GOALS.items())
    for name, value in figures.items():
        goal = f"   (goal: at least {GOALS[name]:g})" if name in GOALS else ""
        print(f"{name:<22}{value:>10}{goal}")
    if options.json:
        print(json.dumps({"name": "slides", "figures": figures, "goals": GOALS, "met": met}))


if __name__ == "__main__":
    main()
