"""Success metrics beside pandas, SciPy and statsmodels: a CRM's table with the untidiness of real ones, by owner and by account,
and intervals of random rates."""

import json
import random
import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

import pandas as pd
import pyarrow
import touchline
import touchline.tables
from scipy.stats import binomtest
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

DEALS = 30_000
LIST_PRICES = {"GTX Basic": 550, "GTX Pro": 4_821, "GTX Plus Pro": 5_482, "MG Special": 55, "MG Advanced": 3_393, "GTK 500": 26_768}
STAGES = ["Prospecting", "Engaging", "Won", "Lost"]
PIPELINE = [stage.lower() for stage in STAGES[:2]]
NAMES = ["Acme", "Acme ", "acme", "Bluth & Co", "Initech", "Żubr", "Umbrella, Inc.", "1908", "-", "nan"]
ACCOUNTS = NAMES + [f"account {number:02}" for number in range(30)]
FIRST = datetime(2025, 1, 1, tzinfo=timezone.utc)
AT = datetime(2026, 1, 1, tzinfo=timezone.utc)
CLOSE = 1e-9


def spelled(dice: random.Random, product: str) -> str:
    """A product as somebody in a hurry types it."""
    return dice.choice([product, product, product.replace(" ", ""), product.lower(), product.upper(), product.replace(" ", "-"), f"{product}."])


@dataclass
class Export:
    """What a CRM exports: its deals, to whom they came later, and the stages that they entered."""

    deals: pd.DataFrame
    handovers: pd.DataFrame
    stages: pd.DataFrame


def bought_by(dice: random.Random) -> str | None:
    """For whom a deal is: somebody, or nobody said, as a blank text or as nothing at all."""
    return dice.choice(["", " ", None]) if dice.random() < 0.15 else dice.choice(ACCOUNTS)


def handed_over(dice: random.Random, opened: datetime, owners: list[str]) -> list[dict]:
    """To whom a deal came: one in six to somebody else, some of them again, to nobody, or twice within a second."""
    rows = []
    while dice.random() < (0.15 if not rows else 0.4):
        at = opened + timedelta(seconds=dice.randrange(200 * 86_400))
        rows += [{"at": at, "owner": "" if dice.random() < 0.05 else dice.choice(owners)} for _ in range(dice.choice([1, 1, 1, 2]))]
    return rows


def entered(dice: random.Random, opened: datetime) -> list[dict]:
    """The stages that a deal entered, in any order; of one in ten again, since it was reopened."""
    rows, at = [], opened
    for _ in range(2 if dice.random() < 0.1 else 1):
        for stage in PIPELINE[: dice.choice([1, 2, 2])]:
            rows.append({"at": at, "stage": stage})
            at += timedelta(seconds=dice.randrange(40 * 86_400))
    dice.shuffle(rows)
    return rows


def crm(seed: int) -> Export:
    """Deals as an export shows them: blank owners and accounts, products in several spellings, open and closed, dates missing, passed on from
    one to another and reopened."""
    dice = random.Random(seed)
    owners = [f"rep {number:02}" for number in range(35)]
    skill = {owner: dice.uniform(0.35, 0.75) for owner in owners}
    rows, handovers, stages = [], [], []
    for number in range(DEALS):
        owner = "" if dice.random() < 0.04 else dice.choice(owners)
        opened = FIRST + timedelta(seconds=dice.randrange(330 * 86_400))
        decided = opened + timedelta(seconds=dice.randrange(1, 150 * 86_400))
        won = dice.random() < skill.get(owner, 0.5)
        stage = STAGES[2 if won else 3] if decided < AT and dice.random() < 0.8 else dice.choice(STAGES[:2])
        is_closed = stage in ("Won", "Lost")
        product = dice.choice(list(LIST_PRICES))
        worth = round(LIST_PRICES[product] * dice.uniform(0.7, 1.05), 2)
        deal = f"OPP-{number:05}"
        rows.append({
            "opportunity": deal,
            "account": bought_by(dice),
            "sales_agent": owner,
            "product": "" if dice.random() < 0.02 else spelled(dice, product),
            "deal_stage": stage,
            "engage_date": "" if dice.random() < 0.03 else opened.isoformat(),
            "close_date": decided.isoformat() if is_closed else "",
            "close_value": f"{worth:.2f}" if stage == "Won" and dice.random() > 0.02 else "",
        })
        handovers += [{"opportunity": deal, **row} for row in handed_over(dice, opened, owners)]
        stages += [{"opportunity": deal, **row} for row in entered(dice, opened)]
    return Export(pd.DataFrame(rows), pd.DataFrame(handovers), pd.DataFrame(stages))


