"""The students of the exam benchmark: reads an order on standard input, gives figures on standard output. No Django."""

import asyncio
import json
import re
import statistics
import sys
import time
import urllib.parse
from dataclasses import dataclass, field
from typing import Any

HEAD_END = b"\r\n\r\n"
PATIENCE_S = 120.0
LONGEST_OUTAGE_S = 90.0


@dataclass
class Log:
    times_ms: list[float] = field(default_factory=list)
    failed: int = 0
    seconds: float = 0.0  # until the last one was done
    acknowledged: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Reply:
    status: int
    head: bytes
    body: bytes

    def find_header(self, name: str) -> str:
        match = re.search(rb"(?im)^" + name.encode() + rb": *([^\r]*)", self.head)
        return match[1].decode() if match else ""


class Browser:
    """One kept-alive connection with its cookies. `patient`: what failed on the way is sent again, as browsers do."""

    def __init__(self, *, port: int, log: Log, patient: bool = False, cookies: dict[str, str] | None = None) -> None:
        self.port, self.log, self.patient, self.cookies = port, log, patient, cookies or {}
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def get(self, path: str) -> Reply:
        return await self.ask("GET", path)

    async def post(self, path: str, fields: dict[str, str], headers: str = "") -> Reply:
        token = self.cookies.get("csrftoken", "")
        body = urllib.parse.urlencode({"csrfmiddlewaretoken": token, **fields})
        kind = "Content-Type: application/x-www-form-urlencoded\r\n"
        return await self.ask("POST", path, f"{kind}Content-Length: {len(body)}\r\n{headers}", body)

    async def ask(self, method: str, path: str, headers: str = "", body: str = "") -> Reply:
        jar = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        text = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nCookie: {jar}\r\n{headers}\r\n{body}"
        started = time.monotonic()
        while True:
            try:
                reply = await asyncio.wait_for(self._send(text.encode()), PATIENCE_S)
                break
            except (OSError, EOFError, TimeoutError):
                self.drop()
                if not self.patient or time.monotonic() - started > LONGEST_OUTAGE_S:
                    self.log.failed += 1
                    raise
                await asyncio.sleep(0.2)
        self.log.times_ms.append((time.monotonic() - started) * 1000)
        for name, value in re.findall(rb"(?im)^set-cookie: *([^=;]+)=([^;\r]*)", reply.head):
            self.cookies[name.decode()] = value.decode()
        return reply

    async def _send(self, data: bytes) -> Reply:
        if self._writer is None:
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self.port)
        assert self._reader is not None
        self._writer.write(data)
        head = await self._reader.readuntil(HEAD_END)
        length = re.search(rb"(?im)^content-length: *(\d+)", head)
        body = await self._reader.readexactly(int(length[1])) if length else b""
        if re.search(rb"(?im)^connection: *close", head):
            self.drop()
        return Reply(int(head.split(b" ", 2)[1]), head, body)

    def drop(self) -> None:
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None


async def take_exam(browser: Browser, *, questions: int) -> None:
    """4 + 2 × questions requests: the quiz's page, start, each question opened and saved, submit, the result."""
    quiz = "/c/exam/quizzes/exam/"
    await expect(browser, await browser.get(quiz), 200)
    started = await browser.post(f"{quiz}start/", {})
    await expect(browser, started, 302)
    path = started.find_header("location")
    attempt = path.strip("/").rpartition("/")[2]
    acknowledged = browser.log.acknowledged.setdefault(attempt, {})
    for position in range(1, questions + 1):
        page = await browser.get(f"{path}questions/{position}/")
        await expect(browser, page, 200)
        fields = read_hidden(page.body)
        choice = str((position + int(attempt)) % 4)
        fields |= {"sequence": "1", f"q{position}.choice": choice}
        saved = await browser.post(f"{path}save/", fields, "X-Requested-With: autosave\r\n")
        await expect(browser, saved, 200)
        acknowledged[str(position)] = choice
    await expect(browser, await browser.post(f"{path}submit/", {}), 302)
    result = await browser.get(path)
    await expect(browser, result, 200)
    if b"score-value" not in result.body:
        browser.log.failed += 1


async def expect(browser: Browser, reply: Reply, status: int) -> None:
    if reply.status != status:
        browser.log.failed += 1
        raise ValueError(f"{reply.status} instead of {status}: {reply.body[:300]!r}")


def read_hidden(page: bytes) -> dict[str, str]:
    found = re.findall(rb'<input type="hidden" name="(tab|q\d+\.seen|page)" value="([^"]*)"', page)
    return {name.decode(): value.decode() for name, value in found}


async def sign_in(browser: Browser, *, email: str, password: str) -> None:
    page = await browser.get("/accounts/sign-in/")
    await expect(browser, page, 200)
    reply = await browser.post("/accounts/sign-in/", {"username": email, "password": password})
    await expect(browser, reply, 302)


async def run(order: dict[str, Any]) -> dict[str, Any]:
    log, entering, errors = Log(), Log(), []
    gate, door = asyncio.Semaphore(order["at_once"]), asyncio.Semaphore(order["at_once"])

    async def one(browser: Browser, email: str = "") -> None:
        mine = entering if email else log
        async with door if email else gate:
            try:
                if email:
                    await sign_in(browser, email=email, password=order["password"])
                else:
                    await take_exam(browser, questions=order["questions"])
            except (ValueError, OSError, EOFError, TimeoutError) as error:
                errors.append(repr(error))
            finally:
                browser.drop()
                mine.seconds = time.monotonic() - started

    started = time.monotonic()
    port, patient = order["port"], order["patient"]
    takers = [Browser(port=port, log=log, patient=patient, cookies={"sessionid": each}) for each in order["sessions"]]
    await asyncio.gather(
        *(one(taker) for taker in takers),
        *(one(Browser(port=port, log=entering), email) for email in order["sign_ins"]),
    )
    seconds = time.monotonic() - started
    for error in errors[:3]:
        print(error, file=sys.stderr)
    return {
        **_describe(log),
        "failed": log.failed + entering.failed,
        "seconds": seconds,
        "entering": _describe(entering),
    }


def _describe(log: Log) -> dict[str, Any]:
    return {
        "failed": log.failed,
        "own_seconds": log.seconds,
        "mean_ms": statistics.fmean(log.times_ms or [0]),
        "p95_ms": statistics.quantiles(log.times_ms or [0, 0], n=20)[-1],
        "cpu_s": time.process_time(),
        "acknowledged": log.acknowledged,
    }


if __name__ == "__main__":
    print(json.dumps(asyncio.run(run(json.loads(sys.stdin.read())))))
