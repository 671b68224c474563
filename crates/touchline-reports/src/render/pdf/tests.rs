//! Where on pages things stand, and what of the tree they are.

use proptest::prelude::*;

use super::flow::Measure;
use super::fonts::{FontGiven, Fonts, OWN, Weight};
use super::on_pages;
use super::print::within_limit;
use super::sheet::{Child, Draw, MARGIN, Mark, PAGE, Role, Sheets, TOP};
use crate::document::{Block, Column, Document, Figure, Table};
use crate::locale::{Marks, Printer};
use crate::picture::{Dash, Ink, Mark as Drawn, Picture};
use crate::value::{Cell, Value};
use crate::words::Words;
use touchline_kernel::rejection::Faults;
use touchline_kernel::{Zone, base64};

fn cell(text: &str) -> Cell {
    Cell { at: "/data/here".to_owned(), ..Cell::own(Value::Text(text.to_owned())) }
}

fn table_of(rows: usize, text: &str) -> Document {
    let column = |label: &str| Column { has_why: false, is_numeric: false, label: label.to_owned(), name: "column" };
    let table = Table {
        caption: "Caption".to_owned(),
        columns: vec![column("Head"), column("Other")],
        empty: "nothing".to_owned(),
        name: "table".to_owned(),
        rows: vec![vec![cell(text), cell("b")]; rows],
    };
    Document {
        about: Vec::new(),
        blocks: vec![Block::Table(table)],
        kind: "team",
        subject: None,
        title: "Title".to_owned(),
        told_in: None,
    }
}

fn placed(document: &Document) -> Sheets {
    let fonts = Fonts::new(&[], &mut Faults::default()).unwrap();
    let printer = Printer { marks: Marks::of("en"), words: Words::new(None), zone: Zone::default() };
    on_pages(document, &fonts, &printer).unwrap()
}

fn words(mark: &Mark) -> Option<String> {
    match &mark.draw {
        Draw::Words { line, .. } => Some(line.0.iter().map(|letter| letter.character).collect()),
        _ => None,
    }
}

#[test]
fn rpt_07_a_table_of_500_rows_begins_every_page_with_its_heads() {
    let sheets = placed(&table_of(500, "row"));
    assert!(sheets.pages.len() > 10);
    let rows = sheets.pages.iter().flatten().filter_map(words).filter(|text| text == "row").count();
    assert_eq!(rows, 500);
    for page in sheets.pages.iter().skip(1) {
        let said: Vec<String> = page.iter().filter_map(words).take(2).collect();
        assert_eq!(said, ["Head", "Other"]);
        assert!(page.iter().filter(|mark| words(mark).is_some()).take(2).all(|mark| mark.leaf.is_none()));
    }
    // In the tree they stand once.
    let table = sheets.tree.iter().find(|node| matches!(node.role, Role::Table)).unwrap();
    assert_eq!(table.children.len(), 501);
}

/// What is on the last page, from its top on.
fn height_of_last(sheets: &Sheets) -> f32 {
    sheets.y - TOP
}

#[test]
fn rpt_07_a_last_page_has_more_than_a_few_lines() {
    for rows in 1..200 {
        let sheets = placed(&table_of(rows, "row"));
        assert!(sheets.pages.len() == 1 || height_of_last(&sheets) >= 96.0, "{rows}: {}", height_of_last(&sheets));
        let said = sheets.pages.iter().flatten().filter_map(words).filter(|text| text == "row").count();
        assert_eq!(said, rows);
    }
}

#[test]
fn rpt_07_what_is_a_little_too_long_for_its_pages_is_set_closer() {
    let pages = |rows: usize| placed(&table_of(rows, "row")).pages.len();
    let most = (1..80).rev().find(|rows| pages(*rows) == 1).unwrap();
    let closer = placed(&table_of(most, "row"));
    let apart = placed(&table_of(most.saturating_sub(12), "row"));
    assert!(closer.room.leading < apart.room.leading);
    assert_eq!(pages(most.saturating_add(1)), 2);
}

#[test]
fn rpt_07_no_page_begins_or_ends_with_one_line_of_a_text() {
    for before in 0..60 {
        for count in 2..6 {
            let mut document = table_of(1, "row");
            document.blocks = vec![Block::Note(cell("Before.")); before];
            document.blocks.push(Block::Text(None, cell(&vec!["line"; count].join("\n"))));
            // Enough behind it, so that the last page is not short of anything.
            document.blocks.extend(vec![Block::Note(cell("After.")); 12]);
            let sheets = placed(&document);
            for page in &sheets.pages {
                let here = page.iter().filter_map(words).filter(|text| text == "line").count();
                assert!(here != 1, "{before} {count}");
            }
        }
    }
}

