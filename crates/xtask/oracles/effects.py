"""The effect of coaching beside SciPy and statsmodels: Welch's interval, Student's t over pairs, Hedges' g, and the difference in
differences as a regression's coefficient."""

import random
from datetime import datetime, timedelta, timezone

import numpy as np
import statsmodels.api as sm
import touchline
from scipy import stats

ENGAGEMENT = {"first": "2026-03-02", "last": "2026-03-31"}
BEFORE, AFTER = datetime(2026, 1, 5, tzinfo=timezone.utc), datetime(2026, 4, 2, tzinfo=timezone.utc)
CLOSE = 1e-9


def near(found: float, wanted: float, what: str, within: float = CLOSE, scale: float = 1.0) -> None:
    assert abs(found - wanted) <= within * max(scale, abs(wanted)), f"{what}: {found} is not {wanted}"


def side(dice: random.Random, most: int) -> list[float]:
    """Observations as people make them: percentages, grades, amounts, and now and then all alike."""
    kind = dice.choice(["percent", "grade", "amount", "alike", "rate"])
    count = dice.randint(1, most)
    middle, spread = dice.uniform(20, 80), dice.uniform(0.5, 15)
    draws = {
        "percent": lambda: round(min(100.0, max(0.0, dice.gauss(middle, spread))), 1),
        "grade": lambda: float(dice.randint(1, 5)),
        "amount": lambda: round(dice.lognormvariate(8, 1), 2),
        "alike": lambda: round(middle),
        "rate": lambda: float(dice.random() < 0.3),
    }
    return [draws[kind]() for _ in range(count)]


def values(person: str, before: list[float], after: list[float]) -> list[dict]:
    of = lambda first, numbers: [
        {"person": person, "measure": "m", "at": (first + timedelta(minutes=place)).isoformat(), "value": number} for place, number in enumerate(numbers)
    ]
    return of(BEFORE, before) + of(AFTER, after)


def effect(coached: dict[str, tuple], compared: dict[str, tuple]) -> dict:
    answer = touchline.insight.effect({
        "at": "2026-08-01T00:00:00Z",
        "by_person": True,
        "coaching": {
            "coached": [{"person": person, "engagement": ENGAGEMENT} for person in coached],
            "comparison": [{"person": person} for person in compared],
        },
        "values": [value for person, sides in {**coached, **compared}.items() for value in values(person, *sides)],
    })
    return answer["measures"][0]["effect"]


def same(change: dict, difference: float, low: float, high: float, freedom: float, size: float, what: str) -> None:
    scale = abs(high - low)
    near(change["difference"], difference, f"difference {what}", scale=scale)
    near(change["interval"]["low"], low, f"low {what}", scale=scale)
    near(change["interval"]["high"], high, f"high {what}", scale=scale)
    near(change["degrees_of_freedom"], freedom, f"degrees of freedom {what}")
    near(change["effect_size"], size, f"effect size {what}")


def hedges(difference: float, deviation: float, freedom: float) -> float:
    return (1 - 3 / (4 * freedom - 1)) * difference / deviation


def two_samples(change: dict | None, earlier: np.ndarray, later: np.ndarray, what: str) -> bool:
    """One mean less another, as SciPy has it with unequal variances."""
    if min(len(earlier), len(later)) < 2 or np.ptp(earlier) == np.ptp(later) == 0:
        assert change is None, what
        return False
    test = stats.ttest_ind(later, earlier, equal_var=False)
    interval = test.confidence_interval(0.95)
    freedom = len(earlier) + len(later) - 2
    pooled = np.sqrt((np.var(earlier, ddof=1) * (len(earlier) - 1) + np.var(later, ddof=1) * (len(later) - 1)) / freedom)
    difference = later.mean() - earlier.mean()
    same(change, difference, interval.low, interval.high, test.df, hedges(difference, pooled, freedom), what)
    return True


def welch_agrees(seed: int, times: int) -> int:
    dice, told = random.Random(seed), 0
    for number in range(times):
        before, after = side(dice, 40), side(dice, 40)
        found = effect({"ana": (before, after)}, {})
        assert found["coached"]["change"] == found["people"][0]["change"]
        told += two_samples(found["coached"]["change"], np.array(before), np.array(after), f"of sample {number}")
    return told


def varies(differences: np.ndarray) -> bool:
    return np.ptp(differences) > 1e-10


def groups_agree(seed: int, times: int) -> int:
    """Student's t over pairs, and a regression of each person's change on whether they were coached. Its standard error is the one
    that allows each group a variance of its own (HC2), which for two groups is Welch's."""
    dice, told = random.Random(seed), 0
    for number in range(times):
        people = lambda prefix, most: {f"{prefix}{place}": (side(dice, 6), side(dice, 6)) for place in range(dice.randint(2, most))}
        coached, compared = people("c", 12), people("k", 30)
        found = effect(coached, compared)
        changes = [np.array([np.mean(after) - np.mean(before) for before, after in group.values()]) for group in (coached, compared)]
        for group, differences in zip((found["coached"], found["comparison"]), changes):
            if not varies(differences):
                assert group["undefined"] == "nothing_varies"
                continue
            freedom = len(differences) - 1
            interval = stats.ttest_1samp(differences, 0).confidence_interval(0.95)
            change = group["change"]
            if freedom == 1:
                assert change["effect_size"] is None
                change = {**change, "effect_size": 0.0}
            size = hedges(differences.mean(), differences.std(ddof=1), freedom) if freedom > 1 else 0.0
            same(change, differences.mean(), interval.low, interval.high, freedom, size, f"of pairs {number}")
        contrast = found["difference_in_differences"]["change"]
        if not any(varies(differences) for differences in changes):
            assert contrast is None
            continue
        two_samples(contrast, changes[1], changes[0], f"in differences {number}")
        is_coached = np.concatenate([np.ones(len(changes[0])), np.zeros(len(changes[1]))])
        fitted = sm.OLS(np.concatenate(changes), sm.add_constant(is_coached)).fit(cov_type="HC2")
        scale = np.ptp(np.concatenate(changes))
        near(contrast["difference"], fitted.params[1], f"coefficient {number}", scale=scale)
        near(contrast["standard_error"], fitted.bse[1], f"standard error {number}", scale=scale)
        told += 1
    return told


def students_points_agree(seed: int) -> int:
    """The points of Student's t distribution, from what they make of a standard error: with one degree of freedom and with many."""
    dice = random.Random(seed)
    counts = [(2, 2), (2, 3), (3, 2), (5, 4), (30, 2), (200, 300), (3_000, 40), (20_000, 30_000), (49_000, 51_000)]
    for before, after in counts:
        found = effect({"ana": tuple([round(dice.gauss(50, spread), 3) for _ in range(count)] for count, spread in ((before, 9), (after, 4)))}, {})
        change = found["coached"]["change"]
        point = (change["interval"]["high"] - change["interval"]["low"]) / 2 / change["standard_error"]
        near(point, stats.t.ppf(0.975, change["degrees_of_freedom"]), f"the point of {before} and {after}", within=1e-10)
    return len(counts)


if __name__ == "__main__":
    samples, groups, points = welch_agrees(3, 2_000), groups_agree(4, 1_000), students_points_agree(5)
    print(f"{samples} effects over observations, {groups} over people and beside others, {points} points of Student's t agree with SciPy and statsmodels")
