//! Search: the word index drives, newest first, and each hit is checked against the filters; when few
//! hits pass, the filters are collected first and the two lists are merged.

use super::{Store, StoreError, list, segment};
use crate::{
    model::{MailboxId, MessageRow},
    sync::query::{Condition, Field, Filter, Query, Term},
};
use rusqlite::{Connection, Params, Rows};
use std::fmt::Write;

/// Hits checked one by one before what passes the filters is collected instead.
const CHECKED: usize = 2000;
/// Messages that are rather looked up one by one than found on a walk through all hits.
const FEW: usize = 200;

impl Store {
    /// The newest messages that a query finds, in every mailbox of every account.
    pub async fn search(&self, query: &Query, limit: u32) -> Result<Vec<MessageRow>, StoreError> {
        let query = query.clone();
        if let Err(error) = self.index_rest().await {
            let kind = error.kind();
            log::warn!("messages that came lately are not searched: {kind}");
        }
        self.read(move |db| ranks(db, &query, limit)?.into_iter().map(|rank| list::one(db, "rank", rank)).collect())
            .await
    }

    /// The mailboxes that `in:` leaves to be searched, ascending; `None` where a query says nothing of mailboxes.
    pub async fn searched(&self, query: Query) -> Result<Option<Vec<MailboxId>>, StoreError> {
        let named: Vec<(String, bool)> = query.filters.into_iter().filter_map(named).collect();
        if named.is_empty() {
            return Ok(None);
        }
        self.read(move |db| {
            let mut left = ids(db, "SELECT id FROM mailbox ORDER BY id", [])?;
            for (name, negated) in &named {
                let found = mailboxes(db, name)?;
                left.retain(|id| found.contains(id) != *negated);
            }
            Ok(Some(left.into_iter().map(MailboxId).collect()))
        })
        .await
    }
}

fn named(filter: Filter) -> Option<(String, bool)> {
    match filter.condition {
        Condition::In(name) => Some((name, filter.negated)),
        _ => None,
    }
}

/// The newest messages that a query finds.
pub(super) fn ranks(db: &Connection, query: &Query, limit: u32) -> Result<Vec<i64>, StoreError> {
    let Some(filters) = filters(db, &query.filters)? else { return Ok(Vec::new()) };
    find(db, &query.terms, &filters, usize::try_from(limit).unwrap_or(usize::MAX))
}

/// Whole words first; where they leave room, words that begin with the last one; where nothing is found at
/// all, parts of words in subjects and names.
fn find(db: &Connection, terms: &[Term], filters: &Filters, limit: usize) -> Result<Vec<i64>, StoreError> {
    let without = exclusion(terms);
    let Some(words) = expression(terms, |term| words_of(term, term.starred)) else {
        return match without {
            None => filters.newest(db, i64::MAX, limit),
            Some(without) => except(db, &without, filters, limit),
        };
    };
    let minus = without.as_ref().map(|without| format!(" NOT ({without})")).unwrap_or_default();
    let search = |words: &str| walk(db, "words", &format!("({words}){minus}"), filters, limit);
    let mut hits = search(&words)?;
    if hits.len() < limit
        && terms.iter().any(completes)
        && let Some(begun) = expression(terms, begun_words_of)
    {
        hits = search(&begun)?;
    }
    match expression(terms, grams_of) {
        Some(grams) if hits.is_empty() && without.is_none() => walk(db, "grams", &grams, filters, limit),
        _ => Ok(hits),
    }
}

/// Whether a term may be half a word. Shorter beginnings are those of too many words to be looked up fast.
fn completes(term: &Term) -> bool {
    term.typing && term.text.chars().count() >= 4
}

fn begun_words_of(term: &Term) -> Option<String> {
    words_of(term, term.starred || completes(term))
}

/// The match expression of all positive terms; `None` when there is nothing to look up, or a term that
/// the table cannot look up.
fn expression(terms: &[Term], of: impl Fn(&Term) -> Option<String>) -> Option<String> {
    let positive = terms.iter().filter(|term| !term.negated && searchable(term));
    let parts: Vec<String> = positive.map(of).collect::<Option<_>>()?;
    (!parts.is_empty()).then(|| parts.join(" AND "))
}

/// The match expression of what must not be found.
fn exclusion(terms: &[Term]) -> Option<String> {
    let parts: Vec<String> =
        terms.iter().filter(|term| term.negated).filter_map(|term| words_of(term, term.starred)).collect();
    (!parts.is_empty()).then(|| parts.join(" OR "))
}

