"""Tables of pandas, polars, pyarrow and DuckDB go in and come out, and what is wrong with one is named."""

import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import duckdb
import numpy
import pandas
import polars
import pyarrow
import pytest

import touchline
from touchline import tables

COMPONENTS: list[str] = [
    component["key"]
    for area in touchline.call("skill.frameworks", {"key": "sales"})[0]["areas"]
    for component in area["components"]
]
SCORES = ["overall", "coverage", "published", "level", "weakest"]


def drawn(rows: int, seed: int = 1) -> pyarrow.Table:
    """A table with measures that the curves tell apart, one in ten of them null."""
    dice = random.Random(seed)

    def measure() -> float | None:
        return None if dice.random() < 0.1 else dice.uniform(-0.2, 2.2) * dice.choice((1, 50))

    return pyarrow.table({key: pyarrow.array([measure() for _ in range(rows)], "double") for key in COMPONENTS})


def all_alike(value: object, rows: int = 1, **others: object) -> pyarrow.Table:
    """A table with the same value in every cell, but for these columns."""
    return pyarrow.table({key: others.get(key, [value] * rows) for key in COMPONENTS})


def faults(table: Any, **options: Any) -> list[tuple[str, str]]:
    """The paths and sentences of what is wrong."""
    with pytest.raises(touchline.InvalidInput) as raised:
        tables.score(table, **options)
    return [(fault["path"], fault["message"]) for fault in raised.value.faults]


def of_duckdb(table: pyarrow.Table) -> Any:
    """The table as a relation."""
    return duckdb.from_arrow(table)


MAKERS: dict[str, Callable[[pyarrow.Table], Any]] = {
    "pyarrow": lambda table: table,
    "polars": polars.from_arrow,
    "pandas": lambda table: table.to_pandas(),
    "pandas with Arrow inside": lambda table: table.to_pandas(types_mapper=pandas.ArrowDtype),
    "duckdb": of_duckdb,
    "a record batch": lambda table: table.combine_chunks().to_batches()[0],
}


@pytest.mark.parametrize("made", MAKERS)
def test_bat_02_a_table_of_any_library_scores_alike(made: str) -> None:
    table = drawn(300)
    # pandas has no nulls among its own doubles: they have become NaN, and become nulls again.
    scored = tables.score(MAKERS[made](table))
    assert pyarrow.table(scored).combine_chunks().equals(pyarrow.table(tables.score(table)).combine_chunks())


def test_bat_01_a_table_scores_as_its_rows_do() -> None:
    table = drawn(40)
    scored = pyarrow.table(tables.score(table, "sales", detail=True)).to_pylist()
    for raw, row in zip(table.to_pylist(), scored, strict=True):
        alone = touchline.call("skill.score", {"values": raw})
        assert row["weakest"] == (alone["weakest"] and alone["weakest"]["component"])
        for prefix, rating in [("", alone["overall"])] + [(f"{area['area']}_", area["rating"]) for area in alone["areas"]]:
            assert row[prefix.removesuffix("_") or "overall"] == rating["score"]
            assert row[f"{prefix}coverage"] == rating["coverage"]
            assert row[f"{prefix}published"] == rating["published"]
            assert row[f"{prefix}level"] == (rating["level"] and rating["level"]["level"])


def test_bat_02_scores_go_into_any_library() -> None:
    scores = tables.score(drawn(300))
    told = pyarrow.table(scores)
    assert polars.DataFrame(scores)["overall"].to_list() == told["overall"].to_pylist()
    assert polars.DataFrame(scores)["level"].cast(polars.String).to_list() == told["level"].to_pylist()
    frame = pandas.DataFrame.from_arrow(scores)
    assert frame["published"].isna().sum() == told["published"].null_count
    query = "select count(*), avg(published), min(level::varchar) from scores"
    ((count, _, _),) = duckdb.execute(query).fetchall()
    assert count == len(scores) == 300
    assert told.column_names == SCORES + [area["key"] for area in touchline.call("skill.frameworks", {"key": "sales"})[0]["areas"]]


