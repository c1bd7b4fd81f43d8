//! What the core says to people, in the language of the face: a [`Sentence`] is data until it is shown.
//!
//! The words are in `core/words/sentences`, a Fluent file a language; [`crate::say!`] names one by its id.

mod catalogue;
mod language;
mod sentence;

pub use catalogue::Catalogue;
pub use language::Language;
pub use sentence::{Sentence, Value};

/// Makes the [`Sentence`] with an id of `core/words/sentences`: `say!("net-dns", host = name, detail)`. `make words`
/// holds ids and variables against the catalogue.
#[macro_export]
macro_rules! say {
    (@value $name:ident) => { $name };
    (@value $name:ident $value:expr) => { $value };
    ($id:literal $(, $name:ident $(= $value:expr)?)* $(,)?) => {
        $crate::words::Sentence::written(
            $id,
            vec![$((stringify!($name), $crate::words::Value::from($crate::say!(@value $name $($value)?)))),*],
        )
    };
}
