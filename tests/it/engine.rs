//! The whole engine through its api, on real servers, compared with what the servers themselves say.

mod changes;
mod desk;
mod first;
mod push;
mod sending;
mod window;
