//! Pages as PDF: what is drawn, what it means, and what the file says of itself.

use std::num::NonZeroU16;

use krilla::Document as File;
use krilla::SerializeSettings;
use krilla::color::rgb;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{Path, PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill as Paint, LineCap, LineJoin, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, BBox, ContentTag, Identifier, ListNumbering, Node as Branch, SpanTag, TableHeaderScope,
    Tag, TagGroup, TagKind, TagTree,
};
use krilla::text::{GlyphId, KrillaGlyph, TextDirection};

use super::blocks::{FAINT, float, single};
use super::flow::{Letter, Line, Measure};
use super::fonts::{Fonts, OWN, Weight};
use super::sheet::{Child, Draw, MARGIN, Mark, Node, PAGE, Role, Sheets};
use crate::document::Document;
use crate::locale::Printer;
use crate::picture::{Dash, Fill, Ink};
use touchline_kernel::{Failure, Instant, Zone};

/// How many letters are drawn at once at most: fewer than PDF/A lets one string hold, at two units each.
const MOST_LETTERS: usize = 4_096;
/// Where a running head stands, and a page's number.
const HEAD: f32 = 40.0;
const FOOT: f32 = 812.0;

/// The file.
pub(super) fn print(
    sheets: Sheets,
    fonts: &Fonts,
    document: &Document,
    printer: &Printer<'_>,
    at: Instant,
) -> Result<Vec<u8>, Failure> {
    let defect = |what: &str| Failure::Defect(format!("a PDF could not be made: {what}"));
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|_| defect("its standards contradict one another"))?;
    let mut file = File::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let title = within_limit(full_title(document, printer));
    let mut leaves: Vec<Vec<Identifier>> = Vec::new();
    leaves.resize_with(sheets.leaves, Vec::new);
    let count = sheets.pages.len();
    let mut measure = Measure::new(fonts.reader());
    for (number, marks) in sheets.pages.iter().enumerate() {
        let settings = PageSettings::from_wh(PAGE.0, PAGE.1).ok_or_else(|| defect("its pages have no size"))?;
        let mut page = file.start_page_with(settings);
        let mut surface = page.surface();
        let pen = Pen { fonts };
        pen.marks(&mut surface, marks, &mut leaves);
        pen.running(&mut surface, (printer, &mut measure), &title, (number.saturating_add(1), count));
        surface.finish();
        page.finish();
    }
    let mut tree = TagTree::new().with_lang(Some(printer.words.locale().to_owned()));
    for node in sheets.tree {
        if let Some(group) = group(node, &mut leaves) {
            tree.push(group);
        }
    }
    file.set_tag_tree(tree);
    let mut outline = Outline::new();
    for place in sheets.outline {
        let spot = XyzDestination::new(place.page, Point::from_xy(0.0, place.y));
        outline.push_child(OutlineNode::new(within_limit(place.text), spot));
    }
    if outline_is_empty(document) {
        outline.push_child(OutlineNode::new(title.clone(), XyzDestination::new(0, Point::from_xy(0.0, 0.0))));
    }
    file.set_outline(outline);
    let metadata = Metadata::new()
        .title(title)
        .language(printer.words.locale().to_owned())
        .creator("touchline".to_owned())
        .creation_date(made_at(at));
    file.set_metadata(metadata);
    file.finish().map_err(|error| defect(&format!("{error:?}")))
}

fn outline_is_empty(document: &Document) -> bool {
    !document.blocks.iter().any(|block| matches!(block, crate::document::Block::Heading(level, _) if *level <= 2))
}

fn full_title(document: &Document, printer: &Printer<'_>) -> String {
    match &document.subject {
        None => document.title.clone(),
        Some(subject) => format!("{}: {}", document.title, printer.cell(subject)),
    }
}

/// The most of a text that PDF/A lets one string hold: 32,767 bytes in UTF-16, with the mark in front. What a picture shows stands in
/// the tables of its report, too, and a heading on its page.
pub(super) fn within_limit(text: String) -> String {
    const MOST: usize = 16_382;
    let mut units = 0_usize;
    let fits = |letter: &char| {
        units = units.saturating_add(letter.len_utf16());
        units < MOST
    };
    let kept = text.chars().take_while(fits).count();
    match text.char_indices().nth(kept) {
        None => text,
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
    }
}

fn made_at(at: Instant) -> DateTime {
    let shown = Zone::default().shown(at);
    let (year, month) = shown.date().year_and_month();
    let part = |number: i64| u8::try_from(number).unwrap_or_default();
    let second = shown.second_of_day();
    DateTime::new(u16::try_from(year).unwrap_or_default())
        .month(part(month.into()))
        .day(part(shown.date().day_of_month().into()))
        .hour(part(second.div_euclid(3600)))
        .minute(part(second.div_euclid(60).rem_euclid(60)))
        .second(part(second.rem_euclid(60)))
        .utc_offset_hour(0)
        .utc_offset_minute(0)
}