def cents(text: str) -> int:
    return int(text.replace(".", ""))


def facts(export: Export) -> dict:
    """The mapping that a host writes: a line a column, blank to null."""
    of_deals: dict[str, dict[str, list]] = {}
    for name, rows, told in (("handovers", export.handovers, "owner"), ("stages", export.stages, "stage")):
        for row in rows.to_dict("records"):
            its = of_deals.setdefault(row["opportunity"], {"handovers": [], "stages": []})
            its[name].append({"at": row["at"].isoformat(), told: row[told] or None})
    deals = []
    for row in export.deals.to_dict("records"):
        closed = {"at": row["close_date"], "outcome": row["deal_stage"].lower()} if row["close_date"] else None
        value = {"amount": cents(row["close_value"]), "currency": "USD"} if row["close_value"] else None
        deals.append({
            "deal": row["opportunity"],
            "owner": row["sales_agent"] or None,
            "product": row["product"] or None,
            "opened_at": row["engage_date"] or None,
            "closed": closed,
            "value": value,
            **of_deals.get(row["opportunity"], {}),
        })
    prices = [{"product": name, "price": {"amount": price * 100, "currency": "USD"}} for name, price in LIST_PRICES.items()]
    return {"deals": deals, "prices": prices}


def columns(export: Export) -> dict:
    """The same mapping for columns: blank to null, dates parsed, cents as whole numbers."""
    blank = export.deals.replace("", None)
    moments = {name: pyarrow.array(pd.to_datetime(blank[name], utc=True, format="ISO8601")) for name in ("engage_date", "close_date")}
    deals = pyarrow.table({
        "deal": blank["opportunity"],
        # As they stand, which tells a blank text from nothing.
        "account": pyarrow.array([None if pd.isna(account) else account for account in export.deals["account"]], pyarrow.string()),
        "owner": pyarrow.array(blank["sales_agent"], pyarrow.string()).dictionary_encode(),
        "product": pyarrow.array(blank["product"], pyarrow.string()),
        "opened_at": moments["engage_date"],
        "closed_at": moments["close_date"],
        "closed_outcome": pyarrow.array(blank["deal_stage"].str.lower().where(blank["close_date"].notna(), None), pyarrow.string()),
        "value_amount": pyarrow.array([cents(worth) if worth else None for worth in export.deals["close_value"]], pyarrow.int64()),
    })
    prices = pyarrow.table({"product": list(LIST_PRICES), "price_amount": [price * 100 for price in LIST_PRICES.values()]})
    handovers, stages = (rows.replace("", None).rename(columns={"opportunity": "deal"}) for rows in (export.handovers, export.stages))
    return {"deals": deals, "prices": prices, "handovers": handovers, "stages": stages, "currency": "USD"}


def rows_of(tables: dict, window: dict, metrics: list[str], by: list[str]) -> list[dict]:
    """What this library makes of columns."""
    asked = {"at": AT.isoformat(), "windows": [window], "metrics": metrics, "terms": {"pipeline": PIPELINE}, "extra": "ignore"}
    return pyarrow.table(touchline.tables.metrics(by=by, **asked, **tables)).to_pylist()


