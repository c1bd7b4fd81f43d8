-- JSON of model::SyncSettings without its folders; NULL: nobody chose anything.
ALTER TABLE account ADD COLUMN sync TEXT;

-- model::FolderRule; NULL: as its role has it.
ALTER TABLE mailbox ADD COLUMN rule TEXT;

-- When a folder that is looked at daily last was, milliseconds since 1970.
ALTER TABLE mailbox ADD COLUMN looked INTEGER NOT NULL DEFAULT 0;

-- How the checks of an account went.
CREATE TABLE check_state (
    account        INTEGER PRIMARY KEY REFERENCES account ON DELETE CASCADE,
    announces      INTEGER,                      -- 1: the server announces new mail; NULL: never asked
    checked        INTEGER,                      -- the last that went well, milliseconds since 1970
    failures       INTEGER NOT NULL DEFAULT 0,   -- since then
    failed         INTEGER NOT NULL DEFAULT 0,   -- the last that did not
    refused        INTEGER NOT NULL DEFAULT 0    -- 1: the server refused the password
) STRICT;

-- The times Tern worked in the background.
CREATE TABLE wake (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    at             INTEGER NOT NULL,  -- milliseconds since 1970
    cause          TEXT    NOT NULL,  -- model::WakeCause
    took_ms        INTEGER NOT NULL
) STRICT;

CREATE INDEX wake_at ON wake (at);

CREATE TABLE wake_account (
    wake           INTEGER NOT NULL REFERENCES wake ON DELETE CASCADE,
    account        INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    new_messages   INTEGER NOT NULL,
    round_trips    INTEGER NOT NULL,
    bytes          INTEGER NOT NULL,
    whole          INTEGER NOT NULL,  -- 1: the check came to its end
    left_over      TEXT    NOT NULL,  -- JSON of model::LeftOver
    problem        TEXT,              -- JSON of model::Problem
    PRIMARY KEY (wake, account)
) STRICT, WITHOUT ROWID;

CREATE INDEX wake_account_account ON wake_account (account);
