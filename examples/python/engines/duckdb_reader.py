"""Skill scores inside DuckDB: a reader of record batches is a table to it, scored as the query reads on.

    pip install duckdb pyarrow touchline
    python duckdb_reader.py

Copy `scored` into your job. One cursor feeds the kernel while the other reads its scores; neither holds all rows.
"""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow

from touchline import tables

REPS = Path(__file__).parent.parent / "reps.csv"
KEPT = ["week", "team", "rep"]


def scored(database: duckdb.DuckDBPyConnection, query: str, keep: list[str]) -> tables.ScoreReader:
    """The scores of what a query selects, to be named in another query."""
    return tables.stream(database.cursor().sql(query), keep=keep)


def main() -> pyarrow.Table:
    """Score the example's reps as a query reads them, and hold the result against one call."""
    with duckdb.connect() as database:
        database.execute("create table reps as from read_csv($reps)", {"reps": str(REPS)})
        reader = scored(database, "from reps order by rep, week", KEPT)
        database.sql("create table scores as from reader")
        [(reps, unscored)] = database.sql("select count(*), count(*) - count(overall) from scores").fetchall()
        assert reps > unscored
        query = "select rep, week, overall, published, level::varchar as level from scores order by rep, week"
        result = database.sql(query).to_arrow_table()
        whole = pyarrow.table(tables.score(database.sql("from reps order by rep, week"), keep=KEPT))
        alone = whole.select(["rep", "week", "overall", "published", "level"])
        assert result.cast(pyarrow.schema(plain(alone))).equals(alone.cast(pyarrow.schema(plain(alone))))
        return result


def plain(table: pyarrow.Table) -> list[pyarrow.Field]:
    """The columns of a table, with texts in the place of dictionaries."""
    is_dictionary = pyarrow.types.is_dictionary
    return [field.with_type(pyarrow.string()) if is_dictionary(field.type) else field for field in table.schema]


if __name__ == "__main__":
    print(main().slice(0, 5).to_pandas())
