//! What is said of the areas that stand out: gaps, strengths, and what comes into focus this week.
//!
//! Rules: REC-01, REC-05.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::catalogue::Library;
use super::example::Chooser;
use super::{AreaChooser, Bounds, Example, FocusAreas, FocusKind, Moment, Outstanding, Phrase, Words};
use crate::skill::{Compiled, Figures, published};
use touchline_kernel::text::{Key, Locale};

/// An area to improve.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SkillGap")]
pub struct Gap {
    /// The area.
    pub area: Key,
    /// The component to work on: the weakest of the area.
    pub component: Key,
    /// How much of the weight of its components the score rests on.
    pub coverage: f64,
    /// An example to study; null where no highlight is one.
    pub example: Option<Example>,
    /// Its published score.
    pub score: u8,
    /// What it is to reach.
    pub target: u8,
    /// The person's own call to go through again; null where no highlight is one.
    pub to_review: Option<Moment>,
    /// Why it matters, how to work on it, what to practise; null where no catalogue has the component.
    pub words: Option<Words>,
}

/// An area in which somebody is good.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SkillStrength")]
pub struct Strength {
    /// The area.
    pub area: Key,
    /// How much of the weight of its components the score rests on.
    pub coverage: f64,
    /// The person's own moment that shows it; null where no highlight does.
    pub example: Option<Moment>,
    /// Its published score.
    pub score: u8,
}

/// What to work on this week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "WeeklyFocus")]
pub struct Focus {
    /// What comes first.
    pub first: FocusOn,
    /// Whether a gap asks for it.
    pub kind: FocusKind,
    /// The one thing to practise; null where no catalogue has a component in focus.
    pub practice: Option<Phrase>,
    /// What comes second; null where there are fewer than two gaps.
    pub second: Option<FocusOn>,
}

/// A component in focus.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "WeeklyFocusOn")]
pub struct FocusOn {
    /// The area.
    pub area: Key,
    /// The component.
    pub component: Key,
    /// What to do; null where no catalogue has the component.
    pub tip: Option<Phrase>,
}

/// An area with a score.
pub(super) struct Scored<'a> {
    area: &'a Key,
    component: &'a Key,
    coverage: f64,
    score: u8,
}

/// Areas of a framework with their scores, by place.
#[derive(Clone, Copy)]
pub(super) struct Scores<'a> {
    pub(super) compiled: &'a Compiled,
    pub(super) figures: &'a Figures,
}

impl<'a> Scores<'a> {
    /// What stands out among them.
    pub(super) fn outstanding(self, bounds: Bounds) -> Outstanding {
        let mut outstanding = Outstanding::default();
        let score = |place: usize| self.figures.areas.get(place).and_then(|area| area.score).map(published);
        AreaChooser::new(self.compiled, bounds).choose(score, &mut outstanding);
        outstanding
    }

    /// The areas at these places, with their weakest components.
    fn at<'p>(self, places: impl IntoIterator<Item = &'p usize>) -> impl Iterator<Item = Scored<'a>> {
        places.into_iter().filter_map(move |place| {
            let (area, figures) = (self.compiled.areas().get(*place)?, self.figures.areas.get(*place)?);
            let component = self.compiled.components().get(figures.weakest?)?;
            let (coverage, score) = (figures.coverage, published(figures.score?));
            Some(Scored { area: &area.key, component: &component.key, coverage, score })
        })
    }
}

/// What is said, and to whom.
#[derive(Clone, Copy)]
pub(super) struct Speech<'a> {
    pub(super) library: Library<'a>,
    pub(super) locale: Option<&'a Locale>,
}

impl Speech<'_> {
    fn on(self, scored: &Scored<'_>) -> Option<Words> {
        self.library.words(self.locale, scored.area, scored.component)
    }
}

/// The gaps, each with its examples.
pub(super) fn gaps(
    scores: Scores<'_>,
    outstanding: &Outstanding,
    target: u8,
    speech: Speech<'_>,
    chooser: &mut Chooser<'_>,
) -> Vec<Gap> {
    let gap = |scored: Scored<'_>| Gap {
        area: scored.area.clone(),
        component: scored.component.clone(),
        coverage: scored.coverage,
        example: chooser.study(scored.area, scored.component),
        target,
        to_review: chooser.review(scored.area, scored.component),
        score: scored.score,
        words: speech.on(&scored),
    };
    scores.at(&outstanding.gaps).map(gap).collect()
}

/// The strengths.
pub(super) fn strengths(scores: Scores<'_>, outstanding: &Outstanding, chooser: &mut Chooser<'_>) -> Vec<Strength> {
    let strength = |scored: Scored<'_>| Strength {
        area: scored.area.clone(),
        coverage: scored.coverage,
        example: chooser.at_its_best(scored.area),
        score: scored.score,
    };
    scores.at(&outstanding.strengths).map(strength).collect()
}

/// The week's focus; none where no area has a score.
pub(super) fn focus(scores: Scores<'_>, outstanding: &Outstanding, speech: Speech<'_>) -> Option<Focus> {
    let FocusAreas { first, kind, second } = outstanding.focus?;
    let first = scores.at(&[first]).next()?;
    let second = scores.at(&second).next();
    let said = [Some(&first), second.as_ref()].map(|scored| speech.on(scored?));
    let practice = said.iter().flatten().next().map(|words| words.phrase(&words.practice));
    let [first_said, second_said] = said;
    let on = |scored: &Scored<'_>, words: Option<Words>| FocusOn {
        area: scored.area.clone(),
        component: scored.component.clone(),
        tip: words.map(|words| words.phrase(&words.tip)),
    };
    let second = second.map(|scored| on(&scored, second_said));
    Some(Focus { first: on(&first, first_said), kind, practice, second })
}
