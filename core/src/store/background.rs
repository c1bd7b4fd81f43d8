//! What people chose for the background, how checks went, and the ledger of wakes.

use super::{
    Durability, Store, StoreError,
    accounts::{unword, word},
};
use crate::model::{AccountId, FolderSync, MailboxId, SyncSettings, Wake, WakeAccount, WakeCause};
use rusqlite::{Connection, OptionalExtension, params};

/// Wakes older than this are forgotten.
const KEPT_MS: i64 = 14 * 24 * 60 * 60 * 1000;
/// At most so many are kept.
const KEPT: i64 = 2000;

/// How the checks of an account went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Checks {
    /// Whether the server announces new mail; absent before it was asked.
    pub announces: Option<bool>,
    /// The last that went well, milliseconds since 1970.
    pub checked: Option<i64>,
    /// Those that failed since, and when the last one did.
    pub failures: u32,
    pub failed: i64,
    /// Whether the server refused the password.
    pub refused: bool,
}

impl Store {
    /// What a person chose for an account in the background.
    pub async fn sync_settings(&self, account: AccountId) -> Result<SyncSettings, StoreError> {
        self.read(move |db| {
            let sql = "SELECT sync FROM account WHERE id = ?";
            let kept: Option<Option<String>> = db.query_row(sql, [account.0], |row| row.get(0)).optional()?;
            let kept = kept.ok_or(StoreError::Gone("account"))?;
            let mut settings: SyncSettings = kept.as_deref().map(serde_json::from_str).transpose()?.unwrap_or_default();
            let sql = "SELECT id, rule FROM mailbox WHERE account = ? AND rule IS NOT NULL ORDER BY id";
            let mut query = db.prepare_cached(sql)?;
            let rows = query.query_and_then([account.0], |row| {
                Ok(FolderSync { mailbox: MailboxId(row.get(0)?), rule: unword(row, 1)? })
            })?;
            settings.folders = rows.collect::<Result<_, StoreError>>()?;
            Ok(settings)
        })
        .await
    }

    /// Keeps what a person chose. `Gone` when a folder is not the account's.
    pub async fn set_sync_settings(&self, account: AccountId, settings: SyncSettings) -> Result<(), StoreError> {
        self.write(Durability::Full, move |db| {
            let text = serde_json::to_string(&SyncSettings { folders: Vec::new(), ..settings.clone() })?;
            if db.execute("UPDATE account SET sync = ? WHERE id = ?", params![text, account.0])? == 0 {
                return Err(StoreError::Gone("account"));
            }
            db.execute("UPDATE mailbox SET rule = NULL WHERE account = ?", [account.0])?;
            for FolderSync { mailbox, rule } in settings.folders {
                let sql = "UPDATE mailbox SET rule = ? WHERE id = ? AND account = ?";
                if db.execute(sql, params![word(rule)?, mailbox.0, account.0])? == 0 {
                    return Err(StoreError::Gone("mailbox"));
                }
            }
            Ok(())
        })
        .await
    }

    /// How the checks of an account went.
    pub async fn checks(&self, account: AccountId) -> Result<Checks, StoreError> {
        self.read(move |db| {
            let sql = "SELECT announces, checked, failures, failed, refused FROM check_state WHERE account = ?";
            let found = db.query_row(sql, [account.0], |row| {
                Ok(Checks {
                    announces: row.get(0)?,
                    checked: row.get(1)?,
                    failures: row.get(2)?,
                    failed: row.get(3)?,
                    refused: row.get(4)?,
                })
            });
            Ok(found.optional()?.unwrap_or_default())
        })
        .await
    }

    /// Keeps how the checks of an account went.
    pub async fn set_checks(&self, account: AccountId, checks: Checks) -> Result<(), StoreError> {
        let Checks { announces, checked, failures, failed, refused } = checks;
        self.write(Durability::Batch, move |db| {
            let sql = "INSERT INTO check_state (account, announces, checked, failures, failed, refused)
                 SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE EXISTS (SELECT 1 FROM account WHERE id = ?1)
                 ON CONFLICT (account) DO UPDATE SET
                    announces = ?2, checked = ?3, failures = ?4, failed = ?5, refused = ?6";
            db.execute(sql, params![account.0, announces, checked, failures, failed, refused])?;
            Ok(())
        })
        .await
    }

