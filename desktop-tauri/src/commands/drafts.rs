use super::Reply;
use super::data::Data;
use crate::desk::Desk;
use tauri::State;
use tauri::ipc::Request;
use tern_core::api::{
    self, Address, Draft, DraftFile, DraftFileId, DraftId, DraftStart, OutboxId, OutboxItem, SavedDraft, SendOptions,
};

#[tauri::command]
pub async fn begin_draft(desk: State<'_, Desk>, start: DraftStart) -> Reply<SavedDraft> {
    desk.mail().await?.begin_draft(start).await
}

#[tauri::command]
pub async fn save_draft(desk: State<'_, Desk>, id: DraftId, draft: Draft) -> Reply<i64> {
    desk.mail().await?.save_draft(id, draft).await
}

#[tauri::command]
pub async fn drafts(desk: State<'_, Desk>) -> Reply<Vec<SavedDraft>> {
    desk.mail().await?.drafts().await
}

#[tauri::command]
pub async fn draft(desk: State<'_, Desk>, id: DraftId) -> Reply<SavedDraft> {
    desk.mail().await?.draft(id).await
}

#[tauri::command]
pub async fn discard_draft(desk: State<'_, Desk>, id: DraftId) -> Reply<()> {
    desk.mail().await?.discard_draft(id).await
}

#[tauri::command]
pub async fn attach_file(desk: State<'_, Desk>, id: DraftId, path: String) -> Reply<DraftFile> {
    desk.mail().await?.attach_file(id, path).await
}

/// The bytes are the body of the request: as JSON a picture would keep the window waiting. Which draft and what name
/// stand in its headers.
#[tauri::command]
pub async fn attach_data(desk: State<'_, Desk>, request: Request<'_>) -> Reply<DraftFile> {
    let data = Data::of(&request)?;
    desk.mail().await?.attach_data(data.draft, data.name, data.bytes).await
}

#[tauri::command]
pub async fn detach_file(desk: State<'_, Desk>, id: DraftId, file: DraftFileId) -> Reply<()> {
    desk.mail().await?.detach_file(id, file).await
}

#[tauri::command]
pub async fn send_draft(desk: State<'_, Desk>, id: DraftId, options: SendOptions) -> Reply<OutboxId> {
    desk.mail().await?.send_draft(id, options).await
}

#[tauri::command]
pub async fn recall_draft(desk: State<'_, Desk>, outbox: OutboxId) -> Reply<SavedDraft> {
    desk.mail().await?.recall_draft(outbox).await
}

#[tauri::command]
pub async fn complete_address(desk: State<'_, Desk>, prefix: String, limit: u32) -> Reply<Vec<Address>> {
    desk.mail().await?.complete_address(prefix, limit).await
}

#[tauri::command]
pub fn parse_addresses(text: String) -> Reply<Vec<Address>> {
    api::parse_addresses(text)
}

#[tauri::command(async)]
pub fn clean_html(html: String) -> String {
    api::clean_html(html)
}

#[tauri::command]
pub async fn outbox(desk: State<'_, Desk>) -> Reply<Vec<OutboxItem>> {
    desk.mail().await?.outbox().await
}

#[tauri::command]
pub async fn retry_send(desk: State<'_, Desk>, id: OutboxId) -> Reply<()> {
    desk.mail().await?.retry_send(id).await
}

#[tauri::command]
pub async fn cancel_send(desk: State<'_, Desk>, id: OutboxId) -> Reply<()> {
    desk.mail().await?.cancel_send(id).await
}
