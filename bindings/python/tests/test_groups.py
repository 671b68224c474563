"""Group figures beside the group-bys of pandas, polars and DuckDB, and beside `skill.score` call by call."""

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

import duckdb
import numpy
import pandas
import polars
import pyarrow
import pytest

import touchline
from touchline import skill, tables

COMPONENTS: list[str] = [
    component["key"] for area in skill.frameworks({"key": "sales"})[0]["areas"] for component in area["components"]
]
FIRST = datetime(2026, 1, 1, tzinfo=UTC)


def drawn(rows: int, seed: int = 5) -> pyarrow.Table:
    """Calls of seven reps in two teams over four months, one measure in ten of them missing."""
    dice = random.Random(seed)
    reps = [None, "Ana", "Ben", "Cleo", "Dan", "Eve", "Zoë"]
    who = [dice.choice(reps) for _ in range(rows)]
    measures = {
        key: pyarrow.array([None if dice.random() < 0.1 else dice.uniform(0, 2) * dice.choice((1, 40)) for _ in range(rows)])
        for key in COMPONENTS
    }
    started = [FIRST + timedelta(seconds=dice.randrange(120 * 86_400)) for _ in range(rows)]
    return pyarrow.table({
        "rep": pyarrow.array(who),
        "team": pyarrow.array(["east" if (rep or "") < "Cleo" else "west" for rep in who]).dictionary_encode(),
        "started": pyarrow.array(started, pyarrow.timestamp("us", "UTC")),
        **measures,
    })


def test_bat_03_means_and_counts_are_those_of_three_other_group_bys() -> None:
    calls = drawn(3_000)
    figures = pandas.DataFrame.from_arrow(tables.groups(calls, person="rep", at="started", means=True, extra="ignore")).set_index(["rep", "window"])

    frame = calls.to_pandas()
    frame["window"] = frame["started"].dt.tz_localize(None).dt.to_period("M").dt.start_time.dt.date
    by_pandas = frame.groupby(["rep", "window"], dropna=False)[COMPONENTS].mean()
    assert len(by_pandas) == len(figures) == 28
    lazy = polars.from_arrow(calls).lazy()  # type: ignore[union-attr]
    window = polars.col("started").dt.truncate("1mo").dt.date().alias("window")
    by_polars = lazy.group_by("rep", window).agg(polars.len().alias("n"), polars.col(*COMPONENTS).mean()).collect()
    query = f"select rep, date_trunc('month', started at time zone 'UTC')::date, count(*), {', '.join(f'avg({key})' for key in COMPONENTS)} from calls group by all"
    by_duckdb = {(rep, window): rest for rep, window, *rest in duckdb.execute(query).fetchall()}

    for row in by_polars.rows(named=True):
        place = (row["rep"] if row["rep"] is not None else numpy.nan, row["window"])
        ours = figures.loc[[place] if row["rep"] is not None else figures.index[figures.index.get_level_values(0).isna()]]
        ours = ours[ours.index.get_level_values(1) == row["window"]].iloc[0]
        theirs = by_duckdb[row["rep"], row["window"]]
        assert ours["rows"] == row["n"] == theirs[0]
        for number, key in enumerate(COMPONENTS, start=1):
            assert ours[f"mean_{key}"] == pytest.approx(row[key], rel=1e-10)
            assert ours[f"mean_{key}"] == pytest.approx(theirs[number], rel=1e-10)
    total = by_pandas.loc["Ana"].loc[date(2026, 2, 1)]
    ours = figures.loc["Ana", date(2026, 2, 1)]
    assert all(ours[f"mean_{key}"] == pytest.approx(total[key], rel=1e-10) for key in COMPONENTS)


def test_bat_03_a_further_column_tells_groups_apart_as_tables_of_their_own_would() -> None:
    calls = drawn(900)
    regions = [None, "north", "south"]
    whole = calls.append_column("region", pyarrow.array([regions[row % 7 % 3] for row in range(900)]))
    asked: Any = {"team": "team", "person": "rep", "at": "started", "detail": True, "means": True}
    told = pyarrow.table(tables.groups(whole, also="region", **asked)).to_pylist()
    assert list(told[0])[:4] == ["team", "region", "rep", "window"]
    for place, region in enumerate(regions):
        part = calls.filter(pyarrow.array([row % 7 % 3 == place for row in range(900)]))
        alone = pyarrow.table(tables.groups(part, **asked)).to_pylist()
        ours = [{name: value for name, value in row.items() if name != "region"} for row in told if row["region"] == region]
        assert ours == alone and len(alone) > 10
    with pytest.raises(touchline.InvalidInput) as refusal:
        tables.groups(calls, by=["also"], extra="ignore")
    assert [fault["details"] for fault in refusal.value.faults] == [{"field": "also"}]


def test_bat_03_a_group_is_scored_as_its_calls_are_one_by_one() -> None:
    calls = drawn(900)
    figures = pyarrow.table(tables.groups(calls, team="team", person="rep", at="started", every="quarter", detail=True))
    rows = polars.from_arrow(calls).with_columns(polars.col("started").dt.truncate("1q").dt.date())  # type: ignore[union-attr]
    checked = 0
    for told in figures.to_pylist():
        mine = rows.filter(
            polars.col("rep").eq_missing(told["rep"]), polars.col("team").cast(polars.String) == told["team"], polars.col("started") == told["window"]
        )
        alone = skill.score({"evidence": {"type": "per_call", "body": {"calls": mine.select(COMPONENTS).to_dicts()}}})
        for prefix, rating in [("", alone["overall"])] + [(area["area"] + "_", area["rating"]) for area in alone["areas"]]:
            interval = rating["interval"]
            assert told[prefix.removesuffix("_") or "overall"] == rating["score"]
            assert (told[f"{prefix}low"], told[f"{prefix}high"]) == ((interval["low"], interval["high"]) if interval else (None, None))
            assert (told[f"{prefix}published"], told[f"{prefix}low_evidence"]) == (rating["published"], rating["low_evidence"])
        checked += told["rows"]
    assert checked == 900


