"""Whether verdicts are right, and whether a wrong answer is called by its name: the corpora, graded, as a table.

    honest      right answers in odd but legal ways (tests/grader/honest, of its ways one for each assignment each), and
                those of tests/grader/mistaken
    mistaken    one mistake in each (tests/grader/mistaken/*.toml), sections 1 to 3 of the catalogue of mistakes
    two         every two mistakes of one assignment that can be made at once
    two as one  those of them of which one mistake hides the other, or that come to a third: both together return what
                one does alone, or nothing that one gets wrong alone is wrong. What shows has to be named

A verdict is a false rejection if a right answer loses points, a false acceptance if a wrong one loses none. A mistake
is diagnosed by its right name if the titles that the student reads hold the words that the corpus asks for.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from grader.judge import Report, Source, grade, list_slugs, load_assignment, read_source, warm
from grader.sandbox import Sandbox
from tests.grader.honest_ways import WAYS, write
from tests.grader.mistaken_corpus import (
    HONEST,
    HONEST_STREAMS,
    MISTAKEN,
    Mistaken,
    find_unsaid,
    name_all,
    read_expected,
    read_mistaken,
)

SLOT = 47
SEED = 11
MOST_PAIRS, QUICK_PAIRS, QUICK_STEP = 120, 12, 3
GOALS = {"false_rejections": 0, "false_acceptances": 0, "named_share": 0.95, "two_named_share": 0.8}


@dataclass(frozen=True)
class Row:
    """One graded answer; ``unsaid``: the words that its diagnosis lacks."""

    kind: str
    name: str
    is_right: bool
    full_marks: bool
    unsaid: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


def list_honest() -> Iterator[tuple[str, str, Source]]:
    for path in HONEST:
        yield "rnn_cell", path.name, read_source(path.name, path.read_bytes())
    for path in HONEST_STREAMS:
        yield "streaming", f"streaming/{path.name}", read_source(path.name, path.read_bytes())
    for path in sorted(MISTAKEN.glob("*.py")):
        yield path.stem, f"mistaken/{path.name}", Source(path.name, path.read_text(encoding="utf-8"))
    for slug in list_slugs():
        assignment = load_assignment(slug)
        for way in WAYS if assignment.flavour == "numpy" else ():
            yield slug, f"{slug}/{way}", Source("submission.py", write(assignment, way))


def list_pairs(corpus: Sequence[Mistaken], most: int) -> list[tuple[Mistaken, Mistaken]]:
    """Two mistakes at once, evenly picked from all that fit together."""
    able = [each for each in corpus if each.section < 3]
    pairs = [(one, two) for one, two in combinations(able, 2) if one.combine(two) is not None]
    return pairs[:: max(1, len(pairs) // most)][:most]


def measure(*, quick: bool) -> list[Row]:
    warm()
    corpus = read_mistaken()
    rows = []
    with Sandbox(slot=SLOT) as numpy_box, Sandbox(slot=SLOT - 2, flavour="torch") as torch_box:
        boxes = {"numpy": numpy_box, "torch": torch_box}

        def judge(slug: str, source: Source) -> Report:
            assignment = load_assignment(slug)
            return grade(assignment=assignment, source=source, seed=SEED, sandbox=boxes[assignment.flavour])

        for slug, name, source in list(list_honest())[:: QUICK_STEP if quick else 1]:
            report = judge(slug, source)
            rows.append(Row("honest", name, True, report.verdict == "OK", titles=(report.message,)))
        for each in corpus[:: QUICK_STEP if quick else 1]:
            report = judge(each.assignment, Source("submission.py", each.text))
            titles = name_all(report)
            kind = f"section {each.section}"
            unsaid = tuple(find_unsaid(each.says, titles))
            rows.append(Row(kind, f"{each.assignment}: {each.name}", False, report.verdict == "OK", unsaid, titles))
        for one, two in list_pairs(corpus, QUICK_PAIRS if quick else MOST_PAIRS):
            report = judge(one.assignment, Source("submission.py", one.combine(two) or ""))
            titles = name_all(report)
            expected = read_expected(one, two, [each for each in corpus if each.assignment == one.assignment])
            kind = "two" if set(expected) >= {*one.says, *two.says} else "two as one"
            unsaid = tuple(find_unsaid(expected, titles))
            name = f"{one.assignment}: {one.name} + {two.name}"
            rows.append(Row(kind, name, False, report.verdict == "OK", unsaid, titles))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    rows = measure(quick=options.quick)
    for row in rows:
        if row.is_right != row.full_marks or row.unsaid:
            print(
                f"{row.kind:<10} {row.name}: lacks {', '.join(row.unsaid) or 'nothing'}; said: {' '.join(row.titles)}"
            )
    count: Counter[str] = Counter(row.kind for row in rows)
    named: Counter[str] = Counter(row.kind for row in rows if not row.unsaid)
    print(f"{'':<12}{'answers':>9}{'full marks':>12}{'by name':>9}")
    for kind in count:
        full = sum(row.full_marks for row in rows if row.kind == kind)
        print(f"{kind:<12}{count[kind]:>9}{full:>12}{named[kind]:>9}")
    first_two = [row for row in rows if row.kind in {"section 1", "section 2"}]
    figures = {
        "false_rejections": sum(row.is_right and not row.full_marks for row in rows),
        "false_acceptances": sum(not row.is_right and row.full_marks for row in rows),
        "named_share": round(sum(not row.unsaid for row in first_two) / len(first_two), 3),
        "two_named_share": round(named["two"] / max(count["two"], 1), 3),
    }
    met = all(
        figures[name] >= goal if name.endswith("share") else figures[name] <= goal for name, goal in GOALS.items()
    )
    for name, value in figures.items():
        print(f"{name:<20}{value:>8}   (goal: {'at least' if name.endswith('share') else 'at most'} {GOALS[name]})")
    if options.json:
        print(json.dumps({"name": "verdicts", "figures": figures, "goals": GOALS, "met": met}))


if __name__ == "__main__":
    main()
