//! `law.reach_sql`, `law.counts_sql`: conditions over columns as SQL, for PostgreSQL and SQLite. Values go in as parameters, and names are
//! quoted, whatever stands in them.
//!
//! Rules: WSP-12.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;
use touchline_kernel::{Code, DetailKey, Failure, Key, Names as _, PersonId, Reason, Rejection};

use super::columns::Role;
use super::counts::{CountTerm, CountedThings, Counts};
use super::fact::Fact;
use super::loaded::Loaded;
use super::reach::{Flag, PersonColumn, ReachTerm, ReachWay, reach};
use crate::access::Action;
use crate::ground::ThingKind;
use crate::policy::Policy;

/// For which database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "SqlDialect")]
pub enum Dialect {
    /// PostgreSQL, from 12 on: parameters are `$1`, `$2`.
    Postgresql,
    /// SQLite, from 3.25 on: parameters are `?1`, `?2`.
    Sqlite,
}

/// What has a name in a host's database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[schemars(rename = "SqlName")]
pub enum Named {
    /// The table of things, which is the name by which the query has the row that is asked about, too, unless `row` says
    /// another.
    Thing,
    /// The table of what people are to things.
    ThingPerson,
    /// The name by which the query has the row that is asked about.
    Row,
    /// A column of a thing: whether a person is there.
    Active,
    /// A column of a thing.
    Assigner,
    /// A column of a thing.
    Author,
    /// A column of a thing.
    Call,
    /// A column of a thing.
    Campaign,
    /// A column of a thing.
    Coached,
    /// A column of a thing.
    ConfidentialSince,
    /// A column of a thing: whether a person has an account.
    HasAccount,
    /// A column of both tables.
    Id,
    /// A column of a thing.
    Keeper,
    /// A column of a thing: to whom a person reports.
    Manager,
    /// A column of a thing.
    Needs,
    /// A column of a thing.
    Open,
    /// A column of a thing.
    Plan,
    /// A column of a thing.
    Reviewer,
    /// A column of a thing.
    SaidTo,
    /// A column of a thing.
    Section,
    /// A column of a thing.
    Shown,
    /// A column of a thing.
    State,
    /// A column of both tables, where one database holds several tenants.
    Tenant,
    /// A column of both tables.
    Type,
    /// A column of a thing.
    Undecided,
    /// A column of what people are to things: which coach.
    Coach,
    /// A column of what people are to things.
    Person,
    /// A column of what people are to things.
    Role,
    /// A column of what people are to things.
    Since,
}

/// What something is called in a host's database, where that is not what the reference tables call it.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct SqlRename {
    /// What it is called there: any name of at most 63 bytes, as it is and without quotes.
    pub name: Key,
    /// What that is the name of.
    pub of: Named,
}

/// Whose reach over which kind of thing, and for which database.
#[derive(Deserialize, JsonSchema)]
pub struct ReachSqlInput {
    /// As in `law.reach`.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub actions: Vec<Action>,
    /// For which database.
    pub dialect: Dialect,
    /// As in `law.reach`.
    #[serde(default)]
    #[schemars(length(max = 100_000))]
    pub facts: Vec<Fact>,
    /// The number of the first parameter: one more than those that the query has before.
    #[serde(default = "first_parameter")]
    #[schemars(range(min = 1, max = 30_000))]
    pub first_parameter: u32,
    /// As in `law.reach`.
    #[serde(rename = "type")]
    pub kind: ThingKind,
    /// What is called otherwise than in the reference tables.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub names: Vec<SqlRename>,
    /// As in `law.reach`.
    #[serde(default)]
    pub policy: Policy,
    /// What stands in the tenant's column, where one database holds several; null where there is no such column.
    #[serde(default)]
    pub tenant: Option<Key>,
    /// As in `law.reach`.
    pub viewer: PersonId,
}

/// The number of the first parameter, where nothing is said of it.
#[must_use]
pub const fn first_parameter() -> u32 {
    1
}

/// A query of one row, with a column for each number of a badge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CountsSql {
    /// What its parameters stand for, from the first on.
    pub parameters: Vec<String>,
    /// The query.
    pub sql: String,
}

