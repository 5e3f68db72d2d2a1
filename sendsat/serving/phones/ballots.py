"""Collects votes: those that arrive while others are being stored go into the database together, in one transaction.

A room of two hundred that votes in the same second would else queue for two hundred transactions.
"""

import asyncio
from collections.abc import Callable

from anyio import CapacityLimiter, to_thread

from sendsat.errors import SendsatError
from sendsat.services.workshop.joining import Ballot, Door, cast_together

Waiting = list[tuple[Ballot, "asyncio.Future[SendsatError | None]"]]


class BallotBox:
    """Takes votes one by one and stores them together. `writer` lets one write at a time."""

    def __init__(self, door: Callable[[], Door], writer: CapacityLimiter) -> None:
        self._door, self._writer = door, writer
        self._waiting: Waiting = []
        self._emptying: asyncio.Task[None] | None = None

    async def cast(self, ballot: Ballot) -> None:
        """Returns once the vote is safe. Raises as `sendsat.services.workshop.joining.cast`; then it was not kept."""
        stored: asyncio.Future[SendsatError | None] = asyncio.get_running_loop().create_future()
        self._waiting.append((ballot, stored))
        if self._emptying is None:
            self._emptying = asyncio.create_task(self._empty())
        if (refusal := await stored) is not None:
            raise refusal

    async def _empty(self) -> None:
        try:
            while self._waiting:
                together, self._waiting = self._waiting, []
                await self._store(together)
        finally:
            self._emptying = None

    async def _store(self, together: Waiting) -> None:
        ballots = [ballot for ballot, _ in together]
        try:
            refusals = await to_thread.run_sync(self._keep, ballots, limiter=self._writer)
        except BaseException as error:
            for _, stored in together:
                if not stored.done():
                    stored.set_exception(error)
            if not isinstance(error, Exception):
                raise
            return
        for (_, stored), refusal in zip(together, refusals, strict=True):
            if not stored.done():
                stored.set_result(refusal)

    def _keep(self, ballots: list[Ballot]) -> list[SendsatError | None]:
        return cast_together(self._door(), ballots=ballots)
