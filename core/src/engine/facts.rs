//! What the platform told of itself.

use super::core::{Core, now_ms};
use crate::model::{Event, NetworkFacts, NetworkKind, PowerFacts};

/// The facts, and how often they changed.
#[derive(Debug, Clone)]
pub struct Facts {
    pub network: NetworkFacts,
    pub power: PowerFacts,
    /// Whether a person looks. A face that never says has one.
    pub foreground: bool,
    /// Counts other networks: what broke over one says nothing about the next.
    pub networks: u64,
    /// When the last of them came, milliseconds since 1970.
    pub since: i64,
}

impl Default for Facts {
    fn default() -> Self {
        let (network, power) = (NetworkFacts::default(), PowerFacts::default());
        Self { network, power, foreground: true, networks: 0, since: 0 }
    }
}

impl Facts {
    /// Whether there is a network to the servers.
    pub fn up(&self) -> bool {
        self.network.kind != NetworkKind::Down && !self.network.captive
    }
}

/// Takes over what the platform says of the network.
pub fn set_network(core: &Core, network: NetworkFacts) {
    change(core, |facts| {
        let same = facts.network.kind == network.kind
            && facts.network.captive == network.captive
            && facts.network.id == network.id
            && !network.id.is_empty();
        let changed = facts.network != network || !same;
        facts.network = network;
        if !same {
            facts.networks += 1;
            facts.since = now_ms();
        }
        changed
    });
}

/// Takes over what the platform says of power.
pub fn set_power(core: &Core, power: PowerFacts) {
    change(core, |facts| std::mem::replace(&mut facts.power, power.clone()) != power);
}

/// Takes over whether a person looks.
pub fn set_foreground(core: &Core, foreground: bool) {
    change(core, |facts| std::mem::replace(&mut facts.foreground, foreground) != foreground);
}

/// Has the engines look at the facts and the settings again.
pub fn touched(core: &Core) {
    change(core, |_| true);
}

fn change(core: &Core, change: impl FnOnce(&mut Facts) -> bool) {
    if core.facts.send_if_modified(change) {
        core.events.send(Event::PlanChanged);
    }
}
