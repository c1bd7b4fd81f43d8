//! Sending by a real Postfix, over lines that break, and against servers that misbehave.

mod bed;
mod cuts;
mod missing;
mod odd;
mod plain;
mod whole;
