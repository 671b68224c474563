"""The rows that `law.reach_sql` chooses are those that are shown, in every database, for everybody and every kind of thing."""

import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

TABLES = Path(__file__).parents[3] / "docs" / "reference" / "tables.sql"
TENANT = "t'1"

Choose = Callable[[str, list[str]], list[str]]


def worlds() -> Any:
    """Worlds with something of every kind, what everybody sees in them, and the SQL that is to choose it."""
    path = os.environ.get("TOUCHLINE_REACH_WORLDS")
    if path is None:
        pytest.skip("no worlds are here: `cargo xtask test host` makes them")
    return json.loads(Path(path).read_text())


def statements() -> Iterator[str]:
    """The reference tables, as they are printed."""
    lines = [line for line in TABLES.read_text().splitlines() if not line.lstrip().startswith("--")]
    yield from (statement for statement in "\n".join(lines).split(";") if statement.strip())


def rows(columns: list[Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What goes into which table, another tenant's of the same ids beside it."""
    for tenant in (TENANT, "another"):
        for thing in columns:
            own = {field: value for field, value in thing.items() if field not in ("names", "people")}
            yield "thing", {"tenant": tenant, **own, "stored": "{}"}
            place = {"tenant": tenant, "type": thing["type"], "id": thing["id"]}
            for person in thing["people"]:
                yield "thing_person", {**place, **person}
            for named in thing["names"]:
                yield "thing_name", {**place, "named_type": named["type"], "named_id": named["id"]}


def check(world: Any, dialect: str, choose: Choose) -> tuple[int, int]:
    seen = unseen = 0
    for asked in world["asked"]:
        condition = asked[dialect]
        chosen = choose(f"SELECT id FROM thing WHERE {condition['sql']}", condition["parameters"])
        assert sorted(chosen) == asked["ids"], condition
        seen, unseen = seen + len(chosen), unseen + (not chosen)
    return seen, unseen


def test_wsp_12_sqlite_chooses_what_is_shown() -> None:
    for world in worlds():
        database = sqlite3.connect(":memory:")
        for statement in statements():
            database.execute(statement)
        for table, row in rows(world["columns"]):
            marks = ", ".join("?" * len(row))
            database.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", [*row.values()])

        def choose(sql: str, parameters: list[str]) -> list[str]:
            # Each parameter has a number, which sqlite3 of Python takes by name.
            named = {str(number): value for number, value in enumerate(parameters, 1)}
            return [id for (id,) in database.execute(sql, named)]

        seen, unseen = check(world, "sqlite", choose)
        assert seen > 20 and unseen > 20
        database.close()


def test_wsp_12_postgresql_chooses_what_is_shown(postgresql: str) -> None:
    for number, world in enumerate(worlds()):
        with psycopg.connect(postgresql) as connection, psycopg.RawCursor(connection) as cursor:
            cursor.execute(f"CREATE SCHEMA reach_{number}".encode())
            cursor.execute(f"SET search_path TO reach_{number}".encode())
            for statement in statements():
                cursor.execute(statement.encode())
            for table, row in rows(world["columns"]):
                marks = ", ".join(f"${place}" for place in range(1, len(row) + 1))
                cursor.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})".encode(), [*row.values()])

            def choose(sql: str, parameters: list[str]) -> list[str]:
                return [id for (id,) in cursor.execute(sql.encode(), parameters)]

            seen, unseen = check(world, "postgresql", choose)
            assert seen > 20 and unseen > 20
