import json

import pytest

from grader.judge import VERDICTS, CheckResult, Diagnosis, Report
from grader.judge.report import overall_verdict, total


def check(verdict="OK", points=1.0, most=1.0, **fields):
    return CheckResult(
        name=fields.pop("name", "f.h"),
        title="Value of h",
        function="f",
        kind="values",
        expectation="It is right.",
        verdict=verdict,
        points=points,
        max_points=most,
        message="",
        **fields,
    )


def report(*checks):
    score, most = total(checks)
    return Report("a", "1f", score, most, overall_verdict(checks), checks, {"total": 1.5}, {"numpy": "2"}, 2**62)


def test_a_report_survives_json():
    diagnosis = Diagnosis("tanh", "The tanh is missing.", "Put it in.")
    original = report(check(), check("WA", 0.0, error=0.5, errors={"h": 0.5}, diagnosis=diagnosis, line=3))
    text = json.dumps(original.to_json(), allow_nan=False)
    assert Report.from_json(json.loads(text)) == original


def test_numbers_that_json_cannot_hold_become_null():
    made = report(check("WA", 0.0, error=float("nan"), errors={"h": float("inf")}))
    data = json.loads(json.dumps(made.to_json(), allow_nan=False))
    assert data["checks"][0]["error"] is None
    assert data["checks"][0]["errors"] == {"h": None}


def test_the_promised_keys_are_there():
    data = report(check()).to_json()
    promised = {"assignment", "score", "max_score", "verdict", "checks", "timings_ms", "versions", "seed"}
    assert promised <= set(data)
    assert {"name", "verdict", "points", "max_points", "message", "diagnosis"} <= set(data["checks"][0])


def test_many_small_shares_add_up_exactly():
    checks = [check(points=0.1, most=0.1) for _ in range(30)]
    assert total(checks) == (3.0, 3.0)


@pytest.mark.parametrize(
    ("checks", "verdict"),
    [
        ([check(), check()], "OK"),
        ([check(), check("WA", 0.0)], "PARTIAL"),
        ([check("PARTIAL", 0.4)], "PARTIAL"),
        ([check("NOTRY", 0.0), check("NOTRY", 0.0)], "NOTRY"),
        ([check("NOTRY", 0.0), check("WA", 0.0), check("RTE", 0.0)], "WA"),
        ([check("CE", 0.0), check("CE", 0.0)], "CE"),
        ([check("OK", 0.0, 0.0), check("TLE", 0.0)], "TLE"),
    ],
)
def test_the_overall_verdict(checks, verdict):
    assert overall_verdict(checks) == verdict
    assert verdict in VERDICTS
