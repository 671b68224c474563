"""Deals, calls and e-mails measured by owner and month by one contender: `metrics.py NAME THREADS FOLDER`.

All get the same tables, in the form that suits them: as many deals, calls and e-mails as there are rows, and to whom one deal in
four came later. They give for each owner and month how many deals were won of how many, what they were sold for on average and
the days that they took, each deal with whose it was when it was closed; and how many calls reached somebody who decides and
how many e-mails were answered, of how many of which that is known, and of how many it is not. This library also gives intervals
and why a figure is not there; the others are spared that.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
from batch import NAME, ROWS, THREADS, memory, refused, timed

OWNERS = 1_000
DAY = 86_400_000_000
BEGINNING = np.datetime64("2025-01-01T00:00:00", "us").astype(np.int64)
OUTCOMES = ["won", "lost", "disqualified"]
WON = 0
MONTHS = 12

FIGURES = ("won", "closed", "sold", "days", "owners", "reached", "answered", "unknown")
Told = tuple[int, int, int, float, int, int, int, int]
"""Deals won, deals won or lost, what the won ones were sold for, the days that they took, the numbers of those who won them
added up, calls that reached somebody, e-mails that were answered, and how many of both of which nobody knows."""

Columns = dict[str, dict[str, np.ndarray]]


def columns() -> Columns:
    """What the tables are made of; an outcome below zero is none, and so is a flag."""
    dice = np.random.default_rng(11)
    opened = BEGINNING + dice.integers(0, 300, ROWS) * DAY
    owners = lambda rows: dice.integers(0, OWNERS, rows, dtype=np.int32)  # noqa: E731 (each table draws its own)
    moments = lambda rows: BEGINNING + dice.integers(0, 365 * DAY // 1_000, rows) * 1_000  # noqa: E731
    deals = {
        "owner": owners(ROWS),
        "opened_at": opened,
        "closed_at": opened + dice.integers(0, 65, ROWS) * DAY,
        "outcome": dice.integers(-1, 3, ROWS, dtype=np.int32),
        "value": dice.integers(1, 10_000_000, ROWS),
    }
    passed_on = dice.integers(0, ROWS, ROWS // 4)
    handovers = {
        "deal": passed_on,
        # No two of a deal at one moment: one millisecond a row.
        "at": opened[passed_on] + dice.integers(0, 65, len(passed_on)) * DAY + np.arange(len(passed_on)) % 86_400_000 * 1_000,
        "owner": owners(len(passed_on)),
    }
    calls = {"owner": owners(ROWS), "at": moments(ROWS), "flag": dice.integers(-1, 2, ROWS, dtype=np.int8)}
    emails = {"owner": owners(ROWS), "at": moments(ROWS), "flag": dice.integers(-1, 2, ROWS, dtype=np.int8)}
    return {"deals": deals, "handovers": handovers, "calls": calls, "emails": emails}


def arrow() -> dict[str, pa.Table]:
    """The tables as Arrow has them, with texts by dictionary."""
    made = columns()
    names = pa.array([f"owner {number}" for number in range(OWNERS)])
    moment = pa.timestamp("us", "UTC")

    def owner(table: str) -> pa.Array:
        return pa.DictionaryArray.from_arrays(pa.array(made[table]["owner"]), names)

    def contacts(table: str, flag: str) -> pa.Table:
        flags = made[table]["flag"]
        return pa.table({
            "owner": owner(table),
            "at": pa.array(made[table]["at"], moment),
            flag: pa.array(flags == 1, mask=flags < 0),
        })

    deals = made["deals"]
    open_still = deals["outcome"] < 0
    return {
        "deals": pa.table({
            "deal": pa.array(np.arange(ROWS)),
            "owner": owner("deals"),
            "opened_at": pa.array(deals["opened_at"], moment),
            "closed_at": pa.array(deals["closed_at"], moment, mask=open_still),
            "closed_outcome": pa.DictionaryArray.from_arrays(pa.array(deals["outcome"], mask=open_still), pa.array(OUTCOMES)),
            "value_amount": pa.array(deals["value"]),
        }),
        "handovers": pa.table({
            "deal": pa.array(made["handovers"]["deal"]),
            "at": pa.array(made["handovers"]["at"], moment),
            "owner": owner("handovers"),
        }),
        "calls": contacts("calls", "reached_decision_maker"),
        "emails": contacts("emails", "answered"),
    }


def number_of(owner: str) -> int:
    """The number in somebody's name."""
    return int(owner.removeprefix("owner "))