@pytest.mark.parametrize("made", ["pyarrow", "polars", "pandas", "pandas with Arrow inside", "duckdb"])
def test_bat_02_a_column_of_nulls_alone_is_missing_or_handed_on(made: str) -> None:
    missing, *_ = COMPONENTS
    table = drawn(300).set_column(0, missing, pyarrow.nulls(300)).append_column("note", pyarrow.nulls(300))
    scored = pyarrow.table(tables.score(MAKERS[made](table), keep=["note"]))
    assert scored["note"].null_count == 300
    wanted = pyarrow.table(tables.score(drawn(300).drop_columns([missing]), absent="missing"))
    assert scored.drop_columns(["note"]).combine_chunks().equals(wanted.combine_chunks())


def test_bat_02_lists_of_nulls_alone_are_handed_on() -> None:
    table = pyarrow.table({key: [1.0, 2.0] for key in COMPONENTS})
    frame = polars.DataFrame(table).with_columns(polars.Series("notes", [[], [None]]), note=None)
    scored = polars.DataFrame(tables.score(frame, keep=["notes", "note"]))
    assert (scored["notes"].to_list(), scored["note"].to_list()) == ([[], [None]], [None, None])


def test_bat_02_nothing_is_copied_on_the_way_out() -> None:
    scores = tables.score(drawn(5_000))
    places = [pyarrow.table(scores)["overall"].chunk(0).buffers()[1].address for _ in range(2)]
    assert places[0] == places[1] == polars.DataFrame(scores)["overall"].to_arrow().buffers()[1].address


def test_bat_02_nothing_is_copied_on_the_way_in() -> None:
    table = "table = pyarrow.table({key: numpy.full(1_000_000, 0.5) for key in COMPONENTS})"
    alone = peak(table)
    # The scores take 67 bytes a row, the measures 144: a copy of these would be seen, as it is where one is made.
    assert peak(f"{table}\nscores = tables.score(table)\nassert len(scores) == 1_000_000") - alone < 100_000
    assert peak(f"{table}\ncopy = [column.to_numpy().copy() for column in table.columns]") - alone > 130_000


def test_bat_02_chunks_and_offsets_are_those_of_the_table() -> None:
    table = drawn(700)
    pieces = pyarrow.concat_tables([table.slice(0, 3), table.slice(3, 600), table.slice(603, 0), table.slice(603)])
    whole = pyarrow.table(tables.score(table)).combine_chunks()
    assert pyarrow.table(tables.score(pieces)).combine_chunks().equals(whole)
    later = pyarrow.table(tables.score(table.slice(101, 333))).combine_chunks()
    assert later.equals(whole.slice(101, 333).combine_chunks())


def test_bat_02_no_rows_are_scored_to_no_rows() -> None:
    scores = tables.score(drawn(0))
    assert (len(scores), pyarrow.table(scores).num_rows) == (0, 0)
    assert scores.columns[:5] == SCORES


def test_bat_02_what_is_not_finite_is_named_or_missing() -> None:
    table = all_alike(1.0, 3, win_rate=[0.5, float("nan"), float("-inf")])
    told = "a finite number is expected here, not {}; `not_finite` makes it a missing value"
    assert faults(table) == [("/win_rate/1", told.format("NaN")), ("/win_rate/2", told.format("-inf"))]
    scored = pyarrow.table(tables.score(table, not_finite="missing", detail=True))
    assert scored["closing_coverage"].to_pylist()[0] == 1.0
    assert scored["closing_coverage"].to_pylist()[1] < 1.0


