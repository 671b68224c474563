"""The weekly analysis of plans as a program in Python has it: `plans.py FOLDER`.

It reads the documents that Rust reads, says the same of every plan, and prints nanoseconds a plan by this process's processor
time, the median of some runs after a first one: of documents that were read already, and from text to text; and figures by which
both are held against each other. Whole numbers throughout, so that nothing is rounded but what is printed.
"""

import json
import sys
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from pathlib import Path
from statistics import median
from time import process_time_ns
from typing import Any
from zoneinfo import ZoneInfo

RUNS = 5
WHOLE = 100_000_000
BEHIND_POINTS, DAYS_WITHOUT_SESSION = 10, 35

Json = dict[str, Any]
zone_of = cache(ZoneInfo)


def number_of(day: str) -> int:
    """A day as a number."""
    return date.fromisoformat(day).toordinal()


def local(moment: str, zone: str) -> int:
    """The day of a moment where somebody is."""
    return datetime.fromisoformat(moment).astimezone(zone_of(zone)).toordinal()


def nearest(dividend: int, divisor: int) -> float | None:
    """A quotient of millionths, rounded half away from zero."""
    if divisor <= 0:
        return None
    rounded = (2 * abs(dividend) + divisor) // (2 * divisor)
    return (rounded if dividend >= 0 else -rounded) / 1_000_000


def percent(milestone: Json) -> int:
    """How much of its way a milestone has come, in millionths of a percent."""
    value, measure = milestone.get("value"), milestone.get("measure")
    if value is None or measure is None:
        return 0
    if measure["type"] == "yes_no":
        return min(max(round(value * 1_000_000), 0), WHOLE)
    body = measure["body"]
    baseline, target = round(body["baseline"] * 1_000_000), round(body["target"] * 1_000_000)
    way, come = target - baseline, round(value * 1_000_000) - baseline
    if way == 0:
        return 0 if come else WHOLE
    if way < 0:
        way, come = -way, -come
    return min(max(come, 0), way) * WHOLE // way


def merged(holds: list[Json], today: int) -> list[tuple[int, int]]:
    """The days on hold up to today, none of them twice."""
    held: list[tuple[int, int]] = []
    for since, until in sorted((number_of(hold["since"]), min(number_of(hold["until"]) if hold.get("until") else today, today)) for hold in holds):
        since = max(since, held[-1][1]) if held else since
        if since < until:
            held.append((since, until))
    return held


def counted(since: int, until: int, held: list[tuple[int, int]]) -> int:
    """How many days there are that were not on hold."""
    on_hold = sum(max(min(until, end) - max(since, begin), 0) for begin, end in held)
    return max(until - since, 0) - on_hold


def week(one: Json, at: str) -> Json:
    """What the weekly analysis says of a plan."""
    plan, zone = one["plan"], one["zone"]
    today, first, end = local(at, zone), number_of(plan["days"]["first"]), number_of(plan["days"]["last"]) + 1
    held = merged(plan["holds"], today)
    planned, over = counted(first, end, held), counted(first, min(max(today, first), end), held)
    total = weight = 0
    overdue = []
    for milestone in plan["milestones"]:
        if milestone.get("dropped"):
            continue
        come, own = percent(milestone), milestone.get("weight", 1)
        total, weight = total + come * own, weight + own
        late = today - number_of(milestone["target_on"]) if milestone.get("target_on") else 0
        if late > 0 and come < WHOLE:
            body = {"days_overdue": late, "milestone": milestone["milestone"], "percent": come / 1_000_000, "target_on": milestone["target_on"]}
            overdue.append({"type": "milestone_overdue", "body": body})
    reasons = []
    lag = over * WHOLE * weight - total * planned
    if lag > BEHIND_POINTS * 1_000_000 * weight * planned:
        reasons.append({"type": "pace", "body": {"points_under": nearest(lag, weight * planned)}})
    reasons += overdue
    last = local(one["last_session_at"], zone) if one["last_session_at"] else None
    silent = counted(max(first, last + 1) if last is not None else first, today, held)
    if silent >= DAYS_WITHOUT_SESSION:
        told = date.fromordinal(last).isoformat() if last is not None else None
        reasons.append({"type": "no_session", "body": {"days": silent, "last_session_on": told}})
    return {"expected_percent": nearest(over * WHOLE, planned), "percent": nearest(total, weight), "reasons": reasons, "today": date.fromordinal(today).isoformat()}


def analysed(document: Json) -> Json:
    """All plans of a document."""
    plans = [{"key": one["key"], "week": week(one, document["at"])} for one in document["plans"]]
    return {"falling_behind": sum(bool(plan["week"]["reasons"]) for plan in plans), "plans": plans}


def measured(name: str, plans: int, work: Callable[[], list[Any]]) -> list[Any]:
    """Print what one plan takes, and give what was found."""
    found, times = work(), []
    for _ in range(RUNS):
        start = process_time_ns()
        found = work()
        times.append((process_time_ns() - start) / max(plans, 1))
    print(name, round(median(times), 1))
    return found


def main() -> None:
    """Measures, and prints what was found."""
    texts = [path.read_text() for path in sorted(Path(sys.argv[1]).iterdir())]
    documents = [json.loads(text) for text in texts]
    plans = sum(len(document["plans"]) for document in documents)
    found = measured("analysis", plans, lambda: [analysed(document) for document in documents])
    measured("whole", plans, lambda: [json.dumps(analysed(json.loads(text))) for text in texts])
    weeks = [plan["week"] for answer in found for plan in answer["plans"]]
    reasons = [reason for one in weeks for reason in one["reasons"]]
    print("plans", len(weeks))
    print("falling_behind", sum(answer["falling_behind"] for answer in found))
    print("days", sum(reason["body"].get("days", reason["body"].get("days_overdue", 0)) for reason in reasons))
    print("points", sum(round(reason["body"].get("points_under", 0) * 1_000_000) for reason in reasons))
    print("percents", sum(round((one[figure] or 0) * 1_000_000) for one in weeks for figure in ("percent", "expected_percent")))
    for name in ("pace", "milestone_overdue", "no_session"):
        print(name, sum(reason["type"] == name for reason in reasons))


if __name__ == "__main__":
    main()