    /// When the folders of an account that are looked at daily last were, milliseconds since 1970.
    pub async fn looked(&self, account: AccountId) -> Result<Vec<(MailboxId, i64)>, StoreError> {
        self.read(move |db| {
            let mut query = db.prepare_cached("SELECT id, looked FROM mailbox WHERE account = ?")?;
            let rows = query.query_map([account.0], |row| Ok((MailboxId(row.get(0)?), row.get(1)?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }

    /// Notes that folders were looked at.
    pub async fn set_looked(&self, mailboxes: Vec<MailboxId>, at: i64) -> Result<(), StoreError> {
        self.write(Durability::Batch, move |db| {
            for mailbox in mailboxes {
                db.execute("UPDATE mailbox SET looked = ? WHERE id = ?", params![at, mailbox.0])?;
            }
            Ok(())
        })
        .await
    }

    /// Writes a wake into the ledger, and forgets the oldest.
    pub async fn add_wake(&self, wake: Wake) -> Result<(), StoreError> {
        self.write(Durability::Batch, move |db| {
            let sql = "INSERT INTO wake (at, cause, took_ms) VALUES (?, ?, ?)";
            db.execute(sql, params![wake.at, word(wake.cause)?, wake.took_ms])?;
            let id = db.last_insert_rowid();
            for account in wake.accounts {
                add_account(db, id, &account)?;
            }
            let sql = "DELETE FROM wake WHERE at < ?1 OR id <= ?2";
            db.execute(sql, params![wake.at - KEPT_MS, id - KEPT])?;
            Ok(())
        })
        .await
    }

    /// The last wakes, newest first.
    pub async fn wakes(&self, most: u32) -> Result<Vec<Wake>, StoreError> {
        self.read(move |db| {
            let mut query = db.prepare_cached("SELECT id, at, cause, took_ms FROM wake ORDER BY id DESC LIMIT ?")?;
            let rows = query.query_and_then([most], |row| {
                let id: i64 = row.get(0)?;
                let accounts = accounts(db, id)?;
                Ok(Wake { at: row.get(1)?, cause: unword(row, 2)?, took_ms: row.get(3)?, accounts })
            })?;
            rows.collect()
        })
        .await
    }

    /// The wakes for these causes since an instant, oldest first, milliseconds since 1970.
    pub async fn woken(&self, causes: &'static [WakeCause], since: i64) -> Result<Vec<i64>, StoreError> {
        self.read(move |db| {
            let mut query = db.prepare_cached("SELECT at, cause FROM wake WHERE at > ? ORDER BY at")?;
            let rows = query.query_and_then([since], |row| Ok((row.get(0)?, unword(row, 1)?)))?;
            let rows: Vec<(i64, WakeCause)> = rows.collect::<Result<_, StoreError>>()?;
            Ok(rows.into_iter().filter(|(_, cause)| causes.contains(cause)).map(|(at, _)| at).collect())
        })
        .await
    }

    /// Unread messages in the inboxes of all accounts.
    pub async fn unread_total(&self) -> Result<u32, StoreError> {
        self.read(|db| {
            let sql = "SELECT coalesce(sum(older_unread), 0)
                    + (SELECT count(*) FROM message JOIN mailbox ON mailbox.id = shown_in
                       WHERE role = 'inbox' AND flags & 1 = 0)
                 FROM mailbox WHERE role = 'inbox'";
            Ok(db.query_row(sql, [], |row| row.get(0))?)
        })
        .await
    }
}

fn add_account(db: &Connection, wake: i64, account: &WakeAccount) -> Result<(), StoreError> {
    // One that was removed meanwhile has no place in the ledger.
    let sql = "INSERT INTO wake_account (wake, account, new_messages, round_trips, bytes, whole, left_over, problem)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 WHERE EXISTS (SELECT 1 FROM account WHERE id = ?2)";
    let left = serde_json::to_string(&account.left)?;
    let problem = account.problem.as_ref().map(serde_json::to_string).transpose()?;
    let bytes = account.bytes.cast_signed();
    let WakeAccount { new_messages, round_trips, whole, .. } = account;
    db.execute(sql, params![wake, account.account.0, new_messages, round_trips, bytes, whole, left, problem])?;
    Ok(())
}

fn accounts(db: &Connection, wake: i64) -> Result<Vec<WakeAccount>, StoreError> {
    let sql = "SELECT account, new_messages, round_trips, bytes, whole, left_over, problem FROM wake_account
         WHERE wake = ? ORDER BY account";
    let mut query = db.prepare_cached(sql)?;
    let rows = query.query_and_then([wake], |row| {
        let problem: Option<String> = row.get(6)?;
        Ok(WakeAccount {
            account: AccountId(row.get(0)?),
            new_messages: row.get(1)?,
            round_trips: row.get(2)?,
            bytes: row.get::<_, i64>(3)?.cast_unsigned(),
            whole: row.get(4)?,
            left: serde_json::from_str(&row.get::<_, String>(5)?)?,
            problem: problem.as_deref().map(serde_json::from_str).transpose()?,
        })
    })?;
    rows.collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::samples::*;
    use super::*;
    use crate::model::{FolderRule, LeftOver, Problem, QuietHours, SyncMode, Weekday};

    #[tokio::test]
    async fn what_a_person_chose_is_kept_with_its_folders() {
        let temp = Temp::new().await;
        assert_eq!(temp.store.sync_settings(temp.account).await.unwrap(), SyncSettings::default());
        let settings = SyncSettings {
            mode: SyncMode::Saver,
            every_minutes: Some(60),
            quiet: vec![QuietHours { days: vec![Weekday::Friday], from: 1320, to: 420 }],
            folders: vec![FolderSync { mailbox: temp.sent, rule: FolderRule::Never }],
            ..SyncSettings::default()
        };
        temp.store.set_sync_settings(temp.account, settings.clone()).await.unwrap();
        assert_eq!(temp.store.sync_settings(temp.account).await.unwrap(), settings);
        let strange = FolderSync { mailbox: MailboxId(99), rule: FolderRule::Daily };
        let wrong = SyncSettings { folders: vec![strange], ..SyncSettings::default() };
        let refused = temp.store.set_sync_settings(temp.account, wrong).await;
        assert!(matches!(refused, Err(StoreError::Gone("mailbox"))));
        assert_eq!(temp.store.sync_settings(temp.account).await.unwrap(), settings, "nothing was half changed");
    }

    #[tokio::test]
    async fn checks_are_kept_and_go_with_the_account() {
        let temp = Temp::new().await;
        assert_eq!(temp.store.checks(temp.account).await.unwrap(), Checks::default());
        let checks = Checks { announces: Some(true), checked: Some(7), failures: 2, failed: 9, refused: true };
        temp.store.set_checks(temp.account, checks).await.unwrap();
        assert_eq!(temp.store.checks(temp.account).await.unwrap(), checks);
        temp.store.set_looked(vec![temp.sent], 5).await.unwrap();
        assert_eq!(temp.store.looked(temp.account).await.unwrap(), [(temp.inbox, 0), (temp.sent, 5)]);
        temp.store.delete_account(temp.account).await.unwrap();
        temp.store.set_checks(temp.account, checks).await.unwrap();
        assert_eq!(temp.store.checks(temp.account).await.unwrap(), Checks::default());
    }

    #[tokio::test]
    async fn the_ledger_keeps_the_last_wakes() {
        let temp = Temp::new().await;
        let problem = Problem { kind: "offline".into(), reason: "No.".into(), next: "Wait.".into() };
        let of = |account| WakeAccount {
            account,
            new_messages: 1,
            round_trips: 5,
            bytes: 4700,
            whole: false,
            left: LeftOver { bodies: 3, ..LeftOver::default() },
            problem: Some(problem.clone()),
        };
        let wake = |at, cause| Wake { at, cause, took_ms: 12, accounts: vec![of(temp.account)] };
        temp.store.add_wake(wake(1, WakeCause::Poll)).await.unwrap();
        let with_stranger =
            Wake { accounts: vec![of(temp.account), of(AccountId(9))], ..wake(KEPT_MS, WakeCause::Free) };
        temp.store.add_wake(with_stranger).await.unwrap();
        let last = [wake(KEPT_MS, WakeCause::Free), wake(1, WakeCause::Poll)];
        assert_eq!(temp.store.wakes(9).await.unwrap(), last);
        assert_eq!(temp.store.woken(&[WakeCause::Poll], 0).await.unwrap(), [1]);
        temp.store.add_wake(wake(KEPT_MS + 2, WakeCause::Push)).await.unwrap();
        assert_eq!(temp.store.wakes(1).await.unwrap(), [wake(KEPT_MS + 2, WakeCause::Push)]);
        assert_eq!(temp.number("SELECT count(*) FROM wake_account").await, 2, "the oldest is forgotten");
    }

    #[tokio::test]
    async fn unread_mail_of_all_inboxes_is_counted() {
        let temp = Temp::new().await;
        temp.insert(vec![message(1, "a"), message(2, "b")]).await;
        temp.apply(vec![super::super::Change::Counts { total: 9, older_unread: 4 }]).await;
        temp.apply(vec![super::super::Change::Flags { uid: 1, flags: flags("\\Seen"), modseq: 2 }]).await;
        assert_eq!(temp.store.unread_total().await.unwrap(), 5);
    }
}
