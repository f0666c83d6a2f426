"""QTI 1.2 packages: there and back, what others write, and packages that are meant to hurt."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes import formats
from quizzes.formats import FormatError, Question, packages, qti12
from tests.quizzes.formats.questions import PLAIN, choices, matchings, numbers, patient, questions, short_texts, truths

HELD = questions(
    st.one_of(
        choices(text=PLAIN, most=2),
        choices(text=PLAIN, kind="multiple_choice", fewest=1, most=6),
        truths(text=PLAIN),
        numbers(text=PLAIN),
        short_texts(text=PLAIN),
        matchings(text=PLAIN),
        st.just(("open", {})),
    ),
    stem=PLAIN,
    label=PLAIN,
    explanation=PLAIN,
)


@patient
@given(st.lists(HELD, min_size=1, max_size=4))
def test_what_it_can_hold_comes_back_as_it_was(asked: list[Question]):
    written = qti12.write(asked, title="Week 3")
    assert written.losses == ()
    assert list(qti12.read(written.data).questions) == asked


CANVAS = """<?xml version="1.0" encoding="UTF-8"?>
<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"><assessment ident="a" title="T"><section>
<item ident="i1" title="Gates"><itemmetadata><qtimetadata>
<qtimetadatafield><fieldlabel>question_type</fieldlabel><fieldentry>multiple_choice_question</fieldentry></qtimetadatafield>
<qtimetadatafield><fieldlabel>points_possible</fieldlabel><fieldentry>2.0</fieldentry></qtimetadatafield>
</qtimetadata></itemmetadata><presentation>
<material><mattext texttype="text/html">&lt;p&gt;What is &lt;img class="equation_image" alt="LaTeX: h_t"
data-equation-content="h_t"&gt;?&lt;/p&gt;</mattext></material>
<response_lid ident="response1" rcardinality="Single"><render_choice>
<response_label ident="11"><material><mattext texttype="text/plain">A state</mattext></material></response_label>
<response_label ident="12"><material><mattext texttype="text/plain">A gate</mattext></material></response_label>
</render_choice></response_lid></presentation><resprocessing>
<respcondition continue="Yes"><conditionvar><other/></conditionvar>
<displayfeedback linkrefid="correct_fb"/></respcondition>
<respcondition continue="No"><conditionvar><varequal respident="response1">11</varequal></conditionvar>
<setvar action="Set" varname="SCORE">100</setvar></respcondition></resprocessing>
<itemfeedback ident="correct_fb"><flow_mat><material><mattext>Yes!</mattext></material></flow_mat></itemfeedback></item>
<item ident="i2" title="Words"><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel>
<fieldentry>text_only_question</fieldentry></qtimetadatafield></qtimetadata></itemmetadata></item>
</section></assessment></questestinterop>"""


@pytest.mark.parametrize("is_packed", [False, True])
def test_what_canvas_writes(is_packed: bool):
    data = CANVAS.encode()
    data = packages.write_package({"a/a.xml": data, "a/b.png": b"x"}) if is_packed else data
    reading = qti12.read(data)
    (question,) = reading.questions
    assert question.stem == "What is $h_t$?"
    assert (question.label, question.points) == ("Gates", 2)
    assert question.spec == {"options": ["A state", "A gate"], "correct": [0]}
    losses = "; ".join(map(str, reading.losses))
    assert all(words in losses for words in ("“Yes!” has no place", "“Words”: was not taken"))
    assert ("pictures" in losses) == is_packed


def bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("a.xml", b"<questestinterop>" + b" " * 60_000_000)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"PK\x03\x04nonsense", "not a whole zip"),
        (packages.write_package({"a.txt": b"x"}), "no QTI 1.2 question"),
        (packages.write_package({"a.xml": b"<questestinterop><item>"}), "not XML"),
        (packages.write_package({"a.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><questestinterop/>'}), "entities"),
    ],
)
def test_a_package_that_is_none_or_hurts_is_refused_with_the_reason(data: bytes, sentence: str):
    with pytest.raises(FormatError, match=sentence):
        qti12.read(data)


def test_a_package_that_unpacks_to_too_much_is_refused():
    with pytest.raises(FormatError, match="unpacks to more"):
        qti12.read(bomb())


@patient
@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=3))
def test_a_damaged_package_is_read_or_refused(place: int, noise: bytes):
    data = bytearray(qti12.write([Question("true_false", "T?", {"correct": True})], title="x").data)
    place %= len(data)
    data[place : place + len(noise)] = noise
    try:
        qti12.read(bytes(data))
    except FormatError:
        return


def test_packages_are_recognised_by_what_they_hold():
    written = qti12.write([Question("true_false", "T?", {"correct": True})], title="x").data
    assert formats.recognise("quiz.zip", written).name == "qti12"
    assert formats.recognise("quiz.xml", CANVAS.encode()).name == "qti12"


def test_what_the_format_lacks_is_named():
    asked = [
        Question("ordering", "O?", {"options": ["a", "b"]}),
        Question("numeric", "N?", {"answer": 1, "unit": "m"}),
    ]
    losses = "; ".join(map(str, qti12.write(asked, title="").losses))
    assert all(words in losses for words in ("kind ordering", "unit (m)"))
