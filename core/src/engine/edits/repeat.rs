//! What became of moves and copies that were sent by a replay that died.

use super::transfer::ended;
use super::{Opened, Replay, SessionError, asked, uids};
use crate::model::{EditKind, MailboxId, UidSet};
use crate::net::NetError;
use crate::sync::replay::{Action, PendingEdit, Trace};
use std::collections::HashMap;

impl Replay<'_> {
    /// Ends the edits that were carried out and returns those that have to be sent (again), with the
    /// UID that the message has now.
    pub(super) async fn find_out(
        &mut self,
        source: MailboxId,
        action: Action,
        begun: Vec<PendingEdit>,
    ) -> Result<Vec<PendingEdit>, SessionError> {
        let (Action::Move(to) | Action::Copy(to), false) = (action, begun.is_empty()) else { return Ok(begun) };
        // A sync of the target found the moved message first.
        let adopted = |edit: &PendingEdit| edit.mailbox == to && edit.uid.is_some();
        let moving = matches!(action, Action::Move(_));
        let (here, begun): (Vec<_>, Vec<_>) = begun.into_iter().partition(|edit| moving && adopted(edit));
        self.confirm(&here, |edit| ended(edit, None)).await?;
        let Some(found) = self.look_in_target(to, &begun).await? else {
            self.wait(&begun);
            return Ok(Vec::new());
        };
        let Some(left) = self.look_in_source(source, &begun).await? else {
            self.wait(&begun);
            return Ok(Vec::new());
        };
        self.judge(begun, &found, &left).await
    }

    async fn judge(
        &mut self,
        begun: Vec<PendingEdit>,
        found: &HashMap<i64, (u32, u32)>,
        left: &HashMap<i64, u32>,
    ) -> Result<Vec<PendingEdit>, SessionError> {
        let mut again = Vec::new();
        let mut halfway = Vec::new();
        for edit in begun {
            let (found, left) = (found.get(&edit.id.0).copied(), left.get(&edit.id.0).copied());
            let moving = matches!(edit.kind, EditKind::Move { .. });
            let single = std::slice::from_ref(&edit);
            match (found, left) {
                // Where MOVE is one step, the message cannot be in both: the other is not this one.
                (Some(_), Some(uid)) if moving && self.imap.moves() => again.push(at(edit, uid)),
                (Some(place), Some(uid)) if moving => halfway.push((at(edit, uid), place)),
                (Some(place), _) => self.confirm(single, |edit| ended(edit, Some(place))).await?,
                (None, Some(uid)) => again.push(at(edit, uid)),
                // In neither by what can be asked: the sync of the target adopts it or drops it.
                (None, None) if moving => self.confirm(single, |edit| ended(edit, None)).await?,
                (None, None) => self.gone(single).await?,
            }
        }
        self.finish(halfway).await?;
        Ok(again)
    }

    /// Takes away messages whose copy is in the target; all at once, because without UIDPLUS a message
    /// that is marked `\Deleted` keeps others from being expunged.
    async fn finish(&mut self, halfway: Vec<(PendingEdit, (u32, u32))>) -> Result<(), SessionError> {
        let places: HashMap<i64, (u32, u32)> = halfway.iter().map(|(edit, place)| (edit.id.0, *place)).collect();
        let edits: Vec<_> = halfway.into_iter().map(|(edit, _)| edit).collect();
        if edits.is_empty() {
            return Ok(());
        }
        match self.imap.expunge(&uids(&edits)).await {
            Ok(()) => self.confirm(&edits, |edit| ended(edit, places.get(&edit.id.0).copied())).await,
            Err(error) if error.is_fatal() => Err(error.into()),
            Err(error) => self.refuse(&edits, &error).await,
        }
    }

    /// Where each message is that came into the target since its edit was sent. `None` when that
    /// cannot be asked now.
    async fn look_in_target(
        &mut self,
        to: MailboxId,
        begun: &[PendingEdit],
    ) -> Result<Option<HashMap<i64, (u32, u32)>>, SessionError> {
        let mut found = HashMap::new();
        if begun.is_empty() {
            return Ok(Some(found));
        }
        let uidvalidity = match self.open(to).await? {
            Opened::Ready { uidvalidity, .. } => uidvalidity,
            Opened::Renumbered => self.selected.as_ref().map_or(0, |(_, selected)| selected.uidvalidity),
            // It cannot be in a mailbox that cannot be opened; sending it again tells why.
            Opened::Refused(_) => return Ok(Some(found)),
        };
        for edit in begun {
            let Some(Trace { target: (before, uidnext), .. }) = edit.trace else { continue };
            if before != uidvalidity || uidnext == 0 {
                continue;
            }
            let newer = UidSet::from_ranges([(uidnext, u32::MAX)]);
            let twins = match asked(self.twins(edit, &newer).await)? {
                Some(twins) => twins.intersection(&newer),
                None => return Ok(None),
            };
            let taken = |uid: &u32| found.values().any(|(_, known)| known == uid);
            if let Some(uid) = twins.iter().find(|uid| !taken(uid)) {
                found.insert(edit.id.0, (uidvalidity, uid));
            }
        }
        Ok(Some(found))
    }

    /// The UID of each message that is still in the source.
    async fn look_in_source(
        &mut self,
        source: MailboxId,
        begun: &[PendingEdit],
    ) -> Result<Option<HashMap<i64, u32>>, SessionError> {
        let mut left = HashMap::new();
        if begun.is_empty() {
            return Ok(Some(left));
        }
        match self.open(source).await? {
            Opened::Ready { .. } => {}
            Opened::Renumbered | Opened::Refused(_) => return Ok(None),
        }
        let known = uids(begun);
        let there = match known.is_empty() {
            true => Some(HashMap::new()),
            false => self.flags_of(&known).await?,
        };
        let Some(there) = there else { return Ok(None) };
        for edit in begun {
            let uid = match edit.uid {
                Some(uid) => there.contains_key(&uid).then_some(uid),
                // A sync missed it, or it has another UID that no sync has seen.
                None => match asked(self.twins(edit, &UidSet::from_ranges([(1, u32::MAX)])).await)? {
                    Some(twins) => twins.max(),
                    None => return Ok(None),
                },
            };
            left.extend(uid.map(|uid| (edit.id.0, uid)));
        }
        Ok(Some(left))
    }

    /// Messages of the selected mailbox that are the edit's message by what can be asked.
    async fn twins(&mut self, edit: &PendingEdit, among: &UidSet) -> Result<UidSet, NetError> {
        match &edit.message_id {
            Some(message_id) => self.imap.search_message_id(message_id).await,
            None => {
                let (less, more) = (edit.size.saturating_sub(1), edit.size.saturating_add(1));
                self.imap.search(&format!("UID {among} LARGER {less} SMALLER {more}")).await
            }
        }
    }
}

fn at(mut edit: PendingEdit, uid: u32) -> PendingEdit {
    edit.uid = Some(uid);
    edit
}
