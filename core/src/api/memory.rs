//! What the C library's allocator is told before the first thread starts.

/// Keeps glibc from giving every thread an arena of its own and from holding on to what was freed: a sync that
/// parses on one thread and stores on another takes a third more memory without.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[expect(unsafe_code, reason = "glibc has no other interface for this; the calls only set numbers")]
pub fn keep_small() {
    // Measured: fewer arenas make a sync slower, more make it larger.
    const SETTINGS: [(libc::c_int, libc::c_int); 3] =
        [(libc::M_ARENA_MAX, 3), (libc::M_MMAP_THRESHOLD, 128 << 10), (libc::M_TRIM_THRESHOLD, 4 << 20)];
    for (what, value) in SETTINGS {
        // SAFETY: mallopt may be called at any time; no other thread runs yet.
        let set = unsafe { libc::mallopt(what, value) };
        // Nothing depends on it: refused, Tern only takes more memory.
        debug_assert_eq!(set, 1, "glibc knows setting {what}");
    }
}

/// Leaves the allocator as it is: only glibc has to be told.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub fn keep_small() {}
