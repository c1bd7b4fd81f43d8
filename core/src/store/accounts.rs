use super::{Durability, Store, StoreError, remove};
use crate::model::{Account, AccountId, AccountSetup, BodyPolicy, SentCopy, Window};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Serialize, de::DeserializeOwned};

/// Messages above this many bytes are fetched in parts when the policy is [`BodyPolicy::Text`].
const ON_DEMAND_ABOVE: u32 = 256 * 1024;
const UNDO_SECONDS: u32 = 10;
const COLUMNS: &str =
    "id, address, name, user, imap, smtp, ca_pem, window, bodies, on_demand_above, undo_seconds, sent_copy";

impl Store {
    /// The accounts, oldest first.
    pub async fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        self.read(|db| {
            let mut query = db.prepare_cached(&format!("SELECT {COLUMNS} FROM account ORDER BY id"))?;
            let rows = query.query_and_then([], account)?;
            rows.collect()
        })
        .await
    }

    pub async fn account(&self, id: AccountId) -> Result<Account, StoreError> {
        self.read(move |db| one(db, id)).await
    }

    /// Keeps a new account; `Exists` when its address is there already.
    pub async fn insert_account(&self, setup: AccountSetup) -> Result<Account, StoreError> {
        self.write(Durability::Full, move |db| {
            let known = "SELECT 1 FROM account WHERE address = ?";
            if db.query_row(known, [&setup.address], |_| Ok(())).optional()?.is_some() {
                return Err(StoreError::Exists);
            }
            db.execute(
                "INSERT INTO account (address, name, user, password, imap, smtp, ca_pem, window, bodies,
                    on_demand_above, undo_seconds, sent_copy) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
                params![
                    setup.address,
                    setup.name,
                    setup.user.as_ref().unwrap_or(&setup.address),
                    setup.password,
                    serde_json::to_string(&setup.imap)?,
                    serde_json::to_string(&setup.smtp)?,
                    setup.ca_pem,
                    setup.window.to_string(),
                    word(BodyPolicy::Text)?,
                    ON_DEMAND_ABOVE,
                    UNDO_SECONDS,
                    word(SentCopy::Unknown)?,
                ],
            )?;
            one(db, AccountId(db.last_insert_rowid()))
        })
        .await
    }

    /// Forgets an account and everything of it.
    pub async fn delete_account(&self, id: AccountId) -> Result<(), StoreError> {
        self.write(Durability::Full, move |db| {
            remove::account_messages(db, id)?;
            changed(db.execute("DELETE FROM account WHERE id = ?", [id.0])?)
        })
        .await
    }

    pub async fn password(&self, id: AccountId) -> Result<String, StoreError> {
        let sql = "SELECT password FROM account WHERE id = ?";
        self.read(move |db| {
            let password = db.query_row(sql, [id.0], |row| row.get(0)).optional()?;
            password.ok_or(StoreError::Gone("account"))
        })
        .await
    }

    pub async fn set_password(&self, id: AccountId, password: String) -> Result<(), StoreError> {
        self.set(id, "UPDATE account SET password = ? WHERE id = ?", password).await
    }

    pub async fn set_account_window(&self, id: AccountId, window: Window) -> Result<(), StoreError> {
        self.set(id, "UPDATE account SET window = ? WHERE id = ?", window.to_string()).await
    }

    pub async fn set_bodies(&self, id: AccountId, bodies: BodyPolicy) -> Result<(), StoreError> {
        self.set(id, "UPDATE account SET bodies = ? WHERE id = ?", word(bodies)?).await
    }

    pub async fn set_sent_copy(&self, id: AccountId, sent_copy: SentCopy) -> Result<(), StoreError> {
        self.set(id, "UPDATE account SET sent_copy = ? WHERE id = ?", word(sent_copy)?).await
    }

    pub async fn set_sending(&self, id: AccountId, name: Option<String>, undo_seconds: u32) -> Result<(), StoreError> {
        let sql = "UPDATE account SET name = ?, undo_seconds = ? WHERE id = ?";
        self.write(Durability::Full, move |db| changed(db.execute(sql, params![name, undo_seconds, id.0])?)).await
    }

    async fn set(&self, id: AccountId, sql: &'static str, value: String) -> Result<(), StoreError> {
        self.write(Durability::Full, move |db| changed(db.execute(sql, params![value, id.0])?)).await
    }
}

fn one(db: &Connection, id: AccountId) -> Result<Account, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM account WHERE id = ?");
    let mut query = db.prepare_cached(&sql)?;
    let found = query.query_and_then([id.0], account)?.next();
    found.unwrap_or(Err(StoreError::Gone("account")))
}

fn account(row: &Row<'_>) -> Result<Account, StoreError> {
    Ok(Account {
        id: AccountId(row.get(0)?),
        address: row.get(1)?,
        name: row.get(2)?,
        user: row.get(3)?,
        imap: serde_json::from_str(row.get_ref(4)?.as_str().map_err(misfit)?)?,
        smtp: serde_json::from_str(row.get_ref(5)?.as_str().map_err(misfit)?)?,
        ca_pem: row.get(6)?,
        window: unword(row, 7)?,
        bodies: unword(row, 8)?,
        on_demand_above: row.get(9)?,
        undo_seconds: row.get(10)?,
        sent_copy: unword(row, 11)?,
    })
}

fn changed(rows: usize) -> Result<(), StoreError> {
    match rows {
        0 => Err(StoreError::Gone("account")),
        _ => Ok(()),
    }
}

fn misfit(error: rusqlite::types::FromSqlError) -> StoreError {
    StoreError::Fault(error.to_string())
}

/// The serde name of a unit enum variant, for a text column.
pub(super) fn word<T: Serialize>(value: T) -> Result<String, StoreError> {
    match serde_json::to_value(value)? {
        serde_json::Value::String(text) => Ok(text),
        other => Err(StoreError::Fault(format!("{other} is not one word"))),
    }
}

/// Reads what [`word`] wrote.
pub(super) fn unword<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> Result<T, StoreError> {
    Ok(serde_json::from_value(serde_json::Value::String(row.get(column)?))?)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::{StoreError, samples::*};
    use crate::model::{SentCopy, Window};

    #[tokio::test]
    async fn an_account_is_kept_changed_and_forgotten() {
        let temp = Temp::new().await;
        let again = temp.store.insert_account(setup("ME@example.org")).await;
        assert!(matches!(again, Err(StoreError::Exists)));
        let (store, id) = (&temp.store, temp.account);
        store.set_password(id, "new".to_owned()).await.unwrap();
        store.set_account_window(id, Window::All).await.unwrap();
        store.set_sent_copy(id, SentCopy::Server).await.unwrap();
        store.set_sending(id, Some("Ann".to_owned()), 30).await.unwrap();
        let account = store.account(id).await.unwrap();
        assert_eq!(
            (account.window, account.sent_copy, account.user, account.name, account.undo_seconds),
            (Window::All, SentCopy::Server, "me@example.org".into(), Some("Ann".to_owned()), 30)
        );
        assert_eq!(store.password(id).await.unwrap(), "new");
        temp.insert(vec![message(1, "x")]).await;
        store.delete_account(id).await.unwrap();
        assert!(matches!(store.account(id).await, Err(StoreError::Gone("account"))));
        assert!(matches!(store.delete_account(id).await, Err(StoreError::Gone("account"))));
        assert_eq!(temp.number("SELECT count(*) FROM message").await, 0);
        assert_eq!(temp.number("SELECT count(*) FROM words").await, 0);
    }
}
