use super::StoreError;
use rusqlite::{Connection, TransactionBehavior};

/// The steps from one version to the next; step 0 makes version 1.
const STEPS: [&str; 6] = [
    include_str!("schema.sql"),
    include_str!("schema_2.sql"),
    include_str!("schema_3.sql"),
    include_str!("schema_4.sql"),
    include_str!("schema_5.sql"),
    include_str!("schema_6.sql"),
];

/// Brings the database to the newest version, one step a transaction.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let known = i64::try_from(STEPS.len()).unwrap_or(i64::MAX);
    loop {
        // Another process may migrate at the same time: the version is read under the write lock.
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let found: i64 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        if found > known {
            return Err(StoreError::Newer { found, known });
        }
        let Some(step) = usize::try_from(found).ok().and_then(|at| STEPS.get(at)) else {
            return Ok(());
        };
        transaction.execute_batch(step)?;
        transaction.pragma_update(None, "user_version", found + 1)?;
        transaction.commit()?;
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::{Change, Durability, NewAction, Store, StoreError, StoreOptions, open::Lane, samples::*};
    use super::STEPS;
    use crate::{model::*, sync::query::Query};

    /// A profile as the version that had `data` written into it left it.
    async fn of_version(version: usize, data: &str) -> (tempfile::TempDir, Store) {
        let dir = tempfile::tempdir().unwrap();
        let options = StoreOptions { dir: dir.path().to_owned(), key: KEY.into() };
        let db = options.connect(Lane::Write).unwrap();
        STEPS[..version].iter().for_each(|step| db.execute_batch(step).unwrap());
        db.pragma_update(None, "user_version", i64::try_from(version).unwrap()).unwrap();
        db.execute_batch(data).unwrap();
        drop(db);
        let store = open(dir.path(), KEY).await.unwrap();
        (dir, store)
    }

    #[tokio::test]
    async fn a_profile_of_version_1_is_brought_along() {
        let (_dir, store) = of_version(1, include_str!("fixtures/v1.sql")).await;
        let account = store.accounts().await.unwrap().remove(0);
        assert_eq!((account.smtp.port, account.window), (587, Window::Days { days: 30 }));
        let rows = store.search(&Query::parse("hello world from:ann in:trash is:read"), 9).await.unwrap();
        assert_eq!((rows.len(), rows[0].uid, rows[0].pending), (1, None, true));
        let mut source = store.raw_chunks(rows[0].id).await.unwrap();
        assert_eq!(source.next().await.unwrap().unwrap(), b"Subject: Hello\r\n\r\nworld\r\n");
        let reply = Change::Insert(Box::new({
            let mut reply = message(2, "Re: Hello");
            reply.envelope.references = vec!["0@x".to_owned()];
            reply
        }));
        store.apply(MailboxId(1), vec![reply]).await.unwrap();
        assert_eq!(store.thread_rows(rows[0].thread).await.unwrap().len(), 2);
    }

    #[tokio::test]
    async fn a_profile_of_version_2_is_listed_changed_and_undone() {
        let data = [include_str!("fixtures/v1.sql"), include_str!("fixtures/v2.sql")].concat();
        let (_dir, store) = of_version(2, &data).await;
        let trash = ListRequest {
            view: View::Role { role: Role::Trash },
            threaded: true,
            unread_only: false,
            from: ListFrom::Offset { offset: 0 },
            limit: 9,
        };
        let row = store.list(trash.clone()).await.unwrap().rows.remove(0);
        assert_eq!((row.messages, row.unread, &row.row.subject[..]), (1, 0, "Hello"));
        let edits = vec![(row.row.id, EditKind::Move { to: MailboxId(3) })];
        let acted = store.act(NewAction { kind: ActionKind::Archive, edits, at: 1 }).await.unwrap();
        assert_eq!(store.list(trash.clone()).await.unwrap().total, 0);
        store.undo_action(acted.action.id, 1).await.unwrap();
        assert_eq!(store.list(trash).await.unwrap().rows[0].ids, row.ids);
        store.set_setting("face.theme".to_owned(), Some("dark".to_owned())).await.unwrap();
        assert_eq!(store.settings().await.unwrap().len(), 1);
    }

    #[tokio::test]
    async fn a_draft_of_version_4_keeps_its_files_beside_the_text() {
        let data = [include_str!("fixtures/v1.sql"), include_str!("fixtures/v4.sql")].concat();
        let (_dir, store) = of_version(4, &data).await;
        let saved = store.drafts().await.unwrap().remove(0);
        assert_eq!((saved.draft.text.as_str(), saved.files.len()), ("one", 1));
        assert_eq!((saved.files[0].name.as_str(), &saved.files[0].content_id), ("a.png", &None));
        let picture = store.begin_draft_file(saved.id, "b.png".to_owned(), Some("b@x".to_owned()), 6).await.unwrap();
        let picture = store.draft_file_whole(picture, 0, 6).await.unwrap();
        assert_eq!(picture.content_id.as_deref(), Some("b@x"));
        assert_eq!(store.draft(saved.id).await.unwrap().saved.files[1], picture);
    }

    #[tokio::test]
    async fn an_account_of_version_5_is_balanced_until_someone_chooses() {
        let (_dir, store) = of_version(5, include_str!("fixtures/v1.sql")).await;
        assert_eq!(store.sync_settings(AccountId(1)).await.unwrap(), SyncSettings::default());
        let folders = vec![FolderSync { mailbox: MailboxId(2), rule: FolderRule::Never }];
        let chosen = SyncSettings { mode: SyncMode::Manual, folders, ..SyncSettings::default() };
        store.set_sync_settings(AccountId(1), chosen.clone()).await.unwrap();
        assert_eq!(store.sync_settings(AccountId(1)).await.unwrap(), chosen);
        assert_eq!((store.wakes(9).await.unwrap(), store.unread_total().await.unwrap()), (vec![], 0));
    }

    #[tokio::test]
    async fn a_wrong_key_and_a_newer_version_are_told_apart() {
        let temp = Temp::new().await;
        assert!(matches!(open(temp.dir.path(), [9; 32]).await, Err(StoreError::Key)));
        let newer = temp.store.write(Durability::Full, |db| Ok(db.pragma_update(None, "user_version", 99)?));
        newer.await.unwrap();
        let opened = open(temp.dir.path(), KEY).await;
        assert!(matches!(opened, Err(StoreError::Newer { found: 99, .. })));
    }
}
