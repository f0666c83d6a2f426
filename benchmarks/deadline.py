"""The evening of a deadline: 1,000 submissions within ten seconds, while somebody browses the site.

The submissions are written as the web server writes them (`submissions.submit`), evenly over the ten seconds, half of
them from students who hand in more than once; the web server itself answers a reader who opens pages all the while,
among them those of submissions that wait. Wrong answers are among them, which take longer: they are diagnosed.
Reported: when the last verdict was stored, how long people waited, how far the estimate that a page shows was off
(of the time that was still to come, for what had two seconds or more to wait), how long pages took.
"""

import argparse
import json
import os
import random
import statistics
import sys
import threading
import time
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.db import connection
from django.test import Client

from benchmarks import fleet
from grader import places
from grader.models import Report, Submission

GOALS = {"estimate_error_median_percent": 20.0, "page_p95_ms": 300.0}
NUMBER, QUICK_NUMBER = 1000, 250
ARRIVE_WITHIN_S = 10.0
STUDENTS_SHARE = 0.5
BETWEEN_PAGES_S = 0.1
BETWEEN_ESTIMATES_S = 0.5
LONGEST_S = 300.0
WORTH_ESTIMATING_S = 2.0


@dataclass
class Reader:
    """Somebody who opens one page after the other until told to stop."""

    course: fleet.Class
    paths: list[str]
    times_ms: list[float] = field(default_factory=list)
    failures: int = 0
    done: threading.Event = field(default_factory=threading.Event)

    def read(self, *, once: bool = False) -> None:
        client = Client()
        client.force_login(self.course.students[0])
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        for count in range(len(self.paths) if once else 1_000_000):
            if self.done.wait(BETWEEN_PAGES_S):
                break
            address = f"http://127.0.0.1:{os.environ['PORT']}{self.paths[count % len(self.paths)]}"
            request = urllib.request.Request(address, headers={"Cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}"})
            begun = time.perf_counter()
            try:
                with urllib.request.urlopen(request, timeout=30) as answer:
                    answer.read()
            except OSError:
                self.failures += 1
            self.times_ms.append((time.perf_counter() - begun) * 1000)
        connection.close()


@dataclass(frozen=True)
class Guess:
    """What a page would have shown at a moment: seconds until the verdict of a submission."""

    submission_id: int
    at: float
    seconds: int


def guess_some(guesses: list[Guess]) -> None:
    """Ask for the estimates of three who wait, wherever they stand in the queue."""
    waiting = list(Submission.objects.waiting().values_list("pk", flat=True))
    for pk in random.sample(waiting, min(3, len(waiting))):
        submission = Submission.objects.get(pk=pk)
        if submission.is_waiting and (seconds := places.find_place(submission).seconds) is not None:
            guesses.append(Guess(pk, time.time(), seconds))


def rush(course: fleet.Class, *, number: int, reader: Reader) -> list[Guess]:
    """Hand everything in, and wait for the last verdict; what pages would say meanwhile."""
    guesses: list[Guess] = []
    begun = last_guess = time.monotonic()
    unfinished = Submission.objects.unfinished()
    handed_in = 0
    while handed_in < number or unfinished.exists():
        now = time.monotonic()
        if now - begun > LONGEST_S:
            raise TimeoutError("the last verdict")
        due = min(number, int((now - begun) / ARRIVE_WITHIN_S * number) + 1)
        for count in range(handed_in, due):
            submission = course.hand_in(count)
            if submission.student_id == course.students[0].pk:
                reader.paths.append(submission.get_absolute_url())
        handed_in = due
        if now - last_guess > BETWEEN_ESTIMATES_S:
            last_guess = now
            guess_some(guesses)
        time.sleep(0.005)
    return guesses


def errors_of(guesses: Sequence[Guess]) -> list[float]:
    """By how many percent of the time that was really left each estimate was off."""
    finished = dict(Report.objects.values_list("submission", "created_at"))
    left = [(guess, finished[guess.submission_id].timestamp() - guess.at) for guess in guesses]
    return [100 * abs(guess.seconds - real) / real for guess, real in left if real >= WORTH_ESTIMATING_S]


def measure(*, number: int) -> dict[str, float]:
    course = fleet.prepare(students=int(number * STUDENTS_SHARE), mistakes=3, starter=False)
    base = course.course.get_absolute_url()
    reader = Reader(course, [base, f"{base}assignments/", f"{base}assignments/rnn-cell/", f"{base}grades/"])
    with fleet.running(fleet.Fleet(), "redis", "worker", "web", "beat"):
        load = os.getloadavg()[0]
        reader.read(once=True)  # the first reader of all pays for templates and typeset formulas
        reader.times_ms.clear()
        thread = threading.Thread(target=reader.read)
        thread.start()
        try:
            guesses = rush(course, number=number, reader=reader)
        finally:
            reader.done.set()
            thread.join()
    done = Report.objects.values_list("submission__submitted_at", "created_at")
    waits = sorted((stored - submitted).total_seconds() for submitted, stored in done)
    first = min(submitted for submitted, _ in done)
    errors = errors_of(guesses)
    return {
        "load_before": load,
        "submissions": float(len(waits)),
        "last_verdict_s": max((stored - first).total_seconds() for _, stored in done),
        "wait_median_s": statistics.median(waits),
        "wait_p95_s": waits[int(0.95 * (len(waits) - 1))],
        "estimates": float(len(errors)),
        "estimate_error_median_percent": statistics.median(errors),
        "pages": float(len(reader.times_ms)),
        "pages_failed": float(reader.failures),
        "page_median_ms": statistics.median(reader.times_ms),
        "page_p95_ms": statistics.quantiles(reader.times_ms, n=20)[-1],
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if fleet.INSIDE not in os.environ:
        return fleet.run_inside("deadline", *sys.argv[1:], PORT=str(fleet.find_free_port()))
    number = QUICK_NUMBER if options.quick else NUMBER
    figures = {name: round(value, 2) for name, value in measure(number=number).items()}
    met = all(figures[name] <= goal for name, goal in GOALS.items()) and not figures["pages_failed"]
    for name, value in figures.items():
        print(f"{name:<32}{value:>10}{f'   (goal: at most {GOALS[name]:g})' if name in GOALS else ''}")
    if options.json:
        print(json.dumps({"name": "deadline", "figures": figures, "goals": GOALS, "met": met}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
