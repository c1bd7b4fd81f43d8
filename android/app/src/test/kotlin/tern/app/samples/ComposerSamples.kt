package tern.app.samples

import tern.app.screen.composer.Chip
import tern.app.screen.composer.Completion
import tern.app.screen.composer.ComposerBody
import tern.app.screen.composer.ComposerState
import tern.app.screen.composer.Field
import tern.app.screen.composer.SaveState
import tern.app.screen.composer.Writing
import tern.core.Address
import tern.core.DraftFile
import tern.core.MailException
import tern.mail.ADA
import tern.mail.EDSGER
import tern.mail.FAKE_NOW
import tern.mail.GRACE
import tern.mail.ME
import tern.mail.accountOf

object ComposerSamples {
    private val accounts = listOf(accountOf(1, ME.email, ME.name), accountOf(2, "emmy@home.example", null))
    private val writing = Writing(
        id = 1, account = 1, from = ME,
        people = mapOf(
            Field.TO to listOf(
                Chip(1, ADA, null),
                Chip(2, GRACE, null),
                Chip(
                    3,
                    Address(null, "robin@"),
                    MailException.Input("\"robin@\" is not a mail address.", "Write it as name@domain."),
                ),
            ),
            Field.CC to listOf(Chip(4, EDSGER, null)),
        ),
        subject = "Re: Notes on the engine",
        own = "Dear Ada,\n\nthank you, I see what you mean about the lemma.",
        quote = "On Thursday 14 May 2026, Ada Lovelace wrote:\n" +
            "> I have gone through the draft once more\n> and found two places.",
        files = listOf(
            DraftFile(1, "section three.pdf", "application/pdf", 384_000uL, null),
            DraftFile(2, "garden.jpg", "image/jpeg", 12_400_000uL, null),
        ),
        attaching = 0, inReplyTo = 1, expected = ME.email,
    )
    private val base = ComposerState(
        body = ComposerBody.Writing(writing),
        accounts = accounts,
        shown = false,
        save = SaveState.Saved(FAKE_NOW),
        typing = emptyMap(),
        completion = null,
        warnings = emptyList(),
        sending = false,
    )
    val answering = base
    val fresh = base.copy(
        accounts = accounts.take(1),
        body = ComposerBody.Writing(
            writing.copy(
                people = emptyMap(),
                subject = "",
                own = "",
                quote = "",
                files = emptyList(),
                inReplyTo = null,
            ),
        ),
    )
    val completing = fresh.copy(
        typing = mapOf(Field.TO to "gr"),
        completion = Completion(Field.TO, "gr", listOf(GRACE, Address(null, "greenhouse@garden.example"))),
    )
    val notSaved = base.copy(
        save = SaveState.Failed(
            MailException.Storage("The disk is full; nothing was half-written.", "Free some space and try again."),
        ),
    )
    val loading = base.copy(body = ComposerBody.Loading)
}