/// A part of the tree; nothing where it has no content.
fn group(node: Node, leaves: &mut [Vec<Identifier>]) -> Option<TagGroup> {
    let is_cell = matches!(node.role, Role::Cell | Role::RowHead | Role::ColumnHead);
    let mut group = TagGroup::new(tag(node.role)?);
    let mut is_empty = true;
    for child in node.children {
        let branches: Vec<Branch> = match child {
            Child::Node(node) => self::group(node, leaves).map(Branch::from).into_iter().collect(),
            Child::Leaf(leaf) => {
                leaves.get_mut(leaf).map(std::mem::take).into_iter().flatten().map(Branch::from).collect()
            }
        };
        for branch in branches {
            group.push(branch);
            is_empty = false;
        }
    }
    // A row keeps its empty cells: without them the next ones would stand under other heads.
    (!is_empty || is_cell).then_some(group)
}

fn tag(role: Role) -> Option<TagKind> {
    Some(match role {
        Role::Heading(level, title) => Tag::Hn(NonZeroU16::new(level)?, Some(within_limit(title))).into(),
        Role::Paragraph => Tag::P.into(),
        Role::Quote => Tag::BlockQuote.into(),
        Role::List => Tag::L(ListNumbering::None).into(),
        Role::Entry => Tag::LI.into(),
        Role::EntryBody => Tag::LBody.into(),
        Role::Table => Tag::Table.into(),
        Role::Row => Tag::TR.into(),
        Role::ColumnHead => Tag::TH(TableHeaderScope::Column).into(),
        Role::RowHead => Tag::TH(TableHeaderScope::Row).into(),
        Role::Cell => Tag::TD.into(),
        Role::Figure { alt, page, bounds: [left, top, right, bottom] } => {
            let bounds = Rect::from_ltrb(left, top, right, bottom).map(|rect| BBox::new(page, rect));
            Tag::Figure(Some(within_limit(alt))).with_bbox(bounds).into()
        }
    })
}

/// Draws marks on a page.
struct Pen<'a> {
    fonts: &'a Fonts,
}

impl Pen<'_> {
    /// Marks of one leaf that follow one another are one piece of content.
    fn marks(&self, surface: &mut Surface<'_>, marks: &[Mark], leaves: &mut [Vec<Identifier>]) {
        for same in marks.chunk_by(|one, other| one.leaf == other.leaf) {
            let leaf = same.first().and_then(|mark| mark.leaf);
            let is_words = matches!(same, [Mark { draw: Draw::Words { .. }, .. }]);
            let tag = match leaf {
                None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)),
                Some(_) if is_words => ContentTag::Span(SpanTag::empty()),
                Some(_) => ContentTag::Other,
            };
            let identifier = surface.start_tagged(tag);
            for mark in same {
                self.draw(surface, &mark.draw);
            }
            surface.end_tagged();
            if let Some(of) = leaf.and_then(|leaf| leaves.get_mut(leaf)) {
                of.push(identifier);
            }
        }
    }

    /// What stands on every page: the title from the second on, and the page's number.
    fn running(
        &self,
        surface: &mut Surface<'_>,
        (printer, measure): (&Printer<'_>, &mut Measure<'_>),
        title: &str,
        (number, count): (usize, usize),
    ) {
        let numbers: &[(&str, &str)] =
            &[("n", &printer.number(f64::from(float(number)), 0)), ("of", &printer.number(f64::from(float(count)), 0))];
        let line = Line(measure.quietly(&printer.words.with("page_of", numbers), Weight::Regular));
        let x = PAGE.0 - MARGIN - line.width(FAINT.size);
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)));
        self.draw(surface, &Draw::Words { at: (x, FOOT), size: FAINT.size, ink: Ink::Faint, line });
        surface.end_tagged();
        if number < 2 {
            return;
        }
        let mut line = Line(measure.quietly(title, Weight::Regular));
        line.cut(FAINT.size, PAGE.0 - 2.0 * MARGIN);
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Header)));
        self.draw(surface, &Draw::Words { at: (MARGIN, HEAD), size: FAINT.size, ink: Ink::Faint, line });
        surface.end_tagged();
    }

    fn draw(&self, surface: &mut Surface<'_>, draw: &Draw) {
        match draw {
            Draw::Words { at, size, ink, line } => {
                surface.set_stroke(None);
                surface.set_fill(Some(paint(*ink, Fill::Full)));
                self.words(surface, *at, *size, line);
            }
            Draw::Stroke { points, ink, width, dash, closed } => {
                let Some(path) = path(points, *closed) else { return };
                surface.set_fill(None);
                surface.set_stroke(Some(stroke(*ink, *width, *dash)));
                surface.draw_path(&path);
            }
            Draw::Area { points, ink, fill } => {
                if let Some(path) = path(points, true) {
                    filled(surface, &path, *ink, *fill);
                }
            }
            Draw::Circle { at, reach, ink, fill } => {
                if let Some(path) = circle(*at, *reach) {
                    filled(surface, &path, *ink, *fill);
                }
            }
        }
    }

    /// Letters that follow one another in one font are drawn at once, as far as a text in a PDF reaches: signs that take no room may
    /// come to any length on one line. Those of the host's fonts are shaped, since their scripts may need it.
    fn words(&self, surface: &mut Surface<'_>, (mut x, y): (f32, f32), size: f32, line: &Line) {
        let runs = line.0.chunk_by(|one, other| one.glyph.face == other.glyph.face);
        for run in runs.flat_map(|run| run.chunks(MOST_LETTERS)) {
            let Some(face) = run.first().map(|letter| letter.glyph.face) else { continue };
            let Some(font) = self.fonts.font(face) else { continue };
            let text: String = run.iter().map(|letter| letter.character).collect();
            if face < OWN {
                surface.draw_glyphs(Point::from_xy(x, y), &glyphs(run), font.clone(), &text, size, false);
            } else {
                // The blank that a line was broken at would stand before what runs from right to left.
                let solid = text.trim_end_matches(' ');
                surface.draw_text(Point::from_xy(x, y), font.clone(), size, solid, false, TextDirection::Auto);
            }
            x += run.iter().map(|letter| letter.glyph.advance * size).sum::<f32>();
        }
    }
}

