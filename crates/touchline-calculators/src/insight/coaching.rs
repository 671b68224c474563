//! Who was coached when, who was not, and which days before and after are looked at: the days of the coaching itself are
//! left out.
//!
//! Rules: INS-05.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::InsightPolicy;
use crate::metric::check::once;
use crate::metric::{Vouched, Window, WindowDays};
use touchline_kernel::look_up::Seen;
use touchline_kernel::rejection::{BadInput, Code, DetailKey, Faults, Reason};
use touchline_kernel::text::Key;
use touchline_kernel::time::{DaySpan, Instant, LocalDate, Zone, check_spans};

/// Who was coached when, and who was not.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct Coaching {
    /// Who was coached: one person, or several of whom each counts once.
    #[schemars(length(max = 10_000))]
    pub coached: Vec<CoachedPerson>,
    /// Who was not coached in that time, to compare with.
    #[serde(default)]
    #[schemars(length(max = 10_000))]
    pub comparison: Vec<ComparedPerson>,
    /// How many days are looked at before the engagement, and how many after it; the policy's `insight.effect_days` where
    /// it is null.
    #[serde(default)]
    #[schemars(range(min = 1, max = 3_650))]
    pub days: Option<u32>,
    /// From which day on, and up to which one, records are known of anybody, such as the days that an export holds.
    #[serde(default)]
    pub known: Option<KnownDays>,
    /// Where days begin and end; the organisation's zone where it is null.
    #[serde(default)]
    pub zone: Option<Zone>,
}

/// Somebody who was coached.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct CoachedPerson {
    /// From the first day of the coaching to the last one. What happened on these days counts neither way.
    pub engagement: DaySpan,
    /// From which day on, and up to which one, records are known of them, such as the days of their employment. Only what
    /// lies within those of everybody counts.
    #[serde(default)]
    pub known: Option<KnownDays>,
    /// When else they were coached: days that share none with the engagement or one another.
    #[serde(default)]
    #[schemars(length(max = 1_000))]
    pub other_engagements: Vec<DaySpan>,
    /// Who, by the key that they have with the host.
    pub person: Key,
}

/// Somebody to compare with.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct ComparedPerson {
    /// When they were coached, if ever. Where that touches an engagement or the days around it, they are not compared
    /// with those who were coached then.
    #[serde(default)]
    #[schemars(length(max = 1_000))]
    pub engagements: Vec<DaySpan>,
    /// From which day on, and up to which one, records are known of them.
    #[serde(default)]
    pub known: Option<KnownDays>,
    /// Who, by the key that they have with the host.
    pub person: Key,
}

/// From which day on, and up to which one, records are known. What lies outside is looked at of nobody: no week there
/// counts as one in which nothing happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
pub struct KnownDays {
    /// The first day; null where nobody says.
    #[serde(default)]
    pub first: Option<LocalDate>,
    /// The last day; null where nobody says.
    #[serde(default)]
    pub last: Option<LocalDate>,
}

impl KnownDays {
    fn check(self) -> Result<(), Reason> {
        match (self.first, self.last) {
            (Some(first), Some(last)) => DaySpan { first, last }.check(),
            _ => Ok(()),
        }
    }

    /// The days that lie within both.
    fn and(self, other: KnownDays) -> KnownDays {
        let last = [self.last, other.last].into_iter().flatten().min();
        KnownDays { first: self.first.max(other.first), last }
    }

    /// Those of these days that are known.
    fn of(self, days: DaySpan) -> Option<DaySpan> {
        days.shared(DaySpan { first: self.first.unwrap_or(days.first), last: self.last.unwrap_or(days.last) })
    }

    /// Which ends somebody answers for.
    pub(super) const fn vouched(self) -> Vouched {
        Vouched { beginning: self.first.is_some(), end: self.last.is_some() }
    }
}

