"""Groups of calls inside Spark: `applyInArrow` hands each team's rows to the kernel, which adds them up by rep and month.

    pip install pyspark==4.3.0 pyarrow touchline     # and Java 17
    python spark_groups.py

Copy `grouped` into your job, and `plain` of `spark.py` beside it. Spark brings together what is to be added up; no row
crosses into Python twice.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pyarrow
import pyarrow.csv
from pyspark.sql import DataFrame, SparkSession
from spark import plain

from touchline import tables

REPS = Path(__file__).parent.parent / "reps.csv"


def grouped(frame: DataFrame, team: str, person: str, at: str) -> DataFrame:
    """The figures of each team's reps, month by month."""

    def add_up(rows: pyarrow.Table) -> pyarrow.Table:
        return plain(tables.groups(rows, team=team, person=person, at=at, zone="UTC"))

    # The schema is that of the figures of no row.
    none = add_up(frame.limit(0).toArrow())
    return frame.groupBy(team).applyInArrow(add_up, frame.sparkSession.createDataFrame(none).schema)


def main() -> pyarrow.Table:
    """Add up the example's reps on two local workers, and hold the result against one call."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master("local[2]").appName("groups").config("spark.ui.enabled", "false")
    spark = builder.config("spark.sql.shuffle.partitions", "2").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    # The workers take `plain` from its file, wherever they were started.
    spark.sparkContext.addPyFile(str(Path(__file__).with_name("spark.py")))
    try:
        reps = pyarrow.csv.read_csv(REPS)
        order = [("team", "ascending"), ("rep", "ascending"), ("window", "ascending")]
        result = grouped(spark.createDataFrame(reps), "team", "rep", "week").toArrow().sort_by(order)
        alone = plain(tables.groups(reps, team="team", person="rep", at="week", zone="UTC")).sort_by(order)
        assert result.cast(alone.schema).equals(alone)
        return result
    finally:
        spark.stop()


if __name__ == "__main__":
    print(main().slice(0, 5).to_pandas())