def columns_agree(tables: dict, answer: dict, window: dict, metrics: list[str]) -> None:
    """The figures by columns are those by records, bit for bit."""
    told = rows_of(tables, window, metrics, ["owner"])
    records = [(each["owner"], figure) for each in answer["by_owner"] for figure in each["figures"]]
    assert len(told) == len(records)
    for row, (owner, figure) in zip(told, records):
        interval = figure["interval"] or {"low": None, "high": None}
        assert (row["owner"], row["metric"], row["stage"]) == (owner, figure["metric"], figure["stage"])
        for name in ("value", "numerator", "denominator", "observations", "unknown", "pending", "low_evidence", "undefined", "currency"):
            assert row[name] == figure[name], (owner, figure["metric"], name)
        assert (row["low"], row["high"]) == (interval["low"], interval["high"])


def owned(frame: pd.DataFrame, at: str, export: Export) -> pd.DataFrame:
    """With whose each deal was at a moment: the last handover by then, of two at one moment the later one in the export."""
    handovers = export.handovers.rename(columns={"at": "since", "owner": "later"}).sort_values("since", kind="stable")
    frame = pd.merge_asof(frame.sort_values(at, kind="stable"), handovers, left_on=at, right_on="since", by="opportunity")
    return frame.assign(owner=frame["later"].where(frame["since"].notna(), frame["sales_agent"]))


def within(frame: pd.DataFrame, at: str, first: str, last: str) -> pd.DataFrame:
    """The rows of some days."""
    until = pd.Timestamp(last, tz="UTC") + pd.Timedelta(days=1)
    return frame[(frame[at] >= pd.Timestamp(first, tz="UTC")) & (frame[at] < until)]


def expected(export: Export, first: str, last: str, by: list[str]) -> pd.DataFrame:
    """The same figures by pandas, by its own means: parsed dates, a cleaned product, merges and a group-by, in which nothing is a
    group, too."""
    frame = export.deals.copy()
    for column in ("engage_date", "close_date"):
        frame[column] = pd.to_datetime(frame[column].replace("", None), utc=True, format="ISO8601").astype("datetime64[us, UTC]")
    frame = owned(within(frame, "close_date", first, last), "close_date", export)
    frame["worth"] = pd.to_numeric(frame["close_value"].replace("", None))
    frame["clean"] = frame["product"].map(lambda name: re.sub(r"[\W_]", "", name).lower())
    lists = pd.DataFrame({"clean": [re.sub(r"\W", "", name).lower() for name in LIST_PRICES], "list": list(LIST_PRICES.values())})
    frame = frame.merge(lists, on="clean", how="left")
    frame["is_won"] = frame["deal_stage"] == "Won"
    sold = frame["is_won"]
    frame["days"] = ((frame["close_date"] - frame["engage_date"]).dt.total_seconds() / 86_400).where(sold)
    frame["off"] = ((frame["list"] - frame["worth"]) / frame["list"]).where(sold)
    frame["worth"] = frame["worth"].where(sold)
    return frame.groupby(by, dropna=False).agg(
        won=("is_won", "sum"), closed=("is_won", "size"), days=("days", "mean"), counted_days=("days", "count"),
        off=("off", "mean"), counted_off=("off", "count"), worth=("worth", "mean"), total=("worth", "sum"),
    )


