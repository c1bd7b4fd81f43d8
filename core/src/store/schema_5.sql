-- A picture that the HTML of the draft shows, by its Content-ID; NULL: a file beside the text.
ALTER TABLE draft_file ADD COLUMN content_id TEXT;
