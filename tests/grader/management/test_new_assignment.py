import pytest

from grader.judge import load_assignment


@pytest.mark.parametrize("name", ["gated_cell", "my-cell"])
def test_a_new_assignment_passes_its_audit(manage, tmp_path, name):
    folder = tmp_path / "course" / name
    done = manage("new_assignment", str(folder))
    assert done.returncode == 0, done.stderr
    assert f"audit_assignment {folder}" in done.stdout
    audited = manage("audit_assignment", str(folder))
    assert audited.returncode == 0, audited.stdout + audited.stderr
    assert "Clean." in audited.stdout
    assert "mistakes/mean_for_bias.py" in audited.stdout


def test_it_bears_the_name_of_its_folder(manage, tmp_path):
    manage("new_assignment", str(tmp_path / "peephole_cell"))
    assignment = load_assignment(tmp_path / "peephole_cell")
    assert (assignment.slug, assignment.title, assignment.max_score) == ("peephole_cell", "Peephole cell", 10)
    assert [function.name for function in assignment.functions] == ["peephole_cell_forward", "peephole_cell_backward"]
    for function in assignment.functions:
        header = f"def {function.name}({', '.join(argument.name for argument in function.arguments)}):"
        assert header in assignment.statement
        assert header in assignment.starter
    texts = [path.read_text() for path in assignment.folder.rglob("*.*")]
    assert not any("my_cell" in text.lower() for text in texts)


def test_an_empty_folder_is_filled(manage, tmp_path):
    (tmp_path / "cell").mkdir()
    assert manage("new_assignment", str(tmp_path / "cell")).returncode == 0


def test_nothing_is_ever_overwritten(manage, tmp_path):
    (tmp_path / "cell").mkdir()
    (tmp_path / "cell" / "solution.py").write_text("mine")
    done = manage("new_assignment", str(tmp_path / "cell"))
    assert done.returncode == 2
    assert "is there already" in done.stderr
    assert [path.name for path in (tmp_path / "cell").iterdir()] == ["solution.py"]


@pytest.mark.parametrize(
    ("folder", "words"),
    [("2nd cell", "cannot name an assignment"), ("file/cell", "cannot be written"), ("file", "is there already")],
)
def test_what_cannot_be_a_folder_is_explained(manage, tmp_path, folder, words):
    (tmp_path / "file").write_text("")
    done = manage("new_assignment", str(tmp_path / folder))
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
