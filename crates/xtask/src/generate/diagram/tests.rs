//! Nothing that is drawn lies upon anything else, lines lead where they should, and everything of the tables is drawn once.

use super::drawing::{Around, Drawing, Frame, Line, Step, Style, Way};
use super::graph::{Edge, Entry, Form, Graph, Node, Tone};
use super::{draw, print, sizes};
use crate::generate::model::{Lifecycle, Model};
use crate::generate::pages::{lifecycle_picture, reaction_map};

/// A rectangle: its left, top, right and bottom.
type Area = (f64, f64, f64, f64);

fn model() -> Model {
    let document = touchline::schema::document().expect("no name stands for two types");
    Model::read(&document).expect("every shape is known")
}

fn area(frame: &Frame) -> Area {
    (frame.left, frame.top, frame.left + frame.width, frame.top + frame.height)
}

fn meet(one: Area, other: Area) -> bool {
    one.0 < other.2 && other.0 < one.2 && one.1 < other.3 && other.1 < one.3
}

fn holds(outer: Area, inner: Area) -> bool {
    outer.0 <= inner.0 && outer.1 <= inner.1 && inner.2 <= outer.2 && inner.3 <= outer.3
}

/// Everything that takes room by itself: boxes, words on edges, dots, entries of the key.
fn bodies(drawing: &Drawing) -> Vec<Area> {
    let frames = drawing.frames.iter().filter(|frame| !matches!(frame.around, Around::Sample { .. })).map(area);
    let of_key = |dot: &&(f64, f64)| keys(drawing).any(|key| meet(key, (dot.0, dot.1, dot.0, dot.1)));
    let dots = drawing.dots.iter().filter(|dot| !of_key(dot));
    let reach = sizes::DOT;
    frames.chain(dots.map(|(x, y)| (x - reach, y - reach, x + reach, y + reach))).collect()
}

fn keys(drawing: &Drawing) -> impl Iterator<Item = Area> {
    drawing.frames.iter().filter(|frame| frame.around == Around::Key).map(area)
}

/// Words and the marks before them.
fn words(drawing: &Drawing) -> Vec<Area> {
    let texts = drawing.texts.iter().map(|text| (text.left, text.base - 10.0, text.left + text.width, text.base + 3.0));
    let marks = drawing.diamonds.iter().map(|(x, y)| (x - 3.5, y - 3.5, x + 3.5, y + 3.5));
    texts.chain(marks).collect()
}

/// Points that a line goes through, close to each other.
fn points(line: &Line) -> Vec<(f64, f64)> {
    let mut points = vec![line.from];
    for step in &line.steps {
        let (x, y) = points[points.len() - 1];
        let to = match *step {
            Step::Down(to) => (x, to),
            Step::Right(to) => (to, y),
            Step::Curve(across, to) => (across, to),
        };
        points.extend((1..=24).map(|part| {
            let t = f64::from(part) / 24.0;
            let smooth = if matches!(step, Step::Curve(..)) { t * t * (3.0 - 2.0 * t) } else { t };
            // Both controls of a curve stand half way down.
            let down = if matches!(step, Step::Curve(..)) { t * t * t + 1.5 * t * (1.0 - t) } else { t };
            (x + (to.0 - x) * smooth, y + (to.1 - y) * down)
        }));
    }
    points
}

