use super::Reply;
use crate::desk::Desk;
use crate::running;
use tauri::State;
use tern_core::api::{
    Account, AccountId, AccountSetup, AccountStatus, Mailbox, MailboxId, SyncReport, SyncRequest, SyncSettings, Window,
};

#[tauri::command]
pub async fn accounts(desk: State<'_, Desk>) -> Reply<Vec<Account>> {
    desk.mail().await?.accounts().await
}

#[tauri::command]
pub async fn add_account(desk: State<'_, Desk>, setup: AccountSetup) -> Reply<Account> {
    let mail = desk.mail().await?;
    let account = mail.add_account(setup).await?;
    running::keep(&mail, account.id);
    Ok(account)
}

#[tauri::command]
pub async fn remove_account(desk: State<'_, Desk>, account: AccountId) -> Reply<()> {
    desk.mail().await?.remove_account(account).await
}

#[tauri::command]
pub async fn set_password(desk: State<'_, Desk>, account: AccountId, password: String) -> Reply<()> {
    desk.mail().await?.set_password(account, password).await
}

#[tauri::command]
pub async fn set_sending(
    desk: State<'_, Desk>,
    account: AccountId,
    name: Option<String>,
    undo_seconds: u32,
) -> Reply<()> {
    desk.mail().await?.set_sending(account, name, undo_seconds).await
}

#[tauri::command]
pub async fn set_window(desk: State<'_, Desk>, account: AccountId, window: Window) -> Reply<()> {
    desk.mail().await?.set_window(account, window).await
}

#[tauri::command]
pub async fn set_mailbox_window(desk: State<'_, Desk>, mailbox: MailboxId, window: Option<Window>) -> Reply<()> {
    desk.mail().await?.set_mailbox_window(mailbox, window).await
}

#[tauri::command]
pub async fn sync_settings(desk: State<'_, Desk>, account: AccountId) -> Reply<SyncSettings> {
    desk.mail().await?.sync_settings(account).await
}

#[tauri::command]
pub async fn set_sync_settings(desk: State<'_, Desk>, account: AccountId, settings: SyncSettings) -> Reply<()> {
    desk.mail().await?.set_sync_settings(account, settings).await
}

#[tauri::command]
pub async fn mailboxes(desk: State<'_, Desk>, account: AccountId) -> Reply<Vec<Mailbox>> {
    desk.mail().await?.mailboxes(account).await
}

#[tauri::command]
pub async fn status(desk: State<'_, Desk>) -> Reply<Vec<AccountStatus>> {
    desk.mail().await?.status().await
}

#[tauri::command]
pub async fn sync(desk: State<'_, Desk>, account: AccountId, request: SyncRequest) -> Reply<SyncReport> {
    desk.mail().await?.sync(account, request).await
}

#[tauri::command]
pub async fn cancel_sync(desk: State<'_, Desk>, account: AccountId) -> Reply<()> {
    desk.mail().await?.cancel_sync(account);
    Ok(())
}
