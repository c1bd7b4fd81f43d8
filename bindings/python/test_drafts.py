"""Drafts: kept as they are written, sent, taken back."""

import pytest
import tern_core as tern
from desk import EVERYTHING, draft, inbox_rows, open_mail, setup, synced, until
from tern_core import DraftStart, Event, MailError
from tern_events import listen


def test_a_draft_is_kept_with_its_files(bed, run, tmp_path):
    async def story():
        mail = await open_mail(tmp_path / "profile")
        account = await mail.add_account(setup(bed, bed.user()))
        async with listen(mail) as events:
            begun = await mail.begin_draft(DraftStart.BLANK(account=None))
            await until(events, Event.DRAFTS_CHANGED)
        assert begun.draft.account == account.id and begun.draft._from.email == account.address
        file = tmp_path / "list.csv"
        file.write_text("tern;3\n")
        first = await mail.attach_file(begun.id, str(file))
        second = await mail.attach_data(begun.id, "picture.png", b"\x89PNG")
        assert (first.name, first.size, second.content_type) == ("list.csv", 7, "image/png")
        saved = await mail.save_draft(begun.id, draft(account, "robin@tern.test", "In pieces"))
        kept = await mail.draft(begun.id)
        assert (kept.draft.subject, kept.files, kept.changed) == ("In pieces", [first, second], saved)
        assert await mail.drafts() == [kept]
        await mail.detach_file(begun.id, first.id)
        assert (await mail.draft(begun.id)).files == [second]
        await mail.discard_draft(begun.id)
        assert await mail.drafts() == []
        with pytest.raises(MailError.Gone):
            await mail.save_draft(begun.id, kept.draft)

    run(story())


def test_a_sent_draft_is_taken_back_and_sent_again(bed, run, tmp_path):
    async def story():
        mail = await open_mail(tmp_path)
        account = await mail.add_account(setup(bed, bed.user()))
        begun = await mail.begin_draft(DraftStart.BLANK(account=account.id))
        file = await mail.attach_data(begun.id, "note.txt", b"three terns")
        await mail.save_draft(begun.id, draft(account, "robin@tern.test", "Taken back"))
        waiting = await mail.send_draft(begun.id, tern.SendOptions(now=False))
        assert await mail.drafts() == []
        again = await mail.recall_draft(waiting)
        assert again.draft.subject == "Taken back"
        assert [(back.name, back.size) for back in again.files] == [(file.name, file.size)]
        assert (await mail.outbox_item(waiting)).state == tern.OutboxState.CANCELLED
        sent = await mail.send_draft(again.id, tern.SendOptions(now=True))
        assert (await mail.wait_sent(sent)).state == tern.OutboxState.DONE
        with pytest.raises((MailError.Refused, MailError.Gone)):
            await mail.recall_draft(sent)
        await mail.sync(account.id, EVERYTHING)
        assert [person.email for person in await mail.complete_address("rob", 5)] == ["robin@tern.test"]

    run(story())


def test_an_answer_begins_with_what_it_answers(bed, run, tmp_path):
    async def story():
        user = bed.user()
        bed.deliver(user, "A question", "Are the terns back?")
        mail, account = await synced(bed, tmp_path, user)
        [row] = await inbox_rows(mail, account)
        answer = (await mail.begin_draft(DraftStart.REPLY(message=row.id, attribution="Grace wrote:"))).draft
        assert [to.email for to in answer.to] == ["grace@tern.test"]
        assert (answer.subject, answer.in_reply_to) == ("Re: A question", row.id)
        assert "Grace wrote:" in answer.text and "> Are the terns back?" in answer.text

    run(story())