/// What is wrong with a drawing; nothing where all is in its place.
fn faults(graph: &Graph, drawing: &Drawing) -> Vec<String> {
    let mut faults = Vec::new();
    let (bodies, words) = (bodies(drawing), words(drawing));
    let all = (0.0, 0.0, drawing.width, drawing.height);
    for (place, one) in bodies.iter().enumerate() {
        let close = (one.0 - 4.0, one.1 - 4.0, one.2 + 4.0, one.3 + 4.0);
        faults.extend(
            bodies[..place].iter().filter(|other| meet(close, **other)).map(|other| format!("{one:?} meets {other:?}")),
        );
    }
    faults.extend(bodies.iter().filter(|body| !holds(all, **body)).map(|body| format!("{body:?} is outside")));
    for (place, one) in words.iter().enumerate() {
        faults.extend(
            words[..place].iter().filter(|other| meet(*one, **other)).map(|other| format!("words: {one:?}, {other:?}")),
        );
        if bodies.iter().filter(|body| holds(**body, *one)).count() != 1 {
            faults.push(format!("the words at {one:?} are not within one frame"));
        }
    }
    for line in drawing.edges.iter().flatten() {
        for (x, y) in points(line) {
            let point = (x - 1.0, y - 1.0, x + 1.0, y + 1.0);
            let inside = |body: &&Area| {
                holds(**body, point) && meet((body.0 + 1.0, body.1 + 1.0, body.2 - 1.0, body.3 - 1.0), point)
            };
            faults.extend(bodies.iter().find(inside).map(|body| format!("a line runs over {body:?} at {x}, {y}")));
            faults.extend((!holds(all, point)).then(|| format!("a line leaves the picture at {x}, {y}")));
        }
    }
    faults.extend((0..graph.edges.len()).filter_map(|edge| broken(graph, drawing, edge)));
    faults
}

/// Says of an edge that is not one line from its source to its target, through its words, with a head at its end.
fn broken(graph: &Graph, drawing: &Drawing, edge: usize) -> Option<String> {
    let fault = |what: &str| Some(format!("edge {edge}: {what}"));
    let [upper, lower] = &drawing.edges[edge][..] else { return fault("not of two lines") };
    let Some(label) = body(drawing, |around| around == Around::Label(edge)) else { return fault("no words") };
    let ends = |line: &Line| (line.from, points(line)[points(line).len() - 1]);
    let ((begin, enter), (leave, end)) = (ends(upper), ends(lower));
    // The head's tip is where the line would end without it.
    let has_head =
        |way, tip: (f64, f64)| drawing.heads.iter().filter(|head| head.way == way && head.tip == tip).count() == 1;
    let (from, to) = (node(graph, drawing, graph.edges[edge].from), node(graph, drawing, graph.edges[edge].to));
    let (up, down) = ((begin.0, begin.1 - 8.0), (end.0, end.1 + 8.0));
    let (above, top, below, bottom) = match (has_head(Way::Up, up), has_head(Way::Down, down)) {
        (true, false) => (to, up, from, end),
        (false, true) => (from, begin, to, down),
        _ => return fault("not of one head"),
    };
    let (Some(above), Some(below)) = (above, below) else { return fault("no end") };
    let on = |(x, y): (f64, f64), area: Area, side: f64| y == side && area.0 <= x && x <= area.2;
    let whole =
        on(top, above, above.3) && on(enter, label, label.1) && on(leave, label, label.3) && on(bottom, below, below.1);
    if whole { None } else { fault("not from its source through its words to its target") }
}

/// Where a node is.
fn node(graph: &Graph, drawing: &Drawing, node: usize) -> Option<Area> {
    if graph.nodes[node].form == Form::Start {
        let ((x, y), reach) = (drawing.dots.first()?, sizes::DOT);
        return Some((x - reach, y - reach, x + reach, y + reach));
    }
    body(drawing, |around| matches!(around, Around::Node(of) | Around::End(of) if of == node))
}

fn body(drawing: &Drawing, is: impl Fn(Around) -> bool) -> Option<Area> {
    drawing.frames.iter().find(|frame| is(frame.around)).map(area)
}

fn assert_in_place(graph: &Graph) {
    let drawing = draw(graph);
    let faults = faults(graph, &drawing);
    assert!(faults.is_empty(), "{}:\n{}", graph.title, faults.join("\n"));
}

#[test]
fn nothing_that_is_drawn_of_the_tables_lies_upon_anything_else() {
    let model = model();
    let graphs = model.lists.lifecycles.iter().map(lifecycle_picture::graph);
    for graph in graphs.chain([reaction_map::graph(&model)]) {
        assert_in_place(&graph);
        assert!(draw(&graph).width <= 920.0, "{} is wider than a page", graph.title);
    }
}

