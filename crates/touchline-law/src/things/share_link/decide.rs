//! What is allowed with a share link, and what its commands change.
//!
//! Rules: ACC-19, RPT-08.

use touchline_kernel::{Actor, Code, DetailKey, Instant, PersonId, Reason, Rejection, WarningCode};

use super::lifecycle::Condition;
use super::shared::Seen;
use super::{Act, Change, CreateShareLink, ShareLink, ShareLinkCreated, ShareLinkViewed, Shared, ViewShareLink};
use crate::access::{Standing, Whose};
use crate::facts::{FactKey, Facts, Refusal, refuse_if};
use crate::ground::check_report_days;
use crate::life::{Asking, By, Case, Life, by_table};
use crate::policy::{Policy, ShareLinkPolicy};

impl Life for ShareLink {
    by_table!();

    /// A link is whoever's makes it.
    fn born<F: Facts>(act: &Act, by: &By<'_, F>) -> Result<Option<Whose>, Refusal> {
        let Act::Create(_) = act else { return Ok(None) };
        Standing::alone(by.actor, &by.policy.access, by.facts)?;
        Ok(by.actor.person().map(Whose::person))
    }

    fn asks(act: &Act, actor: Actor, policy: &Policy) -> impl Iterator<Item = FactKey> {
        let shows = match act {
            Act::Create(body) => Some(body.shows.asks()),
            Act::View(_) | Act::Revoke(_) => None,
        };
        // Whoever makes a link is whose it is.
        let maker = actor.person().filter(|_| shows.is_some()).map(Whose::person);
        let whose = maker.into_iter().flat_map(move |whose| whose.asks(actor, &policy.access).collect::<Vec<_>>());
        shows.into_iter().chain(whose)
    }

    /// What it shows, and whether its maker is there to show it.
    fn rests_on<F: Facts>(asking: &Asking<'_, Self, F>) -> impl Iterator<Item = FactKey> {
        let viewed = asking.known.filter(|_| asking.by.actor == Actor::System);
        viewed.into_iter().flat_map(|link| {
            let first = [link.shows.asks(), FactKey::person(link.maker)];
            first.into_iter().chain(link.shows.stands_to(link.maker, link.about))
        })
    }

    fn body<F: Facts>(case: &Case<'_, Self, F>, act: &Act) -> Result<(), Refusal> {
        let Act::Create(body) = act else { return Ok(()) };
        refuse_if(body.token.is_guessable(), Code::SecretGuessable, "/body/token")?;
        refuse_if(body.ends_at <= case.at, Code::ShareEnds, "/body/ends_at")?;
        within_bounds(body, case.at, &case.policy.share_link)?;
        match body.shows {
            Shared::Performance(of) => {
                check_report_days(of.days).map_err(|reason| Rejection::from(reason).at("/body/shows/body/days").into())
            }
            Shared::Bundle(_) | Shared::Review(_) => Ok(()),
        }
    }

    fn check<F: Facts>(case: &Case<'_, Self, F>, condition: Condition) -> Result<Option<WarningCode>, Refusal> {
        match (condition, case.act) {
            (Condition::Allowed, _) => {
                let policy = &case.policy.share_link;
                let maker = case.actor.person();
                let lets = maker.map_or(Ok(policy.allowed), |maker| may_share(maker, policy, case.facts))?;
                if lets { Ok(None) } else { Err(Code::SharingClosed.into()) }
            }
            (Condition::MakerSees, Some(Act::Create(body))) => maker_sees(case, body.shows),
            (Condition::Opens, Some(Act::View(body))) => opens(case, body),
            // Where only what is open is asked, nobody has named a thing or handed in a token.
            _ => Ok(None),
        }
    }

    fn changes<F: Facts>(case: &Case<'_, Self, F>, act: &Act) -> Result<Vec<Change>, Refusal> {
        Ok(vec![match act {
            Act::Create(body) => Change::Created(ShareLinkCreated {
                about: body.shows.about(case.facts)?.ok_or(Code::NotFound)?,
                ends_at: body.ends_at,
                maker: case.coached()?,
                most_views: body.most_views,
                share_link: body.share_link,
                shows: body.shows,
                token_hash: body.token.hash(),
            }),
            Act::View(body) => Change::Viewed(ShareLinkViewed { share_link: body.share_link }),
            Act::Revoke(body) => Change::Revoked(*body),
        }])
    }
}

/// For how long, and how often, the policy lets a link open.
fn within_bounds(body: &CreateShareLink, at: Instant, policy: &ShareLinkPolicy) -> Result<(), Rejection> {
    if let Some((latest, days)) = policy.latest_end(at)
        && body.ends_at > latest
    {
        let reason = Reason::new(Code::ShareTooLong).with(DetailKey::Limit, days);
        return Err(Rejection::from(reason).at("/body/ends_at"));
    }
    if body.most_views > policy.most_views {
        let reason = Reason::out_of_range(body.most_views, 1, policy.most_views);
        return Err(Rejection::from(reason).at("/body/most_views"));
    }
    Ok(())
}

fn maker_sees<F: Facts>(case: &Case<'_, ShareLink, F>, shows: Shared) -> Result<Option<WarningCode>, Refusal> {
    match shows.seen_by(case.coached()?, &case.policy.access, case.facts)? {
        Seen::No => Err(Rejection::from(Code::NotFound).at("/body/shows").into()),
        Seen::AheadOfThem => Err(Rejection::from(Code::ShareNotShown).at("/body/shows").into()),
        Seen::Yes => Ok(None),
    }
}

/// Whoever holds a token that opens is told the same as whoever holds none where its maker may show it no more, be that since they
/// left.
fn opens<F: Facts>(case: &Case<'_, ShareLink, F>, body: &ViewShareLink) -> Result<Option<WarningCode>, Refusal> {
    let closed = || Refusal::from(Code::NotFound);
    let is_allowed = case.policy.share_link.allowed;
    // All of it is looked at, so that the time that it takes tells nothing.
    let link = case.known.filter(|link| link.opens(body.token, case.at) & is_allowed).ok_or_else(closed)?;
    if still_shows(link, case.policy, case.facts)? { Ok(None) } else { Err(closed()) }
}

/// Whether whoever made a link shows by it what it shows: not where they left, see that no more or may share no more, which are
/// told alike.
pub fn still_shows<F: Facts>(link: &ShareLink, policy: &Policy, facts: &F) -> Result<bool, Refusal> {
    let seen = link.shows.seen_by(link.maker, &policy.access, facts);
    match (seen, may_share(link.maker, &policy.share_link, facts)) {
        (Ok(Seen::Yes), Ok(true)) => Ok(true),
        (Err(Refusal::NeedsFacts(keys)), _) | (_, Err(Refusal::NeedsFacts(keys))) => Err(Refusal::NeedsFacts(keys)),
        _ => Ok(false),
    }
}

/// Whether the policy lets somebody share by links.
fn may_share<F: Facts>(person: PersonId, policy: &ShareLinkPolicy, facts: &F) -> Result<bool, Refusal> {
    if policy.roles.is_empty() {
        return Ok(policy.allowed);
    }
    let known = facts.person(person).present()?;
    Ok(policy.allowed && known.is_some_and(|person| policy.names(&person.roles)))
}
