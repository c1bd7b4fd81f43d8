/// HTML that runs nothing and loads nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sanitized {
    pub html: String,
    /// References to remote content that were taken out, tracking pixels among them.
    pub blocked: u32,
}

/// Makes a sender's HTML harmless. `cid` turns a Content-ID into what an image may point to, such
/// as a `data:` URI; images it does not know are taken out.
pub fn sanitize(_html: &str, _cid: &dyn Fn(&str) -> Option<String>) -> Sanitized {
    Sanitized::default()
}
