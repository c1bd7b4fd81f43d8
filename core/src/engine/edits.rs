use super::core::Core;
use crate::error::MailError;
use crate::model::Account;
use crate::net::imap::Imap;
pub async fn replay(_core: &Core, _imap: &mut Imap, _account: &Account) -> Result<u32, MailError> {
    Ok(0)
}
