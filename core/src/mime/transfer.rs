//! Content-Transfer-Encoding (RFC 2045 §6), undone piece by piece.

/// How a part is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    /// 7bit, 8bit, binary and anything unknown.
    #[default]
    Identity,
    Base64,
    QuotedPrintable,
}

impl Encoding {
    /// Reads the value of a Content-Transfer-Encoding field.
    pub fn named(name: &str) -> Self {
        match name.trim().to_ascii_lowercase().as_str() {
            "base64" => Self::Base64,
            "quoted-printable" => Self::QuotedPrintable,
            _ => Self::Identity,
        }
    }
}

const SKIP: u8 = 64;
const PAD: u8 = 65;

const BASE64: [u8; 256] = {
    let alphabet = *b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut table = [SKIP; 256];
    let mut at = 0;
    while at < 64 {
        table[alphabet[at] as usize] = at as u8;
        at += 1;
    }
    table[b'=' as usize] = PAD;
    table
};

/// Decodes one part that comes in pieces of any size; what is not valid is skipped (base64) or
/// passed through (quoted-printable).
#[derive(Debug, Clone, Default)]
pub struct Decoder {
    encoding: Encoding,
    /// Base64: bits of an unfinished quartet. Quoted-printable: see `escape`.
    bits: u32,
    count: u8,
    /// Quoted-printable: an `=` and what follows it until its meaning is known.
    escape: Vec<u8>,
}

/// An `=` may have this much space before its line break.
const MAX_ESCAPE: usize = 64;

impl Decoder {
    pub fn new(encoding: Encoding) -> Self {
        Self { encoding, ..Self::default() }
    }

    pub fn base64() -> Self {
        Self::new(Encoding::Base64)
    }

    /// Appends what `piece` decodes to.
    pub fn feed(&mut self, piece: &[u8], out: &mut Vec<u8>) {
        match self.encoding {
            Encoding::Identity => out.extend_from_slice(piece),
            Encoding::Base64 => self.feed_base64(piece, out),
            Encoding::QuotedPrintable => self.feed_quoted(piece, out),
        }
    }

    /// Appends what is left at the end of the part.
    pub fn finish(&mut self, out: &mut Vec<u8>) {
        self.flush_bits(out);
        out.append(&mut self.escape);
    }

    fn feed_base64(&mut self, piece: &[u8], out: &mut Vec<u8>) {
        out.reserve(piece.len() / 4 * 3 + 3);
        let mut rest = piece;
        while !rest.is_empty() {
            if self.count == 0 {
                rest = whole_quartets(rest, out);
            }
            let Some((&byte, tail)) = rest.split_first() else { break };
            rest = tail;
            match BASE64[usize::from(byte)] {
                SKIP => {}
                PAD => self.flush_bits(out),
                value => self.push_sextet(value, out),
            }
        }
    }

    fn push_sextet(&mut self, value: u8, out: &mut Vec<u8>) {
        self.bits = self.bits << 6 | u32::from(value);
        self.count += 1;
        if self.count == 4 {
            out.extend_from_slice(&self.bits.to_be_bytes()[1..]);
            (self.bits, self.count) = (0, 0);
        }
    }

    fn flush_bits(&mut self, out: &mut Vec<u8>) {
        match self.count {
            2 => out.push((self.bits >> 4) as u8),
            3 => out.extend_from_slice(&((self.bits >> 2) as u16).to_be_bytes()),
            _ => {}
        }
        (self.bits, self.count) = (0, 0);
    }

    fn feed_quoted(&mut self, piece: &[u8], out: &mut Vec<u8>) {
        let mut rest = piece;
        loop {
            while !self.escape.is_empty() {
                let Some((&byte, tail)) = rest.split_first() else { return };
                if self.escaped(byte, out) {
                    rest = tail;
                }
            }
            let Some(at) = memchr::memchr(b'=', rest) else { break };
            out.extend_from_slice(&rest[..at]);
            rest = &rest[at + 1..];
            match (rest.first().and_then(hex), rest.get(1).and_then(hex)) {
                (Some(high), Some(low)) => {
                    out.push(high << 4 | low);
                    rest = &rest[2..];
                }
                _ => self.escape.push(b'='),
            }
        }
        out.extend_from_slice(rest);
    }

    /// Takes a byte after `=`; false when the byte turned out to be none of its business.
    fn escaped(&mut self, byte: u8, out: &mut Vec<u8>) -> bool {
        let held = self.escape.get(1).copied();
        match (byte, held) {
            (b'\n', None | Some(b' ' | b'\t' | b'\r')) => self.escape.clear(),
            (b' ' | b'\t' | b'\r', None | Some(b' ' | b'\t' | b'\r'))
                if self.escape.len() < MAX_ESCAPE && self.escape.last() != Some(&b'\r') =>
            {
                self.escape.push(byte);
            }
            (byte, None) if hex(&byte).is_some() => self.escape.push(byte),
            (byte, Some(first)) if hex(&byte).is_some() && hex(&first).is_some() => {
                let pair = hex(&first).zip(hex(&byte));
                out.extend(pair.map(|(high, low)| high << 4 | low));
                self.escape.clear();
            }
            _ => {
                out.append(&mut self.escape);
                return false;
            }
        }
        true
    }
}

