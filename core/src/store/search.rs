//! Search: the word index drives, newest first, and each hit is checked against the filters; when few
//! hits pass, the filters are collected first and the two lists are merged.

use super::{Store, StoreError, list, segment};
use crate::{
    model::MessageRow,
    sync::query::{Condition, Field, Filter, Query, Term},
};
use rusqlite::{Connection, OptionalExtension, Params};
use std::fmt::Write;

/// Hits checked one by one before the filters are collected instead.
const CHECKED: usize = 500;

impl Store {
    /// The newest messages that a query finds, in every mailbox of every account.
    pub async fn search(&self, query: &Query, limit: u32) -> Result<Vec<MessageRow>, StoreError> {
        let query = query.clone();
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        self.read(move |db| {
            let Some(filters) = filters(db, &query.filters)? else { return Ok(Vec::new()) };
            let ranks = find(db, &query.terms, &filters, limit)?;
            ranks.into_iter().map(|rank| list::one(db, "rank", rank)).collect()
        })
        .await
    }
}

fn find(db: &Connection, terms: &[Term], filters: &Filters, limit: usize) -> Result<Vec<i64>, StoreError> {
    let words = expression(terms, words_of);
    let without = exclusion(terms);
    let Some(words) = words else {
        return match without {
            None => filters.newest(db, i64::MAX, limit),
            Some(without) => except(db, &without, filters, limit),
        };
    };
    let minus = without.map(|without| format!(" NOT ({without})")).unwrap_or_default();
    let mut hits = walk(db, "words", &format!("({words}){minus}"), filters, limit)?;
    if hits.len() < limit
        && let Some(grams) = expression(terms, grams_of)
    {
        let more = walk(db, "grams", &grams, filters, limit)?;
        let unwanted = match exclusion(terms) {
            Some(without) => walk(db, "words", &without, filters, usize::MAX)?,
            None => Vec::new(),
        };
        hits.extend(more.into_iter().filter(|rank| !unwanted.contains(rank)));
        hits.sort_unstable_by(|a, b| b.cmp(a));
        hits.dedup();
        hits.truncate(limit);
    }
    Ok(hits)
}

/// The match expression of all positive terms; `None` when there is nothing to look up, or a term that
/// the table cannot look up.
fn expression(terms: &[Term], of: fn(&Term) -> Option<String>) -> Option<String> {
    let positive = terms.iter().filter(|term| !term.negated && searchable(term));
    let parts: Vec<String> = positive.map(of).collect::<Option<_>>()?;
    (!parts.is_empty()).then(|| parts.join(" AND "))
}

/// The match expression of what must not be found.
fn exclusion(terms: &[Term]) -> Option<String> {
    let parts: Vec<String> = terms.iter().filter(|term| term.negated).filter_map(words_of).collect();
    (!parts.is_empty()).then(|| parts.join(" OR "))
}

fn searchable(term: &Term) -> bool {
    term.text.chars().any(char::is_alphanumeric)
}

fn words_of(term: &Term) -> Option<String> {
    let pieces = segment::pieces(&term.text);
    let last = pieces.len().saturating_sub(1);
    let parts: Vec<String> = pieces
        .iter()
        .enumerate()
        .map(|(at, piece)| {
            let star = if piece.alone || (term.prefix && at == last) { " *" } else { "" };
            format!("{}{}{star}", column(term.field), quoted(&piece.text))
        })
        .collect();
    (!parts.is_empty()).then(|| format!("({})", parts.join(" AND ")))
}

/// Parts of words; three characters at least, and only where subjects and names are asked for.
fn grams_of(term: &Term) -> Option<String> {
    let text = segment::folded(term.text.trim());
    (text.chars().count() >= 3).then(|| format!("({}{})", column(term.field), quoted(&text)))
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
    let mut check = db.prepare_cached(&filters.sql("m.rank = ?"))?;
    let (mut hits, mut seen) = (Vec::new(), 0);
    while hits.len() < limit {
        let Some(row) = rows.next()? else { return Ok(hits) };
        let rank: i64 = row.get(0)?;
        if check.query_row([rank], |_| Ok(())).optional()?.is_some() {
            hits.push(rank);
        }
        seen += 1;
        if seen == CHECKED && hits.len() < limit {
            let mut passing = filters.newest(db, rank, usize::MAX)?.into_iter().peekable();
            while hits.len() < limit && passing.peek().is_some() {
                let Some(row) = rows.next()? else { break };
                let rank: i64 = row.get(0)?;
                while passing.next_if(|passing| *passing > rank).is_some() {}
                hits.extend(passing.next_if_eq(&rank));
            }
            return Ok(hits);
        }
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
                sql.and(format_args!("m.shown_in {not}IN ({})", mailboxes.join(",")));
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
                sql.and(format_args!("m.account {not}IN ({})", accounts.join(",")));
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

    fn sql(&self, place: &str) -> String {
        format!("SELECT m.rank FROM message m INDEXED BY message_facts WHERE {place} AND {}", self.conditions)
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
    day.clamp(0, 1 << 25) * 86_400 << 20
}

/// Mailboxes by whole name, by role, or by the last part of the name.
fn mailboxes(db: &Connection, wanted: &str) -> Result<Vec<String>, StoreError> {
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
            found.push(id.to_string());
        }
    }
    Ok(found)
}

fn ids(db: &Connection, sql: &str, values: impl Params) -> Result<Vec<String>, StoreError> {
    let mut query = db.prepare_cached(sql)?;
    let ids = query.query_map(values, |row| Ok(row.get::<_, i64>(0)?.to_string()))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests;