def went_on(export: Export, first: str, last: str, by: list[str]) -> pd.DataFrame:
    """Of each stage and group: how many deals entered it for the first time on these days, and went on after that to a later one, or
    were won."""
    stages = export.stages[export.stages["at"] <= AT]
    times = stages.groupby(["opportunity", "stage"])["at"].agg(["min", "max"]).reset_index()
    won = export.deals[export.deals["deal_stage"] == "Won"]
    won = pd.Series(pd.to_datetime(won["close_date"], utc=True, format="ISO8601").array, index=won["opportunity"])
    latest = times[times["stage"] == PIPELINE[1]].set_index("opportunity")["max"]
    is_after = lambda by: times["opportunity"].map(by).ge(times["min"])
    times["went_on"] = is_after(won) | ((times["stage"] == PIPELINE[0]) & is_after(latest))
    times = times.merge(export.deals[["opportunity", "sales_agent", "account"]], on="opportunity")
    found = owned(within(times, "min", first, last), "min", export)
    return found.groupby([*by, "stage"], dropna=False)["went_on"].agg(["sum", "size"])


def near(found: float, wanted: float, what: str, within: float = CLOSE) -> None:
    assert abs(found - wanted) <= within * max(1.0, abs(wanted)), f"{what}: {found} is not {wanted}"


METRICS = ["win_rate", "sales_cycle_days", "average_discount", "average_deal_size", "stage_conversion"]


def measured(document: dict, window: dict, metrics: list[str] = METRICS) -> dict:
    """What this library makes of records."""
    terms = {"pipeline": PIPELINE}
    return touchline.metric.measure({"at": AT.isoformat(), "window": window, "metrics": metrics, "facts": document, "terms": terms, "by_owner": True})


def group_agrees(figures: list[dict], row: dict | None, stages: dict[str, tuple], what: str) -> None:
    """A group's figures are those of pandas; without a row nothing of theirs was closed."""
    rate, cycle, discount, size, *conversions = figures
    if row is None:
        assert [figure["observations"] for figure in (rate, cycle, discount, size)] == [0] * 4, what
    else:
        assert (rate["numerator"], rate["denominator"]) == (row["won"], row["closed"]), what
        low, high = proportion_confint(row["won"], row["closed"], method="wilson")
        near(rate["value"], row["won"] / row["closed"], what)
        near(rate["interval"]["low"], low, what)
        near(rate["interval"]["high"], high, what)
        assert (cycle["observations"], discount["observations"]) == (row["counted_days"], row["counted_off"]), what
        for figure, wanted, unit in ((cycle, row["days"], 1), (discount, row["off"], 1), (size, row["worth"], 100)):
            if pd.isna(wanted):
                assert figure["value"] is None and figure["undefined"], what
            else:
                near(figure["value"] / unit, wanted, what)
    for figure, stage in zip(conversions, PIPELINE, strict=True):
        hits, of = stages.get(stage, (0, 0))
        told = (figure["numerator"], figure["denominator"] or 0)
        assert figure["stage"] == stage and told == (hits, of), (what, stage, hits, of, figure)


def told_apart(frame: pd.DataFrame) -> dict[tuple, dict]:
    """A frame's rows by what they are grouped by, where nothing is None."""
    keys = (key if isinstance(key, tuple) else (key,) for key in frame.index)
    return {tuple(None if pd.isna(part) else part for part in key): row for key, row in zip(keys, frame.to_dict("records"), strict=True)}


def groups_of(export: Export, first: str, last: str, by: list[str]) -> dict[tuple, tuple[dict | None, dict[str, tuple]]]:
    """By group what pandas makes of some days: what was closed, if anything was, and its stages."""
    groups: dict[tuple, tuple[dict | None, dict[str, tuple]]] = {}
    for key, row in told_apart(expected(export, first, last, by)).items():
        groups[key] = (row, {})
    for (*key, stage), row in told_apart(went_on(export, first, last, by)).items():
        groups.setdefault(tuple(key), (None, {}))[1][stage] = (row["sum"], row["size"])
    return groups


def in_order(key: tuple) -> list[tuple]:
    """Nothing comes first, and texts by their bytes."""
    return [(part is not None, (part or "").encode()) for part in key]


