from grader.judge import load_assignment, plan_checks


def test_the_declared_points_add_up_exactly(rnn_cell):
    assert rnn_cell.max_score == 20
    assert sum(rnn_cell.points.values()) == 20_000
    assert sum(check.max_points for check in plan_checks(rnn_cell)) == 20


def test_edges_share_their_points_without_loss(folder):
    file = folder / "assignment.toml"
    file.write_text(file.read_text().replace("edges = 2 ", "edges = 1\nlarge = 0 ", 1))
    points = load_assignment(folder).points
    shares = [points[f"rnn_cell_forward.{name}"] for name in ("batch_of_one", "square", "zeros")]
    assert sum(shares) == 1000
    assert max(shares) - min(shares) <= 1
    assert points["rnn_cell_forward.large"] == 0


def test_checks_are_known_before_anything_runs(rnn_cell):
    planned = plan_checks(rnn_cell)
    assert [check.name.removeprefix("rnn_cell_forward.") for check in planned[:8]] == [
        "interface",
        "h",
        "y",
        "batch_of_one",
        "square",
        "zeros",
        "large",
        "repeat",
    ]
    assert all(check.expectation.endswith(".") for check in planned)
    assert len({check.name for check in planned}) == len(planned)