def told_of(deals: Any, calls: Any, emails: Any) -> Told:
    """What a contender's three frames of pandas come to."""
    owners = sum(number_of(owner) * int(won) for owner, won in zip(deals["owner"], deals["won"], strict=True))
    unknown = int(calls["unknown"].sum() + emails["unknown"].sum())
    won, closed, sold, days = (deals[name].sum() for name in ("won", "closed", "sold", "days"))
    return int(won), int(closed), int(sold), float(days), owners, int(calls["hits"].sum()), int(emails["hits"].sum()), unknown


METRICS = ["win_rate", "average_deal_size", "sales_cycle_days", "connection_rate", "response_rate"]


def measured(facts: dict[str, pa.Table]) -> Any:
    """What this library makes of tables."""
    from touchline import tables

    return tables.metrics(
        at="2026-03-01T00:00:00Z", **facts, currency="EUR", metrics=METRICS, every="month",
        first="2025-01-01", last="2025-12-31", zone="UTC", threads=THREADS,
    )  # fmt: skip


def touchline() -> tuple[Callable[[], Any], Callable[[Any], Told]]:
    """This library, from tables of pyarrow's."""
    facts = arrow()

    def told(figures: Any) -> Told:
        frame = pa.table(figures).to_pandas()
        of = {metric: frame[frame["metric"] == metric] for metric in METRICS}
        sums = {metric: rows[["numerator", "denominator", "unknown"]].sum() for metric, rows in of.items()}
        rate = of["win_rate"]
        owners = sum(number_of(owner) * int(won) for owner, won in zip(rate["owner"], rate["numerator"], strict=True))
        calls, emails = sums["connection_rate"], sums["response_rate"]
        return (
            int(sums["win_rate"]["numerator"]), int(sums["win_rate"]["denominator"]),
            int(sums["average_deal_size"]["numerator"]), float(sums["sales_cycle_days"]["numerator"]), owners,
            int(calls["numerator"]), int(emails["numerator"]), int(calls["unknown"] + emails["unknown"]),
        )  # fmt: skip

    return lambda: measured(facts), told


