"""Success metrics by columns of any library are those of the same records, and so is the effect of coaching on them."""

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

import duckdb
import pandas
import polars
import pyarrow
import pytest

import touchline
from touchline import metric, tables

AT = "2026-05-01T00:00:00Z"
FIRST = datetime(2026, 1, 1, tzinfo=UTC)
METRICS: Any = ["win_rate", "average_deal_size", "sales_cycle_days", "average_discount", "pipeline_generation", "stage_conversion"]
TERMS: Any = {"pipeline": ["talk", "offer"]}


def drawn(count: int) -> list[dict[str, Any]]:
    """Deals as records, with what is often missing."""
    dice = random.Random(11)
    deals = []
    for number in range(count):
        opened = FIRST + timedelta(seconds=dice.randrange(60 * 86_400))
        closed = {"at": opened + timedelta(seconds=dice.randrange(40 * 86_400)), "outcome": dice.choice(["won", "lost", "disqualified"])}
        value = {"amount": dice.randrange(1_000_000), "currency": "EUR"}
        deals.append({
            "deal": f"D{number}",
            "owner": dice.choice([None, "ana", "ben", "cleo"]),
            "opened_at": opened if dice.random() < 0.9 else None,
            "closed": closed if dice.random() < 0.8 else None,
            "value": value if dice.random() < 0.8 else None,
            "list_price": {"amount": 1_000_000, "currency": "EUR"} if dice.random() < 0.7 else None,
            "handovers": [{"at": opened + timedelta(days=9), "owner": "dan"}] if dice.random() < 0.2 else [],
            "stages": [{"at": opened + timedelta(days=day), "stage": stage} for day, stage in ((1, "talk"), (5, "offer")) if dice.random() < 0.6],
        })
    return deals


def flat(deals: list[dict[str, Any]]) -> pyarrow.Table:
    """The same as columns."""
    moment = pyarrow.timestamp("us", "UTC")
    return pyarrow.table({
        "deal": [deal["deal"] for deal in deals],
        "owner": pyarrow.array([deal["owner"] for deal in deals]),
        "opened_at": pyarrow.array([deal["opened_at"] for deal in deals], moment),
        "closed_at": pyarrow.array([(deal["closed"] or {}).get("at") for deal in deals], moment),
        "closed_outcome": pyarrow.array([(deal["closed"] or {}).get("outcome") for deal in deals], pyarrow.string()),
        "value_amount": pyarrow.array([(deal["value"] or {}).get("amount") for deal in deals], pyarrow.int64()),
        "list_price_amount": pyarrow.array([(deal["list_price"] or {}).get("amount") for deal in deals], pyarrow.int64()),
    })


def of_deals(deals: list[dict[str, Any]], name: str) -> pyarrow.Table:
    """A table of what deals have many of."""
    return pyarrow.Table.from_pylist([{"deal": deal["deal"], **each} for deal in deals for each in deal[name]])


def of_any_library(table: pyarrow.Table) -> dict[str, Any]:
    """The same table as each of them has it, and in another order."""
    return {
        "pyarrow": table,
        "polars": polars.from_arrow(table),
        "pandas": table.to_pandas(types_mapper=pandas.ArrowDtype),
        "duckdb": duckdb.from_arrow(table),
        "shuffled": table.take(list(reversed(range(table.num_rows)))),
    }


def plain(value: Any) -> Any:
    """Moments as a document has them."""
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return value.isoformat() if isinstance(value, datetime) else value


def said(deals: list[dict[str, Any]], window: Any) -> list[tuple[Any, ...]]:
    """What `metric.measure` says of the records."""
    question: Any = {"at": AT, "window": window, "metrics": METRICS, "terms": TERMS, "by_owner": True, "facts": {"deals": plain(deals)}}
    answer = metric.measure(question)
    return [
        (each["owner"], figure["metric"], figure["stage"], figure["value"], figure["numerator"], figure["denominator"], figure["undefined"])
        for each in answer["by_owner"]
        for figure in each["figures"]
    ]


