"""The queries by their names: SQL that both databases read, out of `sql/queries.sql`."""

import re
from pathlib import Path
from typing import Any, Protocol, TypeAlias

Row: TypeAlias = tuple[Any, ...]

SQL = Path(__file__).parent / "sql"
SCHEMA = (SQL / "schema.sql").read_text()


class Run(Protocol):
    """Runs a query within a transaction, by its name, and gives its rows."""

    def __call__(self, name: str, /, **values: object) -> list[Row]: ...


def _named(text: str) -> dict[str, str]:
    lines = [line for line in text.splitlines() if not line.startswith("--") or line.startswith("-- name: ")]
    _, *sections = "\n".join(lines).split("-- name: ")
    return {name: query.strip() for name, query in (section.split("\n", 1) for section in sections)}


QUERIES = _named((SQL / "queries.sql").read_text())


def query(name: str, values: dict[str, object]) -> tuple[str, dict[str, object]]:
    """A query and its parameters; a list of rows becomes a parameter a value."""
    text, parameters = QUERIES[name], {}
    for key, value in values.items():
        if not isinstance(value, list):
            parameters[key] = value
            continue
        rows = [{f"{key}_{place}_{column}": item for column, item in enumerate(row)} for place, row in enumerate(value)]
        marks = ", ".join("(" + ", ".join(f":{mark}" for mark in row) + ")" for row in rows)
        text = re.sub(f":{key}\\b", marks, text)
        for row in rows:
            parameters.update(row)
    return text, parameters
