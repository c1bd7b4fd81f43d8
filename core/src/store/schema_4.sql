-- What a person is writing; every save is on disk for good.
CREATE TABLE draft (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    account        INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    content        TEXT    NOT NULL,  -- JSON of model::Draft without attachments
    changed        INTEGER NOT NULL,  -- milliseconds since 1970, higher with every change
    begun          INTEGER NOT NULL DEFAULT 1,  -- 0: its files are still being copied, nobody sees it
    continues      INTEGER,           -- message.id of a server's draft, deleted there when this leaves
    forwards       INTEGER,           -- message.id that is $Forwarded when this leaves
    outbox         INTEGER            -- outbox.id of the message made of it; it is away until that is cancelled
) STRICT;

CREATE INDEX draft_outbox ON draft (outbox) WHERE outbox IS NOT NULL;

CREATE TABLE draft_file (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    draft          INTEGER NOT NULL REFERENCES draft ON DELETE CASCADE,
    name           TEXT    NOT NULL,
    size           INTEGER NOT NULL DEFAULT 0,
    whole          INTEGER NOT NULL DEFAULT 0,  -- 0: it is still being copied
    since          INTEGER NOT NULL             -- milliseconds since 1970
) STRICT;

CREATE INDEX draft_file_draft ON draft_file (draft);

-- As in chunk.
CREATE TABLE draft_chunk (
    file           INTEGER NOT NULL REFERENCES draft_file ON DELETE CASCADE,
    seq            INTEGER NOT NULL,
    data           BLOB    NOT NULL,
    PRIMARY KEY (file, seq)
) STRICT;

ALTER TABLE outbox ADD COLUMN forwards INTEGER;

ALTER TABLE outbox ADD COLUMN continues INTEGER;

-- Senders whose remote content a person lets in, lower case.
CREATE TABLE remote_sender (
    address        TEXT    PRIMARY KEY
) STRICT, WITHOUT ROWID;
