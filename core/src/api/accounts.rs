use super::{Account, AccountId, AccountSetup, Mail, MailError};

impl Mail {
    /// The accounts of the profile, oldest first.
    pub async fn accounts(&self) -> Result<Vec<Account>, MailError> {
        unimplemented!()
    }

    /// Signs in to both servers and keeps the account only when both let it in.
    pub async fn add_account(&self, _setup: AccountSetup) -> Result<Account, MailError> {
        unimplemented!()
    }

    /// Forgets an account and everything of it on this device; the server keeps its mail.
    pub async fn remove_account(&self, _account: AccountId) -> Result<(), MailError> {
        unimplemented!()
    }

    /// Replaces a password after the server accepted it, and lets a stopped account run again.
    pub async fn set_password(&self, _account: AccountId, _password: String) -> Result<(), MailError> {
        unimplemented!()
    }
}