def test_bat_03_no_order_and_no_library_changes_a_bit() -> None:
    calls = drawn(2_000)
    options: dict[str, Any] = {"team": "team", "person": "rep", "at": "started", "every": "week", "detail": True, "recommendations": True}
    told = pyarrow.table(tables.groups(calls, **options))
    order = numpy.random.default_rng(3).permutation(2_000)
    chunks = pyarrow.concat_tables([calls.take(order).slice(0, 700), calls.take(order).slice(700)])
    assert pyarrow.table(tables.groups(chunks, **options)).equals(told)
    frame = polars.from_arrow(calls).sample(fraction=1, shuffle=True, seed=1)
    assert pyarrow.table(tables.groups(frame, **options, threads=2)).equals(told)
    of_pandas = calls.to_pandas().sample(frac=1, random_state=1, ignore_index=True)
    assert pyarrow.table(tables.groups(of_pandas, **options, not_finite="missing")).equals(told)
    of_duckdb = duckdb.from_arrow(calls).order("random()")
    assert pyarrow.table(tables.groups(of_duckdb, **options)).equals(told)


def test_bat_03_figures_go_into_any_library() -> None:
    figures = tables.groups(drawn(500), person="rep", at="started", recommendations=True, least_people=1, extra="ignore")
    rows = len(figures)
    assert polars.DataFrame(figures).height == pandas.DataFrame.from_arrow(figures).shape[0] == rows
    assert len(pyarrow.table(figures).to_pandas()) == rows
    ((count, gaps),) = duckdb.execute("select count(*), count(gaps) from figures").fetchall()
    assert (count, gaps) == (rows, pyarrow.table(figures)["gaps"].length() - pyarrow.table(figures)["gaps"].null_count)


def faults(table: Any, **options: Any) -> list[tuple[str, str]]:
    """The paths and sentences of what is wrong."""
    with pytest.raises(touchline.InvalidInput) as raised:
        tables.groups(table, **options)
    return [(fault["path"], fault["message"]) for fault in raised.value.faults]


def test_bat_03_what_is_wrong_is_named_by_column_and_row() -> None:
    calls = drawn(10)
    naive = calls.set_column(2, "started", calls["started"].cast(pyarrow.timestamp("ns")))
    ((path, message),) = faults(naive, at="started", extra="ignore")
    assert (path, "with a zone" in message) == ("/started", True)
    assert len(tables.groups(naive, at="started", naive="wall", extra="ignore")) > 0
    assert faults(calls, at="started", by=["person"], extra="ignore") == [("", "`person` is missing")]
    assert [path for path, _ in faults(calls, at="empathy", extra="ignore")] == ["/empathy"]
    assert [path for path, _ in faults(calls, at="started")] == ["/rep", "/team"]


def test_bat_04_progress_is_told_of_groups_and_can_stop_them() -> None:
    calls = drawn(30)
    pieces = pyarrow.concat_tables([calls, calls, calls])
    told: list[tuple[int, int]] = []
    tables.groups(pieces, extra="ignore", progress=lambda *so_far: told.append(so_far))
    assert told == [(1, 30), (2, 60), (3, 90)]
    with pytest.raises(tables.Stopped):
        tables.groups(pieces, extra="ignore", progress=lambda _, rows: rows < 60)


def test_acc_15_few_people_are_withheld() -> None:
    figures = pyarrow.table(tables.groups(drawn(400), person="rep", team="team", by=["team"], at="started", least_people=3)).to_pylist()
    assert [(row["team"], row["withheld"], row["overall"] is None) for row in figures] == [
        ("east", "group_too_small", True),
        ("west", None, False),
    ]


def test_bat_01_what_to_coach_is_lists_of_keys_in_any_library() -> None:
    calls = drawn(50).select(COMPONENTS)
    scores = tables.score(calls, recommendations=True)
    told = pyarrow.table(scores)
    assert polars.DataFrame(scores)["gaps"].to_list() == told["gaps"].to_pylist()
    assert [list(gaps) for gaps in pandas.DataFrame.from_arrow(scores)["gaps"]] == told["gaps"].to_pylist()
    assert [list(gaps) for gaps in told.to_pandas()["gaps"]] == told["gaps"].to_pylist()
    assert [gaps for (gaps,) in duckdb.execute("select gaps from scores").fetchall()] == told["gaps"].to_pylist()
    for row, areas in zip(told.to_pylist(), pyarrow.table(tables.score(calls, detail=True)).to_pylist(), strict=True):
        assert row["gap_components"] == [areas[f"{area}_weakest"] for area in row["gaps"]]
        assert all(areas[f"{area}_published"] < 70 for area in row["gaps"])
        assert row["focus"][:2] == row["gap_components"][:2] or row["focus_kind"] == "keep_it_up"
    few: Any = {"recommendation": {"most_gaps": 1}}
    assert max(len(gaps) for gaps in pyarrow.table(tables.score(calls, recommendations=True, policy=few))["gaps"].to_pylist()) == 1