fn searchable(term: &Term) -> bool {
    term.text.chars().any(char::is_alphanumeric)
}

fn words_of(term: &Term, prefix: bool) -> Option<String> {
    let pieces = segment::pieces(&term.text);
    let last = pieces.len().saturating_sub(1);
    let parts: Vec<String> = pieces
        .iter()
        .enumerate()
        .map(|(at, piece)| {
            let star = if piece.alone || (prefix && at == last) { " *" } else { "" };
            format!("{}{}{star}", column(term.field), quoted(&piece.text))
        })
        .collect();
    (!parts.is_empty()).then(|| format!("({})", parts.join(" AND ")))
}

/// Parts of words; three characters at least, and only where subjects and names are asked for.
fn grams_of(term: &Term) -> Option<String> {
    let text = segment::folded(term.text.trim());
    (text.chars().count() >= 3 && !term.phrase).then(|| format!("({}{})", column(term.field), quoted(&text)))
}

fn column(field: Field) -> &'static str {
    match field {
        Field::Any => "",
        Field::Subject => "subject : ",
        Field::From => "sender : ",
        Field::To => "recipients : ",
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\"").replace('\0', " "))
}

/// Walks the hits of a match expression, newest first, and keeps those that pass.
fn walk(
    db: &Connection,
    table: &str,
    expression: &str,
    filters: &Filters,
    limit: usize,
) -> Result<Vec<i64>, StoreError> {
    let sql =
        format!("SELECT rowid FROM {table} WHERE {table} MATCH ? AND rowid >= ? AND rowid < ? ORDER BY rowid DESC");
    let mut query = db.prepare_cached(&sql)?;
    let mut rows = query.query((expression, filters.from, filters.below))?;
    let mut check = db.prepare_cached(&filters.check())?;
    let (mut hits, mut seen) = (Vec::new(), 0);
    while hits.len() < limit {
        let Some(row) = rows.next()? else { return Ok(hits) };
        let rank: i64 = row.get(0)?;
        if check.exists([rank])? {
            hits.push(rank);
        }
        seen += 1;
        if seen == CHECKED && hits.len() < limit {
            let passing = filters.newest(db, rank, usize::MAX)?;
            let missing = limit - hits.len();
            hits.extend(match passing.len() {
                0..=FEW => probe(db, table, expression, &passing, missing)?,
                _ => merge(&mut rows, passing, missing)?,
            });
            return Ok(hits);
        }
    }
    Ok(hits)
}

/// Looks each of a few messages up in the index.
fn probe(db: &Connection, table: &str, expression: &str, few: &[i64], limit: usize) -> Result<Vec<i64>, StoreError> {
    let mut query = db.prepare_cached(&format!("SELECT 1 FROM {table} WHERE {table} MATCH ? AND rowid = ?"))?;
    let mut hits = Vec::new();
    for rank in few {
        if hits.len() >= limit {
            break;
        }
        if query.exists((expression, rank))? {
            hits.push(*rank);
        }
    }
    Ok(hits)
}

/// Goes on through the hits and keeps those that are in a list; both run newest first.
fn merge(rows: &mut Rows<'_>, passing: Vec<i64>, limit: usize) -> Result<Vec<i64>, StoreError> {
    let mut passing = passing.into_iter().peekable();
    let mut hits = Vec::new();
    while hits.len() < limit && passing.peek().is_some() {
        let Some(row) = rows.next()? else { break };
        let rank: i64 = row.get(0)?;
        while passing.next_if(|passing| *passing > rank).is_some() {}
        hits.extend(passing.next_if_eq(&rank));
    }
    Ok(hits)
}

/// What passes the filters and is not found by `without`.
fn except(db: &Connection, without: &str, filters: &Filters, limit: usize) -> Result<Vec<i64>, StoreError> {
    let sql = "SELECT rowid FROM words WHERE words MATCH ? AND rowid >= ? AND rowid < ? ORDER BY rowid DESC";
    let mut query = db.prepare_cached(sql)?;
    let mut unwanted = query.query((without, filters.from, filters.below))?;
    let mut next = unwanted.next()?.map(|row| row.get::<_, i64>(0)).transpose()?;
    let mut hits = Vec::new();
    for rank in filters.newest(db, i64::MAX, usize::MAX)? {
        while next.is_some_and(|unwanted| unwanted > rank) {
            next = unwanted.next()?.map(|row| row.get(0)).transpose()?;
        }
        if next != Some(rank) {
            hits.push(rank);
            if hits.len() >= limit {
                break;
            }
        }
    }
    Ok(hits)
}

