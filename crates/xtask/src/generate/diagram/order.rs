//! In which order things stand in their layer: of many that are tried, always the same ones, the one whose lines cross least,
//! and of those the one that is straightest.

use super::net::{Net, Order};
use super::places;

/// How many orders are tried to begin with, and how often each is gone through.
const TRIED: u64 = 48;
const SWEEPS: usize = 10;

/// The best order, and where everything stands in it.
pub(super) fn best(net: &Net) -> (Order, Vec<f64>) {
    let tried = (0..TRIED).map(|seed| {
        let order = untangled(net, shuffled(net, seed));
        let middles = places::place(net, &order);
        (cost(net, &order, &middles), order, middles)
    });
    let best = tried.reduce(|best, other| if other.0 < best.0 { other } else { best });
    best.map_or_else(Default::default, |(_, order, middles)| (order, middles))
}

/// A crossing is worth a detour, but no endless one; what is wider than a page is worth nothing.
fn cost(net: &Net, order: &Order, middles: &[f64]) -> f64 {
    let over = (places::width(net, middles) - 880.0).max(0.0);
    90.0 * crossings(net, order) as f64 + places::unrest(net, middles) + 20.0 * over
}

/// The layers in an order drawn from a seed; as they come for the first.
fn shuffled(net: &Net, seed: u64) -> Order {
    let mut order = net.layers.clone();
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    if seed > 0 {
        for layer in &mut order {
            for last in (1..layer.len()).rev() {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let drawn = (state >> 33) % (last as u64 + 1);
                layer.swap(last, drawn as usize);
            }
        }
    }
    order
}

/// Layer by layer, each item to the middle of those that it is linked to, and neighbours the other way round where fewer
/// lines cross so.
fn untangled(net: &Net, mut order: Order) -> Order {
    let mut best = (crossings(net, &order), order.clone());
    for sweep in 0..SWEEPS {
        let downward = sweep % 2 == 0;
        for step in 1..order.len() {
            let layer = if downward { step } else { order.len() - 1 - step };
            let (links, beside) = if downward { (&net.above, layer - 1) } else { (&net.below, layer + 1) };
            sort(&mut order, layer, beside, links);
        }
        transpose(net, &mut order);
        let crossings = crossings(net, &order);
        if crossings < best.0 {
            best = (crossings, order.clone());
        }
    }
    best.1
}

/// Where an item stands in its layer.
fn position(layer: &[usize], item: usize) -> usize {
    layer.iter().position(|other| *other == item).unwrap_or(0)
}

/// Orders a layer by where those stand, in the one beside it, that its items are linked to.
fn sort(order: &mut Order, layer: usize, beside: usize, links: &[Vec<(usize, f64)>]) {
    let middle = |(place, item): (usize, &usize)| {
        let linked = &links[*item];
        let sum: usize = linked.iter().map(|(other, _)| position(&order[beside], *other)).sum();
        (if linked.is_empty() { place as f64 } else { sum as f64 / linked.len() as f64 }, *item)
    };
    let mut keyed: Vec<(f64, usize)> = order[layer].iter().enumerate().map(middle).collect();
    keyed.sort_by(|one, other| one.0.total_cmp(&other.0));
    order[layer] = keyed.into_iter().map(|(_, item)| item).collect();
}

/// Has neighbours change places for as long as fewer lines cross so.
fn transpose(net: &Net, order: &mut Order) {
    let mut changed = true;
    while changed {
        changed = false;
        for layer in 0..order.len() {
            for place in 1..order[layer].len() {
                let before = around(net, order, layer);
                order[layer].swap(place - 1, place);
                if around(net, order, layer) < before {
                    changed = true;
                } else {
                    order[layer].swap(place - 1, place);
                }
            }
        }
    }
}

/// The crossings on both sides of a layer.
fn around(net: &Net, order: &Order, layer: usize) -> usize {
    let above = layer.checked_sub(1).map_or(0, |above| between(net, order, above));
    above + between(net, order, layer)
}

/// How many pairs of lines cross.
fn crossings(net: &Net, order: &Order) -> usize {
    (0..order.len()).map(|layer| between(net, order, layer)).sum()
}

/// How many pairs of lines cross between a layer and the next.
fn between(net: &Net, order: &Order, layer: usize) -> usize {
    let Some(next) = order.get(layer + 1) else { return 0 };
    let lines: Vec<(usize, usize)> = order[layer]
        .iter()
        .enumerate()
        .flat_map(|(place, item)| net.below[*item].iter().map(move |(other, _)| (place, *other)))
        .map(|(place, other)| (place, position(next, other)))
        .collect();
    let crosses = |one: &(usize, usize), other: &&(usize, usize)| one.0 < other.0 && one.1 > other.1;
    lines.iter().map(|one| lines.iter().filter(|other| crosses(one, other)).count()).sum()
}