def polars() -> tuple[Callable[[], Any], Callable[[Any], Told]]:
    """Queries over frames, whose owners and outcomes are categories."""
    import polars as pl

    deals, handovers, calls, emails = (pl.from_arrow(table).rechunk().lazy() for table in arrow().values())
    won = pl.col("closed_outcome") == "won"
    days = (pl.col("closed_at") - pl.col("opened_at")).dt.total_microseconds() / DAY
    later = handovers.rename({"owner": "later"}).sort("at")
    closed = deals.filter(won | (pl.col("closed_outcome") == "lost")).sort("closed_at")
    measured = (
        closed.join_asof(later, left_on="closed_at", right_on="at", by="deal", strategy="backward", check_sortedness=False)
        .with_columns(pl.coalesce("later", "owner").alias("owner"), days.alias("days"))
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

    def contacts(frame: pl.LazyFrame, flag: str) -> pl.LazyFrame:
        return frame.group_by("owner", pl.col("at").dt.truncate("1mo")).agg(
            pl.col(flag).sum().alias("hits"),
            pl.col(flag).count().alias("known"),
            pl.col(flag).null_count().alias("unknown"),
            pl.col(flag).mean().alias("rate"),
        )

    queries = [measured, contacts(calls, "reached_decision_maker"), contacts(emails, "answered")]
    return lambda: [query.collect() for query in queries], lambda found: told_of(*(frame.to_pandas() for frame in found))


def duckdb() -> tuple[Callable[[], Any], Callable[[Any], Told]]:
    """Queries over tables of its own, into Arrow."""
    import duckdb as engine

    connection = engine.connect()
    connection.execute(f"set threads = {THREADS}; set timezone = 'UTC'")
    for name, table in arrow().items():
        connection.register(f"{name}_handed_in", table)
        connection.sql(f"create table {name} as select * from {name}_handed_in")
    measured = """
        select owner, date_trunc('month', closed_at) as month, count(*) filter (won) as won, count(*) as closed,
            count(*) filter (won) / count(*) as rate, sum(value_amount) filter (won) as sold, avg(value_amount) filter (won) as size,
            sum(days) filter (won) as days, avg(days) filter (won) as cycle
        from (select coalesce(handovers.owner, deals.owner) as owner, closed_at, value_amount, closed_outcome = 'won' as won,
                (epoch_us(closed_at) - epoch_us(opened_at)) / 86400000000 as days
            from deals asof left join handovers on deals.deal = handovers.deal and deals.closed_at >= handovers.at
            where closed_outcome in ('won', 'lost')) group by all"""
    contacts = """
        select owner, date_trunc('month', "at") as month, count(*) filter ({flag}) as hits, count({flag}) as known,
            count(*) - count({flag}) as unknown, count(*) filter ({flag}) / count({flag}) as rate
        from {table} group by all"""
    queries = [
        measured,
        contacts.format(table="calls", flag="reached_decision_maker"),
        contacts.format(table="emails", flag="answered"),
    ]
    return (
        lambda: [connection.sql(query).to_arrow_table() for query in queries],
        lambda found: told_of(*(table.to_pandas() for table in found)),
    )


def pandas() -> tuple[Callable[[], Any], Callable[[Any], Told]]:
    """Frames whose owners are categories and whose months are numbers."""
    import pandas as pd

    names = [f"owner {number}" for number in range(OWNERS)]
    deals, handovers, calls, emails = (pd.DataFrame(table) for table in columns().values())
    deals["deal"] = np.arange(ROWS)
    later = handovers.rename(columns={"owner": "later"})
    for frame in (calls, emails):
        frame["flag"] = frame["flag"].where(frame["flag"] >= 0).astype("Int8")
        frame["owner"] = pd.Categorical.from_codes(frame["owner"], names)

    def month(moments: Any) -> np.ndarray:
        return moments.to_numpy().astype("datetime64[us]").astype("datetime64[M]").astype(np.int64)

    def measured() -> Any:
        closed = deals[(deals["outcome"] >= 0) & (deals["outcome"] <= 1)].sort_values("closed_at")
        closed = pd.merge_asof(closed, later.sort_values("at"), left_on="closed_at", right_on="at", by="deal")
        won = closed["outcome"] == WON
        counted = pd.DataFrame({
            "owner": closed["later"].fillna(closed["owner"]).astype(np.int32),
            "month": month(closed["closed_at"]),
            "won": won,
            "sold": closed["value"].where(won, 0),
            "days": ((closed["closed_at"] - closed["opened_at"]) / DAY).where(won, 0.0),
        })
        sums = counted.groupby(["owner", "month"]).agg(won=("won", "sum"), closed=("won", "size"), sold=("sold", "sum"), days=("days", "sum"))
        return sums.assign(rate=sums["won"] / sums["closed"], size=sums["sold"] / sums["won"], cycle=sums["days"] / sums["won"])

    def contacts(frame: Any) -> Any:
        groups = frame["flag"].groupby([frame["owner"], month(frame["at"])], observed=True)
        sums = groups.agg(hits="sum", known="count", all="size")
        return sums.assign(unknown=sums["all"] - sums["known"], rate=sums["hits"] / sums["known"])

    def told(found: Any) -> Told:
        of_deals, of_calls, of_emails = found
        of_deals = of_deals.reset_index()
        return told_of(of_deals.assign(owner=[names[owner] for owner in of_deals["owner"]]), of_calls, of_emails)

    return lambda: (measured(), contacts(calls), contacts(emails)), told


work, told = {"touchline": touchline, "polars": polars, "duckdb": duckdb, "pandas": pandas}[NAME]()
for name, figure in zip(FIGURES, told(work()), strict=True):
    print(name, repr(figure))
timed(work)
if NAME == "touchline":
    facts = arrow()
    memory(lambda: measured(facts), sum(len(table) for table in facts.values()))
    # Deals that were closed before they began, and what has no moment.
    deals = facts["deals"]
    facts["deals"] = deals.set_column(3, "closed_at", pa.array(np.full(ROWS, BEGINNING - DAY), deals.schema.field("closed_at").type))
    facts["deals"] = facts["deals"].set_column(4, "closed_outcome", pa.array(["won"] * ROWS))
    for table in ("handovers", "calls", "emails"):
        facts[table] = facts[table].set_column(1, "at", pa.nulls(len(facts[table]), pa.timestamp("us", "UTC")))
    timed(refused(lambda: measured(facts)), "wrong", "wrong_wall")