/// Decodes quartets without gaps, the common case; returns what follows them.
fn whole_quartets<'a>(piece: &'a [u8], out: &mut Vec<u8>) -> &'a [u8] {
    let mut used = 0;
    for quartet in piece.chunks_exact(4) {
        let values = [quartet[0], quartet[1], quartet[2], quartet[3]].map(|b| BASE64[usize::from(b)]);
        if values.iter().any(|v| *v >= SKIP) {
            break;
        }
        let bits = values.iter().fold(0u32, |bits, v| bits << 6 | u32::from(*v));
        out.extend_from_slice(&bits.to_be_bytes()[1..]);
        used += 4;
    }
    &piece[used..]
}

fn hex(byte: &u8) -> Option<u8> {
    char::from(*byte).to_digit(16).map(|digit| digit as u8)
}

/// Counts decoded bytes without keeping them.
#[derive(Debug, Clone, Default)]
pub struct Counter {
    decoder: Decoder,
    sextets: u64,
    /// Bytes of quartets that padding ended.
    bytes: u64,
    scratch: Vec<u8>,
}

impl Counter {
    pub fn new(encoding: Encoding) -> Self {
        Self { decoder: Decoder::new(encoding), ..Self::default() }
    }

    pub fn feed(&mut self, piece: &[u8]) {
        match self.decoder.encoding {
            Encoding::Identity => self.bytes += piece.len() as u64,
            Encoding::Base64 => {
                for run in piece.split_inclusive(|b| *b == b'=') {
                    let sextets = run.iter().filter(|b| BASE64[usize::from(**b)] < SKIP).count();
                    self.sextets += sextets as u64;
                    if run.ends_with(b"=") {
                        self.pad();
                    }
                }
            }
            Encoding::QuotedPrintable => {
                for slice in piece.chunks(16 * 1024) {
                    self.decoder.feed(slice, &mut self.scratch);
                    self.bytes += self.scratch.len() as u64;
                    self.scratch.clear();
                }
            }
        }
    }

    fn pad(&mut self) {
        let tail = [0, 0, 1, 2];
        self.bytes += self.sextets / 4 * 3 + tail[(self.sextets % 4) as usize];
        self.sextets = 0;
    }

    pub fn finish(mut self) -> u64 {
        self.pad();
        self.decoder.finish(&mut self.scratch);
        self.bytes + self.scratch.len() as u64
    }
}

/// Decodes a part that is here whole.
pub fn decode(encoding: Encoding, bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut decoder = Decoder::new(encoding);
    decoder.feed(bytes, &mut out);
    decoder.finish(&mut out);
    out
}

/// The decoded length of a part that is here whole.
pub fn decoded_len(encoding: Encoding, bytes: &[u8]) -> u64 {
    let mut counter = Counter::new(encoding);
    counter.feed(bytes);
    counter.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn odd_encodings_decode() {
        use Encoding::{Base64, Identity, QuotedPrintable};
        for (encoding, encoded, decoded) in [
            (Base64, &b"aGVsbG8="[..], &b"hello"[..]),
            (Base64, b"aGVs\r\nbG8=\r\n", b"hello"),
            (Base64, b"a G*V sbG8", b"hello"),
            (Base64, b"aGk=aGk=", b"hihi"),
            (Base64, b"====", b""),
            (QuotedPrintable, b"a=3Db", b"a=b"),
            (QuotedPrintable, b"caf=c3=A9", b"caf\xc3\xa9"),
            (QuotedPrintable, b"soft=\r\n break=\nend", b"soft breakend"),
            (QuotedPrintable, b"soft=  \r\nend", b"softend"),
            (QuotedPrintable, b"bad =ZZ = x =", b"bad =ZZ = x ="),
            (QuotedPrintable, b"==41", b"=A"),
            (QuotedPrintable, b"=4", b"=4"),
            (Identity, b"=41", b"=41"),
        ] {
            assert_eq!(decode(encoding, encoded), decoded, "{encoding:?} {encoded:?}");
            assert_eq!(decoded_len(encoding, encoded), decoded.len() as u64, "{encoded:?}");
        }
    }

    proptest! {
        #[test]
        fn pieces_decode_like_the_whole(
            bytes in prop::collection::vec(prop::sample::select(b"=ABab09+/ \t\r\nZ3D_".to_vec()), 0..200),
            cuts in prop::collection::vec(1usize..7, 1..40),
        ) {
            for encoding in [Encoding::Identity, Encoding::Base64, Encoding::QuotedPrintable] {
                let (mut decoder, mut counter) = (Decoder::new(encoding), Counter::new(encoding));
                let (mut out, mut rest, mut turn) = (Vec::new(), &bytes[..], 0);
                while !rest.is_empty() {
                    let (piece, tail) = rest.split_at(cuts[turn % cuts.len()].min(rest.len()));
                    decoder.feed(piece, &mut out);
                    counter.feed(piece);
                    (rest, turn) = (tail, turn + 1);
                }
                decoder.finish(&mut out);
                prop_assert_eq!(counter.finish(), out.len() as u64);
                prop_assert_eq!(&out, &decode(encoding, &bytes));
            }
        }
    }
}
