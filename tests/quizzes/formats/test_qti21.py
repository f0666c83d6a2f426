"""QTI 2.1 packages: there and back, an item as others write it, and what is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes import formats
from quizzes.formats import FormatError, Question, packages, qti21
from tests.quizzes.formats.questions import PLAIN, choices, matchings, numbers, patient, questions, short_texts, truths

STRICT = {"credit": "all_or_nothing"}
LINES = st.lists(PLAIN, min_size=2, max_size=5, unique=True)


def strict(described: tuple[str, dict]) -> tuple[str, dict]:
    return described[0], described[1] | STRICT


def without_feedback(described: tuple[str, dict]) -> tuple[str, dict]:
    return described[0], {key: value for key, value in described[1].items() if key != "feedback"}


HELD = questions(
    st.one_of(
        choices(text=PLAIN),
        choices(text=PLAIN, kind="multiple_choice", most=6).map(strict),
        truths(text=PLAIN),
        numbers(text=PLAIN).map(without_feedback),
        short_texts(text=PLAIN).map(without_feedback),
        matchings(text=PLAIN).map(strict),
        LINES.map(lambda lines: ("ordering", {"options": lines} | STRICT)),
        st.just(("open", {})),
    ),
    stem=PLAIN,
    label=PLAIN,
    explanation=PLAIN,
)


@patient
@given(st.lists(HELD, min_size=1, max_size=4))
def test_what_it_can_hold_comes_back_as_it_was(asked: list[Question]):
    written = qti21.write(asked, title="Week 3")
    assert written.losses == ()
    assert list(qti21.read(written.data).questions) == asked


ITEM = """<?xml version="1.0" encoding="UTF-8"?>
<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="choice" title="Gates" adaptive="false">
<responseDeclaration identifier="RESPONSE" cardinality="multiple" baseType="identifier">
<correctResponse><value>H</value><value>O</value></correctResponse>
<mapping lowerBound="0" upperBound="2" defaultValue="-2"><mapEntry mapKey="H" mappedValue="1"/></mapping>
</responseDeclaration><outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
<itemBody><p>Look at <b>this</b>: <img src="cell.png" alt="A cell"/></p>
<choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="0"><prompt>Which are gates?</prompt>
<simpleChoice identifier="H">Forget</simpleChoice><simpleChoice identifier="O">Output</simpleChoice>
<simpleChoice identifier="C">Cell</simpleChoice></choiceInteraction></itemBody>
<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"/></assessmentItem>"""


def test_an_item_as_others_write_it():
    reading = qti21.read(ITEM.encode())
    (question,) = reading.questions
    assert question.kind == "multiple_choice"
    assert question.spec == {"options": ["Forget", "Output", "Cell"], "correct": [0, 1], "shuffle": True}
    assert question.stem.startswith("Look at **this**")
    assert question.stem.endswith("Which are gates?")
    assert "pictures" in str(reading.losses[0])


@pytest.mark.parametrize(
    ("interaction", "sentence"),
    [
        ("<hotspotInteraction/>", "answers by hotspotInteraction do not exist"),
        ("<p>Only words</p>", "text without a question"),
        ("<choiceInteraction/><choiceInteraction/>", "several places"),
        ("<choiceInteraction><simpleChoice identifier='a'>x</simpleChoice></choiceInteraction>", "none of its options"),
    ],
)
def test_what_is_left_behind_is_named(interaction: str, sentence: str):
    text = f"<assessmentItem title='T'><itemBody><p>Q</p>{interaction}</itemBody></assessmentItem>"
    assert sentence in str(qti21.read(text.encode()).losses[-1])


def test_a_package_without_items_is_refused():
    with pytest.raises(FormatError, match="no QTI"):
        qti21.read(packages.write_package({"a.xml": b"<x/>"}))


def test_packages_are_recognised_by_what_they_hold():
    written = qti21.write([Question("true_false", "T?", {"correct": True})], title="x").data
    assert formats.recognise("quiz.zip", written).name == "qti21"
    assert formats.recognise("item.xml", ITEM.encode()).name == "qti21"


def test_what_the_format_lacks_is_named():
    asked = [
        Question("cloze", "C?", {"text": "[[a]]", "blanks": {"a": {"kind": "numeric", "answer": 1}}}),
        Question("matching", "M?", {"pairs": [["a", "b"], ["c", "d"]]}),
    ]
    losses = "; ".join(map(str, qti21.write(asked, title="").losses))
    assert all(words in losses for words in ("kind cloze", "all or nothing there"))
