"""Tells phones of a change, so that they need not ask: one watcher looks after each workshop that somebody follows, and
all its phones wait for what it sees. Also what another program changed in the same database is seen by it.
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from contextlib import suppress

from anyio import CapacityLimiter, to_thread

from sendsat.assessment.workshop.phone import Followed
from sendsat.errors import NotFound, SendsatError
from sendsat.services.workshop import joining
from sendsat.services.workshop.following import follow
from sendsat.services.workshop.joining import Door
from sendsat.serving.phones.told import Told, tell

EVERY, EVERY_WHEN_CLOSED = 0.2, 1.0
"""Seconds between two looks at a workshop."""
LINGER = 45.0
"""Seconds for which a workshop is watched after the last phone began to wait."""
LONGEST_WAIT = 25.0
MOST_WAITS = 4
"""How many times one device, with its tabs, may wait at once; beyond that it is answered at once."""


class Room:
    """One workshop, looked at for all its phones together. Belongs to one event loop."""

    def __init__(self, workshop_id: int, door: Callable[[], Door], readers: CapacityLimiter) -> None:
        self._id, self._door, self._readers = workshop_id, door, readers
        self._told: Told | None = None
        self._trouble: SendsatError | None = None
        self._turn = asyncio.Lock()
        self._looks = 0
        self._news = asyncio.Event()
        self._watcher: asyncio.Task[None] | None = None
        self._heard = 0.0
        self._is_over = False

    @property
    def is_watched(self) -> bool:
        """Whether somebody followed it lately."""
        return self._watcher is not None

    async def fresh(self) -> Told:
        """As it is at this moment or later. Who asks in the same moment shares one look. Raises `SendsatError`."""
        before = self._looks
        async with self._turn:
            if self._looks == before:
                self._looks += 1
                await self._look()
        return self._now()

    async def changed(self, tag: str, mark: str, seconds: float) -> Told:
        """As it is once it differs from what the tag says, for the phone with this mark, or `seconds` are over. While
        nothing changes, nothing is asked of the database. Raises `SendsatError`.
        """
        self._heard = asyncio.get_running_loop().time()
        if self._watcher is None:
            await self.fresh()
            self._watcher = self._watcher or asyncio.create_task(self._watch())
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while not self._is_news(tag, mark):
                    await self._news.wait()
        return self._now()

    def end(self) -> None:
        """Let everyone go who waits: the server stops."""
        self._is_over = True
        if self._watcher is not None:
            self._watcher.cancel()
        self._tell_all()

    def _is_news(self, tag: str, mark: str) -> bool:
        told = self._told
        return self._is_over or self._trouble is not None or told is None or told.tag != tag or not told.has(mark)

    def _now(self) -> Told:
        if self._trouble is not None:
            raise self._trouble.with_traceback(None)
        assert self._told is not None
        return self._told

    async def _look(self) -> None:
        known = self._told
        try:
            told = await to_thread.run_sync(self._read, known, limiter=self._readers)
        except SendsatError as error:
            self._trouble = error
        else:
            self._trouble, self._told = None, told
        if self._trouble is not None or self._told is not known:
            self._tell_all()

    def _read(self, known: Told | None) -> Told:
        door = self._door()
        followed: Followed | None = follow(door, self._id, known.followed if known else None)
        if followed is None:
            raise NotFound("This workshop is not there any more.", "Type the code on the screen.")
        if known is not None and followed is known.followed:
            return known
        return tell(door, followed, known.order + 1 if known else 1)

    def _tell_all(self) -> None:
        self._news.set()
        self._news = asyncio.Event()

    async def _watch(self) -> None:
        clock = asyncio.get_running_loop().time
        try:
            while clock() - self._heard < LINGER:
                is_closed = self._told is not None and self._told.room["closed"]
                await asyncio.sleep(EVERY_WHEN_CLOSED if is_closed else EVERY)
                with suppress(SendsatError):
                    await self.fresh()
        finally:
            self._watcher = None


class Rooms:
    """The workshops whose phones ask, and which phone is in which."""

    def __init__(self, door: Callable[[], Door]) -> None:
        self._door = door
        self._readers = CapacityLimiter(4)
        self._rooms: dict[int, Room] = {}
        self._where: dict[str, int] = {}
        self._waits: Counter[str] = Counter()

    async def told(self, device: str, *, tag: str = "", seconds: float = 0.0) -> tuple[Told, str] | None:
        """What the device is told, and its mark; None where it takes part in no workshop. With `seconds` it waits so
        long for something that differs from what its `tag` says. Raises `StorageError`.
        """
        mark = joining.mark_of(device)
        room = self._rooms.get(self._where.get(mark, 0))
        # Without a tag, or with another workshop's, it may have joined elsewhere: it is looked up.
        if room is not None and tag.startswith(f"{self._where[mark]}-"):
            with suppress(NotFound):
                told = await self._wait(room, tag, mark, seconds)
                if told.has(mark):
                    return told, mark
        joined = await to_thread.run_sync(lambda: joining.look(self._door(), device=device), limiter=self._readers)
        if joined is None:
            self._where.pop(mark, None)
            return None
        return await self.told_in(joined.workshop_id, device)

    async def told_in(self, workshop_id: int, device: str) -> tuple[Told, str] | None:
        """What the device is told of a workshop it joined, after whatever it did there; None where it was taken out.
        Raises `SendsatError`.
        """
        mark = joining.mark_of(device)
        if workshop_id not in self._rooms:
            self._forget_left()
        room = self._rooms.setdefault(workshop_id, Room(workshop_id, self._door, self._readers))
        self._where[mark] = workshop_id
        told = await room.fresh()
        return (told, mark) if told.has(mark) else None

    def end(self) -> None:
        """Let everyone go who waits: the server stops."""
        for room in self._rooms.values():
            room.end()

    async def _wait(self, room: Room, tag: str, mark: str, seconds: float) -> Told:
        if seconds <= 0 or self._waits[mark] >= MOST_WAITS:
            return await room.fresh()
        self._waits[mark] += 1
        try:
            return await room.changed(tag.rpartition("-")[0], mark, min(seconds, LONGEST_WAIT))
        finally:
            self._waits[mark] -= 1
            if not self._waits[mark]:
                del self._waits[mark]

    def _forget_left(self) -> None:
        """Forget workshops that nobody follows any more, once there are many."""
        if len(self._rooms) < 20:
            return
        for number in [number for number, room in self._rooms.items() if not room.is_watched]:
            del self._rooms[number]
        self._where = {mark: number for mark, number in self._where.items() if number in self._rooms}
