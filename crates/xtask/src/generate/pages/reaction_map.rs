//! The map of reactions: every thing in which something causes something, and every thing in which something is caused.

use crate::generate::diagram::{Edge, Entry, Form, Graph, Key, Node, Sign, Tone};
use crate::generate::model::{Model, Reaction};

/// The things as boxes, and an arrow from each to those that it moves.
pub(crate) fn graph(model: &Model) -> Graph {
    let mut graph = Graph {
        title: "What happens in one thing moves another: the map of reactions".to_owned(),
        description: String::new(),
        nodes: Vec::new(),
        edges: Vec::new(),
        keys: vec![
            Key { sign: Sign::Arrow, means: "when this happens in one thing, → that follows in the other" },
            Key { sign: Sign::Within, means: "below a thing: what follows in others of its kind, or in itself" },
        ],
    };
    for reaction in &model.lists.reactions {
        react(&mut graph, reaction);
    }
    if graph.nodes.iter().all(|node| node.within.is_empty()) {
        graph.keys.pop();
    }
    graph.description = model.lists.reactions.iter().map(sentence).collect::<Vec<_>>().join(" ");
    graph
}

fn react(graph: &mut Graph, reaction: &Reaction) {
    let (thing, happening) = parts(&reaction.event);
    let from = node(graph, thing);
    let mut moved: Vec<&str> = Vec::new();
    for (thing, _) in reaction.causes.iter().map(|event| parts(event)) {
        if !moved.contains(&thing) {
            moved.push(thing);
        }
    }
    for thing in moved {
        let follows = reaction.causes.iter().map(|event| parts(event)).filter(|(of, _)| *of == thing);
        let follows = follows.map(|(_, event)| said(Tone::Plain, format!("→ {event}")));
        let to = node(graph, thing);
        if from == to {
            let follows = follows.map(|entry| said(Tone::Plain, format!("{happening} {}", entry.text)));
            graph.nodes[from].within.extend(follows);
            continue;
        }
        let says: Vec<Entry> = std::iter::once(said(Tone::Strong, happening.to_owned())).chain(follows).collect();
        match graph.edges.iter_mut().find(|edge| (edge.from, edge.to) == (from, to)) {
            Some(edge) => edge.says.extend(says),
            None => graph.edges.push(Edge { from, to, says }),
        }
    }
}

/// `released` of `bundle`.
fn parts(event: &str) -> (&str, &str) {
    event.split_once('.').unwrap_or((event, ""))
}

fn node(graph: &mut Graph, thing: &str) -> usize {
    graph.nodes.iter().position(|node| node.name == thing).unwrap_or_else(|| {
        graph.nodes.push(Node { form: Form::Box, name: thing.to_owned(), within: Vec::new() });
        graph.nodes.len() - 1
    })
}

fn said(tone: Tone, text: String) -> Entry {
    Entry { text, tone }
}

fn sentence(reaction: &Reaction) -> String {
    format!("{} leads to {}: {}.", reaction.event, reaction.causes.join(" or "), reaction.because)
}
