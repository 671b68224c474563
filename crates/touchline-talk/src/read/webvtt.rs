//! WebVTT, as Zoom, Teams and others write it.
//!
//! Rules: TRS-02.

use super::Known;
use super::blocks::{Blocks, is_header};
use super::cues::{Cues, style};
use super::draft::Draft;
use super::fault::unreadable;
use super::place::Place;
use touchline_kernel::rejection::Reason;

pub(super) fn read<'t>(text: &'t str, known: &Known) -> Result<Draft<'t>, Reason> {
    if !is_header(text) {
        return Err(unreadable(Place::Line(1), "`WEBVTT`"));
    }
    cues(text, known, false)
}

/// Both formats of cues.
pub(super) fn cues<'t>(text: &'t str, known: &Known, is_numbered: bool) -> Result<Draft<'t>, Reason> {
    let mut draft = Draft::default();
    let (style, _) = style(Blocks::new(text, 1, is_numbered), known);
    Cues::new(style).read(&mut Blocks::new(text, 1, is_numbered), &mut draft)?;
    Ok(draft)
}
