-- A list of conversations is read from its index alone.
DROP INDEX message_list;
CREATE INDEX message_list ON message (shown_in, rank DESC, flags, attachments, thread);

DROP INDEX message_facts;
CREATE INDEX message_facts ON message (rank DESC, shown_in, flags, attachments, account, thread);

DROP INDEX message_thread;
CREATE INDEX message_thread ON message (thread, shown_in);

-- Counts the transactions that changed what a list may show, in whichever process.
CREATE TABLE list_state (generation INTEGER NOT NULL) STRICT;

INSERT INTO list_state VALUES (1);

-- Preferences of faces.
CREATE TABLE setting (
    key            TEXT    PRIMARY KEY,
    value          TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

-- What a person did, so that it can be undone.
CREATE TABLE action (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    kind           TEXT    NOT NULL,  -- model::ActionKind
    messages       INTEGER NOT NULL,
    target         INTEGER,           -- the mailbox all went to; it may be gone
    at             INTEGER NOT NULL,  -- milliseconds since 1970
    undone         INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX action_at ON action (at);

-- One edit of an action, and how its message was shown before. The edit and the message may be gone: neither
-- id is used again. From here on edit.started has a third value, 2: a change of flags or a removal that may have
-- reached the server.
CREATE TABLE action_item (
    edit           INTEGER PRIMARY KEY,
    action         INTEGER NOT NULL REFERENCES action ON DELETE CASCADE,
    message        INTEGER NOT NULL,
    kind           TEXT    NOT NULL,  -- JSON of model::EditKind
    shown_in       INTEGER NOT NULL,
    flags          INTEGER NOT NULL,
    keywords       TEXT    NOT NULL,
    copy           INTEGER            -- the row that shows a copy
) STRICT;

CREATE INDEX action_item_action  ON action_item (action);
CREATE INDEX action_item_message ON action_item (message);
