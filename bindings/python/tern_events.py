"""The events of an open profile as an async iterator.

    async with listen(mail) as events:
        async for event in events:
            ...

Leaving the block ends the delivery. Events that nobody reads pile up to `BOUND`, then they become one
`Event.OVERFLOW`: reload what is shown.
"""

import asyncio
import contextlib

from tern_core import Event, EventListener

BOUND = 256


class _Listener(EventListener):
    """Carries events from the core's thread to the event loop."""

    def __init__(self):
        self._loop = asyncio.get_running_loop()
        self._waiting = asyncio.Queue()

    def on_event(self, event):
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody listens any more
            self._loop.call_soon_threadsafe(self._take, event)

    def _take(self, event):
        if self._waiting.qsize() >= BOUND:
            while not self._waiting.empty():
                self._waiting.get_nowait()
            event = Event.OVERFLOW()
        self._waiting.put_nowait(event)

    def __aiter__(self):
        return self

    async def __anext__(self):
        return await self._waiting.get()


@contextlib.asynccontextmanager
async def listen(mail):
    """Yields the async iterator; the mode of every running account comes first."""
    listener = _Listener()
    subscription = mail.subscribe(listener)
    try:
        yield listener
    finally:
        del subscription
