"""Skill scores of whole tables: Arrow in, Arrow out.

Anything with `__arrow_c_stream__` or `__arrow_c_array__` goes in (DataFrames of pandas and polars, tables of pyarrow,
relations of DuckDB), and what comes out goes into any of them; nothing is copied on the way. A row gets the scores
that `touchline.skill.score` gives it by itself, to the last bit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias

from touchline import _native
from touchline._errors import Error, error_of
from touchline._json import read, text_of
from touchline._native import ScoreReader, Scores

if TYPE_CHECKING:
    from touchline._json import Text
    from touchline._types import SkillFramework

__all__ = ["ArrowArray", "ArrowStream", "ScoreReader", "Scores", "Stopped", "Table", "score", "stream"]


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


class Stopped(Error):
    """The callback that was told of the progress wanted no more. Nothing of the scores is kept."""


def score(
    table: Table,
    framework: str | SkillFramework | None = None,
    *,
    view: str | None = None,
    columns: Mapping[str, str] | None = None,
    keep: Iterable[str] | None = None,
    absent: Literal["refuse", "missing"] | None = None,
    extra: Literal["refuse", "ignore"] | None = None,
    not_finite: Literal["refuse", "missing"] | None = None,
    detail: bool | None = None,
    threads: int | None = None,
    progress: Callable[[int, int], object] | None = None,
) -> Scores:
    """Score each row of a table, which has a column of raw measures for each component.

    `framework`: the key of one that ships (`sales` where it is left out), or a document of your own; `view`: a view
    of it. `columns` names the columns that are not called as their components, `keep` those to hand on beside the
    scores. `absent`, `extra` and `not_finite` say what becomes of components without a column, of other columns, and
    of NaN and infinities: they are refused unless you say otherwise. Nulls are missing values. With `detail` each
    area has its coverage, published score, level and weakest component, too. `threads` work on each batch of rows.
    `progress` is told the batches and rows so far after each batch of a stream; where it returns False, `Stopped` is
    raised.

    Raises `InvalidInput`, whose faults name columns and rows.
    """
    options = _options(framework, view, columns, keep, absent, extra, not_finite, detail, threads)
    status, text, scores = _native.score_table(options, table, progress)
    if status:
        raise error_of(status, read(text))
    if scores is None:
        raise Stopped({"message": "stopped by the callback that was told of the progress"})
    return scores


def stream(
    table: Table,
    framework: str | SkillFramework | None = None,
    *,
    view: str | None = None,
    columns: Mapping[str, str] | None = None,
    keep: Iterable[str] | None = None,
    absent: Literal["refuse", "missing"] | None = None,
    extra: Literal["refuse", "ignore"] | None = None,
    not_finite: Literal["refuse", "missing"] | None = None,
    detail: bool | None = None,
    threads: int | None = None,
) -> ScoreReader:
    """Do what `score` does batch by batch, as whoever reads the result asks for them, in constant memory.

    What is wrong with a batch reaches the reader as its own kind of exception, with the faults in its message.
    """
    options = _options(framework, view, columns, keep, absent, extra, not_finite, detail, threads)
    status, text, reader = _native.stream_table(options, table)
    if reader is None:
        raise error_of(status, read(text))
    return reader


def _options(
    framework: str | SkillFramework | None,
    view: str | None,
    columns: Mapping[str, str] | None,
    keep: Iterable[str] | None,
    absent: str | None,
    extra: str | None,
    not_finite: str | None,
    detail: bool | None,
    threads: int | None,
) -> Text:
    chosen: Any = None
    if isinstance(framework, str):
        chosen = {"type": "built_in", "body": {"key": framework}}
    elif framework is not None:
        chosen = {"type": "own", "body": framework}
    options = {
        "absent": absent,
        "columns": None if columns is None else dict(columns),
        "detail": detail,
        "extra": extra,
        "framework": chosen,
        "keep": None if keep is None else list(keep),
        "not_finite": not_finite,
        "threads": threads,
        "view": view,
    }
    return text_of({name: option for name, option in options.items() if option is not None})
