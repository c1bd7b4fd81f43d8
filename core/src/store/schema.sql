-- Version 1. Every later version is a step in migrate.rs.

CREATE TABLE account (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    address        TEXT    NOT NULL UNIQUE COLLATE NOCASE,
    name           TEXT,
    user           TEXT    NOT NULL,
    password       TEXT    NOT NULL,
    imap           TEXT    NOT NULL,  -- JSON of model::Server
    smtp           TEXT    NOT NULL,
    ca_pem         TEXT,
    window         TEXT    NOT NULL,
    bodies         TEXT    NOT NULL,
    on_demand_above INTEGER NOT NULL,
    undo_seconds   INTEGER NOT NULL,
    sent_copy      TEXT    NOT NULL
) STRICT;

CREATE TABLE mailbox (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    account        INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    wire_name      BLOB    NOT NULL,  -- as the server spells it, modified UTF-7 undecoded
    name           TEXT    NOT NULL,
    separator      TEXT,
    role           TEXT,
    selectable     INTEGER NOT NULL,
    subscribed     INTEGER NOT NULL,
    window         TEXT,              -- NULL: the account's
    uidvalidity    INTEGER NOT NULL DEFAULT 0,
    uidnext        INTEGER NOT NULL DEFAULT 0,  -- every UID below is known or outside the window
    highestmodseq  INTEGER NOT NULL DEFAULT 0,
    since_day      INTEGER,           -- days since 1970 of the window's first day at the last full look; NULL: everything
    window_known   INTEGER NOT NULL DEFAULT 0,  -- 1: since_day has been applied completely
    total          INTEGER NOT NULL DEFAULT 0,
    older_unread   INTEGER NOT NULL DEFAULT 0,  -- unread on the server and outside the window
    UNIQUE (account, wire_name)
) STRICT;

