"""Calendar files beside icalendar in Python and ical.js in Node: 1,000 random sessions, in every script, read back by both
without loss; when the series among them take place, by ical.js's own reading of their rules; and what icalendar writes of them,
read back by us."""

import json
import random
import re
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from zoneinfo import available_timezones

import icalendar
import touchline

FILES = 1_000
# As many moments of a series are compared as calendar_files.mjs tells.
MOMENTS = 12
WORDS = [
    "Coaching", "Übung größer", "Обучение", "Καθοδήγηση", "تدريب", "אימון", "प्रशिक्षण", "การฝึกสอน", "辅导会议", "コーチング", "코칭", "მწვრთნელი",
    "প্রশিক্ষণ", "பயிற்சி", "శిక్షణ", "તાલીમ", "Մարզում", "ስልጠና", "ការបង្វឹក", "ການຝຶກ", "လေ့ကျင့်ရေး", "སྦྱོང་བརྡར", "පුහුණුව", "ᠰᠤᠷᠭᠠᠯᠲᠠ", "れんしゅう",
    "👩🏽‍💻", "a;b", "c,d", "e\\f", "g:h", "\"i\"", "^j^", "k\nl", "\\n", "m\tn", "é", "\u2028", "𐍈", "=?", "%41", "ﬀ",
]
# In a name, where both packages take a backslash for an escape, though RFC 5545 has none there.
OF_NAMES = [*WORDS, "o\\,p", "q\\;", "r\\:s", "\\\\t", "u\\"]
ZONES = sorted(available_timezones() - {"Factory", "localtime"})


def words(dice: random.Random, most: int, known: list[str] = WORDS) -> str:
    return " ".join(dice.choice(known) for _ in range(dice.randint(1, most))).strip() or "Ana"


def party(dice: random.Random, nth: int) -> dict:
    name = words(dice, 6, OF_NAMES)[:180].strip() if dice.random() < 0.8 else None
    return {"address": dice.choice(["ana", "ö", "x+y", "a%b", "o'neil"]) + f"{nth}@example.com", "name": name}


def invitation(dice: random.Random, nth: int) -> dict:
    start = datetime(2026, 1, 1) + timedelta(minutes=15 * dice.randrange(4 * 24 * 3_000))
    weekly = lambda count: (start + timedelta(weeks=count)).isoformat()
    count = dice.randint(2, 30)
    rule = dice.choice([None, {"frequency": "weekly", "count": count}, {"frequency": "weekly"}, {"frequency": "weekly", "until": "2040-01-01T00:00:00.000Z"}])
    series = {"start": start.isoformat(), "zone": dice.choice(ZONES), "length_seconds": dice.choice([900, 1800, 5400, 86_400, 61]), "rule": rule}
    if rule:
        series["skipped"] = [weekly(1)] if dice.random() < 0.5 else []
        series["added"] = [(start + timedelta(days=3)).isoformat()] if dice.random() < 0.3 else []
        if dice.random() < 0.4:
            series["moved"] = [{"recurrence_id": weekly(0), "starts": (start + timedelta(hours=26)).isoformat(), "length_seconds": 3_600}]
    attendees = [{**party(dice, each), "participation": dice.choice(["accepted", "needs_action", "tentative"]), "role": dice.choice(["chair", "req_participant"]), "wants_reply": dice.random() < 0.5} for each in range(dice.randint(1, 4))]
    return {
        "attendees": attendees, "location": words(dice, 5) if dice.random() < 0.5 else None, "method": dice.choice(["request", "request", "cancel"]),
        "organizer": party(dice, 9), "sequence": dice.randint(0, 9), "series": series, "stamped_at": "2026-01-01T00:00:00.000Z",
        "summary": words(dice, 12)[:200].strip(), "uid": f"{nth}-{words(dice, 3)}"[:150].strip(),
    }


def told(event: dict) -> dict:
    """What both packages have to read of an event, in one form."""
    mails = lambda parties: [["mailto:" + quoted(one["address"]), one["name"]] for one in parties]
    planned = event["recurrence_id"]
    return {
        "method": event["method"].upper(), "status": event["status"].upper(), "recurrence_id": planned and planned["body"]["at"],
        "uid": event["uid"], "summary": event["summary"], "location": event["location"], "sequence": event["sequence"],
        "organizer": mails([event["organizer"]])[0], "attendees": mails(event["attendees"]),
        "participation": [one["participation"].replace("_", "-").upper() for one in event["attendees"]],
        "length": event["length_seconds"], "starts": event["starts"]["body"]["at"],
    }


