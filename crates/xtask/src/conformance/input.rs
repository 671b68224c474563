//! An input of a step as a few pieces, so that 100 MB of brackets is one short line in a file.

use serde::Deserialize;
use std::fmt::Write;

/// Bytes that follow one another, each piece as often as it says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Input {
    pieces: Vec<(Vec<u8>, u32)>,
}

/// One piece as a case writes it.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged, deny_unknown_fields, expecting = "a piece is {utf8}, {hex} or {repeat, times}")]
pub(crate) enum Piece {
    Utf8 { utf8: String },
    Hex { hex: String },
    Repeat { repeat: String, times: u32 },
}

impl Input {
    /// An input of one piece.
    pub(crate) fn of(bytes: impl Into<Vec<u8>>) -> Self {
        Input { pieces: vec![(bytes.into(), 1)] }
    }

    /// An input from what a case writes.
    pub(crate) fn from_pieces(pieces: &[Piece]) -> Result<Self, String> {
        let pieces = pieces.iter().map(|piece| match piece {
            Piece::Utf8 { utf8 } => Ok((utf8.clone().into_bytes(), 1)),
            Piece::Hex { hex } => Ok((from_hex(hex)?, 1)),
            Piece::Repeat { repeat, times } => Ok((repeat.clone().into_bytes(), *times)),
        });
        Ok(Input { pieces: pieces.collect::<Result<_, String>>()? })
    }

    /// All its bytes.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.pieces.iter().map(|(piece, times)| piece.repeat(*times as usize)).collect::<Vec<_>>().concat()
    }

    /// As the stream writes it.
    pub(crate) fn field(&self) -> String {
        let pieces = self.pieces.iter().filter(|(piece, times)| !piece.is_empty() && *times > 0);
        let printed: Vec<String> = pieces
            .map(|(piece, times)| if *times == 1 { to_hex(piece) } else { format!("{}*{times}", to_hex(piece)) })
            .collect();
        printed.join(",")
    }
}

/// Pairs of lower-case hexadecimal digits.
pub(crate) fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Bytes from pairs of hexadecimal digits.
pub(crate) fn from_hex(text: &str) -> Result<Vec<u8>, String> {
    let digits: Option<Vec<u32>> = text.chars().map(|digit| digit.to_digit(16)).collect();
    let digits = digits.filter(|digits| digits.len() % 2 == 0).ok_or_else(|| format!("`{text}` is not hexadecimal"))?;
    Ok(digits.chunks(2).map(|pair| (pair[0] * 16 + pair[1]) as u8).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_the_same_bytes_in_the_case_and_in_the_stream() {
        let pieces: Vec<Piece> =
            serde_json::from_str(r#"[{"utf8":"{"},{"hex":"ff00"},{"repeat":"[]","times":3}]"#).unwrap();
        let input = Input::from_pieces(&pieces).unwrap();
        assert_eq!(input.bytes(), b"{\xff\x00[][][]");
        assert_eq!(input.field(), "7b,ff00,5b5d*3");
    }

    #[test]
    fn nothing_is_an_empty_field() {
        assert_eq!(Input::default().field(), "");
        assert_eq!(Input::of("").field(), "");
    }

    #[test]
    fn an_unknown_piece_is_an_error() {
        assert!(serde_json::from_str::<Piece>(r#"{"utf16":"x"}"#).is_err());
        assert!(serde_json::from_str::<Piece>(r#"{"utf8":"x","times":3}"#).is_err());
        assert!(from_hex("f").is_err() && from_hex("zz").is_err());
    }
}
