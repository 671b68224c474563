"""Skill scores inside Ray Data: `map_batches` hands each block's Arrow table to the kernel, in whichever worker holds it.

    pip install "ray[data]" touchline
    python ray_data.py

Copy `scored` into your job. It needs touchline on the workers too, and nothing else of it.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path

import pyarrow
import pyarrow.csv

# No word to anybody of what runs here.
os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")

import ray
import ray.data

from touchline import tables

REPS = Path(__file__).parent.parent / "reps.csv"
KEPT = ["week", "team", "rep"]


def scored(rows: ray.data.Dataset, keep: list[str]) -> ray.data.Dataset:
    """The scores of a data set's rows, beside the columns to keep: block by block, without a copy of a block."""

    def score(block: pyarrow.Table) -> pyarrow.Table:
        return pyarrow.table(tables.score(block, keep=keep))

    return rows.map_batches(score, batch_format="pyarrow", batch_size=None, zero_copy_batch=True)


def main() -> pyarrow.Table:
    """Score the example's reps in four blocks on two local workers, and hold the result against one call."""
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level=logging.ERROR)
    ray.data.DataContext.get_current().enable_progress_bars = False
    try:
        reps = pyarrow.csv.read_csv(REPS)
        blocks = [reps.slice(first, 50) for first in range(0, reps.num_rows, 50)]
        result = pyarrow.concat_tables(ray.get(scored(ray.data.from_arrow(blocks), KEPT).to_arrow_refs()))
        order = [("rep", "ascending"), ("week", "ascending")]
        alone = pyarrow.table(tables.score(reps, keep=KEPT)).sort_by(order)
        assert result.sort_by(order).cast(alone.schema).equals(alone)
        return result
    finally:
        ray.shutdown()


if __name__ == "__main__":
    print(main().slice(0, 5).to_pandas())
