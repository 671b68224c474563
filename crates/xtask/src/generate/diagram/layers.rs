//! In which layer each node stands, and each edge's words: nodes in even layers, words in odd ones, whatever leads to
//! something above it, but for what leads back.

use super::graph::Graph;
use super::sizes;

/// How wide a layer may be before things are moved out of it.
const WIDEST: f64 = 620.0;
/// How far things in a layer are apart, about.
const APART: f64 = 22.0;

/// The layers of a graph.
#[derive(Clone, Debug)]
pub(super) struct Layered {
    /// For each node, its layer among those of nodes: twice that among all.
    pub ranks: Vec<usize>,
    /// For each edge, whether it leads back up.
    pub back: Vec<bool>,
    /// For each edge, the layer among all where its words stand.
    pub labels: Vec<usize>,
}

impl Layered {
    /// The node above and the node below.
    pub(super) fn ends(&self, graph: &Graph, edge: usize) -> (usize, usize) {
        let each = &graph.edges[edge];
        if self.back[edge] { (each.to, each.from) } else { (each.from, each.to) }
    }

    /// The layers between which an edge's words may stand, both included.
    fn span(&self, graph: &Graph, edge: usize) -> (usize, usize) {
        let (above, below) = self.ends(graph, edge);
        (2 * self.ranks[above] + 1, 2 * self.ranks[below] - 1)
    }

    /// Has an edge's words stand next to where it comes from.
    fn label_at_source(&mut self, graph: &Graph, edge: usize) {
        let (first, last) = self.span(graph, edge);
        self.labels[edge] = if self.back[edge] { last } else { first };
    }
}

/// Layers in which edges are short, and none of which is wider than a page where that can be.
pub(super) fn arrange(graph: &Graph) -> Layered {
    let back = back(graph);
    let labels = vec![1; graph.edges.len()];
    let mut layered = Layered { ranks: vec![0; graph.nodes.len()], back, labels };
    for _ in &graph.nodes {
        for edge in 0..graph.edges.len() {
            let (above, below) = layered.ends(graph, edge);
            layered.ranks[below] = layered.ranks[below].max(layered.ranks[above] + 1);
        }
    }
    for edge in 0..graph.edges.len() {
        layered.label_at_source(graph, edge);
    }
    while let Some(better) = improved(graph, &layered) {
        layered = better;
    }
    let below = layered.ranks.iter().max().map_or(0, |rank| rank + 1);
    for node in (0..graph.nodes.len()).filter(|node| is_alone(graph, *node)) {
        layered.ranks[node] = below;
    }
    layered
}

/// Whether no edge leads from a node or to it, and some do elsewhere: it stands below all others, where it widens no layer.
fn is_alone(graph: &Graph, node: usize) -> bool {
    !graph.edges.is_empty() && graph.edges.iter().all(|edge| edge.from != node && edge.to != node)
}

/// The first change that makes it better.
fn improved(graph: &Graph, layered: &Layered) -> Option<Layered> {
    let now = cost(graph, layered);
    let nodes = (0..graph.nodes.len()).flat_map(|node| [false, true].map(|down| moved(graph, layered, node, down)));
    let labels = (0..graph.edges.len()).flat_map(|edge| {
        let (first, last) = layered.span(graph, edge);
        (first..=last).step_by(2).map(move |layer| {
            let mut other = layered.clone();
            other.labels[edge] = layer;
            Some(other)
        })
    });
    nodes.chain(labels).flatten().find(|other| cost(graph, other) < now)
}

/// A node one layer further down or up, and with it whatever it pushes.
fn moved(graph: &Graph, layered: &Layered, node: usize, down: bool) -> Option<Layered> {
    let mut other = layered.clone();
    let mut pushed = vec![node];
    while let Some(each) = pushed.pop() {
        other.ranks[each] = if down { other.ranks[each] + 1 } else { other.ranks[each].checked_sub(1)? };
        for edge in 0..graph.edges.len() {
            let (above, below) = other.ends(graph, edge);
            if other.ranks[above] >= other.ranks[below] {
                pushed.extend(if down { (above == each).then_some(below) } else { (below == each).then_some(above) });
            }
        }
    }
    for edge in 0..graph.edges.len() {
        other.label_at_source(graph, edge);
    }
    Some(other)
}

/// How long edges are, how far their words are from where they come from, and how much wider than a page layers are.
fn cost(graph: &Graph, layered: &Layered) -> u64 {
    let depth = layered.ranks.iter().max().map_or(0, |rank| 2 * rank + 1);
    let mut widths = vec![0.0; depth];
    let mut cost = 0;
    for (place, (node, rank)) in graph.nodes.iter().zip(&layered.ranks).enumerate() {
        widths[2 * rank] += if is_alone(graph, place) { 0.0 } else { sizes::node(node, 0).0 + APART };
    }
    for (edge, each) in graph.edges.iter().enumerate() {
        let (first, last) = layered.span(graph, edge);
        cost += 20 * (last - first) as u64;
        let label = layered.labels[edge];
        let source = if layered.back[edge] { last } else { first };
        cost += 3 * label.abs_diff(source) as u64;
        for (layer, width) in widths.iter_mut().enumerate().take(last + 1).skip(first) {
            *width += APART / 2.0 + if layer == label { sizes::label(&each.says).0 } else { sizes::BEND };
        }
    }
    let over: f64 = widths.iter().map(|width| (width - WIDEST).max(0.0)).sum();
    cost + 20 * over.ceil() as u64
}

/// Which edges lead back to where something came from, followed in the order in which they are listed.
fn back(graph: &Graph) -> Vec<bool> {
    let mut walk = Walk { graph, seen: vec![Seen::Not; graph.nodes.len()], back: vec![false; graph.edges.len()] };
    let begins = |node: &usize| !graph.edges.iter().any(|edge| edge.to == *node);
    let (first, rest): (Vec<usize>, Vec<usize>) = (0..graph.nodes.len()).partition(begins);
    for node in first.into_iter().chain(rest) {
        walk.visit(node);
    }
    walk.back
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    Not,
    OnTheWay,
    Done,
}

struct Walk<'a> {
    graph: &'a Graph,
    seen: Vec<Seen>,
    back: Vec<bool>,
}

impl Walk<'_> {
    fn visit(&mut self, node: usize) {
        if self.seen[node] != Seen::Not {
            return;
        }
        self.seen[node] = Seen::OnTheWay;
        for (place, edge) in self.graph.edges.iter().enumerate().filter(|(_, edge)| edge.from == node) {
            match self.seen[edge.to] {
                Seen::Not => self.visit(edge.to),
                Seen::OnTheWay => self.back[place] = true,
                Seen::Done => {}
            }
        }
        self.seen[node] = Seen::Done;
    }
}
