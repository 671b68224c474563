"""Recurrence beside python-dateutil: random rules of every kind, in every zone.

Where the two are meant to differ, the rules that are made stay away from it; docs/decisions/0035-calendars.md says where.
"""

import random
import signal
import warnings
from datetime import datetime, timedelta, timezone
from functools import cache
from itertools import islice
from zoneinfo import TZPATH, ZoneInfo, available_timezones

import touchline
import tzdata
from dateutil import rrule

RULES = 10_000
OCCURRENCES = 40
YEARS = 30
# Of the processor, so that what else runs on the machine leaves out no rules.
PATIENCE = 0.5
# How many more are looked at, so that those that a gap of the clocks puts in another order are among them.
MORE = {"secondly": 4_000, "minutely": 130}
FREQUENCIES = ["yearly", "monthly", "weekly", "daily", "hourly", "minutely", "secondly"]
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
THEIRS = {
    "by_month": "bymonth", "by_week_number": "byweekno", "by_year_day": "byyearday", "by_month_day": "bymonthday",
    "by_hour": "byhour", "by_minute": "byminute", "by_second": "bysecond", "by_set_position": "bysetpos",
}

warnings.filterwarnings("ignore", "Using both 'count' and 'until'")


def some(dice: random.Random, numbers: list[int], most: int = 4) -> list[int]:
    return sorted(dice.sample(numbers, dice.randint(1, min(most, len(numbers)))))


def both_ways(most: int) -> list[int]:
    return [number for number in range(-most, most + 1) if number]


def days(dice: random.Random, rule: dict) -> None:
    """What a rule says of days, as far as its unit of time has a meaning for it."""
    unit, chance = rule["frequency"], dice.random
    if chance() < 0.25:
        rule["by_month"] = some(dice, list(range(1, 13)), 5)
    if unit != "weekly" and chance() < 0.25:
        rule["by_month_day"] = some(dice, both_ways(31), 8)
    if unit not in ("daily", "weekly", "monthly") and chance() < 0.15:
        rule["by_year_day"] = some(dice, both_ways(366), 9)
    # dateutil takes a week without a day for all of its days, and at the turn of a year counts the weeks of the one before wrong.
    if unit == "yearly" and chance() < 0.2:
        rule["by_week_number"] = some(dice, [-1, *range(1, 52)], 5)
    if "by_week_number" in rule or chance() < 0.4:
        weekdays = some(dice, list(range(7)), 5)
        # dateutil wants a day to be all of them where some are counted and some are not.
        counted = unit in ("monthly", "yearly") and "by_week_number" not in rule and chance() < 0.5
        most = 5 if unit == "monthly" or "by_month" in rule else 53
        rule["by_day"] = [{"weekday": WEEKDAYS[day], "nth": dice.choice(both_ways(most)) if counted else None} for day in weekdays]


@cache
def days_with_a_gap(name: str, year: int) -> list[datetime]:
    """The days of a year in whose first hours a zone puts its clocks forward."""
    zone = ZoneInfo(name)
    mornings = [datetime(year, 1, 1, 4, tzinfo=zone) + timedelta(days=day) for day in range(366)]
    gaps = [later for earlier, later in zip(mornings, mornings[1:]) if earlier.utcoffset() < later.utcoffset()]
    return [morning.replace(hour=0, tzinfo=None) for morning in gaps]


def made(dice: random.Random, zone: str) -> tuple[dict, datetime]:
    """A rule and its start."""
    unit = dice.choices(FREQUENCIES, [2, 3, 3, 3, 2, 2, 1])[0]
    interval = dice.choice([1, 1, 1, 2, 3, 5, 7, 13, 25, 90])
    rule = {"frequency": unit, "interval": interval, "week_starts_on": dice.choice(WEEKDAYS)}
    days(dice, rule)
    if dice.random() < 0.2:
        rule["by_hour"] = some(dice, list(range(24)))
    if dice.random() < 0.2:
        rule["by_minute"] = some(dice, list(range(60)))
    if dice.random() < 0.1:
        rule["by_second"] = some(dice, list(range(60)))
    start = datetime(dice.randint(1975, 2060), 1, 1) + timedelta(seconds=dice.randrange(365 * 86_400))
    if dice.random() < 0.7:
        start = start.replace(minute=dice.choice([0, 15, 30]), second=0)
    if dice.random() < 0.4:
        # Where clocks are changed.
        start = start.replace(month=dice.choice([3, 4, 10, 11]), day=dice.randint(1, 30), hour=dice.randint(0, 3))
        forward = days_with_a_gap(zone, start.year)
        if forward and dice.random() < 0.7:
            day = dice.choice(forward) - timedelta(days=dice.choice([0, 0, 1, 7, 14]))
            start = day.replace(hour=dice.choice([0, 1, 2, 2, 2, 3]), minute=start.minute, second=start.second)
    if any(name.startswith("by_") for name in rule) and dice.random() < 0.2:
        rule["by_set_position"] = some(dice, both_ways(5), 3)
        if unit == "weekly":
            # dateutil has the first week begin with the start.
            start -= timedelta(days=(start.weekday() - WEEKDAYS.index(rule["week_starts_on"])) % 7)
    if dice.random() < 0.3:
        rule["count"] = dice.randint(1, 60)
    elif dice.random() < 0.3:
        rule["until"] = stamp(start.replace(tzinfo=timezone.utc) + timedelta(days=dice.randint(1, 3000), hours=dice.randint(0, 23)))
    return rule, start


