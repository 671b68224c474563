"""Skill scores inside Dask: `map_partitions` hands each partition to the kernel, on whichever worker holds it.

    pip install "dask[dataframe]" touchline
    python dask_frame.py

Copy `scored` into your job. What pandas holds as doubles has NaN where something is missing, hence `not_finite`.
"""

from __future__ import annotations

from pathlib import Path

import dask.dataframe
import pandas

from touchline import tables

REPS = Path(__file__).parent.parent / "reps.csv"
KEPT = ["week", "team", "rep"]


def score(rows: pandas.DataFrame, keep: list[str]) -> pandas.DataFrame:
    """The scores of some rows, by the same index."""
    scores = tables.score(rows.reset_index(drop=True), keep=keep, not_finite="missing")
    return pandas.DataFrame.from_arrow(scores).set_index(rows.index)


def scored(frame: dask.dataframe.DataFrame, keep: list[str]) -> dask.dataframe.DataFrame:
    """The frame's scores, beside the columns to keep. Its schema is that of the scores of no row."""
    return frame.map_partitions(score, keep, meta=score(frame._meta, keep))


def main() -> pandas.DataFrame:
    """Score the example's reps in four partitions, and hold the result against one call."""
    reps = pandas.read_csv(REPS)
    frame = dask.dataframe.from_pandas(reps, npartitions=4)
    result = scored(frame, KEPT).compute(scheduler="threads")
    pandas.testing.assert_frame_equal(result, score(reps, KEPT), check_exact=True)
    return result


if __name__ == "__main__":
    print(main().head())
