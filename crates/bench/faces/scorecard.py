"""Filled scorecards as a table, scored by one contender on one thread: `scorecard.py NAME FOLDER`.

Both get the table that Rust gets and give each form's score, critical score, coverage and whether it is failed, by the
arithmetic of `normalised` and `proportional`. Prints forms a second, by this process's processor time, the median of some
runs after a first one; and figures by which all are held against each other.
"""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

NAME, FOLDER = sys.argv[1], Path(sys.argv[2])
os.environ["POLARS_MAX_THREADS"] = "1"

import pyarrow as pa  # noqa: E402 (the threads are read when it is imported)

RUNS = 5
SECTIONS = json.loads((FOLDER / "template.json").read_text())["sections"]
ALL = sum(section["weight"] for section in SECTIONS)
QUESTIONS = [question for section in SECTIONS for question in section["questions"]]
CRITICAL = [question for question in QUESTIONS if question["critical"]]
FATAL = [question for question in QUESTIONS if question["fatal"]]


def table() -> pa.Table:
    """The forms."""
    return pa.ipc.open_file(pa.memory_map(str(FOLDER / "forms.arrow"))).read_all()


def is_rating(question: dict[str, Any]) -> bool:
    """Whether it is answered from 1 to 5."""
    return bool(question["kind"]["type"] == "rating")


def polars() -> tuple[Callable[[], Any], Callable[[Any], dict[str, float]]]:
    """Expressions over a lazy frame in one piece."""
    import polars as pl

    def share(question: dict[str, Any]) -> pl.Expr:
        column = pl.col(question["key"])
        return (column - 1.0) / 4.0 if is_rating(question) else column.cast(pl.Float64)

    def added(parts: list[pl.Expr]) -> pl.Expr:
        whole = parts[0]
        for part in parts[1:]:
            whole = whole + part
        return whole

    def there(question: dict[str, Any], weight: float) -> pl.Expr:
        return pl.col(question["key"]).is_not_null().cast(pl.Float64) * weight

    sums = []
    for section in SECTIONS:
        questions = section["questions"]
        sums.append(added([share(question).fill_null(0.0) * float(question["weight"]) for question in questions]).alias(f"{section['key']}_earned"))
        sums.append(added([there(question, float(question["weight"])) for question in questions]).alias(f"{section['key']}_there"))
    possible = {question["key"]: 4.0 if is_rating(question) else 1.0 for question in CRITICAL}
    sums.append(added([share(question).fill_null(0.0) * possible[question["key"]] for question in CRITICAL]).alias("critical_earned"))
    sums.append(added([there(question, possible[question["key"]]) for question in CRITICAL]).alias("critical_there"))
    sums.append(pl.any_horizontal([~pl.col(question["key"]) for question in FATAL]).fill_null(False).alias("failed"))
    applies = {section["key"]: pl.col(f"{section['key']}_there") > 0 for section in SECTIONS}
    earned = added([
        pl.when(applies[section["key"]]).then(pl.col(f"{section['key']}_earned") / pl.col(f"{section['key']}_there")).otherwise(0.0) * float(section["weight"])
        for section in SECTIONS
    ])
    counting = added([applies[section["key"]].cast(pl.Float64) * float(section["weight"]) for section in SECTIONS])
    coverage = added([
        pl.col(f"{section['key']}_there") * (section["weight"] / sum(question["weight"] for question in section["questions"]) / ALL)
        for section in SECTIONS
    ])
    query = (
        pl.from_arrow(table()).rechunk().lazy()
        .with_columns(sums)
        .with_columns(earned.alias("earned"), counting.alias("counting"), coverage.alias("coverage"))
        .select(
            pl.when(pl.col("counting") > 0).then(pl.when(pl.col("failed")).then(0.0).otherwise(pl.col("earned") / pl.col("counting") * 100.0)).alias("score"),
            "coverage",
            pl.when(pl.col("critical_there") > 0).then(pl.col("critical_earned") / pl.col("critical_there") * 100.0).alias("critical"),
            "failed",
        )
    )

    def figures(scored: Any) -> dict[str, float]:
        return {
            "mean": scored["score"].mean(), "scored": scored["score"].count(), "critical": scored["critical"].mean(),
            "coverage": scored["coverage"].mean(), "failed": scored["failed"].sum(),
        }

    return query.collect, figures


def duckdb() -> tuple[Callable[[], Any], Callable[[Any], dict[str, float]]]:
    """One query over a table of its own, into Arrow."""
    import duckdb as db

    connection = db.connect()
    connection.execute("set threads = 1")
    connection.register("given", table())
    connection.execute("create table forms as select * from given")
    connection.unregister("given")

    def share(question: dict[str, Any]) -> str:
        key = question["key"]
        return f"coalesce(({key} - 1.0::double) / 4.0::double, 0)" if is_rating(question) else f"coalesce({key}::double, 0)"

    def there(question: dict[str, Any], weight: float) -> str:
        return f"({question['key']} is not null)::double * {float(weight)!r}::double"

    def points(question: dict[str, Any]) -> float:
        return 4.0 if is_rating(question) else 1.0

    sums = []
    for section in SECTIONS:
        questions, key = section["questions"], section["key"]
        sums.append(" + ".join(f"{share(question)} * {float(question['weight'])!r}::double" for question in questions) + f" as {key}_earned")
        sums.append(" + ".join(there(question, question["weight"]) for question in questions) + f" as {key}_there")
    sums.append(" + ".join(f"{share(question)} * {points(question)!r}::double" for question in CRITICAL) + " as critical_earned")
    sums.append(" + ".join(there(question, points(question)) for question in CRITICAL) + " as critical_there")
    sums.append(" or ".join(f"coalesce(not {question['key']}, false)" for question in FATAL) + " as failed")
    earned = " + ".join(f"case when {s['key']}_there > 0 then {s['key']}_earned / {s['key']}_there * {float(s['weight'])!r}::double else 0 end" for s in SECTIONS)
    counting = " + ".join(f"({s['key']}_there > 0)::double * {float(s['weight'])!r}::double" for s in SECTIONS)
    coverage = " + ".join(f"{s['key']}_there * {s['weight'] / sum(q['weight'] for q in s['questions']) / ALL!r}::double" for s in SECTIONS)
    query = f"""
        with summed as (select {', '.join(sums)} from forms),
        weighed as (select *, {earned} as earned, {counting} as counting, {coverage} as coverage from summed)
        select case when counting > 0 then case when failed then 0.0::double else earned / counting * 100 end end as score,
            coverage, case when critical_there > 0 then critical_earned / critical_there * 100 end as critical, failed
        from weighed"""

    def figures(scored: Any) -> dict[str, float]:
        frame = scored.to_pandas()
        return {
            "mean": frame["score"].mean(), "scored": frame["score"].count(), "critical": frame["critical"].mean(),
            "coverage": frame["coverage"].mean(), "failed": frame["failed"].sum(),
        }

    return lambda: connection.sql(query).to_arrow_table(), figures


def main() -> None:
    """Has the one that is named score the table."""
    work, figures = {"polars": polars, "duckdb": duckdb}[NAME]()
    forms = table().num_rows
    for name, figure in figures(work()).items():
        print(name, repr(float(figure)))
    times = []
    for _ in range(RUNS):
        start = process_time()
        kept = work()
        times.append(process_time() - start)
        del kept
    print("forms", round(forms / median(times)))


if __name__ == "__main__":
    main()