def test_met_05_tables_of_any_library_give_the_figures_of_the_records() -> None:
    deals = drawn(400)
    table = flat(deals)
    nested: Any = {"handovers": of_deals(deals, "handovers"), "stages": of_deals(deals, "stages")}
    options: Any = {"at": AT, "metrics": METRICS, "terms": TERMS, "currency": "EUR", "zone": "Europe/Berlin"}
    months = [("2026-01-01", "2026-01-31"), ("2026-02-01", "2026-02-28"), ("2026-03-01", "2026-03-31")]
    wanted = [
        row
        for first, last in months
        for row in said(deals, {"type": "days", "body": {"first": first, "last": last, "zone": "Europe/Berlin"}})
    ]
    assert len(wanted) > 50
    for name, given in of_any_library(table).items():
        figures = tables.metrics(deals=given, every="month", first="2026-01-05", last="2026-03-09", **nested, **options)
        names = ["owner", "metric", "stage", "value", "numerator", "denominator", "undefined"]
        told = [tuple(row[column] for column in names) for row in pyarrow.table(figures).to_pylist()]
        assert told == wanted, name


def test_met_05_figures_go_into_any_library_and_teams_come_together() -> None:
    deals = drawn(100)
    teams = pyarrow.table({"owner": ["ana", "ben"], "team": ["east", "east"]})
    figures = tables.metrics(at=AT, deals=flat(deals), teams=teams, currency="EUR", metrics=["win_rate"], by=["team", "owner"])
    frame = pandas.DataFrame.from_arrow(figures)
    team = frame[frame["whose"] == "team"].iloc[0]
    owners = frame[frame["owner"].isin(["ana", "ben"])]
    assert (team["team"], team["denominator"]) == ("east", owners["denominator"].sum())
    assert polars.DataFrame(figures).height == duckdb.execute("select count(*) from figures").fetchall()[0][0] == len(figures)


def test_met_05_what_is_wrong_is_named_by_table_column_and_row() -> None:
    table = flat(drawn(5)).rename_columns({"deal": "Opportunity"})
    with pytest.raises(touchline.InvalidInput) as raised:
        tables.metrics(at=AT, deals=table, currency="EUR")
    assert [fault["path"] for fault in raised.value.faults] == ["/deals", "/deals/Opportunity"]
    stages = pyarrow.table({"deal": ["D0", "D9"], "at": pyarrow.array([FIRST, FIRST], pyarrow.timestamp("us", "UTC")), "stage": ["talk", "talk"]})
    with pytest.raises(touchline.InvalidInput) as raised:
        tables.metrics(at=AT, deals=table, stages=stages, currency="EUR", terms=TERMS, columns={"deals": {"deal": "Opportunity"}})
    assert [fault["path"] for fault in raised.value.faults] == ["/stages/deal/1"]
    mixed = pyarrow.table({"deal": ["a", "b"], "value_amount": [1, 2], "value_currency": ["EUR", "USD"]})
    with pytest.raises(touchline.Rejected) as refused:
        tables.metrics(at=AT, deals=mixed)
    assert (refused.value.code, refused.value.path) == ("currency_mixed", "/deals/value_currency/1")


ENGAGEMENT: Any = {"first": "2026-02-16", "last": "2026-02-20"}
COACHING: Any = {"coached": [{"person": "ana", "engagement": ENGAGEMENT}], "comparison": [{"person": "ben"}, {"person": "dan"}], "days": 45}


class Unread:
    """A table that tells whether somebody looked at it."""

    def __init__(self) -> None:
        self.looked_at = False

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        self.looked_at = True
        return pyarrow.table({"deal": ["D0"]}).__arrow_c_stream__(requested_schema)


@pytest.mark.parametrize("by_person", [False, True])
def test_met_04_tables_of_any_library_give_the_effect_of_the_records(by_person: bool) -> None:
    deals = drawn(400)
    nested: Any = {"handovers": of_deals(deals, "handovers"), "stages": of_deals(deals, "stages")}
    question: Any = {
        "at": AT,
        "coaching": COACHING | {"zone": "Europe/Berlin"},
        "metrics": METRICS,
        "terms": TERMS,
        "by_person": by_person,
        "facts": {"deals": plain(deals)},
    }
    wanted: Any = metric.effect(question)
    assert [bool(each["figures"]) for each in wanted["metrics"]] == [by_person] * 7
    assert sum(each["effect"]["coached"]["change"] is not None for each in wanted["metrics"]) > 3
    options: Any = {"at": AT, "metrics": METRICS, "terms": TERMS, "currency": "EUR", "zone": "Europe/Berlin", "by_person": by_person}
    for name, given in of_any_library(flat(deals)).items():
        assert tables.effects(deals=given, coaching=COACHING, **nested, **options) == wanted, name


