"""A page never fails and never waits long because of its mathematics."""

from pathlib import Path

import pytest
from django.core.cache import cache

from courseapp.site import mathematics
from courseapp.site.mathematics import Formula, typeset

X, Y, SLOW = Formula("x", False), Formula("y", False), Formula("slow", False)


@pytest.fixture(autouse=True)
def nothing_remembered(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    mathematics.memory.clear()
    cache.clear()


def use_script(monkeypatch, folder: Path, script: str) -> None:
    """Another typesetter, run by the same node."""
    (folder / "typeset.mjs").write_text(script, encoding="utf-8")
    monkeypatch.setattr(mathematics, "FRONTEND", folder)


def test_without_a_working_node_the_source_is_shown(monkeypatch, tmp_path):
    monkeypatch.setattr(mathematics, "FRONTEND", tmp_path)
    assert typeset([Formula("a < b", False)]) == {Formula("a < b", False): '<code class="math-source">a &lt; b</code>'}


def test_a_node_that_failed_is_left_alone_for_a_while(monkeypatch, tmp_path):
    with monkeypatch.context() as broken:
        broken.setattr(mathematics, "FRONTEND", tmp_path)
        typeset([X])
    assert "math-source" in typeset([X])[X]
    mathematics.memory.paused_until = float("-inf")
    assert "katex" in typeset([X])[X]


def test_a_failure_of_node_is_not_remembered_as_the_answer(monkeypatch, tmp_path):
    with monkeypatch.context() as broken:
        broken.setattr(mathematics, "FRONTEND", tmp_path)
        typeset([X])
    assert cache.get(X.key) is None


def test_when_time_runs_out_what_is_done_is_kept_and_the_slow_formula_never_tried_again(monkeypatch, tmp_path):
    script = """
        import { createInterface } from "node:readline";
        import { writeSync } from "node:fs";
        for await (const line of createInterface({ input: process.stdin })) {
          if (JSON.parse(line).tex === "slow") for (;;) {}
          writeSync(1, JSON.stringify({ html: "<b>done</b>" }) + "\\n");
        }
    """
    use_script(monkeypatch, tmp_path, script)
    monkeypatch.setattr(mathematics, "TIMEOUT_S", 1.5)
    first = typeset([X, SLOW, Y])
    assert "<b>done</b>" in first[X]
    assert "math-source" in first[SLOW]
    second = typeset([X, SLOW, Y])
    assert "math-source" in second[SLOW]
    assert "<b>done</b>" in second[Y]


def test_too_many_formulas_at_once_show_the_rest_as_source(monkeypatch):
    monkeypatch.setattr(mathematics, "MAX_FORMULAS", 2)
    formulas = [Formula(f"x_{number}", False) for number in range(3)]
    shown = typeset(formulas)
    assert ["katex" in shown[formula] for formula in formulas] == [True, True, False]


def test_an_endless_formula_text_is_not_typeset():
    long = Formula("x" * (mathematics.MAX_LENGTH + 1), False)
    assert typeset([long])[long].startswith('<code class="math-source">')


def test_another_process_finds_what_this_one_typeset(monkeypatch, tmp_path):
    typeset([X])
    mathematics.memory.clear()
    monkeypatch.setattr(mathematics, "FRONTEND", tmp_path)
    assert "katex" in typeset([X])[X]


def test_inline_and_display_are_remembered_apart():
    shown = typeset([X, Formula("x", True)])
    assert shown[X] != shown[Formula("x", True)]


def test_the_memory_forgets_the_oldest():
    memory = mathematics.Memory(2)
    memory.put("a", "1")
    memory.put("b", "2")
    assert memory.get("a") == "1"
    memory.put("c", "3")
    assert memory.get("b") is None
    assert memory.get("a") == "1"


def test_letters_of_every_alphabet_survive_the_way_to_node_and_back():
    formula = Formula("\\text{größe, 状態}", False)
    assert "状態" in typeset([formula])[formula]
