//! A lifecycle as a picture: every cell of its table that leads anywhere stands in it once.

use crate::generate::diagram::{Edge, Entry, Form, Graph, Key, Node, Sign, Tone};
use crate::generate::model::{Lifecycle, Row};
use crate::generate::prose;

const KEYS: &[Key] = &[
    Key { sign: Sign::Start, means: "not there yet" },
    Key { sign: Sign::End, means: "nothing leads on to another state" },
    Key { sign: Sign::Within, means: "below a state: what leaves it as it is" },
    Key { sign: Sign::Marked, means: "not sent: it comes of something else" },
    Key { sign: Sign::Dashed, means: "nothing on it is sent" },
];

/// The states as boxes, absence as a dot.
pub(crate) fn graph(lifecycle: &Lifecycle) -> Graph {
    let mut graph = Graph {
        title: format!("{}: its lifecycle", prose::title(&lifecycle.thing)),
        description: String::new(),
        nodes: lifecycle
            .columns()
            .map(|name| Node { form: Form::End, name: name.to_owned(), within: vec![] })
            .collect(),
        edges: Vec::new(),
        keys: Vec::new(),
    };
    graph.nodes[0].form = Form::Start;
    for from in 0..graph.nodes.len() {
        for row in &lifecycle.rows {
            let to = row.cells[from].to.as_ref().and_then(|to| lifecycle.columns().position(|state| state == to));
            if let Some(to) = to {
                lead(&mut graph, (from, to), entry(row));
            }
        }
    }
    graph.keys = KEYS.iter().copied().filter(|key| is_in(&graph, key.sign)).collect();
    graph.description = description(&graph);
    graph
}

fn entry(row: &Row) -> Entry {
    Entry { text: row.command.clone(), tone: if row.sent { Tone::Plain } else { Tone::Marked } }
}

/// Adds a step; those between the same two states share an arrow.
fn lead(graph: &mut Graph, (from, to): (usize, usize), entry: Entry) {
    if from == to {
        graph.nodes[from].within.push(entry);
        return;
    }
    if graph.nodes[from].form == Form::End {
        graph.nodes[from].form = Form::Box;
    }
    match graph.edges.iter_mut().find(|edge| (edge.from, edge.to) == (from, to)) {
        Some(edge) => edge.says.push(entry),
        None => graph.edges.push(Edge { from, to, says: vec![entry] }),
    }
}

fn is_in(graph: &Graph, sign: Sign) -> bool {
    let mut within = graph.nodes.iter().flat_map(|node| &node.within);
    match sign {
        Sign::Start => true,
        Sign::End => graph.nodes.iter().any(|node| node.form == Form::End),
        Sign::Within => within.next().is_some(),
        Sign::Marked => {
            within.chain(graph.edges.iter().flat_map(|edge| &edge.says)).any(|entry| entry.tone == Tone::Marked)
        }
        Sign::Dashed => graph.edges.iter().any(Edge::is_dashed),
        Sign::Arrow => false,
    }
}

/// State by state, where it leads by what.
fn description(graph: &Graph) -> String {
    let mut sentences = Vec::new();
    for (place, node) in graph.nodes.iter().enumerate() {
        let edges = graph.edges.iter().filter(|edge| edge.from == place);
        let mut ways: Vec<String> =
            edges.map(|edge| format!("{} by {}", graph.nodes[edge.to].name, listed(&edge.says))).collect();
        if !node.within.is_empty() {
            ways.push(format!("itself by {}", listed(&node.within)));
        }
        let from = if place == 0 { "What is not there yet" } else { &node.name };
        sentences.push(match ways.is_empty() {
            true => format!("{from} leads nowhere."),
            false => format!("{from} leads to {}.", ways.join("; to ")),
        });
    }
    sentences.join(" ")
}

fn listed(entries: &[Entry]) -> String {
    let one = |entry: &Entry| match entry.tone {
        Tone::Marked => format!("{} (not sent: it comes of something else)", entry.text),
        _ => entry.text.clone(),
    };
    entries.iter().map(one).collect::<Vec<_>>().join(", ")
}
