"""Rows of a Parquet file scored inside one engine: `engines.py NAME FOLDER`.

Each engine has one thread or worker, and does three things with the same file: reads all rows; hands them to a function in Python
that gives them back as they are; and hands them to this library's kernel, by the function that its example says to copy. So it can be
told what the engine takes, what crossing into Python takes beside that, and what scoring takes. Prints rows a second on the
wall of each, the medians of some runs after a first one, and how many overall scores there are.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

NAME, FOLDER = sys.argv[1], Path(sys.argv[2])
os.environ.update(POLARS_MAX_THREADS="1", OMP_NUM_THREADS="1", RAY_USAGE_STATS_ENABLED="0", PYSPARK_PYTHON=sys.executable)
sys.path.insert(0, os.environ["ENGINES"])
# Spark's workers find the examples by it.
os.environ["PYTHONPATH"] = os.pathsep.join([os.environ["ENGINES"], os.environ.get("PYTHONPATH", "")])
# What batch.py is asked for with: the table's columns are its own.
sys.argv[1:] = [NAME, "1", str(FOLDER)]

import pyarrow as pa  # noqa: E402 (threads are read when it is imported)
import pyarrow.parquet as pq  # noqa: E402
from batch import KEYS, ROWS, arrow  # noqa: E402

RUNS = 3
FILE = str(FOLDER / "rows.parquet")
GROUP = 131_072
"""Rows of a row group, by which engines cut the file."""

Steps = tuple[Callable[[], Any], Callable[[], Any], Callable[[], Any], Callable[[Any], int]]
"""What reads, what crosses, what scores, and how many overall scores there are in what the last gives."""


def laid_down() -> None:
    """Writes the file, once for all engines."""
    if not Path(FILE).exists():
        table = arrow().append_column("rep", pa.array([f"rep {number % 1_000}" for number in range(ROWS)]))
        pq.write_table(table, FILE + ".part", row_group_size=GROUP)
        os.replace(FILE + ".part", FILE)


def pyarrow_alone() -> Steps:
    """No engine: the file is read, and the table scored."""
    from touchline import tables

    read = lambda: pq.read_table(FILE, use_threads=False)  # noqa: E731
    scored = lambda: pa.table(tables.score(read(), keep=["rep"]))  # noqa: E731
    return read, read, scored, lambda scores: len(scores) - scores["overall"].null_count


def polars() -> Steps:
    """A step of a lazy query."""
    import polars as pl
    import polars_frame

    frame = pl.scan_parquet(FILE)
    crossed = frame.map_batches(lambda rows: rows, schema=frame.collect_schema(), predicate_pushdown=False, projection_pushdown=False)
    scored = polars_frame.scored(frame, ["rep"])
    return frame.collect, crossed.collect, scored.collect, lambda scores: scores["overall"].count()


def duckdb() -> Steps:
    """A reader that a query reads as a table."""
    import duckdb as engine
    import duckdb_reader

    database = engine.connect()
    database.execute("set threads = 1")
    file = f"from read_parquet('{FILE}')"

    def into_table(reader: Any) -> Any:
        database.sql("create or replace table rows as from reader")
        return database

    def crossed() -> Any:
        return into_table(database.cursor().sql(file).to_arrow_reader(GROUP))

    return (
        lambda: database.sql(f"create or replace table rows as {file}"),
        crossed,
        lambda: into_table(duckdb_reader.scored(database, file, ["rep"])),
        lambda found: found.sql("select count(overall) from rows").fetchall()[0][0],
    )


def dask() -> Steps:
    """Partition by partition, in this thread."""
    import dask as engine
    import dask.dataframe as dd
    import dask_frame

    engine.config.set(scheduler="synchronous")
    frame = dd.read_parquet(FILE, split_row_groups=True)
    crossed = frame.map_partitions(lambda rows: rows, meta=frame._meta)
    scored = dask_frame.scored(frame, ["rep"])
    return frame.compute, crossed.compute, scored.compute, lambda scores: int(scores["overall"].count())


def ray() -> Steps:
    """Block by block, in one worker."""
    import logging

    import ray as engine
    import ray.data
    import ray_data

    engine.init(num_cpus=1, include_dashboard=False, log_to_driver=False, logging_level=logging.ERROR)
    ray.data.DataContext.get_current().enable_progress_bars = False
    rows = lambda: ray.data.read_parquet(FILE, override_num_blocks=max(1, ROWS // GROUP))  # noqa: E731
    return (
        lambda: rows().materialize(),
        lambda: rows().map_batches(lambda block: block, batch_format="pyarrow", batch_size=None, zero_copy_batch=True).materialize(),
        lambda: ray_data.scored(rows(), ["rep"]).materialize(),
        lambda scores: sum(len(block) - block["overall"].null_count for block in engine.get(scores.to_arrow_refs())),
    )


def spark() -> Steps:
    """Record batches of each partition, in one worker."""
    import spark as example
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[1]").appName("bench").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", str(GROUP)).config("spark.driver.memory", "4g").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    frame = session.read.parquet(FILE)

    def written(rows: Any) -> Any:
        rows.write.format("noop").mode("overwrite").save()
        return rows

    scored = example.scored(frame, ["rep"])
    return (
        lambda: written(frame),
        lambda: written(frame.mapInArrow(lambda batches: batches, frame.schema)),
        lambda: written(scored),
        lambda rows: rows.where("overall is not null").count(),
    )


def rate(work: Callable[[], Any]) -> tuple[float, Any]:
    """Rows a second on the wall, of some runs after a first one, and what came last."""
    kept, waits = work(), []
    for _ in range(RUNS):
        del kept
        begun = perf_counter()
        kept = work()
        waits.append(perf_counter() - begun)
    return ROWS / median(waits), kept


laid_down()
engines = {"pyarrow": pyarrow_alone, "polars": polars, "duckdb": duckdb, "dask": dask, "ray": ray, "spark": spark}
read, crossed, scored, count = engines[NAME]()
print("read", round(rate(read)[0]))
print("crossed", round(rate(crossed)[0]))
figure, kept = rate(scored)
print("scored", round(figure))
print("count", count(kept))