/// A condition for a WHERE clause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReachSql {
    /// What its parameters stand for, from the first on.
    pub parameters: Vec<String>,
    /// The condition, in parentheses.
    pub sql: String,
}

/// How something is printed.
#[derive(Debug)]
pub struct Printing {
    /// For which database.
    pub dialect: Dialect,
    /// The number of the first parameter.
    pub first: u32,
    /// What is called otherwise than in the reference tables.
    pub names: Vec<SqlRename>,
    /// What stands in the tenant's column; nothing where there is no such column.
    pub tenant: Option<Key>,
}

pub(super) fn law_reach_sql(input: ReachSqlInput) -> Result<ReachSql, Failure> {
    let facts = Loaded::new(input.facts)?;
    let reach = reach((input.viewer, input.kind), &input.actions, &input.policy, &facts)?;
    let (dialect, names, tenant) = (input.dialect, input.names, input.tenant);
    let printing = Printing { dialect, first: input.first_parameter, names, tenant };
    let mut printer = Printer::new(printing, reach.viewer)?;
    let sql = printer.condition(reach.kind, &[], &reach.any);
    Ok(ReachSql { parameters: printer.parameters, sql })
}

/// A query of one row, with a column for each number.
///
/// # Errors
/// A name that is too long.
pub fn counts_sql(counts: &Counts, printing: Printing) -> Result<CountsSql, Rejection> {
    let mut printer = Printer::new(printing, counts.viewer)?;
    let columns: Vec<String> = counts
        .counts
        .iter()
        .map(|count| {
            let counted: Vec<String> = count.of.iter().map(|things| printer.counted(things)).collect();
            format!("{} AS {}", counted.join(" + "), quoted(count.name))
        })
        .collect();
    Ok(CountsSql { parameters: printer.parameters, sql: format!("SELECT {}", columns.join(", ")) })
}

/// How many bytes of a name PostgreSQL looks at.
const LONGEST: usize = 63;

/// A longer name would be cut off, and mean another.
fn check(rename: &SqlRename) -> Result<(), Reason> {
    let actual = rename.name.as_str().len();
    if actual <= LONGEST {
        return Ok(());
    }
    Err(Reason::new(Code::TextTooLong).with(DetailKey::Actual, actual).with(DetailKey::Limit, LONGEST))
}

struct Printer {
    printing: Printing,
    parameters: Vec<String>,
    viewer: PersonId,
}

impl Printer {
    fn new(printing: Printing, viewer: PersonId) -> Result<Self, Rejection> {
        for (place, rename) in printing.names.iter().enumerate() {
            check(rename).map_err(|reason| Rejection::from(reason).at(format!("/names/{place}/name")))?;
        }
        Ok(Printer { printing, parameters: Vec::new(), viewer })
    }

    fn condition(&mut self, kind: ThingKind, all: &[CountTerm], any: &[ReachWay]) -> String {
        if any.is_empty() {
            return "(FALSE)".to_owned();
        }
        let mut terms = vec![self.of_kind(&self.row(), kind)];
        terms.extend(all.iter().map(|term| self.count_term(term)));
        let ways: Vec<String> = any.iter().map(|way| self.way(way)).collect();
        format!("({} AND ({}))", terms.join(" AND "), ways.join(" OR "))
    }

    fn counted(&mut self, things: &CountedThings) -> String {
        if things.any.is_empty() {
            return "0".to_owned();
        }
        let condition = self.condition(things.kind, &things.all, &things.any);
        let table = match self.renamed(Named::Row) {
            Some(_) => self.things_as(&self.row()),
            None => self.row(),
        };
        format!("(SELECT count(*) FROM {table} WHERE {condition})")
    }

    fn way(&mut self, way: &ReachWay) -> String {
        let mut terms: Vec<String> = way.all.iter().map(|term| self.term(term)).collect();
        // What is not known does not hold.
        let none: Vec<String> = way.none.iter().map(|term| format!("{} IS NOT TRUE", self.term(term))).collect();
        terms.extend(none);
        if terms.is_empty() { "TRUE".to_owned() } else { format!("({})", terms.join(" AND ")) }
    }

