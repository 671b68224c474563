"""Each index of the reference tables is used by the question that it stands there for, in a table of some size, in every database."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from touchline import law

from test_reach import DATABASES, TABLES, TENANT, Tables, opened, statements, told_of

THINGS = 20_000
PERSON_7, THING_7 = (f"00000000-0000-4000-8000-{number:012}" for number in (56, 7))

# What each index serves, asked as it is asked: `:` and a number stand for the parameters.
QUESTIONS: dict[str, tuple[str, list[Any]]] = {
    "thing_coached": (
        "SELECT id FROM thing WHERE tenant = :1 AND type = :2 AND coached = :3 AND section = 'live' ORDER BY listed_at, id LIMIT 50",
        [TENANT, "bundle", PERSON_7],
    ),
    "thing_section": (
        "SELECT id FROM thing WHERE tenant = :1 AND type = :2 AND section = 'live' ORDER BY listed_at, id LIMIT 50",
        [TENANT, "bundle"],
    ),
    "thing_author": ("SELECT id FROM thing WHERE tenant = :1 AND type = :2 AND author = :3", [TENANT, "bundle", PERSON_7]),
    "thing_keeper": (
        "SELECT COUNT(*) FROM thing WHERE tenant = :1 AND type = :2 AND keeper = :3 AND section = 'live' AND state = 'agent_reviewed'",
        [TENANT, "bundle", PERSON_7],
    ),
    "thing_reviewer": ("SELECT id FROM thing WHERE tenant = :1 AND type = :2 AND reviewer = :3", [TENANT, "review", PERSON_7]),
    "thing_assigner": ("SELECT id FROM thing WHERE tenant = :1 AND type = :2 AND assigner = :3", [TENANT, "action_item", PERSON_7]),
    "thing_manager": (
        "WITH RECURSIVE below (id) AS (SELECT id FROM thing WHERE tenant = :1 AND type = 'person' AND manager = :2 UNION "
        "SELECT thing.id FROM below JOIN thing ON thing.tenant = :1 AND thing.type = 'person' AND thing.manager = below.id) "
        "SELECT id FROM below",
        [TENANT, PERSON_7],
    ),
    "thing_call": ("SELECT stored FROM thing WHERE tenant = :1 AND type = :2 AND call = :3", [TENANT, "disposition", "c7"]),
    "thing_campaign": ("SELECT id FROM thing WHERE tenant = :1 AND type = :2 AND campaign = :3", [TENANT, "call", "s7"]),
    "thing_plan": ("SELECT stored FROM thing WHERE tenant = :1 AND type = :2 AND plan = :3", [TENANT, "session", "l7"]),
    "thing_topic": (
        "SELECT COUNT(*) FROM thing WHERE tenant = :1 AND type = :2 AND coached = :3 AND topic = :4",
        [TENANT, "training_item", PERSON_7, "greeting"],
    ),
    "thing_due": (
        "SELECT id FROM thing WHERE tenant = :1 AND type = :2 AND section = 'live' AND due_on < :3",
        [TENANT, "action_item", "2026-01-03"],
    ),
    "thing_person_thing": (
        "SELECT person FROM thing_person WHERE tenant = :1 AND type = :2 AND id = :3 AND role = 'awaited'",
        [TENANT, "bundle", THING_7],
    ),
    "thing_person_person": (
        "SELECT type, id FROM thing_person WHERE tenant = :1 AND person = :2 AND role = 'awaited'",
        [TENANT, PERSON_7],
    ),
    "thing_name_thing": ("SELECT named_id FROM thing_name WHERE tenant = :1 AND type = :2 AND id = :3", [TENANT, "bundle", THING_7]),
    "thing_name_named": (
        "SELECT id FROM thing_name WHERE tenant = :1 AND named_type = :2 AND named_id = :3",
        [TENANT, "training_item", THING_7],
    ),
}


def id_of(number: str) -> str:
    """The id of the thing of a number, in SQL."""
    return f"'00000000-0000-4000-8000-' || SUBSTR(CAST(1000000000000 + {number} AS TEXT), 2)"


# By column: what stands in it, in the row of a number. Everything is spread evenly, and of a page there is more than one. Every eighth
# is a person, who has ten reports.
KINDS = ["person", "call", "bundle", "disposition", "review", "action_item", "session", "training_item"]
KIND = f"CASE n % {len(KINDS)} {' '.join(f'WHEN {place} THEN {kind!r}' for place, kind in enumerate(KINDS))} END"
PERSON = id_of("n / 8 % 250 * 8")
DAY = "SUBSTR('2026-01-', 1, 8) || SUBSTR(CAST(100 + n / 8 % 28 + 1 AS TEXT), 2, 2)"
FILLED = {
    "thing": {
        "ages_from": DAY, "listed_at": DAY, "assigner": PERSON, "author": PERSON, "call": "'c' || (n / 8 % 500)", "campaign": "'s' || (n / 8 % 100)",
        "changed_at": DAY, "coached": PERSON, "due_on": DAY, "id": id_of("n"), "keeper": PERSON, "made_at": DAY, "manager": id_of("n / 80 * 8"),
        "needs": "'see_bundle'", "open": "TRUE", "plan": "'l' || (n / 8 % 300)", "reviewer": PERSON,
        "section": "CASE n / 8 % 4 WHEN 0 THEN 'live' WHEN 1 THEN 'archived' ELSE 'over' END", "shown": "TRUE", "state": "CASE n / 16 % 3 WHEN 0 THEN 'agent_reviewed' ELSE 'released' END", "stored": "'{}'",
        "topic": "CASE n / 16 % 9 WHEN 0 THEN 'greeting' ELSE 'k' || (n / 16 % 9) END", "type": KIND, "undecided": "TRUE", "version": "1",
    },
    "thing_person": {"id": id_of("n"), "person": PERSON, "role": "CASE n / 8 % 3 WHEN 0 THEN 'awaited' ELSE 'coach' END", "type": KIND},
    "thing_name": {"id": id_of("n"), "named_id": id_of("n / 8 % 900"), "named_type": "'training_item'", "type": KIND},
}


def filled(tables: Tables) -> Tables:
    """The reference tables with some thousand things in them, counted by the database as it would by itself."""
    for statement in statements():
        tables.run(statement, [])
    for table, columns in FILLED.items():
        tables.run(
            f"INSERT INTO {table} (tenant, {', '.join(columns)}) "
            f"WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {THINGS}) "
            f"SELECT {tables.mark(1)}, {', '.join(columns.values())} FROM numbers",
            [TENANT],
        )
    tables.run("ANALYZE", [])
    return tables


def plan(tables: Tables, sql: str, parameters: list[Any]) -> str:
    """How the database means to answer, in its own words."""
    return plan_of(tables, re.sub(r":(\d)", lambda found: tables.mark(int(found[1])), sql), parameters)


def plan_of(tables: Tables, sql: str, parameters: list[Any]) -> str:
    """The same of what is printed for this database."""
    explain = "EXPLAIN QUERY PLAN" if tables.dialect == "sqlite" else "EXPLAIN"
    return "\n".join(str(row[-1]) for row in tables.run(f"{explain} {sql}", parameters))


@pytest.fixture
def tables(database: str, request: pytest.FixtureRequest) -> Iterator[Tables]:
    for empty in opened(database, {}, request):
        yield filled(empty)


@DATABASES
def test_wsp_12_a_badge_goes_by_indexes_alone(tables: Tables) -> None:
    person = {"person": PERSON_7, "name": "Mia", "roles": ["manager"]}
    for policy in ({"access": {"manager_scope": scope}} for scope in ("own_reports", "organisation")):
        asked = {"dialect": tables.dialect, "facts": [{"type": "person", "body": {"person": PERSON_7, "value": person}}], "policy": policy, "question": "bundle.badge"}
        counts = told_of(tables, policy, law.counts_sql, {**asked, "tenant": TENANT, "viewer": PERSON_7})
        told = plan_of(tables, counts["sql"], counts["parameters"])
        assert re.search(r"\bthing_keeper\b.*keeper.*section.*state", told, re.DOTALL) and re.search(r"\bthing_coached\b", told), told
        assert not re.search(r"\bSCAN thing|Seq Scan", told), told


@DATABASES
def test_wsp_13_each_index_of_the_reference_tables_serves_its_question(tables: Tables) -> None:
    for index, (sql, parameters) in QUESTIONS.items():
        told = plan(tables, sql, parameters)
        assert re.search(rf"\b{index}\b", told), f"{index}: {told}"
        assert not re.search(r"\bSCAN thing|Seq Scan", told), f"{index}: {told}"


# What a manager goes by, of whomever they may see: two indexes begin with the one coached.
GONE_BY = {"own_reports": ["thing_(coached|topic)", "thing_keeper", "thing_manager"], "organisation": [r"thing_\w+"]}


@DATABASES
def test_wsp_12_what_chooses_rows_goes_by_the_indexes(tables: Tables) -> None:
    viewer = {"type": "person", "body": {"person": PERSON_7, "value": {"person": PERSON_7, "name": "Mia", "roles": ["manager"]}}}
    for scope, indexes in GONE_BY.items():
        policy = {"access": {"manager_scope": scope}}
        asked: Any = {"dialect": tables.dialect, "type": "bundle", "viewer": PERSON_7, "tenant": TENANT, "facts": [viewer], "policy": policy}
        condition: Any = law.reach_sql(asked)
        told = plan(tables, f"SELECT id FROM thing WHERE {condition['sql']}", condition["parameters"])
        assert not [index for index in indexes if not re.search(rf"\b{index}\b", told)], told
        assert not re.search(r"\bSCAN (thing|person)|Seq Scan", told), told


def test_wsp_13_each_index_has_a_question() -> None:
    assert sorted(re.findall(r"^CREATE INDEX (\w+)", TABLES.read_text(), re.MULTILINE)) == sorted(QUESTIONS)
