//! Makes a profile believe that time went by.

use std::path::Path;
use tern_core::api::{AccountId, KeyFile, SecretStore};
use tern_core::store::{Checks, Store, StoreOptions};

/// Makes the last check of an account `minutes` older, so that the next one is due. The profile may be open.
pub async fn age_checks(profile: &Path, account: AccountId, minutes: i64) {
    let key = KeyFile::new(profile.display().to_string()).get("database-key".into()).expect("the profile's key");
    let key: [u8; 32] = key.expect("a key").try_into().expect("32 bytes");
    let options = StoreOptions { dir: profile.to_owned(), key: key.into() };
    let store = Store::open(options).await.expect("the profile's database");
    let known = store.checks(account).await.expect("how checks went");
    let checked = known.checked.map(|checked| checked - minutes * 60_000);
    store.set_checks(account, Checks { checked, ..known }).await.expect("older checks");
}