    fn term(&mut self, term: &ReachTerm) -> String {
        let row = self.row();
        match term {
            ReachTerm::Is(is) => {
                let (column, viewer) = (self.column(&row, column(is.column)), self.viewer());
                format!("({column} = {viewer})")
            }
            ReachTerm::Holds(holds) => self.holds(holds.column),
            ReachTerm::Needs(needs) => {
                let (column, action) = (self.column(&row, Named::Needs), self.parameter(needs.action.name()));
                format!("({column} = {action})")
            }
            ReachTerm::Has(has) => self.has(has.role, None),
            ReachTerm::PlanHas(has) => self.plan_has(has.role),
            ReachTerm::CoachesItsPlan => format!("(EXISTS ({}))", self.of_plan(Role::Coach)),
            ReachTerm::Below => self.below(),
            ReachTerm::Above => self.above(),
            ReachTerm::OfCampaign(of) => self.of_campaign(&of.campaigns),
            ReachTerm::StandsIn => self.stands_in(),
            ReachTerm::Unled => self.unled(),
        }
    }

    fn count_term(&mut self, term: &CountTerm) -> String {
        let row = self.row();
        match term {
            CountTerm::CoachedHas(has) => {
                let coached = self.column(&row, Named::Coached);
                self.has(has.role, Some(coached))
            }
            CountTerm::Has(has) => self.has(has.role, None),
            CountTerm::Holds(holds) => self.holds(holds.column),
            CountTerm::InSection(of) => {
                let (column, section) = (self.column(&row, Named::Section), self.parameter(of.section.into()));
                format!("({column} = {section})")
            }
            CountTerm::InState(of) => {
                let column = self.column(&row, Named::State);
                let states: Vec<String> = of.states.iter().map(|state| self.parameter(state)).collect();
                format!("({column} IN ({}))", states.join(", "))
            }
            CountTerm::Lacks(has) => format!("(NOT {})", self.has(has.role, None)),
        }
    }

    fn holds(&self, flag: Flag) -> String {
        format!("({}.{})", self.row(), self.quoted_word(flag.into()))
    }

    /// A row beside the thing: the viewer's, or of whom a column names.
    fn has(&mut self, role: Role, of: Option<String>) -> String {
        let row = self.row();
        let (own, id) = (self.column(&row, Named::Type), self.column(&row, Named::Id));
        let of = of.unwrap_or_else(|| self.viewer());
        format!("(EXISTS ({}))", self.held("held", (&own, &id), role, &of))
    }

    /// A row of somebody's beside a thing.
    fn held(&mut self, alias: &str, (kind, id): (&str, &str), role: Role, of: &str) -> String {
        let role = self.parameter(role.name());
        let table = self.name(Named::ThingPerson);
        let alias = self.alias(alias);
        let [type_, own, role_, person] =
            [Named::Type, Named::Id, Named::Role, Named::Person].map(|column| self.column(&alias, column));
        let tenant = self.of_tenant(&alias);
        format!(
            "SELECT 1 FROM {table} AS {alias} WHERE {tenant}{type_} = {kind} AND {own} = {id} AND {role_} = {role} \
             AND {person} = {of}"
        )
    }

    /// A row of the viewer's beside its plan.
    fn of_plan(&mut self, role: Role) -> String {
        let (plan, plan_type) = (self.column(&self.row(), Named::Plan), self.parameter(ThingKind::Plan.into()));
        let viewer = self.viewer();
        self.held("held", (&plan_type, &plan), role, &viewer)
    }

    fn plan_has(&mut self, role: Role) -> String {
        let row = self.row();
        let held = self.alias("held");
        let of_plan = self.of_plan(role);
        let (said_to, coach) = (self.column(&row, Named::SaidTo), self.column(&held, Named::Coach));
        let mut sql = format!("{of_plan} AND ({said_to} IS NULL OR {coach} = {said_to})");
        if role == Role::Coach {
            let (since, confidential) = (self.column(&held, Named::Since), self.column(&row, Named::ConfidentialSince));
            let (own, id) = (self.column(&row, Named::Type), self.column(&row, Named::Id));
            let viewer = self.viewer();
            let among = self.held("among", (&own, &id), Role::Confidant, &viewer);
            sql.push_str(&format!(" AND ({confidential} IS NULL OR ({since} <= {confidential} AND EXISTS ({among})))"));
        }
        format!("(EXISTS ({sql}))")
    }

