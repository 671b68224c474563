"""Insight and adherence beside numpy, SciPy, statsmodels, pyMannKendall and lifelines, beside days that are counted one by one, and
beside published figures of series that lie elsewhere: `insight.py TRENDS`.
"""

import csv
import math
import random
import sys
import warnings
from datetime import UTC, date, datetime, timedelta
from itertools import combinations, permutations
from pathlib import Path

import numpy as np
import polars
import pymannkendall
import touchline
from lifelines import KaplanMeierFitter
from scipy import stats
from statsmodels.duration.survfunc import SurvfuncRight
from statsmodels.stats.proportion import proportion_confint

TABLES = 10_000
CLOSE = 1e-9
NORMAL = stats.norm.ppf(0.975)
WEEK = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


def near(found: float | None, wanted: float, what: str, close: float = CLOSE) -> None:
    assert found is not None and abs(found - wanted) <= close * max(1.0, abs(wanted)), f"{what}: {found} is not {wanted}"


def between(found: dict | None, wanted, what: str, close: float = CLOSE) -> None:
    near(found["low"], wanted[0], f"low of {what}", close)
    near(found["high"], wanted[1], f"high of {what}", close)


def wilson(hits: int, of: int):
    low, high = proportion_confint(hits, of, method="wilson")
    return (0.0 if hits == 0 else low, 1.0 if hits == of else high)


def rates_agree(dice: random.Random, what: str) -> str:
    """Kleinman's moments, and the beta distribution that follows."""
    people, mean, alike = dice.randint(2, 14), dice.uniform(0.1, 0.9), dice.choice([2, 10, 1e9])
    counts = {}
    for nth in range(people):
        of = dice.choice([1, 3, 10, 40, 200])
        rate = dice.betavariate(mean * alike, (1 - mean) * alike)
        counts[f"p{nth:02}"] = (sum(dice.random() < rate for _ in range(of)), of)
    told = touchline.insight.ranking({
        "of": {"type": "rates", "body": {"rates": [{"person": person, "hits": k, "of": n} for person, (k, n) in counts.items()]}}
    })
    k, n = (np.array([pair[which] for pair in counts.values()], float) for which in (0, 1))
    whole, overall = n.sum(), k.sum() / n.sum()
    below = whole - (n**2).sum() / whole - (people - 1)
    within = None
    if 0 < overall < 1 and below > 1e-9:
        within = ((n * (k / n - overall) ** 2).sum() / (overall * (1 - overall)) - (people - 1)) / below
        near(told["between_variance"], within * overall * (1 - overall), f"variance {what}")
    rows = {row["person"]: row for row in told["people"]}
    for person, (hits, of) in counts.items():
        row, raw = rows[person], hits / of
        near(row["raw"], raw, f"raw {what}")
        between(row["raw_interval"], wilson(hits, of), f"raw {what}")
        if people < 5 or (within is not None and within >= 1):
            near(row["shrunken"], raw, f"not drawn {what}")
        elif within is None or within <= 0:
            near(row["shrunken"], overall, f"wholly drawn {what}")
            between(row["interval"], wilson(int(k.sum()), int(whole)), f"whole {what}")
        else:
            beside = (1 - within) / within
            above, under = hits + beside * overall, of - hits + beside * (1 - overall)
            near(row["shrunken"], above / (above + under), f"drawn {what}")
            between(row["interval"], stats.beta.ppf([0.025, 0.975], above, under), f"drawn {what}", 1e-7)
    shown = [row["shrunken"] for row in told["people"]]
    assert shown == sorted(shown, reverse=True), what
    return told["pooling"]


