use super::StoreError;
use rusqlite::{Connection, TransactionBehavior};

/// The steps from one version to the next; step 0 makes version 1.
const STEPS: [&str; 1] = [include_str!("schema.sql")];

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
    use super::super::{Durability, StoreError, samples::*};

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