/// Days before coaching, or after it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct EffectWindow {
    /// Whether they hold no other coaching of the person's, of what is handed in; in a workspace, of what the viewer sees.
    pub clear: bool,
    /// Those of the days of which records are known, which are looked at: all of them where nobody says otherwise; null
    /// where there are none.
    pub known: Option<DaySpan>,
    /// Whether they are over: what is still to come may change the figures of days that are not.
    pub over: bool,
    /// The days.
    pub window: Window,
}

/// The days around somebody's coaching.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CoachedWindows {
    /// The days after it.
    pub after: EffectWindow,
    /// The days before it.
    pub before: EffectWindow,
    /// Who.
    pub person: Key,
}

/// On which side of coaching something lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Before,
    After,
}

/// The days before an engagement, and those after it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around {
    after: WindowDays,
    before: WindowDays,
}

impl Around {
    fn of(engagement: DaySpan, days: u32, zone: Zone) -> Result<Self, Reason> {
        let later = |day: LocalDate, by: i64| {
            let beyond = || Reason::new(Code::InvalidDate).with(DetailKey::Actual, day.to_string());
            day.checked_add_days(by).ok_or_else(beyond)
        };
        let (days, DaySpan { first, last }) = (i64::from(days), engagement);
        let before = WindowDays { first: later(first, days.saturating_neg())?, last: later(first, -1)?, zone };
        let after = WindowDays { first: later(last, 1)?, last: later(last, days)?, zone };
        Ok(Around { after, before })
    }

    /// The days before the engagement by their two halves, of equal length, as if something had happened between them: of
    /// an odd number the day in the middle counts neither way. Nothing of a single day.
    pub(super) fn halves_before(&self) -> Option<Around> {
        let WindowDays { first, last, zone } = self.before;
        let further = last.days_since(first).saturating_add(1).checked_div(2)?.checked_sub(1)?;
        let before = WindowDays { first, last: first.checked_add_days(further)?, zone };
        let after = WindowDays { first: last.checked_add_days(further.saturating_neg())?, last, zone };
        (further >= 0).then_some(Around { after, before })
    }

    fn days(&self, side: Side) -> WindowDays {
        match side {
            Side::Before => self.before,
            Side::After => self.after,
        }
    }

    /// What is looked at on one side of somebody of whom these days are known; nothing where none of them are.
    pub(super) fn window(&self, side: Side, known: KnownDays) -> Option<Window> {
        let WindowDays { first, last, zone } = self.days(side);
        let DaySpan { first, last } = known.of(DaySpan { first, last })?;
        Some(Window::Days(WindowDays { first, last, zone }))
    }

    /// From the first day before the engagement to the last one after it, the engagement among them.
    fn whole(&self) -> DaySpan {
        DaySpan { first: self.before.first, last: self.after.last }
    }
}

/// Engagements with the days around each, and of how many people it was.
pub(super) type Engagements = BTreeMap<DaySpan, (Around, i128)>;

/// Who was coached and who was not, with the days around each engagement.
pub struct Times<'a> {
    at: Instant,
    /// By the order of their keys, as all that is told of people.
    pub(super) coached: BTreeMap<&'a Key, (&'a CoachedPerson, Around)>,
    pub(super) comparison: BTreeMap<&'a Key, &'a ComparedPerson>,
    /// Which days are known of anybody.
    known: KnownDays,
}

impl<'a> Times<'a> {
    /// Where nobody was coached, at a moment.
    #[must_use]
    pub fn of_nobody(at: Instant) -> Self {
        let known = KnownDays::default();
        Times { at, coached: BTreeMap::new(), comparison: BTreeMap::new(), known }
    }

