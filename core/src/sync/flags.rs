//! The three-way merge of flags: what the server last confirmed, what a person changed since, and
//! what the server says now. A change names single flags, so that neither side overwrites the other.

use crate::model::{FlagChange, Flags};

/// The flags a person sees: the base with the edits that wait, in order.
pub fn shown<'a>(base: &Flags, pending: impl IntoIterator<Item = &'a FlagChange>) -> Flags {
    pending.into_iter().fold(base.clone(), |flags, change| flags.with(change))
}

/// The part of a change that is not yet true on the server; empty when no command is needed.
pub fn to_push(server: &Flags, change: &FlagChange) -> FlagChange {
    let add = minus(&change.add, server);
    let remove = both(&change.remove, server);
    // A flag named on both sides is added, as in `Flags::with`.
    FlagChange { remove: minus(&remove, &change.add), add }
}

/// One change with the effect of `first` and then `second`.
pub fn then(first: &FlagChange, second: &FlagChange) -> FlagChange {
    FlagChange {
        add: union(&minus(&first.add, &second.remove), &second.add),
        remove: minus(&union(&first.remove, &second.remove), &second.add),
    }
}

fn union(a: &Flags, b: &Flags) -> Flags {
    a.with(&FlagChange { add: b.clone(), remove: Flags::default() })
}

fn minus(a: &Flags, b: &Flags) -> Flags {
    a.with(&FlagChange { add: Flags::default(), remove: b.clone() })
}

fn both(a: &Flags, b: &Flags) -> Flags {
    minus(a, &minus(a, b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn flags(names: &str) -> Flags {
        Flags::from_names(names.split_ascii_whitespace())
    }

    fn change(text: &str) -> FlagChange {
        let side = |sign: char| {
            flags(&text.split_ascii_whitespace().filter_map(|w| w.strip_prefix(sign)).collect::<Vec<_>>().join(" "))
        };
        FlagChange { add: side('+'), remove: side('-') }
    }

    #[test]
    fn base_local_and_remote_merge_flag_by_flag() {
        // base, local edit, remote now -> pushed, then shown
        let table = [
            ("", "+\\Seen", "", "+\\Seen", "\\Seen"),
            ("", "+\\Seen", "\\Flagged", "+\\Seen", "\\Seen \\Flagged"),
            ("", "+\\Seen", "\\Seen", "", "\\Seen"),
            ("\\Seen", "-\\Seen", "\\Seen \\Answered", "-\\Seen", "\\Answered"),
            ("\\Seen", "-\\Seen", "", "", ""),
            ("\\Flagged", "+\\Seen", "", "+\\Seen", "\\Seen"),
            ("", "+$Junk -$NotJunk", "$NotJunk", "+$Junk -$NotJunk", "$Junk"),
            ("", "+$junk", "$Junk", "", "$Junk"),
            ("work", "-Work +home", "work", "-Work +home", "home"),
            ("", "+\\Seen -\\Seen", "", "+\\Seen", "\\Seen"),
        ];
        for (base, local, remote, pushed, result) in table {
            let edit = change(local);
            let push = to_push(&flags(remote), &edit);
            assert_eq!(push, change(pushed), "{base:?} {local:?} {remote:?}");
            assert_eq!(flags(remote).with(&push), flags(result), "{base:?} {local:?} {remote:?}");
            assert_eq!(shown(&flags(remote), [&edit]), flags(result));
        }
    }

    fn any_flags() -> impl Strategy<Value = Flags> {
        prop::sample::subsequence(vec!["\\Seen", "\\Flagged", "\\Answered", "$Junk", "$NotJunk", "work"], 0..=6)
            .prop_map(Flags::from_names)
    }

    fn any_change() -> impl Strategy<Value = FlagChange> {
        (any_flags(), any_flags()).prop_map(|(add, remove)| FlagChange { add, remove })
    }

    proptest! {
        #[test]
        fn pushing_the_difference_is_pushing_the_change(server in any_flags(), edit in any_change()) {
            let push = to_push(&server, &edit);
            prop_assert_eq!(server.with(&push), server.with(&edit));
            prop_assert!(to_push(&server.with(&push), &edit).is_empty(), "a second push is empty");
        }

        #[test]
        fn changes_compose(server in any_flags(), first in any_change(), second in any_change()) {
            prop_assert_eq!(server.with(&then(&first, &second)), server.with(&first).with(&second));
            prop_assert_eq!(shown(&server, [&first, &second]), server.with(&then(&first, &second)));
        }
    }
}
