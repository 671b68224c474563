//! `action_item.figures`: how much of what was due was done, and done in time, of what the viewer sees.
//!
//! Rules: ACT-07.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::due::Whose;
use crate::workspace::index::sums::Additive as _;
use crate::workspace::queries::{Asked, Question};
use touchline_kernel::{DaySpan, PersonId, Rejection};
use touchline_law::facts::Refusal;
use touchline_law::things::action_item::{ActionItemRates, Due};

/// One person.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ActionItemsOfPerson {
    /// The person.
    pub person: PersonId,
}

/// One manager's team.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ActionItemsOfTeam {
    /// The manager.
    pub manager: PersonId,
}

/// Whose action items are counted.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum WhoseActionItems {
    /// Everybody's but the viewer's own.
    Everybody,
    /// One person's.
    Person(ActionItemsOfPerson),
    /// Of everybody below a manager, but for the viewer's own.
    Team(ActionItemsOfTeam),
}

/// Whose action items are counted, and on which days they were due.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ActionItemsDue")]
pub struct ActionItemFigures {
    /// The days on which they were due.
    pub days: DaySpan,
    /// Whose they are.
    pub whose: WhoseActionItems,
}

impl Question for ActionItemFigures {
    type View = ActionItemRates;

    fn answer(&self, asked: &Asked<'_>) -> Result<ActionItemRates, Refusal> {
        self.days.check().map_err(|reason| Rejection::from(reason).at("/body/days"))?;
        let viewer = asked.viewing.viewer;
        let (whose, holds_own) = match self.whose {
            WhoseActionItems::Everybody => (vec![Whose::Everybody], true),
            WhoseActionItems::Person(of) => (vec![Whose::One(of.person)], false),
            WhoseActionItems::Team(of) => (team(asked, of.manager)?, asked.leads(of.manager)),
        };
        let due = |by| {
            let mut sum = Due::default();
            whose.iter().for_each(|whose| sum.add(&asked.world.action_item_index.due.within(by, *whose, self.days)));
            sum
        };
        // What is one's own one sees whoever decides on it, and apart from what is others'.
        if matches!(self.whose, WhoseActionItems::Person(of) if of.person == viewer) {
            return Ok(ActionItemRates::of(&due(None)));
        }
        if !asked.sees_all_action_items()? {
            return Ok(ActionItemRates::of(&due(Some(viewer))));
        }
        let mut others = due(None);
        if holds_own {
            others.take(&asked.world.action_item_index.due.within(None, Whose::One(viewer), self.days));
        }
        Ok(ActionItemRates::of(&others))
    }
}

/// Those below a manager of whom the viewer may know that they are. Whoever may not know a team still knows who stands
/// above themselves and who below, which is below whoever leads them, too.
fn team(asked: &Asked<'_>, manager: PersonId) -> Result<Vec<Whose>, Refusal> {
    if asked.knows_team(manager)? {
        return Ok(vec![Whose::Below(manager)]);
    }
    if !asked.leads(manager) {
        return Ok(Vec::new());
    }
    let above = asked.near().skip(1).map(|person| person.person);
    let between = above.take_while(|person| *person != manager).map(Whose::One);
    Ok(between.chain([Whose::Below(asked.viewing.viewer)]).collect())
}
