use super::Answer;
use base64::Engine;
use ring::rand::{SecureRandom, SystemRandom};
use tauri::http::header::{self, HeaderName, HeaderValue};
use tauri::http::{Response, StatusCode};

/// Who may show a body: the interface alone, wherever the platform puts it.
const AROUND: &str = if cfg!(feature = "custom-protocol") {
    "tauri: http://tauri.localhost https://tauri.localhost"
} else {
    "tauri: http://tauri.localhost https://tauri.localhost http://localhost:5173"
};

/// The interface's origin, which may read the bytes of parts: it draws PDF itself.
const INTERFACE: &str = match (cfg!(feature = "custom-protocol"), cfg!(any(windows, target_os = "android"))) {
    (false, _) => "http://localhost:5173",
    (true, true) => "http://tauri.localhost",
    (true, false) => "tauri://localhost",
};

/// Where images of a body come from: the scheme, which is a host on some platforms.
const IMAGES: &str =
    if cfg!(any(windows, target_os = "android")) { "http://mailbody.localhost data:" } else { "mailbody: data:" };

/// A document with one script, which runs by the nonce that `write` gets.
pub fn document(write: impl FnOnce(&str) -> String) -> Answer {
    let Some(nonce) = nonce() else { return refused(StatusCode::INTERNAL_SERVER_ERROR) };
    let policy = format!(
        "sandbox allow-scripts; default-src 'none'; script-src 'nonce-{nonce}'; style-src 'unsafe-inline'; \
         img-src {IMAGES}; base-uri 'none'; form-action 'none'; frame-ancestors {AROUND}"
    );
    let Ok(policy) = HeaderValue::from_str(&policy) else { return refused(StatusCode::INTERNAL_SERVER_ERROR) };
    with_headers(write(&nonce).into_bytes(), HeaderValue::from_static("text/html; charset=utf-8"), policy)
}

/// Bytes of a type that runs nothing.
pub fn data(content_type: &'static str, bytes: Vec<u8>) -> Answer {
    let policy = HeaderValue::from_static("sandbox; default-src 'none'; style-src 'unsafe-inline'");
    let mut answer = with_headers(bytes, HeaderValue::from_static(content_type), policy);
    answer.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static(INTERFACE));
    answer
}

/// An answer without content.
pub fn refused(status: StatusCode) -> Answer {
    let mut answer = data("text/plain; charset=utf-8", Vec::new());
    *answer.status_mut() = status;
    answer
}

fn with_headers(bytes: Vec<u8>, content_type: HeaderValue, policy: HeaderValue) -> Answer {
    let mut answer = Response::new(bytes);
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, content_type);
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    let fixed: [(HeaderName, &str); 4] = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_DNS_PREFETCH_CONTROL, "off"),
    ];
    headers.extend(fixed.map(|(name, value)| (name, HeaderValue::from_static(value))));
    answer
}

fn nonce() -> Option<String> {
    let mut bytes = [0_u8; 18];
    SystemRandom::new().fill(&mut bytes).ok()?;
    Some(base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_document_may_run_its_one_script_and_load_nothing_else() {
        let answer = document(|nonce| format!("<script nonce={nonce}>"));
        let policy = answer.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        let text = std::str::from_utf8(answer.body()).unwrap();
        let nonce = text.trim_start_matches("<script nonce=").trim_end_matches('>');
        assert!(nonce.len() >= 24);
        assert!(policy.contains(&format!("script-src 'nonce-{nonce}';")));
        assert!(policy.starts_with("sandbox allow-scripts; default-src 'none';"));
        for never in ["allow-same-origin", "allow-top-navigation", "allow-popups", "allow-forms", "https: "] {
            assert!(!policy.contains(never), "{never}");
        }
        assert_eq!(answer.headers()[header::CACHE_CONTROL], "no-store");
        assert!(!answer.headers().contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN));
    }

    #[test]
    fn the_interface_alone_reads_the_bytes_of_a_part() {
        let answer = data("image/png", Vec::new());
        assert_eq!(answer.headers()[header::ACCESS_CONTROL_ALLOW_ORIGIN], "tauri://localhost");
    }

    #[test]
    fn no_two_documents_have_the_same_nonce() {
        let text = || document(str::to_owned).into_body();
        assert_ne!(text(), text());
    }
}
