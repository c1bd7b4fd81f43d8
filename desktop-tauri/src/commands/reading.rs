use super::Reply;
use crate::desk::Desk;
use crate::files::{self, Opened};
use tauri::{AppHandle, State};
use tern_core::api::{
    self, LinkVerdict, ListPage, ListRequest, Message, MessageId, MessageRow, QueryReading, ThreadId, View,
};

#[tauri::command]
pub async fn list(desk: State<'_, Desk>, request: ListRequest) -> Reply<ListPage> {
    desk.mail().await?.list(request).await
}

#[tauri::command]
pub async fn list_ids(desk: State<'_, Desk>, view: View, unread_only: bool) -> Reply<Vec<MessageId>> {
    desk.mail().await?.list_ids(view, unread_only).await
}

#[tauri::command]
pub async fn thread(desk: State<'_, Desk>, thread: ThreadId) -> Reply<Vec<MessageRow>> {
    desk.mail().await?.thread(thread).await
}

#[tauri::command]
pub async fn message(desk: State<'_, Desk>, id: MessageId) -> Reply<Message> {
    desk.mail().await?.message(id).await
}

#[tauri::command]
pub async fn allow_remote(desk: State<'_, Desk>, sender: String, allow: bool) -> Reply<()> {
    desk.mail().await?.allow_remote(sender, allow).await
}

#[tauri::command]
pub async fn remote_senders(desk: State<'_, Desk>) -> Reply<Vec<String>> {
    desk.mail().await?.remote_senders().await
}

#[tauri::command]
pub fn check_link(url: String, text: String) -> LinkVerdict {
    api::check_link(url, text)
}

#[tauri::command]
pub async fn read_query(desk: State<'_, Desk>, query: String) -> Reply<QueryReading> {
    desk.mail().await?.read_query(query).await
}

/// The first mebibyte of the source, as text.
#[tauri::command]
pub async fn source(desk: State<'_, Desk>, opened: State<'_, Opened>, id: MessageId) -> Reply<String> {
    let path = opened.place(&format!("source-{id}"), "message.eml")?;
    let written = desk.mail().await?.save_source(id, files::text(&path)?).await;
    let begun = written.and_then(|()| files::beginning(&path));
    opened.forget(&path);
    begun
}

/// Asks where to, and writes the source there; the path, or nothing when the person changed their mind.
#[tauri::command]
pub async fn save_source_as(
    app: AppHandle,
    desk: State<'_, Desk>,
    id: MessageId,
    name: String,
) -> Reply<Option<String>> {
    let mail = desk.mail().await?;
    let Some(chosen) = files::choose(&app, &name).await else { return Ok(None) };
    let beside = files::Beside::of(&chosen)?;
    mail.save_source(id, beside.path()?).await?;
    beside.take_the_place().map(Some)
}
