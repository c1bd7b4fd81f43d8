//! A file that comes as the bytes of a request instead of as arguments.

use tauri::Url;
use tauri::http::HeaderMap;
use tauri::ipc::{InvokeBody, Request};
use tern_core::MailError;
use tern_core::api::DraftId;

/// `ID?name=NAME`, escaped as in any address: a header has room for few characters.
const PLACE: &str = "tern-place";

/// Bytes, and the draft they belong to.
#[derive(Debug, PartialEq, Eq)]
pub struct Data {
    pub draft: DraftId,
    pub name: String,
    pub bytes: Vec<u8>,
}

impl Data {
    pub fn of(request: &Request<'_>) -> Result<Self, MailError> {
        read(request.headers(), request.body()).ok_or_else(|| {
            MailError::bug("The window sent a file that cannot be read.", "Save it and attach the file.")
        })
    }
}

fn read(headers: &HeaderMap, body: &InvokeBody) -> Option<Data> {
    let place = headers.get(PLACE)?.to_str().ok()?;
    let address = Url::parse(&format!("draft:/{place}")).ok()?;
    let draft = DraftId(address.path().strip_prefix('/')?.parse().ok()?);
    let name = address.query_pairs().find(|(key, _)| key == "name")?.1.into_owned();
    let bytes = match body {
        InvokeBody::Raw(bytes) => bytes.clone(),
        // Where the system blocks the scheme `ipc:`, everything comes as JSON.
        InvokeBody::Json(json) => serde_json::from_value(json.clone()).ok()?,
    };
    Some(Data { draft, name, bytes })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use tauri::http::HeaderValue;

    fn placed(place: &str, body: InvokeBody) -> Option<Data> {
        let headers = HeaderMap::from_iter([(PLACE.parse().unwrap(), HeaderValue::from_str(place).unwrap())]);
        read(&headers, &body)
    }

    #[test]
    fn bytes_come_with_their_draft_and_name() {
        let expected = Data { draft: DraftId(7), name: "Grüße & 1+1?.png".to_owned(), bytes: vec![0, 255] };
        let place = "7?name=Gr%C3%BC%C3%9Fe%20%26%201%2B1%3F.png";
        assert_eq!(placed(place, InvokeBody::Raw(vec![0, 255])), Some(expected));
        let json = InvokeBody::Json(serde_json::json!([1, 2]));
        assert_eq!(placed("7?name=a", json).map(|data| data.bytes), Some(vec![1, 2]));
    }

    #[test]
    fn anything_else_is_refused() {
        for place in ["", "7", "x?name=a", "7?nome=a", "-?name=a", "7/8?name=a"] {
            assert_eq!(placed(place, InvokeBody::Raw(Vec::new())), None, "{place}");
        }
        assert_eq!(read(&HeaderMap::new(), &InvokeBody::Raw(Vec::new())), None);
        assert_eq!(placed("7?name=a", InvokeBody::Json(serde_json::json!([256]))), None);
    }
}
