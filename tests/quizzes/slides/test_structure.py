from quizzes.slides import Box, Bullet, Bullets, Code, Enumeration, Equation, Item, Paragraph, Table, write_markdown
from quizzes.slides.deck import Block
from quizzes.slides.lines import read_lines
from quizzes.slides.structure import read_blocks


def read(text: str) -> tuple[Block, ...]:
    return read_blocks(read_lines(text))


def test_a_box_reaches_to_the_next_box() -> None:
    assert read("Before.\n\nDefinition: Gate\n\nA gate.\n\nKey Points\n\n- one") == (
        Paragraph("Before."),
        Box("definition", "Gate", (Paragraph("A gate."),)),
        Box("key_points", "", (Bullets((Bullet(0, "one"),)),)),
    )


def test_an_empty_box_stays() -> None:
    assert read("Example: Later") == (Box("example", "Later", ()),)


def test_bullets_are_nested_by_their_indentation() -> None:
    assert read("- a\n  - b\n    * c\n  - d\n- e") == (
        Bullets((Bullet(0, "a"), Bullet(1, "b"), Bullet(2, "c"), Bullet(1, "d"), Bullet(0, "e"))),
    )


def test_equations_keep_their_numbers() -> None:
    assert read("$$a = b \\quad (3)$$") == (Equation("a = b", "3"),)
    assert read("$$a = b \\tag{4}$$") == (Equation("a = b", "4"),)
    assert read("$$a = b$$ (5)") == (Equation("a = b", "5"),)
    assert read("\\begin{equation}\na = b\n\\end{equation}") == (Equation("a = b"),)
    assert read("\\[ a = b \\]") == (Equation("a = b"),)


def test_an_aligned_display_keeps_its_environment() -> None:
    (equation,) = read("\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}")
    assert equation == Equation("\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}")


def test_labels_that_start_over_start_a_new_list() -> None:
    assert read("A) one\nB) two\nA) three\nB) four") == (
        Enumeration("A)", (Item("A", "one"), Item("B", "two"))),
        Enumeration("A)", (Item("A", "three"), Item("B", "four"))),
    )


def test_a_mark_inside_of_mathematics_starts_no_option() -> None:
    assert read("A) $f( B) $ holds  B) neither") == (
        Enumeration("A)", (Item("A", "$f( B) $ holds"), Item("B", "neither"))),
    )


def test_an_initial_is_no_list() -> None:
    assert read("A. Turing asked this first") == (Paragraph("A. Turing asked this first"),)


def test_listings_and_tables_are_kept() -> None:
    assert read("```python\nx = 1\ny = 2\n```") == (Code("x = 1\ny = 2", "python"),)
    assert read("| a | b |\n|---|---|\n| 1 | 2 |") == (Table((("a", "b"), ("1", "2"))),)


def test_wrapped_lines_are_one_paragraph() -> None:
    assert read("This line is wrapped\nin the middle.\n\nThis one is not.") == (
        Paragraph("This line is wrapped in the middle."),
        Paragraph("This one is not."),
    )


def test_blocks_as_markdown() -> None:
    lists = "Definition: Gate\n\nOpen it:\n\n- a\n  - b\n\n1. x\n2. y\n\nA) p\nB) q"
    text = f"{lists}\n\n$$e \\tag{{1}}$$\n\n| a | b |\n| 1 | 2 |"
    assert write_markdown(read(text)) == (
        "**Gate**\n\nOpen it:\n\n- a\n  - b\n\n1. x\n2. y\n\n- A) p\n- B) q\n\n"
        "$$\ne \\tag{1}\n$$\n\n| a | b |\n| --- | --- |\n| 1 | 2 |"
    )
