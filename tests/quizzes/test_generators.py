"""Built-in generators: many seeds, each a question whose foreseen mistakes are wrong and told apart."""

import math
import random
import re

import pytest

from quizzes import generators, question_types
from quizzes.generators import GeneratorError, read_drawn


@pytest.mark.parametrize("name", generators.names())
def test_every_seed_gives_a_question_that_can_be_asked(name: str):
    stems = set()
    for seed in range(50):
        drawn = generators.draw(name, str(seed))
        known = question_types.get(drawn.kind)
        spec = known.read_spec(drawn.spec)
        right = known.read_answer(spec, {"number": [str(drawn.spec["answer"])]})
        assert known.mark(spec, right).fraction == 1
        for each in drawn.spec["feedback"]:
            mark = known.mark(spec, known.read_answer(spec, {"number": [each["answer"]]}))
            assert (mark.fraction, mark.remarks) == (0, (each["text"],))
        assert len(drawn.spec["feedback"]) >= 3
        stems.add(drawn.stem)
    assert len(stems) > 20


@pytest.mark.parametrize("name", generators.names())
def test_the_same_seed_gives_the_same_question(name: str):
    assert generators.draw(name, "7") == generators.draw(name, "7")


def test_one_step_is_the_step():
    drawn = generators.draw("rnn_step", "1")
    numbers = re.findall(r"= (-?[\d.]+\d)", drawn.stem.replace("$ and", "$"))
    w, u, b, h, x = map(float, numbers)
    assert math.isclose(float(drawn.spec["answer"]), math.tanh(w * h + u * x + b), abs_tol=1e-6)


@pytest.mark.parametrize(
    ("name", "kind"), [("rnn_parameters", "RNN"), ("lstm_parameters", "LSTM"), ("gru_parameters", "GRU")]
)
def test_parameters_are_what_torch_counts_with_one_bias(name: str, kind: str):
    torch = pytest.importorskip("torch")
    drawn = generators.draw(name, "1")
    D, H = map(int, re.findall(r"= (\d+)", drawn.stem))
    cell = getattr(torch.nn, kind)(D, H)
    count = sum(each.numel() for name, each in cell.named_parameters() if "bias_hh" not in name)
    assert drawn.spec["answer"] == count


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (3, "must return a dictionary"),
        ({"answer": 1}, "“stem” says"),
        ({"stem": "?", "answer": "much"}, "not a number"),
        ({"stem": "?", "answer": 1, "anwser": 2}, "Nobody knows “anwser”"),
        ({"stem": "?", "kind": "riddle"}, "“kind” is one of"),
        ({"stem": "?", "answer": 1, "feedback": [{"answer": 2, "text": "x", "more": {1j}}]}, "plain numbers"),
        ({"stem": "?" * 30_000, "answer": 1}, "longer than"),
    ],
)
def test_what_is_no_question_is_refused_with_a_reason(given: object, sentence: str):
    with pytest.raises(GeneratorError, match=re.escape(sentence)):
        read_drawn(given)


def test_a_generator_knows_no_other_randomness():
    random.seed(1)
    one = generators.draw("rnn_step", "3")
    random.seed(2)
    assert generators.draw("rnn_step", "3") == one
