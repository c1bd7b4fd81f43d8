//! A TCP proxy that delays, cuts, swallows and resets, and counts what passes.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::thread;
use std::time::{Duration, Instant};

/// A direction through the proxy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    ToServer,
    ToClient,
}

/// What goes wrong on the connections.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fault {
    /// Everything passes.
    #[default]
    None,
    /// Each connection is closed after so many bytes of its own in this direction have passed.
    CutAfter(Way, u64),
    /// The same by RST, as a crashed host or a firewall does it.
    ResetAfter(Way, u64),
    /// Connections stay open and nothing passes in this direction any more: a half-open connection.
    Swallow(Way),
    /// Nothing passes in either direction any more.
    Silence,
    /// New connections are closed at once.
    Refuse,
}

/// What passed since the start or the last [`FaultProxy::reset_counts`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub connections: u64,
    pub to_server: u64,
    pub to_client: u64,
    /// Times the client spoke after the server had: round trips, TCP's own handshake not included.
    pub round_trips: u64,
}

#[derive(Default)]
struct State {
    fault: Fault,
    delay: [Duration; 2],
    counts: Counts,
    open: Vec<Weak<Pair>>,
    stopped: bool,
}

type Shared = Arc<Mutex<State>>;

/// The two sockets of one connection through the proxy.
struct Pair {
    client: TcpStream,
    server: TcpStream,
    was_reset: AtomicBool,
    spoke_last: Mutex<Way>,
}

/// A proxy in front of a loopback port; everything it did ends when it is dropped.
pub struct FaultProxy {
    port: u16,
    state: Shared,
}

impl FaultProxy {
    /// Starts a proxy in front of `target`.
    pub fn start(target: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a loopback port");
        let port = listener.local_addr().expect("its number").port();
        let state = Shared::default();
        let shared = Arc::clone(&state);
        thread::spawn(move || accept(&listener, target, &shared));
        Self { port, state }
    }

    /// The port to connect to instead of the server's.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Sets what goes wrong from now on, on connections that are open as on those to come.
    pub fn set(&self, fault: Fault) {
        lock(&self.state).fault = fault;
    }

    /// Delays every byte in each direction; half the round-trip time in each makes a line of that length.
    pub fn delay(&self, to_server: Duration, to_client: Duration) {
        lock(&self.state).delay = [to_server, to_client];
    }

    /// Closes every open connection now.
    pub fn cut(&self) {
        close_all(&mut lock(&self.state), false);
    }

    /// Resets every open connection now.
    pub fn reset(&self) {
        close_all(&mut lock(&self.state), true);
    }

    /// What passed so far.
    pub fn counts(&self) -> Counts {
        lock(&self.state).counts
    }

    /// Starts counting anew.
    pub fn reset_counts(&self) {
        lock(&self.state).counts = Counts::default();
    }
}

impl Drop for FaultProxy {
    fn drop(&mut self) {
        let mut state = lock(&self.state);
        state.stopped = true;
        close_all(&mut state, false);
        drop(state);
        // Wakes the thread that accepts, so that it sees the end.
        drop(TcpStream::connect(("127.0.0.1", self.port)));
    }
}

fn lock(state: &Shared) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

fn close_all(state: &mut State, by_reset: bool) {
    for pair in state.open.drain(..).filter_map(|pair| pair.upgrade()) {
        pair.close(by_reset);
    }
}

impl Pair {
    fn from(&self, way: Way) -> &TcpStream {
        match way {
            Way::ToServer => &self.client,
            Way::ToClient => &self.server,
        }
    }

    fn to(&self, way: Way) -> &TcpStream {
        match way {
            Way::ToServer => &self.server,
            Way::ToClient => &self.client,
        }
    }

    fn close(&self, by_reset: bool) {
        self.was_reset.store(by_reset, Ordering::Relaxed);
        for stream in [&self.client, &self.server] {
            if by_reset {
                // The RST leaves when the sockets are closed, which the threads do once their reads end here.
                drop(socket2::SockRef::from(stream).set_linger(Some(Duration::ZERO)));
                drop(stream.shutdown(Shutdown::Read));
            } else {
                drop(stream.shutdown(Shutdown::Both));
            }
        }
    }
}

fn accept(listener: &TcpListener, target: u16, state: &Shared) {
    for client in listener.incoming() {
        let mut shared = lock(state);
        if shared.stopped {
            return;
        }
        let Ok(client) = client else { continue };
        if shared.fault == Fault::Refuse {
            continue;
        }
        let Ok(server) = TcpStream::connect(("127.0.0.1", target)) else { continue };
        drop((client.set_nodelay(true), server.set_nodelay(true)));
        let pair =
            Arc::new(Pair { client, server, was_reset: AtomicBool::new(false), spoke_last: Mutex::new(Way::ToClient) });
        shared.counts.connections += 1;
        shared.open.retain(|other| other.strong_count() > 0);
        shared.open.push(Arc::downgrade(&pair));
        drop(shared);
        carry(&pair, Way::ToServer, state);
        carry(&pair, Way::ToClient, state);
    }
}

/// Starts the two threads of one direction: one reads and stamps, one waits for the time and writes.
fn carry(pair: &Arc<Pair>, way: Way, state: &Shared) {
    let (sender, receiver) = channel();
    let (from, shared) = (Arc::clone(pair), Arc::clone(state));
    thread::spawn(move || read(&from, way, &shared, &sender));
    let (to, shared) = (Arc::clone(pair), Arc::clone(state));
    thread::spawn(move || write(&to, way, &shared, &receiver));
}

fn read(pair: &Pair, way: Way, state: &Shared, sender: &Sender<(Instant, Vec<u8>)>) {
    let mut buffer = vec![0; 1 << 16];
    while let Ok(n @ 1..) = pair.from(way).read(&mut buffer) {
        let mut shared = lock(state);
        let mut last = pair.spoke_last.lock().unwrap_or_else(PoisonError::into_inner);
        if way == Way::ToServer && *last == Way::ToClient {
            shared.counts.round_trips += 1;
        }
        *last = way;
        let due = Instant::now() + shared.delay[way as usize];
        drop((shared, last));
        if sender.send((due, buffer[..n].to_vec())).is_err() {
            return;
        }
    }
}

fn write(pair: &Pair, way: Way, state: &Shared, receiver: &Receiver<(Instant, Vec<u8>)>) {
    let mut passed = 0u64;
    for (due, bytes) in receiver {
        thread::sleep(due.saturating_duration_since(Instant::now()));
        let fault = lock(state).fault;
        let allowed = match fault {
            Fault::CutAfter(w, limit) | Fault::ResetAfter(w, limit) if w == way => limit.saturating_sub(passed),
            Fault::Swallow(w) if w == way => continue,
            Fault::Silence => continue,
            _ => u64::MAX,
        };
        let n = usize::try_from(allowed).unwrap_or(usize::MAX).min(bytes.len());
        if pair.to(way).write_all(&bytes[..n]).is_err() {
            return pair.close(false);
        }
        passed += n as u64;
        match way {
            Way::ToServer => lock(state).counts.to_server += n as u64,
            Way::ToClient => lock(state).counts.to_client += n as u64,
        }
        if n < bytes.len() {
            return pair.close(matches!(fault, Fault::ResetAfter(..)));
        }
    }
    if !pair.was_reset.load(Ordering::Relaxed) {
        drop(pair.to(way).shutdown(Shutdown::Write));
    }
}
