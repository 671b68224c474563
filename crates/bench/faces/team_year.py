"""A year of a team's sessions in one call, through Python and beside python-dateutil: `team_year.py FOLDER`.

It writes what is asked for into the folder, for the program in Node to ask the same, and prints microseconds a call and occurrences a
second by this process's processor time, the medians of some runs after a first one; and what was found, which both have to agree on.
"""

import json
import sys
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path
from statistics import median
from time import process_time_ns
from zoneinfo import ZoneInfo

import touchline
from dateutil.rrule import rrulestr

RUNS = 51
PEER_RUNS = 5
PEOPLE = 20
ZONES = ["America/New_York", "Europe/Berlin", "Asia/Kolkata", "Australia/Sydney"]
DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday"]
SINCE, UNTIL = "2026-01-01T00:00:00.000Z", "2027-01-01T00:00:00.000Z"

Rule = dict[str, object]


def rules(nth: int) -> list[tuple[Rule, str]]:
    """Every person's three series: two sessions a week, one every other week, one a month."""
    one, other = DAYS[nth % 5], DAYS[(nth + 2) % 5]
    days = [{"weekday": one}, {"weekday": other}]
    return [
        ({"frequency": "weekly", "by_day": days}, f"FREQ=WEEKLY;BYDAY={one[:2]},{other[:2]}"),
        ({"frequency": "weekly", "interval": 2, "by_day": days[:1]}, f"FREQ=WEEKLY;INTERVAL=2;BYDAY={one[:2]}"),
        ({"frequency": "monthly", "by_day": [{"nth": 1, "weekday": other}]}, f"FREQ=MONTHLY;BYDAY=1{other[:2]}"),
    ]


def team() -> list[tuple[dict[str, object], str, str]]:
    """The series of a team, each with its rule in words of calendar files and its zone."""
    series = []
    for nth in range(PEOPLE):
        zone = ZONES[nth % len(ZONES)]
        for place, (rule, text) in enumerate(rules(nth)):
            start = f"2025-12-01T{9 + place:02}:30:00"
            own = {"start": start, "zone": zone, "length_seconds": 1_800, "rule": rule}
            series.append(({"key": f"{nth}/{place}", "series": own}, f"DTSTART:{start.replace('-', '').replace(':', '')}\nRRULE:{text.upper()}", zone))
    return series


def measured(name: str, runs: int, work: Callable[[], tuple[int, int]]) -> tuple[int, int]:
    """Prints what a call takes, and gives how many occurrences there are and the sum of their seconds."""
    found, times = work(), []
    for _ in range(runs):
        begun = process_time_ns()
        found = work()
        times.append(process_time_ns() - begun)
    taken = median(times)
    print(f"{name}: {taken / 1e3:,.0f} µs a call, {found[0] / taken * 1e9:,.0f} occurrences a second")
    return found


def main() -> None:
    """Measures, and holds what was found against each other."""
    series = team()
    asked = {"limit": 100_000, "series": [one for one, _, _ in series], "since": SINCE, "until": UNTIL}
    text = json.dumps(asked)
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "team.json").write_text(text)
    second = lambda moment: int(datetime.fromisoformat(moment).timestamp())
    since, until = second(SINCE), second(UNTIL)

    def ours() -> list[dict[str, dict[str, str]]]:
        return touchline.calendar.expand_all(asked)["occurrences"]

    def theirs() -> tuple[int, int]:
        count = total = 0
        for _, rule, zone in series:
            own = ZoneInfo(zone)
            for wall in rrulestr(rule):
                at = int(wall.replace(tzinfo=own).timestamp())
                if at >= until:
                    break
                if at >= since:
                    count, total = count + 1, total + at
        return count, total

    summed = lambda found: (len(found), sum(second(one["occurrence"]["starts_at"]) for one in found))
    measured("Python, a year of a team in one call", RUNS, lambda: (len(ours()), 0))
    peer = measured("python-dateutil, rule by rule", PEER_RUNS, theirs)
    if summed(ours()) != peer:
        sys.exit(f"found {summed(ours())}, and python-dateutil {peer}")
    (folder / "found.json").write_text(json.dumps(peer))
    print(f"{len(series)} series of {PEOPLE} people, {peer[0]:,} occurrences from {datetime.fromtimestamp(since, timezone.utc):%Y} to {datetime.fromtimestamp(until, timezone.utc):%Y}")


main()
