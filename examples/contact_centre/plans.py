"""The story of an improvement track: human resources' template, a manager's plan, a director's approval, an external coach's
sessions, a signature, and a record that proves itself.

Run it with `cargo xtask demo`, after the story of reviewed calls.
"""

import tempfile
from pathlib import Path
from typing import Any

import touchline
import voice
from centre import Centre, the_id
from store import Store
from touchline.types import TrackExpectation

MONDAY, WEDNESDAY, THURSDAY, LAST = "2026-03-02", "2026-03-04", "2026-03-05", "2026-03-31"
PEOPLE = {
    "Holly": ("hr_director", None),
    "Hank": ("hr_admin", "Holly"),
    "Iris": ("hr_staff", "Hank"),
    "Mia": ("manager", None),
    "Ana": ("agent", "Mia"),
}
PLAN = {"plan": the_id("track")}
KEPT = {"plan_template": the_id("back on course")}
EVE = {"type": "external", "body": {"contact": "eve", "entered_by": the_id("Iris"), "name": "Eve Moss"}}
# What Hank keeps beside the four templates that ship.
TEMPLATE = {
    "key": "back_on_course",
    "version": 1,
    "about": "For whoever has fallen behind and can come back.",
    "title": "Back on course",
    "kind": "improvement",
    "length_days": 30,
    "focus_areas": [{"area": "calls", "title": "Calls that end well"}],
    "goals": ["Solve what callers ask for in the first call."],
    "milestones": [
        {
            "milestone": "solved",
            "description": "Solve four calls of five at once",
            "focus_area": "calls",
            "measure": {"type": "number", "body": {"baseline": 50, "target": 80, "unit": "percent"}},
            "target_day": 28,
        }
    ],
    "sessions": {"agenda": ["What came of it?"], "length_minutes": 15, "rhythm": "daily"},
}


def plan_of(centre: Centre, time: str, who: str) -> Any:
    """The plan, as somebody sees it."""
    return centre.ask(f"{centre.day}T{time}:00Z", who, "plan.get", PLAN)["body"]


def mia_begins(centre: Centre) -> None:
    """A template that is published, a plan from it, marked as a track, and approved as it stands."""
    voice.chapter("Monday, 08:00. Nothing is activated that nobody else has read")
    voice.tell(
        "Ana's calls have come back twice as often since the winter. Hank keeps a template for such times. Mia begins a "
        "plan from it, and marks that as an improvement track. Eve, a coach from outside, is to hold the sessions; Iris "
        "writes down what she says."
    )
    for name, (role, manager) in PEOPLE.items():
        person = {"person": the_id(name), "name": name, "roles": [role], "manager": manager and the_id(manager)}
        centre.record("person.record", {**person, "zone": "Europe/Berlin"})
    own = {"plan_template": the_id("own template"), "template": TEMPLATE}
    centre.acts("08:10", "Mia", "would draft a template herself", "plan_template.draft", own, refused="not_permitted")
    centre.acts("08:15", "Hank", "drafts one", "plan_template.draft", {**KEPT, "template": TEMPLATE})
    started = {"coachee": the_id("Ana"), "first_day": MONDAY, "template": {"type": "kept", "body": KEPT}, **PLAN}
    centre.acts("08:20", "Mia", "would begin a plan from the draft", "plan.start_from_template", started, refused="not_found")
    centre.acts("08:25", "Hank", "publishes it", "plan_template.publish", KEPT)
    centre.acts("08:30", "Mia", "begins a plan from the template", "plan.start_from_template", started)
    centre.acts("08:35", "Mia", "marks it as an improvement track", "plan.mark_track", PLAN)
    centre.acts("08:36", "Mia", "wants to activate it", "plan.activate", PLAN, refused="approval_missing")
    centre.acts("08:40", "Mia", "asks for the approval", "plan.request_approval", PLAN)
    centre.acts("08:41", "Mia", "would approve it herself", "plan.approve", PLAN, refused="not_permitted")
    read = plan_of(centre, "08:50", "Holly")["track"]["requests"][-1]["content_version"]
    centre.acts("08:55", "Mia", "adds Eve to those who coach", "plan.add_coach", {**PLAN, "coach": EVE})
    centre.acts("08:56", "Mia", "asks for the approval anew", "plan.request_approval", PLAN)
    centre.acts("09:00", "Holly", "approves what she read", "plan.approve", {**PLAN, "content_version": read}, refused="content_changed")
    read = plan_of(centre, "09:05", "Holly")["track"]["requests"][-1]["content_version"]
    centre.acts("09:10", "Holly", "reads it anew, and approves it", "plan.approve", {**PLAN, "content_version": read})
    centre.looks("09:11", "Ana", "plan.get", PLAN)
    centre.acts("09:15", "Mia", "activates it", "plan.activate", PLAN)


