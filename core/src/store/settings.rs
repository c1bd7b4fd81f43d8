use super::{Durability, Store, StoreError};
use crate::model::Setting;

impl Store {
    /// The preferences that faces keep, by key.
    pub async fn settings(&self) -> Result<Vec<Setting>, StoreError> {
        self.read(|db| {
            let mut query = db.prepare_cached("SELECT key, value FROM setting ORDER BY key")?;
            let rows = query.query_map([], |row| Ok(Setting { key: row.get(0)?, value: row.get(1)? }))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }

    /// Keeps a preference, or forgets it.
    pub async fn set_setting(&self, key: String, value: Option<String>) -> Result<(), StoreError> {
        self.write(Durability::Full, move |db| {
            match value {
                Some(value) => db.execute(
                    "INSERT INTO setting (key, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = ?2",
                    [key, value],
                )?,
                None => db.execute("DELETE FROM setting WHERE key = ?", [key])?,
            };
            Ok(())
        })
        .await
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::samples::*;
    use crate::model::Setting;

    #[tokio::test]
    async fn a_preference_is_kept_replaced_and_forgotten() {
        let temp = Temp::new().await;
        let setting = |key: &str, value: &str| Setting { key: key.to_owned(), value: value.to_owned() };
        for (key, value) in [("face.theme", "dark"), ("face.density", "compact"), ("face.theme", "light")] {
            temp.store.set_setting(key.to_owned(), Some(value.to_owned())).await.unwrap();
        }
        let kept = [setting("face.density", "compact"), setting("face.theme", "light")];
        assert_eq!(temp.store.settings().await.unwrap(), kept);
        temp.store.set_setting("face.theme".to_owned(), None).await.unwrap();
        assert_eq!(temp.store.settings().await.unwrap(), kept[..1]);
    }
}
