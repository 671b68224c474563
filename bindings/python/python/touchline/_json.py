"""Values become JSON text here, and JSON text becomes values.

The standard library does it, or orjson where the host has it; either way the library is handed the same.
"""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from importlib import import_module
from itertools import islice, starmap
from os import PathLike, fsdecode
from types import ModuleType
from typing import Any, TypeAlias
from uuid import UUID

__all__ = ["Text", "lines_of", "read", "stream_of", "text_of"]

Text: TypeAlias = str | bytes | bytearray | memoryview
"""JSON text, as UTF-8 where it is bytes."""

_TEXT = (str, bytes, bytearray, memoryview)

# How many lines cross at a time: enough to make a crossing cheap, few enough to hold in memory.
_LINES_AT_ONCE = 4096

# How much of a log crosses at a time.
_CHUNK = 1 << 20


# What pandas has for a value that is not there.
_MISSING = ("NAType", "NaTType")


def _plain(value: object) -> object:
    """What JSON has for a value that it does not know; a moment without a zone is for the library to refuse."""
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    # Scalars of NumPy, which comes with every DataFrame; whoever has one has imported it.
    numpy = sys.modules.get("numpy")
    if numpy is not None and isinstance(value, numpy.generic) and value.dtype.kind in "biuf":
        number: object = value.item()
        if isinstance(number, bool | int | float):
            return number
    kind = type(value).__name__
    instead = " (None stands for what is not there)" if kind in _MISSING else ""
    raise TypeError(f"a {kind} cannot be printed as JSON{instead}")


_encode = json.JSONEncoder(separators=(",", ":"), default=_plain).encode


def _print(value: Any) -> Text:
    try:
        return _encode(value)
    except TypeError as error:
        if place := _unprintable(value):
            raise TypeError(f"{place}: {error}") from None
        raise


def _unprintable(value: Any) -> str | None:
    """The JSON Pointer of the first thing that is no JSON."""
    seen: set[int] = set()
    held = [("", value)]
    while held:
        at, each = held.pop()
        below: list[tuple[str, Any]] = []
        if isinstance(each, dict):
            for key, inner in each.items():
                name = f"{at}/{str(key).replace('~', '~0').replace('/', '~1')}"
                if not isinstance(key, str | int | float | None):
                    return name
                below.append((name, inner))
        elif isinstance(each, list | tuple):
            below = [(f"{at}/{place}", inner) for place, inner in enumerate(each)]
        elif not isinstance(each, str | int | float | None):
            try:
                _plain(each)
            except TypeError:
                return at
        if id(each) not in seen:
            seen.add(id(each))
            held.extend(reversed(below))
    return None


def _print_fast(orjson: ModuleType) -> Callable[[Any], Text]:
    option = orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_SUBCLASS

    def fast(value: Any) -> Text:
        try:
            text: bytes = orjson.dumps(value, option=option)
        except TypeError:
            return _print(value)
        # NaN comes out as null, silently; the standard library prints what the strict reader then refuses, with its place.
        return _print(value) if b"null" in text else text

    return fast


def _printer_and_reader() -> tuple[Callable[[Any], Text], Callable[[str], Any]]:
    try:
        orjson = import_module("orjson")
    except ImportError:
        return _print, json.loads
    return _print_fast(orjson), orjson.loads


_printed, read = _printer_and_reader()


def text_of(value: Any) -> Text:
    """Print a value; text is taken as it is."""
    return value if isinstance(value, _TEXT) else _printed(value)


def lines_of(values: Iterable[Any] | Text) -> Text:
    """Print values, a line each; text is taken as the lines that it holds."""
    if isinstance(values, Mapping):
        raise TypeError(f"a list is expected, or text with a line for each, and not a {type(values).__name__}")
    return values if isinstance(values, _TEXT) else b"".join(starmap(_line_at, enumerate(values)))


def stream_of(chunks: Iterable[Text] | Text, records: Iterable[Text] | Text) -> Iterator[Text]:
    """Chunks as they are, and after them records, many at a time."""
    for given in (chunks, records):
        if isinstance(given, PathLike):
            raise TypeError(f"open {fsdecode(given)}, and hand in the file or what it holds: nothing here reads files by their names")
    for chunk in (chunks,) if isinstance(chunks, _TEXT) else chunks:
        yield from _pieces_of(chunk)
    if isinstance(records, _TEXT):
        yield from _pieces_of(records)
        return
    lines = map(_line_of, records)
    while some := b"".join(islice(lines, _LINES_AT_ONCE)):
        yield some


def _pieces_of(chunk: Text) -> Iterator[Text]:
    """A chunk, or pieces of one that is so long that nobody would want to wait for its end to interrupt it."""
    if not isinstance(chunk, _TEXT) or len(chunk) <= _CHUNK:
        yield chunk
        return
    for at in range(0, len(chunk), _CHUNK):
        yield chunk[at : at + _CHUNK]


def _line_at(place: int, value: Any) -> bytes:
    """One of many, whose place is told where it is none."""
    try:
        line = _line_of(value)
        if line == b"\n":
            raise ValueError("each of many is one line; this one is empty")
        return line
    except (TypeError, ValueError) as error:
        within = str(error)
        raise type(error)(f"/{place}{'' if within.startswith('/') else ': '}{within}") from None


def _line_of(value: Any) -> bytes:
    text = text_of(value)
    line = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else bytes(text)
    line = line.removesuffix(b"\n")
    if b"\n" in line:
        raise ValueError("each of many is one line; this one holds a line end")
    return line + b"\n"