fn glyphs(run: &[Letter]) -> Vec<KrillaGlyph> {
    let mut from = 0_usize;
    let glyphs = run.iter().map(|letter| {
        let until = from.saturating_add(letter.character.len_utf8());
        let range = from..until;
        from = until;
        KrillaGlyph::new(GlyphId::new(letter.glyph.id), letter.glyph.advance, 0.0, 0.0, 0.0, range, None)
    });
    glyphs.collect()
}

fn filled(surface: &mut Surface<'_>, path: &Path, ink: Ink, fill: Fill) {
    match fill {
        Fill::Edge => {
            surface.set_fill(None);
            surface.set_stroke(Some(stroke(ink, 0.8, Dash::Solid)));
        }
        Fill::Full | Fill::Soft => {
            surface.set_stroke(None);
            surface.set_fill(Some(paint(ink, fill)));
        }
    }
    surface.draw_path(path);
}

fn path(points: &[(f32, f32)], closed: bool) -> Option<Path> {
    let ((x, y), rest) = points.split_first()?;
    let mut builder = PathBuilder::new();
    builder.move_to(*x, *y);
    for (x, y) in rest {
        builder.line_to(*x, *y);
    }
    if closed {
        builder.close();
    }
    builder.finish()
}

/// A circle of four curves: how far their handles reach makes each the quarter of one.
fn circle((x, y): (f32, f32), reach: f32) -> Option<Path> {
    const HANDLE: f32 = 0.552_284_8;
    let bend = reach * HANDLE;
    let mut builder = PathBuilder::new();
    builder.move_to(x + reach, y);
    builder.cubic_to(x + reach, y + bend, x + bend, y + reach, x, y + reach);
    builder.cubic_to(x - bend, y + reach, x - reach, y + bend, x - reach, y);
    builder.cubic_to(x - reach, y - bend, x - bend, y - reach, x, y - reach);
    builder.cubic_to(x + bend, y - reach, x + reach, y - bend, x + reach, y);
    builder.close();
    builder.finish()
}

/// On paper, as by day on a screen.
const fn color(ink: Ink) -> (u8, u8, u8) {
    match ink {
        Ink::Text => (0x1d, 0x27, 0x33),
        Ink::Faint | Ink::Team => (0x5a, 0x66, 0x75),
        Ink::Grid => (0xd5, 0xdb, 0xe3),
        Ink::Own => (0x1f, 0x5f, 0xbf),
        Ink::Top => (0x8a, 0x4b, 0x00),
        Ink::Good => (0x0b, 0x6b, 0x3a),
        Ink::Poor => (0xb3, 0x26, 0x1e),
        Ink::Paper => (0xff, 0xff, 0xff),
    }
}

fn paint(ink: Ink, fill: Fill) -> Paint {
    let (red, green, blue) = color(ink);
    let opacity = if fill == Fill::Soft { NormalizedF32::new(0.18) } else { None };
    Paint {
        paint: rgb::Color::new(red, green, blue).into(),
        opacity: opacity.unwrap_or(NormalizedF32::ONE),
        rule: krilla::paint::FillRule::default(),
    }
}

fn stroke(ink: Ink, width: f32, dash: Dash) -> Stroke {
    let (red, green, blue) = color(ink);
    let array = match dash {
        Dash::Solid => None,
        Dash::Dashed => Some(vec![5.0, 3.0]),
        Dash::Dotted => Some(vec![1.0, 2.8]),
    };
    Stroke {
        paint: rgb::Color::new(red, green, blue).into(),
        width: width.max(single(0.3)),
        line_cap: LineCap::Round,
        line_join: LineJoin::Round,
        dash: array.map(|array| StrokeDash { array, offset: 0.0 }),
        ..Stroke::default()
    }
}