/// A sequence of numbers below a bound, the same for the same seed.
struct Drawn(u64);

impl Drawn {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % bound
    }

    fn entries(&mut self, least: usize, more: usize) -> Vec<Entry> {
        let tones = [Tone::Plain, Tone::Marked, Tone::Strong];
        let count = least + self.below(more);
        (0..count).map(|_| Entry { text: "w".repeat(1 + self.below(24)), tone: tones[self.below(3)] }).collect()
    }

    fn graph(&mut self) -> Graph {
        let count = 1 + self.below(9);
        let mut nodes: Vec<Node> = (0..count)
            .map(|place| Node {
                form: Form::Box,
                name: format!("n{place}{}", "m".repeat(self.below(20))),
                within: self.entries(0, 9),
            })
            .collect();
        nodes[0] = Node { form: Form::Start, name: "absent".into(), within: vec![] };
        let mut edges: Vec<Edge> = Vec::new();
        for _ in 0..self.below(18) {
            let (from, to) = (self.below(count), self.below(count));
            if from != to && to != 0 && !edges.iter().any(|edge| (edge.from, edge.to) == (from, to)) {
                edges.push(Edge { from, to, says: self.entries(1, 4) });
            }
        }
        Graph { title: "drawn".into(), description: String::new(), nodes, edges, keys: vec![] }
    }
}

#[test]
fn nothing_that_is_drawn_of_any_graph_lies_upon_anything_else() {
    for seed in 0..40 {
        let graph = Drawn(seed).graph();
        let drawing = draw(&graph);
        let faults = faults(&graph, &drawing);
        assert!(faults.is_empty(), "seed {seed}:\n{}", faults.join("\n"));
    }
}

#[test]
fn what_is_out_of_place_is_found() {
    let model = model();
    let graph = lifecycle_picture::graph(&model.lists.lifecycles[0]);
    let spoilt = |spoil: fn(&mut Drawing)| {
        let mut drawing = draw(&graph);
        spoil(&mut drawing);
        !faults(&graph, &drawing).is_empty()
    };
    assert!(!spoilt(|_| {}));
    assert!(spoilt(|drawing| drawing.frames[1].top = drawing.frames[0].top + 20.0));
    assert!(spoilt(|drawing| drawing.frames[0].left -= 400.0));
    assert!(spoilt(|drawing| drawing.texts[0].left += 60.0));
    assert!(spoilt(|drawing| drawing.edges[0][0].steps.truncate(1)));
    assert!(spoilt(|drawing| drawing.heads.truncate(1)));
    assert!(spoilt(|drawing| drop(drawing.edges[0].pop())));
}

/// The words that are drawn within a frame, without the commas between them.
fn drawn_in(drawing: &Drawing, is: impl Fn(Around) -> bool) -> Vec<&str> {
    let Some(body) = body(drawing, is) else { return Vec::new() };
    let said = drawing.texts.iter().filter(|text| text.style != Style::Name);
    let inside = said.filter(|text| holds(body, (text.left, text.base, text.left + text.width, text.base)));
    inside.map(|text| text.text.trim_end_matches(',')).collect()
}

/// The cells that lead anywhere and are not drawn once, and as many words as no cell stands for.
fn undrawn(lifecycle: &Lifecycle, graph: &Graph) -> Vec<String> {
    let drawing = draw(graph);
    let names: Vec<&str> = lifecycle.columns().collect();
    let mut faults = Vec::new();
    let mut count = 0;
    for row in &lifecycle.rows {
        for (from, cell) in row.cells.iter().enumerate() {
            let Some(to) = &cell.to else { continue };
            count += 1;
            let to = names.iter().position(|name| name == to).expect("it leads to a state");
            let drawn = match graph.edges.iter().position(|edge| (edge.from, edge.to) == (from, to)) {
                _ if from == to => {
                    drawn_in(&drawing, |around| matches!(around, Around::Node(of) | Around::End(of) if of == from))
                }
                Some(edge) => drawn_in(&drawing, |around| around == Around::Label(edge)),
                None => Vec::new(),
            };
            if drawn.iter().filter(|text| **text == row.command).count() != 1 {
                faults.push(format!("{} from {}", row.command, names[from]));
            }
        }
    }
    let said = drawing.texts.iter().filter(|text| text.style == Style::Said).count();
    faults.extend((said != count).then(|| format!("{said} words for {count} cells")));
    faults
}