def test_bat_02_wrong_columns_are_named() -> None:
    dictionary = pyarrow.array([1.0, 1.0]).dictionary_encode()
    table = all_alike(1.0, 2, win_rate=["a", "b"], empathy=dictionary, engagement=[True, False])
    table = table.rename_columns([{"trial_close": "trail_close"}.get(name, name) for name in table.column_names])
    paths = [path for path, _ in faults(table)]
    assert sorted(paths) == ["", "/empathy", "/engagement", "/trail_close", "/win_rate"]
    (missing,) = [message for path, message in faults(table) if not path]
    assert missing.startswith("`trial_close` is missing; the table has no column of this name: `columns`")
    (misspelt,) = [message for path, message in faults(table) if path == "/trail_close"]
    assert misspelt.startswith("`trail_close` is not known here; known are `trial_close`; `keep`")
    assert ("/empathy", "a column of numbers is expected here, not a dictionary of Float64") in faults(table)


def test_bat_02_columns_are_renamed_kept_ignored_and_left_out() -> None:
    table = all_alike(0.5).rename_columns([{"win_rate": "Won"}.get(name, name) for name in COMPONENTS])
    table = table.append_column("rep", [["Ana"]]).append_column("note", [["new"]]).drop_columns(["empathy"])
    scores = tables.score(table, columns={"win_rate": "Won"}, keep=["rep"], extra="ignore", absent="missing")
    assert pyarrow.table(scores)["rep"].to_pylist() == ["Ana"]


def test_bat_02_options_and_frameworks_are_read_strictly() -> None:
    assert faults(drawn(1), threads=0)[0][0] == "/threads"
    assert faults(drawn(1), framework="none")[0][0] == "/framework"
    own = touchline.call("skill.frameworks", {"key": "sales"})[0]
    own["areas"][0]["weight"] += 1e-6
    assert [path for path, _ in faults(drawn(1), framework=own)] == ["/framework/areas"]
    with pytest.raises(TypeError, match="__arrow_c_stream__"):
        tables.score([1, 2, 3])  # type: ignore[arg-type]


@pytest.mark.parametrize("made", [lambda table: table.to_pandas(), lambda table: table.to_pandas(types_mapper=pandas.ArrowDtype)])
def test_bat_02_the_labels_of_rows_that_pandas_filtered_are_passed_over(made: Callable[[pyarrow.Table], Any]) -> None:
    frame = made(drawn(50))
    # Labels at equal distances would be a range, and none is handed on.
    labels = [number * number for number in range(7)]
    filtered = frame.loc[labels]
    wanted = pyarrow.table(tables.score(filtered.reset_index(drop=True)))
    assert pyarrow.table(tables.score(filtered)).equals(wanted)
    assert pyarrow.table(tables.score(filtered.sort_values("empathy"))).num_rows == 7
    assert pyarrow.table(tables.score(pyarrow.Table.from_pandas(filtered))).equals(wanted)
    # They are handed on to whoever asks for them, and labels that have a name are a column like any other.
    kept = pyarrow.table(tables.score(filtered, keep=["__index_level_0__"]))
    assert kept["__index_level_0__"].to_pylist() == labels
    assert faults(filtered.rename_axis("rep"))[0][0] == "/rep"


@pytest.mark.parametrize("name", ["__index_level_x__", "__index_level___", "index", "__index_level_0"])
def test_bat_02_what_pandas_does_not_call_its_labels_is_refused(name: str) -> None:
    assert faults(drawn(2).append_column(name, [[1, 2]]))[0][0] == f"/{name}"


TEXTS: list[tuple[str, Callable[..., object]]] = [
    ("keep", lambda **options: tables.score(drawn(1), **options)),
    ("keep", lambda **options: tables.stream(drawn(1), **options)),
    ("roles", lambda **options: tables.groups(drawn(1), **options)),
    ("by", lambda **options: tables.groups(drawn(1), **options)),
    ("by", lambda **options: tables.metrics(at="2026-04-01T00:00:00Z", **options)),
    ("metrics", lambda **options: tables.metrics(at="2026-04-01T00:00:00Z", **options)),
    ("windows", lambda **options: tables.metrics(at="2026-04-01T00:00:00Z", **options)),
    ("metrics", lambda **options: tables.effects(at="2026-04-01T00:00:00Z", coaching={"coached": []}, **options)),
]


