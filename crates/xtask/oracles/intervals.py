"""Intervals of skill scores beside SciPy: covariances of fractions, slopes from normal distributions, ends that are sought."""

import random
from fractions import Fraction
from math import inf, pi, sqrt

import touchline
from scipy.optimize import brentq
from scipy.stats import norm, t

# Bounds are told to a millionth. Measures of two calls vary wholly together: what a line leaves over is the root of a last bit.
CLOSE, CLOSE_OF_TWO = 2e-6, 1e-4
# In squared points.
STILL = 1e-20

Curve = list[tuple[float, float]]


def value(curve: Curve, raw: float) -> float:
    for (x, y), (next_x, next_y) in zip(curve, curve[1:]):
        if raw <= next_x:
            return y + (max(raw, x) - x) / (next_x - x) * (next_y - y)
    return curve[-1][1]


def pieces(curve: Curve) -> list[tuple[float, float, float]]:
    """Where each piece begins and ends, and its slope: flat outside."""
    inner = [(x, next_x, (next_y - y) / (next_x - x)) for (x, y), (next_x, next_y) in zip(curve, curve[1:])]
    return [(-inf, curve[0][0], 0.0), *inner, (curve[-1][0], inf, 0.0)]


def corners(curve: Curve) -> list[tuple[float, float, float]]:
    """Each point, with the slopes before and after it."""
    return [(x, before, after) for (_, x, before), (_, _, after) in zip(pieces(curve), pieces(curve)[1:])]


def student(calls: float) -> float:
    return t.ppf(0.975, int(calls + 1e-9) - 1) ** 2 * calls / (calls - 1)


def interval(curves: dict[str, Curve], calls: list[dict]) -> tuple[float, float]:
    """Of one score in which all components weigh the same."""
    keys, weight = list(curves), 1 / len(curves)
    have = {key: [Fraction(str(call[key])) for call in calls if key in call] for key in keys}
    count = {key: len(have[key]) for key in keys}
    exact = {key: sum(have[key]) / count[key] for key in keys}
    mean = {key: float(exact[key]) for key in keys}

    def covariance(one: str, other: str) -> float:
        both = [call for call in calls if one in call and other in call]
        strays = sum((Fraction(str(call[one])) - exact[one]) * (Fraction(str(call[other])) - exact[other]) for call in both)
        return float(strays / count[one] / count[other])

    variance = {key: covariance(key, key) for key in keys}
    error = {key: sqrt(variance[key] * count[key] / (count[key] - 1)) for key in keys}
    varying = [key for key in keys if error[key] > 0]

    def slope_around(key: str) -> float:
        below = lambda raw: norm.cdf((raw - mean[key]) / error[key])
        return weight * sum(slope * (below(end) - below(begin)) for begin, end, slope in pieces(curves[key]))

    slope = {key: slope_around(key) for key in varying}
    with_score = {key: sum(covariance(key, other) * slope[other] for other in varying) for key in varying}
    whole = sum(slope[key] * with_score[key] for key in varying)
    is_still = whole <= STILL
    along = {key: 0.0 if is_still else with_score[key] / whole for key in varying}

    ends, length = (0.0, 0.0), student(min(count.values()))
    if not is_still:
        share = {key: max(0.0, slope[key] * along[key]) for key in varying}
        hits = {key for key in varying if set(have[key]) == {0, 1}}
        of_share = lambda key, share: share * (1 - share) / count[key]
        estimated = student(sum(share.values()) / sum(share[key] / count[key] for key in varying))
        moving = [key for key in varying if slope[key] ** 2 * variance[key] > STILL]
        known = 0.0
        if all(key in hits for key in moving):
            known = min(1.0, whole / sum(abs(slope[key]) * sqrt(of_share(key, mean[key])) for key in moving) ** 2)
        length = known * norm.ppf(0.975) ** 2 + (1 - known) * estimated

        def too_far(by: float) -> float:
            """How far it is over what the variance there would make likely enough."""
            growth = lambda key: of_share(key, mean[key] + by * along[key]) - of_share(key, mean[key])
            grown = sum(share[key] * whole / variance[key] * growth(key) for key in hits)
            return by * by - length * (whole + grown)

        ends = (brentq(too_far, -1e4, 0, xtol=1e-13), brentq(too_far, 0, 1e4, xtol=1e-13))

    def moved(by: float) -> float:
        reads = lambda key, raw: value(curves[key], raw)
        return weight * sum(reads(key, mean[key] + by * along[key]) - reads(key, mean[key]) for key in varying)

    sign = lambda slope: (slope > 0) - (slope < 0)
    stops = [0.0, *ends]
    for key in varying:
        turns = [x for x, before, after in corners(curves[key])[1:-1] if sign(before) != sign(after)]
        ways = [(turn - mean[key]) / along[key] for turn in turns if along[key] != 0]
        stops += [by for by in ways if ends[0] < by < ends[1]]
    down, up = min(map(moved, stops)), max(map(moved, stops))

    pull = rough = 0.0
    for key in varying:
        told = 0.0 if is_still else min(1.0, with_score[key] ** 2 / variance[key] / whole)
        for x, before, after in corners(curves[key]):
            density = norm.pdf((mean[key] - x) / error[key])
            strays = weight * (after - before) * error[key] * sqrt(1 - told)
            pull, rough = pull + strays * density, rough + strays**2 * density
    rough *= (sqrt(pi) / 2 - 1 / sqrt(pi)) * length
    score = weight * sum(value(curves[key], mean[key]) for key in keys)
    low = score - sqrt(down**2 + rough) - max(0.0, sqrt(2) * pull)
    high = score + sqrt(up**2 + rough) - min(0.0, sqrt(2) * pull)
    return max(0.0, low), min(100.0, high)


