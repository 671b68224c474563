"""Skill scores inside Polars: a step of a lazy query, which hands its rows to the kernel without a copy.

    pip install polars touchline
    python polars_frame.py

Copy `scored` into your job.
"""

from __future__ import annotations

from pathlib import Path

import polars

from touchline import tables

REPS = Path(__file__).parent.parent / "reps.csv"
KEPT = ["week", "team", "rep"]


def scored(query: polars.LazyFrame, keep: list[str]) -> polars.LazyFrame:
    """The query's scores, beside the columns to keep. A lazy query is told the schema, which is that of the scores of no
    row; and rows and columns must not be dropped before they are scored."""

    def score(rows: polars.DataFrame) -> polars.DataFrame:
        return polars.DataFrame(tables.score(rows, keep=keep))

    schema = score(polars.DataFrame(schema=query.collect_schema())).schema
    return query.map_batches(score, schema=schema, predicate_pushdown=False, projection_pushdown=False)


def main() -> polars.DataFrame:
    """Score the example's reps in a lazy query, and hold the result against one call."""
    query = scored(polars.scan_csv(REPS), KEPT).filter(polars.col("overall") > 75).sort("rep", "week")
    result = query.collect()
    alone = polars.DataFrame(tables.score(polars.read_csv(REPS), keep=KEPT))
    assert result.equals(alone.filter(polars.col("overall") > 75).sort("rep", "week"))
    return result


if __name__ == "__main__":
    print(main().head())
