"""Tables of the conformance stream: arrays of pyarrow out of cells, and cells out of what came."""

from __future__ import annotations

import struct
from typing import Any

import pyarrow as pa

from touchline import _native
from touchline._errors import error_of
from touchline._json import read

TYPES = {
    "n": pa.null(), "b": pa.bool_(), "c": pa.int8(), "C": pa.uint8(), "s": pa.int16(), "S": pa.uint16(), "i": pa.int32(),
    "I": pa.uint32(), "l": pa.int64(), "L": pa.uint64(), "f": pa.float32(), "g": pa.float64(), "u": pa.string(),
    "i>u": pa.dictionary(pa.int32(), pa.string()), "tdD": pa.date32(), "tdm": pa.date64(),
    "tsm:UTC": pa.timestamp("ms", "UTC"), "+l": pa.list_(pa.string()),
}  # fmt: skip

Told = tuple[str, str, str, str]
"""Status, answer, record, and what the callback was told."""


class Piece:
    """A batch by its array alone: as a stream, pyarrow leaves out one without rows."""

    def __init__(self, batch: pa.RecordBatch) -> None:
        self.batch = batch

    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]:
        pair: tuple[object, object] = self.batch.__arrow_c_array__(requested_schema)
        return pair


def score(options: bytes, columns: str, batches: str) -> Told | tuple[int, str]:
    """Score a table of one batch."""
    (batch,) = table_of(columns, batches)[1]
    status, answer, scores = _native.tables_score(options, Piece(batch), None)
    return (status, answer) if scores is None else ("ok", *printed(pa.RecordBatchReader.from_stream(scores)), "")


def stream(options: bytes, stop: int, columns: str, batches: str) -> Told | tuple[int, str]:
    """Score a table batch by batch, and stop after so many; at zero, never."""
    told: list[tuple[int, int]] = []

    def progress(count: int, rows: int) -> bool:
        told.append((count, rows))
        return count != stop

    schema, all_batches = table_of(columns, batches)
    reader = pa.RecordBatchReader.from_batches(schema, all_batches)
    status, answer, scores = _native.tables_score(options, reader, progress)
    so_far = " ".join(f"{count}:{rows}" for count, rows in told)
    if scores is not None:
        return "ok", *printed(pa.RecordBatchReader.from_stream(scores)), so_far
    if not status:
        return "stopped", "", "", so_far
    if not begun(options, schema):
        return status, answer
    return "failed", str(error_of(status, read(answer))), "", so_far


# The calls that read a whole table before they tell anything.
GATHERED = {
    "agreement": _native.tables_agreement,
    "conversations": _native.tables_conversations,
    "explain": _native.tables_explain,
    "groups": _native.tables_groups,
    "practice": _native.tables_practice,
    "ranking": _native.tables_ranking,
    "scorecards": _native.tables_scorecards,
    "severity": _native.tables_severity,
    "time_to_proficiency": _native.tables_time_to_proficiency,
    "trends": _native.tables_trends,
    "value_effects": _native.tables_value_effects,
    "what_if": _native.tables_what_if,
}


def gathered(operation: str, options: bytes, stop: int, columns: str, batches: str) -> Told | tuple[int, str]:
    """Read a whole table for what an operation makes of it, and stop after so many batches; at zero, never."""
    told: list[tuple[int, int]] = []

    def progress(count: int, rows: int) -> bool:
        told.append((count, rows))
        return count != stop

    reader = pa.RecordBatchReader.from_batches(*table_of(columns, batches))
    status, answer, figures = GATHERED[operation](options, reader, progress)
    so_far = " ".join(f"{count}:{rows}" for count, rows in told)
    if figures is not None:
        return "ok", *printed(pa.RecordBatchReader.from_stream(figures)), so_far
    return (status, answer) if status else ("stopped", "", "", so_far)


def metrics(options: bytes, tables: str) -> Told | tuple[int, str]:
    """Measure tables of facts, each with its name."""
    status, answer, figures = _native.tables_metrics(options, facts_of(tables), None)
    return (status, answer) if figures is None else ("ok", *printed(pa.RecordBatchReader.from_stream(figures)), "")


