"""What the border costs in Python: prints calls a second, a page of 50 rows, and memory that must not grow."""

import asyncio
import pathlib
import statistics
import sys
import tempfile
import time

from testbed import TARGET, Testbed

sys.path.insert(0, str(TARGET / "bindings" / "python"))

import tern_core as tern  # noqa: E402  (the path comes first)
from desk import open_mail, setup  # noqa: E402

CALLS = 100_000
PAGES = 2_000
LISTENERS = 1_000
PAGE_BAR_US = 3_000
GROWTH_BAR_MB = 20


class Deaf(tern.EventListener):
    def on_event(self, event):
        pass


def resident_mb():
    """Resident memory of this process in MB."""
    pages = int(pathlib.Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


async def seconds(times, call):
    """Seconds that `times` calls take, one after the other."""
    began = time.perf_counter()
    for _ in range(times):
        await call()
    return time.perf_counter() - began


async def median(times, call):
    """Seconds that half of `times` calls take at most: other work of the machine does not count."""
    return statistics.median([await seconds(1, call) for _ in range(times)])


async def measure(bed, folder):
    mail = await open_mail(folder)
    account = await mail.add_account(setup(bed, bed.servers["user"]))
    await mail.sync(account.id, tern.SyncRequest(mailbox=None, bodies=tern.BodyPolicy.TEXT))
    inbox = await mail.find_mailbox(account.id, tern.MailboxSelector.ROLE(tern.Role.INBOX))
    mail = mail.inner

    wanted = tern.ListRequest(
        view=tern.View.MAILBOX(inbox.id), threaded=True, unread_only=False, _from=tern.ListFrom.OFFSET(0), limit=50
    )

    async def page():
        assert len((await mail.list(wanted)).rows) == 50

    async def listener():
        mail.subscribe(Deaf())

    await seconds(1_000, mail.accounts)
    await seconds(200, listener)
    before = resident_mb()
    calls = CALLS / await seconds(CALLS, mail.accounts)
    page_us = await median(PAGES, page) * 1e6
    await seconds(LISTENERS, listener)
    await asyncio.sleep(0)
    growth = resident_mb() - before
    size = tern._UniffiFfiConverterTypeListPage.lower(await mail.list(wanted)).len
    print(f"accounts() through Python: {calls:.0f} calls/s")
    print(f"page of 50 rows through Python: {page_us:.0f} µs (bar {PAGE_BAR_US} µs), {size} bytes")
    print(f"memory after {CALLS} calls and {LISTENERS} listeners: {growth:+.1f} MB (bar {GROWTH_BAR_MB} MB)")
    return page_us <= PAGE_BAR_US and growth <= GROWTH_BAR_MB


def main():
    bed = Testbed(200)
    try:
        with tempfile.TemporaryDirectory() as folder:
            held = asyncio.run(measure(bed, folder))
    finally:
        bed.close()
    sys.exit(0 if held else 1)


main()
