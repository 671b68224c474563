"""Skill scores of whole tables, and success metrics over tables of facts: Arrow in, Arrow out.

Anything with `__arrow_c_stream__` or `__arrow_c_array__` goes in (DataFrames of pandas and polars, tables of pyarrow,
relations of DuckDB), and what comes out goes into any of them; nothing is copied on the way. A row gets the scores
that `touchline.skill.score` gives it by itself, to the last bit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias

from touchline import _native
from touchline._errors import Error, error_of
from touchline._json import read, text_of
from touchline._native import ScoreReader, Scores
from touchline._reply import answer_in, made_in

if TYPE_CHECKING:
    from touchline._json import Text
    from touchline._types import (
        Coaching,
        CoachingMetricEffects,
        Metric,
        MetricTerms,
        MetricWindow,
        PolicyInput,
        SkillFrameworkInput,
    )

__all__ = [
    "ArrowArray",
    "ArrowStream",
    "ScoreReader",
    "Names",
    "Scores",
    "Stopped",
    "Table",
    "effects",
    "groups",
    "metrics",
    "score",
    "stream",
]


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


def score(
    table: Table,
    framework: str | SkillFrameworkInput | None = None,
    *,
    view: str | None = None,
    columns: Mapping[str, str] | None = None,
    keep: Names | None = None,
    absent: Literal["refuse", "missing"] | None = None,
    extra: Literal["refuse", "ignore"] | None = None,
    not_finite: Literal["refuse", "missing"] | None = None,
    detail: bool | None = None,
    recommendations: bool | None = None,
    roles: Names | None = None,
    tenure_days: int | None = None,
    policy: PolicyInput | None = None,
    threads: int | None = None,
    progress: Callable[[int, int], object] | None = None,
) -> Scores:
    """Score each row of a table, which has a column of raw measures for each component.

    `framework`: the key of one that ships (`sales` where it is left out), or a document of your own; `view`: a view
    of it. `columns` names the columns that are not called as their components, `keep` those to hand on beside the
    scores. `absent`, `extra` and `not_finite` say what becomes of components without a column, of other columns, and
    of NaN and infinities: they are refused unless you say otherwise. Nulls are missing values. With `detail` each
    area has its coverage, published score, level and weakest component, too. With `recommendations` each row has its
    gaps, strengths and focus as lists of keys, by the bounds of the `policy` and by what that expects of people with
    these `roles`, who were hired `tenure_days` ago. `threads` work on each batch of rows.
    `progress` is told the batches and rows so far after each batch of a stream; where it returns False, `Stopped` is
    raised.

    Raises `InvalidInput`, whose faults name columns and rows.
    """
    options = _text({
        "absent": absent,
        "columns": None if columns is None else _mapped("columns", columns),
        "detail": detail,
        "extra": extra,
        "framework": framework,
        "keep": _listed("keep", keep),
        "not_finite": not_finite,
        "policy": policy,
        "recommendations": recommendations,
        "roles": _listed("roles", roles),
        "tenure_days": tenure_days,
        "threads": threads,
        "view": view,
    })
    status, text, scores = _native.score_table(options, table, progress)
    if status:
        raise error_of(status, read(text))
    if scores is None:
        raise Stopped({"message": "stopped by the callback that was told of the progress"})
    return scores


def stream(
    table: Table,
    framework: str | SkillFrameworkInput | None = None,
    *,
    view: str | None = None,
    columns: Mapping[str, str] | None = None,
    keep: Names | None = None,
    absent: Literal["refuse", "missing"] | None = None,
    extra: Literal["refuse", "ignore"] | None = None,
    not_finite: Literal["refuse", "missing"] | None = None,
    detail: bool | None = None,
    recommendations: bool | None = None,
    roles: Names | None = None,
    tenure_days: int | None = None,
    policy: PolicyInput | None = None,
    threads: int | None = None,
) -> ScoreReader:
    """Do what `score` does batch by batch, as whoever reads the result asks for them, in constant memory.

    What is wrong with a batch reaches the reader as its own kind of exception, with the faults in its message.
    """
    options = _text({
        "absent": absent,
        "columns": None if columns is None else _mapped("columns", columns),
        "detail": detail,
        "extra": extra,
        "framework": framework,
        "keep": _listed("keep", keep),
        "not_finite": not_finite,
        "policy": policy,
        "recommendations": recommendations,
        "roles": _listed("roles", roles),
        "tenure_days": tenure_days,
        "threads": threads,
        "view": view,
    })
    return made_in(_native.stream_table(options, table))


def groups(
    table: Table,
    framework: str | SkillFrameworkInput | None = None,
    *,
    view: str | None = None,
    team: str | None = None,
    person: str | None = None,
    at: str | None = None,
    every: Literal["day", "week", "month", "quarter"] | None = None,
    zone: str | None = None,
    naive: Literal["refuse", "utc", "wall"] | None = None,
    window: str | None = None,
    by: Iterable[Literal["team", "person", "window"]] | None = None,
    fill: bool | None = None,
    columns: Mapping[str, str] | None = None,
    absent: Literal["refuse", "missing"] | None = None,
    extra: Literal["refuse", "ignore"] | None = None,
    not_finite: Literal["refuse", "missing"] | None = None,
    detail: bool | None = None,
    means: bool | None = None,
    recommendations: bool | None = None,
    roles: Names | None = None,
    tenure_days: int | None = None,
    least_people: int | None = None,
    viewer: str | None = None,
    as_of: str | datetime | None = None,
    policy: PolicyInput | None = None,
    threads: int | None = None,
    progress: Callable[[int, int], object] | None = None,
) -> Scores:
    """Score a table of calls group by group: a row for each team, person and window, whatever there is of these.

    `team`, `person` and `at` or `window` name columns; `by` says by which of them groups are told apart, where it is
    not by all. `at` is a column of timestamps or days, put into windows of the calendar (`every` month, where you do
    not say) in the `zone`; `naive` says what timestamps without a zone mean, which are refused unless you do. `window`
    is a column of windows of your own. A window without a row, between a group's first and its last, is told as a gap,
    unless `fill` is False.

    A group's scores are those that `touchline.skill.score` gives for its rows as the evidence `per_call`, in any order
    of them. `means`, `detail` and `recommendations` add columns; the other options are those of `score`.

    `least_people` withholds groups in which fewer people have a score, not counting the `viewer`, and with `as_of`
    those whose window is not over then.

    Raises `InvalidInput`, whose faults name columns and rows.
    """
    options = _text({
        "absent": absent,
        "as_of": as_of,
        "at": at,
        "by": _listed("by", by),
        "columns": None if columns is None else _mapped("columns", columns),
        "detail": detail,
        "every": every,
        "extra": extra,
        "fill": fill,
        "framework": framework,
        "least_people": least_people,
        "means": means,
        "naive": naive,
        "not_finite": not_finite,
        "person": person,
        "policy": policy,
        "recommendations": recommendations,
        "roles": _listed("roles", roles),
        "team": team,
        "tenure_days": tenure_days,
        "threads": threads,
        "view": view,
        "viewer": viewer,
        "window": window,
        "zone": zone,
    })
    status, text, figures = _native.group_table(options, table, progress)
    if status:
        raise error_of(status, read(text))
    if figures is None:
        raise Stopped({"message": "stopped by the callback that was told of the progress"})
    return figures


def metrics(
    *,
    at: str | datetime,
    calls: Table | None = None,
    contracts: Table | None = None,
    deals: Table | None = None,
    emails: Table | None = None,
    handovers: Table | None = None,
    meetings: Table | None = None,
    prices: Table | None = None,
    proposals: Table | None = None,
    qualifications: Table | None = None,
    stages: Table | None = None,
    targets: Table | None = None,
    teams: Table | None = None,
    metrics: Iterable[Metric] | None = None,
    windows: Iterable[MetricWindow] | None = None,
    every: Literal["day", "week", "month", "quarter"] | None = None,
    first: str | date | None = None,
    last: str | date | None = None,
    by: Iterable[Literal["everybody", "team", "owner"]] | None = None,
    columns: Mapping[str, Mapping[str, str]] | None = None,
    currency: str | None = None,
    extra: Literal["refuse", "ignore"] | None = None,
    naive: Literal["refuse", "utc", "wall"] | None = None,
    not_finite: Literal["refuse", "missing"] | None = None,
    policy: PolicyInput | None = None,
    terms: MetricTerms | None = None,
    zone: str | None = None,
) -> Scores:
    """Measure success metrics over tables of facts: a row for each metric, by window, then by whose it is.

    Facts are those of `touchline.metric.measure` as flat columns, such as `closed_at`, `closed_outcome`,
    `value_amount` and `value_currency` of `deals`; what a deal has many of are tables with its key (`handovers`,
    `stages`, `qualifications`). `columns` names, by table and field, columns that are called otherwise; `currency` is
    that of amounts beside which there is none. `teams` says whose figures come together as those of a team.

    `windows` are those of `touchline.metric.measure`; `every` month, say, from that of `first` to that of `last` are
    windows of the calendar in the `zone`. Without any it is the policy's number of days before `at`.

    The figures are those of the same records, to the last bit. Raises `InvalidInput`, whose faults name table, column
    and row.
    """
    if (every, first, last).count(None) in (1, 2):
        raise TypeError("`every`, `first` and `last` go together: how long windows are, a day of the first and one of the last")
    calendar = None if every is None else {"every": every, "first": first, "last": last}
    options = _text({
        "at": at,
        "by": _listed("by", by),
        "calendar": calendar,
        "columns": _by_table(columns),
        "currency": currency,
        "extra": extra,
        "metrics": _listed("metrics", metrics),
        "naive": naive,
        "not_finite": not_finite,
        "policy": policy,
        "terms": terms,
        "windows": _listed("windows", windows),
        "zone": zone,
    })
    facts = _facts(
        calls=calls,
        contracts=contracts,
        deals=deals,
        emails=emails,
        handovers=handovers,
        meetings=meetings,
        prices=prices,
        proposals=proposals,
        qualifications=qualifications,
        stages=stages,
        targets=targets,
        teams=teams,
    )
    return made_in(_native.measure_tables(options, facts))


def effects(
    *,
    at: str | datetime,
    coaching: Coaching,
    calls: Table | None = None,
    contracts: Table | None = None,
    deals: Table | None = None,
    emails: Table | None = None,
    handovers: Table | None = None,
    meetings: Table | None = None,
    prices: Table | None = None,
    proposals: Table | None = None,
    qualifications: Table | None = None,
    stages: Table | None = None,
    targets: Table | None = None,
    teams: Table | None = None,
    metrics: Iterable[Metric] | None = None,
    by_person: bool | None = None,
    columns: Mapping[str, Mapping[str, str]] | None = None,
    currency: str | None = None,
    extra: Literal["refuse", "ignore"] | None = None,
    naive: Literal["refuse", "utc", "wall"] | None = None,
    not_finite: Literal["refuse", "missing"] | None = None,
    policy: PolicyInput | None = None,
    terms: MetricTerms | None = None,
    zone: str | None = None,
) -> CoachingMetricEffects:
    """Tell the effect of coaching on success metrics over tables of facts: each before against after.

    Facts are those of `metrics`, and read by the same options; `teams` may be among them, and is of no matter here.
    `coaching` says who was coached when, and who was not, by the keys that facts have for their owners; `by_person` tells
    each coached person's effect and figures, too. Days are those of the `zone`, unless the coaching has one of its own.

    The answer is that of `touchline.metric.effect` over the same records. Raises `InvalidInput`, whose faults name what
    is wrong with the coaching, or table, column and row.
    """
    options = _text({
        "at": at,
        "columns": _by_table(columns),
        "currency": currency,
        "extra": extra,
        "metrics": _listed("metrics", metrics),
        "naive": naive,
        "not_finite": not_finite,
        "policy": policy,
        "terms": terms,
        "zone": zone,
    })
    facts = _facts(
        calls=calls,
        contracts=contracts,
        deals=deals,
        emails=emails,
        handovers=handovers,
        meetings=meetings,
        prices=prices,
        proposals=proposals,
        qualifications=qualifications,
        stages=stages,
        targets=targets,
        teams=teams,
    )
    effect = _text({"by_person": by_person, "coaching": coaching})
    told: CoachingMetricEffects = answer_in(_native.effect_of_tables(options, effect, facts))
    return told


def _facts(**tables: Table | None) -> list[tuple[str, Table]]:
    """The tables of facts that are given, by their names."""
    return [(name, table) for name, table in tables.items() if table is not None]


def _by_table(columns: Mapping[str, Mapping[str, str]] | None) -> dict[str, dict[str, str]] | None:
    if columns is None:
        return None
    return {table: _mapped(f"columns[{table!r}]", fields) for table, fields in _mapped("columns", columns).items()}


def _mapped(option: str, names: Mapping[str, Any]) -> dict[str, Any]:
    """A dictionary of its own; text or a list has nothing by which anything could be called otherwise."""
    if not isinstance(names, Mapping):
        raise TypeError(f"`{option}` is a dictionary of names, and not {names!r}")
    return dict(names)


def _listed(option: str, names: Iterable[Any] | None) -> list[Any] | None:
    """A list; text would come apart into its letters."""
    if isinstance(names, str | bytes):
        raise TypeError(f"`{option}` is a list, and not the text {names!r}: write `{option}=[{names!r}]`")
    return None if names is None else list(names)


def _text(options: dict[str, Any]) -> Text:
    """The options that are given, as the native half reads them."""
    return text_of({name: option for name, option in options.items() if option is not None})
