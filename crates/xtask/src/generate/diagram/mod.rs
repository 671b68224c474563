//! Pictures of what leads to what: a graph laid out in layers from the top down, and printed as SVG, the same bytes each time.
//!
//! What an edge says stands in the layout like a box does, in a layer between those of its ends, and so does each bend of an
//! edge that passes a layer; between two layers stands nothing, and there alone do lines move sideways. That is why no line
//! runs over a box or over words, and no words over others, whatever the tables come to hold.

mod drawing;
mod graph;
mod key;
mod layers;
mod net;
mod order;
mod places;
mod routes;
mod sizes;
mod svg;

pub(crate) use graph::{Edge, Entry, Form, Graph, Key, Node, Sign, Tone};

/// The picture as SVG.
pub(crate) fn print(graph: &Graph) -> String {
    svg::print(graph, &draw(graph))
}

/// Everything in its place.
fn draw(graph: &Graph) -> drawing::Drawing {
    let layered = layers::arrange(graph);
    let net = net::Net::new(graph, &layered);
    let (order, places) = order::best(&net);
    routes::draw(graph, &net, &order, &places)
}

#[cfg(test)]
mod tests;
