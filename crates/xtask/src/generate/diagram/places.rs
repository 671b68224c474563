//! Where everything stands from left to right, given its order: as straight below what leads to it as its neighbours allow.

use super::net::{Net, Order, What};

/// How often all layers are gone through.
const ROUNDS: usize = 60;
const STRAIGHTENED: usize = 4;

/// The middle of each item.
pub(super) fn place(net: &Net, order: &Order) -> Vec<f64> {
    let mut middles = vec![0.0; net.items.len()];
    for layer in order {
        let wanted = vec![(0.0, 1.0); layer.len()];
        settle(net, layer, &wanted, &mut middles);
    }
    for round in 0..ROUNDS {
        let downward = round % 2 == 0;
        for step in 0..order.len() {
            let layer = &order[if downward { step } else { order.len() - 1 - step }];
            let wanted: Vec<(f64, f64)> = layer.iter().map(|item| wish(net, *item, &middles)).collect();
            settle(net, layer, &wanted, &mut middles);
        }
    }
    for _ in 0..STRAIGHTENED {
        straighten(net, order, &mut middles);
    }
    let left = net.items.iter().zip(&middles).map(|(item, middle)| middle - item.width / 2.0).fold(f64::MAX, f64::min);
    middles.iter().map(|middle| (middle - left).round()).collect()
}

/// How much is askew, and how wide it all is.
pub(super) fn unrest(net: &Net, middles: &[f64]) -> f64 {
    let links = net.below.iter().enumerate().flat_map(|(item, links)| links.iter().map(move |link| (item, link)));
    let askew: f64 =
        links.map(|(item, (other, straight))| straight.sqrt() * (middles[item] - middles[*other]).abs()).sum();
    askew + 2.0 * width(net, middles)
}

/// How wide it all is, from the left at nothing.
pub(super) fn width(net: &Net, middles: &[f64]) -> f64 {
    net.items.iter().zip(middles).map(|(item, middle)| middle + item.width / 2.0).fold(0.0, f64::max)
}

/// Where an item would stand if it were alone in its layer, and how much that weighs.
fn wish(net: &Net, item: usize, middles: &[f64]) -> (f64, f64) {
    let links = || net.above[item].iter().chain(&net.below[item]);
    let weight: f64 = links().map(|(_, straight)| straight).sum();
    if weight == 0.0 {
        return (middles[item], 0.1);
    }
    (links().map(|(other, straight)| middles[*other] * straight).sum::<f64>() / weight, weight)
}

/// Places a layer's items as near to where they want to be as they can all be, in their order and with their distances: those
/// that would come too close are pooled, and stand together around the middle of what they want.
fn settle(net: &Net, layer: &[usize], wanted: &[(f64, f64)], middles: &mut [f64]) {
    let mut offsets = vec![0.0; layer.len()];
    for place in 1..layer.len() {
        offsets[place] = offsets[place - 1] + net.apart(layer[place - 1], layer[place]);
    }
    let alone = wanted.iter().zip(&offsets).map(|((wish, weight), offset)| (wish - offset, *weight));
    let pooled = pool(alone);
    for ((item, offset), middle) in layer.iter().zip(&offsets).zip(pooled) {
        middles[*item] = middle + offset;
    }
}

/// The values that never fall from one to the next and are nearest to these.
pub(super) fn pool(values: impl Iterator<Item = (f64, f64)>) -> Vec<f64> {
    let mut pools: Vec<(f64, f64, usize)> = Vec::new();
    for (value, weight) in values {
        let mut last = (value, weight, 1);
        while let Some((value, weight, count)) = pools.pop_if(|(value, ..)| *value > last.0) {
            let both = weight + last.1;
            last = ((value * weight + last.0 * last.1) / both, both, count + last.2);
        }
        pools.push(last);
    }
    pools.into_iter().flat_map(|(value, _, count)| std::iter::repeat_n(value, count)).collect()
}

/// Has each edge's line run straight for as long as its neighbours leave room for that, from the top to the bottom.
fn straighten(net: &Net, order: &Order, middles: &mut [f64]) {
    for chain in &net.chains {
        let mut begun = 0;
        while begun < chain.len() {
            let mut room = (f64::MIN, f64::MAX);
            let mut end = begun;
            while let Some(item) = chain.get(end) {
                let (least, most) = passable(net, order, *item, middles);
                if least.max(room.0) > most.min(room.1) {
                    break;
                }
                room = (least.max(room.0), most.min(room.1));
                end += 1;
            }
            let run = &chain[begun..end.max(begun + 1)];
            if end > begun {
                stand(net, order, run, room, middles);
            }
            begun = end.max(begun + 1);
        }
    }
}

/// Between where a line can pass an item, or leave it: anywhere in words or a box but their corners.
fn passable(net: &Net, order: &Order, item: usize, middles: &[f64]) -> (f64, f64) {
    let reach = net.items[item].reach();
    if let What::Node(_) = net.items[item].what {
        return (middles[item] - reach, middles[item] + reach);
    }
    let (least, most) = room(net, order, item, middles);
    (least - reach, most + reach)
}

/// Between where an item can stand while its neighbours stay where they are.
fn room(net: &Net, order: &Order, item: usize, middles: &[f64]) -> (f64, f64) {
    let layer = &order[net.items[item].layer];
    let place = layer.iter().position(|other| *other == item).unwrap_or(0);
    let left = place.checked_sub(1).map(|left| middles[layer[left]] + net.apart(layer[left], item));
    let right = layer.get(place + 1).map(|right| middles[*right] - net.apart(item, *right));
    // What stands between two others has some room at the least: where it is.
    (left.unwrap_or(f64::MIN).min(middles[item]), right.unwrap_or(f64::MAX).max(middles[item]))
}

/// Stands part of an edge in one line.
fn stand(net: &Net, order: &Order, run: &[usize], (least, most): (f64, f64), middles: &mut [f64]) {
    let inner = || run.iter().filter(|item| !matches!(net.items[**item].what, What::Node(_)));
    let count = inner().count();
    if count == 0 {
        return;
    }
    let middle = (inner().map(|item| middles[*item]).sum::<f64>() / count as f64).clamp(least, most);
    for item in inner() {
        let (least, most) = room(net, order, *item, middles);
        middles[*item] = middle.clamp(least, most);
    }
}
