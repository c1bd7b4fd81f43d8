//! The whole engine through its api, on real servers, compared with what the servers themselves say.

mod aging;
mod background;
mod bodies;
mod changes;
mod desk;
mod drafts;
mod first;
mod going_out;
mod language;
mod push;
mod sending;
mod window;