-- Message-IDs a thread is known by, those only referred to included.
CREATE TABLE thread_ref (
    account        INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    message_id     TEXT    NOT NULL,
    thread         INTEGER NOT NULL,
    PRIMARY KEY (account, message_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX thread_ref_thread ON thread_ref (thread);

-- mailbox and uid are the base state: what the server last confirmed. shown_in and flags are what a
-- person sees: the base with the pending edits applied (NULL shown_in: deleted or moved for the person).
CREATE TABLE message (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    rank           INTEGER NOT NULL UNIQUE,  -- received * 2^20 + n, n the UID's low bits or the next that is free:
                                             -- newest first is rank descending; the rowid of both search tables
    account        INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    mailbox        INTEGER NOT NULL REFERENCES mailbox ON DELETE CASCADE,
    uid            INTEGER,                  -- NULL: moved on the server, its new UID not seen yet
    shown_in       INTEGER,
    received       INTEGER NOT NULL,         -- INTERNALDATE, seconds since 1970
    date           INTEGER NOT NULL,         -- Date header, seconds since 1970
    size           INTEGER NOT NULL,
    base_flags     INTEGER NOT NULL,         -- model::Flags::bits
    base_keywords  TEXT    NOT NULL,         -- space-separated
    flags          INTEGER NOT NULL,
    keywords       TEXT    NOT NULL,
    modseq         INTEGER NOT NULL DEFAULT 0,
    subject        TEXT    NOT NULL,
    from_list      TEXT    NOT NULL,         -- JSON of [model::Address]
    to_list        TEXT    NOT NULL,
    cc_list        TEXT    NOT NULL,
    bcc_list       TEXT    NOT NULL,
    reply_to_list  TEXT    NOT NULL,
    message_id     TEXT,                     -- without angle brackets
    references_list TEXT   NOT NULL,         -- space-separated, In-Reply-To last
    thread         INTEGER NOT NULL,         -- the id of the thread's first message
    preview        TEXT    NOT NULL DEFAULT '',
    attachments    INTEGER NOT NULL DEFAULT 0,
    body           INTEGER NOT NULL DEFAULT 0,  -- 0 none, 1 text, 2 whole
    pending        INTEGER NOT NULL DEFAULT 0,  -- edits that wait for the server
    UNIQUE (mailbox, uid)
) STRICT;

CREATE INDEX message_list   ON message (shown_in, rank DESC, flags, attachments);
CREATE INDEX message_thread ON message (thread);
CREATE INDEX message_mid    ON message (account, message_id) WHERE message_id IS NOT NULL;
CREATE INDEX message_facts  ON message (rank DESC, shown_in, flags, attachments, account);
CREATE INDEX message_unread ON message (shown_in, rank DESC) WHERE flags & 1 = 0;
CREATE INDEX message_wanted ON message (mailbox, body, rank DESC) WHERE body < 2;

-- The source, zstd, in order; each row unpacks to at most 256 KiB.
CREATE TABLE chunk (
    message        INTEGER NOT NULL REFERENCES message ON DELETE CASCADE,
    seq            INTEGER NOT NULL,
    data           BLOB    NOT NULL,
    PRIMARY KEY (message, seq)
) STRICT;

-- Messages whose source is coming in: their chunks are not whole.
CREATE TABLE receiving (
    message        INTEGER PRIMARY KEY REFERENCES message ON DELETE CASCADE
) STRICT;

-- The readable parts of a message that is not here whole, or is too large to parse at once (zstd of JSON).
CREATE TABLE reading (
    message        INTEGER PRIMARY KEY REFERENCES message ON DELETE CASCADE,
    data           BLOB    NOT NULL
) STRICT;

CREATE TABLE edit (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    account        INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    message        INTEGER NOT NULL REFERENCES message ON DELETE CASCADE,
    kind           TEXT    NOT NULL,  -- JSON of model::EditKind
    made           INTEGER NOT NULL,  -- milliseconds since 1970
    started        INTEGER NOT NULL DEFAULT 0,  -- 1: may have reached the server
    note           TEXT    NOT NULL DEFAULT '', -- JSON of sync::replay::Trace once started
    shows          INTEGER REFERENCES message ON DELETE SET NULL  -- a copy: the row that shows it meanwhile
) STRICT;

CREATE INDEX edit_account ON edit (account, id);
CREATE INDEX edit_message ON edit (message);
CREATE INDEX edit_shows   ON edit (shows) WHERE shows IS NOT NULL;

-- Refusals until a face has shown them.
CREATE TABLE refusal (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    account        INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    message        INTEGER NOT NULL,
    kind           TEXT    NOT NULL,
    reason         TEXT    NOT NULL,
    at             INTEGER NOT NULL
) STRICT;

CREATE TABLE outbox (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    account        INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    state          TEXT    NOT NULL,  -- model::OutboxState, or 'staging' while its source is written: not there yet
    message_id     TEXT    NOT NULL,
    subject        TEXT    NOT NULL,
    sender         TEXT    NOT NULL,  -- envelope sender
    size           INTEGER NOT NULL,
    utf8           INTEGER NOT NULL,  -- 1: needs SMTPUTF8
    bcc            BLOB    NOT NULL,  -- the Bcc line of the copy in Sent; not in the chunks
    due            INTEGER NOT NULL,  -- milliseconds since 1970
    since          INTEGER NOT NULL,  -- when a person queued it or asked for another try
    attempts       INTEGER NOT NULL DEFAULT 0,
    answers        INTEGER            -- message.id that is \Answered when this leaves
) STRICT;

CREATE TABLE outbox_recipient (
    outbox         INTEGER NOT NULL REFERENCES outbox ON DELETE CASCADE,
    seq            INTEGER NOT NULL,
    address        TEXT    NOT NULL,
    state          TEXT    NOT NULL,  -- model::RecipientState
    reply          TEXT,
    PRIMARY KEY (outbox, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox_ledger (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    outbox         INTEGER NOT NULL REFERENCES outbox ON DELETE CASCADE,
    at             INTEGER NOT NULL,
    state          TEXT    NOT NULL,
    detail         TEXT    NOT NULL
) STRICT;

CREATE TABLE outbox_chunk (
    outbox         INTEGER NOT NULL REFERENCES outbox ON DELETE CASCADE,
    seq            INTEGER NOT NULL,
    data           BLOB    NOT NULL,
    PRIMARY KEY (outbox, seq)
) STRICT;

-- Word search. rowid = message.rank. Runs of scripts without spaces go in as pairs of characters.
CREATE VIRTUAL TABLE words USING fts5 (
    subject, sender, recipients, body,
    content = '', contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 2"
);

-- Leaves as large as a database page, batches of hundreds gathered whole, merges half as often as by default.
INSERT INTO words (words, rank) VALUES ('pgsz', 16000), ('hashsize', 8388608), ('automerge', 8);

-- Parts of words in subjects and names. rowid = message.rank.
CREATE VIRTUAL TABLE grams USING fts5 (
    subject, sender, recipients,
    content = '', contentless_delete = 1,
    tokenize = "trigram remove_diacritics 1"
);

INSERT INTO grams (grams, rank) VALUES ('pgsz', 16000), ('automerge', 8);
