"""Measures of conversations inside Polars: a step of a lazy query, which hands what was said to the kernel without a copy.

    pip install polars touchline
    python polars_calls.py

Copy `measured` into your job.
"""

from __future__ import annotations

from pathlib import Path

import polars

from touchline import tables

SEGMENTS = Path(__file__).parent.parent / "segments.csv"


def measured(query: polars.LazyFrame) -> polars.LazyFrame:
    """A row of measures for each call of the query. A lazy query is told the schema, which is that of no call; and rows and
    columns must not be dropped before they are measured."""

    def measure(segments: polars.DataFrame) -> polars.DataFrame:
        return polars.DataFrame(tables.conversations(segments))

    schema = measure(polars.DataFrame(schema=query.collect_schema())).schema
    return query.map_batches(measure, schema=schema, predicate_pushdown=False, projection_pushdown=False)


def main() -> polars.DataFrame:
    """Measure the example's calls in a lazy query, and hold the result against one call of the kernel."""
    query = measured(polars.scan_csv(SEGMENTS)).filter(polars.col("talk_ratio") > 0.5).sort("call")
    result = query.collect()
    alone = polars.DataFrame(tables.conversations(polars.read_csv(SEGMENTS)))
    assert result.equals(alone.filter(polars.col("talk_ratio") > 0.5).sort("call"))
    return result


if __name__ == "__main__":
    print(main().head())
