"""Measures of conversations inside Spark: `mapInArrow` hands each partition's segments to the kernel, with those of a call together.

    pip install pyspark==4.3.0 pyarrow touchline     # and Java 17
    python spark_calls.py

Copy `measured` into your job, and `plain` of `spark.py` beside it. A worker holds what was said in one call at a time.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pyarrow
import pyarrow.csv
from pyspark.sql import DataFrame, SparkSession
from spark import plain

from touchline import tables

SEGMENTS = Path(__file__).parent.parent / "segments.csv"


def measured(frame: DataFrame, call: str) -> DataFrame:
    """A row of measures for each call; `call` is the column that tells calls apart."""
    names = {"call": call}

    def measure(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        first = next(batches, None)
        if first is not None:
            segments = pyarrow.RecordBatchReader.from_batches(first.schema, chain([first], batches))
            yield from plain(tables.conversations(segments, columns=names, together=True)).to_batches()

    # The schema is that of the measures of no call.
    none = plain(tables.conversations(frame.limit(0).toArrow(), columns=names))
    together = frame.repartition(call).sortWithinPartitions(call)
    return together.mapInArrow(measure, frame.sparkSession.createDataFrame(none).schema)


def main() -> pyarrow.Table:
    """Measure the example's calls on two local workers, and hold the result against one call of the kernel."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master("local[2]").appName("conversations").config("spark.ui.enabled", "false")
    builder = builder.config("spark.sql.shuffle.partitions", "4")
    spark = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", "50").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    # The workers take `plain` from its file, wherever they were started.
    spark.sparkContext.addPyFile(str(Path(__file__).with_name("spark.py")))
    try:
        segments = pyarrow.csv.read_csv(SEGMENTS)
        result = measured(spark.createDataFrame(segments).repartition(3), "call").toArrow().sort_by("call")
        alone = plain(tables.conversations(segments)).sort_by("call")
        assert result.cast(alone.schema).equals(alone)
        return result
    finally:
        spark.stop()


if __name__ == "__main__":
    print(main().slice(0, 5).to_pandas())