def has_few_hits(curve: Curve, measures: list) -> bool:
    """Whether a measure of 0 and 1 that moves the score is one of fewer than ten calls."""
    inner = [x for x, _ in curve if 0 < x < 1]
    moves = len({value(curve, raw) for raw in (0, *inner, 1)}) > 1
    return moves and len(measures) < 10 and set(measures) <= {0, 1}


def curve(dice: random.Random, begin: float, width: float) -> Curve:
    """Two to four points that lie anywhere and mostly on whole tens, so that some curves turn and some are flat."""
    inner = sorted(dice.sample(range(1, 10), dice.randint(0, 2)))
    return [(round(begin + width * place / 10, 6), dice.randrange(0, 101, 10)) for place in (0, *inner, 10)]


def measures(dice: random.Random, calls: int) -> tuple[Curve, list]:
    kind = dice.choice(["hits", "smooth", "smooth", "counted", "alike"])
    begin, width = dice.choice([(0, 1), (-1, 2)] if kind == "hits" else [(0, 100), (-50, 120), (2_000, 900)])
    middle, spread = begin + width * dice.uniform(0.2, 0.8), width * dice.uniform(0.02, 0.3)
    draws = {
        "hits": lambda: int(dice.random() < 0.4),
        "smooth": lambda: round(dice.gauss(middle, spread), 3),
        "counted": lambda: begin + dice.randint(0, 5) * 10,
        "alike": lambda: round(middle),
    }
    lacks = dice.choice([0, 0, 0.2, 0.7])
    return curve(dice, begin, width), [None if dice.random() < lacks else draws[kind]() for _ in range(calls)]


def scores_agree(seed: int, samples: int) -> int:
    dice, told = random.Random(seed), 0
    for number in range(samples):
        calls = dice.choice([2, 3, 5, 12, 40])
        drawn = {f"c{place}": measures(dice, calls) for place in range(dice.randint(1, 5))}
        curves = {key: points for key, (points, _) in drawn.items()}
        rows = [{key: column[row] for key, (_, column) in drawn.items() if column[row] is not None} for row in range(calls)]
        component = lambda key: {
            "key": key, "name": key, "measure": key, "unit": "score",
            "curve": {"points": [{"x": x, "y": y} for x, y in curves[key]], "why": "drawn"},
        }
        area = {"key": "a", "name": "A", "components": [component(key) for key in curves]}
        answer = touchline.skill.score({
            "framework": {"key": "drawn", "name": "Drawn", "areas": [area]},
            "evidence": {"type": "per_call", "body": {"calls": rows}},
        })
        counts = [sum(key in row for row in rows) for key in curves]
        found = answer["overall"]["interval"]
        if min(counts) < 2:
            # Without a single call a component does not count at all.
            assert found is None or min(counts) == 0, number
            continue
        if any(has_few_hits(curves[key], [row[key] for row in rows if key in row]) for key in curves):
            assert found is None and answer["overall"]["no_interval"] == "too_few_calls", number
            continue
        low, high = interval(curves, rows)
        close = CLOSE_OF_TWO if min(counts) == 2 else CLOSE
        if found is None:
            assert answer["overall"]["no_interval"] == "nothing_varies" and high - low < close, number
            continue
        assert abs(found["low"] - low) < close and abs(found["high"] - high) < close, f"{number}: {found} is not {low} to {high}"
        told += 1
    return told


if __name__ == "__main__":
    print(f"{scores_agree(6, 3_000)} intervals of scores agree with SciPy")
