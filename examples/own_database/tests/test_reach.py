"""The rows that `law.reach_sql` chooses are those that are shown, and what `law.ask` answers over them is what a workspace answers: in
every database, for everybody and every kind of thing."""

import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, get_args

import psycopg
import pytest

import touchline
from touchline import law
from touchline.types import SqlName

TABLES = Path(__file__).parents[3] / "docs" / "reference" / "tables.sql"
TENANT = "t'1"
KINDS = {row["fact"]: row["things"] for row in law.rests_on()["facts"]}

# Over which kinds of things questions go, and those that go by links of tracks, which rest on more than a viewer may see.
OVER = {row["question"]: row["things"] for row in law.rests_on()["questions"]}
UNSEEN = {row["question"] for row in law.rests_on()["questions"] if row["unseen"]}
BEYOND = {row["question"] for row in law.rests_on()["questions"] if row["tracks"]}


def worlds() -> list[Any]:
    """Worlds with something of every kind: what everybody sees in them, and what a workspace answers."""
    path = os.environ.get("TOUCHLINE_REACH_WORLDS")
    if path is None:
        pytest.skip("no worlds are here: `cargo xtask test host` makes them")
    made: list[Any] = json.loads(Path(path).read_text())
    return made


def statements() -> Iterator[str]:
    """The reference tables, as they are printed."""
    lines = [line for line in TABLES.read_text().splitlines() if not line.lstrip().startswith("--")]
    yield from (statement for statement in "\n".join(lines).split(";") if statement.strip())


