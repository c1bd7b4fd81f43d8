"""Bodies without harm, remote content by a person's word, links checked."""

import pytest
import tern_core as tern
from desk import functions, inbox_rows, synced
from tern_core import LinkVerdict, MailError

HTML = "MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n"
LETTER = '<p>Hello <b>you</b></p><script>steal()</script><img src="https://tracker.example/p.png">'


def options(remote=False, plain=False):
    return tern.BodyOptions(remote=remote, plain=plain)


def test_a_body_is_harmless_and_remote_content_waits(bed, run, tmp_path):
    async def story():
        user = bed.user()
        bed.deliver(user, "With a picture", LETTER, HTML)
        mail, account = await synced(bed, tmp_path, user)
        [row] = await inbox_rows(mail, account)
        opened = await mail.message(row.id)
        assert (opened.html, opened.remote, opened.remote_allowed) == (True, 1, False)
        body = await mail.body(row.id, options())
        assert "Hello" in body.html and body.blocked == 1
        assert not [word for word in ("script", "steal", "tracker") if word in body.html]
        loaded = await mail.body(row.id, options(remote=True))
        assert "remote/" in loaded.html and "tracker" not in loaded.html
        assert "<b>" not in (await mail.body(row.id, options(plain=True))).html
        part = await mail.part(row.id, "1")
        assert part.content_type == "text/html" and part.bytes.startswith(LETTER.encode())
        with pytest.raises(MailError) as refused:
            await mail.remote_image(row.id, 99)
        assert refused.value.reason and refused.value.next

    run(story())


def test_remote_content_is_let_in_by_sender(bed, run, tmp_path):
    async def story():
        user = bed.user()
        bed.deliver(user, "With a picture", LETTER, HTML)
        mail, account = await synced(bed, tmp_path, user)
        [row] = await inbox_rows(mail, account)
        await mail.allow_remote("Grace@Tern.test", True)
        assert await mail.remote_senders() == ["grace@tern.test"]
        assert (await mail.message(row.id)).remote_allowed
        await mail.allow_remote("grace@tern.test", False)
        assert await mail.remote_senders() == []

    run(story())


def test_links_and_pasted_html_are_judged():
    page = "https://shore.example/terns"
    assert functions.check_link(page, "our page") == LinkVerdict.OPEN(url=page)
    misleading = functions.check_link(page, "https://bank.example/")
    assert isinstance(misleading, LinkVerdict.MISLEADING) and misleading.host == "shore.example"
    assert isinstance(functions.check_link("mailto:ann@x.example", "write"), LinkVerdict.MAILTO)
    assert isinstance(functions.check_link("javascript:steal()", "x"), LinkVerdict.REFUSED)
    clean = functions.clean_html('<p onclick="steal()">Hi <b>you</b></p><script>steal()</script>')
    assert "<b>you</b>" in clean and "steal" not in clean


def test_addresses_are_read_as_people_type_them():
    read = functions.parse_addresses('"Lee, Ann" <ann@x.example>; bo@y.example')
    assert read == [tern.Address(name="Lee, Ann", email="ann@x.example"), tern.Address(name=None, email="bo@y.example")]
    with pytest.raises(MailError.Input):
        functions.parse_addresses("ann")
