"""Calls added up by rep and month by one contender: `groups.py NAME THREADS FOLDER`.

All get the same table of calls, in the form that suits them, and give for each rep and month how many calls there are,
how many have an overall score and of which levels, how these scores lie apart, and the mean of each measure. This
library also scores each group and its areas, which the others are spared; intervals around these scores, which rest on how each
measure varies with each other one, nobody is asked for, but that this library says by itself what they cost (`varied`).
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
from batch import (
    KEYS,
    NAME,
    ROWS,
    THREADS,
    arrow,
    memory,
    owned_by_duckdb,
    refused,
    scored_by_pandas,
    scored_by_polars,
    scored_in_sql,
    timed,
    with_nan,
)

REPS = 1_000
YEAR = 365 * 86_400_000_000
BEGINNING = np.datetime64("2025-01-01T00:00:00", "us").astype(np.int64)
PROFICIENT = 3
"""The place of the level `proficient` among those that batch.py counts."""

Told = tuple[int, int, int, float]
"""Calls, scored calls, proficient calls, and all means added up, by which all are held against each other."""


def keys() -> tuple[np.ndarray, np.ndarray]:
    """Whose a call is, as a number, and when it was, in microseconds."""
    dice = np.random.default_rng(7)
    return dice.integers(0, REPS, ROWS, dtype=np.int32), BEGINNING + dice.integers(0, YEAR, ROWS)


def calls() -> pa.Table:
    """The table as Arrow has it, with texts by dictionary."""
    reps, moments = keys()
    names = pa.array([f"rep {number}" for number in range(REPS)])
    rep = pa.DictionaryArray.from_arrays(pa.array(reps), names)
    return arrow().append_column("rep", rep).append_column("at", pa.array(moments, pa.timestamp("us", "UTC")))


def touchline() -> tuple[Callable[[], Any], Callable[[Any], Told]]:
    """This library, from a table of pyarrow's."""
    table = calls()

    def told(figures: Any) -> Told:
        frame = pa.table(figures).to_pandas()
        means = frame[[f"mean_{key}" for key in KEYS]].to_numpy(dtype=float)
        return int(frame["rows"].sum()), int(frame["scored"].sum()), int(frame["proficient_rows"].sum()), float(np.nansum(means))

    return lambda: grouped(table), told


def grouped(table: pa.Table, *, intervals: bool = False) -> Any:
    """What this library makes of a table."""
    from touchline import tables

    return tables.groups(
        table, person="rep", at="at", every="month", zone="UTC", means=True, intervals=intervals, threads=THREADS,
    )  # fmt: skip


def polars() -> tuple[Callable[[], Any], Callable[[Any], Told]]:
    """One query over a frame, whose reps are categories."""
    import polars as pl

    frame = pl.from_arrow(calls()).rechunk()
    overall = pl.col("overall")
    query = (
        scored_by_polars(frame.lazy(), "rep", "at", *KEYS)
        .group_by("rep", pl.col("at").dt.truncate("1mo"))
        .agg(
            pl.len().alias("rows"),
            overall.count().alias("scored"),
            overall.std().alias("spread"),
            *[((pl.col("level") == level) & overall.is_not_null()).sum().alias(f"level_{level}") for level in range(5)],
            *[pl.col(key).mean() for key in KEYS],
        )
    )

    def told(found: Any) -> Told:
        means = found.select(KEYS).to_numpy()
        return int(found["rows"].sum()), int(found["scored"].sum()), int(found[f"level_{PROFICIENT}"].sum()), float(np.nansum(means))

    return query.collect, told


def duckdb() -> tuple[Callable[[], Any], Callable[[Any], Told]]:
    """One query over a table of its own, into Arrow."""
    connection = owned_by_duckdb(calls())
    levels = ", ".join(f"count(*) filter (level = {level} and overall is not null) as level_{level}" for level in range(5))
    means = ", ".join(f"avg({key}) as {key}" for key in KEYS)
    query = f"""
        select rep, date_trunc('month', "at") as month, count(*) as rows, count(overall) as scored, stddev_samp(overall) as spread,
            {levels}, {means} from ({scored_in_sql('rep', '"at"', *KEYS)}) group by all"""

    def told(found: Any) -> Told:
        frame = found.to_pandas()
        return int(frame["rows"].sum()), int(frame["scored"].sum()), int(frame[f"level_{PROFICIENT}"].sum()), float(np.nansum(frame[KEYS].to_numpy(dtype=float)))

    return lambda: connection.sql(query).to_arrow_table(), told


def pandas() -> tuple[Callable[[], Any], Callable[[Any], Told]]:
    """A frame whose reps are categories and whose months are numbers."""
    import pandas as pd

    reps, moments = keys()
    frame = pd.DataFrame(dict(zip(KEYS, with_nan(), strict=True)))
    rep = pd.Series(pd.Categorical.from_codes(reps, [f"rep {number}" for number in range(REPS)]))
    at = pd.Series(moments.astype("datetime64[us]"))

    def run() -> Any:
        scored = scored_by_pandas(frame)
        by = [rep, at.to_numpy().astype("datetime64[M]").astype(np.int64)]
        there = scored["overall"].notna()
        levels = pd.DataFrame({level: there & (scored["level"] == level) for level in range(5)})
        of_scores = scored["overall"].groupby(by, observed=True).agg(["size", "count", "std"])
        return of_scores, levels.groupby(by, observed=True).sum(), frame.groupby(by, observed=True).mean()

    def told(found: Any) -> Told:
        of_scores, levels, means = found
        return int(of_scores["size"].sum()), int(of_scores["count"].sum()), int(levels[PROFICIENT].sum()), float(np.nansum(means.to_numpy()))

    return run, told


work, told = {"touchline": touchline, "polars": polars, "duckdb": duckdb, "pandas": pandas}[NAME]()
for name, figure in zip(("calls", "scored", "proficient", "means"), told(work()), strict=True):
    print(name, repr(figure))
timed(work)
if NAME == "touchline":
    memory(work, ROWS)
    varied = calls()
    timed(lambda: grouped(varied, intervals=True), "varied", "varied_wall")
    del varied
    # Nothing of it keeps the good table from being let go.
    del work, told
    wrong = calls()
    wrong = wrong.set_column(wrong.column_names.index(KEYS[0]), KEYS[0], pa.array(np.full(ROWS, np.inf)))
    timed(refused(lambda: grouped(wrong)), "wrong", "wrong_wall")
