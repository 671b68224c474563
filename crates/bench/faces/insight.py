"""Trends, fair rankings and how long something takes, as pyMannKendall, numpy with SciPy, and lifelines have them: `insight.py FOLDER`.

It reads the document that Rust reads, prints nanoseconds of this process's processor time, the median of some runs after a first
one, from the rows of the document on, and figures by which both are held against each other.
"""

import json
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time_ns
from typing import Any

import numpy as np
import pymannkendall
from lifelines import KaplanMeierFitter
from lifelines.utils import median_survival_times
from scipy import stats

RUNS = 3
NORMAL = stats.norm.ppf(0.975)


def nanos(name: str, work: Callable[[], Any]) -> Any:
    """Print what it takes, and give what was found."""
    found, times = work(), []
    for _ in range(RUNS):
        start = process_time_ns()
        found = work()
        times.append(process_time_ns() - start)
    print(name, median(times))
    return found


def series(values: list[float]) -> None:
    """The test and the slope of a series that is short enough for all pairs; its interval, for which nobody has to wait, is SciPy's."""
    told = nanos("series", lambda: pymannkendall.original_test(values))
    print("s", told.s, "\nvariance", told.var_s, "\nz", told.z, "\np", told.p, "\nslope", told.slope)
    within = stats.theilslopes(values)
    print("slope_low", within.low_slope, "\nslope_high", within.high_slope)


def long_series(values: list[float]) -> None:
    """Of a long one, the pairs in order less those that are not, which its tau of the third kind tells."""
    count = len(values)
    kinds = min(count, len(set(values)))
    tau = stats.kendalltau(range(count), values, variant="c").statistic
    print("long_s", round(tau * count * count * (kinds - 1) / (2 * kinds)))


def order_of(drawn: np.ndarray, count: np.ndarray, people: np.ndarray) -> np.ndarray:
    """The best first, then whoever has more observations, then by key."""
    return np.lexsort((people, -count, -drawn))


def rates(keys: np.ndarray, hits: np.ndarray, of: np.ndarray) -> tuple[Any, ...]:
    """Kleinman's moments, the beta distribution that follows, and Wilson's intervals of what was observed."""
    people, place = np.unique(keys, return_inverse=True)
    k, n = np.bincount(place, hits), np.bincount(place, of)
    whole, mean, raw = n.sum(), k.sum() / n.sum(), k / n
    fewer = len(people) - 1
    below = whole - (n**2).sum() / whole - fewer
    within = ((n * (raw - mean) ** 2).sum() / (mean * (1 - mean)) - fewer) / below
    beside = (1 - within) / within
    above, under = k + beside * mean, n - k + beside * (1 - mean)
    drawn = above / (above + under)
    low, high = stats.beta.ppf(0.025, above, under), stats.beta.ppf(0.975, above, under)
    square = NORMAL * NORMAL
    middle = (raw + square / (2 * n)) / (1 + square / n)
    half = NORMAL / (1 + square / n) * np.sqrt(raw * (1 - raw) / n + square / (4 * n * n))
    raw_low, raw_high = np.where(k == 0, 0, middle - half), np.where(k == n, 1, middle + half)
    return mean, drawn, low, high, raw_low, raw_high, order_of(drawn, n, people)


def means(keys: np.ndarray, values: np.ndarray) -> tuple[Any, ...]:
    """The analysis of variance, the normal distribution that follows, and Student's intervals of what was observed."""
    people, place = np.unique(keys, return_inverse=True)
    n = np.bincount(place).astype(float)
    raw = np.bincount(place, values) / n
    squares = np.bincount(place, (values - raw[place]) ** 2)
    whole, mean, fewer = n.sum(), values.mean(), len(people) - 1
    within = squares.sum() / (whole - len(people))
    between = ((n * (raw - mean) ** 2).sum() - fewer * within) / (whole - (n**2).sum() / whole)
    weight = between / (between + within / n)
    drawn = mean + weight * (raw - mean)
    half = NORMAL * np.sqrt(weight * within / n)
    own = stats.t.ppf(0.975, n - 1) * np.sqrt(squares / (n - 1) / n)
    own = np.where(squares > 0, own, np.nan)
    return mean, drawn, drawn - half, drawn + half, raw - own, raw + own, order_of(drawn, n, people)


def ranked(name: str, work: Callable[[], tuple[Any, ...]]) -> None:
    """Print what a ranking takes and comes to."""
    mean, drawn, low, high, raw_low, raw_high, order = nanos(name, work)
    print(f"{name}_mean", mean, f"\n{name}_drawn", drawn.sum())
    print(f"{name}_low", low.sum() + np.nansum(raw_low), f"\n{name}_high", high.sum() + np.nansum(raw_high))
    print(f"{name}_order", (drawn[order] * np.arange(len(order))).sum() / len(order))


def survived(read: Callable[[], tuple[np.ndarray, np.ndarray]]) -> None:
    """The curve with its intervals, and the median with its own."""

    def work() -> tuple[KaplanMeierFitter, Any]:
        fitted = KaplanMeierFitter().fit(*read())
        return fitted, median_survival_times(fitted.confidence_interval_)

    fitted, interval = nanos("survival", work)
    # The curve begins with a step at 0, at which nothing has happened.
    shares = fitted.survival_function_.iloc[1:, 0]
    print("steps", len(shares), "\nshares", shares.sum(), "\nmedian", fitted.median_survival_time_)
    print("median_low", interval.iloc[0, 0], "\nmedian_high", interval.iloc[0, 1])


def main() -> None:
    """Measures, and prints what was found."""
    warnings.simplefilter("ignore")
    told = json.loads((Path(sys.argv[1]) / "insight.json").read_text())
    column = lambda rows, name: np.array([row[name] for row in told[rows]])
    series(told["short"]["values"])
    long_series(told["long"]["values"])
    ranked("rates", lambda: rates(*(column("rates", name) for name in ("person", "hits", "of"))))
    ranked("means", lambda: means(*(column("values", name) for name in ("person", "value"))))
    survived(lambda: (column("lasted", "days"), column("lasted", "happened")))


if __name__ == "__main__":
    main()
