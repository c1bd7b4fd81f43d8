use super::*;
use proptest::prelude::*;

struct Found {
    html: String,
    blocked: u32,
}

fn logo(id: &str) -> Option<String> {
    (id == "logo@x").then(|| "data:image/png;base64,AAAA".to_owned())
}

fn clean(html: &str) -> Found {
    let cleaned = Cleaned::new(html);
    Found { html: cleaned.body(false, &logo), blocked: cleaned.blocked(false) }
}

#[test]
fn approved_images_are_numbered_in_order_and_nothing_else_comes() {
    let html = "<img src=https://x/a.png><img src='cid:logo@x'><img src=//y/b.png#c><img src=ftp://z/c.png>\
        <p style='background:url(https://x/d.png)'>x</p><img src='http://u:p@w/e f.png'>";
    let cleaned = Cleaned::new(html);
    assert_eq!(
        cleaned.body(true, &logo),
        "<img src=\"remote/0\"><img src=\"data:image/png;base64,AAAA\"><img src=\"remote/1\"><img><p>x</p>\
         <img src=\"remote/2\">"
    );
    let addresses: Vec<_> = (0..4).map(|number| cleaned.remote_image(number)).collect();
    assert_eq!(addresses, [Some("https://x/a.png"), Some("https://y/b.png"), Some("http://w/e%20f.png"), None]);
    assert_eq!((cleaned.blocked(false), cleaned.blocked(true)), (5, 2));
}

#[test]
fn the_colours_are_the_themes_until_the_sender_sets_some() {
    use BodyColours::{Both, Light, Theme};
    for (html, colours) in [
        ("<p>x</p>", Theme),
        ("<p style='font-weight:bold;color:inherit'>x</p>", Theme),
        ("<style>p{margin:0}</style><table border=1><td>x</table>", Theme),
        ("<p style='color:red'>x</p>", Light),
        ("<td bgcolor=white>x", Light),
        ("<font color=red>x</font>", Light),
        ("<body bgcolor=white>x", Light),
        ("<style>@media screen{p{background:#fff}}</style>x", Light),
        ("<style>@media (prefers-color-scheme:dark){p{color:#fff}}</style>x", Light),
        ("<meta name=color-scheme content='light dark'><p style='color:red'>x</p>", Both),
        ("<style>:root{color-scheme:light dark;}p{color:red}</style>x", Both),
        ("<meta name=color-scheme content=light><p>x</p>", Theme),
    ] {
        assert_eq!(Cleaned::new(html).colours, colours, "{html}");
    }
}

#[test]
fn a_body_that_was_cut_says_so_and_a_sender_cannot() {
    let long = "<p>word</p>".repeat(300_000);
    assert!(clean(&long).html.ends_with(CUT));
    assert!(clean(&format!("<style>p{{ {CUT}\n")).html.ends_with(CUT));
    assert_eq!(clean("<p class='a tern-cut b'>x</p>").html, "<p class=\"a b\">x</p>");
}

