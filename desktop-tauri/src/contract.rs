//! What the interface may count on: the commands are the verbs of the core, and its types are the core's.

mod commands;
mod types;
