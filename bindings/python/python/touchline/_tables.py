"""What goes into the calls on tables: anybody's tables, and options as the native half reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from touchline._errors import Error
from touchline._json import text_of
from touchline._reply import answer_in

if TYPE_CHECKING:
    from touchline._json import Text
    from touchline._native import Scores


class ArrowStream(Protocol):
    """Has the stream of Arrow's PyCapsule interface."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """A capsule with a stream."""


class ArrowArray(Protocol):
    """Has the array of Arrow's PyCapsule interface."""

    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]:
        """Capsules with a schema and an array."""


Table: TypeAlias = ArrowStream | ArrowArray
"""A table of anybody's."""


class _Names(Protocol):
    """A list of names, or anything like one but a text, which holds its letters."""

    def __contains__(self, value: object, /) -> bool: ...

    def __iter__(self) -> Iterator[str]: ...


Names: TypeAlias = _Names | Iterator[str]
"""Names, one after the other: a list, a tuple, a set."""


class Stopped(Error):
    """The callback that was told of the progress wanted no more. Nothing of the scores is kept."""


def watched(reply: tuple[int, str, Scores | None]) -> Scores:
    """What was made, unless it was refused, or stopped by whoever was told of the progress."""
    answer_in(reply)
    _, _, scores = reply
    if scores is None:
        raise Stopped({"message": "stopped by the callback that was told of the progress"})
    return scores


def given(options: dict[str, Any]) -> Text:
    """The options that are given."""
    return text_of({name: option for name, option in options.items() if option is not None})


def together(**parts: object) -> dict[str, object] | None:
    """Options that are given together or not at all."""
    missing = [part is None for part in parts.values()]
    if any(missing) and not all(missing):
        *most, last = (f"`{name}`" for name in parts)
        raise TypeError(f"{', '.join(most)} and {last} go together")
    return None if all(missing) else parts


def facts_of(**tables: Table | None) -> list[tuple[str, Table]]:
    """The tables of facts that are given, by their names."""
    return [(name, table) for name, table in tables.items() if table is not None]


def by_table(option: str, said: Mapping[str, Mapping[str, Any]] | None) -> dict[str, Any] | None:
    """What is said of fields, table by table."""
    tables = _dictionary(option, "by tables", said)
    return tables and {table: _dictionary(f"{option}[{table!r}]", "by fields", fields) for table, fields in tables.items()}


def renamed(option: str, names: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """What things are called; text or a list has nothing by which anything could be called otherwise."""
    return _dictionary(option, "of names", names)


def _dictionary(option: str, of: str, said: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """A dictionary of its own."""
    if said is not None and not isinstance(said, Mapping):
        raise TypeError(f"`{option}` is a dictionary {of}, and not {said!r}")
    return None if said is None else dict(said)


def listed(option: str, names: Iterable[Any] | None) -> list[Any] | None:
    """A list; text would come apart into its letters."""
    if isinstance(names, str | bytes):
        raise TypeError(f"`{option}` is a list, and not the text {names!r}: write `{option}=[{names!r}]`")
    return None if names is None else list(names)
