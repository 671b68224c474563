"""Tables and lists of documents as frames of pandas and polars, none of which has to be installed.

pandas from 2.2 with pyarrow from 16, or polars from 1.4: the first that speak Arrow's PyCapsule interface both ways.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from touchline._tables import ArrowStream


def library(name: str) -> Any:
    """A library that is imported once it is asked for; whoever checks types without it is told nothing."""
    return import_module(name)


def to_pandas(table: ArrowStream) -> Any:
    """A DataFrame of pandas; by way of pyarrow, which pandas of every release goes by."""
    return library("pyarrow").table(table).to_pandas()


def to_polars(table: ArrowStream) -> Any:
    """A DataFrame of polars."""
    return library("polars").DataFrame(table)


def rows_of(documents: Any) -> list[dict[str, Any]]:
    """A row for each of a list of documents, or one for a document by itself. What is in a document in it is named by both."""
    if isinstance(documents, Mapping):
        documents = [documents]
    if not isinstance(documents, list | tuple) or not all(isinstance(each, Mapping) for each in documents):
        raise TypeError("a frame has a row for each of a list of documents; show a part of the answer that is one")
    return [dict(_flat(each)) for each in documents]


def _flat(document: Mapping[str, Any], within: str = "") -> list[tuple[str, Any]]:
    cells: list[tuple[str, Any]] = []
    for name, value in document.items():
        cells += _flat(value, f"{within}{name}.") if isinstance(value, Mapping) else [(f"{within}{name}", value)]
    return cells
