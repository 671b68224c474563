//! The fonts of a PDF: its own two, and those of the host behind them.

use std::sync::{Arc, OnceLock};

use krilla::Data;
use krilla::text::Font;
use schemars::JsonSchema;
use serde::Deserialize;
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, GlyphId, MetadataProvider as _};
use touchline_kernel::rejection::Faults;
use touchline_kernel::{Code, DetailKey, Failure, Reason, base64};

const REGULAR: &[u8] = include_bytes!("../../../fonts/DejaVuSans.ttf");
const BOLD: &[u8] = include_bytes!("../../../fonts/DejaVuSans-Bold.ttf");

/// A font of the host's.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(rename = "ReportFont")]
pub struct FontGiven {
    /// A TrueType or OpenType font, in Base64.
    pub data: String,
}

/// The fonts, the first that covers a character counts.
pub(super) struct Fonts {
    faces: Vec<Face>,
}

/// A font, and the bytes that its tables are read from. Both are shared: those of the library are read once.
#[derive(Clone)]
struct Face {
    bytes: Bytes,
    font: Font,
}

/// The bytes of a font.
#[derive(Clone)]
enum Bytes {
    Own(&'static [u8]),
    Given(Arc<Vec<u8>>),
}

/// A style of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// Which glyph of which font, and how wide it is in parts of the size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Glyph {
    pub(super) face: usize,
    pub(super) id: u32,
    pub(super) advance: f32,
}

/// How many fonts are the library's own.
pub(super) const OWN: usize = 2;

impl Fonts {
    pub(super) fn new(given: &[FontGiven], faults: &mut Faults) -> Result<Self, Failure> {
        let mut faces: Vec<Face> = own().iter().flatten().cloned().collect();
        if faces.len() != OWN {
            return Err(Failure::Defect("a font that ships cannot be read".to_owned()));
        }
        for (place, given) in given.iter().enumerate() {
            match base64::decoded(&given.data).and_then(|bytes| Face::of(Bytes::Given(Arc::new(bytes)))) {
                Some(face) => faces.push(face),
                None => {
                    let reason = Reason::new(Code::WrongType)
                        .with(DetailKey::Expected, "a TrueType or OpenType font in Base64")
                        .with(DetailKey::Actual, "something else");
                    faults.add(format!("/fonts/{place}/data"), reason);
                }
            }
        }
        Ok(Fonts { faces })
    }

    /// The font of this number.
    pub(super) fn font(&self, face: usize) -> Option<&Font> {
        self.faces.get(face).map(|face| &face.font)
    }

    /// What reads glyphs off them; made once for a document, since tables are looked up in it.
    pub(super) fn reader(&self) -> Reader<'_> {
        let faces = self.faces.iter().filter_map(|face| {
            let font = FontRef::new(face.bytes.as_ref()).ok()?;
            Some((font.charmap(), font.glyph_metrics(Size::new(1.0), LocationRef::default())))
        });
        Reader { faces: faces.collect() }
    }
}

impl Face {
    fn of(bytes: Bytes) -> Option<Self> {
        FontRef::new(bytes.as_ref()).ok()?;
        let font = Font::new(bytes.data(), 0)?;
        Some(Face { bytes, font })
    }
}

impl Bytes {
    fn data(&self) -> Data {
        match self {
            Bytes::Own(bytes) => Data::from(*bytes),
            Bytes::Given(bytes) => Data::from(Arc::clone(bytes)),
        }
    }
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        match self {
            Bytes::Own(bytes) => bytes,
            Bytes::Given(bytes) => bytes,
        }
    }
}

/// The library's own fonts.
fn own() -> &'static [Option<Face>; OWN] {
    static OWN_FACES: OnceLock<[Option<Face>; OWN]> = OnceLock::new();
    OWN_FACES.get_or_init(|| [REGULAR, BOLD].map(|bytes| Face::of(Bytes::Own(bytes))))
}

/// Reads the library's own fonts, once.
pub(crate) fn warm_up() {
    let _ = own();
}

/// Reads glyphs off fonts.
pub(super) struct Reader<'a> {
    faces: Vec<(Charmap<'a>, GlyphMetrics<'a>)>,
}

impl Reader<'_> {
    /// The glyph of a character in a weight; none where no font covers it.
    pub(super) fn glyph(&self, letter: char, weight: Weight) -> Option<Glyph> {
        let own = match weight {
            Weight::Regular => [0, 1],
            Weight::Bold => [1, 0],
        };
        own.into_iter().chain(OWN..self.faces.len()).find_map(|face| self.glyph_of(letter, face))
    }

    /// The glyph of a character in one font; none where it does not cover it.
    pub(super) fn glyph_of(&self, letter: char, face: usize) -> Option<Glyph> {
        let (charmap, metrics) = self.faces.get(face)?;
        let id: GlyphId = charmap.map(letter).filter(|id| id.to_u32() != 0)?;
        Some(Glyph { face, id: id.to_u32(), advance: metrics.advance_width(id)? })
    }
}