@pytest.mark.parametrize(("option", "call"), TEXTS)
@pytest.mark.parametrize("text", ["rep", b"rep", ""])
def test_bat_02_a_text_is_no_list_of_names(option: str, call: Callable[..., object], text: object) -> None:
    with pytest.raises(TypeError, match=f"`{option}` is a list, and not the text"):
        call(**{option: text})


RENAMING: list[tuple[str, Callable[[Any], object]]] = [
    ("columns", lambda columns: tables.score(drawn(1), columns=columns)),
    ("columns", lambda columns: tables.stream(drawn(1), columns=columns)),
    ("columns", lambda columns: tables.groups(drawn(1), columns=columns)),
]
BY_TABLE: list[tuple[str, Callable[[Any], object]]] = [
    ("`columns` is a dictionary by tables", lambda said: tables.metrics(at="2026-04-01T00:00:00Z", columns=said)),
    (r"`columns\['deals'\]` is a dictionary by fields", lambda said: tables.metrics(at="2026-04-01T00:00:00Z", columns={"deals": said})),
    ("`values` is a dictionary by tables", lambda said: tables.metrics(at="2026-04-01T00:00:00Z", values=said)),
    (r"`values\['deals'\]` is a dictionary by fields", lambda said: tables.metrics(at="2026-04-01T00:00:00Z", values={"deals": said})),
    ("`columns` is a dictionary by tables", lambda said: tables.effects(at="2026-04-01T00:00:00Z", coaching={"coached": []}, columns=said)),
]


@pytest.mark.parametrize(("told", "call"), BY_TABLE)
@pytest.mark.parametrize("said", ["win_rate", ["win_rate"], 3])
def test_bat_03_what_is_said_of_fields_is_a_dictionary_table_by_table(told: str, call: Callable[[Any], object], said: object) -> None:
    with pytest.raises(TypeError, match=f"{told}, and not "):
        call(said)


@pytest.mark.parametrize(("option", "call"), RENAMING)
@pytest.mark.parametrize("columns", ["win_rate", ["win_rate"], 3])
def test_bat_02_what_columns_are_called_otherwise_is_a_dictionary(option: str, call: Callable[[Any], object], columns: object) -> None:
    with pytest.raises(TypeError, match=f"`{option}` is a dictionary of names, and not "):
        call(columns)


@pytest.mark.parametrize("keep", [["rep"], ("rep",), {"rep"}, {"rep": 1}.keys(), iter(["rep"]), pandas.Index(["rep"])], ids=repr)
def test_bat_02_names_are_whatever_holds_them(keep: tables.Names) -> None:
    table = all_alike(0.5).append_column("rep", [["Ana"]])
    assert pyarrow.table(tables.score(table, keep=keep))["rep"].to_pylist() == ["Ana"]


class Once:
    """A table whose stream is handed out again after it was read."""

    def __init__(self, table: pyarrow.Table) -> None:
        self.capsule = table.__arrow_c_stream__()

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Hand out the one stream."""
        return self.capsule


def test_bat_02_a_released_stream_is_refused() -> None:
    table = Once(drawn(3))
    tables.score(table)
    ((path, message),) = faults(table)
    assert (path, "a stream that was released" in message) == ("", True)


def batches(count: int, rows: int, then: Exception | None = None) -> pyarrow.RecordBatchReader:
    """A stream that is made as it is read, and may fail at its end."""
    batch = drawn(rows).to_batches()[0]

    def each() -> Iterator[pyarrow.RecordBatch]:
        for _ in range(count):
            yield batch
        if then:
            raise then

    return pyarrow.RecordBatchReader.from_batches(batch.schema, each())


def test_bat_04_a_stream_that_fails_in_the_middle_says_why() -> None:
    ((_, message),) = faults(batches(3, 10, then=OSError("the disk is gone")))
    assert "a record batch is expected here" in message
    assert "the disk is gone" in message
    reader = pyarrow.RecordBatchReader.from_stream(tables.stream(batches(1, 10, then=OSError("the disk is gone"))))
    assert reader.read_next_batch().num_rows == 10
    with pytest.raises(Exception, match="the disk is gone"):
        reader.read_next_batch()


def test_bat_04_progress_is_told_and_can_stop() -> None:
    told: list[tuple[int, int]] = []
    scores = tables.score(batches(3, 10), progress=lambda *so_far: told.append(so_far))
    assert (len(scores), told) == (30, [(1, 10), (2, 20), (3, 30)])
    with pytest.raises(tables.Stopped):
        tables.score(batches(1_000_000, 10), progress=lambda _, rows: rows < 100)


def test_bat_04_what_the_callback_raises_is_raised() -> None:
    def progress(_: int, rows: int) -> None:
        raise KeyError(rows)

    with pytest.raises(KeyError, match="10"):
        tables.score(batches(3, 10), progress=progress)


def peak(work: str) -> int:
    """The most memory that a process of its own ever held, in KiB: a mark that is only ever raised tells of one work alone.

    It is that of the memory since the program began: what `getrusage` tells counts what the process was forked from, too.
    """
    program = f"""
