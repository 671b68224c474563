//! PLN-12: a review pack counts what its sections show, page by page, each thing as its own question shows it; and so it is in a
//! workspace that was made anew from its log or its snapshot.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use touchline::waist::{Status, Workspace};

use crate::certifications::another_certification;
use crate::programmes::{another_meeting, meeting_of_all};
use crate::tenant::{PEOPLE, POLICY, Tenant, id};
use crate::things::{PACKED, furnished, year};

/// What somebody asks of a workspace.
struct Look<'a> {
    tenant: &'a Tenant,
    viewer: &'a str,
    workspace: &'a Workspace,
}

impl Look<'_> {
    fn ask(&self, kind: &str, body: &Value) -> Value {
        let answer = self.tenant.ask_of(self.workspace, self.viewer, kind, body);
        assert_eq!(answer.status, Status::Ok, "{} {kind} {body}: {}", self.viewer, answer.json);
        serde_json::from_str(&answer.json).unwrap()
    }

    /// All that a section shows, one on a page.
    fn section(&self, person: &str, section: &str) -> Vec<Value> {
        let mut body = json!({"days": year(), "limit": 1, "person": id(person), "section": section});
        let mut items = Vec::new();
        loop {
            let page = self.ask("person.review_pack_section", &body);
            items.extend(page["items"].as_array().unwrap().clone());
            if page["next"].is_null() {
                return items;
            }
            body["after"] = page["next"].clone();
        }
    }

    /// A thing of a pack is what its own question shows.
    fn is_as_seen_elsewhere(&self, item: &Value) {
        let kind = item["type"].as_str().unwrap();
        if kind == "training_item" {
            let seen = self.ask("training.item", &json!({"training_item": item["body"]["training_item"]}));
            return assert_eq!(item["body"], seen, "{}", self.viewer);
        }
        let shown = if kind == "plan" { &item["body"]["plan"] } else { &item["body"] };
        let seen = self.ask(&format!("{kind}.get"), &json!({kind: shown["body"][kind]}));
        // Whoever was asked for feedback sees what was released beside what they were asked.
        let followed = if seen["type"] == "asked" { &seen["body"]["followed"] } else { &seen["body"] };
        assert_eq!(&shown["body"], followed, "{}", self.viewer);
    }
}

#[test]
fn pln_12_a_review_pack_counts_what_it_shows_and_shows_what_is_seen_elsewhere() {
    let mut tenant = furnished();
    for (actor, kind, body) in [another_meeting(), meeting_of_all(), another_certification()] {
        let command = tenant.command(&actor, &kind, &body, None);
        let answer = tenant.send(&command);
        assert_eq!(answer.status, Status::Ok, "{kind}: {}", answer.json);
    }
    let anew = tenant.anew(POLICY);
    let mut shown = BTreeSet::new();
    // Who has left asks nothing.
    let viewers = PEOPLE.iter().filter(|viewer| tenant.ask(viewer, "plan.badge", &json!({})).status == Status::Ok);
    for (viewer, person) in viewers.flat_map(|viewer| PEOPLE.iter().map(move |person| (viewer, person))) {
        let look = Look { tenant: &tenant, viewer, workspace: &tenant.workspace };
        let pack = json!({"days": year(), "person": id(person)});
        let counts = look.ask("person.review_pack", &pack);
        for workspace in &anew {
            assert_eq!(Look { workspace, ..look }.ask("person.review_pack", &pack), counts, "{viewer} {person}");
        }
        assert_eq!(counts["sections"].as_array().unwrap().len(), PACKED.len());
        for (row, section) in counts["sections"].as_array().unwrap().iter().zip(PACKED) {
            let items = look.section(person, section);
            assert_eq!(*row, json!({"count": items.len(), "section": section}), "{viewer} {person}");
            assert_eq!(items.iter().map(Value::to_string).collect::<BTreeSet<_>>().len(), items.len(), "each once");
            items.iter().for_each(|item| look.is_as_seen_elsewhere(item));
            if !items.is_empty() {
                shown.insert(section);
            }
        }
    }
    assert_eq!(shown, PACKED.into_iter().collect(), "each section shows something to somebody");
}
