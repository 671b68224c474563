"""Calendar files beside icalendar in Python and ical.js in Node: 1,000 random invitations, and as many files that a workspace makes of
sessions and their series, in every script, read back by both without loss; when the series among them take place, by ical.js's own
reading of their rules; and what icalendar writes of them, read back by us."""

import json
import random
import re
import subprocess
import sys
import unicodedata
from collections import defaultdict
from datetime import datetime, timedelta, timezone
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones

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


def of_every_script() -> list[str]:
    """A word of up to three letters of each script, which the names of letters begin with."""
    letters: dict[str, list[str]] = defaultdict(list)
    for character in map(chr, range(0x80, sys.maxunicode)):
        script = unicodedata.name(character, "").split(" ")[0]
        # A letter that is another one in its canonical form is kept as that.
        is_itself = unicodedata.normalize("NFC", character) == character
        if is_itself and unicodedata.category(character) in ("Lu", "Ll", "Lo") and len(letters[script]) < 3:
            letters[script].append(character)
    return ["".join(found) for found in letters.values() if found]


SCRIPTS = of_every_script()
WORDS += SCRIPTS
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


def expanded(given: dict, series: dict) -> tuple[str, list[str]] | None:
    """By whose clocks and when a series takes place; nothing of what is called off as a whole, or has no rule."""
    if given["method"] != "request" or series["rule"] is None:
        return None
    page = touchline.calendar.expand({"series": series, "limit": MOMENTS})
    return series["zone"], [occurrence["starts_at"] for occurrence in page["occurrences"]]