def test_met_04_facts_of_an_effect_are_read_by_the_options_of_metrics() -> None:
    meetings = pyarrow.table({
        "When": pyarrow.array([datetime(2026, 2, 1), datetime(2026, 2, 2)], pyarrow.timestamp("s")),
        "owner": ["ana", "ana"],
        "engagement": [80.0, float("nan")],
        "notes": ["long", "short"],
    })
    told = tables.effects(
        at=AT,
        coaching={"coached": [{"person": "ana", "engagement": ENGAGEMENT}]},
        meetings=meetings,
        metrics=["engagement_score"],
        by_person=True,
        columns={"meetings": {"at": "When"}},
        extra="ignore",
        naive="utc",
        not_finite="missing",
        policy={"insight": {"effect_days": 30}},
    )
    window: Any = told["coached"][0]["before"]["window"]["body"]
    assert (window["first"], window["last"]) == ("2026-01-17", "2026-02-15")
    before = told["metrics"][0]["figures"][0]["before"]
    assert before is not None
    assert (before["value"], before["unknown"]) == (80, 1)


def test_met_04_before_is_before_and_after_is_after() -> None:
    days = pyarrow.array([20_500, 20_501, 20_545, 20_546, 20_547], pyarrow.date32())
    emails = pyarrow.table({"at": days, "owner": ["ana"] * 5, "answered": [False, True, True, True, True]})
    told = tables.effects(at=AT, coaching={"coached": [{"person": "ana", "engagement": {"first": "2026-03-02", "last": "2026-03-31"}}]}, emails=emails, metrics=["response_rate"])
    (rate,) = told["metrics"]
    coached = rate["effect"]["coached"]
    assert (coached["before"]["mean"], coached["after"]["mean"]) == (0.5, 1)
    assert coached["change"] is not None and coached["change"]["difference"] == 0.5
    assert (rate["figures"], rate["effect"]["people"]) == ([], [])


def test_met_04_what_is_wrong_with_coaching_is_told_before_a_table_is_looked_at() -> None:
    deals = Unread()
    with pytest.raises(touchline.InvalidInput) as raised:
        tables.effects(at=AT, coaching={"coached": []}, deals=deals)
    assert [(fault["code"], fault["path"]) for fault in raised.value.faults] == [("list_too_short", "/coaching/coached")]
    with pytest.raises(touchline.InvalidInput) as raised:
        tables.effects(at=AT, coaching=COACHING, deals=deals, metrics=["win_rte"])  # type: ignore[list-item]
    assert [fault["path"] for fault in raised.value.faults] == ["/metrics/0"]
    assert not deals.looked_at


def test_met_04_what_is_wrong_with_facts_of_an_effect_is_told_as_of_metrics() -> None:
    stages = pyarrow.table({"deal": ["D0", "D9"], "at": pyarrow.array([FIRST, FIRST], pyarrow.timestamp("us", "UTC")), "stage": ["talk", "talk"]})
    with pytest.raises(touchline.InvalidInput) as raised:
        tables.effects(at=AT, coaching=COACHING, deals=flat(drawn(5)), stages=stages, currency="EUR", terms=TERMS)
    assert [fault["path"] for fault in raised.value.faults] == ["/stages/deal/1"]
    mixed = pyarrow.table({"deal": ["a", "b"], "value_amount": [1, 2], "value_currency": ["EUR", "USD"]})
    with pytest.raises(touchline.Rejected) as refused:
        tables.effects(at=AT, coaching=COACHING, deals=mixed)
    assert (refused.value.code, refused.value.path) == ("currency_mixed", "/deals/value_currency/1")
    with pytest.raises(TypeError):
        tables.effects(at=AT, coaching=COACHING, deals=[1])  # type: ignore[arg-type]


def test_met_05_moments_and_days_may_be_those_of_python() -> None:
    deals = flat(drawn(50))
    written = tables.metrics(at=AT, deals=deals, currency="EUR", every="month", first="2026-01-05", last="2026-03-09")
    moment = datetime.fromisoformat(AT)
    days: Any = {"first": date(2026, 1, 5), "last": moment.replace(year=2026, month=3, day=9).date()}
    told = tables.metrics(at=moment, deals=deals, currency="EUR", every="month", **days)
    assert pyarrow.table(told).equals(pyarrow.table(written))
    with pytest.raises(touchline.InvalidInput, match="^/at: .* is not a moment"):
        tables.metrics(at=moment.replace(tzinfo=None), deals=deals)