def means_agree(dice: random.Random, what: str) -> str:
    """The analysis of variance, and the normal distribution that follows."""
    people, apart, noise = dice.randint(2, 12), dice.choice([0, 3, 20]), dice.choice([1, 10])
    values = {}
    for nth in range(people):
        middle = 60 + apart * dice.gauss(0, 1)
        values[f"p{nth:02}"] = [round(middle + noise * dice.gauss(0, 1), 2) for _ in range(dice.choice([1, 2, 5, 30]))]
    told = touchline.insight.ranking({
        "of": {"type": "means", "body": {"values": [{"person": p, "value": v} for p, all_ in values.items() for v in all_]}}
    })
    lists = [np.array(all_) for all_ in values.values()]
    n, overall = np.array([len(one) for one in lists], float), np.concatenate(lists).mean()
    near(told["mean"], overall, f"mean {what}")
    between_people = None
    if n.sum() > people:
        within = sum(((one - one.mean()) ** 2).sum() for one in lists) / (n.sum() - people)
        spread = sum(len(one) * (one.mean() - overall) ** 2 for one in lists)
        between_people = (spread - (people - 1) * within) / (n.sum() - (n**2).sum() / n.sum())
        near(told["between_variance"], between_people, f"variance {what}")
    for row in told["people"]:
        own = np.array(values[row["person"]])
        near(row["raw"], own.mean(), f"raw {what}")
        if len(own) > 1 and own.std() > 0:
            student = stats.t(len(own) - 1, own.mean(), own.std(ddof=1) / math.sqrt(len(own)))
            between(row["raw_interval"], student.ppf([0.025, 0.975]), f"raw {what}")
        if people < 5:
            near(row["shrunken"], own.mean(), f"not drawn {what}")
        elif between_people is None or between_people <= 0:
            near(row["shrunken"], overall, f"wholly drawn {what}")
        else:
            weight = between_people / (between_people + within / len(own))
            near(row["own_weight"], weight, f"weight {what}")
            middle, half = overall + weight * (own.mean() - overall), NORMAL * math.sqrt(weight * within / len(own))
            near(row["shrunken"], middle, f"drawn {what}")
            between(row["interval"], (middle - half, middle + half), f"drawn {what}")
    return told["pooling"]


def curve_agrees(dice: random.Random, what: str) -> bool:
    """Weeks, of which some are censored: each told as the scores of somebody."""
    people, weeks, happened = [], [], []
    for nth in range(dice.randint(2, 30)):
        after, has = dice.randint(1, 12), dice.random() < 0.7
        weeks.append(after)
        happened.append(int(has))
        day = date(2026, 1, 5)
        scores = [(day, 40), (day + timedelta(weeks=after), 80 if has else 60)]
        if has:
            scores.append((day + timedelta(weeks=after + 1), 75))
        people.append({"person": f"p{nth:02}", "scores": [{"on": str(on), "score": score} for on, score in scores]})
    told = touchline.insight.time_to_proficiency({"people": people})
    if not any(happened):
        assert told["median"]["median"] is None, what
        return False
    wanted = SurvfuncRight(np.array(weeks, float), np.array(happened))
    steps = {step["after"]: step for step in told["curve"]}
    for after, share, error in zip(wanted.surv_times, wanted.surv_prob, wanted.surv_prob_se):
        step = steps[after]
        near(step["share"], share, f"share {what}")
        if share <= 0:
            assert step["interval"] is None and step["standard_error"] is None, what
            continue
        near(step["standard_error"], error, f"error {what}")
        if step["interval"]:
            # The log-log interval from Greenwood's error: of log(−log) it is the error over share times logarithm.
            half = NORMAL * error / (share * abs(math.log(share)))
            between(step["interval"], (share ** math.exp(half), share ** math.exp(-half)), f"interval {what}")
    half = [after for after, share in zip(wanted.surv_times, wanted.surv_prob) if share <= 0.5 + 1e-12]
    assert told["median"]["median"] == (half[0] if half else None), what
    lifelines_agree(weeks, happened, told, what)
    return bool(half)