def without_escapes(event: dict) -> dict:
    plain = lambda party: [party[0], re.sub(r"\\([\\,;:])", r"\1", party[1] or "")]
    return {**event, "organizer": plain(event["organizer"]), "attendees": [plain(one) for one in event["attendees"]]}


def quoted(address: str) -> str:
    return "".join(each if each.isascii() and each not in "%" else "".join(f"%{byte:02X}" for byte in each.encode()) for each in address)


def stamp(moment: datetime) -> str:
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def by_icalendar(calendar: icalendar.Calendar) -> list[dict]:
    found = []
    for event in calendar.walk("VEVENT"):
        attendees = event["ATTENDEE"] if isinstance(event["ATTENDEE"], list) else [event["ATTENDEE"]]
        name = lambda one: str(one.params["CN"]) if "CN" in one.params else None
        planned = stamp(event["RECURRENCE-ID"].dt) if "RECURRENCE-ID" in event else None
        found.append({
            "method": str(calendar["METHOD"]), "status": str(event["STATUS"]), "recurrence_id": planned,
            "uid": str(event["UID"]), "summary": str(event["SUMMARY"]), "location": str(event["LOCATION"]) if "LOCATION" in event else None,
            "sequence": int(event["SEQUENCE"]), "organizer": [str(event["ORGANIZER"]), name(event["ORGANIZER"])],
            "attendees": [[str(one), name(one)] for one in attendees], "participation": [str(one.params["PARTSTAT"]) for one in attendees],
            "length": int(event["DURATION"].dt.total_seconds()), "starts": stamp(event["DTSTART"].dt),
        })
    return found


def expanded(given: dict, series: dict) -> list[str] | None:
    """When a series takes place; nothing of what is called off as a whole, or has no rule."""
    if given["method"] != "request" or series["rule"] is None:
        return None
    page = touchline.calendar.expand({"series": series, "limit": MOMENTS})
    return [occurrence["starts_at"] for occurrence in page["occurrences"]]


def main() -> None:
    dice = random.Random(5)
    files, wanted, moments = [], [], []
    for nth in range(FILES):
        given = invitation(dice, nth)
        text = touchline.calendar.write_file(given)["text"]
        assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
        read = touchline.calendar.read_file({"file": {"type": "text", "body": text}})
        assert not read["not_understood"], read["not_understood"]
        first, series = read["events"][0], given["series"]
        assert first["series"]["start"] == series["start"] and first["series"]["zone"] == series["zone"], text
        assert (first["series"]["rule"] or {}).get("frequency") == (series["rule"] or {}).get("frequency")
        assert first["series"]["skipped"] == series.get("skipped", []) and first["series"]["added"] == series.get("added", [])
        if given["method"] == "request":
            assert first["series"]["moved"] == series.get("moved", []), text
        for field in ("summary", "location", "uid", "sequence"):
            assert first[field] == given[field], (field, first[field], given[field])
        assert [(one["address"], one["name"]) for one in first["attendees"]] == [(one["address"], one["name"]) for one in given["attendees"]], text
        expected = [told(event) for event in read["events"]]
        calendar = icalendar.Calendar.from_ical(text)
        found = by_icalendar(calendar)
        assert found == expected, f"{text}\n{found}\n{expected}"
        again = touchline.calendar.read_file({"file": {"type": "text", "body": calendar.to_ical().decode()}})
        # icalendar writes a backslash as it is, and then reads less than it wrote itself.
        assert [without_escapes(told(event)) for event in again["events"]] == [without_escapes(one) for one in expected], calendar.to_ical().decode()
        # Where clocks stand as in UTC, icalendar writes a moment of UTC beside the zone, and it is read as such.
        if not any("TZID" in line and line.endswith("Z") for line in calendar.to_ical().decode().split("\r\n")):
            assert [event["series"] for event in again["events"]] == [event["series"] for event in read["events"]], text
        files.append(text)
        wanted.append(expected)
        moments.append(expanded(given, first["series"]))
    node = subprocess.run(["node", *sys.argv[1:]], input=json.dumps(files), capture_output=True, text=True, check=False)
    assert node.returncode == 0, node.stderr
    compared = 0
    for text, expected, when, found in zip(files, wanted, moments, json.loads(node.stdout), strict=True):
        assert found["events"] == expected, f"{text}\n{found}\n{expected}"
        if when is not None and found["moments"] is not None:
            assert found["moments"] == when, f"{text}\n{found['moments']}\n{when}"
            compared += 1
    assert compared > FILES / 4, compared
    print(f"{FILES} files come back from icalendar {icalendar.__version__} and from ical.js without loss; {compared} series take place when ical.js says")


main()
