use std::future::Future;
use std::time::{Duration, Instant};

const STEP: Duration = Duration::from_millis(10);

/// Waits until `ready` holds and panics with `what` when `limit` passes first.
#[track_caller]
pub fn wait_until(what: &str, limit: Duration, mut ready: impl FnMut() -> bool) {
    wait_for(what, limit, || ready().then_some(()));
}

/// Waits until `find` returns a value, and returns it; panics with `what` when `limit` passes first.
#[track_caller]
pub fn wait_for<T>(what: &str, limit: Duration, mut find: impl FnMut() -> Option<T>) -> T {
    let end = Instant::now() + limit;
    loop {
        if let Some(found) = find() {
            return found;
        }
        assert!(Instant::now() < end, "waited {limit:?} in vain: {what}");
        std::thread::sleep(STEP);
    }
}

/// The async form of [`wait_until`], for conditions that ask the store or the api.
pub async fn wait_until_async<F, Fut>(what: &str, limit: Duration, mut ready: F)
where
    F: FnMut() -> Fut,
    Fut: Future<Output = bool>,
{
    let end = Instant::now() + limit;
    while !ready().await {
        assert!(Instant::now() < end, "waited {limit:?} in vain: {what}");
        tokio::time::sleep(STEP).await;
    }
}