    /// Refuses all that is wrong with what a host says of coaching, which stands at `/coaching`.
    ///
    /// # Errors
    /// Everything at once.
    pub fn new(
        coaching: &'a Coaching,
        at: Instant,
        policy: &InsightPolicy,
        organisation: Zone,
    ) -> Result<Self, BadInput> {
        let mut faults = Faults::default();
        let (days, zone) = (coaching.days.unwrap_or(policy.effect_days), coaching.zone.unwrap_or(organisation));
        let known = coaching.known.unwrap_or_default();
        let mut times = Times { known, ..Times::of_nobody(at) };
        let known = |known: Option<KnownDays>, faults: &mut Faults, at: String| {
            known.unwrap_or_default().check().unwrap_or_else(|reason| faults.add(at, reason));
        };
        known(coaching.known, &mut faults, "/coaching/known".to_owned());
        let mut seen = Seen::default();
        if coaching.coached.is_empty() {
            faults.add("/coaching/coached", Reason::too_short(0, 1));
        }
        for (place, one) in coaching.coached.iter().enumerate() {
            let at = |field: &str| format!("/coaching/coached/{place}/{field}");
            once(&mut faults, &mut seen, &one.person, || at("person"));
            known(one.known, &mut faults, at("known"));
            spans(&mut faults, one, at);
            match Around::of(one.engagement, days, zone) {
                Err(reason) => faults.add(at("engagement"), reason),
                Ok(around) => {
                    times.coached.insert(&one.person, (one, around));
                }
            }
        }
        for (place, one) in coaching.comparison.iter().enumerate() {
            let at = |field: &str| format!("/coaching/comparison/{place}/{field}");
            once(&mut faults, &mut seen, &one.person, || at("person"));
            known(one.known, &mut faults, at("known"));
            if let Err((entry, reason)) = check_spans(one.engagements.iter().copied()) {
                faults.add(at(&format!("engagements/{entry}")), reason);
            }
            times.comparison.insert(&one.person, one);
        }
        faults.told()?;
        Ok(times)
    }

    /// The engagements of some of those who were coached.
    pub(super) fn engagements<'p>(&self, people: impl Iterator<Item = &'p Key>) -> Engagements {
        let mut engagements = Engagements::new();
        for (coached, around) in people.filter_map(|person| self.coached.get(person)) {
            let (_, count) = engagements.entry(coached.engagement).or_insert((*around, 0));
            *count = count.saturating_add(1);
        }
        engagements
    }

    /// The days that are known of somebody.
    pub(super) fn known(&self, own: Option<KnownDays>) -> KnownDays {
        self.known.and(own.unwrap_or_default())
    }

    /// The moment as of which effects are told.
    pub(super) const fn at(&self) -> Instant {
        self.at
    }

    /// How often somebody is looked at: who was coached once, and who is to compare with around each engagement.
    #[must_use]
    pub fn looks(&self) -> usize {
        let engagements = self.engagements(self.coached.keys().copied()).len();
        self.comparison.len().saturating_mul(engagements).saturating_add(self.coached.len())
    }

    /// The days around each one's coaching.
    #[must_use]
    pub fn windows(&self) -> Vec<CoachedWindows> {
        self.coached.iter().map(|(person, (coached, around))| self.windows_of(person, coached, around)).collect()
    }

    fn windows_of(&self, person: &Key, coached: &CoachedPerson, around: &Around) -> CoachedWindows {
        let told = |side| {
            let window = Window::Days(around.days(side));
            let known = window.span().and_then(|span| self.known(coached.known).of(span));
            let shared = |other: &DaySpan| window.span().and_then(|span| span.shared(*other)).is_some();
            let clear = !coached.other_engagements.iter().any(shared);
            EffectWindow { clear, known, over: window.moments().until <= self.at, window }
        };
        CoachedWindows { after: told(Side::After), before: told(Side::Before), person: person.clone() }
    }
}

impl ComparedPerson {
    /// Whether they were coached themselves during an engagement or in the days around it.
    pub(super) fn was_coached(&self, around: &Around) -> bool {
        self.engagements.iter().any(|own| own.shared(around.whole()).is_some())
    }
}

/// An engagement and the others: each in its order, and none sharing a day with another.
fn spans(faults: &mut Faults, coached: &CoachedPerson, at: impl Fn(&str) -> String) {
    let all = [coached.engagement].into_iter().chain(coached.other_engagements.iter().copied());
    if let Err((place, reason)) = check_spans(all) {
        let field = match place.checked_sub(1) {
            None => "engagement".to_owned(),
            Some(other) => format!("other_engagements/{other}"),
        };
        faults.add(at(&field), reason);
    }
}
