//! From places to a drawing: where lines leave and enter boxes, how far layers are apart, and what is written where.

use super::drawing::{Around, Drawing, Frame, Head, Line, Step, Style, Text, Way};
use super::graph::{Entry, Form, Graph, Tone};
use super::net::{Net, Order, What};
use super::{key, places, sizes};

/// What stays free around a picture.
const MARGIN: f64 = 14.0;
/// How narrow a picture may be.
const NARROWEST: f64 = 468.0;
/// The length of an arrow's head.
pub(super) const HEAD: f64 = 9.0;

/// Everything where it belongs.
pub(super) fn draw(graph: &Graph, net: &Net, order: &Order, middles: &[f64]) -> Drawing {
    let content = places::width(net, middles);
    let width = content.max(NARROWEST) + 2.0 * MARGIN;
    let left = ((width - content) / 2.0).round();
    let middles: Vec<f64> = middles.iter().map(|middle| middle + left).collect();
    let routes = Routes::new(graph, net, order, &middles);
    let mut drawing = Drawing { width, ..Drawing::default() };
    for item in 0..net.items.len() {
        routes.item(item, &mut drawing);
    }
    for edge in 0..graph.edges.len() {
        routes.edge(edge, &mut drawing);
    }
    let bottom = routes.bands.last().map_or(MARGIN, |band| band.1);
    drawing.height = key::draw(&graph.keys, (MARGIN, bottom + 18.0), width - 2.0 * MARGIN, &mut drawing) + MARGIN;
    drawing
}

struct Routes<'a> {
    graph: &'a Graph,
    net: &'a Net,
    middles: &'a [f64],
    /// For each edge and each of its links, where it begins and where it ends from left to right.
    links: Vec<Vec<(f64, f64)>>,
    /// The top and the bottom of each layer.
    bands: Vec<(f64, f64)>,
}

impl<'a> Routes<'a> {
    fn new(graph: &'a Graph, net: &'a Net, order: &Order, middles: &'a [f64]) -> Self {
        let mut routes = Routes { graph, net, middles, links: Vec::new(), bands: Vec::new() };
        routes.links = net.chains.iter().map(|chain| vec![(0.0, 0.0); chain.len() - 1]).collect();
        routes.ports(order);
        routes.inner();
        routes.bands(order);
        routes
    }

    /// Where lines leave and enter nodes: as near as can be to where they go, in the order of where they go.
    fn ports(&mut self, order: &Order) {
        let net = self.net;
        for (node, item) in net.items.iter().enumerate().filter(|(_, item)| matches!(item.what, What::Node(_))) {
            for down in [true, false] {
                let next = |chain: &[usize]| if down { chain[1] } else { chain[chain.len() - 2] };
                let is_here = |chain: &[usize]| node == if down { chain[0] } else { chain[chain.len() - 1] };
                let mut edges: Vec<usize> = (0..net.chains.len()).filter(|edge| is_here(&net.chains[*edge])).collect();
                let position = |edge: &usize| {
                    let next = next(&net.chains[*edge]);
                    order[net.items[next].layer].iter().position(|other| *other == next)
                };
                edges.sort_by_key(position);
                let wanted: Vec<f64> = edges.iter().map(|edge| self.wanted(*edge, down)).collect();
                let ports = if self.form(node) == Form::Start {
                    vec![self.middles[node]; edges.len()]
                } else {
                    spread(&wanted, self.middles[node], item.reach())
                };
                for (edge, port) in edges.into_iter().zip(ports) {
                    let links = &mut self.links[edge];
                    let last = links.len() - 1;
                    if down { links[0].0 = port } else { links[last].1 = port }
                }
            }
        }
    }

    /// Where a line would leave a node if it were the only one: straight to where it goes, and straight on through that to a
    /// node at once behind it, where all of them are wide enough.
    fn wanted(&self, edge: usize, down: bool) -> f64 {
        let chain = &self.net.chains[edge];
        let near = |item: usize, x: f64| {
            let reach = self.net.items[item].reach();
            x.clamp(self.middles[item] - reach, self.middles[item] + reach)
        };
        match chain[..] {
            [above, label, below] => {
                let straight = near(below, near(above, self.middles[label]));
                if near(label, near(above, straight)) == straight { straight } else { self.middles[label] }
            }
            _ => self.middles[if down { chain[1] } else { chain[chain.len() - 2] }],
        }
    }