/// The conditions on a message row, as SQL over `message m`.
struct Filters {
    conditions: String,
    index: &'static str,
    from: i64,
    below: i64,
}

/// Turns filters into SQL; `None` when one of them names nothing that exists.
fn filters(db: &Connection, filters: &[Filter]) -> Result<Option<Filters>, StoreError> {
    let mut sql =
        Filters { conditions: "m.shown_in IS NOT NULL".to_owned(), index: "message_facts", from: 0, below: i64::MAX };
    for Filter { condition, negated } in filters {
        let not = if *negated { "NOT " } else { "" };
        match condition {
            Condition::Attachment => sql.and(format_args!("{not}m.attachments > 0")),
            Condition::Flag { bit, set } => {
                sql.and(format_args!("{not}(m.flags & {bit}) {} 0", if *set { "<>" } else { "=" }));
            }
            Condition::Before(day) if *negated => sql.from = sql.from.max(rank_of(*day)),
            Condition::After(day) if *negated => sql.below = sql.below.min(rank_of(*day)),
            Condition::Before(day) => sql.below = sql.below.min(rank_of(*day)),
            Condition::After(day) => sql.from = sql.from.max(rank_of(*day)),
            Condition::In(name) => {
                let mailboxes = mailboxes(db, name)?;
                if mailboxes.is_empty() && !negated {
                    return Ok(None);
                }
                sql.and(format_args!("m.shown_in {not}IN ({})", list_of(&mailboxes)));
                if let ([_], false) = (&mailboxes[..], *negated) {
                    sql.index = "message_list";
                }
            }
            Condition::Account(address) => {
                let address = format!("%{}%", address.replace(['%', '_'], ""));
                let accounts = ids(db, "SELECT id FROM account WHERE address LIKE ?", [address])?;
                if accounts.is_empty() && !negated {
                    return Ok(None);
                }
                sql.and(format_args!("m.account {not}IN ({})", list_of(&accounts)));
            }
        }
    }
    Ok(Some(sql))
}

impl Filters {
    fn and(&mut self, condition: std::fmt::Arguments<'_>) {
        // Writing to a String cannot fail.
        write!(self.conditions, " AND {condition}").unwrap_or_default();
    }

    /// Whether the message of a rank passes.
    fn check(&self) -> String {
        format!("SELECT 1 FROM message m INDEXED BY message_facts WHERE m.rank = ? AND {}", self.conditions)
    }

    /// What passes, newest first, from the index alone.
    fn newest(&self, db: &Connection, below: i64, limit: usize) -> Result<Vec<i64>, StoreError> {
        let sql = format!(
            "SELECT m.rank FROM message m INDEXED BY {} WHERE m.rank >= ? AND m.rank < ? AND {}
             ORDER BY m.rank DESC LIMIT ?",
            self.index, self.conditions
        );
        let mut query = db.prepare_cached(&sql)?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let ranks = query.query_map((self.from, self.below.min(below), limit), |row| row.get(0))?;
        Ok(ranks.collect::<Result<_, _>>()?)
    }
}

fn rank_of(day: i64) -> i64 {
    (day.clamp(0, 1 << 25) * 86_400) << 20
}

/// Mailboxes by whole name, by role, or by the last part of the name.
fn mailboxes(db: &Connection, wanted: &str) -> Result<Vec<i64>, StoreError> {
    let wanted = wanted.to_lowercase();
    let mut query = db.prepare_cached("SELECT id, name, separator, role FROM mailbox")?;
    let mut rows = query.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, name): (i64, String) = (row.get(0)?, row.get(1)?);
        let (separator, role): (Option<String>, Option<String>) = (row.get(2)?, row.get(3)?);
        let name = name.to_lowercase();
        let last = separator.as_deref().and_then(|separator| name.rsplit(separator).next());
        if name == wanted || last == Some(&wanted) || role.as_ref() == Some(&wanted) {
            found.push(id);
        }
    }
    Ok(found)
}

fn ids(db: &Connection, sql: &str, values: impl Params) -> Result<Vec<i64>, StoreError> {
    let mut query = db.prepare_cached(sql)?;
    let ids = query.query_map(values, |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

fn list_of(ids: &[i64]) -> String {
    ids.iter().map(i64::to_string).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests;