class House:
    """A workspace in which people are coached, whose sessions come out as calendar files."""

    AT = "2026-01-05T09:00:00.000Z"

    def __init__(self, dice: random.Random) -> None:
        self.dice, self.workspace = dice, touchline.Workspace()

    def id(self) -> str:
        return str(UUID(int=self.dice.getrandbits(128), version=4))

    def execute(self, actor: str, kind: str, body: dict) -> None:
        entropy = f"{self.dice.getrandbits(256):064x}"
        self.workspace.execute({"id": self.id(), "actor": actor, "at": self.AT, "entropy": entropy, "type": kind, "body": body})

    def ask(self, kind: str, body: dict) -> dict:
        return self.workspace.ask({"viewer": self.coach, "at": self.AT, "type": kind, "body": body})

    def people_meet(self, scripts: list[str]) -> None:
        """Somebody more who is coached, and by whom; their names are of these scripts, besides others."""
        self.coach, self.coachee, self.plan = self.id(), self.id(), self.id()
        name = lambda: re.sub(r"[\t\n]", " ", words(self.dice, 4) + " " + " ".join(scripts))[:180].strip()
        self.names = {self.coach: name(), self.coachee: name()}
        for person, more in ((self.coach, {"roles": ["manager"]}), (self.coachee, {"manager": self.coach})):
            self.execute("system", "person.record", {"person": person, "name": self.names[person], **more})
        milestone = {"milestone": "deals", "description": "Close four deals alone", "target_on": "2026-03-20", "measure": {"type": "number", "body": {"baseline": 0, "target": 4, "unit": "deals"}}}
        content = {"title": "Closing", "kind": "development", "days": {"first": "2026-01-05", "last": "2026-12-31"}}
        self.execute(self.coach, "plan.create", {"plan": self.plan, "coachee": self.coachee, "content": content, "milestones": [milestone]})
        self.execute(self.coach, "plan.activate", {"plan": self.plan})

    def rule(self) -> dict:
        """Any rule that comes to an end, as people who meet have one."""
        of, days = self.dice.choice, touchline_days
        every = self.dice.randint(1, 3)
        rule = of([
            {"frequency": "daily", "interval": every},
            {"frequency": "weekly", "interval": every},
            {"frequency": "weekly", "by_day": [{"weekday": day} for day in self.dice.sample(days, 2)]},
            {"frequency": "monthly", "by_day": [{"nth": of([1, 2, 3, -1]), "weekday": of(days)}]},
            {"frequency": "monthly", "interval": every, "by_month_day": [of([1, 15, 28, -1])]},
            {"frequency": "yearly"},
        ])
        if self.dice.random() < 0.5 and rule["frequency"] in ("daily", "weekly"):
            return {**rule, "until": "2026-06-01T00:00:00.000Z"}
        return {**rule, "count": self.dice.randint(2, 12)}

    def file(self, kind: str, thing: dict, scripts: list[str]) -> tuple[str, dict]:
        """The file, and what was handed in for it."""
        people = [(self.coachee, "ana@example.com"), (self.coach, "ö@example.com")]
        summary = words(self.dice, 8) + " " + " ".join(scripts)
        given = {
            "addresses": [{"address": address, "of": {"type": "person", "body": {"person": person}}} for person, address in people],
            "location": words(self.dice, 5) if self.dice.random() < 0.5 else None, "organizer": {"address": "coaching@example.com", "name": words(self.dice, 3)},
            "summary": summary[:200].strip(), **thing,
        }
        return self.ask(kind, given)["text"], given

    def session(self, scripts: list[str]) -> tuple[str, dict, list[str]]:
        """A session by itself, moved or called off now and then: its file, what was handed in, and when it takes place."""
        session, start = self.id(), datetime(2026, 1, 10) + timedelta(minutes=15 * self.dice.randrange(4 * 24 * 3_000))
        local = lambda wall: {"type": "local", "body": {"day": wall.date().isoformat(), "time": f"{wall:%H:%M}", "zone": self.dice.choice(ZONES)}}
        self.execute(self.coach, "session.schedule", {"session": session, "plan": self.plan, "starts": local(start), "length_minutes": self.dice.randint(5, 600)})
        if self.dice.random() < 0.3:
            self.execute(self.coach, "session.reschedule", {"session": session, "starts": local(start + timedelta(hours=26))})
        if self.dice.random() < 0.3:
            self.execute(self.coachee, "session.reply", {"session": session, "answer": self.dice.choice(["accepted", "declined", "tentative"])})
        if self.dice.random() < 0.1:
            self.execute(self.coach, "session.cancel", {"session": session, "reason": "A fair."})
        text, given = self.file("session.calendar", {"session": session}, scripts)
        return text, given, [self.ask("session.get", {"session": session})["body"]["time"]["starts_at"]]

    def series(self, scripts: list[str]) -> tuple[str, dict, list[str]]:
        """A series, of which a session was moved, called off and answered to now and then."""
        series = self.id()
        start = datetime(2026, 1, 10) + timedelta(minutes=15 * self.dice.randrange(4 * 24 * 40))
        own = {"start": start.isoformat(), "zone": self.dice.choice(ZONES), "length_seconds": 60 * self.dice.randint(5, 90), "rule": self.rule()}
        self.execute(self.coach, "session_series.start", {"session_series": series, "plan": self.plan, "series": own})
        sessions = [one["session"] for one in self.ask("session_series.get", {"session_series": series})["body"]["sessions"]]
        any_of = lambda: self.dice.choice(sessions)
        time = lambda session: self.ask("session.get", {"session": session})["body"]
        if self.dice.random() < 0.5:
            moved = any_of()
            later = datetime.fromisoformat(time(moved)["time"]["starts_at"]) + timedelta(hours=1)
            self.execute(self.coach, "session.reschedule", {"session": moved, "starts": {"type": "moment", "body": {"at": stamp(later)}}})
        if self.dice.random() < 0.3:
            self.execute(self.coachee, "session.reply", {"session": any_of(), "answer": "accepted"})
        if self.dice.random() < 0.5 and len(sessions) > 1:
            self.execute(self.coach, "session.cancel", {"session": any_of(), "reason": "A fair."})
        text, given = self.file("session_series.calendar", {"session_series": series}, scripts)
        known = [time(session) for session in sessions]
        return text, given, sorted(one["time"]["starts_at"] for one in known if one["state"] != "cancelled")


touchline_days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
# How many people meet, how many sessions by themselves they have, and how many series.
PAIRS, SESSIONS, SERIES = 50, 12, 8


