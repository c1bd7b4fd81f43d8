use crate::bed::{Desk, html};
use crate::pictures::Pictures;
use crate::window::{SOON, key};
use serde_json::json;
use tern_tests::wait_until;

const SENDER: &str = "Offers <offers@shop.example>";

#[test]
fn html_mail_loads_nothing_until_a_person_says_so() {
    let web = Pictures::start();
    let at = |path: &str| format!("http://127.0.0.1:{}/{path}", web.port);
    let desk = Desk::empty();
    let mail = format!(
        r#"<html><head><base href="{base}"><meta http-equiv="refresh" content="0;url={refresh}">
        <link rel="stylesheet" href="{sheet}"><link rel="dns-prefetch" href="{prefetch}"><script src="{script}"></script>
        <style>@import "{import}"; @font-face {{ font-family: f; src: url({font}) }} p {{ font-family: f; background: url({css}) }}</style></head>
        <body background="{background}" onload="fetch('{fetch}')"><p id="hi">Hello</p><img src="{picture}" width="10">
        <img srcset="{set} 2x"><svg><image href="{svg}"/></svg><video poster="{poster}" src="{video}"></video>
        <iframe src="{frame}"></iframe><object data="{object}"></object><embed src="{embed}"><audio src="{audio}" autoplay></audio>
        <form action="{form}"><input type="image" src="{input}"></form><script>parent.postMessage('x', '*'); fetch('{inline}')</script></body></html>"#,
        base = at("base/"),
        refresh = at("refresh"),
        sheet = at("sheet.css"),
        prefetch = at(""),
        script = at("script.js"),
        import = at("import.css"),
        font = at("font.woff"),
        css = at("css.png"),
        background = at("background.png"),
        fetch = at("fetch"),
        picture = at("picture.png"),
        set = at("set.png"),
        svg = at("svg.png"),
        poster = at("poster.png"),
        video = at("video.mp4"),
        frame = at("frame.html"),
        object = at("object"),
        embed = at("embed"),
        audio = at("audio.mp3"),
        form = at("form"),
        input = at("input.png"),
        inline = at("inline"),
    );
    desk.deliver(&html(SENDER, &desk.user, "Only today", &mail));
    let desk = desk.settled();
    let window = desk.window();
    window.click_on("[data-test=row]", "Only today");
    wait_until("the body is shown", SOON, || {
        window.in_frame("return document.querySelector('p')?.textContent") == json!("Hello")
    });
    window.see("[data-test=remote-hidden]");
    assert_eq!(web.asked(), Vec::<String>::new());

    window.click("[data-test=load-once]");
    wait_until("the picture is shown", SOON, || {
        window.in_frame("return [...document.images].some((image) => image.naturalWidth > 0)") == json!(true)
    });
    let asked = web.asked();
    assert!(asked.iter().any(|line| line.starts_with("GET /picture.png ")), "{asked:?}");
    let pictures = ["/picture.png ", "/set.png ", "/background.png ", "/css.png "];
    let others: Vec<_> = asked.iter().filter(|line| !pictures.iter().any(|picture| line.contains(picture))).collect();
    assert!(others.is_empty(), "{others:?}");
}

#[test]
fn a_body_runs_nothing_and_stays_in_its_frame() {
    let desk = Desk::empty();
    let mail = r#"<p id="hi">Hello</p><script>document.body.id = 'ran'; top.location = 'https://example.org/'</script>
        <a href="javascript:document.body.id='ran'">js</a><img src="x" onerror="document.body.id='ran'">
        <div style="position:fixed;inset:0;z-index:99999;background:red">over</div>"#;
    desk.deliver(&html(SENDER, &desk.user, "Over it", mail));
    let desk = desk.settled();
    let window = desk.window();
    window.click_on("[data-test=row]", "Over it");
    wait_until("the body is shown", SOON, || {
        window.in_frame("return document.querySelector('p')?.textContent") == json!("Hello")
    });
    assert_eq!(window.in_frame("return document.body.id"), json!(""));
    // An opaque origin: neither the window nor its storage can be reached.
    assert_eq!(window.in_frame("return self.origin"), json!("null"));
    let reach = "try { return String(parent.document.title) } catch (error) { return error.name }";
    assert_eq!(window.in_frame(reach), json!("SecurityError"));
    window.see("[data-test=reader-subject]");
    // The frame has the height of its body, so that the reader scrolls, not the frame.
    let height = "return document.querySelector('iframe[data-test=frame]').getBoundingClientRect().height";
    wait_until("the frame has its height", SOON, || {
        window.run(height, &[]).as_f64().is_some_and(|height| height > 20.0)
    });
}

#[test]
fn what_gets_past_the_cleaning_still_meets_a_wall() {
    let web = Pictures::start();
    let desk = Desk::empty();
    desk.deliver(&html(SENDER, &desk.user, "Walls", "<p>Hello</p>"));
    let desk = desk.settled();
    let window = desk.window();
    window.click_on("[data-test=row]", "Walls");
    wait_until("the body is shown", SOON, || {
        window.in_frame("return document.querySelector('p')?.textContent") == json!("Hello")
    });
    let refused = |attempt: &str| {
        let script = format!(
            "return new Promise((done) => {{
                addEventListener('securitypolicyviolation', (event) => done(event.effectiveDirective));
                const at = 'http://127.0.0.1:{}/x';
                const add = (tag, set) => document.body.append(Object.assign(document.createElement(tag), set));
                {attempt};
                setTimeout(() => done('nothing was refused'), 5000);
            }})",
            web.port
        );
        window.in_frame(&script)
    };
    for (attempt, directive) in [
        ("add('img', { src: at })", "img-src"),
        ("fetch(at).catch(() => {})", "connect-src"),
        ("add('link', { rel: 'stylesheet', href: at })", "style-src-elem"),
        ("add('iframe', { src: at })", "frame-src"),
        ("add('video', { src: at })", "media-src"),
        ("add('object', { data: at })", "object-src"),
        ("add('script', { textContent: 'document.body.id = 1' })", "script-src-elem"),
        ("document.body.setAttribute('onclick', 'document.body.id = 1'); document.body.click()", "script-src-attr"),
    ] {
        assert_eq!(refused(attempt), json!(directive), "{attempt}");
    }
    window.in_frame(&format!("top.location = 'http://127.0.0.1:{}/top'", web.port));
    window.in_frame(&format!("location = 'http://127.0.0.1:{}/away'", web.port));
    window.in_frame(&format!("open('http://127.0.0.1:{}/popup')", web.port));
    window.see("[data-test=reader-subject]");
    assert_eq!(web.asked(), Vec::<String>::new());
}

#[test]
fn links_and_keys_of_a_body_reach_the_window_and_lies_are_named() {
    let desk = Desk::empty();
    let mail = r#"<p>Hello</p><a href="https://harbour.example/pay">https://bank.example/</a>"#;
    desk.deliver(&html(SENDER, &desk.user, "Your account", mail));
    let desk = desk.settled();
    let window = desk.window();
    window.click_on("[data-test=row]", "Your account");
    wait_until("the body is shown", SOON, || {
        window.in_frame("return document.querySelector('p')?.textContent") == json!("Hello")
    });
    window.in_frame("document.querySelector('a').click()");
    window.read("[data-test=link-host]", "harbour.example");
    window.read("[data-test=link-shown]", "bank.example");
    window.press(key::ESCAPE);
    window.see_gone("[data-test=link-host]");
    window.in_frame("document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'e', bubbles: true }))");
    window.read_gone("[data-test=row]", "Your account");
    desk.server_has("Archive", 1);
}
