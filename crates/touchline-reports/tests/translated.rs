//! All that a page prints can be said in another language: where a host has every word that ships, nothing else is left on a page
//! of any kind but its data, whatever that is by its schema.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test says what it found by failing")]

use std::collections::BTreeMap;

use html5gum::{Token, Tokenizer};
use serde_json::{Map, Value as Json, json};
use strum::VariantArray as _;
use touchline_reports::layout::ReportKind;
use touchline_reports::render::{RenderInput, render};
use touchline_reports::words::default_texts;

/// How many pages of each kind are looked at.
const PAGES: u64 = 60;

/// What somebody wrote: no letter of it is one.
const WRITTEN: &str = "§7";

/// Where no name is known, people and calls are told by their ids.
const ID: &str = "01800000-0000-7000-8000-000000000000";

/// The type of a kind's data, by its name in the schema.
fn type_of(kind: ReportKind) -> &'static str {
    match kind {
        ReportKind::Bundle => "BundleReport",
        ReportKind::Calibration => "CalibrationResult",
        ReportKind::Coaching => "CoachingReport",
        ReportKind::Compliance => "PlanCompliance",
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
struct Maker<'a> {
    definitions: &'a Json,
    seed: u64,
}

impl Maker<'_> {
    fn one_of(&mut self, many: usize) -> usize {
        self.seed = self.seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.seed >> 33).unwrap().checked_rem(many).unwrap()
    }

    fn value(&mut self, schema: &Json) -> Json {
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
            "array" => (0..2).map(|_| self.value(&schema["items"])).collect(),
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

    fn text(&mut self, format: &str) -> &'static str {
        match format {
            "uuid" => ID,
            "actor" => ["system", ID][self.one_of(2)],
            "currency" => "EUR",
            "instant" => "2026-03-02T09:00:00Z",
            "local-date" => "2026-03-02",
            "time-zone" => "UTC",
            _ => WRITTEN,
        }
    }
}

/// Every text that ships, in a language of signs: what is said stands in brackets, with the values in it.
fn marked() -> Json {
    let mark = |text: &str| {
        let holes = text.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
        format!("⟦{}⟧", holes.map(|(name, _)| format!("{{{name}}}")).collect::<Vec<_>>().join(" "))
    };
    let texts = default_texts().texts.iter().map(|(key, text)| (key.clone(), mark(text.as_str())));
    json!({"locale": "en", "texts": texts.collect::<BTreeMap<_, _>>()})
}

/// What of a text is in no brackets, and no name of a zone or a currency.
fn unmarked(text: &str) -> String {
    let mut depth = 0_u32;
    let outside = text.chars().filter(|letter| {
        match letter {
            '⟦' => depth = depth.saturating_add(1),
            '⟧' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    });
    outside.collect::<String>().replace("UTC", "").replace("EUR", "")
}

/// The text of a page, with that of its pictures, and without its style.
fn text_of(page: &str) -> String {
    let body = page.split_once("<main>").unwrap().1;
    Tokenizer::new(body)
        .filter_map(|token| match token {
            Ok(Token::String(text)) => Some(format!("{}\n", String::from_utf8_lossy(&text))),
            _ => None,
        })
        .collect()
}

#[test]
fn rpt_04_every_word_of_every_page_can_be_said_in_another_language() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/reference/touchline.schema.json");
    let schema: Json = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let words = marked();
    for kind in ReportKind::VARIANTS {
        let definition = &schema["$defs"][type_of(*kind)];
        let name: &str = kind.into();
        for seed in 0..PAGES {
            let mut maker = Maker { definitions: &schema["$defs"], seed };
            let data = maker.value(definition);
            let side = ["given", "received"][maker.one_of(2)];
            let history = (*kind == ReportKind::History).then(|| json!({"person": ID, "side": side}));
            for format in ["markdown", "html"] {
                let input = json!({"data": data, "format": format, "history": history, "kind": name, "words": words});
                let input: RenderInput = serde_json::from_value(input).unwrap();
                let page = render(&input).unwrap().content;
                let left = unmarked(&if format == "html" { text_of(&page) } else { page });
                let line = left.lines().find(|line| line.chars().any(char::is_alphabetic));
                assert_eq!(line, None, "{name} as {format}, seed {seed}");
            }
        }
    }
}
