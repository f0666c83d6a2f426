"""What a careless grader rejects although it is right, for every assignment: the ways of honest/ways."""

import pytest

from grader.judge import Source, grade, list_slugs, load_assignment
from tests.grader.honest_ways import WAYS, write

# Those that train take long, and so does torch: one way for one of them, and all in benchmarks.verdicts.
ELSEWHERE = {"seq2seq", "torch_cells"}
SLOW = {"sentiment": list(WAYS)[-1:]}
CASES = [(slug, way) for slug in list_slugs() if slug not in ELSEWHERE for way in SLOW.get(slug, WAYS)]


@pytest.mark.parametrize(("slug", "way"), CASES)
def test_a_right_answer_is_right_whichever_way_it_returns_its_results(sandbox, slug, way):
    assignment = load_assignment(slug)
    source = Source("submission.py", write(assignment, way))
    report = grade(assignment=assignment, source=source, seed=7, sandbox=sandbox)
    assert [(check.name, check.message) for check in report.checks if check.verdict != "OK"] == []