const HOSTILE: [(&str, &str); 64] = [
    ("<script>alert(1)</script>x", "x"),
    ("<SCRIPT SRC=//x></SCRIPT>x", "x"),
    ("<scr<script>ipt>alert(1)</scr</script>ipt>", "ipt&gt;alert(1)ipt&gt;"),
    ("<script>a</script foo>x", "x"),
    ("<script", ""),
    ("<img src=x onerror=alert(1)>", "<img>"),
    ("<img/src=x/onerror=alert(1)>", "<img>"),
    ("<b onclick=alert(1)>x</b>", "<b>x</b>"),
    ("<svg onload=alert(1)><circle/></svg>x", "x"),
    ("<svg><script>alert(1)</script></svg>x", "x"),
    ("<svg><style><img src=x onerror=alert(1)></style></svg>x", "x"),
    (
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\"></math>x",
        "x",
    ),
    ("<a href=\"javascript:alert(1)\">x</a>", "<a target=\"_blank\" rel=\"noopener noreferrer\">x</a>"),
    ("<a href=\"java&#10;script:alert(1)\">x</a>", "<a target=\"_blank\" rel=\"noopener noreferrer\">x</a>"),
    ("<a href=\"&#1;javascript:alert(1)\">x</a>", "<a target=\"_blank\" rel=\"noopener noreferrer\">x</a>"),
    ("<a href=vbscript:x>x</a>", "<a target=\"_blank\" rel=\"noopener noreferrer\">x</a>"),
    ("<a href=data:text/html,x>x</a>", "<a target=\"_blank\" rel=\"noopener noreferrer\">x</a>"),
    ("<a href=file:///etc/passwd>x</a>", "<a target=\"_blank\" rel=\"noopener noreferrer\">x</a>"),
    ("<a href=/relative target=_top>x</a>", "<a target=\"_blank\" rel=\"noopener noreferrer\">x</a>"),
    (
        "<a href='https://x.example/?a=1&b=2' rel=opener target=_self>x</a>",
        "<a href=\"https://x.example/?a=1&amp;b=2\" target=\"_blank\" rel=\"noopener noreferrer\">x</a>",
    ),
    ("<a href=mailto:a@b.c>x</a>", "<a href=\"mailto:a@b.c\" target=\"_blank\" rel=\"noopener noreferrer\">x</a>"),
    ("<form action=//x><input name=p><button>Go</button></form>", "Go"),
    ("<iframe src=https://x>y</iframe>x", "x"),
    ("<iframe srcdoc='<script>alert(1)</script>'></iframe>x", "x"),
    ("<object data=x><param name=y>z</object>", "z"),
    ("<embed src=x>y", "y"),
    ("<applet code=x>y</applet>", "y"),
    ("<base href=https://x/><a href=y>x</a>", "<a target=\"_blank\" rel=\"noopener noreferrer\">x</a>"),
    ("<meta http-equiv=refresh content='0;url=https://x'>x", "x"),
    ("<link rel=stylesheet href=https://x>x", "x"),
    ("<style>@import 'https://x';p{color:red}</style>x", "<style>p{color:red;}</style>x"),
    ("<style>p{position:fixed;background:url(https://x)}</style>x", "x"),
    ("<style></style><script>alert(1)</script>x", "x"),
    ("<style>a{color:red}</style ><b>x</b>", "<style>a{color:red;}</style><b>x</b>"),
    ("<p style='position:fixed;color:red'>x</p>", "<p style=\"color:red;\">x</p>"),
    ("<p style='background:url(javascript:alert(1))'>x</p>", "<p>x</p>"),
    ("<p style=\"color:red;width:expression(alert(1))\">x</p>", "<p style=\"color:red;\">x</p>"),
    ("<p style='x:y' style='color:red'>x", "<p>x</p>"),
    ("<div id=app class=big data-x=1 contenteditable>x</div>", "<div class=\"big\">x</div>"),
    ("<img src='cid:logo@x' alt='a\"b'>", "<img src=\"data:image/png;base64,AAAA\" alt=\"a&quot;b\">"),
    ("<img src=cid:logo%40x>", "<img src=\"data:image/png;base64,AAAA\">"),
    ("<img src=cid:other>", "<img>"),
    ("<img src='data:image/gif;base64,R0lG'>", "<img src=\"data:image/gif;base64,R0lG\">"),
    ("<img src='data:image/svg+xml;base64,AAAA'>", "<img>"),
    ("<img src='data:text/html;base64,AAAA'>", "<img>"),
    ("src=\"cid:0\" <img src=cid:logo@x>", "src=\"cid:0\" <img src=\"data:image/png;base64,AAAA\">"),
    ("<video src=https://x poster=https://y></video>x", "x"),
    (
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
        "<p title=\"&lt;/noscript&gt;&lt;img src=x onerror=alert(1)&gt;\"></p>",
    ),
    ("<textarea><img title=\"</textarea><img src=x onerror=alert(1)>\"></textarea>", "<img>\"&gt;"),
    ("<xmp><p title='</xmp><img src=x onerror=1>'>", "<img>'&gt;"),
    ("<template><script>x</script></template>y", "y"),
    ("<select><option><script>x</script></select>y", "y"),
    ("<plaintext>x", "x"),
    ("<!--><img src=x onerror=alert(1)>-->x", "<img>--&gt;x"),
    ("<!-- <b>no</b> -->x", "x"),
    ("<![CDATA[<script>x</script>]]>y", "x]]&gt;y"),
    ("<?php x ?>y", "y"),
    ("<b><i>x</b>y</i>", "<b><i>x</i></b>y"),
    ("x</div></p></td>y", "xy"),
    ("1 < 2 & 3 &lt; 4", "1 &lt; 2 &amp; 3 &lt; 4"),
    ("<p>a<p>b<ul><li>c<li>d</ul>", "<p>a</p><p>b</p><ul><li>c</li><li>d</li></ul>"),
    (
        "<table><tr><td>a<td>b<tr><td>c</table>",
        "<table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></tbody></table>",
    ),
    (
        "<body bgcolor=red><center><font color=red face=x>a</font></center>",
        "<div style=\"background-color:red;\"><center><font color=\"red\" face=\"x\">a</font></center></div>",
    ),
    ("<p title='a\0b'>x\0y</p>", "<p title=\"ab\">xy</p>"),
];

