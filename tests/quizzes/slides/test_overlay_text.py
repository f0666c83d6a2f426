from pathlib import Path

import pytest

from quizzes.slides import Box, Bullet, Bullets, Deck, Enumeration, Equation, Item, Paragraph, read_deck

DECKS = Path(__file__).parent / "decks"


@pytest.fixture(scope="module")
def optimisers() -> Deck:
    """Our deck without page breaks: overlays that add, replace and repeat, a rising quiz number, wrong glyphs."""
    return read_deck("optimisers.txt", (DECKS / "optimisers.txt").read_bytes())


@pytest.fixture(scope="module")
def attention() -> Deck:
    """Our deck as pdftotext writes it: form feeds, footers, wrapped lines, options in two columns."""
    return read_deck("attention.txt", (DECKS / "attention.txt").read_bytes())


def test_overlays_without_page_breaks_become_slides(optimisers: Deck) -> None:
    assert optimisers.page_count == 20
    assert [(slide.title, slide.pages) for slide in optimisers.slides] == [
        ("Walking Downhill", (1, 1)),
        ("Outline", (2, 2)),
        ("Why Step Size Matters", (3, 5)),
        ("A Word on Units", (6, 6)),
        ("Pop Quiz #1", (7, 9)),
        ("Pop Quiz #3 – Answer", (10, 11)),
        ("Momentum Remembers", (12, 14)),
        ("Which Schedule When", (15, 17)),
        ("Key Takeaways", (18, 19)),
        ("Thank You!", (20, 20)),
    ]


def test_the_deck_is_called_by_its_first_title(optimisers: Deck) -> None:
    assert (optimisers.title, optimisers.format) == ("Walking Downhill", "overlay_text")


def test_boxes_equations_and_nested_bullets_are_kept(optimisers: Deck) -> None:
    assert optimisers.slides[2].blocks == (
        Box("definition", "Gradient Step", (Equation(r"\theta_{t+1} = \theta_t - \eta \nabla L(\theta_t)", "1"),)),
        Box(
            "key_points",
            "",
            (
                Bullets(
                    (
                        Bullet(0, "A tiny step wastes the whole afternoon"),
                        Bullet(0, "A huge step jumps across the valley"),
                        Bullet(1, "and may never come back"),
                    )
                ),
            ),
        ),
    )


def test_a_display_over_several_lines_is_one_equation(optimisers: Deck) -> None:
    velocity = optimisers.slides[6].blocks[0]
    assert isinstance(velocity, Box)
    assert velocity.blocks[0] == Equation(r"v_{t+1} = \mu v_t - \eta g_t", "2")


def test_an_option_first_shown_without_its_bullet_is_listed_once(optimisers: Deck) -> None:
    quiz = optimisers.slides[4].blocks[0]
    assert isinstance(quiz, Box)
    assert quiz.kind == "quiz"
    assert quiz.blocks[1] == Enumeration("A)", (Item("A", "0.1"), Item("B", "0.5"), Item("C", "1.0")))


def test_private_glyphs_and_ligatures_become_letters(optimisers: Deck) -> None:
    assert "Answer: B) 0.5 lands on zero" in optimisers.slides[5].text
    assert "efficient running average" in optimisers.slides[6].text


def test_what_an_overlay_replaced_is_kept_beside_its_replacement(optimisers: Deck) -> None:
    replaced, replacement = optimisers.slides[7].blocks[2:]
    assert replaced == Paragraph("Watch the first hundred steps.")
    assert replacement == Paragraph("Watch the validation loss instead.")


def test_form_feeds_are_pages_and_footers_are_dropped(attention: Deck) -> None:
    assert attention.page_count == 8
    assert [slide.pages for slide in attention.slides] == [(1, 1), (2, 3), (4, 5), (6, 6), (7, 7), (8, 8)]
    assert "/ 6" not in "".join(slide.text for slide in attention.slides)


def test_wrapped_bullets_are_joined(attention: Deck) -> None:
    assert "A recurrent state must carry everything in one vector of fixed length" in attention.slides[1].text


