#![allow(clippy::unwrap_used, clippy::panic)]
use super::*;
use tokio::io::AsyncReadExt;
use tokio::net::{TcpListener, TcpStream};

/// Says each line when the client has said the one before; returns what STARTTLS came to.
async fn starttls_with(script: &'static [&'static str]) -> Result<TcpStream, SmtpError> {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let serve = async {
        let (mut server, _) = listener.accept().await.unwrap();
        for line in script {
            server.write_all(line.as_bytes()).await.unwrap();
            let mut heard = [0; 512];
            if server.read(&mut heard).await.unwrap_or(0) == 0 {
                break;
            }
        }
    };
    let tcp = TcpStream::connect(address).await.unwrap();
    let ask = starttls::ask(tcp, "mx.example.org", Duration::from_secs(5));
    let serve = timeout(Duration::from_secs(5), serve);
    tokio::select! {
        asked = ask => asked,
        _ = serve => panic!("the server ended first"),
    }
}

#[tokio::test]
async fn starttls_is_agreed_on_in_the_clear() {
    let script = &["220-mx\r\n220 ready\r\n", "250-mx\r\n250-PIPELINING\r\n250 STARTTLS\r\n", "220 go\r\n"];
    starttls_with(script).await.unwrap();
}

#[tokio::test]
async fn starttls_that_is_stripped_or_injected_is_refused() {
    let stripped = &["220 ready\r\n", "250-mx\r\n250 AUTH PLAIN\r\n", ""];
    let injected = &["220 ready\r\n", "250 STARTTLS\r\n", "220 go\r\n250 AUTH PLAIN\r\n"];
    let imap = &["* OK ready\r\n", "", ""];
    for script in [stripped, injected, imap] {
        let answer = starttls_with(script).await;
        assert!(matches!(answer, Err(SmtpError::Net(NetError::Insecure { .. }))), "{answer:?}");
    }
}

#[tokio::test]
async fn a_server_that_turns_everybody_away_is_not_available() {
    let answer = starttls_with(&["554 5.3.2 closed\r\n"]).await;
    let Err(SmtpError::Net(NetError::Unavailable { text, .. })) = answer else { panic!("{answer:?}") };
    assert_eq!(text.to_string(), "554 5.3.2 closed");
    let busy = starttls_with(&["220 ready\r\n", "250 STARTTLS\r\n", "454 4.7.0 TLS not available\r\n"]).await;
    assert!(matches!(busy, Err(SmtpError::Net(NetError::Unavailable { .. }))), "{busy:?}");
}
