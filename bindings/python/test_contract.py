"""What every face relies on, proven through the border against real servers."""

import asyncio
import contextlib
import pathlib

import pytest
import tern_core as tern
from desk import EVERYTHING, Keys, draft, eventually, flags, inbox_rows, network, open_mail, role, setup, until
from tern_core import Event, MailError
from tern_events import listen

def test_an_account_is_added_synced_read_and_removed(bed, run, tmp_path):
    async def story():
        user = bed.user()
        bed.deliver(user, "The northern cliff", "Body of the letter.")
        mail = await open_mail(tmp_path)
        account = await mail.add_account(setup(bed, user))
        assert [known.address for known in await mail.accounts()] == [user["address"]]
        async with listen(mail) as events:
            report = await mail.sync(account.id, EVERYTHING)
            assert report.new_messages == 1 and report.problems == []
            inbox = await role(mail, account, tern.Role.INBOX)
            await until(events, Event.MAILBOX_CHANGED, lambda event: event.mailbox == inbox.id)
        assert inbox in await mail.mailboxes(account.id)
        [listed] = await mail.messages(inbox.id, None, 50)
        assert await mail.messages(inbox.id, listed.id, 50) == []
        assert await mail.row(listed.id) == listed
        assert [row.id for row in await mail.thread(listed.thread)] == [listed.id]
        assert [row.id for row in await mail.search("subject:cliff", 10)] == [listed.id]
        opened = await mail.message(listed.id)
        assert opened.text.strip() == "Body of the letter."
        assert opened.row._from == [tern.Address(name="Grace Hopper", email="grace@tern.test")]
        await mail.remove_account(account.id)
        assert await mail.accounts() == []
        with pytest.raises(MailError.Gone):
            await mail.mailboxes(account.id)

    run(story())


def test_files_cross_as_paths(bed, run, tmp_path):
    async def story():
        user = bed.user()
        bed.deliver(user, "For the files", "Line one.")
        mail = await open_mail(tmp_path / "profile")
        account = await mail.add_account(setup(bed, user))
        await mail.sync(account.id, tern.SyncRequest(mailbox=None, bodies=tern.BodyPolicy.ALL))
        [row] = await inbox_rows(mail, account)
        source, part, out = tmp_path / "source.eml", tmp_path / "part.txt", tmp_path / "out"
        await mail.save_source(row.id, str(source))
        assert b"Subject: For the files\r\n" in source.read_bytes()
        assert await mail.save_part(row.id, "1", str(part)) == part.stat().st_size
        out.mkdir()
        report = await mail.export(row.mailbox, str(out), tern.ExportFormat.EML)
        assert (report.written, report.left_out) == (1, 0)
        assert [file.read_bytes() for file in out.rglob("*.eml")] == [source.read_bytes()]
        with pytest.raises(MailError.Input) as refused:
            await mail.save_source(row.id, str(source))
        assert "exists already" in refused.value.reason and refused.value.next

    run(story())


def test_edits_show_at_once_and_reach_the_server(bed, run, tmp_path):
    async def story():
        user = bed.user()
        for name in ("flagged", "moved", "copied", "deleted", "archived", "junked"):
            bed.deliver(user, name, "x")
        mail = await open_mail(tmp_path)
        account = await mail.add_account(setup(bed, user))
        await mail.sync(account.id, EVERYTHING)
        ids = {row.subject: row.id for row in await inbox_rows(mail, account)}
        sent = await role(mail, account, tern.Role.SENT)
        await mail.flag([ids["flagged"]], tern.FlagChange(add=flags(seen=True, flagged=True), remove=flags()))
        shown = (await mail.row(ids["flagged"])).flags
        assert shown.seen and shown.flagged
        await mail.move_to([ids["moved"]], sent.id)
        await mail.copy_to([ids["copied"]], sent.id)
        await mail.delete([ids["deleted"]])
        await mail.archive([ids["archived"]])
        await mail.junk([ids["junked"]], True)
        assert {row.subject for row in await inbox_rows(mail, account)} == {"flagged", "copied"}
        assert await mail.push_edits(account.id) == 0
        assert await mail.take_refusals(account.id) == []
        await mail.sync(account.id, EVERYTHING)
        assert {row.subject for row in await mail.messages(sent.id, None, 9)} == {"moved", "copied"}
        for which, subject in ((tern.Role.TRASH, "deleted"), (tern.Role.ARCHIVE, "archived"), (tern.Role.JUNK, "junked")):
            there = await mail.messages((await role(mail, account, which)).id, None, 9)
            assert [row.subject for row in there] == [subject]

    run(story())


def test_windows_are_set_for_accounts_and_mailboxes(bed, run, tmp_path):
    async def story():
        mail = await open_mail(tmp_path)
        account = await mail.add_account(setup(bed, bed.user()))
        week, month = tern.Window.DAYS(7), tern.Window.DAYS(30)
        await mail.set_window(account.id, week)
        assert (await mail.accounts())[0].window == week
        inbox = await role(mail, account, tern.Role.INBOX)
        await mail.set_mailbox_window(inbox.id, month)
        assert (await role(mail, account, tern.Role.INBOX)).window == month
        await mail.set_mailbox_window(inbox.id, None)
        assert (await role(mail, account, tern.Role.INBOX)).window is None

    run(story())


