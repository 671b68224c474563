"""The working days of random people, beside NumPy's count of business days."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, get_args

import numpy as np
import pytest
import touchline
from touchline.types import DaySpan, PersonOverDays, Weekday
from world import ANA

WEEK = get_args(Weekday)
FIRST = date(2019, 12, 1)


def span(dice: random.Random, most: int) -> tuple[date, date]:
    """Days from somewhere to somewhere, so many at the most."""
    first = FIRST + timedelta(days=dice.randrange(1_500))
    return first, first + timedelta(days=dice.randrange(most))


def printed(days: tuple[date, date]) -> DaySpan:
    return {"first": days[0].isoformat(), "last": days[1].isoformat()}


def every(days: tuple[date, date]) -> Iterator[date]:
    return (days[0] + timedelta(days=place) for place in range((days[1] - days[0]).days + 1))


def apart(spans: list[tuple[date, date]]) -> list[tuple[date, date]]:
    """Those of the spans that share no day with one before them."""
    kept: list[tuple[date, date]] = []
    for days in spans:
        if all(days[1] < other[0] or other[1] < days[0] for other in kept):
            kept.append(days)
    return kept


@pytest.mark.parametrize("seed", range(300))
def test_org_07_working_days_are_numpys_business_days(seed: int) -> None:
    dice = random.Random(seed)
    week = [day for day in WEEK if dice.random() < 0.6] or ["monday"]
    leave = apart([span(dice, 40) for _ in range(dice.randrange(12))])
    holidays = [span(dice, 1)[0] for _ in range(dice.randrange(30))]
    asked = span(dice, 1_200)
    person: Any = {
        "person": ANA,
        "name": "Ana",
        "leave": [printed(days) for days in leave],
        "working_days": dice.sample(week, len(week)),
    }
    named: Any = [{"date": day.isoformat(), "name": "Founders' day"} for day in holidays]
    question: PersonOverDays = {
        "person": person,
        "span": printed(asked),
        "policy": {"organisation": {"holidays": named}},
    }
    off = sorted({*holidays, *(day for days in leave for day in every(days))})
    expected = np.busday_count(
        asked[0],
        asked[1] + timedelta(days=1),
        weekmask=[day in week for day in WEEK],
        holidays=np.array(off, dtype="datetime64[D]"),
    )
    assert touchline.people.working_days(question) == {"type": "counted", "body": {"days": int(expected)}}
