"""Small enough to read at once."""

from statistics import median

from tests.architecture.sources import ROOT, list_code, list_files, list_functions


def count_lines(path: str) -> int:
    return (ROOT / path).read_text(encoding="utf-8").count("\n")


def is_view(path: str) -> bool:
    return "/views/" in path or path.endswith("/views.py")


def test_no_file_is_longer_than_300_lines():
    assert [path for path in list_code() if count_lines(path) > 300] == []


def test_half_of_the_files_are_shorter_than_100_lines():
    assert median(count_lines(path) for path in list_code()) <= 100


def test_no_function_is_longer_than_40_lines():
    assert [f"{function} has {function.lines} lines" for function in list_functions() if function.lines > 40] == []


def test_no_view_is_longer_than_20_lines():
    views = [function for function in list_functions() if is_view(function.path)]
    assert [f"{view} has {view.lines} lines" for view in views if view.lines > 20] == []


def test_no_module_has_a_name_that_says_nothing():
    vague = {"utils", "helpers", "common", "misc"}
    names = [(path, path.removesuffix(".py").split("/")) for path in list_files() if path.endswith(".py")]
    assert [path for path, parts in names if vague & set(parts)] == []