def test_mail_is_sent_and_the_answer_comes_by_push(bed, run, tmp_path):
    async def story():
        mail = await open_mail(tmp_path)
        account = await mail.add_account(setup(bed, bed.user()))
        async with listen(mail) as events:
            await mail.start(account.id)
            await until(events, Event.MODE, lambda event: event.mode == tern.PushMode.PUSH)
            letter = draft(account, "robin@tern.test", "A question")
            id = await mail.send(letter, tern.SendOptions(now=True))
            await until(events, Event.OUTBOX_CHANGED, lambda event: event.id == id)
            done = await mail.wait_sent(id)
            assert done.state == tern.OutboxState.DONE, done
            inbox = await role(mail, account, tern.Role.INBOX)
            came = await until(events, Event.NEW_MESSAGE, lambda event: event.mailbox == inbox.id)
            assert (await mail.row(came.id)).subject == "Re: A question"
            mail.set_network(network(tern.NetworkKind.DOWN))
            await until(events, Event.MODE, lambda event: event.mode == tern.PushMode.OFFLINE)
            mail.set_network(network(tern.NetworkKind.WIFI))
            await until(events, Event.MODE, lambda event: event.mode == tern.PushMode.PUSH)
            await mail.stop(account.id)

    run(story())


def test_a_message_is_taken_back(bed, run, tmp_path):
    async def story():
        mail = await open_mail(tmp_path)
        account = await mail.add_account(setup(bed, bed.user()))
        id = await mail.send(draft(account, "robin@tern.test", "Not this one"), tern.SendOptions(now=False))
        await mail.cancel_send(id)
        assert (await mail.outbox_item(id)).state == tern.OutboxState.CANCELLED
        assert [item.id for item in await mail.outbox()] == [id]
        with pytest.raises(MailError.Refused):
            await mail.retry_send(id)

    run(story())


def test_a_long_sync_is_cancelled_and_goes_on_later(bed, run, tmp_path):
    async def story():
        mail = await open_mail(tmp_path)
        account = await mail.add_account(setup(bed, bed.servers["user"]))
        async with listen(mail) as events:
            syncing = asyncio.create_task(mail.sync(account.id, EVERYTHING))
            await until(events, Event.PROGRESS, lambda event: event.done > 0)
            mail.cancel_sync(account.id)
            with pytest.raises(MailError.Cancelled):
                await syncing
        half = await role(mail, account, tern.Role.INBOX)
        assert half.local > 0, "what is stored stays"
        headers = tern.SyncRequest(mailbox=half.id, bodies=tern.BodyPolicy.NONE)
        await mail.sync(account.id, headers)
        whole = await role(mail, account, tern.Role.INBOX)
        assert whole.local == whole.total > 2000

    run(story())


def test_a_call_nobody_waits_for_is_finished_all_the_same(bed, run, tmp_path):
    async def story():
        mail = await open_mail(tmp_path)
        adding = asyncio.create_task(mail.add_account(setup(bed, bed.user())))
        await asyncio.sleep(0)
        adding.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await adding

        async def added():
            known = await mail.accounts()
            return known and await mail.mailboxes(known[0].id)

        await eventually(added)
        [account] = await mail.accounts()
        assert (await mail.sync(account.id, EVERYTHING)).problems == []

    run(story())


def test_a_wrong_password_says_why_and_what_to_do(bed, run, tmp_path):
    async def story():
        user = bed.user()
        mail = await open_mail(tmp_path)
        with pytest.raises(MailError.SignIn) as refused:
            await mail.add_account(setup(bed, user, password="wrong"))
        assert "password" in refused.value.next and refused.value.reason.endswith(".")
        assert await mail.accounts() == []
        account = await mail.add_account(setup(bed, user))
        with pytest.raises(MailError.SignIn):
            await mail.set_password(account.id, "wrong")
        await mail.set_password(account.id, user["password"])

    run(story())


def test_a_secret_store_that_raises_gives_an_error(run, tmp_path):
    class Denied(Keys):
        def get(self, name):
            raise tern.SecretError.Refused(reason="The keyring is locked.", next="Unlock it.")

    class Broken(Keys):
        def get(self, name):
            raise ValueError("not an error of the contract")

    async def story():
        with pytest.raises(MailError.Locked) as denied:
            await open_mail(tmp_path, Denied())
        assert (denied.value.reason, denied.value.next) == ("The keyring is locked.", "Unlock it.")
        with pytest.raises(MailError.Locked) as broken:
            await open_mail(tmp_path, Broken())
        assert broken.value.reason and broken.value.next
        keys = Keys()
        assert await (await open_mail(tmp_path, keys)).accounts() == []
        assert [len(key) for key in keys.kept.values()] == [32]
        with pytest.raises(MailError.Locked):
            await open_mail(tmp_path, Keys())

    run(story())


def test_a_folder_that_cannot_be_made_is_named(run, tmp_path):
    blocked = pathlib.Path(tmp_path) / "file"
    blocked.write_text("in the way")

    async def story():
        with pytest.raises(MailError) as refused:
            await open_mail(blocked)
        assert str(blocked) in refused.value.reason

    run(story())
