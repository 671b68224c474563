//! The decisions in Rust, which those of the other languages are held against.

use std::hint::black_box;

use strum::VariantArray as _;
use touchline::access::{Action, Capability, Decision, Relations, decide};
use touchline::people::Role;
use touchline::waist::permit;
use touchline_bench::access::{Material, Page, Request, asked, compare, decisions};
use touchline_bench::turns::{batch, each};

/// A request in the library's own types.
struct Typed {
    action: Action,
    capabilities: Vec<Capability>,
    relations: Relations,
}

/// Holds every way of asking against the matrix.
pub(crate) fn compared(material: &Material) -> Result<(), String> {
    let typed = typed(&material.requests)?;
    compare("permit", &material.requests, |_, request| Ok(by_number(request.numbers) & 1 == 1))?;
    compare("decide", &material.requests, |place, _| Ok(typed.get(place).is_some_and(is_allowed)))?;
    let Page { allowed, question } = &material.page;
    if decisions(&asked(&question.to_string())?) != *allowed {
        return Err("page decides otherwise the second time".to_owned());
    }
    println!("page {}", allowed.len());
    Ok(())
}

/// Measures every way of asking: nanoseconds for one decision.
pub(crate) fn measured(material: &Material) -> Result<(), String> {
    let numbers: Vec<[u32; 3]> = material.requests.iter().map(|request| request.numbers).collect();
    let mut next = numbers.iter().cycle();
    each("permit", 200, 5_000, || {
        black_box(next.next().map(|numbers| by_number(black_box(*numbers))));
        Ok(())
    })?;
    let typed = typed(&material.requests)?;
    let mut next = typed.iter().cycle();
    each("decide", 200, 5_000, || {
        black_box(next.next().map(|typed| is_allowed(black_box(typed))));
        Ok(())
    })?;
    let Page { allowed, question } = &material.page;
    let question = question.to_string();
    batch("page", 40, allowed.len(), || asked(&question).map(|answer| drop(black_box(answer))))
}

fn by_number([action, roles, relations]: [u32; 3]) -> u64 {
    permit(action, roles, relations)
}

fn is_allowed(typed: &Typed) -> bool {
    let decision = decide(typed.action, typed.relations, |capability| typed.capabilities.contains(&capability));
    matches!(decision, Decision::Allowed(_))
}

fn typed(requests: &[Request]) -> Result<Vec<Typed>, String> {
    let one = |request: &Request| {
        let action = Action::VARIANTS.iter().find(|action| <&str>::from(*action) == request.action);
        let role = request.role.as_deref().and_then(Role::named);
        let capabilities = role.map(|role| role.capabilities().to_vec()).unwrap_or_default();
        Some(Typed { action: *action?, capabilities, relations: Relations::from_bits(request.numbers[2])? })
    };
    requests.iter().map(|request| one(request).ok_or_else(|| format!("not known: {request:?}"))).collect()
}