#[test]
fn hostile_html_is_made_harmless() {
    let mut wrong = Vec::new();
    for (html, expected) in HOSTILE {
        let found = clean(html).html;
        if found != expected {
            wrong.push(format!("{html}\n  {found}\n  {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn remote_content_is_blocked_and_counted() {
    for (html, blocked) in [
        ("<img src=https://x/y.png>", 1),
        ("<img src=//x/y.png width=1 height=1>", 1),
        ("<img src=' h\nttps://x'>", 1),
        ("<img srcset='https://x/1 1x, https://x/2 2x' src=cid:logo@x>", 2),
        ("<table background=https://x><td background='http://y'></table>", 2),
        ("<body background=https://x>", 1),
        ("<video poster=https://x src=https://y></video>", 2),
        ("<p style='background:url(https://x)'>", 1),
        ("<p style='background:url(\"https://x\"), url(cid:a)'>", 1),
        ("<style>p{background:url(//x)}</style>", 1),
        ("<link rel=stylesheet href=https://x>", 1),
        ("<svg><image href=https://x /><image xlink:href=//y /></svg>", 2),
        ("<input type=image src=https://x>", 1),
        ("<iframe src=https://x></iframe>", 1),
        ("<object data=https://x></object>", 1),
        ("<img src=cid:logo@x><img src='data:image/png;base64,AA=='><img src=x.png>", 0),
        ("<a href=https://x>y</a>", 0),
        ("<script src=https://x></script>", 0),
    ] {
        let found = clean(html);
        assert_eq!(found.blocked, blocked, "{html}");
        assert!(!found.html.contains("src=\"http") && !found.html.contains("url("), "{}", found.html);
    }
}

#[test]
fn deep_and_crossed_tags_are_cheap() {
    let attributes: String = (0..50_000).map(|n| format!(" a{n}=b")).collect();
    for html in [
        "<div>".repeat(100_000),
        "<b><p>".repeat(50_000),
        (0..30_000).map(|n| format!("<font size={n}><p></p>")).collect(),
        "<p><font>".repeat(100) + &"<p>x</p>".repeat(50_000),
        "<table><tr><td>".repeat(30_000),
        "<table>".repeat(30_000) + &"</b>".repeat(100_000),
        "<a href=x>".repeat(100_000),
        "<svg>".repeat(100_000),
        format!("<p{attributes}>x"),
        "<img src=cid:logo@x>".repeat(50_000),
        "<style>p{color:red}".repeat(50_000),
        "<!--".repeat(100_000),
        "<b ".repeat(100_000),
        "</p>".repeat(100_000),
        "<select>".repeat(100_000),
    ] {
        let found = clean(&html);
        assert!(found.html.len() < 8 << 20, "{}", found.html.len());
    }
}

proptest! {
    #[test]
    fn nothing_active_is_left(
        parts in prop::collection::vec(prop::sample::select(vec![
            "<", ">", "\"", "'", "=", "/", " ", "script", "style", "svg", "math", "img", "a", "p", "b", "table", "td",
            "onerror=alert(1)", "src=https://x", "href=javascript:x", "src=cid:logo@x", "<!--", "-->", "</", "<script>",
            "</script>", "<style>", "</style>", "<svg>", "</svg>", "<img ", "<p ", "style=", "position:fixed", "url(https://x)",
            "&lt;", "&#60;", "&quot;", "text", "<textarea>", "</textarea>", "<title>", "]]>", "<![CDATA[", "\0", "`",
        ]), 0..30),
    ) {
        let found = clean(&parts.concat()).html;
        let mut rest = found.as_str();
        while let Some(at) = rest.find('<') {
            rest = &rest[at..];
            let tag = Tag::parse(rest);
            prop_assert!(tag.is_some(), "{}", found);
            if let Some(tag) = tag {
                prop_assert!(tag.name == "style" || TAGS.contains(&tag.name), "{}", found);
                for (name, value) in tag.attributes() {
                    prop_assert!(!name.starts_with("on"), "{}", found);
                    prop_assert!(name != "src" || value.starts_with("data:"), "{}", found);
                    prop_assert!(!value.contains("javascript:") || name != "href", "{}", found);
                    prop_assert!(name != "style" || !value.contains("position"), "{}", found);
                }
                rest = &rest[tag.len..];
            }
        }
    }

    #[test]
    fn any_text_is_survived(html in "\\PC{0,80}") {
        clean(&html);
    }
}