def ana_signs(centre: Centre) -> None:
    """Whoever is coached signs what they read."""
    voice.chapter("Ana reads it")
    centre.is_told("09:20", "Ana", 1)
    read = plan_of(centre, "09:21", "Ana")["signing"]["content_version"]
    centre.acts("09:25", "Mia", "would sign it for her", "plan.sign", {**PLAN, "content_version": read}, refused="not_permitted")
    centre.acts("09:30", "Ana", "signs it", "plan.sign", {**PLAN, "content_version": read})
    begins = {"type": "moment", "body": {"at": f"{WEDNESDAY}T10:00:00Z", "zone": "Europe/Berlin"}}
    session = {"session": the_id("first session"), **PLAN, "starts": begins, "length_minutes": 15}
    centre.acts("09:40", "Iris", "sets the first session, for Eve", "session.schedule", session)
    topic = {"session": the_id("first session"), "topic": "The return form."}
    centre.acts("09:45", "Ana", "adds what she wants to talk about", "session.add_topic", topic)


def eve_coaches(centre: Centre) -> None:
    """What is noted down, for whom, and that it stays."""
    voice.chapter("Wednesday and Thursday. What is noted down stays")
    centre.day = WEDNESDAY
    agenda = centre.ask(f"{WEDNESDAY}T10:00:00Z", "Iris", "session.agenda", {"session": the_id("first session")})
    due = ", ".join(milestone["content"]["milestone"] for milestone in agenda["milestones"])
    voice.sees("Iris", f"to talk about: {agenda['topics'][-1]['topic']} Due: {due}")
    notes = [
        {"session_note": the_id("open note"), "text": "We went through ten calls."},
        {"session_note": the_id("kept note"), "text": "She sleeps badly since the move.", "confidential": True},
    ]
    held = {"session": the_id("first session"), "notes": notes, "on_behalf_of": "eve"}
    solved = [{"milestone": "solved", "value": 62}]
    centre.acts("11:00", "Iris", "records it, as Eve tells her", "session.record", {**held, "milestones": solved})
    for who in ("Ana", "Mia", "Hank", "Holly"):
        listed = centre.ask(f"{WEDNESDAY}T12:00:00Z", who, "session_note.list", {"session": the_id("first session")})
        voice.sees(who, " ".join(note["body"]["text"] for note in listed["items"]))
    centre.day = THURSDAY
    added = {"session_note": the_id("open note"), "text": "Eleven calls, that is."}
    centre.acts("09:00", "Hank", "would put the note right", "session_note.add_addendum", added, refused="not_permitted")
    centre.acts("09:05", "Mia", "adds to the note what is right", "session_note.add_addendum", added)
    longer = {**plan_of(centre, "09:10", "Mia")["content"], "days": {"first": MONDAY, "last": "2026-04-15"}}
    centre.acts("09:12", "Mia", "makes the plan longer", "plan.revise", {**PLAN, "content": longer}, refused="amend_instead")
    amended = {**PLAN, "content": longer, "reason": "A week of leave."}
    centre.acts("09:15", "Mia", "proposes it as an amendment", "plan.amend", amended)
    voice.sees("Ana", f"her plan ends on {plan_of(centre, '09:16', 'Ana')['content']['days']['last']}")
    read = plan_of(centre, "09:50", "Holly")["track"]["requests"][-1]["content_version"]
    centre.acts("10:00", "Holly", "approves that", "plan.approve", {**PLAN, "content_version": read})
    hers = plan_of(centre, "10:01", "Ana")
    signed = "signed" if hers["signing"]["is_signed"] else "to be signed anew"
    voice.sees("Ana", f"her plan ends on {hers['content']['days']['last']}, and is {signed}")
    again = {"type": "moment", "body": {"at": f"{THURSDAY}T11:00:00Z", "zone": "Europe/Berlin"}}
    second = {"session": the_id("second session"), **PLAN, "starts": again, "length_minutes": 15}
    centre.acts("10:10", "Iris", "sets the second session, for Eve", "session.schedule", second)
    told = {"session": the_id("second session"), "milestones": [{"milestone": "solved", "value": 70}], "on_behalf_of": "eve"}
    said = {"session_note": the_id("second note"), "text": "The return form is clear now."}
    centre.acts("12:00", "Ana", "would record it herself", "session.record", {**told, "notes": [said]}, refused="not_permitted")
    centre.acts("12:05", "Iris", "records it, as Eve tells her", "session.record", {**told, "notes": [said]})


