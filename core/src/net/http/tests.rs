use super::*;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// Answers one request after the other and gives back what was asked.
async fn serve(listener: TcpListener, answers: Vec<Vec<u8>>) -> Vec<String> {
    let mut asked = Vec::new();
    for answer in answers {
        let (mut client, _) = listener.accept().await.unwrap();
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(client.read_u8().await.unwrap());
        }
        asked.push(String::from_utf8(head).unwrap());
        client.write_all(&answer).await.ok();
    }
    asked
}

async fn fetch(answers: Vec<Vec<u8>>) -> (Result<Vec<u8>, FetchError>, Vec<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/a b.png?c=1#d", listener.local_addr().unwrap());
    let trust = Trust::default();
    tokio::join!(get(&address, &trust), serve(listener, answers))
}

#[tokio::test]
async fn a_picture_comes_and_the_server_learns_nothing() {
    let (found, asked) = fetch(vec![b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nGIF8".to_vec()]).await;
    assert_eq!(found.unwrap(), b"GIF8");
    assert!(asked[0].starts_with("GET /a%20b.png?c=1 HTTP/1.1\r\n"), "{}", asked[0]);
    let mut fields: Vec<_> = asked[0].lines().skip(1).filter_map(|line| line.split_once(':')).collect();
    fields.sort_unstable();
    assert_eq!(fields.iter().map(|(name, _)| *name).collect::<Vec<_>>(), ["accept", "host", "user-agent"]);
    let (found, _) = fetch(vec![b"HTTP/1.0 200 OK\r\n\r\nuntil the end".to_vec()]).await;
    assert_eq!(found.unwrap(), b"until the end");
}

#[tokio::test]
async fn redirects_are_followed_three_times_and_only_on_the_web() {
    let moved = |to: &str| format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n").into_bytes();
    let there = || b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx".to_vec();
    let (found, asked) = fetch(vec![moved("/b"), moved("c"), moved("?d"), there()]).await;
    assert_eq!(found.unwrap(), b"x");
    let paths: Vec<_> = asked.iter().filter_map(|head| head.split(' ').nth(1)).collect();
    assert_eq!(paths, ["/a%20b.png?c=1", "/b", "/c", "/c?d"]);
    let (found, _) = fetch(vec![moved("/1"), moved("/2"), moved("/3"), moved("/4")]).await;
    assert!(matches!(found, Err(FetchError::Refused(_))));
    for elsewhere in ["file:///etc/passwd", "ftp://127.0.0.1/x", "data:image/png;base64,AA"] {
        let (found, _) = fetch(vec![moved(elsewhere)]).await;
        assert!(matches!(found, Err(FetchError::Refused(_))), "{elsewhere}");
    }
}

#[tokio::test]
async fn what_is_refused_too_large_or_cut_short_is_an_error() {
    let (found, _) = fetch(vec![b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".to_vec()]).await;
    assert!(found.unwrap_err().to_string().contains("404"));
    let mut large = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", MAX_BYTES + 1).into_bytes();
    large.resize(large.len() + MAX_BYTES + 1, 0);
    let (found, _) = fetch(vec![large]).await;
    assert!(matches!(found, Err(FetchError::TooLarge)));
    let (found, _) = fetch(vec![b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx".to_vec()]).await;
    assert!(matches!(found, Err(FetchError::Net(_))));
}