def lifelines_agree(weeks: list[int], happened: list[int], told: dict, what: str) -> None:
    """The curve, its bands and its median with bounds, as lifelines has them."""
    fitted = KaplanMeierFitter().fit(weeks, happened)
    steps = {step["after"]: step for step in told["curve"]}
    bands = fitted.confidence_interval_
    for after, share in fitted.survival_function_.iloc[1:, 0].items():
        step = steps[after]
        near(step["share"], share, f"share of lifelines {what}")
        if step["interval"]:
            between(step["interval"], tuple(bands.loc[after]), f"band of lifelines {what}")
    median_agrees(fitted, told["median"], what)


def median_agrees(fitted: KaplanMeierFitter, told: dict, what: str) -> None:
    """The median of a curve with its bounds, as lifelines has them."""
    bands, shares = fitted.confidence_interval_, fitted.survival_function_.iloc[:, 0]
    # A bound that is a half but for what rounding leaves is one here, and there as it falls.
    if any(abs(bound - 0.5) < CLOSE for bound in [*shares, *bands.to_numpy().flat]):
        return
    reached = lambda value: None if math.isinf(value) else value
    assert told["median"] == reached(fitted.median_survival_time_), what
    # Where nobody is left Greenwood's error divides by 0: there is no band, which lifelines draws from 0 to 0, and so no bound.
    for name, band in zip(("low", "high"), bands.columns, strict=True):
        over = bands.index[(bands[band] <= 0.5) & (shares > CLOSE)]
        assert told[name] == (over[0] if len(over) else None), f"{name} of lifelines {what}"


def in_order_by_kendall(values: list[float]) -> int:
    """Pairs in order less those that are not, which Kendall's tau of the third kind tells."""
    count, kinds = len(values), len(set(values))
    if kinds < 2:
        return 0
    tau = stats.kendalltau(range(count), values, variant="c").statistic
    return round(tau * count * count * (kinds - 1) / (2 * kinds))


def published_agree(trends: Path) -> None:
    """The figures that the data's description has of a series, and a slope of a textbook; another series beside pyMannKendall."""
    told = touchline.insight.series({"values": [9, 15, 19, 20, 45, 55, 78], "places": [1, 2, 3, 4, 10, 12, 18]})
    near(told["slope"], 4, "the slope of the textbook")
    # As published it is of 93 %: the same slopes bound 95 %.
    between(told["slope_interval"], (26 / 7, 35 / 8), "the slope of the textbook")
    near(told["slope_interval"]["low"], stats.theilslopes([9, 15, 19, 20, 45, 55, 78], [1, 2, 3, 4, 10, 12, 18], 0.93)[2], "published low")
    if not trends.is_dir():
        print("skipped: the series with published figures are not there")
        return
    values = {path.stem: [float(row[1]) for row in list(csv.reader(path.open()))[1:] if len(row) > 1] for path in trends.glob("*.csv")}
    told = touchline.insight.series({"values": values["shampoo"]})
    wanted = {"s": 440, "variance": 5390, "z": 5.979572523983071, "p": 2.2372395e-09}
    for figure, value in wanted.items():
        assert math.isclose(told["test"][figure], value, rel_tol=1e-7), f"{figure} of shampoo: {told['test'][figure]} is not {value}"
    near(told["slope"], 11.509375, "slope of shampoo")
    for name, series in values.items():
        told, wanted = touchline.insight.series({"values": series}), pymannkendall.original_test(series)
        assert told["test"]["s"] == wanted.s, name
        near(told["test"]["variance"], wanted.var_s, f"variance of {name}")
        near(told["slope"], wanted.slope, f"slope of {name}")
    print("published figures of", ", ".join(sorted(values)), "agree")


