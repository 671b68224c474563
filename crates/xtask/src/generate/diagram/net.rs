//! What is laid out: nodes, the words on edges, and bends, each in its layer and with its size; and the chains that edges
//! become through them.

use super::graph::Graph;
use super::layers::Layered;
use super::sizes;

/// What stands at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Node(usize),
    Label(usize),
    Bend,
}

/// Something that has a place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    pub what: What,
    pub layer: usize,
    pub width: f64,
    pub height: f64,
}

impl Item {
    /// How far from its middle a line can enter or leave it.
    pub(super) fn reach(&self) -> f64 {
        let corner = match self.what {
            What::Node(_) => 14.0,
            What::Label(_) => 8.0,
            What::Bend => self.width / 2.0,
        };
        (self.width / 2.0 - corner).max(0.0)
    }
}

/// The items of each layer, from the left.
pub(super) type Order = Vec<Vec<usize>>;

/// All that is laid out.
#[derive(Debug)]
pub(super) struct Net {
    pub items: Vec<Item>,
    /// For each edge, its items from the top down, its ends included.
    pub chains: Vec<Vec<usize>>,
    /// For each item, the items above and below that it is linked to, with how straight that link is to be.
    pub above: Vec<Vec<(usize, f64)>>,
    pub below: Vec<Vec<(usize, f64)>>,
    /// The items of each layer, as they come.
    pub layers: Order,
}

impl Net {
    pub(super) fn new(graph: &Graph, layered: &Layered) -> Self {
        let mut items: Vec<Item> = Vec::new();
        for (place, node) in graph.nodes.iter().enumerate() {
            let edges = || (0..graph.edges.len()).map(|edge| layered.ends(graph, edge));
            let downward = edges().filter(|(above, _)| *above == place).count();
            let upward = edges().filter(|(_, below)| *below == place).count();
            let (width, height) = sizes::node(node, downward.max(upward));
            items.push(Item { what: What::Node(place), layer: 2 * layered.ranks[place], width, height });
        }
        let mut chains = Vec::new();
        for (edge, each) in graph.edges.iter().enumerate() {
            let (above, below) = layered.ends(graph, edge);
            let mut chain = vec![above];
            for layer in 2 * layered.ranks[above] + 1..2 * layered.ranks[below] {
                chain.push(items.len());
                items.push(if layer == layered.labels[edge] {
                    let (width, height) = sizes::label(&each.says);
                    Item { what: What::Label(edge), layer, width, height }
                } else {
                    Item { what: What::Bend, layer, width: sizes::BEND, height: 0.0 }
                });
            }
            chain.push(below);
            chains.push(chain);
        }
        Self::linked(items, chains)
    }

    fn linked(items: Vec<Item>, chains: Vec<Vec<usize>>) -> Self {
        let mut above = vec![Vec::new(); items.len()];
        let mut below = vec![Vec::new(); items.len()];
        let mut layers = vec![Vec::new(); items.iter().map(|item| item.layer + 1).max().unwrap_or(0)];
        for (place, item) in items.iter().enumerate() {
            layers[item.layer].push(place);
        }
        for pair in chains.iter().flat_map(|chain| chain.windows(2)) {
            let straight = straightness(items[pair[0]].what, items[pair[1]].what);
            below[pair[0]].push((pair[1], straight));
            above[pair[1]].push((pair[0], straight));
        }
        Net { items, chains, above, below, layers }
    }

    /// How far apart the middles of two neighbours of a layer are at the least.
    pub(super) fn apart(&self, left: usize, right: usize) -> f64 {
        let (left, right) = (&self.items[left], &self.items[right]);
        let gap = match (left.what, right.what) {
            (What::Node(_), What::Node(_)) => 30.0,
            (What::Node(_), _) | (_, What::Node(_)) => 22.0,
            (What::Bend, What::Bend) => 12.0,
            _ => 16.0,
        };
        (left.width + right.width) / 2.0 + gap
    }
}

fn straightness(one: What, other: What) -> f64 {
    match (one, other) {
        (What::Node(_), What::Node(_)) => 1.0,
        (What::Node(_), _) | (_, What::Node(_)) => 2.0,
        _ => 8.0,
    }
}