def effects(options: bytes, effect: bytes, tables: str) -> tuple[int, str, str | None]:
    """Tell the effect of coaching over tables of facts, each with its name."""
    return _native.tables_effects(options, effect, facts_of(tables))


def facts_of(tables: str) -> list[tuple[str, pa.RecordBatchReader]]:
    """The tables that a field of the stream says."""
    facts = []
    for table in tables.split(" ") if tables else []:
        name, columns, batches = table.split("=")
        facts.append((name, pa.RecordBatchReader.from_batches(*table_of(columns, batches))))
    return facts


def begun(options: bytes, schema: pa.Schema) -> bool:
    """Whether the columns themselves are as they should be, so that it was a batch that was refused."""
    return _native.tables_score(options, schema.empty_table(), None)[0] == 0


def table_of(columns: str, batches: str) -> tuple[pa.Schema, list[pa.RecordBatch]]:
    """The batches that two fields of the stream say."""
    formats = [column.split(":", 1) for column in columns.split(",") if columns]
    schema = pa.schema([(bytes.fromhex(name).decode(), type_of(format)) for name, format in formats])
    made = []
    for batch in batches.split(";") if batches else []:
        parts = zip(batch.split("|"), formats, strict=True)
        made.append(pa.record_batch([array(format, part) for part, (_, format) in parts], schema=schema))
    return schema, made


def array(format: str, part: str) -> pa.Array:
    """A column, which begins behind the cells that lie before its first row."""
    before, _, cells = part.partition("@")
    values = [None if cell == "-" else value(format, cell) for cell in cells.split(",") if cells]
    if format == "i>u":
        whole = pa.array(values, pa.string()).cast(type_of(format))
    elif format.startswith("t"):
        whole = pa.array(values, pa.int32() if format == "tdD" else pa.int64()).view(type_of(format))
    else:
        whole = pa.array(values, type_of(format))
    return whole.slice(int(before))


def type_of(format: str) -> pa.DataType:
    """The type that a format stands for."""
    if format.startswith("ts"):
        unit, _, zone = format[2:].partition(":")
        return pa.timestamp({"s": "s", "m": "ms", "u": "us", "n": "ns"}[unit], zone or None)
    return TYPES[format]


def value(format: str, cell: str) -> Any:
    """What a cell means."""
    match format:
        case "g":
            return struct.unpack(">d", bytes.fromhex(cell))[0]
        case "f":
            return struct.unpack(">f", bytes.fromhex(cell))[0]
        case "b":
            return cell == "1"
        case "u" | "i>u":
            return bytes.fromhex(cell.removeprefix("x")).decode()
        case _:
            return int(cell)


def printed(scores: pa.RecordBatchReader) -> tuple[str, str]:
    """The two fields that say what came; a dictionary is printed as its texts."""
    formats = []
    for field in scores.schema:
        kind = field.type.value_type if pa.types.is_dictionary(field.type) else field.type
        formats.append(next(format for format, known in TYPES.items() if known == kind))
    names = ",".join(f"{name.encode().hex()}:{format}" for name, format in zip(scores.schema.names, formats, strict=True))
    batches = []
    for batch in scores:
        columns = zip(formats, map(plain, batch.columns), strict=True)
        batches.append("|".join(f"0@{','.join(cell(format, value) for value in column.to_pylist())}" for format, column in columns))
    return names, ";".join(batches)


def plain(column: pa.Array) -> pa.Array:
    """Days and moments as the numbers that they are."""
    kind = column.type
    if pa.types.is_date32(kind):
        return column.view(pa.int32())
    return column.view(pa.int64()) if pa.types.is_timestamp(kind) else column


def cell(format: str, value: Any) -> str:
    """A value as the transcript has it."""
    if value is None:
        return "-"
    match format:
        case "g":
            return struct.pack(">d", value).hex()
        case "u":
            return f"x{value.encode().hex()}"
        case "+l":
            return f"[{'.'.join(cell('u', text) for text in value)}]"
        case _:
            return str(int(value))
