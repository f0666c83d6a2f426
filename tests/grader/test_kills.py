"""The picture of what catches what."""

from grader.pictures.kills import NAMES, WIDTH, draw_matrix

CHECKS = [("cell", "cell.h", "Value of h"), ("back", "back.dx", "Gradient dx"), ("back", "back.edge", "x" * 60)]


def test_wrong_answers_that_die_alike_stand_together_and_survivors_at_the_end():
    deaths = [[], ["cell.h"], ["cell.h", "back.dx"], ["cell.h"], ["back.dx"], []]
    drawn = draw_matrix(function="cell", checks=CHECKS, mutants=[{"killed_by": each} for each in deaths])
    width = (WIDTH - NAMES) / len(deaths)
    assert [[(run.width, run.alone) for run in line.runs] for line in drawn.lines] == [
        [(round(2 * width, 2), True), (round(width, 2), False)],
        [(round(width, 2), False), (round(width, 2), True)],
        [],
    ]
    assert drawn.survivors.x + drawn.survivors.width == WIDTH
    assert [head.function for head in drawn.heads] == ["cell", "back"]
    assert drawn.lines[2].title.endswith("…")


def test_without_wrong_answers_there_is_an_empty_picture():
    assert draw_matrix(function="cell", checks=CHECKS, mutants=[]).survivors is None
