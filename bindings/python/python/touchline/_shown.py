"""What a notebook shows of what the library gives. Everything that comes from outside is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from touchline._frames import library, rows_of
from touchline._native import ScoredArea, ScoredComponent, ScoredRow, ScorePart
from touchline.numbers import SkillLevel

# How many entries of a list are shown, and how deep documents in documents are.
_ENTRIES, _DEPTH = 50, 8


class Shown:
    """An answer of the library's, such as a report, as a notebook shows it and as a frame: `touchline.shown(answer)`."""

    __slots__ = ("answer",)

    def __init__(self, answer: Any) -> None:
        self.answer = answer

    def __repr__(self) -> str:
        return repr(self.answer)

    def _repr_html_(self) -> str:
        return html_of(self.answer)

    def to_pandas(self) -> Any:
        """A DataFrame of pandas: a row for each document of a list, or one for a document by itself."""
        return library("pandas").DataFrame(rows_of(self.answer))

    def to_polars(self) -> Any:
        """The same as a DataFrame of polars."""
        return library("polars").DataFrame(rows_of(self.answer), infer_schema_length=None)


def shown(answer: Any) -> Shown:
    """Show an answer in a notebook: a report, an explained score, a view, all that is dictionaries and lists.

    Give it as the last line of a cell, or to `display`. Elsewhere it prints as the answer does, which stays in `answer`.
    Of a list of documents `to_pandas` and `to_polars` make a frame, whose columns are named as in `effect.change.low`.
    """
    return Shown(answer)


def html_of(value: Any, depth: int = 0) -> str:
    """A document as tables in tables."""
    if depth > _DEPTH:
        return escape(repr(value))
    if isinstance(value, Mapping):
        return _grid((), ([_head(name), html_of(each, depth + 1)] for name, each in value.items()))
    if isinstance(value, list | tuple):
        return _list_of(value, depth)
    return _scalar(value)


def _list_of(values: Sequence[Any], depth: int) -> str:
    first = values[:_ENTRIES]
    rest = _more(len(values) - len(first))
    if not all(isinstance(each, Mapping) for each in first):
        return ", ".join(html_of(each, depth + 1) for each in first) + rest
    names = list(dict.fromkeys(name for each in first for name in each))
    rows = ([html_of(each[name], depth + 1) if name in each else "" for name in names] for each in first)
    return _grid(names, rows) + rest


def html_of_table(columns: Sequence[str], rows: Iterable[Sequence[str | None]], count: int) -> str:
    """The first rows of a table that has so many."""
    first = [[_scalar(cell) for cell in row] for row in rows]
    return _grid(columns, first) + _more(count - len(first)) + f"<p>{count} rows, {len(columns)} columns</p>"


def html_of_figures(of: ScoredRow | ScoredArea | ScoredComponent | ScorePart) -> str:
    """The figures of one scored row, by the keys of areas and components; of a part of it, by their names."""
    if isinstance(of, ScoredRow):
        return _html_of_row(of)
    names = (name for name in dir(of) if not name.startswith("_"))
    return _grid((), ([_head(name), _figure(name, getattr(of, name))] for name in names))


def _html_of_row(row: ScoredRow) -> str:
    areas, components = row.keys
    scores: list[tuple[str, ScoredRow | ScoredArea]] = [("overall", row), *zip(areas, row.areas, strict=True)]
    told = ([_scalar(key), *_figures(each), _named(components, each.weakest)] for key, each in scores)
    return _grid(("", *_OF_A_SCORE, "weakest"), told)


def _figures(of: ScoredRow | ScoredArea) -> list[str]:
    return [_figure(name, getattr(of, name)) for name in _OF_A_SCORE]


def _named(keys: Sequence[str], place: int | None) -> str:
    return _scalar(None if place is None else keys[place])


_OF_A_SCORE = ("score", "published", "level", "coverage")


def _figure(name: str, value: Any) -> str:
    if name == "level":
        return _scalar(SkillLevel(value).name.lower() if value else None)
    if name in ("in_area", "in_overall") and value is not None:
        return _scalar(f"{value.points:.6g} points of {100 * value.weight:.6g}")
    return _scalar(value)


def _scalar(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, float):
        return escape(f"{value:.6g}")
    return escape(str(value))


def _head(name: object) -> str:
    return f"<b>{escape(str(name))}</b>"


def _grid(names: Iterable[object], rows: Iterable[Iterable[str]]) -> str:
    head = "".join(f"<th>{escape(str(name))}</th>" for name in names)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table>{f'<thead><tr>{head}</tr></thead>' if head else ''}<tbody>{body}</tbody></table>"


def _more(count: int) -> str:
    return f"<p>… and {count} more</p>" if count > 0 else ""
