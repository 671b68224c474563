//! Where on pages things stand, and what of the tree they are.

use super::blocks::Writer;
use super::fonts::Fonts;
use super::sheet::{BOTTOM, Child, Draw, MARGIN, Mark, PAGE, Role, Sheets};
use crate::document::{Block, Column, Document, Table};
use crate::locale::{Marks, Printer};
use crate::value::{Cell, Value};
use crate::words::Words;
use touchline_kernel::Zone;
use touchline_kernel::rejection::Faults;

fn cell(text: &str) -> Cell {
    Cell { at: "/data/here".to_owned(), ..Cell::own(Value::Text(text.to_owned())) }
}

fn table_of(rows: usize, text: &str) -> Document {
    let column = |label: &str| Column { is_numeric: false, label: label.to_owned(), name: "column" };
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
    }
}

fn placed(document: &Document) -> Sheets {
    let fonts = Fonts::new(&[], &mut Faults::default()).unwrap();
    let printer = Printer { marks: Marks::of("en"), words: Words::new(None), zone: Zone::default() };
    Writer::new(&fonts, &printer).document(document).unwrap()
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
                assert!(*y <= BOTTOM + 20.0, "{y}");
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