def rows(world: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """What goes into which table, another tenant's of the same ids beside it."""
    for tenant in (TENANT, "another"):
        for thing, state in zip(world["columns"], world["things"], strict=True):
            own = {field: value for field, value in thing.items() if field not in ("names", "people")}
            yield "thing", {"tenant": tenant, **own, "stored": json.dumps(state) if tenant == TENANT else "{}"}
            place = {"tenant": tenant, "type": thing["type"], "id": thing["id"]}
            for person in thing["people"]:
                yield "thing_person", {**place, **person}
            for named in thing["names"]:
                yield "thing_name", {**place, "named_type": named["type"], "named_id": named["id"]}


Run = Callable[[str, list[Any]], list[Any]]
Mark = Callable[[int], str]


@dataclass
class Tables:
    """A world in the tables of a database, whichever that is."""

    dialect: str
    run: Run
    mark: Mark
    world: Any
    chosen: dict[tuple[str, str, bool], list[Any]] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)

    def fill(self) -> None:
        for statement in statements():
            self.run(statement, [])
        for table, row in rows(self.world):
            marks = ", ".join(self.mark(place) for place in range(1, len(row) + 1))
            self.run(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", [*row.values()])

    def select(self, columns: str, where: str, parameters: list[Any]) -> list[Any]:
        return self.run(f"SELECT {columns} FROM thing WHERE {where}", parameters)

    def of_kind(self, kind: str) -> list[Any]:
        where = f"tenant = {self.mark(1)} AND type = {self.mark(2)}"
        return self.select("id, stored", where, [TENANT, kind])

    @cached_property
    def kept(self) -> dict[str, list[Any]]:
        return {kind: [json.loads(state) for _, state in self.of_kind(kind)] for kind in {each["type"] for each in self.world["columns"]}}

    def load(self, policy: Any) -> Callable[[list[Any]], list[Any]]:
        """Facts: the law reckons them, over the kinds of things that it says."""

        def load(keys: list[Any]) -> list[Any]:
            unknown = [key for key in keys if json.dumps(key) not in self.facts]
            if unknown:
                known = zip(unknown, reckoned(unknown), strict=True)
                self.facts.update((json.dumps(key), fact) for key, fact in known)
            return [self.facts[json.dumps(key)] for key in keys]

        def reckoned(keys: list[Any]) -> list[Any]:
            kinds = {kind for key in keys for kind in (KINDS[key["type"]] or [key["body"]["type"]])}
            things = [thing for kind in sorted(kinds) for thing in self.kept.get(kind, [])]
            reckon = {"keys": keys, "policy": policy, "things": things}
            answer = touchline.told(load, lambda facts: law.facts({**reckon, "facts": facts}))  # type: ignore[typeddict-item]
            facts: list[Any] = answer["facts"]
            return facts

        return load

    def choose(self, viewer: str, kind: str, policy: Any, *, in_force: bool) -> list[Any]:
        """The things of a kind that somebody may see, by the law's own condition."""
        known = self.chosen.get((viewer, kind, in_force))
        if known is not None:
            return known
        asked = {"dialect": self.dialect, "policy": policy, "tenant": TENANT, "type": kind, "viewer": viewer}
        # Whoever looks is asked for first; known by now, since others were asked for of them before.
        [viewing] = self.load(policy)([{"type": "person", "body": {"person": viewer}}])
        condition = told_of(self, policy, law.reach_sql, {**asked, "facts": [viewing]})
        found = self.select("id, stored", condition["sql"], condition["parameters"])
        self.chosen[viewer, kind, in_force] = found
        return found


def sqlite_tables(world: Any) -> Iterator[Tables]:
    database = sqlite3.connect(":memory:")

    def run(sql: str, parameters: list[Any]) -> list[Any]:
        # Each parameter has a number, which sqlite3 of Python takes by name.
        return database.execute(sql, {str(number): value for number, value in enumerate(parameters, 1)}).fetchall()

    yield Tables("sqlite", run, "?{}".format, world)
    database.close()


def postgresql_tables(world: Any, address: str) -> Iterator[Tables]:
    with psycopg.connect(address) as connection, psycopg.RawCursor(connection) as cursor:
        cursor.execute(b"CREATE SCHEMA reach")
        cursor.execute(b"SET search_path TO reach")

        def run(sql: str, parameters: list[Any]) -> list[Any]:
            cursor.execute(sql.encode(), parameters)
            return cursor.fetchall() if cursor.description else []

        yield Tables("postgresql", run, "${}".format, world)
        connection.rollback()


def opened(database: str, world: Any, request: pytest.FixtureRequest) -> Iterator[Tables]:
    """A world in a database of this name."""
    if database == "sqlite":
        yield from sqlite_tables(world)
    else:
        yield from postgresql_tables(world, request.getfixturevalue("postgresql"))


DATABASES = pytest.mark.parametrize("database", ["sqlite", "postgresql"])


@DATABASES
def test_wsp_12_a_database_chooses_what_is_shown(database: str, request: pytest.FixtureRequest) -> None:
    for world in worlds():
        for tables in opened(database, world, request):
            tables.fill()
            seen = unseen = 0
            for asked in world["asked"]:
                chosen = tables.choose(asked["viewer"], asked["type"], world["policy"], in_force=False)
                assert sorted(id for id, _ in chosen) == asked["ids"], asked
                seen, unseen = seen + len(chosen), unseen + (not chosen)
            assert seen > 20 and unseen > 20


BADGES = {row["question"] for row in law.rests_on()["questions"] if row["question"].endswith(".badge")}


# Every name that a host can give to a table or a column, at its most hostile; that of a row stands in a query alone.
PERSON_FIELDS = ["coach", "id", "person", "role", "since", "tenant", "type"]
FIELDS = sorted({*get_args(SqlName)} - {"coach", "person", "role", "row", "since", "thing", "thing_person"})


def hostile(name: str) -> str:
    return f'{name}" OR 1=1; --'


@DATABASES
def test_wsp_12_tables_with_hostile_names_are_chosen_from_and_counted_alike(database: str, request: pytest.FixtureRequest) -> None:
    world = worlds()[0]
    policy = world["beside"]["policy"]
    row = {"of": "row", "name": hostile("row")}
    names = [{"of": name, "name": hostile(name)} for name in get_args(SqlName) if name != "row"]

    def quoted(name: str) -> str:
        return '"' + hostile(name).replace('"', '""') + '"'

    for tables in opened(database, world, request):
        tables.fill()
        for table in ("thing", "thing_person"):
            columns = FIELDS if table == "thing" else PERSON_FIELDS
            renamed = ", ".join(f"{name} AS {quoted(name)}" for name in columns)
            tables.run(f"CREATE VIEW {quoted(table)} AS SELECT {renamed} FROM {table}", [])
        for asked in world["asked"]:
            if asked["type"] not in ("bundle", "review", "session_note", "action_item"):
                continue
            reach = {"dialect": tables.dialect, "names": names, "policy": world["policy"], "tenant": TENANT, "type": asked["type"], "viewer": asked["viewer"]}
            condition = told_of(tables, world["policy"], law.reach_sql, reach)
            chosen = tables.run(f"SELECT {quoted('id')} FROM {quoted('thing')} WHERE {condition['sql']}", condition["parameters"])
            assert sorted(id for (id,) in chosen) == asked["ids"], asked
        for viewer in {each["query"]["viewer"] for each in world["told"]}:
            for badge in sorted(BADGES):
                counts = {"dialect": tables.dialect, "policy": policy, "question": badge, "tenant": TENANT, "viewer": viewer}
                plain, renamed_too = (told_of(tables, policy, law.counts_sql, {**counts, **more}) for more in ({}, {"names": [*names, row]}))
                assert tables.run(plain["sql"], plain["parameters"]) == tables.run(renamed_too["sql"], renamed_too["parameters"])


def told_of(tables: Tables, policy: Any, operation: Callable[[Any], Any], asked: Any) -> Any:
    """What an operation prints, with what it asks for."""
    return touchline.told(tables.load(policy), lambda facts: operation({**asked, "facts": [*asked.get("facts", []), *facts]}))


@DATABASES
def test_ntf_04_a_database_counts_the_badges_that_a_workspace_tells(database: str, request: pytest.FixtureRequest) -> None:
    counted = set()
    for world in worlds():
        policy = world["beside"]["policy"]
        for tables in opened(database, world, request) if world["told"] else ():
            tables.fill()
            for each in world["told"]:
                query = each["query"]
                if query["type"] not in BADGES or not each["is_ok"]:
                    continue
                asked = {"dialect": tables.dialect, "policy": policy, "question": query["type"], "tenant": TENANT, "viewer": query["viewer"]}
                printed_sql = told_of(tables, policy, law.counts_sql, asked)
                [row] = tables.run(printed_sql["sql"], printed_sql["parameters"])
                answer = json.loads(each["answer"])
                assert list(row) == list(answer.values()), query
                counted.add(query["type"])
    assert counted == BADGES


def kinds_over(world: Any, question: str) -> list[str]:
    """Of which kinds a question goes over what somebody may see, as far as there are any."""
    kinds = {asked["type"] for asked in world["asked"]}
    return [kind for kind in OVER[question] if kind in kinds]


# Of all that is asked in a world one half is in one database, and the other half in the other.
PARTS = ("sqlite", "postgresql")


def printed(value: Any) -> str:
    """As the law and a workspace print it: the names of fields in order, no spaces, letters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def over(tables: Tables, query: Any, kind: str, policy: Any) -> list[Any]:
    """The things of a kind that a question goes over: what its viewer may see, or all that there are."""
    if query["type"] in UNSEEN:
        return tables.of_kind(kind)
    return tables.choose(query["viewer"], kind, policy, in_force=True)


def answered(tables: Tables, query: Any) -> tuple[bool, str]:
    """What the law says over the rows that it chose, and whether that is an answer."""
    beside, kinds = tables.world["beside"], kinds_over(tables.world, query["type"])
    try:
        chosen = [over(tables, query, kind, beside["policy"]) for kind in kinds]
        things = [json.loads(stored) for rows in chosen for _, stored in rows]
        told = told_of(tables, beside["policy"], law.ask, {**beside, "query": query, "things": things, "tracks": []})
    except touchline.Rejected as refusal:
        # The query is a part of the input there, and its paths begin with its place.
        path = refusal.path and refusal.path.removeprefix("/query")
        return False, printed({"code": refusal.code, "details": refusal.details or None, "kind": refusal.kind, "message": refusal.message, "path": path})
    return True, printed(told["body"])


@DATABASES
def test_wsp_14_what_is_asked_over_the_rows_chosen_is_what_a_workspace_answers(
    database: str, request: pytest.FixtureRequest
) -> None:
    wrong: dict[str, Any] = {}
    questions = set()
    for number, world in enumerate(worlds()):
        for tables in opened(database, world, request) if world["told"] else ():
            tables.fill()
            for each in world["told"][(number + PARTS.index(database)) % 2 :: 2]:
                wanted = printed(json.loads(each["answer"]))
                is_ok, said = answered(tables, each["query"])
                questions.add(each["query"]["type"])
                if is_ok != each["is_ok"] or said != wanted:
                    wrong.setdefault(each["query"]["type"], []).append([each["query"], is_ok, said, wanted])
    assert {question: told[0] for question, told in wrong.items() if question not in BEYOND} == {}
    assert len(questions) > 100
