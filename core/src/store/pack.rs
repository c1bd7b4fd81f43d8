use super::{Packed, StoreError};
use std::{cell::RefCell, io};
use zstd::bulk::{Compressor, Decompressor};

/// Bytes a chunk unpacks to, at most.
pub const CHUNK: usize = 256 * 1024;
const LEVEL: i32 = 1;

thread_local! {
    // A context costs more to make than a small message to compress.
    static COMPRESSOR: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    static DECOMPRESSOR: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

/// Compresses a source in chunks. It takes a while: not on an async thread for large sources.
pub fn pack(raw: &[u8]) -> Result<Packed, StoreError> {
    raw.chunks(CHUNK).map(pack_chunk).collect::<Result<_, _>>().map(Packed)
}

/// Compresses one chunk of at most [`CHUNK`] bytes.
pub fn pack_chunk(raw: &[u8]) -> Result<Vec<u8>, StoreError> {
    let mut packed = COMPRESSOR.with_borrow_mut(|kept| with(kept, || Compressor::new(LEVEL), |it| it.compress(raw)))?;
    // It has room for the worst case.
    packed.shrink_to_fit();
    Ok(packed)
}

/// Unpacks one chunk.
pub(super) fn unpack(data: &[u8]) -> Result<Vec<u8>, StoreError> {
    let unpacked = DECOMPRESSOR.with_borrow_mut(|kept| with(kept, Decompressor::new, |it| it.decompress(data, CHUNK)));
    unpacked.map_err(|error| StoreError::Corrupt(error.to_string()))
}

fn with<C, T>(
    kept: &mut Option<C>,
    make: impl FnOnce() -> io::Result<C>,
    work: impl FnOnce(&mut C) -> io::Result<T>,
) -> io::Result<T> {
    let mut context = match kept.take() {
        Some(context) => context,
        None => make()?,
    };
    let done = work(&mut context);
    *kept = Some(context);
    done
}
