"""Lists as a window shows them, what is kept for it, and actions taken back."""

import pytest
import tern_core as tern
from desk import EVERYTHING, flags, functions, inbox_rows, open_mail, role, setup, synced
from tern_core import ListFrom, MailError, View


def asked(view, start=None, threaded=True, unread_only=False):
    return tern.ListRequest(
        view=view, threaded=threaded, unread_only=unread_only, _from=start or ListFrom.OFFSET(0), limit=50
    )


def test_lists_show_conversations_and_messages(bed, run, tmp_path):
    async def story():
        user = bed.user()
        bed.deliver(user, "The cliff", "x")
        bed.deliver(user, "Re: The cliff", "y", "In-Reply-To: <The.cliff@tern.test>\r\n")
        bed.deliver(user, "Puffins", "z")
        mail, account = await synced(bed, tmp_path, user)
        inbox = View.MAILBOX((await role(mail, account, tern.Role.INBOX)).id)
        page = await mail.list(asked(inbox))
        assert (page.total, page.offset) == (2, 0)
        cliff = next(row for row in page.rows if "cliff" in row.row.subject)
        assert (len(cliff.ids), cliff.messages, cliff.unread, cliff.flagged) == (2, 2, 2, False)
        assert [person.email for person in cliff.people] == ["grace@tern.test"]
        single = await mail.list(asked(inbox, threaded=False))
        ids = [row.row.id for row in single.rows]
        assert single.total == 3 and ids == await mail.list_ids(inbox, False)
        around = await mail.list(asked(inbox, ListFrom.AROUND(ids[-1]), threaded=False))
        assert ids[-1] in [row.row.id for row in around.rows]
        assert (await mail.list(asked(View.ROLE(tern.Role.INBOX)))).rows == page.rows
        assert await mail.list_ids(View.SEARCH("subject:puffins"), False) == [
            row.id for row in await mail.search("subject:puffins", 9)
        ]
        await mail.flag([ids[0]], tern.FlagChange(add=flags(seen=True, flagged=True), remove=flags()))
        assert await mail.list_ids(View.FLAGGED(), False) == [ids[0]]
        assert await mail.list_ids(inbox, True) == ids[1:]
        assert (await mail.list(asked(inbox, threaded=False, unread_only=True))).total == 2
        reading = await mail.read_query("subject:cliff in:inbox")
        assert reading.words == ["cliff"] and len(reading.mailboxes) == 1 and reading.unfinished is None
        assert (await mail.read_query("cliff after:20")).unfinished == "after:20"

    run(story())


def test_the_state_of_accounts_is_told(bed, run, tmp_path):
    async def story():
        mail = await open_mail(tmp_path)
        account = await mail.add_account(setup(bed, bed.user()))
        [before] = await mail.status()
        assert (before.account, before.mode, before.syncing, before.synced) == (account.id, None, False, None)
        await mail.sync(account.id, EVERYTHING)
        [after] = await mail.status()
        assert after.synced > 0 and after.problem is None

    run(story())


def test_settings_and_sending_are_kept(bed, run, tmp_path):
    async def story():
        mail = await open_mail(tmp_path)
        await mail.set_setting("desktop.density", "compact")
        assert await mail.settings() == [tern.Setting(key="desktop.density", value="compact")]
        await mail.set_setting("desktop.density", None)
        assert await mail.settings() == []
        with pytest.raises(MailError.Input):
            await mail.set_setting("k" * 101, "x")
        account = await mail.add_account(setup(bed, bed.user()))
        await mail.set_sending(account.id, "A. Lovelace", 20)
        [known] = await mail.accounts()
        assert (known.name, known.undo_seconds) == ("A. Lovelace", 20)
        with pytest.raises(MailError.Input):
            await mail.set_sending(account.id, None, 121)

    run(story())


def test_an_action_is_taken_back(bed, run, tmp_path):
    async def story():
        user = bed.user()
        bed.deliver(user, "Not for the archive", "x")
        mail, account = await synced(bed, tmp_path, user)
        [row] = await inbox_rows(mail, account)
        done = await mail.archive([row.id])
        assert (done.kind, done.messages) == (tern.ActionKind.ARCHIVE, 1)
        assert done.to == (await role(mail, account, tern.Role.ARCHIVE)).id
        assert await mail.last_action() == done
        assert await inbox_rows(mail, account) == []
        await mail.undo(done.id)
        assert [back.subject for back in await inbox_rows(mail, account)] == [row.subject]
        assert await mail.last_action() is None
        with pytest.raises(MailError.Gone):
            await mail.undo(done.id)

    run(story())
