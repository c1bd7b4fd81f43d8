use super::super::session;
use super::{Replay, SessionError, uids};
use crate::model::{EditKind, MailboxId};
use crate::net::NetError;
use crate::net::imap::Copied;
use crate::say;
use crate::sync::replay::{Outcome, PendingEdit, Trace};
use std::collections::HashMap;

/// How a move or copy ended.
enum Ended {
    Done(Copied),
    /// Nothing was done.
    Refused(NetError),
    /// The copy is there, the message could not be taken away.
    Halfway(NetError),
}

impl Replay<'_> {
    /// Moves or copies messages of the selected mailbox.
    pub(super) async fn transfer(&mut self, mut edits: Vec<PendingEdit>, to: MailboxId) -> Result<(), SessionError> {
        let Some((target, wanted)) = self.mailboxes.get(&to).map(|state| (state.wire_name.clone(), state.wanted))
        else {
            let text = say!("edit-said-gone");
            return self.refuse(&edits, &NetError::No { code: Some("NONEXISTENT".into()), text }).await;
        };
        let target = match wanted {
            false => target,
            true => match self.make(to).await? {
                Ok(made) => made,
                Err(error) => return self.refuse(&edits, &error).await,
            },
        };
        let status = match self.imap.status(&target).await {
            Ok(status) => status,
            Err(error) if error.is_fatal() => return Err(error.into()),
            Err(error) => return self.refuse(&edits, &error).await,
        };
        let before = (status.uidvalidity.unwrap_or(0), status.uidnext.unwrap_or(0));
        let uidvalidity = self.selected.as_ref().map_or(0, |(_, selected)| selected.uidvalidity);
        let traces =
            edits.iter().filter_map(|edit| Some((edit.id, Trace { source: (uidvalidity, edit.uid?), target: before })));
        let there = self.store.mark_started(traces.collect()).await?;
        edits.retain(|edit| there.contains(&edit.id));
        if edits.is_empty() { Ok(()) } else { self.send(&edits, &target).await }
    }

    /// Has the server make a mailbox that a person filled already. A refusal is in the inner result.
    async fn make(&mut self, id: MailboxId) -> Result<Result<Vec<u8>, NetError>, SessionError> {
        let Some(state) = self.mailboxes.get_mut(&id) else { return Ok(Ok(Vec::new())) };
        let (wire_name, name) = match session::make_mailbox(self.imap, &state.mailbox.name).await {
            Ok(made) => made,
            Err(error) if error.is_fatal() => return Err(error.into()),
            Err(error) => return Ok(Err(error)),
        };
        (state.wanted, state.wire_name, state.mailbox.name) = (false, wire_name.clone(), name.clone());
        self.store.mailbox_made(id, wire_name.clone(), name).await?;
        Ok(Ok(wire_name))
    }

    async fn send(&mut self, edits: &[PendingEdit], target: &[u8]) -> Result<(), SessionError> {
        match self.act(edits, target).await {
            Ok(Ended::Done(copied)) => self.arrived(edits, copied).await,
            Ok(Ended::Refused(error)) if edits.len() == 1 => self.refuse(edits, &error).await,
            // One of them may be the reason. Those that are moved already are found by a sync.
            Ok(Ended::Refused(_)) => {
                for edit in edits {
                    Box::pin(self.send(std::slice::from_ref(edit), target)).await?;
                }
                Ok(())
            }
            Ok(Ended::Halfway(error)) => self.refuse(edits, &error).await,
            Err(error) => Err(error.into()),
        }
    }

    /// Errors are those after which the connection is of no use.
    async fn act(&mut self, edits: &[PendingEdit], target: &[u8]) -> Result<Ended, NetError> {
        let uids = uids(edits);
        let moving = edits.iter().any(|edit| matches!(edit.kind, EditKind::Move { .. }));
        let sent = match moving && self.imap.moves() {
            true => self.imap.mv(&uids, target).await,
            false => self.imap.copy(&uids, target).await,
        };
        let copied = match sent {
            Ok(copied) => copied,
            Err(error) if error.is_fatal() => return Err(error),
            Err(error) => return Ok(Ended::Refused(error)),
        };
        if !moving || self.imap.moves() {
            return Ok(Ended::Done(copied));
        }
        match self.imap.expunge(&uids).await {
            Ok(()) => Ok(Ended::Done(copied)),
            Err(error) if error.is_fatal() => Err(error),
            Err(error) => Ok(Ended::Halfway(error)),
        }
    }

    async fn arrived(&mut self, edits: &[PendingEdit], copied: Copied) -> Result<(), SessionError> {
        let (uidvalidity, pairs) = copied.unwrap_or_default();
        let pairs: HashMap<u32, u32> = pairs.into_iter().collect();
        self.confirm(edits, |edit| {
            let uid = edit.uid.and_then(|uid| pairs.get(&uid)).map(|uid| (uidvalidity, *uid));
            ended(edit, uid)
        })
        .await
    }
}

/// How a move or copy ends when the message has this UIDVALIDITY and UID in the target.
pub(super) fn ended(edit: &PendingEdit, uid: Option<(u32, u32)>) -> Outcome {
    match edit.kind {
        EditKind::Copy { .. } => Outcome::Copied(uid),
        _ => Outcome::Moved(uid),
    }
}
