"""Questions found on labelled decks and on our own, by format; and how time and memory grow with the pages of a PDF."""

import argparse
import io
import json
import re
import resource
import subprocess
import sys
import time
import tomllib
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import pypdfium2

from quizzes.drafting import find_questions
from quizzes.slides import read_deck

ROOT = Path(__file__).parent.parent
SCORE = ROOT.parent / "shared" / "decks" / "score.py"
DECKS = ROOT / "tests" / "quizzes" / "slides" / "decks"
MARKUPS = ROOT / "tests" / "quizzes" / "drafting" / "markups"
GOALS = {
    "found_share": 0.98,
    "options_share": 0.98,
    "keys_share": 0.98,
    "own_found_share": 0.98,
    "own_options_share": 0.98,
    "own_keys_share": 0.98,
    "own_explained_share": 0.98,
    "own_decoys_share": 1.0,
}
LIMITS = {"own_invented": 0.0, "seconds_300_pages": 10.0, "megabytes_300_pages": 500.0}
TOTALS = re.compile(r"found (\d+)/(\d+), options (\d+)/(\d+), keys (\d+)/(\d+), not in the labels (\d+)")


def score_labelled() -> dict[str, float]:
    """Shares over all labelled decks, from source and from PDF."""
    if not SCORE.exists():
        return {}
    run = subprocess.run([sys.executable, SCORE], cwd=ROOT, capture_output=True, text=True, timeout=900)
    print(run.stdout.rstrip())
    totals = TOTALS.search(run.stdout)
    if totals is None:
        return {}
    found, quizzes, options, choices, keys, of_keys, invented = map(int, totals.groups())
    shares = {"found_share": found / max(1, quizzes), "options_share": options / max(1, choices)}
    return {**shares, "keys_share": keys / max(1, of_keys), "not_in_labels": float(invented)}


def score_own() -> dict[str, float]:
    """Our own decks: one for each way of writing questions, with what must be found; printed by format."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    files = {path.stem: path for path in MARKUPS.iterdir()}
    for name, expected in tomllib.loads((MARKUPS / "expected.toml").read_text()).items():
        found = list(find_questions(read_deck(files[name].name, files[name].read_bytes())))
        tally = counts[files[name].suffix]
        wanted = expected["found"]
        tally["decoys"] += not wanted
        tally["caught"] += not wanted and not found
        tally["questions"] += len(wanted)
        tally["found"] += min(len(wanted), len(found))
        tally["invented"] += max(0, len(found) - len(wanted))
        for each, question in zip(wanted, found, strict=False):
            tally["options"] += each["options"] == list(question.options)
            tally["keys"] += each["correct"] == list(question.correct)
            tally["explained"] += each["says"] in question.explanation
    for suffix, tally in sorted(counts.items()):
        print(f"own {suffix:<5}", {name: tally[name] for name in sorted(tally)})
    total = sum(counts.values(), Counter[str]())
    shares = {
        f"own_{name}_share": total[name] / total["questions"] for name in ("found", "options", "keys", "explained")
    }
    return {**shares, "own_decoys_share": total["caught"] / total["decoys"], "own_invented": float(total["invented"])}


def repeat_pages(pages: int) -> bytes:
    """A PDF of so many pages, which are those of our own deck again and again."""
    source = pypdfium2.PdfDocument((DECKS / "max-pooling.pdf").read_bytes())
    made = pypdfium2.PdfDocument.new()
    while len(made) < pages:
        made.import_pages(source, list(range(min(len(source), pages - len(made)))))
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def time_pages(*, sizes: tuple[int, ...]) -> dict[str, float]:
    """Seconds by pages with their linear fit, and the memory of a process that reads the largest."""
    seconds = []
    for pages in sizes:
        data = repeat_pages(pages)
        started = time.process_time()
        read_deck("deck.pdf", data)
        seconds.append(time.process_time() - started)
        print(f"{pages:>5} pages {seconds[-1]:>8.2f} s of CPU")
    slope, offset = (float(each) for each in np.polyfit(sizes, seconds, 1))
    missed = sum((slope * pages + offset - each) ** 2 for pages, each in zip(sizes, seconds, strict=True))
    straight = 1 - missed / sum((each - sum(seconds) / len(seconds)) ** 2 for each in seconds)
    print(f"fit: {1000 * slope:.1f} ms a page {offset:+.2f} s, R² = {straight:.4f}")
    subprocess.run(
        [sys.executable, "-m", "quizzes.slides.reading", "deck.pdf"],
        input=repeat_pages(300),
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    figures = {"ms_a_page": 1000 * slope, "fit_r2": straight, "seconds_300_pages": 300 * slope + offset}
    return {**figures, "megabytes_300_pages": peak}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    sizes = (30, 60, 120) if options.quick else (50, 100, 200, 300)
    measured = {**time_pages(sizes=sizes), **score_own(), **({} if options.quick else score_labelled())}
    figures = {name: round(value, 3) for name, value in measured.items()}
    asked = {name: goal for name, goal in GOALS.items() if name in figures}  # the labelled decks are not everywhere
    met = all(figures[name] >= goal for name, goal in asked.items())
    met = met and all(figures[name] <= limit for name, limit in LIMITS.items())
    for name, value in figures.items():
        goal = f"at least {GOALS[name]:g}" if name in GOALS else f"at most {LIMITS[name]:g}" if name in LIMITS else ""
        print(f"{name:<22}{value:>10}{f'   (goal: {goal})' if goal else ''}")
    if options.json:
        print(json.dumps({"name": "slides", "figures": figures, "goals": asked | LIMITS, "met": met}))


if __name__ == "__main__":
    main()
