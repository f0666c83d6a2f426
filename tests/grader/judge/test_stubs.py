from grader.judge.stubs import find_block, is_untouched

STARTER = '''
def cell(x):
    """What to do."""
    # your code here
    h = None
    return h


def other(x):
    return x
'''


def test_the_starters_own_function_is_untouched():
    assert is_untouched("cell", text=STARTER, starter=STARTER)


def test_comments_and_blank_lines_are_no_work():
    text = STARTER.replace("    # your code here\n", "\n    # I do not know\n\n")
    assert is_untouched("cell", text=text, starter=STARTER)


def test_any_change_of_the_code_is_an_attempt():
    assert not is_untouched("cell", text=STARTER.replace("h = None", "h = x"), starter=STARTER)


def test_a_function_that_is_not_there_is_not_untouched():
    assert not is_untouched("third", text=STARTER, starter=STARTER)


def test_the_last_definition_counts():
    text = f"{STARTER}\ndef cell(x):\n    return 2 * x\n"
    assert find_block("cell", text) == ["def cell(x):", "    return 2 * x"]
    assert not is_untouched("cell", text=text, starter=STARTER)


def test_a_signature_over_several_lines_belongs_to_its_function():
    text = "def cell(\n    x,\n    y,\n):\n    return x\n\nz = 1\n"
    assert find_block("cell", text) == ["def cell(", "    x,", "    y,", "):", "    return x"]