def accounts_agree(export: Export, tables: dict, window: dict) -> int:
    """Figures by a column that is the export's own, with blanks, are those of pandas, everybody's and each owner's."""
    first, last = window["body"]["first"], window["body"]["last"]
    all_of_them = {None if pd.isna(account) else account for account in export.deals["account"]}
    assert {None, "", " "} < all_of_them, "blanks and nothing are both there"
    compared = 0
    for by in (["account"], ["account", "owner"]):
        wanted, found = groups_of(export, first, last, by), {}
        for row in rows_of(tables, window, METRICS, by):
            # Whom nobody owns is blank in the export, and nothing here.
            key = (row["account"], row["owner"] or "") if "owner" in by else (row["account"],)
            found.setdefault(key, []).append({**row, "interval": {"low": row["low"], "high": row["high"]}})
        assert list(found) == sorted(found, key=in_order), by
        # Everybody's figures stand there for each account, also where nothing was closed.
        assert set(found) == (set(wanted) if "owner" in by else {(account,) for account in all_of_them}), by
        for key, figures in found.items():
            group_agrees(figures, *wanted.get(key, (None, {})), f"{key} from {first}")
            compared += 1
    return compared


def table_agrees(seed: int) -> int:
    export = crm(seed)
    document, tables = facts(export), columns(export)
    # Without prices no record is made of any row.
    unpriced, alone = {**document, "prices": []}, {name: table for name, table in tables.items() if name != "prices"}
    compared = 0
    for first, last in (("2025-01-01", "2025-03-31"), ("2025-04-01", "2025-06-30"), ("2025-07-01", "2025-12-31")):
        window = {"type": "days", "body": {"first": first, "last": last, "zone": "UTC"}}
        answer = measured(document, window)
        columns_agree(tables, answer, window, METRICS)
        columns_agree(alone, measured(unpriced, window), window, METRICS)
        wanted = groups_of(export, first, last, ["owner"])
        assert [(each["owner"] or "",) for each in answer["by_owner"]] == sorted(wanted)
        for each in answer["by_owner"]:
            group_agrees(each["figures"], *wanted[(each["owner"] or "",)], f"{each['owner']} from {first}")
            compared += 1
        compared += accounts_agree(export, tables, window)
    again = measured({**document, "deals": document["deals"][::-1]}, window)
    assert json.dumps(again) == json.dumps(answer), "another order, another figure"
    return compared


def intervals_agree(seed: int, times: int) -> None:
    dice = random.Random(seed)
    for _ in range(times):
        of = dice.choice([1, 2, 5, 20, 300, 40_000])
        hits = dice.choice([0, of, dice.randint(0, of)])
        found = touchline.metric.interval({"hits": hits, "of": of})["interval"]
        wanted = binomtest(hits, of).proportion_ci(0.95, method="wilson")
        near(found["low"], wanted.low, f"{hits} of {of}")
        near(found["high"], wanted.high, f"{hits} of {of}")


def differences_agree(seed: int, times: int) -> None:
    dice = random.Random(seed)
    for _ in range(times):
        sent = [dice.choice([1, 3, 10, 80, 2_000]) for _ in range(2)]
        answered = [dice.randint(0, count) for count in sent]
        variants = [{"variant": name, "sent": of, "answered": hits} for name, of, hits in zip("ab", sent, answered)]
        test = touchline.metric.message_test({"variants": variants})
        found = test["differences"][0]["interval"]
        low, high = confint_proportions_2indep(answered[0], sent[0], answered[1], sent[1], method="newcomb", compare="diff")
        near(found["low"], low, str(variants), 1e-7)
        near(found["high"], high, str(variants), 1e-7)
        beyond_chance = "a" if low > 0 else "b" if high < 0 else None
        assert test["winner"] == beyond_chance, variants


if __name__ == "__main__":
    groups = table_agrees(20_260_302)
    intervals_agree(1, 2_000)
    differences_agree(2, 2_000)
    print(f"{DEALS} deals in {groups} groups agree with pandas, 2000 intervals with SciPy, 2000 differences with statsmodels")
