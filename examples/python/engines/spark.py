"""Skill scores of Parquet inside Spark: `mapInArrow` hands each partition's record batches to the kernel, wherever they lie.

    pip install pyspark==4.3.0 pyarrow touchline     # and Java 17
    python spark.py

Copy `scored` and `plain` into your job. It needs touchline on the workers too, and nothing else of it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow
import pyarrow.csv
import pyarrow.parquet
from pyspark.sql import DataFrame, SparkSession

from touchline import tables

REPS = Path(__file__).parent.parent / "reps.csv"
KEPT = ["week", "team", "rep"]


def plain(scores: tables.Scores) -> pyarrow.Table:
    """Scores in types that Spark knows: levels and components as texts, published scores with a sign."""
    table = pyarrow.table(scores)
    known = {pyarrow.uint8(): pyarrow.int16()}
    types = [pyarrow.string() if pyarrow.types.is_dictionary(each) else known.get(each, each) for each in table.schema.types]
    return table.cast(pyarrow.schema(list(zip(table.column_names, types, strict=True))))


def scored(frame: DataFrame, keep: list[str]) -> DataFrame:
    """The frame's scores, beside the columns to keep."""

    def score(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        for batch in batches:
            yield from plain(tables.score(batch, keep=keep)).to_batches()

    # The schema is that of the scores of no row.
    none = plain(tables.score(frame.limit(0).toArrow(), keep=keep))
    return frame.mapInArrow(score, frame.sparkSession.createDataFrame(none).schema)


def main() -> pyarrow.Table:
    """Score the example's reps on two local workers, and hold the result against one call."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master("local[2]").appName("skill scores").config("spark.ui.enabled", "false")
    spark = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", "50").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    try:
        reps = pyarrow.csv.read_csv(REPS)
        with TemporaryDirectory() as folder:
            file = f"{folder}/reps.parquet"
            pyarrow.parquet.write_table(reps, file)
            result = scored(spark.read.parquet(file).repartition(2), KEPT).sort("rep", "week").toArrow()
        alone = plain(tables.score(reps, keep=KEPT)).sort_by([("rep", "ascending"), ("week", "ascending")])
        assert result.cast(alone.schema).equals(alone)
        return result
    finally:
        spark.stop()


if __name__ == "__main__":
    print(main().slice(0, 5).to_pandas())
