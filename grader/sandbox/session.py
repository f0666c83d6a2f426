"""One submission in its own process: load it, call its functions, hear how it ended."""

from __future__ import annotations

import contextlib
import math
import secrets
import signal
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import TracebackType
from typing import Final, Self

from .channel import Channel, Deadline, DeadlineError, FloodError, HungUpError
from .ending import Ending
from .failures import SandboxError
from .footprint import read_resident
from .hints import hint_for
from .inside.batches import fold
from .inside.protocol import FrameTooLargeError, Kind, pack
from .inside.supervisor import Report
from .inside.values import ProtocolError, decode, encode
from .outcomes import (
    Ended,
    Imported,
    ImportFailed,
    Limits,
    MemoryExceeded,
    Outcome,
    ReplyTooLarge,
    Returned,
    Source,
    Surroundings,
    TimedOut,
    Value,
)
from .replies import read_answer, read_answers, read_failure, read_functions

Wants = Sequence[str] | Mapping[str, str]
"""What is to become of each output, by position or by name (the names count as positions if no dict is returned).

"array": data, anything else is an InvalidReturn; "handle": stays in the runner; "latest": the same, and the one before
it is forgotten; "nothing": dropped; "plain" (the default): data if it is plain data, otherwise a handle.
"""

_HELLO_WITHIN_S: Final = 20.0
_GONE_WITHIN_S: Final = 10.0
_DYING_WITHIN_S: Final = 0.5
_EACH_OF_MANY_S: Final = 0.02

Failure = TimedOut | MemoryExceeded | ReplyTooLarge | Ended
_KINDS: Final[dict[type, str]] = {
    TimedOut: "timeout",
    MemoryExceeded: "memory",
    ReplyTooLarge: "output",
    Ended: "ended",
}


