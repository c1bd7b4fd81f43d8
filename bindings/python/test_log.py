"""The core's log in the face's hands: what arrives, and what never does."""

import asyncio

import pytest
import tern_core as tern
import tern_log
from desk import EVERYTHING, draft, log, open_mail, setup
from tern_core import MailError


class Kept(tern_log.LogSink):
    def __init__(self):
        self.lines = []

    def on_line(self, line):
        self.lines.append(line)


def test_a_line_arrives_and_names_nobody(bed, run, tmp_path):
    async def story():
        user = bed.user()
        bed.deliver(user, "Very private", "Nobody's business.")
        kept = Kept()
        log.start_log(kept, tern_log.LogLevel.INFO)
        mail = await open_mail(tmp_path)
        account = await mail.add_account(setup(bed, user))
        await mail.sync(account.id, EVERYTHING)
        with pytest.raises(MailError.SignIn):
            await mail.set_password(account.id, "wrong")
        await mail.send(draft(account, "robin@tern.test", "Private too"), tern.SendOptions(now=True))
        texts = [line.text for line in kept.lines]
        assert f"account {account.id} is synced" in "\n".join(texts)
        assert all(line.place.startswith("tern_") for line in kept.lines)
        told = ("@", "tern.test", "localhost", "rivate", user["name"], user["password"])
        assert not [text for text in texts for word in told if word in text]
        log.stop_log()
        count = len(kept.lines)
        await mail.sync(account.id, EVERYTHING)
        assert len(kept.lines) == count

    run(story())


def test_a_sink_that_raises_is_survived(bed, run, tmp_path):
    class Raising(tern_log.LogSink):
        lines = 0

        def on_line(self, line):
            self.lines += 1
            raise ValueError("a face's own fault")

    async def story():
        sink = Raising()
        log.start_log(sink, tern_log.LogLevel.INFO)
        mail = await open_mail(tmp_path)
        account = await mail.add_account(setup(bed, bed.user()))
        await mail.sync(account.id, EVERYTHING)
        await asyncio.wait_for(mail.sync(account.id, EVERYTHING), 60)
        log.stop_log()
        assert sink.lines > 1

    run(story())
