use std::fmt;

/// A set of UIDs or sequence numbers as ordered, disjoint, non-adjacent ranges (RFC 3501 sequence-set).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UidSet {
    ranges: Vec<(u32, u32)>,
}

impl UidSet {
    /// Number of members.
    pub fn len(&self) -> u64 {
        self.ranges.iter().map(|(low, high)| u64::from(high - low) + 1).sum()
    }

    /// Returns whether no UID is in the set.
    pub fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// The ranges, ascending, both ends included.
    pub fn ranges(&self) -> &[(u32, u32)] {
        &self.ranges
    }

    /// Every member, ascending.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = u32> + '_ {
        self.ranges.iter().flat_map(|(low, high)| *low..=*high)
    }

    /// Returns whether `uid` is in the set.
    pub fn contains(&self, uid: u32) -> bool {
        let at = self.ranges.partition_point(|(_, high)| *high < uid);
        self.ranges.get(at).is_some_and(|(low, _)| *low <= uid)
    }

    /// Returns the largest UID.
    pub fn max(&self) -> Option<u32> {
        self.ranges.last().map(|(_, high)| *high)
    }

    /// Builds a set from ranges in any order; reversed ends are swapped, 0 is left out.
    pub fn from_ranges(ranges: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let mut all: Vec<(u32, u32)> =
            ranges.into_iter().map(|(a, b)| (a.min(b).max(1), a.max(b))).filter(|(_, high)| *high > 0).collect();
        all.sort_unstable();
        let mut ranges: Vec<(u32, u32)> = Vec::with_capacity(all.len());
        for (low, high) in all {
            match ranges.last_mut() {
                Some(last) if low <= last.1.saturating_add(1) => last.1 = last.1.max(high),
                _ => ranges.push((low, high)),
            }
        }
        Self { ranges }
    }

    /// Reads a sequence-set such as `1:4,7,9:10`; `None` when it is not one (`*` is not accepted).
    pub fn parse(text: &str) -> Option<Self> {
        let mut ranges = Vec::new();
        for item in text.split(',') {
            let (low, high) = item.split_once(':').unwrap_or((item, item));
            ranges.push((low.parse().ok()?, high.parse().ok()?));
        }
        Some(Self::from_ranges(ranges))
    }

    /// Members of `self` that are not in `other`.
    pub fn minus(&self, other: &Self) -> Self {
        let mut left = Vec::new();
        let mut others = other.ranges.iter().peekable();
        for &(mut low, high) in &self.ranges {
            while others.next_if(|(_, end)| *end < low).is_some() {}
            let mut rest = others.clone();
            let mut open = true;
            while let Some(&&(start, end)) = rest.peek() {
                if start > high {
                    break;
                }
                if start > low {
                    left.push((low, start - 1));
                }
                if end >= high {
                    open = false;
                    break;
                }
                low = low.max(end + 1);
                rest.next();
            }
            if open {
                left.push((low, high));
            }
        }
        Self { ranges: left }
    }

    /// Members of both.
    pub fn intersection(&self, other: &Self) -> Self {
        self.minus(&self.minus(other))
    }

    /// Members of either.
    pub fn union(&self, other: &Self) -> Self {
        Self::from_ranges(self.ranges.iter().chain(&other.ranges).copied())
    }

    /// Splits into sets of at most `size` members, highest members first.
    pub fn newest_first(&self, size: usize) -> Vec<Self> {
        let newest: Vec<u32> = self.iter().rev().collect();
        newest.chunks(size.max(1)).map(|part| part.iter().copied().collect()).collect()
    }
}

impl FromIterator<u32> for UidSet {
    fn from_iter<I: IntoIterator<Item = u32>>(uids: I) -> Self {
        Self::from_ranges(uids.into_iter().map(|uid| (uid, uid)))
    }
}

impl fmt::Display for UidSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (low, high)) in self.ranges.iter().enumerate() {
            if at > 0 {
                f.write_str(",")?;
            }
            match low == high {
                true => write!(f, "{low}")?,
                false => write!(f, "{low}:{high}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn agrees_with_a_plain_set(a in prop::collection::btree_set(1u32..60, 0..40),
                                   b in prop::collection::btree_set(1u32..60, 0..40)) {
            let (x, y): (UidSet, UidSet) = (a.iter().copied().collect(), b.iter().copied().collect());
            let members = |set: &UidSet| set.iter().collect::<BTreeSet<_>>();
            prop_assert_eq!(members(&x.minus(&y)), a.difference(&b).copied().collect());
            prop_assert_eq!(members(&x.union(&y)), a.union(&b).copied().collect());
            prop_assert_eq!(members(&x.intersection(&y)), a.intersection(&b).copied().collect());
            prop_assert_eq!(x.len(), a.len() as u64);
            prop_assert!((0..70).all(|uid| x.contains(uid) == a.contains(&uid)));
            if !x.is_empty() {
                prop_assert_eq!(UidSet::parse(&x.to_string()), Some(x));
            }
        }
    }
}