def test_options_in_two_columns_are_put_in_order(attention: Deck) -> None:
    options = attention.slides[3].blocks[1]
    assert isinstance(options, Enumeration)
    assert [item.label for item in options.items] == ["A", "B", "C", "D"]
    assert options.items[1].text == "The softmax saturates"


@pytest.mark.parametrize("name", ["optimisers.txt", "attention.txt"])
def test_line_ends_and_byte_order_marks_change_nothing(name: str) -> None:
    data = (DECKS / name).read_bytes()
    windows = b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")
    assert read_deck(name, windows) == read_deck(name, data)


def test_the_text_hash_ignores_case_and_spaces_only() -> None:
    one, same, other = (
        read_deck("a.txt", text.encode()).slides[0].text_hash
        for text in ("Title\n\n- one  bullet", "TITLE\n\n\n- One bullet", "Title\n\n- two bullets")
    )
    assert one == same != other


def test_a_slide_without_a_title_keeps_its_body() -> None:
    (slide,) = read_deck("a.txt", b"- first\n- second").slides
    assert (slide.title, slide.blocks) == ("", (Bullets((Bullet(0, "first"), Bullet(0, "second"))),))


def test_no_blank_lines_at_all_are_enough_to_find_the_pages() -> None:
    text = (DECKS / "optimisers.txt").read_text()
    dense = "\n".join(line for line in text.split("\n") if line.strip())
    spaced = "\n\n\n".join(line for line in dense.split("\n"))
    expected = [slide.title for slide in read_deck("a.txt", text.encode()).slides]
    assert [slide.title for slide in read_deck("a.txt", spaced.encode()).slides] == expected
    assert [slide.title for slide in read_deck("a.txt", dense.encode()).slides] == expected


def test_wide_gaps_between_sections_are_no_page_breaks() -> None:
    text = (DECKS / "optimisers.txt").read_text()
    sections = [text.replace("Step", f"Step {word}") for word in ("Alpha", "Beta", "Gamma", "Delta", "Epsilon")]
    deck = read_deck("a.txt", "\n\n\n".join(sections).encode())
    assert deck.page_count == 5 * 20
    assert [slide.title for slide in deck.slides[10:12]] == ["Walking Downhill", "Outline"]


def test_footers_end_pages_where_there_are_no_form_feeds() -> None:
    pages = ["One\n- a", "One\n- a\n- b", "Two\nShort line here", "Three\n- c"]
    text = "\n".join(f"{page}\n{number} / 3" for page, number in zip(pages, (1, 1, 2, 3), strict=True))
    deck = read_deck("a.txt", text.encode())
    assert [slide.pages for slide in deck.slides] == [(1, 2), (3, 3), (4, 4)]
    assert [slide.title for slide in deck.slides] == ["One", "Two", "Three"]


def test_a_missing_footer_is_made_up_for_by_the_repeated_title() -> None:
    text = "One\n- a\n1 / 2\nOne\n- a\n- b\nOne\n- a\n- b\n- c\n1 / 2\nTwo\n- d\n2 / 2\n"
    deck = read_deck("a.txt", text.encode())
    assert [(slide.title, slide.pages) for slide in deck.slides] == [("One", (1, 3)), ("Two", (4, 4))]


def test_two_quizzes_with_the_same_options_stay_two_slides() -> None:
    quiz = "Pop Quiz #{0}\n\nQuick Quiz {0}\n\n{1}\n\n- A) True\n- B) False\n\n"
    first, second = quiz.format(1, "Is momentum a force?"), quiz.format(2, "Is noise always bad?")
    for text in (first + first + second + second, first + "\f" + second):
        assert [slide.title for slide in read_deck("a.txt", text.encode()).slides] == ["Pop Quiz #1", "Pop Quiz #2"]


def test_a_title_repeated_above_a_box_does_not_cut_the_page() -> None:
    page = "Takeaways\n\nTakeaways\n\n- one\n\n"
    deck = read_deck("a.txt", (page + page.replace("one", "one\n- two") + "Thanks\n").encode())
    assert [(slide.title, slide.pages) for slide in deck.slides] == [("Takeaways", (1, 2)), ("Thanks", (3, 3))]
