"""Listeners and the async iterator: who hears what, and until when."""

import asyncio
import gc
import pathlib
import sys
import weakref

import pytest
import tern_core as tern
from desk import EVERYTHING, eventually, open_mail, setup, until
from tern_core import Event, MailError
from tern_events import listen


def test_a_dropped_listener_hears_nothing_more(bed, run, tmp_path):
    class Counting(tern.EventListener):
        def __init__(self):
            self.heard = []

        def on_event(self, event):
            self.heard.append(event)

    async def story():
        user = bed.user()
        mail = await open_mail(tmp_path)
        account = await mail.add_account(setup(bed, user))
        listener = Counting()
        subscription = mail.subscribe(listener)
        await mail.sync(account.id, EVERYTHING)
        async with listen(mail) as events:
            del subscription
            assert listener.heard
            bed.deliver(user, "Unheard", "x")
            await mail.sync(account.id, EVERYTHING)
            await until(events, Event.NEW_MESSAGE)
        # An event of before may have been on its way.
        assert not [event for event in listener.heard if isinstance(event, Event.NEW_MESSAGE)]
        gone = weakref.ref(listener)
        del listener

        async def collected():
            gc.collect()
            return gone() is None

        await eventually(collected)

    run(story())


def test_a_listener_that_raises_is_survived(bed, run, tmp_path):
    class Raising(tern.EventListener):
        calls = 0

        def on_event(self, event):
            self.calls += 1
            raise ValueError("a face's own fault")

    async def story():
        user = bed.user()
        mail = await open_mail(tmp_path)
        account = await mail.add_account(setup(bed, user))
        listener = Raising()
        subscription = mail.subscribe(listener)
        bed.deliver(user, "Heard all the same", "x")
        assert (await mail.sync(account.id, EVERYTHING)).new_messages == 1

        async def heard_again():
            return listener.calls > 1

        await eventually(heard_again)
        del subscription

    run(story())


def listening():
    """Threads on which the core delivers events, one a listener."""
    names = pathlib.Path("/proc/self/task").glob("*/comm")
    return sum(name.read_text().strip() == "tern-events" for name in names)


@pytest.mark.skipif(sys.platform != "linux", reason="the core's threads are counted in /proc")
def test_a_reader_that_leaves_frees_its_listener(run, tmp_path):
    async def story():
        mail = await open_mail(tmp_path)

        async def read():
            async with listen(mail) as events:
                async for _ in events:
                    pass

        async def others_only():
            return listening() == others

        others = listening()
        reader = asyncio.create_task(read())
        await eventually(lambda: listened(others + 1))
        reader.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reader
        await eventually(others_only)

    async def listened(count):
        return listening() == count

    run(story())


def test_a_subscription_that_fails_fails_the_stream(run):
    class Deaf:
        def subscribe(self, listener):
            raise MailError.Storage(reason="The system gives no more threads.", next="Close other programs.")

    async def story():
        with pytest.raises(MailError.Storage):
            async with listen(Deaf()):
                pass

    run(story())


def test_events_that_nobody_reads_become_one_overflow(run):
    class Loud:
        def subscribe(self, listener):
            for account in range(1000):
                listener.on_event(Event.ACCOUNT_CHANGED(account=account))
            return object()

    async def story():
        async with listen(Loud()) as events:
            await asyncio.sleep(0)
            first = await anext(events)
            assert isinstance(first, Event.OVERFLOW), first

    run(story())
