//! The shell: owns tasks and clocks, executes plans step by step. Each step is one transaction and
//! can be repeated, so a task may be killed at any await.

mod events;
mod lock;
pub mod outbox;