    /// The one coached stands somewhere below the viewer.
    fn below(&mut self) -> String {
        let lines = self.alias("line");
        let (coached, viewer) = (self.column(&self.row(), Named::Coached), self.viewer());
        let person = self.alias("person");
        let (table, id, manager) =
            (self.things_as(&person), self.column(&person, Named::Id), self.column(&person, Named::Manager));
        let of_people = self.of_people(&person);
        let line = format!(
            "WITH RECURSIVE {lines} (\"stands\") AS (SELECT {id} FROM {table} WHERE {of_people} \
             AND {manager} = {viewer} UNION SELECT {id} FROM {table} JOIN {lines} ON {manager} = {lines}.\"stands\" \
             WHERE {of_people}) SELECT \"stands\" FROM {lines}"
        );
        format!("({})", self.among(&coached, &line))
    }

    /// The one described stands somewhere above the viewer.
    fn above(&mut self) -> String {
        let lines = self.alias("line");
        let (coached, viewer) = (self.column(&self.row(), Named::Coached), self.viewer());
        let line = self.line_above(&viewer);
        let line = format!("{line} SELECT \"stands\" FROM {lines} WHERE \"stands\" IS NOT NULL");
        format!("({})", self.among(&coached, &line))
    }

    /// A column names one of those whom a query finds that asks nothing of the row. PostgreSQL walks the whole table for an
    /// `IN` beside an `OR`, and takes an array to the index of the column.
    fn among(&self, column: &str, query: &str) -> String {
        match self.printing.dialect {
            Dialect::Postgresql => format!("{column} = ANY (ARRAY({query}))"),
            Dialect::Sqlite => format!("{column} IN ({query})"),
        }
    }

    /// Everybody above one, as a common table `line`.
    fn line_above(&mut self, one: &str) -> String {
        let lines = self.alias("line");
        let person = self.alias("person");
        let (table, id, manager) =
            (self.things_as(&person), self.column(&person, Named::Id), self.column(&person, Named::Manager));
        let of_people = self.of_people(&person);
        format!(
            "WITH RECURSIVE {lines} (\"stands\") AS (SELECT {manager} FROM {table} WHERE {of_people} AND {id} = {one} \
             UNION SELECT {manager} FROM {table} JOIN {lines} ON {id} = {lines}.\"stands\" WHERE {of_people})"
        )
    }

    fn of_campaign(&mut self, campaigns: &[Key]) -> String {
        let (call, alias) = (self.column(&self.row(), Named::Call), self.alias("call"));
        let listed: Vec<String> = campaigns.iter().map(|campaign| self.parameter(campaign.as_str())).collect();
        let (table, id, campaign) =
            (self.things_as(&alias), self.column(&alias, Named::Id), self.column(&alias, Named::Campaign));
        let of_kind = self.of_kind(&alias, ThingKind::Call);
        let listed = listed.join(", ");
        format!("({call} IN (SELECT {id} FROM {table} WHERE {of_kind} AND {campaign} IN ({listed})))")
    }

    fn stands_in(&mut self) -> String {
        let (row, person, viewer) = (self.row(), self.alias("person"), self.viewer());
        let (coached, assigner) = (self.column(&row, Named::Coached), self.column(&row, Named::Assigner));
        let (table, of_people) = (self.things_as(&person), self.of_people(&person));
        let [id, manager, active] =
            [Named::Id, Named::Manager, Named::Active].map(|column| self.column(&person, column));
        format!(
            "({assigner} IS NOT NULL AND EXISTS (SELECT 1 FROM {table} WHERE {of_people} AND {id} = {coached} \
             AND {manager} = {viewer}) AND NOT EXISTS (SELECT 1 FROM {table} WHERE {of_people} AND {id} = {assigner} \
             AND {active}))"
        )
    }

