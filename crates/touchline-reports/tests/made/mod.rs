//! Data of every kind of report, made of its schema.

use serde_json::{Map, Value as Json, json};
use touchline_reports::layout::ReportKind;

/// What somebody wrote: no letter of it is one.
const WRITTEN: &str = "§7";

/// Where no name is known, people and calls are told by their ids.
const ID: &str = "01800000-0000-7000-8000-000000000000";

/// The type of a kind's data, by its name in the schema.
pub(crate) fn type_of(kind: ReportKind) -> &'static str {
    match kind {
        ReportKind::Bundle => "BundleReport",
        ReportKind::Calibration => "CalibrationResult",
        ReportKind::Coaching => "CoachingReport",
        ReportKind::Compliance => "PlanCompliance",
        ReportKind::Conversation => "ConversationReport",
        ReportKind::Effect => "CoachingEffects",
        ReportKind::History => "PageOfCoachingOfHistory",
        ReportKind::Managers => "ManagersInsight",
        ReportKind::NeedsCoaching => "NeedsCoachingReport",
        ReportKind::Performance => "PerformanceReport",
        ReportKind::Person => "PersonInsight",
        ReportKind::PlanWeek => "PageOfWeekOfPlan",
        ReportKind::QuickCard => "QuickCard",
        ReportKind::Scorecard => "ScorecardScore",
        ReportKind::Team => "TeamInsight",
        ReportKind::TeamReport => "TeamReport",
    }
}

/// Makes values of the schema's types: the same ones for the same seed.
pub(crate) struct Maker<'a> {
    pub(crate) definitions: &'a Json,
    /// How many entries each list has.
    pub(crate) entries: usize,
    pub(crate) seed: u64,
    /// What somebody wrote, wherever somebody can.
    pub(crate) written: &'a str,
}

impl<'a> Maker<'a> {
    /// One that has two entries in each list.
    pub(crate) fn of(schema: &'a Json, seed: u64) -> Self {
        Maker { definitions: &schema["$defs"], entries: 2, seed, written: WRITTEN }
    }

    fn one_of(&mut self, many: usize) -> usize {
        self.seed = self.seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.seed >> 33).unwrap().checked_rem(many).unwrap()
    }

    pub(crate) fn value(&mut self, schema: &Json) -> Json {
        if let Some(name) = schema["$ref"].as_str() {
            let definitions = self.definitions;
            return self.value(&definitions[name.rsplit('/').next().unwrap()]);
        }
        if let Some(fixed) = schema.get("const") {
            return fixed.clone();
        }
        for several in ["enum", "oneOf", "anyOf"] {
            let Some(ways) = schema[several].as_array() else { continue };
            let way = &ways[self.one_of(ways.len())];
            return if several == "enum" { way.clone() } else { self.value(way) };
        }
        let types = match &schema["type"] {
            Json::Array(types) => types.clone(),
            one => vec![one.clone()],
        };
        let chosen = types[self.one_of(types.len())].as_str().unwrap_or("string");
        match chosen {
            "object" => self.object(schema),
            "array" => (0..self.entries).map(|_| self.value(&schema["items"])).collect(),
            "boolean" => json!(self.one_of(2) == 0),
            "integer" | "number" => {
                let [least, most] =
                    [("minimum", 0.0), ("maximum", 70.0)].map(|(end, or)| schema[end].as_f64().unwrap_or(or));
                json!(7.0_f64.min(most).max(least))
            }
            "null" => Json::Null,
            _ => json!(self.text(schema["format"].as_str().unwrap_or_default())),
        }
    }

    fn object(&mut self, schema: &Json) -> Json {
        let mut made = Map::new();
        for (name, of) in schema["properties"].as_object().into_iter().flatten() {
            made.insert(name.clone(), self.value(of));
        }
        if schema["additionalProperties"].is_object() {
            made.insert("7".to_owned(), self.value(&schema["additionalProperties"]));
        }
        Json::Object(made)
    }

    /// Whose history it is, where it is one.
    pub(crate) fn history(&mut self, kind: ReportKind) -> Option<Json> {
        let side = ["given", "received"][self.one_of(2)];
        (kind == ReportKind::History).then(|| json!({"person": ID, "side": side}))
    }

    fn text(&mut self, format: &str) -> &'a str {
        match format {
            "uuid" => ID,
            "actor" => ["system", ID][self.one_of(2)],
            "currency" => "EUR",
            "instant" => "2026-03-02T09:00:00Z",
            "local-date" => "2026-03-02",
            "time-zone" => "UTC",
            _ => self.written,
        }
    }
}

/// The schema of everything.
pub(crate) fn schema() -> Json {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/reference/touchline.schema.json");
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}
