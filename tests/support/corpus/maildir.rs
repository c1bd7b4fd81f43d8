use super::Corpus;
use std::fs::File;
use std::io::Write;
use std::ops::Range;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// Writes the messages of `range` into a Maildir folder as fast as the disk takes them; returns the bytes written.
///
/// The server finds flags in the file names, INTERNALDATE in the files' times, and gives UIDs in the order of `range`.
/// Hand the folder to the mail user afterwards ([`crate::Dovecot::own`]).
pub fn write_maildir(corpus: &Corpus, range: Range<usize>, maildir: &Path) -> u64 {
    for dir in ["cur", "new", "tmp"] {
        std::fs::create_dir_all(maildir.join(dir)).unwrap_or_else(|e| panic!("{}: {e}", maildir.display()));
    }
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let start = range.start;
    let total = std::sync::atomic::AtomicU64::new(0);
    std::thread::scope(|scope| {
        for worker in 0..workers {
            let (range, total) = (range.clone(), &total);
            scope.spawn(move || {
                let written: u64 =
                    range.skip(worker).step_by(workers).map(|index| write_one(corpus, index, start, maildir)).sum();
                total.fetch_add(written, std::sync::atomic::Ordering::Relaxed);
            });
        }
    });
    total.into_inner()
}

fn write_one(corpus: &Corpus, index: usize, start: usize, maildir: &Path) -> u64 {
    let mail = corpus.mail(index);
    let size = mail.bytes.len();
    let name = format!("{}.M{:06}P1.tern,S={size},W={size}:2,{}", mail.received, index - start, mail.flags);
    let path = maildir.join("cur").join(name);
    let written = File::create(&path).and_then(|mut file| {
        file.write_all(&mail.bytes)?;
        file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(mail.received.unsigned_abs()))
    });
    written.unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    size as u64
}

#[cfg(test)]
mod tests {
    use super::super::Corpus;

    #[test]
    fn sizes_follow_the_curve() {
        let corpus = Corpus::new(7, 2_000, "me@tern.test", 1_700_000_000);
        let mut sizes: Vec<usize> = (0..2_000).map(|index| corpus.mail(index).bytes.len()).collect();
        sizes.sort_unstable();
        let (median, mean) = (sizes[1_000], sizes.iter().sum::<usize>() / 2_000);
        assert!((10_000..14_500).contains(&median), "median {median}");
        assert!((28_000..50_000).contains(&mean), "mean {mean}");
    }

    #[test]
    fn the_same_seed_gives_the_same_mail() {
        let corpus = Corpus::new(7, 300, "me@tern.test", 1_700_000_000);
        for index in 0..300 {
            let (a, b) = (corpus.mail(index), corpus.mail(index));
            assert_eq!(a.bytes, b.bytes);
            assert!(!a.bytes.windows(2).any(|pair| pair[1] == b'\n' && pair[0] != b'\r'), "a bare LF in {index}");
            assert!(index == 0 || corpus.received(index - 1) <= a.received);
            assert!(a.received <= corpus.newest + 1);
        }
    }
}