    fn form(&self, item: usize) -> Form {
        match self.net.items[item].what {
            What::Node(node) => self.graph.nodes[node].form,
            _ => Form::Box,
        }
    }

    /// Where lines pass bends, and where they enter and leave words: straight, where the words are wide enough for that.
    fn inner(&mut self) {
        for (edge, chain) in self.net.chains.iter().enumerate() {
            for (place, item) in chain.iter().enumerate().take(chain.len() - 1).skip(1) {
                let middle = self.middles[*item];
                let (before, after) = match self.net.items[*item].what {
                    What::Label(_) => {
                        let reach = self.net.items[*item].reach();
                        let (above, below) = (self.beside(edge, place, false), self.beside(edge, place, true));
                        through((above, below), middle, reach)
                    }
                    _ => (middle, middle),
                };
                self.links[edge][place - 1].1 = before;
                self.links[edge][place].0 = after;
            }
        }
    }

    /// Where the line comes from or goes to, as seen from an item of an edge.
    fn beside(&self, edge: usize, place: usize, down: bool) -> f64 {
        let chain = &self.net.chains[edge];
        let other = if down { place + 1 } else { place - 1 };
        match self.net.items[chain[other]].what {
            What::Node(_) if down => self.links[edge][place].1,
            What::Node(_) => self.links[edge][place - 1].0,
            _ => self.middles[chain[other]],
        }
    }

    /// Layers are further apart where a line between them goes further to the side; and no line turns beside the head of an
    /// arrow.
    fn bands(&mut self, order: &Order) {
        let mut top = MARGIN - HEAD;
        for (place, layer) in order.iter().enumerate() {
            let is_of_nodes = layer.iter().any(|item| matches!(self.net.items[*item].what, What::Node(_)));
            let height = layer.iter().map(|item| self.net.items[*item].height).fold(0.0, f64::max);
            let height = height + if is_of_nodes { 2.0 * HEAD } else { 0.0 };
            self.bands.push((top, top + height));
            let links = self.net.chains.iter().zip(&self.links).flat_map(|(chain, links)| chain.iter().zip(links));
            let leaving = links.filter(|(item, _)| self.net.items[**item].layer == place);
            let sideways = leaving.map(|(_, (from, to))| (from - to).abs()).fold(0.0, f64::max);
            top += height + 12.0 + (sideways * 0.1).min(32.0).round();
        }
    }

    /// The top and the bottom of an item, in the middle of its layer.
    fn upright(&self, item: usize) -> (f64, f64) {
        let item = &self.net.items[item];
        let (top, bottom) = self.bands[item.layer];
        let top = ((top + bottom - item.height) / 2.0).round();
        (top, top + item.height)
    }

    fn item(&self, place: usize, drawing: &mut Drawing) {
        let item = &self.net.items[place];
        let (top, _) = self.upright(place);
        let middle = self.middles[place];
        let frame = |around| {
            let left = middle - item.width / 2.0;
            Frame { around, left, top, width: item.width, height: item.height, rule: None }
        };
        match item.what {
            What::Bend => {}
            What::Label(edge) => {
                drawing.frames.push(frame(Around::Label(edge)));
                let left = middle - item.width / 2.0 + sizes::BESIDE;
                for (line, entry) in self.graph.edges[edge].says.iter().enumerate() {
                    let base = top + 14.0 + line as f64 * sizes::LINE;
                    words(std::slice::from_ref(entry), left, base, drawing);
                }
            }
            What::Node(node) if self.graph.nodes[node].form == Form::Start => {
                drawing.dots.push((middle, top + sizes::DOT));
            }
            What::Node(node) => {
                let each = &self.graph.nodes[node];
                let mut frame = frame(if each.form == Form::End { Around::End(node) } else { Around::Node(node) });
                frame.rule = (!each.within.is_empty()).then_some(sizes::HEAD);
                drawing.frames.push(frame);
                let width = sizes::name(&each.name);
                let (left, base) = (middle - width / 2.0, top + 18.5);
                drawing.texts.push(Text { left, base, width, style: Style::Name, text: each.name.clone() });
                for (line, entries) in sizes::lines(each).iter().enumerate() {
                    let base = top + sizes::HEAD + 15.0 + line as f64 * sizes::LINE;
                    words(entries, middle - sizes::line(entries) / 2.0, base, drawing);
                }
            }
        }
    }

