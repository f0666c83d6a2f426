"""Runs a submission's code and answers the judge's calls with plain data. The judge believes nothing but the data."""

from __future__ import annotations

import gc
import io
import os
import random
import socket
import sys
from collections.abc import Mapping
from typing import Any, Final, NoReturn

import numpy as np

from . import kernel
from .batches import fold, is_fixed, unfold
from .conversion import NotPlainError, Shelf, TooLargeError
from .loading import Submission, words_of
from .protocol import HEADER, Kind, pack, read_header
from .surroundings import Surroundings
from .values import ProtocolError, Value, decode, encode

_NOT_ATTEMPTED: Final = (NotImplementedError,)
_LARGEST_REQUEST: Final = 1 << 30
_PRACTICE: Final = """
import numpy as np

def forward(x, W, b):
    h = np.tanh(x @ W)
    return h, 1.0 / (1.0 + np.exp(-h)), np.zeros_like(h).sum(axis=0), {"x": x, "cache": (W, b)}
"""


def warm_up() -> None:
    """Do once, for nothing, what every submission does: Python then knows its way, and no fork has to find it again."""
    _reseed(os.urandom(16))
    practice = Submission("practice.py", _PRACTICE)
    practice.execute()
    practice.describe()
    array = np.arange(6.0).reshape(2, 3)
    body = decode(encode(("forward", (array, array.T, array[0]), (), True), share=True), share=True)
    _answer(practice, Shelf(tensors=False, reply_bytes=1 << 20), *body)
    practice.forget()


def serve(channel: int, *, seed: bytes, reply_bytes: int) -> None:
    """Say hello, load the submission that the judge sends, answer calls until the judge hangs up.

    A reply whose values are larger than `reply_bytes` is given up before any of it is encoded.
    """
    _reseed(seed or os.urandom(16))
    _open_streams()
    judge = _Judge(socket.socket(fileno=channel))
    judge.send(Kind.HELLO, bytes(16), encode(None))
    shelf = Shelf(tensors="torch" in sys.modules, reply_bytes=reply_bytes)
    submission = None
    while True:
        kind, call_id, body = judge.receive()
        if kind is Kind.LOAD:
            filename, text, *surroundings = body
            submission = Submission(filename, text, Surroundings(*surroundings))
            kind, answer = _load(submission)
            judge.send(kind, call_id, answer)
        elif kind is Kind.SETTLE:
            _settle()
            judge.send(Kind.SETTLED, call_id, encode(None))
        elif submission is not None:
            judge.send(*_reply(kind, call_id, submission, shelf, body))


class _Judge:
    """The other end of the channel."""

    def __init__(self, channel: socket.socket) -> None:
        self._channel = channel

    def receive(self) -> tuple[Kind, bytes, Value]:
        kind, call_id, length = read_header(self._exactly(HEADER.size), limit=_LARGEST_REQUEST)
        return kind, call_id, decode(self._exactly(length), share=True)

    def _exactly(self, size: int) -> bytes:
        data = bytearray(size)
        view = memoryview(data)
        while view:
            received = self._channel.recv_into(view)
            if not received:
                os._exit(0)
            view = view[received:]
        return bytes(data)

    def send(self, kind: Kind, call_id: bytes, body: bytes) -> None:
        for stream in (sys.stdout, sys.stderr):
            _flush(stream)
        self._channel.sendall(pack(kind, call_id, body))


def _settle() -> None:
    """Let go what nobody can reach any more, so that what is still in memory is what was kept."""
    gc.collect()
    kernel.give_back()


def _load(submission: Submission) -> tuple[Kind, bytes]:
    try:
        submission.execute()
    except BaseException as error:  # noqa: BLE001 - a student's code may raise anything at all
        column = error.offset if isinstance(error, SyntaxError) and error.filename == submission.filename else 0
        syntax = isinstance(error, SyntaxError) and error.__traceback__ is not None and not _passed(submission, error)
        return Kind.NOT_LOADED, encode((syntax, *words_of(error), submission.line_of(error), column or 0))
    skipped = tuple((each.line, each.type_name, each.message) for each in submission.skipped)
    return Kind.LOADED, encode((submission.describe(), submission.exited, skipped))


def _passed(submission: Submission, error: BaseException) -> bool:
    """Tell whether the error came out of the student's running code, not out of reading it."""
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == submission.filename:
            return True
        trace = trace.tb_next
    return False


def _reply(kind: Kind, call_id: bytes, submission: Submission, shelf: Shelf, body: Value) -> tuple[Kind, bytes, bytes]:
    shelf.begin()
    try:
        if kind is Kind.BATCH:
            return Kind.ANSWERS, call_id, _answer_all(submission, shelf, *body)
        kind, answer = _answer(submission, shelf, *body)
    except TooLargeError:
        return Kind.TOO_LARGE, call_id, encode(None)
    return kind, call_id, answer


