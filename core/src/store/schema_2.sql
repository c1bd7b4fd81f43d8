-- Every message up to this id is in both search tables; above it those whose text is here (body > 0).
CREATE TABLE search_state (upto INTEGER NOT NULL) STRICT;

INSERT INTO search_state SELECT coalesce(max(id), 0) FROM message;

-- 1: a person archived into it and the server has no such mailbox yet; made with the first edit that needs it.
ALTER TABLE mailbox ADD COLUMN wanted INTEGER NOT NULL DEFAULT 0;

-- Segments are merged sixteen at a time: each word is written again less often.
INSERT INTO words (words, rank) VALUES ('automerge', 16);

INSERT INTO grams (grams, rank) VALUES ('automerge', 16);
