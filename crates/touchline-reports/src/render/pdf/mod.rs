//! A document as PDF: PDF/A-2a and PDF/UA-1, tagged, with page numbers, running heads and an outline; the same input gives
//! the same bytes. Its own fonts cover Latin, Greek and Cyrillic, and the host's fonts what these do not.
//!
//! Rules: RPT-06, RPT-07.

mod blocks;
mod flow;
mod fonts;
mod print;
mod sheet;
mod table;
#[cfg(test)]
mod tests;

pub use fonts::FontGiven;
pub(crate) use fonts::warm_up;

use crate::document::Document;
use crate::locale::Printer;
use blocks::Writer;
use fonts::Fonts;
use sheet::{Room, Sheets};
use touchline_kernel::rejection::Faults;
use touchline_kernel::{Failure, Instant};

/// The document as PDF.
///
/// # Errors
/// Fonts that cannot be read, and characters that no font covers.
pub fn pdf(document: &Document, printer: &Printer<'_>, at: Instant, given: &[FontGiven]) -> Result<Vec<u8>, Failure> {
    let mut faults = Faults::default();
    let fonts = Fonts::new(given, &mut faults)?;
    faults.told().map_err(Failure::BadInput)?;
    let written = on_pages(document, &fonts, printer)?;
    print::print(written, &fonts, document, printer, at)
}

/// The document on pages. Where a few lines would stand on the last one alone, they are set a little closer, so that the page before
/// holds them; where that is too much, it begins with more.
fn on_pages(document: &Document, fonts: &Fonts, printer: &Printer<'_>) -> Result<Sheets, Failure> {
    let set = |room| Writer::new(fonts, printer, room).document(document);
    let plain = set(Room::PLAIN)?;
    let Some(evened) = plain.evened() else { return Ok(plain) };
    let count = plain.pages.len();
    let tight = set(Room::TIGHT)?;
    if tight.pages.len() < count {
        return Ok(tight);
    }
    let even = set(evened)?;
    Ok(if even.pages.len() == count { even } else { plain })
}
