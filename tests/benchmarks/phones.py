"""How long phones wait: a real server, and phones that follow over real HTTP and all vote in the same second.

`python -m tests.benchmarks.phones 30 200` prints, for each number, the time from a tap to its confirmation and from a
reveal to the phones. Everything runs on this computer, so the phones' own work is in the figures.
"""

import asyncio
import json
import random
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sendsat.services.workshop import phones as kept_phones
from sendsat.services.workshop import voting, workshops
from tests.benchmarks.workshop import Meeting, meeting
from tests.browser.serving import Server

STATEMENTS = 3
WAIT = 20


@dataclass
class Load:
    """Milliseconds of one number of phones; `refused` counts answers other than 200."""

    phones: int
    taps: list[float] = field(default_factory=list)
    reveals: list[float] = field(default_factory=list)
    refused: int = 0

    def __str__(self) -> str:
        tap, reveal = (statistics.quantiles(one, n=20)[-1] for one in (self.taps, self.reveals))
        return (
            f"{self.phones} phones that follow and vote in the same second: tap to confirmed p95 {tap:.0f} ms, "
            f"reveal to phone p95 {reveal:.0f} ms, longest {max(self.reveals):.0f} ms, {self.refused} refused"
        )


class Line:
    """One kept connection to the server, asked one thing at a time."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, path: str, *, cookie: str, body: Any = None, tag: str = "") -> tuple[int, dict[str, str], Any]:
        """Status, headers and what was told. A line that the server let go of while it was idle is opened again."""
        try:
            return await self._ask(path, cookie=cookie, body=body, tag=tag)
        except (asyncio.IncompleteReadError, ConnectionError):
            self._streams = None
            return await self._ask(path, cookie=cookie, body=body, tag=tag)

    async def _ask(self, path: str, *, cookie: str, body: Any, tag: str) -> tuple[int, dict[str, str], Any]:
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._streams
        data = json.dumps(body).encode() if body is not None else b""
        head = [f"{'POST' if data else 'GET'} {path} HTTP/1.1", f"Host: 127.0.0.1:{self._port}", f"Cookie: {cookie}"]
        head += ["Content-Type: application/json", f"Content-Length: {len(data)}"] if data else []
        head += [f'If-None-Match: "{tag}"'] if tag else []
        writer.write("\r\n".join([*head, "", ""]).encode() + data)
        lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:] if line)}
        text = await reader.readexactly(int(headers.get("content-length", 0)))
        return int(lines[0].split()[1]), headers, json.loads(text) if text else None

    def close(self) -> None:
        """Hang up."""
        if self._streams is not None:
            self._streams[1].close()


class Phone:
    """Joins, waits to be told on one line, and votes on another."""

    def __init__(self, port: int) -> None:
        self._waiting, self._voting = Line(port), Line(port)
        self._cookie, self._tag = "", ""
        self.told: Any = None
        self.news = asyncio.Condition()

    async def join(self, code: str) -> int:
        """Status of joining by the code."""
        status, headers, self.told = await self._voting.ask("/join/enter", cookie="", body={"code": code})
        if status == 200:
            self._cookie, self._tag = headers["set-cookie"].split(";")[0], headers["etag"].strip('"')
        return status

    async def follow(self) -> None:
        """Wait to be told, again and again, as the page does."""
        while True:
            address = f"/join/state?wait={WAIT}"
            status, headers, told = await self._waiting.ask(address, cookie=self._cookie, tag=self._tag)
            if status == 200:
                async with self.news:
                    self.told, self._tag = told, headers["etag"].strip('"')
                    self.news.notify_all()
            await asyncio.sleep(0.2)

    async def until(self, place: str, *, voting: bool) -> float:
        """When this phone was told that a statement's vote is open, or no longer: the clock's seconds."""

        def is_there() -> bool:
            return self.told["statement"]["place"].startswith(f"{place} ") and self.told["voting"] is voting

        async with self.news:
            await self.news.wait_for(is_there)
        return time.perf_counter()

    async def vote(self) -> tuple[float, int]:
        """Milliseconds from the tap, somewhere in one second, to its confirmation; and its status."""
        await asyncio.sleep(random.random())
        told = self.told
        body = {"workshop": told["workshop"], "statement": told["statement"]["id"], "round": told["round"]}
        start = time.perf_counter()
        status, _, _ = await self._voting.ask("/join/vote", cookie=self._cookie, body={**body, "vote": "amber"})
        return (time.perf_counter() - start) * 1000, status

    def close(self) -> None:
        """Leave."""
        self._waiting.close()
        self._voting.close()


async def measure(port: int, one: Meeting, number: int) -> Load:
    """Let so many phones join, follow and vote on some statements."""
    load, phones = Load(number), [Phone(port) for _ in range(number)]
    for phone in phones:
        load.refused += await phone.join(one.workshop.code) != 200
    followers = [asyncio.create_task(phone.follow()) for phone in phones]
    for place in range(1, STATEMENTS + 1):
        await asyncio.to_thread(one.show, place)
        item = (await asyncio.to_thread(workshops.get_workshop, one.desk, one.workshop.id)).items[place - 1]
        here = {"workshop_id": one.workshop.id, "item_id": item.id}
        await asyncio.to_thread(voting.open_vote, one.desk, **here)
        await asyncio.gather(*(phone.until(str(place), voting=True) for phone in phones))
        for tap, status in await asyncio.gather(*(phone.vote() for phone in phones)):
            load.taps.append(tap)
            load.refused += status != 200
        revealed = time.perf_counter()
        await asyncio.to_thread(voting.reveal, one.desk, **here)
        shown = await asyncio.gather(*(phone.until(str(place), voting=False) for phone in phones))
        load.reveals += [(at - revealed) * 1000 for at in shown]
    for follower in followers:
        follower.cancel()
    for phone in phones:
        phone.close()
    return load


def load_of(number: int) -> Load:
    """Measure with a server and a database of their own."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder) / "phones.db")
        with meeting(server) as one:
            kept_phones.say_how_many(one.desk, workshop_id=one.workshop.id, people_here=number)
            server.start()
            try:
                return asyncio.run(measure(server.port, one, number))
            finally:
                server.kill()


if __name__ == "__main__":
    for asked in sys.argv[1:] or ["30", "200"]:
        print(load_of(int(asked)), flush=True)