#[test]
fn rpt_07_no_heading_stands_on_a_page_without_the_picture_below_it() {
    for height in [300.0, 900.0, 1_500.0, 5_000.0] {
        let line = Drawn::Line {
            points: [(0.0, 0.0), (9.0, 9.0)].into_iter().collect(),
            ink: Ink::Own,
            width: 1.0,
            dash: Dash::Solid,
        };
        let picture = Picture {
            description: "Drawn".to_owned(),
            height,
            marks: vec![line],
            narrow: None,
            title: "Its title".to_owned(),
            width: 600.0,
        };
        let mut document = table_of(1, "row");
        document.blocks.push(Block::Heading(2, vec![cell("The heading")]));
        document.blocks.push(Block::Picture(Box::new(picture)));
        let sheets = placed(&document);
        let page_of =
            |said: &str| sheets.pages.iter().position(|page| page.iter().filter_map(words).any(|text| text == said));
        assert_eq!(page_of("The heading"), page_of("Its title"), "{height}");
    }
}

#[test]
fn rpt_07_nothing_is_drawn_beyond_the_edges_however_long_a_word_is() {
    for text in ["W".repeat(200), "W".repeat(20_000), "words ".repeat(3_000)] {
        let mut document = table_of(1, &text);
        document.subject = Some(cell(&text));
        document.blocks.push(Block::Quote(cell(&text), vec![cell(&text)]));
        document.blocks.push(Block::Heading(3, vec![cell(&text)]));
        for mark in placed(&document).pages.iter().flatten() {
            if let Draw::Words { at: (x, y), size, line, .. } = &mark.draw {
                let trimmed: f32 = line
                    .0
                    .iter()
                    .rev()
                    .skip_while(|letter| letter.character == ' ')
                    .map(|letter| letter.glyph.advance * size)
                    .sum();
                assert!(*x >= MARGIN - 0.1 && x + trimmed <= PAGE.0 - MARGIN + 0.5, "{x} {trimmed}");
                assert!(*y <= 800.0, "{y}");
            }
        }
    }
}

#[test]
fn rpt_07_every_leaf_has_one_place_in_the_tree() {
    fn leaves(children: &[Child], found: &mut Vec<usize>) {
        for child in children {
            match child {
                Child::Leaf(leaf) => found.push(*leaf),
                Child::Node(node) => leaves(&node.children, found),
            }
        }
    }
    let sheets = placed(&table_of(200, &"long text ".repeat(90)));
    let mut found = Vec::new();
    sheets.tree.iter().for_each(|node| leaves(&node.children, &mut found));
    found.sort_unstable();
    assert_eq!(found, (0..sheets.leaves).collect::<Vec<_>>());
}

/// The words of all pages: the page, where they begin and end, how high they stand.
fn spans(sheets: &Sheets) -> Vec<(usize, f32, f32, f32)> {
    let of_page = |(page, marks): (usize, &Vec<Mark>)| {
        let span = move |mark: &Mark| match &mark.draw {
            Draw::Words { at: (x, y), size, line, .. } => {
                let solid = line.0.iter().rev().skip_while(|letter| letter.character == ' ');
                let width: f32 = solid.map(|letter| letter.glyph.advance * size).sum();
                Some((page, *x, x + width, *y))
            }
            _ => None,
        };
        marks.iter().filter_map(span).collect::<Vec<_>>()
    };
    sheets.pages.iter().enumerate().flat_map(of_page).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn rpt_07_a_table_stays_within_the_margins_however_its_columns_share_the_room(
        lengths in prop::collection::vec((1_usize..160, any::<bool>()), 2..9),
        words in prop::sample::select(vec!["W", "i", "word ", "il "]),
    ) {
        let mut document = table_of(3, "a");
        let Some(Block::Table(table)) = document.blocks.first_mut() else { unreachable!() };
        table.columns = lengths
            .iter()
            .map(|(_, is_numeric)| Column {
                has_why: false,
                is_numeric: *is_numeric,
                label: "Head of it".to_owned(),
                name: "column",
            })
            .collect();
        table.rows = vec![lengths.iter().map(|(length, _)| cell(words.repeat(*length).trim())).collect(); 3];
        for (_, left, right, _) in spans(&placed(&document)) {
            prop_assert!(left >= MARGIN - 0.1 && right <= PAGE.0 - MARGIN + 0.1, "{left} {right}");
        }
    }
}

