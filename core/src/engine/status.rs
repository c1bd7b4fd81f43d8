//! How each account is doing, as far as this process knows.

use crate::error::MailError;
use crate::model::{AccountId, AccountStatus, Problem, PushMode};
use std::collections::BTreeMap;

/// What is known of every account.
#[derive(Debug, Default)]
pub struct Known(BTreeMap<AccountId, Health>);

#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Health {
    mode: Option<(PushMode, String)>,
    rounds: u32,
    synced: Option<i64>,
    problem: Option<Problem>,
}

/// What is learned of an account.
pub enum News<'a> {
    Mode(PushMode, &'a str),
    /// It does not run here any more.
    Ended,
    RoundBegan,
    RoundEnded,
    /// A round went well, at this instant (milliseconds since 1970).
    Well(i64),
    Failed(&'a MailError),
}

impl Known {
    /// Takes news over. Returns whether [`Known::status`] is another one now.
    pub fn learn(&mut self, account: AccountId, news: News<'_>) -> bool {
        let before = self.status(account);
        let health = self.0.entry(account).or_default();
        match news {
            News::Mode(mode, why) => health.mode = Some((mode, why.to_owned())),
            News::Ended => health.mode = None,
            News::RoundBegan => health.rounds += 1,
            News::RoundEnded => health.rounds = health.rounds.saturating_sub(1),
            News::Well(at) => {
                health.synced = Some(at);
                health.problem = None;
            }
            // These say nothing about the account: a person stopped, or another Tern is at it.
            News::Failed(MailError::Cancelled { .. } | MailError::Busy { .. }) => {}
            News::Failed(error) => health.problem = Some(problem(error)),
        }
        self.status(account) != before
    }

    pub fn forget(&mut self, account: AccountId) {
        self.0.remove(&account);
    }

    /// The mode of each account that runs here, and why.
    pub fn modes(&self) -> impl Iterator<Item = (AccountId, PushMode, String)> {
        self.0
            .iter()
            .filter_map(|(account, health)| health.mode.as_ref().map(|(mode, why)| (*account, *mode, why.clone())))
    }

    pub fn status(&self, account: AccountId) -> AccountStatus {
        let health = self.0.get(&account).cloned().unwrap_or_default();
        let (mode, why) = health.mode.map_or((None, String::new()), |(mode, why)| (Some(mode), why));
        AccountStatus { account, mode, why, syncing: health.rounds > 0, synced: health.synced, problem: health.problem }
    }
}

/// What a face shows of an error.
pub fn problem(error: &MailError) -> Problem {
    Problem { kind: error.kind().to_owned(), reason: error.reason().to_owned(), next: error.next().to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACCOUNT: AccountId = AccountId(1);

    #[test]
    fn a_problem_stays_until_a_round_goes_well() {
        let mut known = Known::default();
        let refused = MailError::sign_in("The server refused the password.", "Check it.");
        assert!(known.learn(ACCOUNT, News::Failed(&refused)));
        assert!(!known.learn(ACCOUNT, News::Failed(&refused)), "nothing new");
        assert!(!known.learn(ACCOUNT, News::Failed(&MailError::busy("Another Tern.", "Wait."))));
        assert_eq!(known.status(ACCOUNT).problem.map(|problem| problem.kind), Some("sign_in".to_owned()));
        assert!(known.learn(ACCOUNT, News::Well(7)));
        assert_eq!((known.status(ACCOUNT).problem, known.status(ACCOUNT).synced), (None, Some(7)));
    }

    #[test]
    fn an_account_syncs_while_any_round_is_under_way() {
        let mut known = Known::default();
        assert!(known.learn(ACCOUNT, News::RoundBegan));
        assert!(!known.learn(ACCOUNT, News::RoundBegan));
        assert!(!known.learn(ACCOUNT, News::RoundEnded) && known.status(ACCOUNT).syncing);
        assert!(known.learn(ACCOUNT, News::RoundEnded) && !known.status(ACCOUNT).syncing);
    }

    #[test]
    fn the_mode_is_gone_with_the_engine() {
        let mut known = Known::default();
        assert!(known.learn(ACCOUNT, News::Mode(PushMode::Push, "IDLE holds.")));
        assert_eq!(known.modes().count(), 1);
        assert!(known.learn(ACCOUNT, News::Ended));
        assert_eq!((known.status(ACCOUNT).mode, known.status(ACCOUNT).why), (None, String::new()));
    }
}