def stamp(moment: datetime) -> str:
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def theirs(rule: dict, start: datetime, zone: ZoneInfo, until: datetime) -> list[str]:
    """What dateutil finds: every time on the wall, read in its zone, in order and once."""
    parts = {name: rule[ours] for ours, name in THEIRS.items() if ours in rule}
    if "by_day" in rule:
        weekdays = [(rrule.weekday(WEEKDAYS.index(day["weekday"])), day["nth"]) for day in rule["by_day"]]
        parts["byweekday"] = [weekday(nth) if nth else weekday for weekday, nth in weekdays]
    unit = FREQUENCIES.index(rule["frequency"])
    weeks = WEEKDAYS.index(rule["week_starts_on"])
    found = rrule.rrule(
        unit, dtstart=start.replace(tzinfo=zone), interval=rule["interval"], wkst=weeks, until=until, count=rule.get("count"), **parts
    )
    return sorted({stamp(moment) for moment in islice(found, OCCURRENCES + MORE.get(rule["frequency"], 30))})


def reaches(rule: dict) -> bool:
    """Whether dateutil can tell of the rule before long: it refuses, or seeks in vain, what a stride never meets."""
    return rule["frequency"] not in ("hourly", "minutely", "secondly") or rule["interval"] in (1, 5, 7, 13, 25)


def give_up(*_: object) -> None:
    raise TimeoutError


def main() -> None:
    version = touchline.meta.version()["tzdb"]
    assert not TZPATH, f"the machine's own zones are read before those of tzdata: {TZPATH}"
    assert tzdata.IANA_VERSION == version, f"zones of {tzdata.IANA_VERSION} are held against those of {version}"
    dice = random.Random(4)
    zones = sorted(available_timezones() - {"Factory", "localtime"})
    compared, empty, shifted, given_up, too_rare = 0, 0, 0, 0, 0
    signal.signal(signal.SIGVTALRM, give_up)
    while compared < RULES:
        name = dice.choice(zones) if dice.random() < 0.5 else dice.choice(["America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "America/Sao_Paulo", "Africa/Casablanca"])
        rule, start = made(dice, name)
        if not reaches(rule):
            continue
        zone = ZoneInfo(name)
        last = start.replace(tzinfo=timezone.utc) + timedelta(days=365 * YEARS)
        if "until" in rule:
            last = min(last, datetime.fromisoformat(rule["until"]))
        series = {"rule": rule, "start": start.isoformat(), "zone": name}
        try:
            page = touchline.calendar.expand({"series": series, "limit": OCCURRENCES, "until": stamp(last + timedelta(seconds=1))})
        except touchline.Rejected as refused:
            assert refused.code in ("never_occurs", "too_rare"), (refused.code, series)
            if refused.code == "too_rare":
                too_rare += 1
                continue
            page = {"occurrences": [], "next": None}
        ours = [occurrence["starts_at"] for occurrence in page["occurrences"]]
        # dateutil seeks what does not occur up to the year 9999.
        signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
        try:
            wanted = theirs(rule, start, zone, last)
        except TimeoutError:
            given_up += 1
            continue
        except ValueError as refused:
            assert "empty set" in str(refused), series
            wanted = []
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        if ours != wanted[: len(ours)] or (page["next"] is None and len(wanted) > len(ours)):
            raise AssertionError(f"{series}, tzdb {version}:\n{ours[:8]} … {len(ours)}\n{wanted[:8]} … {len(wanted)}")
        compared += 1
        empty += not ours
        shifted += any(occurrence["starts"] != occurrence["recurrence_id"] for occurrence in page["occurrences"])
    assert empty < RULES / 4 and shifted > RULES / 200 and given_up < RULES / 10, (empty, shifted, given_up)
    assert too_rare < RULES / 40, too_rare
    print(f"{compared} rules in {len(zones)} zones: no difference; {empty} without an occurrence in {YEARS} years, {shifted} over a gap; dateutil took too long for {given_up} others, and {too_rare} are met too rarely to be sought")


main()
