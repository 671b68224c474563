//! Ways in which a quote is none.

use crate::calls::{Calls, NEGATIONS, NUMBERS, PLAIN};
use crate::dice::Dice;
use crate::near::{may_pass, words};
use crate::quote::{Place, Quote, bare, is_plain};

/// Makes a quote, where the dice find a place for it.
pub(crate) type Make = fn(&Calls, &mut Dice) -> Option<Quote>;

pub(crate) const KINDS: [(&str, Make); 8] = [
    ("a negation is left out", negation_left_out),
    ("a negation is put in", negation_put_in),
    ("a number is another", other_number),
    ("more than a tenth of the words are others", other_words),
    ("it was said in another call", of_another_call),
    ("it was said in another segment", of_another_segment),
    ("it is two quotes in one", spliced),
    ("nobody said anything like it", invented),
];

/// Words of a segment that are long enough for one of them to differ, each of which is one word to everybody.
fn place<'c>(calls: &'c Calls, dice: &mut Dice) -> Option<Place<'c>> {
    let length = 10 + dice.roll(21);
    let place = Place::find(calls, length, dice);
    (place.quoted.len() == length && place.words.iter().all(|word| is_plain(word))).then_some(place)
}

/// A quote of these words, unless the rule lets them pass where the segment has them without the place that they were altered from.
fn altered(place: &Place<'_>, quote: &[&str]) -> Option<Quote> {
    let mut elsewhere = words(place.words.iter().copied());
    elsewhere[place.quoted.clone()].fill("\0".to_owned());
    refused(place, quote, &elsewhere)
}

/// A quote of these words, unless the rule lets them pass in the segment.
fn foreign(place: &Place<'_>, quote: &[&str]) -> Option<Quote> {
    refused(place, quote, &words(place.words.iter().copied()))
}

fn refused(place: &Place<'_>, quote: &[&str], said: &[String]) -> Option<Quote> {
    let folded = words(quote.iter().copied());
    (!may_pass(&folded, said)).then(|| place.quote(quote.join(" ")))
}

/// Where within a quote one of some words stands: without its first word or its last a quote is as true.
fn find(quote: &[&str], list: &[&str]) -> Option<usize> {
    let is_one = |word: &&str| list.contains(&bare(word).to_lowercase().as_str());
    quote[1..quote.len() - 1].iter().position(is_one).map(|place| place + 1)
}

fn negation_left_out(calls: &Calls, dice: &mut Dice) -> Option<Quote> {
    let place = place(calls, dice)?;
    let mut quote = place.quoted().to_vec();
    let at = find(&quote, &NEGATIONS)?;
    match bare(quote[at]).strip_suffix("n't") {
        Some(affirmed) => quote[at] = affirmed,
        None => drop(quote.remove(at)),
    }
    altered(&place, &quote)
}

fn negation_put_in(calls: &Calls, dice: &mut Dice) -> Option<Quote> {
    let place = place(calls, dice)?;
    let mut quote = place.quoted().to_vec();
    quote.insert(1 + dice.roll(quote.len() - 1), dice.of(&NEGATIONS));
    altered(&place, &quote)
}

fn other_number(calls: &Calls, dice: &mut Dice) -> Option<Quote> {
    let place = place(calls, dice)?;
    let mut quote = place.quoted().to_vec();
    let at = find(&quote, &NUMBERS)?;
    let other = dice.of(&NUMBERS);
    if other == bare(quote[at]).to_lowercase() {
        return None;
    }
    quote[at] = other;
    altered(&place, &quote)
}

fn other_words(calls: &Calls, dice: &mut Dice) -> Option<Quote> {
    let place = place(calls, dice)?;
    let mut quote = place.quoted().to_vec();
    let (from, count) = (dice.roll(quote.len()), quote.len() / 10 + 1);
    for nth in 0..count {
        // Apart from one another, so that none of them stands for two.
        let at = (from + nth * quote.len() / count) % quote.len();
        quote[at] = dice.of(&PLAIN);
    }
    foreign(&place, &quote)
}

fn of_another_call(calls: &Calls, dice: &mut Dice) -> Option<Quote> {
    let (quoted, call) = (place(calls, dice)?, dice.roll(calls.len()));
    let segment = dice.roll(calls[call].len());
    (call != quoted.call).then(|| foreign(&Place::whole(calls, call, segment), quoted.quoted()))?
}

fn of_another_segment(calls: &Calls, dice: &mut Dice) -> Option<Quote> {
    let quoted = place(calls, dice)?;
    let segment = dice.roll(calls[quoted.call].len());
    (segment != quoted.segment).then(|| foreign(&Place::whole(calls, quoted.call, segment), quoted.quoted()))?
}

fn spliced(calls: &Calls, dice: &mut Dice) -> Option<Quote> {
    let (place, other) = (place(calls, dice)?, place(calls, dice)?);
    let begin = &place.quoted()[..place.quoted.len() / 2];
    foreign(&place, &[begin, &other.quoted()[other.quoted.len() / 2..]].concat())
}

fn invented(calls: &Calls, dice: &mut Dice) -> Option<Quote> {
    let place = place(calls, dice)?;
    let quote: Vec<&str> = place.quoted().iter().map(|_| dice.of(&PLAIN)).collect();
    foreign(&place, &quote)
}
