"""Five million rows scored by one contender: `batch.py NAME THREADS FOLDER`.

All get the same table, in the form that suits them, and give areas, overall score, coverage, published score, level
and weakest component of each row, in memory. Prints rows a second, by this process's processor time and on the wall,
the medians of some runs after a first one; and three figures by which all are held against each other.
"""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

NAME, THREADS, FOLDER = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
for variable in ("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[variable] = str(THREADS)

import numpy as np  # noqa: E402 (the threads are read when it is imported)
import pyarrow as pa  # noqa: E402

ROWS = int((FOLDER / "rows.txt").read_text())
RUNS = 5
RECOMMENDED = 200_000
FRAMEWORK = json.loads((FOLDER / "framework.json").read_text())
AREAS = FRAMEWORK["areas"]
COMPONENTS = [component for area in AREAS for component in area["components"]]
KEYS = [component["key"] for component in COMPONENTS]
POINTS = [[(float(point["x"]), float(point["y"])) for point in component["curve"]["points"]] for component in COMPONENTS]
PARTS = [[KEYS.index(component["key"]) for component in area["components"]] for area in AREAS]
WEIGHTS = [area["weight"] for area in AREAS]
LEVELS = (40, 60, 75, 90)

Scored = tuple[Any, Any]
"""The overall scores and the places of the weakest components, for the comparison; nothing of it is timed."""


def measures() -> list[tuple[np.ndarray, np.ndarray]]:
    """A column of raw measures for each component, and where one in twenty is missing."""
    dice = np.random.default_rng(20_260_302)
    columns = []
    for points in POINTS:
        least, greatest = points[0][0], points[-1][0]
        values = dice.random(ROWS)
        values *= greatest - least
        values += least
        columns.append((values, dice.random(ROWS, dtype=np.float32) < 0.05))
    return columns


def arrow() -> pa.Table:
    """The table as Arrow has it."""
    return pa.table({key: pa.array(values, mask=missing) for key, (values, missing) in zip(KEYS, measures(), strict=True)})


def with_nan() -> list[np.ndarray]:
    """The columns with NaN for what is missing."""
    columns = []
    for values, missing in measures():
        values[missing] = np.nan
        columns.append(values)
    return columns


def segments(points: list[tuple[float, float]]) -> list[tuple[float, float, float]]:
    """From, to and slope of each straight piece."""
    ends = zip(points, points[1:], strict=False)
    return [(x, to, (y_to - y) / (to - x)) for (x, y), (to, y_to) in ends]


def touchline() -> tuple[Callable[[], Any], Callable[[Any], Scored]]:
    """This library, from a table of pyarrow's."""
    from touchline import tables

    table = arrow()

    def figures(scores: Any) -> Scored:
        scored = pa.table(scores)
        weakest = scored["weakest"].combine_chunks()
        return scored["overall"].to_numpy(), weakest.indices.to_numpy(zero_copy_only=False)

    return lambda: tables.score(table, threads=THREADS), figures


def one_by_one() -> float:
    """One row after another, and every figure of each read: rows a second."""
    from touchline import SkillScorer

    scorer = SkillScorer(FRAMEWORK)
    rows = pa.table({key: column[:20_000] for key, column in zip(KEYS, arrow().columns, strict=True)}).to_pylist()
    times = []
    for _ in range(RUNS):
        start = process_time()
        for row in rows:
            scored = scorer.score(row)
            figures = (scored.score, scored.published, scored.level, scored.coverage, scored.areas, scored.components)
        times.append(process_time() - start)
    assert figures[-1]
    return len(rows) / median(times)


def scored_by_polars(frame: Any, *kept: str) -> Any:
    """Expressions over a lazy frame; where all weights of an area are equal, the mean of what is there is its score."""
    import polars as pl

    def curve(key: str, points: list[tuple[float, float]]) -> pl.Expr:
        value = pl.lit(points[0][1])
        for least, greatest, slope in segments(points):
            value = value + (pl.col(key).clip(least, greatest) - least) * slope
        return value.alias(f"v_{key}")

    names = [area["key"] for area in AREAS]
    values = [f"v_{key}" for key in KEYS]

    def area(name: str, parts: list[int]) -> pl.Expr:
        columns = [values[part] for part in parts]
        there = pl.sum_horizontal([pl.col(column).is_not_null().cast(pl.UInt8) for column in columns])
        return pl.when(there * 2 >= len(parts)).then(pl.mean_horizontal(columns)).alias(name)

    weight = pl.sum_horizontal([pl.col(name).is_not_null() * weight for name, weight in zip(names, WEIGHTS, strict=True)])
    points = pl.sum_horizontal([pl.col(name).fill_null(0.0) * weight for name, weight in zip(names, WEIGHTS, strict=True)])
    lowest = pl.coalesce([pl.when(pl.col(value) == pl.col("lowest")).then(pl.lit(place, pl.Int16)) for place, value in enumerate(values)])
    return (
        frame.with_columns([curve(key, points) for key, points in zip(KEYS, POINTS, strict=True)])
        .with_columns([area(name, parts) for name, parts in zip(names, PARTS, strict=True)])
        .with_columns(weight.alias("coverage"), points.alias("points"), pl.min_horizontal(values).alias("lowest"))
        .with_columns(pl.when(pl.col("coverage") * 2 >= sum(WEIGHTS)).then(pl.col("points") / pl.col("coverage")).alias("overall"))
        .with_columns((pl.col("overall") + 0.5).floor().cast(pl.UInt8).alias("published"))
        .select(
            *kept,
            *names,
            "overall",
            "coverage",
            "published",
            pl.sum_horizontal([(pl.col("published") >= level).cast(pl.UInt8) for level in LEVELS]).alias("level"),
            lowest.alias("weakest"),
        )
    )


def polars() -> tuple[Callable[[], Any], Callable[[Any], Scored]]:
    """A frame in one piece."""
    import polars as pl

    query = scored_by_polars(pl.from_arrow(arrow()).rechunk().lazy())
    return query.collect, lambda scored: (scored["overall"].to_numpy(), scored["weakest"].fill_null(0).to_numpy())


def owned_by_duckdb(table: pa.Table) -> Any:
    """A connection that has a table as its own, `measures`."""
    import duckdb as db

    connection = db.connect()
    connection.execute(f"set threads = {THREADS}; set timezone = 'UTC'")
    connection.register("given", table)
    connection.execute("create table measures as select * from given")
    connection.unregister("given")
    return connection


def scored_in_sql(*kept: str) -> str:
    """One query over `measures`."""

    def curve(key: str, points: list[tuple[float, float]]) -> str:
        rises = [f"{slope!r}::double * (least(greatest({key}, {least!r}::double), {greatest!r}::double) - {least!r}::double)" for least, greatest, slope in segments(points)]
        # greatest and least pass over nulls here, so what is missing has to be said.
        return f"case when {key} is not null then {points[0][1]!r}::double + {' + '.join(rises)} end as v_{key}"

    def area(name: str, parts: list[int]) -> str:
        columns = [f"v_{KEYS[part]}" for part in parts]
        there = " + ".join(f"({column} is not null)::int" for column in columns)
        total = " + ".join(f"coalesce({column}, 0)" for column in columns)
        return f"case when 2 * ({there}) >= {len(parts)} then ({total}) / ({there}) end as {name}"

    names = [area["key"] for area in AREAS]
    weight = " + ".join(f"case when {name} is null then 0 else {weight!r}::double end" for name, weight in zip(names, WEIGHTS, strict=True))
    points = " + ".join(f"coalesce({name} * {weight!r}::double, 0)" for name, weight in zip(names, WEIGHTS, strict=True))
    lowest = " ".join(f"when v_{key} = lowest then {place}" for place, key in enumerate(KEYS))
    level = " + ".join(f"(published >= {level})::utinyint" for level in LEVELS)
    return f"""
        with curved as (select {', '.join([*kept, *(curve(*pair) for pair in zip(KEYS, POINTS, strict=True))])} from measures),
        by_area as (select *, {', '.join(area(*pair) for pair in zip(names, PARTS, strict=True))},
            least({', '.join(f'v_{key}' for key in KEYS)}) as lowest from curved),
        summed as (select *, {weight} as coverage, {points} as points from by_area),
        overalls as (select *, case when coverage * 2 >= {sum(WEIGHTS)!r} then points / coverage end as overall from summed),
        numbers as (select *, floor(overall + 0.5)::utinyint as published from overalls)
        select {', '.join([*kept, *names])}, overall, coverage, published, {level} as level,
            (case {lowest} end)::smallint as weakest from numbers"""


def duckdb() -> tuple[Callable[[], Any], Callable[[Any], Scored]]:
    """One query over a table of its own, into Arrow."""
    connection, query = owned_by_duckdb(arrow()), scored_in_sql()

    def figures(scored: Any) -> Scored:
        return scored["overall"].to_numpy(), scored["weakest"].to_pandas().fillna(0).to_numpy()

    return lambda: connection.sql(query).to_arrow_table(), figures


def scored_by_numpy(columns: list[np.ndarray], into: dict[str, np.ndarray], at: slice) -> None:
    """Rows enough to be worth a call, few enough to stay in the nearest memory."""
    rows = len(columns[0])
    lowest, weakest = np.full(rows, np.inf), np.zeros(rows, np.int16)
    points, weight = np.zeros(rows), np.zeros(rows)
    for name, parts, share in zip((area["key"] for area in AREAS), PARTS, WEIGHTS, strict=True):
        total, there = np.zeros(rows), np.zeros(rows)
        for part in parts:
            raw = columns[part]
            value = np.full(rows, POINTS[part][0][1])
            for least, greatest, slope in segments(POINTS[part]):
                value += (np.clip(raw, least, greatest) - least) * slope
            present = ~np.isnan(raw)
            total += np.where(present, value, 0.0)
            there += present
            lower = value < lowest
            np.copyto(lowest, value, where=lower)
            np.copyto(weakest, part, where=lower)
        enough = there * 2 >= len(parts)
        score = into[name][at]
        score.fill(np.nan)
        np.divide(total, there, out=score, where=enough)
        points += np.where(enough, score, 0.0) * share
        weight += enough * share
    overall = into["overall"][at]
    overall.fill(np.nan)
    np.divide(points, weight, out=overall, where=weight * 2 >= sum(WEIGHTS))
    published = np.floor(np.nan_to_num(overall) + 0.5).astype(np.uint8)
    into["coverage"][at] = weight
    into["published"][at] = published
    into["level"][at] = sum((published >= level).astype(np.uint8) for level in LEVELS)
    into["weakest"][at] = weakest


def numpy() -> tuple[Callable[[], Any], Callable[[Any], Scored]]:
    """Arrays with NaN, some thousands of rows at a time."""
    columns = with_nan()
    kinds = {area["key"]: np.float64 for area in AREAS} | {"overall": np.float64, "coverage": np.float64}
    kinds |= {"published": np.uint8, "level": np.uint8, "weakest": np.int16}
    step = 8_192

    def run() -> dict[str, np.ndarray]:
        into = {name: np.empty(ROWS, kind) for name, kind in kinds.items()}
        for first in range(0, ROWS, step):
            at = slice(first, first + step)
            scored_by_numpy([column[at] for column in columns], into, at)
        return into

    return run, lambda scored: (scored["overall"], scored["weakest"])


def scored_by_pandas(frame: Any) -> Any:
    """A frame of doubles with NaN, column by column."""
    import pandas as pd

    values = {}
    for key, points in zip(KEYS, POINTS, strict=True):
        value = points[0][1]
        for least, greatest, slope in segments(points):
            value = value + (frame[key].clip(least, greatest) - least) * slope
        values[key] = value
    curved = pd.DataFrame(values, copy=False)
    areas = {}
    for area, parts in zip(AREAS, PARTS, strict=True):
        some = curved[[KEYS[part] for part in parts]]
        areas[area["key"]] = some.mean(axis=1).where(some.count(axis=1) * 2 >= len(parts))
    scored = pd.DataFrame(areas, copy=False)
    weight = sum(scored[area["key"]].notna() * area["weight"] for area in AREAS)
    points = sum(scored[area["key"]].fillna(0.0) * area["weight"] for area in AREAS)
    scored["overall"] = (points / weight).where(weight * 2 >= sum(WEIGHTS))
    scored["coverage"] = weight
    scored["published"] = np.floor(scored["overall"].fillna(0.0) + 0.5).astype(np.uint8)
    scored["level"] = sum((scored["published"] >= level).astype(np.uint8) for level in LEVELS)
    scored["weakest"] = curved.fillna(np.inf).to_numpy().argmin(axis=1).astype(np.int16)
    return scored


def pandas() -> tuple[Callable[[], Any], Callable[[Any], Scored]]:
    """A frame with a column for each component."""
    import pandas as pd

    frame = pd.DataFrame(dict(zip(KEYS, with_nan(), strict=True)))
    return lambda: scored_by_pandas(frame), lambda scored: (scored["overall"].to_numpy(), scored["weakest"].to_numpy())


def timed(work: Callable[[], Any], rows: str = "rows", wall: str = "wall") -> None:
    """Prints rows a second of some runs, by this process's processor time and on the wall."""
    times, waits = [], []
    for _ in range(RUNS):
        start, begun = process_time(), perf_counter()
        kept = work()
        times.append(process_time() - start)
        waits.append(perf_counter() - begun)
        del kept
    print(rows, round(ROWS / median(times)))
    print(wall, round(ROWS / median(waits)))


def memory(work: Callable[[], Any], rows: int) -> None:
    """Prints how many bytes a row it takes at its peak, beyond what this process has before; where the system tells that."""
    status, peak = Path("/proc/self/status"), Path("/proc/self/clear_refs")
    if not peak.exists():
        return
    told = lambda name: next(int(line.split()[1]) * 1024 for line in status.read_text().splitlines() if line.startswith(name))
    peak.write_text("5")
    before = told("VmRSS")
    kept = work()
    print("bytes", (told("VmHWM") - before) / rows)
    del kept


def refused(work: Callable[[], Any]) -> Callable[[], Any]:
    """The same of a table in whose every row something is wrong: what it raises is what it comes to."""
    from touchline import InvalidInput

    def run() -> InvalidInput:
        try:
            work()
        except InvalidInput as refusal:
            return refusal
        raise AssertionError("nothing was refused")

    return run


def recommended() -> float:
    """What each of some rows is to work on, beside its scores: rows a second."""
    from touchline import tables

    table = arrow().slice(0, RECOMMENDED)
    times = []
    for _ in range(RUNS):
        start = process_time()
        kept = tables.score(table, recommendations=True, threads=THREADS)
        times.append(process_time() - start)
        del kept
    return table.num_rows / median(times)


def main() -> None:
    """Has the one that is named score the table."""
    work, figures = {"touchline": touchline, "polars": polars, "duckdb": duckdb, "numpy": numpy, "pandas": pandas}[NAME]()
    overall, weakest = figures(work())
    print("mean", repr(float(np.nanmean(overall))))
    print("scored", int(np.count_nonzero(~np.isnan(overall))))
    print("weakest", int(np.asarray(weakest).astype(np.int64).sum()))
    del overall, weakest
    timed(work)
    if NAME == "touchline":
        print("one", round(one_by_one()))
        print("recommended", round(recommended()))


if __name__ == "__main__":
    main()