def of_a_workspace(dice: random.Random) -> tuple[list[str], list[list[dict]], list[tuple[str, list[str]] | None]]:
    """Files that a workspace makes, what has to be read of them, and when their series take place."""
    house, files, wanted, moments = House(dice), [], [], []
    for nth in range(PAIRS):
        # A few scripts for each, so that all have their turn.
        scripts = SCRIPTS[nth::PAIRS]
        house.people_meet(scripts)
        for make in [house.session] * SESSIONS + [house.series] * SERIES:
            text, given, times = make(scripts)
            read, expected = read_back(text)
            first = read["events"][0]
            assert (first["summary"], first["location"]) == (given["summary"], given["location"]), text
            assert [one["name"] for one in first["attendees"]] == [house.names[house.coachee], house.names[house.coach]], text
            assert first["organizer"]["name"] == given["organizer"]["name"], text
            found = touchline.calendar.expand({"series": first["series"], "limit": 1_000})["occurrences"]
            assert [one["starts_at"] for one in found] == times, f"{text}\n{found}\n{times}"
            files.append(text)
            wanted.append(expected)
            is_series = first["series"]["rule"] and first["method"] == "request"
            moments.append((first["series"]["zone"], times[:MOMENTS]) if is_series else None)
    return files, wanted, moments


def read_back(text: str) -> tuple[dict, list[dict]]:
    """What we read of a file, and what both packages have to: icalendar does, and we read what it writes of that."""
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    read = touchline.calendar.read_file({"file": {"type": "text", "body": text}})
    assert not read["not_understood"], read["not_understood"]
    expected = [told(event) for event in read["events"]]
    calendar = icalendar.Calendar.from_ical(text)
    found = by_icalendar(calendar)
    assert found == expected, f"{text}\n{found}\n{expected}"
    written = calendar.to_ical().decode()
    again = touchline.calendar.read_file({"file": {"type": "text", "body": written}})
    # icalendar writes a backslash as it is, and then reads less than it wrote itself.
    assert [without_escapes(told(event)) for event in again["events"]] == [without_escapes(one) for one in expected], written
    # Where clocks stand as in UTC, icalendar writes a moment of UTC beside the zone, and it is read as such.
    if not any("TZID" in line and line.endswith("Z") for line in written.split("\r\n")):
        assert [event["series"] for event in again["events"]] == [event["series"] for event in read["events"]], text
    return read, expected


def is_alike(one: str, other: str, zone: str) -> bool:
    """Whether both are one moment, or ical.js takes the second of an hour that clocks go through twice: RFC 5545 means the first."""
    wall = datetime.fromisoformat(other).astimezone(ZoneInfo(zone))
    return one == other or one == stamp(wall.replace(fold=1))


def main() -> None:
    dice = random.Random(5)
    files, wanted, moments = [], [], []
    for nth in range(FILES):
        given = invitation(dice, nth)
        text = touchline.calendar.write_file(given)["text"]
        read, expected = read_back(text)
        first, series = read["events"][0], given["series"]
        assert first["series"]["start"] == series["start"] and first["series"]["zone"] == series["zone"], text
        assert (first["series"]["rule"] or {}).get("frequency") == (series["rule"] or {}).get("frequency")
        assert first["series"]["skipped"] == series.get("skipped", []) and first["series"]["added"] == series.get("added", [])
        if given["method"] == "request":
            assert first["series"]["moved"] == series.get("moved", []), text
        for field in ("summary", "location", "uid", "sequence"):
            assert first[field] == given[field], (field, first[field], given[field])
        assert [(one["address"], one["name"]) for one in first["attendees"]] == [(one["address"], one["name"]) for one in given["attendees"]], text
        files.append(text)
        wanted.append(expected)
        moments.append(expanded(given, first["series"]))
    kept = of_a_workspace(dice)
    for ours, theirs in zip((files, wanted, moments), kept, strict=True):
        ours += theirs
    node = subprocess.run(["node", *sys.argv[1:]], input=json.dumps(files), capture_output=True, text=True, check=False)
    assert node.returncode == 0, node.stderr
    compared = 0
    for text, expected, when, found in zip(files, wanted, moments, json.loads(node.stdout), strict=True):
        assert found["events"] == expected, f"{text}\n{found}\n{expected}"
        if when is not None and found["moments"] is not None:
            zone, times = when
            alike = [is_alike(one, other, zone) for one, other in zip(found["moments"], times, strict=True)]
            assert all(alike), f"{text}\n{found['moments']}\n{times}"
            compared += 1
    assert compared > FILES / 4, compared
    print(f"{len(files)} files, {len(kept[0])} of them of a workspace and in {len(SCRIPTS)} scripts, come back from icalendar {icalendar.__version__} and from ical.js without loss; {compared} series take place when ical.js says")


main()
