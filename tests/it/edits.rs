//! Offline edits on real servers: what a person did arrives once, whatever broke on the way.

mod bed;
mod breaks;
mod merges;
mod refusals;
mod undo;
mod verbs;