def series_agrees(dice: random.Random, what: str) -> None:
    count, grain = dice.choice([10, 12, 40, 40, 120, 310]), dice.choice([1, 0.5, 0.01])
    values = [round(dice.gauss(50, 10) / grain) * grain + dice.choice([0, 0.1]) * nth for nth in range(count)]
    places = sorted(dice.sample(range(4 * count), count))
    told = touchline.insight.series({"values": values, "places": places})
    slope_agrees(told, values, places, what)
    wanted = pymannkendall.original_test(values)
    assert told["test"]["s"] == wanted.s == in_order_by_kendall(values), what
    near(told["test"]["variance"], wanted.var_s, f"variance {what}")
    near(told["test"]["z"], wanted.z, f"z {what}")
    near(told["test"]["p"], wanted.p, f"p {what}")


def fine_beside_great_agree(dice: random.Random, what: str) -> None:
    """What sums leave in place of 0, beside values that are far greater: no grain makes whole numbers of both that a machine has."""
    values = [dice.choice([dice.gauss(50, 10), 0.1 + 0.2 - 0.3, dice.random() * 1e-30]) for _ in range(dice.randint(301, 420))]
    slope_agrees(touchline.insight.series({"values": values}), values, list(range(len(values))), what)


def tables_agree(dice: random.Random, what: str) -> int:
    """Each person's days as a series of their own, and all their tests held against one another; how many were tested."""
    days = {person: sorted(dice.sample(range(90), dice.randint(1, 30))) for person in range(dice.randint(1, 9))}
    values = {person: [dice.gauss(0, 1) + dice.choice([0, 0.1]) * day for day in days[person]] for person in days}
    first = date(2026, 1, 1)
    rows = [(person, first + timedelta(day), value) for person in days for day, value in zip(days[person], values[person])]
    dice.shuffle(rows)
    table = polars.DataFrame(rows, schema=["person", "on", "value"], orient="row")
    told = polars.DataFrame(touchline.tables.trends(table, every="day")).to_dicts()
    assert [one["person"] for one in told] == sorted(days), what
    tested = [one for one in told if one["p"] is not None]
    for one, rate in zip(tested, stats.false_discovery_control([one["p"] for one in tested]) if tested else []):
        near(one["false_discovery_rate"], rate, f"false discovery rate {what}")
    for one in told:
        own = values[one["person"]]
        assert (one["p"] is None) == (len(own) < 4) and one["points"] == len(own), what
        if len(own) > 1:
            near(one["slope"], stats.theilslopes(own, days[one["person"]]).slope, f"slope of a table {what}")
        if len(own) > 9:
            near(one["p"], pymannkendall.original_test(own).p, f"p of a table {what}")
    return len(tested)


def practice_agrees(dice: random.Random, what: str) -> int:
    """Deliveries over a table, by whoever coaches: rates after Wilson, the curve's median of hours as lifelines has it; how many are open."""
    first, hour = datetime(2026, 1, 1, tzinfo=UTC), lambda hours: first + timedelta(hours=hours)
    since, at = dice.randint(0, 200), dice.randint(300, 600)
    until = dice.choice([at - 50, at, at + 50])
    after = lambda: dice.choice([None, dice.randint(0, 40), dice.randint(0, 400)])
    rows = [
        {"by": dice.randint(0, 2), "person": dice.randint(0, 4), "given": dice.randint(0, 620), "acknowledged": after(), "read": after()}
        for _ in range(dice.randint(1, 60))
    ]
    moment = lambda row, name: None if row[name] is None else hour(row["given"] + row[name])
    table = polars.DataFrame(
        [(row["by"], row["person"], hour(row["given"]), moment(row, "acknowledged"), moment(row, "read")) for row in rows],
        schema={"by": polars.Int64, "person": polars.Int64, **dict.fromkeys(("delivered_at", "acknowledged_at", "read_at"), polars.Datetime("ms", "UTC"))},
        orient="row",
    )
    window = {"type": "moments", "body": {"since": hour(since).isoformat(), "until": hour(until).isoformat()}}
    told = touchline.tables.practice(table, at=hour(at), window=window, by=["by"], read="read_at")
    told = {one["by"]: one for one in polars.DataFrame(told).to_dicts()}
    assert sorted(told) == sorted({row["by"] for row in rows}), what
    open_ones = 0
    for by, one in told.items():
        own = [row for row in rows if row["by"] == by and since <= row["given"] < until and row["given"] <= at]
        by_then = lambda row, name: row[name] is not None and row["given"] + row[name] <= at
        done = [row for row in own if by_then(row, "acknowledged")]
        over = [row for row in own if by_then(row, "read") or row["given"] + 24 < at]
        in_time = [row for row in over if by_then(row, "read") and row["read"] <= 24]
        people = len({row["person"] for row in own})
        assert (one["deliveries"], one["people"], one["open"]) == (len(own), people, len(own) - len(done)), what
        for name, hits, of in (("acknowledged", done, own), ("read_in_time", in_time, over)):
            assert (one[name], one[f"{name}_of"], one[f"{name}_low_evidence"]) == (len(hits), len(of), len(of) < 5), what
            if of:
                low, high = wilson(len(hits), len(of))
                near(one[f"{name}_rate"], len(hits) / len(of), f"rate {what}")
                near(one[f"{name}_low"], low, f"low {what}")
                near(one[f"{name}_high"], high, f"high {what}")
        if own:
            near(one["per_week_and_person"], len(own) * 168 / (min(until, at) - since) / people, f"how often {what}")
            hours_agree(one, [(row["acknowledged"], True) if row in done else (at - row["given"], False) for row in own], what)
        open_ones += one["open"]
    return open_ones