def holly_closes(centre: Centre) -> None:
    """What it comes to, and what proves it."""
    voice.chapter("The last day of March. What it comes to")
    centre.day = LAST
    week = centre.ask(f"{LAST}T08:00:00Z", "Mia", "plan.week", {})["items"][0]["week"]
    reasons = ", ".join(reason["type"].replace("_", " ") for reason in week["reasons"])
    voice.sees("Mia", f"the plan has come {week['percent']:g} percent of its way; behind by: {reasons}")
    reached = {**PLAN, "milestone": "solved", "value": 81}
    centre.acts("09:00", "Mia", "records the month's share", "plan.update_milestone", reached)
    done = {**PLAN, "summary": "Four of five, and she knows why.", "results": [{"milestone": "solved", "result": "achieved"}]}
    centre.acts("09:30", "Holly", "would close it", "plan.complete", done, refused="not_permitted")
    herself = {"type": "person", "body": {"person": the_id("Holly")}}
    centre.acts("09:31", "Holly", "takes part in it, to close it", "plan.add_coach", {**PLAN, "coach": herself})
    centre.acts("09:32", "Holly", "closes it", "plan.complete", done)
    summary = centre.ask(f"{LAST}T10:00:00Z", "Holly", "plan.compliance", PLAN)
    for entry in summary["timeline"]:
        voice.fact(f"{entry['at'][:10]}  {entry['step'].replace('_', ' ')}")
    proof = summary["verification"]
    voice.sees("Holly", f"{proof['count']} links of the notes' own chain, the last one {proof['head'][:12]}…")
    kept: TrackExpectation = {"count": proof["count"], "head": proof["head"]}
    records = "\n".join(centre.store.records())
    verified = touchline.track.verify({"plan": PLAN["plan"], "records": records, "expected": kept})
    voice.fact(f"The notes are as they were written. Held against what Holly kept: {verified['anchored']}.")
    forged = records.replace("We went through ten calls.", "We went through two calls.")
    try:
        touchline.track.verify({"plan": PLAN["plan"], "records": forged, "expected": kept})
    except touchline.Rejected as refusal:
        voice.refused("10:05", "Who", "changes a word of a note in the log", refusal.code, refusal.message)
    order = {"person": the_id("Ana"), "order": "DSR 2026/4"}
    centre.record("person.record", {"person": the_id("Olga"), "name": "Olga", "roles": ["owner"]})
    centre.acts("11:00", "Olga", "orders Ana's texts to be redacted", "person.redact", order, refused="legal_hold")


def main() -> None:
    """Tell the story."""
    with tempfile.TemporaryDirectory() as folder:
        centre = Centre(Store(str(Path(folder) / "plans.sqlite")), MONDAY)
        mia_begins(centre)
        ana_signs(centre)
        eve_coaches(centre)
        holly_closes(centre)
        centre.store.close()


if __name__ == "__main__":
    main()