def _answer(
    submission: Submission, shelf: Shelf, name: str, arguments: Value, wants: Value, compare: bool
) -> tuple[Kind, bytes]:
    fresh: Any = shelf.fresh(arguments)
    try:
        shape, names, values = _call(submission, shelf, name, fresh, wants)
        changed = _changed(arguments, fresh) if compare else ()
        return Kind.RETURNED, encode((shape, names, values, changed))
    except TooLargeError:
        raise
    except BaseException as error:  # noqa: BLE001 - a student's code may raise anything at all
        return _failure(submission, error)


def _answer_all(submission: Submission, shelf: Shelf, name: str, batch: Value, wants: Value) -> bytes:
    """Answer a batch: in columns if every call returned the same kind of thing, otherwise one after the other."""
    results: list[tuple[str, tuple[str, ...], tuple[Value, ...]]] = []
    rows: list[Value] = []
    for arguments in unfold(batch):
        try:
            shape, names, values = _call(submission, shelf, name, shelf.fresh(arguments), wants)
            if all(map(is_fixed, values)):
                # The next call may write into an array that this one returned.
                copies = tuple(value.copy() if type(value) is np.ndarray else value for value in values)
                results.append((shape, names, copies))
                rows.append(None)
            else:
                rows.append((int(Kind.RETURNED), encode((shape, names, values, ()))))
        except TooLargeError:
            raise
        except BaseException as error:  # noqa: BLE001 - a student's code may raise anything at all
            kind, answer = _failure(submission, error)
            rows.append((int(kind), answer))
    if len(results) == len(rows) and len({(shape, names) for shape, names, _ in results}) == 1:
        return encode((True, *results[0][:2], fold([values for _, _, values in results])))
    remaining = iter(results)
    return encode((False, [row or (int(Kind.RETURNED), encode((*next(remaining), ()))) for row in rows]))


def _call(
    submission: Submission, shelf: Shelf, name: str, fresh: Any, wants: Value
) -> tuple[str, tuple[str, ...], tuple[Value, ...]]:
    function = submission.find(name)
    result = function(**fresh) if isinstance(fresh, dict) else function(*fresh)
    shape, names, values = shelf.present(result, wants)
    return shape, tuple(names), tuple(values)


def _failure(submission: Submission, error: BaseException) -> tuple[Kind, bytes]:
    if isinstance(error, SystemExit):
        _leave(error)
    if isinstance(error, NotPlainError) or submission.says_mismatch(error):
        return Kind.INVALID, encode(str(error))
    if isinstance(error, ProtocolError):
        return Kind.INVALID, encode(f"something that cannot be sent: {error}")
    not_attempted = isinstance(error, _NOT_ATTEMPTED)
    return Kind.RAISED, encode((*words_of(error), submission.line_of(error), not_attempted))


def _changed(arguments: Value, fresh: Any) -> tuple[str, ...]:
    """Name the top-level array arguments whose bytes are no longer what the judge sent."""
    pairs = arguments.items() if isinstance(arguments, Mapping) else enumerate(arguments)
    return tuple(
        str(key) for key, value in pairs if type(value) is np.ndarray and value.tobytes() != _bytes_of(fresh[key])
    )


def _bytes_of(value: Any) -> bytes:
    return bytes((value if type(value) is np.ndarray else value.detach().numpy()).tobytes())


def _leave(request: SystemExit) -> NoReturn:
    for stream in (sys.stdout, sys.stderr):
        _flush(stream)
    os._exit(request.code if isinstance(request.code, int) and 0 <= request.code <= 255 else int(bool(request.code)))


def _open_streams() -> None:
    """Give the submission fresh standard streams over the captured descriptors; a lone surrogate must not stop it."""
    sys.stdin = io.TextIOWrapper(io.FileIO(0, closefd=False), "utf-8")
    sys.stdout, sys.stderr = (
        io.TextIOWrapper(io.FileIO(number, "w", closefd=False), "utf-8", "backslashreplace", line_buffering=True)
        for number in (1, 2)
    )


def _flush(stream: Any) -> None:
    try:
        stream.flush()
    except BaseException:  # noqa: BLE001 - the student may have put anything in its place
        return


def _reseed(seed: bytes) -> None:
    """Forked children share their parent's random state, so every one gets a state of its own."""
    number = int.from_bytes(seed, "little")
    random.seed(number)
    np.random.seed(number % (1 << 32))
    torch = sys.modules.get("torch")
    if torch is not None:
        torch.manual_seed(number % (1 << 63))
        torch.set_default_dtype(torch.float64)  # the judge asks in float64; a student's own zeros should fit to it
