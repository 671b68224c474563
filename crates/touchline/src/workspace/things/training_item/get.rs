//! `training.item`: one training item, as the viewer sees it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::queries::{Asked, Question};
use touchline_kernel::rejection::Code;
use touchline_law::facts::Refusal;
use touchline_law::ground::TrainingItemId;
use touchline_law::things::training_item::StaffTrainingItem;

/// Which training item.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct TrainingItemGet {
    /// The item.
    pub training_item: TrainingItemId,
}

impl Question for TrainingItemGet {
    type View = StaffTrainingItem;

    fn answer(&self, asked: &Asked<'_>) -> Result<StaffTrainingItem, Refusal> {
        let item = asked.world.tables.training_items.get(self.training_item).ok_or(Code::NotFound)?;
        asked.show(item)?.ok_or_else(|| Code::NotFound.into())
    }
}
