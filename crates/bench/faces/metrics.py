"""Deals measured by owner and month by one contender: `metrics.py NAME THREADS FOLDER`.

All get the same table of deals, in the form that suits them, and give for each owner and month of the close how many
were won of how many, their average size and the days that they took. This library also gives intervals, what is
unknown, and why a figure is not there; the others are spared that.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
from batch import NAME, ROWS, owned_by_duckdb, timed

OWNERS = 1_000
DAY = 86_400_000_000
BEGINNING = np.datetime64("2025-01-01T00:00:00", "us").astype(np.int64)
OUTCOMES = ["won", "lost", "disqualified"]
WON = 0

Told = tuple[int, int, int, float]
"""Deals won, deals won or lost, what the won ones were sold for, and the days that they took."""


def columns() -> dict[str, np.ndarray]:
    """What deals are made of; an outcome below zero is none."""
    dice = np.random.default_rng(11)
    opened = BEGINNING + dice.integers(0, 300, ROWS) * DAY
    return {
        "owner": dice.integers(0, OWNERS, ROWS, dtype=np.int32),
        "opened_at": opened,
        "closed_at": opened + dice.integers(0, 65, ROWS) * DAY,
        "outcome": dice.integers(-1, 3, ROWS, dtype=np.int32),
        "value": dice.integers(1, 10_000_000, ROWS),
    }


def deals() -> pa.Table:
    """The table as Arrow has it, with texts by dictionary."""
    made = columns()
    open_still = made["outcome"] < 0
    moment = pa.timestamp("us", "UTC")
    return pa.table({
        "deal": pa.array(np.arange(ROWS)),
        "owner": pa.DictionaryArray.from_arrays(pa.array(made["owner"]), pa.array([f"owner {number}" for number in range(OWNERS)])),
        "opened_at": pa.array(made["opened_at"], moment),
        "closed_at": pa.array(made["closed_at"], moment, mask=open_still),
        "closed_outcome": pa.DictionaryArray.from_arrays(pa.array(made["outcome"], mask=open_still), pa.array(OUTCOMES)),
        "value_amount": pa.array(made["value"]),
    })


def touchline() -> tuple[Callable[[], Any], Callable[[Any], Told]]:
    """This library, from a table of pyarrow's."""
    from touchline import tables

    table = deals()

    def run() -> Any:
        return tables.metrics(
            at="2026-03-01T00:00:00Z", deals=table, currency="EUR", metrics=["win_rate", "average_deal_size", "sales_cycle_days"],
            every="month", first="2025-01-01", last="2025-12-31", zone="UTC",
        )  # fmt: skip

    def told(figures: Any) -> Told:
        frame = pa.table(figures).to_pandas()
        sums = frame.groupby("metric", observed=True)[["numerator", "denominator"]].sum()
        rate, days = sums.loc["win_rate"], sums.loc["sales_cycle_days"]
        return int(rate["numerator"]), int(rate["denominator"]), int(sums.loc["average_deal_size", "numerator"]), float(days["numerator"])

    return run, told


def polars() -> tuple[Callable[[], Any], Callable[[Any], Told]]:
    """One query over a frame, whose owners and outcomes are categories."""
    import polars as pl

    frame = pl.from_arrow(deals()).rechunk()
    won = pl.col("closed_outcome") == "won"
    days = (pl.col("closed_at") - pl.col("opened_at")).dt.total_microseconds() / DAY
    query = (
        frame.lazy()
        .filter(won | (pl.col("closed_outcome") == "lost"))
        .with_columns(days.alias("days"))
        .group_by("owner", pl.col("closed_at").dt.truncate("1mo"))
        .agg(
            won.sum().alias("won"),
            pl.len().alias("closed"),
            pl.col("value_amount").filter(won).sum().alias("sold"),
            pl.col("value_amount").filter(won).mean().alias("size"),
            pl.col("days").filter(won).sum().alias("days"),
            pl.col("days").filter(won).mean().alias("cycle"),
        )
        .with_columns((pl.col("won") / pl.col("closed")).alias("rate"))
    )

    def told(found: Any) -> Told:
        return int(found["won"].sum()), int(found["closed"].sum()), int(found["sold"].sum()), float(found["days"].sum())

    return query.collect, told


def duckdb() -> tuple[Callable[[], Any], Callable[[Any], Told]]:
    """One query over a table of its own, into Arrow."""
    connection = owned_by_duckdb(deals())
    query = """
        select owner, date_trunc('month', closed_at) as month, count(*) filter (won) as won, count(*) as closed,
            count(*) filter (won) / count(*) as rate, sum(value_amount) filter (won) as sold, avg(value_amount) filter (won) as size,
            sum(days) filter (won) as days, avg(days) filter (won) as cycle
        from (select *, closed_outcome = 'won' as won, (epoch_us(closed_at) - epoch_us(opened_at)) / 86400000000 as days
            from measures where closed_outcome in ('won', 'lost')) group by all"""

    def told(found: Any) -> Told:
        frame = found.to_pandas()
        return int(frame["won"].sum()), int(frame["closed"].sum()), int(frame["sold"].sum()), float(frame["days"].sum())

    return lambda: connection.sql(query).to_arrow_table(), told


def pandas() -> tuple[Callable[[], Any], Callable[[Any], Told]]:
    """A frame whose owners are categories and whose months are numbers."""
    import pandas as pd

    frame = pd.DataFrame(columns())
    frame["owner"] = pd.Categorical.from_codes(frame["owner"], [f"owner {number}" for number in range(OWNERS)])

    def run() -> Any:
        closed = frame[(frame["outcome"] >= 0) & (frame["outcome"] <= 1)]
        month = closed["closed_at"].to_numpy().astype("datetime64[us]").astype("datetime64[M]").astype(np.int64)
        won = closed["outcome"] == WON
        counted = pd.DataFrame({
            "owner": closed["owner"],
            "month": month,
            "won": won,
            "sold": closed["value"].where(won, 0),
            "days": ((closed["closed_at"] - closed["opened_at"]) / DAY).where(won, 0.0),
        })
        figures = counted.groupby(["owner", "month"], observed=True).agg(won=("won", "sum"), closed=("won", "size"), sold=("sold", "sum"), days=("days", "sum"))
        return figures.assign(rate=figures["won"] / figures["closed"], size=figures["sold"] / figures["won"], cycle=figures["days"] / figures["won"])

    def told(found: Any) -> Told:
        return int(found["won"].sum()), int(found["closed"].sum()), int(found["sold"].sum()), float(found["days"].sum())

    return run, told


work, told = {"touchline": touchline, "polars": polars, "duckdb": duckdb, "pandas": pandas}[NAME]()
for name, figure in zip(("won", "closed", "sold", "days"), told(work()), strict=True):
    print(name, repr(figure))
timed(work)
