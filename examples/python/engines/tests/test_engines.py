"""Each example runs in its real engine, on this machine, and gives what one call gives, to the last bit."""

import math
import re
from pathlib import Path
from typing import Any

import dask_frame
import duckdb_reader
import polars_calls
import polars_frame
import pyarrow
import pyarrow.csv
import ray_data
import spark
import spark_calls
import spark_groups

from touchline import tables

FOLDER = Path(__file__).parent.parent
TOOLS = FOLDER.parent.parent.parent / "bindings/python/requirements-dev.txt"
KEPT = ("week", "team", "rep")


def bits(value: Any) -> Any:
    """A double by all of its bits. What is missing is null, or NaN where an engine holds it so."""
    return value if not isinstance(value, float) else None if math.isnan(value) else value.hex()


def by_place(table: Any) -> dict[tuple[str, str], dict[str, Any]]:
    """The rows of a table, by rep and week: engines read dates each in their own way."""
    rows = pyarrow.table(table).to_pylist()
    return {(row["rep"], str(row["week"])[:10]): {name: row[name] for name in row if name not in KEPT} for row in rows}


ALONE = by_place(tables.score(pyarrow.csv.read_csv(spark.REPS), keep=KEPT))


def holds(result: Any, expected: dict[tuple[str, str], dict[str, Any]], published: bool = True) -> None:
    """Holds all that an engine gave against what one call gives."""
    found = by_place(result)
    assert {*found} == {*expected} and len(found) > 5
    columns = [name for name in next(iter(found.values())) if published or name != "published"]
    for place, row in found.items():
        assert [bits(row[name]) for name in columns] == [bits(expected[place][name]) for name in columns], place


def test_bat_05_spark_gives_the_bits_of_one_call() -> None:
    result = spark.main()
    assert {*result.column_names} == {*KEPT, *next(iter(ALONE.values()))}
    holds(result, ALONE)


def test_bat_05_groups_in_spark_have_the_bits_of_one_call() -> None:
    order = [("team", "ascending"), ("rep", "ascending"), ("window", "ascending")]
    alone = pyarrow.table(tables.groups(pyarrow.csv.read_csv(spark.REPS), team="team", person="rep", at="week", zone="UTC"))
    expected, found = alone.sort_by(order).to_pylist(), spark_groups.main().to_pylist()
    assert len(found) > 10 and {*found[0]} == {*expected[0]}
    for row, one in zip(found, expected, strict=True):
        assert {name: bits(row[name]) for name in row} == {name: bits(one[name]) for name in row}


def by_call(table: Any) -> dict[str, dict[str, Any]]:
    """The measures of a table, by call and by all of their bits."""
    return {row["call"]: {name: bits(row[name]) for name in row} for row in pyarrow.table(table).to_pylist()}


def test_bat_05_conversations_in_spark_have_the_bits_of_one_call() -> None:
    found = by_call(spark_calls.main())
    assert len(found) > 40 and found == by_call(tables.conversations(pyarrow.csv.read_csv(spark_calls.SEGMENTS)))


def test_bat_05_conversations_in_polars_have_the_bits_of_one_call() -> None:
    found = by_call(polars_calls.main())
    alone = by_call(tables.conversations(pyarrow.csv.read_csv(polars_calls.SEGMENTS)))
    assert 5 < len(found) < len(alone) and found == {call: alone[call] for call in alone if call in found}


def test_bat_05_ray_gives_the_bits_of_one_call() -> None:
    result = ray_data.main()
    assert {*result.column_names} == {*KEPT, *next(iter(ALONE.values()))}
    holds(result, ALONE)


def test_bat_05_dask_gives_the_bits_of_one_call() -> None:
    result = dask_frame.main()
    assert {*result.columns} == {*KEPT, *next(iter(ALONE.values()))}
    # pandas holds whole numbers with gaps as doubles.
    holds(pyarrow.Table.from_pandas(result, preserve_index=False), ALONE, published=False)


def test_bat_05_duckdb_gives_the_bits_of_one_call() -> None:
    holds(duckdb_reader.main(), ALONE)


def test_bat_05_polars_gives_the_bits_of_one_call() -> None:
    result = polars_frame.main()
    assert {*result.columns} == {*KEPT, *next(iter(ALONE.values()))}
    holds(result, {place: row for place, row in ALONE.items() if row["overall"] is not None and row["overall"] > 75})


def test_each_example_stands_alone() -> None:
    names = {path.stem for path in FOLDER.glob("*.py")}
    for path in FOLDER.glob("*.py"):
        source = path.read_text("utf-8")
        assert not [other for other in names - {path.stem} if re.search(rf"import {other}\b", source)], path
        assert source.count("\n") <= 80, path


def test_packages_are_pinned_as_for_the_package_itself() -> None:
    pins = dict(line.split("==") for line in TOOLS.read_text().split())
    for line in (FOLDER / "requirements.txt").read_text().split():
        name, version = line.split("==")
        assert pins.get(name, version) == version, name