import numpy
import pyarrow
from touchline import skill, tables

COMPONENTS = [part["key"] for area in skill.frameworks({{"key": "sales"}})[0]["areas"] for part in area["components"]]

def batch(rows):
    return pyarrow.record_batch({{key: numpy.full(rows, 0.5) for key in COMPONENTS}})

def batches(count, rows):
    each = batch(rows)
    return pyarrow.RecordBatchReader.from_batches(each.schema, (each for _ in range(count)))

{work}
print(next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return int(done.stdout)


def test_bat_04_a_stream_is_scored_in_constant_memory() -> None:
    def of(count: int, kept: str) -> int:
        return peak(f"rows = {kept}(pyarrow.RecordBatchReader.from_stream(tables.stream(batches({count}, 20_000))))")

    # Each batch's scores take more than a megabyte: 195 more of them, kept, are seen, and not kept are not.
    passing = "(lambda reader: sum(batch.num_rows for batch in reader))"
    assert of(200, passing) - of(5, passing) < 20_000
    assert of(200, "list") - of(5, "list") > 150_000


def test_bat_04_a_stream_is_read_once() -> None:
    reader = tables.stream(drawn(3))
    assert pyarrow.schema(reader).names == reader.columns
    assert pyarrow.RecordBatchReader.from_stream(reader).read_all().num_rows == 3
    with pytest.raises(ValueError, match="read once"):
        pyarrow.RecordBatchReader.from_stream(reader)


def test_bat_04_a_stream_tells_of_its_progress_as_it_is_read_and_is_stopped() -> None:
    told: list[tuple[int, int]] = []
    reader = tables.stream(batches(3, 10), progress=lambda count, rows: told.append((count, rows)))
    assert not told
    assert pyarrow.RecordBatchReader.from_stream(reader).read_all().num_rows == 30
    assert told == [(1, 10), (2, 20), (3, 30)]
    reader = tables.stream(batches(3, 10), progress=lambda count, rows: rows < 20)
    with pytest.raises(Exception, match="stopped after 20 rows"):
        pyarrow.RecordBatchReader.from_stream(reader).read_all()


def test_bat_04_a_batch_is_stopped_within_it() -> None:
    told: list[tuple[int, int]] = []

    def progress(count: int, rows: int) -> bool:
        told.append((count, rows))
        return rows < 100_000

    with pytest.raises(tables.Stopped):
        tables.score(all_alike(50.0, 200_000), progress=progress)
    assert told[-1][0] == 0 and 100_000 <= told[-1][1] < 200_000


def test_bat_04_a_row_of_a_stream_is_named_by_its_place_in_the_stream() -> None:
    table = pyarrow.concat_tables([all_alike(1.0, 70), all_alike(1.0, 2, win_rate=[0.5, float("nan")])])
    assert [path for path, _ in faults(table)] == ["/win_rate/71"]


def test_bat_01_threads_change_nothing() -> None:
    table = drawn(5_000)
    assert pyarrow.table(tables.score(table, threads=4)).equals(pyarrow.table(tables.score(table)))
