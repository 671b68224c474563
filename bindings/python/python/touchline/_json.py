"""Values become JSON text here, and JSON text becomes values.

Text is printed by the standard library, since orjson prints NaN as null and says nothing. It is read by orjson
where the host has it; both read the same values.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from itertools import islice
from typing import Any, TypeAlias

__all__ = ["Text", "lines_of", "read", "stream_of", "text_of"]

Text: TypeAlias = str | bytes | bytearray | memoryview
"""JSON text, as UTF-8 where it is bytes."""

_TEXT = (str, bytes, bytearray, memoryview)
_print = json.JSONEncoder(separators=(",", ":")).encode


def _reader() -> Callable[[str], Any]:
    try:
        loads: Callable[[str], Any] = import_module("orjson").loads
    except ImportError:
        return json.loads
    return loads


read = _reader()

# How many lines cross at a time: enough to make a crossing cheap, few enough to hold in memory.
_LINES_AT_ONCE = 4096


def text_of(value: Any) -> Text:
    """Print a value; text is taken as it is."""
    return value if isinstance(value, _TEXT) else _print(value)


def lines_of(values: Iterable[Any] | Text) -> Text:
    """Print values, a line each; text is taken as the lines that it holds."""
    return values if isinstance(values, _TEXT) else b"".join(map(_line_of, values))


def stream_of(chunks: Iterable[Text] | Text, records: Iterable[Text] | Text) -> Iterator[Text]:
    """Chunks as they are, and after them records, many at a time."""
    yield from (chunks,) if isinstance(chunks, _TEXT) else chunks
    if isinstance(records, _TEXT):
        yield records
        return
    lines = map(_line_of, records)
    while some := b"".join(islice(lines, _LINES_AT_ONCE)):
        yield some


def _line_of(value: Any) -> bytes:
    text = text_of(value)
    line = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else bytes(text)
    line = line.removesuffix(b"\n")
    if b"\n" in line:
        raise ValueError("each of many is one line; this one holds a line end")
    return line + b"\n"
