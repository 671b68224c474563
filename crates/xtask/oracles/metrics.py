"""Success metrics beside pandas, SciPy and statsmodels: a CRM's table with the untidiness of real ones, and intervals of
random rates."""

import json
import random
import re
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
FIRST = datetime(2025, 1, 1, tzinfo=timezone.utc)
AT = datetime(2026, 1, 1, tzinfo=timezone.utc)
CLOSE = 1e-9


def spelled(dice: random.Random, product: str) -> str:
    """A product as somebody in a hurry types it."""
    return dice.choice([product, product, product.replace(" ", ""), product.lower(), product.upper(), product.replace(" ", "-"), f"{product}."])


def crm(seed: int) -> pd.DataFrame:
    """Deals as an export shows them: blank owners, products in several spellings, open and closed, dates missing."""
    dice = random.Random(seed)
    owners = [f"rep {number:02}" for number in range(35)]
    skill = {owner: dice.uniform(0.35, 0.75) for owner in owners}
    rows = []
    for number in range(DEALS):
        owner = "" if dice.random() < 0.04 else dice.choice(owners)
        opened = FIRST + timedelta(seconds=dice.randrange(330 * 86_400))
        decided = opened + timedelta(seconds=dice.randrange(1, 150 * 86_400))
        won = dice.random() < skill.get(owner, 0.5)
        stage = STAGES[2 if won else 3] if decided < AT and dice.random() < 0.8 else dice.choice(STAGES[:2])
        is_closed = stage in ("Won", "Lost")
        product = dice.choice(list(LIST_PRICES))
        worth = round(LIST_PRICES[product] * dice.uniform(0.7, 1.05), 2)
        rows.append({
            "opportunity": f"OPP-{number:05}",
            "sales_agent": owner,
            "product": "" if dice.random() < 0.02 else spelled(dice, product),
            "deal_stage": stage,
            "engage_date": "" if dice.random() < 0.03 else opened.isoformat(),
            "close_date": decided.isoformat() if is_closed else "",
            "close_value": f"{worth:.2f}" if stage == "Won" and dice.random() > 0.02 else "",
        })
    return pd.DataFrame(rows)


def cents(text: str) -> int:
    return int(text.replace(".", ""))


def facts(table: pd.DataFrame) -> dict:
    """The mapping that a host writes: a line a column, blank to null."""
    deals = []
    for row in table.to_dict("records"):
        closed = {"at": row["close_date"], "outcome": row["deal_stage"].lower()} if row["close_date"] else None
        value = {"amount": cents(row["close_value"]), "currency": "USD"} if row["close_value"] else None
        deals.append({
            "deal": row["opportunity"],
            "owner": row["sales_agent"] or None,
            "product": row["product"] or None,
            "opened_at": row["engage_date"] or None,
            "closed": closed,
            "value": value,
        })
    prices = [{"product": name, "price": {"amount": price * 100, "currency": "USD"}} for name, price in LIST_PRICES.items()]
    return {"deals": deals, "prices": prices}


def columns(table: pd.DataFrame) -> dict:
    """The same mapping for columns: blank to null, dates parsed, cents as whole numbers."""
    blank = table.replace("", None)
    moments = {name: pyarrow.array(pd.to_datetime(blank[name], utc=True, format="ISO8601")) for name in ("engage_date", "close_date")}
    deals = pyarrow.table({
        "deal": blank["opportunity"],
        "owner": pyarrow.array(blank["sales_agent"], pyarrow.string()).dictionary_encode(),
        "product": pyarrow.array(blank["product"], pyarrow.string()),
        "opened_at": moments["engage_date"],
        "closed_at": moments["close_date"],
        "closed_outcome": pyarrow.array(blank["deal_stage"].str.lower().where(blank["close_date"].notna(), None), pyarrow.string()),
        "value_amount": pyarrow.array([cents(worth) if worth else None for worth in table["close_value"]], pyarrow.int64()),
    })
    prices = pyarrow.table({"product": list(LIST_PRICES), "price_amount": [price * 100 for price in LIST_PRICES.values()]})
    return {"deals": deals, "prices": prices, "currency": "USD"}