class Session:
    """A loaded submission. After a TimedOut, ReplyTooLarge or Ended it is over, and further calls say Ended."""

    outcome: Imported | ImportFailed

    def __init__(
        self,
        channel: Channel,
        ending: Ending,
        *,
        source: Source,
        surroundings: Surroundings,
        limits: Limits,
        until: float = math.inf,
    ) -> None:
        self._channel = channel
        self._ending = ending
        self._source = source
        self._limits = limits
        self._until = until
        self._over = False
        self._report: Report | None = None
        self._stdout = ""
        self._pid: int | None = None
        self._load_id = secrets.token_bytes(16)
        self._unsent = channel.offer(pack(Kind.LOAD, self._load_id, encode(_what_to_load(source, surroundings))))

    def load(self) -> Self:
        """Wait until the submission is loaded: it has been at it since this session was made. Raises SandboxError."""
        try:
            self._pid = self._greet()
            self.outcome = self._load()
        except BaseException:
            self.close()
            raise
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def call(self, *, function: str, arguments: Mapping[str, Value] | Sequence[Value], wants: Wants = ()) -> Outcome:
        """Call a function (or `Class.method`) with fresh copies of the arguments: by name if a mapping is given.

        `wants` says of each output whether it is to come back as data or to stay in the runner: see Wants.
        """
        named = dict(arguments) if isinstance(arguments, Mapping) else tuple(arguments)
        answer = self._exchange(Kind.CALL, _encode((function, named, _plain(wants), True)))
        if not isinstance(answer, tuple):
            return answer
        kind, body, cpu_s, wall_s = answer
        try:
            outcome = read_answer(kind, body, source=self._source, memory_bytes=self._limits.memory_bytes)
        except ProtocolError as error:
            return self._nonsense(error)
        if isinstance(outcome, Returned):
            return replace(outcome, cpu_s=cpu_s, wall_s=wall_s)
        return outcome

    def call_many(self, *, function: str, batches: Sequence[Sequence[Value]], wants: Wants = ()) -> list[Outcome]:
        """Call a function once for every sequence of arguments, in one exchange; results are independent.

        An array object that occurs in many batches is sent once. The time for all together is that of one call and a
        little for each. If the program ends on the way, the answers of this exchange are all lost and all say so.
        """
        calls = tuple(tuple(arguments) for arguments in batches)
        body = _encode((function, fold(calls), _plain(wants)))
        limit_s = round(self._limits.call_s + _EACH_OF_MANY_S * len(calls), 3)
        answer = self._exchange(Kind.BATCH, body, limit_s=limit_s)
        if not isinstance(answer, tuple):
            return [answer] * len(calls)
        kind, body, _, _ = answer
        try:
            if kind is not Kind.ANSWERS:
                raise ProtocolError("not a list of answers")
            memory_bytes = self._limits.memory_bytes
            return read_answers(body, count=len(calls), source=self._source, memory_bytes=memory_bytes)
        except ProtocolError as error:
            return [self._nonsense(error)] * len(calls)

    def stdout(self) -> str:
        """Give what the program has printed so far, at most the first `stdout_kept` bytes."""
        return self._stdout if self._report is not None else self._channel.stdout()

    def settled_bytes(self) -> int:
        """Have the runner let go what nobody can reach; give what the program then occupies, as the kernel tells.

        0 if it is gone, or does not answer.
        """
        answer = self._exchange(Kind.SETTLE, encode(None))
        return read_resident(self._pid) if isinstance(answer, tuple) else 0

    @property
    def report(self) -> Report | None:
        """How the process ended and what it used in all, as the kernel tells; None while it lives."""
        return self._report

    def hang_up(self) -> None:
        """Have the process ended now, without waiting until it is gone: `close` does."""
        self._over = True
        if self._report is None and self._ending.is_open:
            with contextlib.suppress(OSError):  # a supervisor that is gone is `close`'s to report
                self._ending.ask_for()

    def close(self) -> None:
        """End the process if it lives, and wait until it is gone. Raises SandboxError if that cannot be had."""
        if self._report is None and self._ending.is_open:
            self._end(kill=True)

    def _greet(self) -> int:
        deadline = Deadline(limit_s=_HELLO_WITHIN_S, patience=1.0, pid=None)
        try:
            pid = self._channel.receive_sender(deadline)
            kind, _, body = self._channel.receive(limit=4096, deadline=deadline)
        except (DeadlineError, HungUpError, FloodError, ProtocolError) as error:
            raise SandboxError("A submission's process could not be started.") from error
        if kind is not Kind.HELLO:
            raise SandboxError(f"A submission's process could not be confined: {str(decode(body))[:200]}.")
        return pid

    def _load(self) -> Imported | ImportFailed:
        answer = self._await(self._load_id, self._unsent, limit_s=self._limits.import_s)
        if not isinstance(answer, tuple):
            return self._not_loaded(answer)
        kind, body, _, _ = answer
        try:
            if kind is Kind.LOADED:
                return read_functions(body, stdout=self.stdout())
            if kind is not Kind.NOT_LOADED:
                raise ProtocolError("not an answer to loading")
            syntax, type_name, message, line, column = read_failure(body)
        except ProtocolError as error:
            return self._not_loaded(self._nonsense(error))
        if type_name == "MemoryError" and not syntax:
            return self._not_loaded(MemoryExceeded(self._limits.memory_bytes))
        text = self._source.line(line)
        hint = hint_for(type_name=type_name, message=message, line_text=text)
        where = (line or None, column or None, text[:300])
        return ImportFailed("syntax" if syntax else "raised", type_name, message, *where, hint, self.stdout())

    def _not_loaded(self, failure: Failure) -> ImportFailed:
        kind = "together" if isinstance(failure, TimedOut) and failure.together else _KINDS[type(failure)]
        return ImportFailed(kind, "", "", None, None, "", hint_for(kind=kind), self.stdout())

    def _exchange(
        self, kind: Kind, body: bytes, *, limit_s: float | None = None
    ) -> tuple[Kind, bytes, float, float] | Failure:
        """Ask, and wait for the answer."""
        if self._over:
            return Ended(None, None, "the session is over")
        call_id = secrets.token_bytes(16)
        each_s = self._limits.call_s if limit_s is None else limit_s
        return self._await(call_id, pack(kind, call_id, body), limit_s=each_s)

    def _await(
        self, call_id: bytes, unsent: bytes | memoryview, *, limit_s: float
    ) -> tuple[Kind, bytes, float, float] | Failure:
        """Send the rest of a question, wait for the answer with its random id. Whatever else comes ends the session."""
        deadline = Deadline(limit_s=limit_s, patience=self._limits.patience, pid=self._pid, until=self._until)
        try:
            self._channel.send(unsent, deadline)
            answered, answered_id, answer = self._channel.receive(limit=self._limits.reply_bytes, deadline=deadline)
            self._channel.drain()
        except DeadlineError:
            self._end(kill=True)
            return TimedOut(limit_s, together=deadline.is_last())
        except FloodError:
            self._end(kill=True)
            return ReplyTooLarge(self._limits.stdout_bytes, "stdout")
        except FrameTooLargeError:
            self._end(kill=True)
            return ReplyTooLarge(self._limits.reply_bytes)
        except HungUpError:
            return self._ended()
        except ProtocolError as error:
            return self._nonsense(error)
        if answered_id != call_id:
            return self._nonsense(ProtocolError("an answer to a question that was not asked"))
        if answered is Kind.TOO_LARGE:
            self._end(kill=True)
            return ReplyTooLarge(self._limits.reply_bytes)
        return answered, answer, deadline.cpu_s(), deadline.wall_s()

    def _nonsense(self, error: ProtocolError) -> Ended:
        self._end(kill=True)
        return Ended(None, None, f"the program wrote into its answer channel: {error}")

    def _ended(self) -> Failure:
        """The channel was closed from the other side: say how the process ended."""
        report = self._end(kill=False)
        used_s = report.user_s + report.system_s
        if report.signal == signal.SIGXCPU or (report.signal and used_s >= self._limits.cpu_s):
            return TimedOut(float(self._limits.cpu_s))
        if report.signal:
            return Ended(None, report.signal)
        return Ended(report.exit_code, None)

    def _end(self, *, kill: bool) -> Report:
        """Get the supervisor's report, having the process killed now or, if it does not end by itself, soon."""
        self._over = True
        try:
            report = None if kill else self._ending.wait(_DYING_WITHIN_S)
            if report is None:
                self._ending.ask_for()
                report = self._ending.wait(_GONE_WITHIN_S)
        except OSError as error:
            raise SandboxError("The supervisor of a submission is gone.") from error
        finally:
            self._stdout = self._channel.stdout()
            self._channel.close()
            self._ending.close()
        if report is None:
            raise SandboxError(f"A submission's process could not be ended within {_GONE_WITHIN_S:g} s.")
        self._report = report
        return report


def _what_to_load(source: Source, around: Surroundings) -> Value:
    beside = (dict(around.modules), around.ignored, around.adapter, around.skip_failures)
    return source.filename, source.text, *beside


def _encode(value: Value) -> bytes:
    try:
        return encode(value, share=True)
    except ProtocolError as error:
        raise SandboxError(f"The judge's question cannot be sent: {error}.") from error


def _plain(wants: Wants) -> Value:
    return dict(wants) if isinstance(wants, Mapping) else tuple(wants)