def hours_agree(told: dict, lasted: list[tuple[int, bool]], what: str) -> None:
    """How long coaching goes without being acknowledged: the mean of what was, and the median with what is open."""
    done = [hours for hours, happened in lasted if happened]
    if done:
        near(told["hours_mean"], np.mean(done), f"hours {what}")
    fitted = KaplanMeierFitter().fit([hours for hours, _ in lasted], [happened for _, happened in lasted])
    median_agrees(fitted, {name: told[f"hours_{name}"] for name in ("median", "low", "high")}, what)


def slope_agrees(told: dict, values: list[float], places: list[int], what: str) -> None:
    """The median of the slopes of all pairs, and Sen's interval where the slopes of all pairs reach as far."""
    wanted = stats.theilslopes(values, places)
    near(told["slope"], wanted.slope, f"slope {what}")
    if len(values) > 4 and len(set(values)) > 1:
        between(told["slope_interval"], (wanted.low_slope, wanted.high_slope), f"slope {what}")
    else:
        assert told["slope_interval"] is None, what


def few_points_agree(dice: random.Random, what: str) -> bool:
    """Four to nine points: without ties all orders count, with ties the normal distribution stands in."""
    count, kinds = dice.randint(4, 9), dice.choice([4, 1000])
    values = [float(dice.randrange(kinds)) for _ in range(count)]
    told = touchline.insight.series({"values": values})
    slope_agrees(told, values, list(range(count)), what)
    test, wanted = told["test"], pymannkendall.original_test(values)
    assert test["s"] == wanted.s == in_order_by_kendall(values), what
    near(test["variance"], wanted.var_s, f"variance {what}")
    is_exact = len(set(values)) == count
    assert test["exact"] == is_exact, what
    if is_exact:
        assert test["z"] is None, what
        near(test["p"], stats.kendalltau(range(count), values, method="exact").pvalue, f"exact p {what}")
    elif wanted.var_s > 0:
        near(test["z"], wanted.z, f"z {what}")
        near(test["p"], wanted.p, f"p {what}")
    else:
        assert (test["z"], test["p"], test["direction"]) == (None, 1, "no_trend"), what
    return is_exact


def all_orders_agree() -> None:
    """Every order of four to seven values, counted one by one."""
    for count in range(4, 8):
        orders = list(permutations(range(count)))
        sums = [sum(1 if after > before else -1 for before, after in combinations(order, 2)) for order in orders]
        for s in sorted(set(sums)):
            order = orders[sums.index(s)]
            test = touchline.insight.series({"values": [float(value) for value in order]})["test"]
            assert test["s"] == s, order
            near(test["p"], sum(abs(other) >= abs(s) for other in sums) / len(sums), f"p of {order}")