def columns_agree(table: pd.DataFrame, answer: dict, window: dict, metrics: list[str]) -> None:
    """The figures by columns are those by records, bit for bit."""
    told = pyarrow.table(touchline.tables.metrics(at=AT.isoformat(), windows=[window], metrics=metrics, **columns(table))).to_pylist()
    records = [(each["owner"], figure) for each in answer["by_owner"] for figure in each["figures"]]
    assert len(told) == len(records)
    for row, (owner, figure) in zip(told, records):
        interval = figure["interval"] or {"low": None, "high": None}
        assert (row["owner"], row["metric"]) == (owner, figure["metric"])
        for name in ("value", "numerator", "denominator", "observations", "unknown", "pending", "low_evidence", "undefined", "currency"):
            assert row[name] == figure[name], (owner, figure["metric"], name)
        assert (row["low"], row["high"]) == (interval["low"], interval["high"])


def expected(table: pd.DataFrame, first: str, last: str) -> pd.DataFrame:
    """The same figures by pandas, by its own means: parsed dates, a cleaned product, a merge and a group-by."""
    frame = table.copy()
    for column in ("engage_date", "close_date"):
        frame[column] = pd.to_datetime(frame[column].replace("", None), utc=True, format="ISO8601")
    until = pd.Timestamp(last, tz="UTC") + pd.Timedelta(days=1)
    frame = frame[(frame["close_date"] >= pd.Timestamp(first, tz="UTC")) & (frame["close_date"] < until)]
    frame["worth"] = pd.to_numeric(frame["close_value"].replace("", None))
    frame["clean"] = frame["product"].map(lambda name: re.sub(r"[\W_]", "", name).lower())
    lists = pd.DataFrame({"clean": [re.sub(r"\W", "", name).lower() for name in LIST_PRICES], "list": list(LIST_PRICES.values())})
    frame = frame.merge(lists, on="clean", how="left")
    frame["is_won"] = frame["deal_stage"] == "Won"
    sold = frame["is_won"]
    frame["days"] = ((frame["close_date"] - frame["engage_date"]).dt.total_seconds() / 86_400).where(sold)
    frame["off"] = ((frame["list"] - frame["worth"]) / frame["list"]).where(sold)
    frame["worth"] = frame["worth"].where(sold)
    return frame.groupby("sales_agent").agg(
        won=("is_won", "sum"), closed=("is_won", "size"), days=("days", "mean"), counted_days=("days", "count"),
        off=("off", "mean"), counted_off=("off", "count"), worth=("worth", "mean"), total=("worth", "sum"),
    )


def near(found: float, wanted: float, what: str, within: float = CLOSE) -> None:
    assert abs(found - wanted) <= within * max(1.0, abs(wanted)), f"{what}: {found} is not {wanted}"


def table_agrees(seed: int) -> int:
    table = crm(seed)
    document = facts(table)
    metrics = ["win_rate", "sales_cycle_days", "average_discount", "average_deal_size"]
    compared = 0
    for first, last in (("2025-01-01", "2025-03-31"), ("2025-04-01", "2025-06-30"), ("2025-07-01", "2025-12-31")):
        window = {"type": "days", "body": {"first": first, "last": last, "zone": "UTC"}}
        answer = touchline.metric.measure({"at": AT.isoformat(), "window": window, "metrics": metrics, "facts": document, "by_owner": True})
        columns_agree(table, answer, window, metrics)
        wanted = expected(table, first, last)
        assert [each["owner"] or "" for each in answer["by_owner"]] == list(wanted.index)
        for each in answer["by_owner"]:
            row = wanted.loc[each["owner"] or ""]
            rate, cycle, discount, size = each["figures"]
            what = f"{each['owner']} from {first}"
            assert (rate["numerator"], rate["denominator"]) == (row["won"], row["closed"]), what
            low, high = proportion_confint(row["won"], row["closed"], method="wilson")
            near(rate["value"], row["won"] / row["closed"], what)
            near(rate["interval"]["low"], low, what)
            near(rate["interval"]["high"], high, what)
            assert (cycle["observations"], discount["observations"]) == (row["counted_days"], row["counted_off"]), what
            near(cycle["value"], row["days"], what)
            near(discount["value"], row["off"], what)
            near(size["value"] / 100, row["worth"], what)
            compared += 1
    again = touchline.metric.measure({"at": AT.isoformat(), "window": window, "metrics": metrics, "by_owner": True,
                                      "facts": {**document, "deals": document["deals"][::-1]}})
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