#[test]
fn rpt_07_a_label_of_two_lines_is_not_written_over_by_the_next() {
    let fact = |label: &str| Figure { beside: Vec::new(), cell: cell("one line"), label: label.to_owned() };
    let mut document = table_of(1, "a");
    document.blocks = vec![Block::Facts(vec![fact("Noch einmal anzuhörendes Gespräch dieser Woche"), fact("Am")])];
    let labels: Vec<f32> = spans(&placed(&document))
        .into_iter()
        .filter_map(|(_, left, _, y)| ((left - MARGIN).abs() < 0.1).then_some(y))
        .collect();
    let ends = labels.windows(2).map(|pair| pair[1] - pair[0]);
    assert!(labels.len() >= 4, "{labels:?}");
    assert!(ends.clone().all(|between| between > 8.0), "{labels:?}");
}

#[test]
fn rpt_07_both_fonts_cover_the_letters_of_latin_greek_and_cyrillic() {
    let fonts = Fonts::new(&[], &mut Faults::default()).unwrap();
    let reader = fonts.reader();
    // Latin with its supplement, both first extensions, the letters of phonetics that Akan, Ewe or Hausa are written with, marks
    // that stand as letters, combining marks; Greek; Cyrillic; the additions to Latin; the third extension but what no font has.
    let ranges = [
        0x41..=0x5a,
        0x61..=0x7a,
        0xc0..=0x2e9,
        0x300..=0x34f,
        0x3a3..=0x3ff,
        0x400..=0x525,
        0x1e00..=0x1ef9,
        0x2c60..=0x2c77,
    ];
    for (number, (weight, face)) in
        ranges.into_iter().flatten().flat_map(|number| [(number, (Weight::Regular, 0)), (number, (Weight::Bold, 1))])
    {
        let letter = char::from_u32(number).unwrap();
        assert_eq!(reader.glyph(letter, weight).map(|glyph| glyph.face), Some(face), "{number:04X} {weight:?}");
    }
    for letter in "Kɔfi Mɛnsa Oʻtkir Gʻaniyev Kaʻahumanu Ɓàlà Ɖekawo Ŋ ʼ ʾ ʿ Ẹ̀".chars() {
        assert!(reader.glyph(letter, Weight::Bold).is_some(), "{letter}");
    }
}

#[test]
fn rpt_07_a_word_that_fits_into_its_column_is_not_broken_for_the_sake_of_longer_cells() {
    let mut document = table_of(1, "a");
    let Some(Block::Table(table)) = document.blocks.first_mut() else { unreachable!() };
    let column = |label: &str| Column { has_why: false, is_numeric: false, label: label.to_owned(), name: "column" };
    table.columns = ["One", "Two", "Three", "Four", "Five", "Six", "Observations", "Evidence"].map(column).to_vec();
    let long = "27.8 % – 57.8 % of them all";
    table.rows = vec![[long, long, long, long, long, long, "38", "few observations"].map(cell).to_vec()];
    let sheets = placed(&document);
    let said: Vec<String> = sheets.pages.iter().flatten().filter_map(words).collect();
    assert!(said.iter().any(|line| line == "Observations"), "{said:?}");
    assert!(said.iter().any(|line| line.trim() == "observations"), "{said:?}");
}

#[test]
fn rpt_07_words_of_a_hosts_font_stand_in_one_run_with_the_blanks_between_them() {
    let given = FontGiven { data: base64::encoded(include_bytes!("../../../fonts/DejaVuSans.ttf")) };
    let fonts = Fonts::new(&[given], &mut Faults::default()).unwrap();
    let mut letters = Measure::new(fonts.reader()).letters("a b", Weight::Regular, "");
    // As if these letters were the host's font's alone.
    for place in [0, 2] {
        letters[place].glyph.face = OWN;
    }
    Measure::new(fonts.reader()).join(&mut letters);
    assert!(letters.iter().all(|letter| letter.glyph.face == OWN), "{letters:?}");
}

#[test]
fn rpt_07_no_string_beside_the_pages_is_longer_than_pdf_a_lets_it_be() {
    let units = |text: &str| text.encode_utf16().count();
    for text in ["W".repeat(40_000), "😀".repeat(20_000), "a".repeat(16_382)] {
        let kept = within_limit(text);
        // Two bytes each, and two in front of them.
        assert!(2 * units(&kept) + 2 <= 32_767 && kept.ends_with('…') && units(&kept) > 16_000, "{}", units(&kept));
    }
    assert_eq!(within_limit("a".repeat(16_381)), "a".repeat(16_381));
}