@pytest.mark.parametrize("options", [{"every": "month"}, {"first": "2026-01-05"}, {"every": "month", "last": "2026-03-09"}])
def test_met_05_windows_of_the_calendar_have_a_first_and_a_last_one(options: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="`every`, `first` and `last` go together"):
        tables.metrics(at=AT, **options)


def test_met_05_the_labels_of_rows_that_pandas_filtered_are_passed_over() -> None:
    deals = flat(drawn(50)).to_pandas(types_mapper=pandas.ArrowDtype)
    filtered = deals.loc[[number * number for number in range(7)]]
    wanted = tables.metrics(at=AT, deals=filtered.reset_index(drop=True), currency="EUR")
    assert pyarrow.table(tables.metrics(at=AT, deals=filtered, currency="EUR")).equals(pyarrow.table(wanted))


def untidy() -> pyarrow.Table:
    """Four batches of e-mails; in two of them something is wrong."""
    moments: list[list[datetime | None]] = [[datetime(2026, 2, 1, tzinfo=UTC), None], [datetime(2026, 5, 1, tzinfo=UTC)], [None, None], [datetime(2026, 5, 2, tzinfo=UTC)]]
    batches = [pyarrow.table({"at": pyarrow.array(each, pyarrow.timestamp("us", "UTC")), "owner": ["ana"] * len(each), "answered": [True] * len(each)}) for each in moments]
    return pyarrow.concat_tables(batches)


def test_bat_03_rows_of_an_effect_that_are_wrong_are_left_out_and_told_by_reason() -> None:
    asked: Any = {"at": "2026-07-01T00:00:00Z", "coaching": {"coached": [{"person": "ana", "engagement": {"first": "2026-03-02", "last": "2026-03-31"}}]}}
    with pytest.raises(touchline.InvalidInput) as raised:
        tables.effects(emails=untidy(), metrics=["response_rate"], **asked)
    assert [(fault["path"], fault["message"].split("; ")[-1]) for fault in raised.value.faults] == [("/emails/at/1", "so it is in 3 rows, of which this is the first")]
    told = tables.effects(emails=untidy(), metrics=["response_rate"], invalid="skip", **asked)
    assert [(each["code"], each["path"], each["rows"]) for each in told["left_out"]] == [("missing_field", "/emails/at/1", 3)]
    coached = told["metrics"][0]["effect"]["coached"]
    assert (coached["before"]["count"], coached["after"]["count"]) == (1, 2)
    assert touchline.shown(told["left_out"]).to_pandas()["rows"].tolist() == [3]
    tidy = tables.effects(emails=untidy().slice(2, 1), metrics=["response_rate"], invalid="skip", **asked)
    assert tidy["left_out"] == []


def test_bat_03_figures_say_why_rows_were_left_out_of_them() -> None:
    told = tables.metrics(at="2026-07-01T00:00:00Z", emails=untidy(), metrics=["response_rate"], by=["everybody", "owner"], every="year", first="2026-01-01", last="2026-12-31", invalid="skip")
    frame = told.to_pandas()
    assert frame["left_out"].tolist() == [3, 3]
    [because] = frame["left_out_because"].unique()
    assert because.startswith("/emails/at/1: ")
    assert because.endswith(" (3)")


def test_bat_04_metrics_tell_of_the_progress_over_all_tables_and_may_be_stopped() -> None:
    told: list[tuple[int, int]] = []
    emails = untidy().filter(untidy()["at"].is_valid())
    calls = pyarrow.table({"at": emails["at"].slice(0, 2)})
    asked: Any = {"at": "2026-07-01T00:00:00Z", "emails": emails, "calls": calls, "metrics": ["response_rate"]}
    rows = len(emails) + len(calls)
    tables.metrics(**asked, progress=lambda batches, rows: told.append((batches, rows)))
    assert told == sorted(told)
    assert [batches for batches, _ in told] == list(range(1, len(told) + 1))
    assert told[-1][1] == rows
    with pytest.raises(tables.Stopped):
        tables.metrics(**asked, progress=lambda batches, rows: batches < 2)

    def fails(batches: int, rows: int) -> None:
        raise LookupError(batches)

    with pytest.raises(LookupError):
        tables.metrics(**asked, progress=fails)