#[test]
fn ker_10_every_cell_that_leads_anywhere_is_drawn_once() {
    let model = model();
    for lifecycle in &model.lists.lifecycles {
        let graph = lifecycle_picture::graph(lifecycle);
        assert_eq!(undrawn(lifecycle, &graph), [""; 0], "{}", lifecycle.thing);
        let mut less = graph.clone();
        less.edges[0].says.pop();
        assert!(!undrawn(lifecycle, &less).is_empty(), "{}", lifecycle.thing);
    }
}

#[test]
fn only_what_nobody_sends_is_marked() {
    let model = model();
    let marked = |thing: &str| {
        let lifecycle =
            model.lists.lifecycles.iter().find(|lifecycle| lifecycle.thing == thing).expect("it is a thing");
        let graph = lifecycle_picture::graph(lifecycle);
        let entries = graph
            .nodes
            .into_iter()
            .flat_map(|node| node.within)
            .chain(graph.edges.into_iter().flat_map(|edge| edge.says));
        let mut marked: Vec<String> =
            entries.filter(|entry| entry.tone == Tone::Marked).map(|entry| entry.text).collect();
        marked.sort();
        marked.dedup();
        marked
    };
    assert_eq!(marked("bundle"), ["call_off", "hand_over"]);
    assert_eq!(marked("share_link"), [""; 0]);
}

#[test]
fn everything_that_follows_is_in_the_map_once() {
    let model = model();
    let graph = reaction_map::graph(&model);
    let node = |name: &str| graph.nodes.iter().position(|node| node.name == name).expect("it is a thing of the map");
    let mut count = 0;
    for reaction in &model.lists.reactions {
        let (thing, happening) = reaction.event.split_once('.').expect("an event has a thing");
        for (other, follows) in reaction.causes.iter().filter_map(|event| event.split_once('.')) {
            count += 1;
            let (from, to) = (node(thing), node(other));
            let edges = graph.edges.iter().filter(|edge| (edge.from, edge.to) == (from, to));
            let said = |says: &[Entry]| {
                let mut after = says.iter().skip_while(|entry| entry.text != happening).skip(1);
                after
                    .by_ref()
                    .take_while(|entry| entry.tone != Tone::Strong)
                    .filter(|entry| entry.text == format!("→ {follows}"))
                    .count()
            };
            let found: usize = if from == to {
                graph.nodes[from].within.iter().filter(|entry| entry.text == format!("{happening} → {follows}")).count()
            } else {
                edges.map(|edge| said(&edge.says)).sum()
            };
            assert_eq!(found, 1, "{} causes {other}.{follows}", reaction.event);
        }
    }
    let within = graph.nodes.iter().flat_map(|node| &node.within);
    let plain = graph.edges.iter().flat_map(|edge| &edge.says).chain(within).filter(|entry| entry.tone == Tone::Plain);
    assert_eq!(plain.count(), count);
}

#[test]
fn a_picture_says_in_words_what_it_shows_and_nothing_of_it_is_markup() {
    let mut graph = Drawn(3).graph();
    graph.title = "A <b> & \"c\"".into();
    graph.description = "Draft leads to released.".into();
    let printed = print(&graph);
    assert!(
        printed.contains("role=\"img\"")
            && printed.contains("<desc id=\"description\">Draft leads to released.</desc>")
    );
    assert!(printed.contains("<title id=\"title\">A &lt;b&gt; &amp; &quot;c&quot;</title>"));
    assert_eq!(printed, print(&graph));
}
