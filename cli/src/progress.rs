use crate::{format, output::Output, text};
use std::collections::HashMap;
use std::time::{Duration, Instant};
use tern_core::api::{MailboxId, SyncPhase};

/// How often the bar is drawn at most.
const FRAME: Duration = Duration::from_millis(100);
const BAR: usize = 24;

/// A sync seen by a person: a bar that draws over itself on a terminal, a line a folder elsewhere.
pub struct Progress {
    names: HashMap<MailboxId, String>,
    steps: HashMap<MailboxId, Steps>,
    drawn: Option<Instant>,
}

#[derive(Default, Clone, Copy)]
struct Steps {
    headers: Step,
    bodies: Step,
}

#[derive(Default, Clone, Copy)]
struct Step {
    done: u32,
    total: u32,
}

impl Progress {
    /// Starts with the folder names known.
    pub fn new() -> Self {
        Self { names: HashMap::new(), steps: HashMap::new(), drawn: None }
    }

    /// Learns folder names.
    pub fn learn(&mut self, names: impl IntoIterator<Item = (MailboxId, String)>) {
        self.names.extend(names);
    }

    /// Whether the name of this folder is not known yet.
    pub fn is_new(&self, mailbox: MailboxId) -> bool {
        !self.names.contains_key(&mailbox)
    }

    /// Takes one report of the core.
    pub fn take(&mut self, mailbox: MailboxId, phase: SyncPhase, done: u32, total: u32, out: &mut Output) {
        let steps = self.steps.entry(mailbox).or_default();
        match phase {
            SyncPhase::Headers => steps.headers = Step { done, total },
            SyncPhase::Bodies => steps.bodies = Step { done, total },
            SyncPhase::Folders | SyncPhase::Done => {}
        }
        let steps = *steps;
        match out.remarks_terminal {
            true => self.draw(mailbox, phase, out),
            false if phase == SyncPhase::Done && steps.headers.total > 0 => {
                out.remark(&format!("{}: {}", self.name(mailbox), told(&steps)));
            }
            false => {}
        }
    }

    /// Takes the bar away.
    pub fn clear(&mut self, out: &mut Output) {
        if self.drawn.take().is_some() {
            out.remark_raw("\r\x1b[K");
        }
    }

    fn draw(&mut self, mailbox: MailboxId, phase: SyncPhase, out: &mut Output) {
        if self.drawn.is_some_and(|drawn| drawn.elapsed() < FRAME) {
            return;
        }
        self.drawn = Some(Instant::now());
        let width = terminal_size::terminal_size_of(std::io::stderr()).map_or(80, |(width, _)| usize::from(width.0));
        out.remark_raw(&format!("\r{}\x1b[K", text::cut(&self.bar(mailbox, phase), width.saturating_sub(1))));
    }

    fn bar(&self, mailbox: MailboxId, phase: SyncPhase) -> String {
        let all = |pick: fn(&Steps) -> Step| {
            self.steps.values().map(pick).fold((0u64, 0u64), |(done, total), step| {
                (done + u64::from(step.done.min(step.total)), total + u64::from(step.total))
            })
        };
        let (doing, (done, total)) = match phase {
            SyncPhase::Folders => ("folders", (0, 0)),
            SyncPhase::Headers => ("headers", all(|steps| steps.headers)),
            SyncPhase::Bodies | SyncPhase::Done => ("text", all(|steps| steps.bodies)),
        };
        let filled = usize::try_from(done * BAR as u64 / total.max(1)).unwrap_or(BAR);
        let percent = done * 100 / total.max(1);
        let (full, empty) = ("━".repeat(filled), "─".repeat(BAR.saturating_sub(filled)));
        let numbers = format!("{} of {}", format::count(done), format::count(total));
        format!("{full}{empty} {percent:3} %  {doing} {numbers}  {}", self.name(mailbox))
    }

    fn name(&self, mailbox: MailboxId) -> String {
        self.names.get(&mailbox).map(|name| text::line(name)).unwrap_or_default()
    }
}

fn told(steps: &Steps) -> String {
    let headers = format::counted(steps.headers.done.into(), "message");
    match steps.bodies.total {
        0 => headers,
        _ => format!("{headers}, {} with text", format::count(steps.bodies.done.into())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_counts_all_folders_and_names_the_one_at_work() {
        let mut progress = Progress::new();
        progress.learn([(MailboxId(1), "INBOX".to_owned()), (MailboxId(2), "Sent".to_owned())]);
        progress
            .steps
            .insert(MailboxId(1), Steps { headers: Step { done: 1_000, total: 1_000 }, bodies: Step::default() });
        progress
            .steps
            .insert(MailboxId(2), Steps { headers: Step { done: 500, total: 1_000 }, bodies: Step::default() });
        let bar = progress.bar(MailboxId(2), SyncPhase::Headers);
        assert_eq!(bar, "━━━━━━━━━━━━━━━━━━──────  75 %  headers 1,500 of 2,000  Sent");
        assert_eq!(
            Progress::new().bar(MailboxId(9), SyncPhase::Folders),
            "────────────────────────   0 %  folders 0 of 0  "
        );
    }
}