def adherence_agrees(dice: random.Random, what: str) -> int:
    """Weeks and working days, counted day by day."""
    starts, first = date(2026, 1, 5) + timedelta(dice.randint(0, 20)), date(2026, 1, 1) + timedelta(dice.randint(0, 30))
    last, by_day = first + timedelta(dice.randint(0, 90)), dice.random() < 0.5
    rhythm = {"type": "working_days"} if by_day else {"type": "weeks", "body": {"every": 1}}
    hired = date(2025, 12, 1) + timedelta(dice.randint(0, 60))
    away = date(2026, 1, 1) + timedelta(dice.randint(0, 60))
    back = away + timedelta(dice.randint(0, 20))
    holidays = {date(2026, 1, 1) + timedelta(dice.randint(0, 120)) for _ in range(6)}
    held = {date(2026, 1, 1) + timedelta(dice.randint(0, 120)) for _ in range(25)}
    works = lambda day: day.weekday() < 5
    there = lambda day: works(day) and day not in holidays and not away <= day <= back
    begin, expected, kept = max(first, starts), 0, 0
    day = begin
    while day <= last:
        if by_day:
            period = [day]
        else:
            period = [day + timedelta(nth) for nth in range(7)] if day.weekday() == 0 else []
        if period and period[-1] <= last and hired <= period[0]:
            working, present = sum(map(works, period)), sum(map(there, period))
            if working and present and 2 * present >= working:
                expected += 1
                kept += any(one in held for one in period)
        day += timedelta(1)
    told = touchline.programme.adherence({
        "programme": {
            "programme": "p", "team": "t", "version": 1, "starts_on": str(starts),
            "formats": [{"format": "f", "name": "f", "focus": "f", "method": "f", "held_for": "person",
                         "minutes": {"least": 30, "most": 30}, "rhythm": rhythm}],
        },
        "people": [{"person": "a", "hire_date": str(hired), "working_days": WEEK[:5], "leave": [{"first": str(away), "last": str(back)}]}],
        "sessions": [{"format": "f", "people": ["a"], "on": str(on), "outcome": {"type": "held"}} for on in sorted(held)],
        "policy": {"organisation": {"holidays": [{"date": str(on), "name": "h"} for on in sorted(holidays)]}},
        "window": {"first": str(first), "last": str(last)},
    })["total"]
    assert (told["expected"], told["held"]) == (expected, kept), f"{what}: {told} is not {expected}, {kept}"
    return expected


def main() -> None:
    warnings.simplefilter("ignore")
    pooled: dict[str, int] = {}
    reached = expected = exact = tested = waiting = 0
    all_orders_agree()
    for seed in range(TABLES):
        dice, what = random.Random(seed), f"of table {seed}"
        for pooling in (rates_agree(dice, what), means_agree(dice, what)):
            pooled[pooling] = pooled.get(pooling, 0) + 1
        reached += curve_agrees(dice, what)
        expected += adherence_agrees(dice, what)
        series_agrees(dice, what)
        exact += few_points_agree(dice, what)
        tested += tables_agree(dice, what)
        waiting += practice_agrees(dice, what)
        if seed % 20 == 0:
            fine_beside_great_agree(dice, what)
    assert min(pooled[kind] for kind in ("full", "none", "partial")) > 100 and 100 < reached < TABLES and expected > TABLES, pooled
    assert 100 < exact < TABLES - 100 and min(tested, waiting) > TABLES, (exact, tested, waiting)
    print(f"insight: {TABLES} tables of rates, means, weeks, sessions, series and deliveries agree; {pooled}, {reached} medians")
    published_agree(Path(sys.argv[1]))


if __name__ == "__main__":
    main()