    fn unled(&mut self) -> String {
        let lines = self.alias("line");
        let (row, person, viewer) = (self.row(), self.alias("person"), self.viewer());
        let coached = self.column(&row, Named::Coached);
        let below = self.below();
        let line = self.line_above(&coached);
        let (table, of_people) = (self.things_as(&person), self.of_people(&person));
        let [id, active, has_account] =
            [Named::Id, Named::Active, Named::HasAccount].map(|column| self.column(&person, column));
        format!(
            "({coached} <> {viewer} AND NOT {below} AND NOT EXISTS ({line} SELECT 1 FROM {lines} JOIN {table} \
             ON {id} = {lines}.\"stands\" WHERE {of_people} AND {active} AND {has_account}))"
        )
    }

    /// The table of things, in which people and calls stand, too, under another name.
    fn things_as(&self, alias: &str) -> String {
        format!("{} AS {alias}", self.name(Named::Thing))
    }

    fn of_people(&mut self, alias: &str) -> String {
        self.of_kind(alias, ThingKind::Person)
    }

    fn of_kind(&mut self, alias: &str, kind: ThingKind) -> String {
        let tenant = self.of_tenant(alias);
        let (column, kind) = (self.column(alias, Named::Type), self.parameter(kind.into()));
        format!("{tenant}{column} = {kind}")
    }

    fn of_tenant(&mut self, alias: &str) -> String {
        let Some(tenant) = self.printing.tenant.clone() else { return String::new() };
        let (column, tenant) = (self.column(alias, Named::Tenant), self.parameter(tenant.as_str()));
        format!("{column} = {tenant} AND ")
    }

    fn viewer(&mut self) -> String {
        self.parameter(&self.viewer.to_string())
    }

    /// The parameter that stands for a value: each value has one.
    fn parameter(&mut self, value: &str) -> String {
        let known = self.parameters.iter().position(|known| known == value);
        let place = known.unwrap_or_else(|| {
            self.parameters.push(value.to_owned());
            self.parameters.len().saturating_sub(1)
        });
        let number = usize::try_from(self.printing.first).unwrap_or(usize::MAX).saturating_add(place);
        match self.printing.dialect {
            Dialect::Postgresql => format!("${number}"),
            Dialect::Sqlite => format!("?{number}"),
        }
    }

    /// A name for what stands inside the condition, which is none of the host's: neither database would tell them apart.
    fn alias(&self, name: &str) -> String {
        let mut alias = name.to_owned();
        let tables = [Named::Thing, Named::ThingPerson, Named::Row];
        while tables.iter().any(|of| self.renamed(*of).is_some_and(|taken| taken.eq_ignore_ascii_case(&alias))) {
            alias.push('_');
        }
        quoted(&alias)
    }

    fn row(&self) -> String {
        match self.renamed(Named::Row) {
            Some(name) => quoted(name),
            None => self.name(Named::Thing),
        }
    }

    fn column(&self, row: &str, column: Named) -> String {
        format!("{row}.{}", self.name(column))
    }

    fn quoted_word(&self, word: &'static str) -> String {
        let of = |rename: &&SqlRename| <&'static str>::from(rename.of) == word;
        quoted(self.printing.names.iter().rev().find(of).map_or(word, |rename| rename.name.as_str()))
    }

    fn name(&self, of: Named) -> String {
        quoted(self.renamed(of).unwrap_or(of.into()))
    }

    fn renamed(&self, of: Named) -> Option<&str> {
        self.printing.names.iter().rev().find(|rename| rename.of == of).map(|rename| rename.name.as_str())
    }
}

/// A name as both databases take it literally.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn column(column: PersonColumn) -> Named {
    match column {
        PersonColumn::Assigner => Named::Assigner,
        PersonColumn::Author => Named::Author,
        PersonColumn::Coached => Named::Coached,
        PersonColumn::Keeper => Named::Keeper,
        PersonColumn::Reviewer => Named::Reviewer,
    }
}