    fn edge(&self, edge: usize, drawing: &mut Drawing) {
        let chain = &self.net.chains[edge];
        let each = &self.graph.edges[edge];
        let up = self.net.items[chain[0]].what == What::Node(each.to);
        let dashed = each.is_dashed();
        let last = chain.len() - 2;
        let (mut line, mut lines): (Option<Line>, Vec<Line>) = (None, Vec::new());
        for (place, (from, to)) in self.links[edge].iter().enumerate() {
            let (above, below) = (chain[place], chain[place + 1]);
            let mut top = self.upright(above).1;
            let mut bottom = self.upright(below).0;
            if up && place == 0 {
                drawing.heads.push(Head { tip: (*from, top), way: Way::Up });
                top += HEAD - 1.0;
            }
            if !up && place == last {
                drawing.heads.push(Head { tip: (*to, bottom), way: Way::Down });
                bottom -= HEAD - 1.0;
            }
            let (leaves, enters) = (self.band(above).1, self.band(below).0);
            let mut going = line.take().unwrap_or(Line { from: (*from, top), steps: vec![], dashed });
            going.steps.push(Step::Down(leaves.max(top)));
            going.steps.push(if from == to {
                Step::Down(enters.min(bottom))
            } else {
                Step::Curve(*to, enters.min(bottom))
            });
            going.steps.push(Step::Down(bottom));
            match self.net.items[below].what {
                What::Bend => line = Some(going),
                _ => lines.push(going),
            }
        }
        drawing.edges.push(lines);
    }

    fn band(&self, item: usize) -> (f64, f64) {
        self.bands[self.net.items[item].layer]
    }
}

/// Where a line enters words and where it leaves them: straight on both sides where they are wide enough, and else at one
/// place.
fn through((above, below): (f64, f64), middle: f64, reach: f64) -> (f64, f64) {
    let is_near = |x: f64| (x - middle).abs() <= reach;
    match (is_near(above), is_near(below)) {
        (true, true) => (above, below),
        (true, false) => (above, above),
        (false, true) => (below, below),
        (false, false) => (middle, middle),
    }
}

/// Words in one line.
fn words(entries: &[Entry], mut left: f64, base: f64, drawing: &mut Drawing) {
    for entry in entries {
        let mut at = left;
        if entry.tone == Tone::Marked {
            drawing.diamonds.push((at + 4.0, base - 4.0));
            at += sizes::DIAMOND;
        }
        let width = sizes::said(&entry.text);
        let style = if entry.tone == Tone::Strong { Style::Strong } else { Style::Said };
        drawing.texts.push(Text { left: at, base, width, style, text: entry.text.clone() });
        left += sizes::entry(entry) + sizes::said(" ");
    }
}

/// As near as can be to where they want to be, apart from each other, and within a box.
fn spread(wanted: &[f64], middle: f64, reach: f64) -> Vec<f64> {
    let offset = |place: usize| place as f64 * sizes::PORT;
    let (left, right) = (middle - reach, middle + reach);
    let near = wanted.iter().map(|x| x.clamp(left, right)).enumerate();
    let pooled = places::pool(near.map(|(place, x)| (x - offset(place), 1.0)));
    let most = right - offset(wanted.len().saturating_sub(1));
    pooled.iter().enumerate().map(|(place, x)| (x.min(most).max(left) + offset(place)).round()).collect()
}
