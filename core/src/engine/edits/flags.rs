use super::{Replay, SessionError};
use crate::model::{EditKind, FlagChange, Flags, UidSet};
use crate::net::NetError;
use crate::say;
use crate::sync::flags::{then, to_push};
use crate::sync::replay::{Outcome, PendingEdit};
use std::collections::HashMap;

/// Keywords that moving to or from Junk sets by itself; nobody asked for them by name.
const UNASKED: [&str; 2] = ["$Junk", "$NotJunk"];

/// All waiting changes of one message.
struct Change {
    uid: u32,
    edits: Vec<PendingEdit>,
    whole: FlagChange,
    /// What the server does not have yet.
    push: FlagChange,
}

impl Replay<'_> {
    /// Changes flags, as far as the server's are not so already. `there` are its flags now.
    pub(super) async fn flag(
        &mut self,
        edits: Vec<PendingEdit>,
        there: HashMap<u32, Flags>,
        permanent: Option<&[String]>,
    ) -> Result<(), SessionError> {
        let mut buckets: Vec<(FlagChange, Vec<Change>)> = Vec::new();
        for change in changes(edits, &there) {
            if let Some(lost) = lost(&change.push, permanent) {
                self.lost(change, &lost).await?;
                continue;
            }
            match buckets.iter_mut().find(|(push, _)| *push == change.push) {
                Some((_, same)) => same.push(change),
                None => buckets.push((change.push.clone(), vec![change])),
            }
        }
        for (push, same) in buckets {
            self.push_flags(&push, same).await?;
        }
        Ok(())
    }

    async fn push_flags(&mut self, push: &FlagChange, same: Vec<Change>) -> Result<(), SessionError> {
        match self.store_flags(push, same.iter().map(|change| change.uid).collect()).await {
            Ok(told) => {
                for change in same {
                    let kept = told.get(&change.uid).is_none_or(|now| to_push(now, &change.whole).is_empty());
                    match kept {
                        true => self.confirm(&change.edits, |_| Outcome::Flagged).await?,
                        false => self.lost(change, "").await?,
                    }
                }
                Ok(())
            }
            Err(error) if error.is_fatal() => Err(error.into()),
            Err(error) if same.len() == 1 => {
                let edits: Vec<_> = same.into_iter().flat_map(|change| change.edits).collect();
                self.refuse(&edits, &error).await
            }
            // One of them may be the reason.
            Err(_) => {
                for change in same {
                    Box::pin(self.push_flags(push, vec![change])).await?;
                }
                Ok(())
            }
        }
    }

    /// Returns the flags that the server then tells.
    async fn store_flags(&mut self, push: &FlagChange, uids: UidSet) -> Result<HashMap<u32, Flags>, NetError> {
        let mut told = HashMap::new();
        for (add, names) in [(true, push.add.names()), (false, push.remove.names())] {
            let fetched = self.imap.store_flags(&uids, add, &names).await?.into_iter();
            told.extend(fetched.filter_map(|message| Some((message.uid?, message.flags?))));
        }
        Ok(told)
    }

    /// The server does not keep a flag. That is told where a person asked for it.
    async fn lost(&mut self, change: Change, name: &str) -> Result<(), SessionError> {
        let names: Vec<String> = change.push.add.names().into_iter().chain(change.push.remove.names()).collect();
        if names.iter().all(|name| UNASKED.iter().any(|known| known.eq_ignore_ascii_case(name))) {
            return self.confirm(&change.edits, |_| Outcome::NotKept).await;
        }
        let flags = if name.is_empty() { names.join(" ") } else { name.to_owned() };
        let text = say!("edit-said-not-kept", flags);
        self.refuse(&change.edits, &NetError::No { code: None, text }).await
    }
}

fn changes(edits: Vec<PendingEdit>, there: &HashMap<u32, Flags>) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    let mut places: HashMap<u32, usize> = HashMap::new();
    for edit in edits {
        let (EditKind::Flag { change }, Some(uid)) = (&edit.kind, edit.uid) else { continue };
        let change = change.clone();
        match places.get(&uid).and_then(|at| changes.get_mut(*at)) {
            Some(known) => {
                known.whole = then(&known.whole, &change);
                known.edits.push(edit);
            }
            None => {
                places.insert(uid, changes.len());
                changes.push(Change { uid, edits: vec![edit], whole: change, push: FlagChange::default() });
            }
        }
    }
    for change in &mut changes {
        change.push = there.get(&change.uid).map(|flags| to_push(flags, &change.whole)).unwrap_or_default();
    }
    changes
}

/// The first flag that would not outlive the session (RFC 3501 §7.1 PERMANENTFLAGS).
fn lost(push: &FlagChange, permanent: Option<&[String]>) -> Option<String> {
    let permanent = permanent?;
    let kept = |name: &String| permanent.iter().any(|known| known.eq_ignore_ascii_case(name));
    let any_keyword = permanent.iter().any(|known| known == "\\*");
    let mut names = push.add.names().into_iter().chain(push.remove.names());
    names.find(|name| !kept(name) && (name.starts_with('\\') || !any_keyword))
}
