"""Each example runs in its real engine, on this machine, and gives what one call gives, to the last bit."""

import re
from pathlib import Path

import dask_frame
import duckdb_reader
import polars_frame
import pyarrow
import pyarrow.csv
import spark

from touchline import tables

FOLDER = Path(__file__).parent.parent
TOOLS = FOLDER.parent.parent.parent / "bindings/python/requirements-dev.txt"
PLACE = [("rep", "ascending"), ("week", "ascending")]


def bits(table: pyarrow.Table) -> dict[str, list[object]]:
    """A table's columns, doubles by their bits and all else as it is."""
    table = pyarrow.table(table).sort_by(PLACE)
    doubles = [field.name for field in table.schema if field.type == pyarrow.float64()]
    columns = {name: table[name].combine_chunks() for name in table.column_names}
    return {name: (column.view(pyarrow.int64()) if name in doubles else column).to_pylist() for name, column in columns.items()}


def alone(below: float | None = None) -> dict[str, list[object]]:
    """What one call gives of the example's reps, as it is read from its file."""
    scores = pyarrow.table(tables.score(pyarrow.csv.read_csv(spark.REPS), keep=["week", "team", "rep"]))
    if below is not None:
        scores = scores.filter(pyarrow.compute.less(scores["overall"], below))
    return bits(scores)


def scored(result: dict[str, list[object]], expected: dict[str, list[object]]) -> None:
    """Holds all columns of scores against one another: engines read dates and texts each in their own way."""
    whole = {name: expected[name] for name in result}
    kept = {"week", "team"}
    assert {name: column for name, column in result.items() if name not in kept} == {
        name: column for name, column in whole.items() if name not in kept
    }
    assert len(result["rep"]) > 5


def test_bat_05_spark_gives_the_bits_of_one_call() -> None:
    result = bits(spark.main())
    assert {*result} == {*alone()}
    scored(result, alone())


def test_bat_05_dask_gives_the_bits_of_one_call() -> None:
    result = bits(pyarrow.Table.from_pandas(dask_frame.main(), preserve_index=False))
    assert {*result} == {*alone()}
    scored(result, alone())


def test_bat_05_duckdb_gives_the_bits_of_one_call() -> None:
    scored(bits(duckdb_reader.main()), alone())


def test_bat_05_polars_gives_the_bits_of_one_call() -> None:
    result = bits(polars_frame.main())
    assert {*result} == {*alone()}
    scored(result, alone(below=60))


def test_each_example_stands_alone() -> None:
    for path in FOLDER.glob("*.py"):
        source = path.read_text("utf-8")
        others = {other.stem for other in FOLDER.glob("*.py")} - {path.stem}
        assert not [other for other in others if re.search(rf"import {other}\b", source)], path
        assert source.count("\n") <= 80, path


def test_packages_are_pinned_as_for_the_package_itself() -> None:
    pins = dict(line.split("==") for line in TOOLS.read_text().split())
    for line in (FOLDER / "requirements.txt").read_text().split():
        name, version = line.split("==")
        assert pins.get(name, version) == version, name
