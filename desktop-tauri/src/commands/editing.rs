use super::Reply;
use crate::desk::Desk;
use tauri::State;
use tern_core::api::{Action, ActionId, FlagChange, MailboxId, MessageId};

#[tauri::command]
pub async fn flag(desk: State<'_, Desk>, ids: Vec<MessageId>, change: FlagChange) -> Reply<Action> {
    desk.mail().await?.flag(ids, change).await
}

#[tauri::command]
pub async fn move_to(desk: State<'_, Desk>, ids: Vec<MessageId>, mailbox: MailboxId) -> Reply<Action> {
    desk.mail().await?.move_to(ids, mailbox).await
}

#[tauri::command]
pub async fn copy_to(desk: State<'_, Desk>, ids: Vec<MessageId>, mailbox: MailboxId) -> Reply<Action> {
    desk.mail().await?.copy_to(ids, mailbox).await
}

#[tauri::command]
pub async fn archive(desk: State<'_, Desk>, ids: Vec<MessageId>) -> Reply<Action> {
    desk.mail().await?.archive(ids).await
}

#[tauri::command]
pub async fn junk(desk: State<'_, Desk>, ids: Vec<MessageId>, junk: bool) -> Reply<Action> {
    desk.mail().await?.junk(ids, junk).await
}

#[tauri::command]
pub async fn delete(desk: State<'_, Desk>, ids: Vec<MessageId>) -> Reply<Action> {
    desk.mail().await?.delete(ids).await
}

#[tauri::command]
pub async fn undo(desk: State<'_, Desk>, action: ActionId) -> Reply<()> {
    desk.mail().await?.undo(action).await
}

#[tauri::command]
pub async fn last_action(desk: State<'_, Desk>) -> Reply<Option<Action>> {
    desk.mail().await?.last_action().await
}
