"""The story of two coaching bundles in a contact centre, told on the terminal.

Run it with `cargo xtask demo`. The log is kept in SQLite, read back, replayed and verified at the end.
"""

import sys
import tempfile
import uuid
from pathlib import Path
from typing import Any

import touchline
import voice
from store import Store, command

DAY = "2026-03-02"
NAMES = ("Olga", "Mia", "Max", "Ana", "Bob")


def the_id(name: str) -> str:
    """The same id for the same name, so that every telling is alike."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"https://example.org/contact-centre/{name}"))


class Centre:
    """The contact centre: who acts, what is told of it."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def record(self, kind: str, body: dict[str, Any]) -> None:
        """The host enters a fact."""
        self.store.execute(command("system", f"{DAY}T08:00:00Z", kind, body))

    def acts(self, time: str, who: str, what: str, kind: str, body: dict[str, Any]) -> bool:
        """Somebody tries something; the story tells how it went."""
        wanted = command(the_id(who), f"{DAY}T{time}:00Z", kind, body)
        try:
            outcome = self.store.execute(wanted)
        except touchline.Rejected as refusal:
            voice.refused(time, who, what, refusal.code, refusal.message)
            return False
        except touchline.InvalidInput as broken:
            fault = broken.faults[0]
            voice.refused(time, who, what, fault["code"], f"{fault['path']}: {fault['message']}")
            return False
        assert isinstance(outcome, touchline.Accepted)
        voice.did(time, who, what)
        for warning in outcome.receipt["warnings"]:
            voice.fact(f"{warning['code']}: {warning['message']}")
        return True

    def may(self, time: str, bundle: str, *people: str) -> None:
        """What is open to each of these people on a bundle."""
        for who in people:
            try:
                available = self.store.workspace.available(
                    {
                        "at": f"{DAY}T{time}:00Z",
                        "viewer": the_id(who),
                        "thing": {"type": "bundle", "id": the_id(bundle)},
                    }
                )
            except touchline.NotFound:
                voice.sees(who, "no such bundle")
                continue
            voice.may(who, [entry["command"].removeprefix("bundle.") for entry in available if entry["open"]])

    def agent_sees(self, time: str, who: str) -> None:
        """An agent looks at their packs."""
        page = self.store.workspace.ask(
            {
                "type": "bundle.my_packs",
                "viewer": the_id(who),
                "at": f"{DAY}T{time}:00Z",
                "body": {"list": "active"},
            }
        )
        packs = [f"“{pack['title']}” [{pack['badge']}]" for pack in page["items"]]
        voice.sees(who, ", ".join(packs) or "an empty desk")


def the_centre_opens(centre: Centre) -> None:
    """People and calls."""
    voice.chapter("Monday, 08:00. The centre opens")
    voice.tell(
        "Olga owns the place. Mia and Max each lead a team; Ana works for Mia, Bob for Max. The telephone system "
        "has handed over last week's calls. Managers reach their own people only: that is the default policy."
    )
    roles = {"Olga": "owner", "Mia": "manager", "Max": "manager", "Ana": "agent", "Bob": "agent"}
    managers = {"Mia": "Olga", "Max": "Olga", "Ana": "Mia", "Bob": "Max"}
    for name in NAMES:
        manager = the_id(managers[name]) if name in managers else None
        person = {"person": the_id(name), "name": name, "roles": [roles[name]], "manager": manager}
        centre.record("person.record", {**person, "campaigns": ["renewals"], "zone": "Europe/Berlin"})
    for number, (call, handler) in enumerate({"price objection": "Ana", "long silence": "Ana", "upsell": "Bob"}.items()):
        started = f"2026-02-2{4 + number}T10:00:00+01:00"
        body = {"call": the_id(call), "handler": the_id(handler), "started_at": started, "length_ms": 754_000}
        centre.record("call.record", {**body, "name": call, "campaign": "renewals"})
    voice.fact("5 people and 3 calls are on record.")


def a_bundle_is_answered(centre: Centre) -> None:
    """The written way."""
    voice.chapter("The price objection")
    voice.tell(
        "Mia has listened to a call in which Ana gave a discount before she was asked for one. She gathers the call "
        "and her thoughts into a bundle. While it is a draft, it does not exist for Ana."
    )
    bundle = {"bundle": the_id("pauses")}
    calls = [{"call": the_id("price objection")}, {"call": the_id("long silence")}]
    notes = "Count to three after you name a price."
    draft = {"agent": the_id("Ana"), "content": {"calls": calls, "notes": notes}}
    centre.acts("09:05", "Mia", "drafts a bundle for Ana, without a title yet", "bundle.create", {**bundle, **draft})
    centre.agent_sees("09:06", "Ana")
    centre.acts("09:07", "Mia", "wants to release it", "bundle.release", bundle)
    content = {"calls": calls, "notes": notes, "title": "Pauses that sell"}
    centre.acts("09:08", "Mia", "gives it a title", "bundle.edit", {**bundle, "content": content})
    centre.acts("09:10", "Max", "wants to release it, though Ana is not his", "bundle.release", bundle)
    centre.acts("09:15", "Mia", "releases it", "bundle.release", bundle)
    centre.agent_sees("09:16", "Ana")
    centre.may("09:16", "pauses", "Mia", "Ana", "Bob")

    voice.tell("Mia is in a hurry. The law is not.")
    centre.acts("09:20", "Mia", "adds one more thought", "bundle.edit", {**bundle, "content": content})
    centre.acts("09:21", "Mia", "wants to close it already", "bundle.conclude", bundle)
    answer = {**bundle, "kind": "action_plan", "text": "I will name the price and then count to three."}
    centre.acts("09:22", "Mia", "answers in Ana's place", "bundle.respond", answer)

    voice.tell("Ana answers; her first try has no words in it.")
    centre.acts("11:40", "Ana", "sends an empty response", "bundle.respond", {**answer, "text": "   "})
    centre.acts("11:42", "Ana", "responds with a plan", "bundle.respond", answer)
    centre.may("11:43", "pauses", "Mia", "Ana")
    centre.acts("14:00", "Mia", "concludes it", "bundle.conclude", {**bundle, "note": "Heard it on Friday. Well done."})
    centre.may("14:01", "pauses", "Mia", "Ana")


def a_session_is_denied(centre: Centre) -> None:
    """The way in person."""
    voice.chapter("The meeting that was not")
    voice.tell("A second bundle is to be gone through in person. Mia records the session a little too early.")
    bundle = {"bundle": the_id("openings")}
    content = {"calls": [{"call": the_id("long silence")}], "title": "Openings"}
    foreign = {"calls": [{"call": the_id("upsell")}], "title": "Openings"}
    ana = {"agent": the_id("Ana")}
    make = "bundle.create_and_release"
    centre.acts("14:30", "Mia", "picks a call of Max's team", make, {**bundle, **ana, "content": foreign})
    centre.acts("14:31", "Mia", "makes and releases it in one go", make, {**bundle, **ana, "content": content})
    centre.acts("14:32", "Mia", "records tomorrow's session", "bundle.record_session", {**bundle, "held_on": "2026-03-03"})
    centre.acts("14:33", "Mia", "records today's session", "bundle.record_session", {**bundle, "held_on": DAY})
    centre.acts("14:50", "Ana", "denies it", "bundle.deny", {**bundle, "reason": "We meet at four."})
    centre.agent_sees("14:51", "Ana")
    centre.acts("16:45", "Mia", "records the session that took place", "bundle.record_session", {**bundle, "held_on": DAY})
    centre.acts("16:50", "Ana", "acknowledges it", "bundle.acknowledge", bundle)
    centre.acts("17:00", "Mia", "concludes it", "bundle.conclude", bundle)
    centre.acts("17:01", "Mia", "puts it away", "bundle.archive", bundle)
    centre.may("17:02", "openings", "Mia", "Ana")


def the_log_is_read_back(centre: Centre, path: str) -> None:
    """What is kept, and what it proves."""
    voice.chapter("Evening. What is left is the log")
    kept = list(centre.store.records())
    centre.store.close()
    again = Store(path)
    one, two = list(centre.store.workspace.snapshot()), list(again.workspace.snapshot())
    assert one == two, "a replay gives the same workspace"
    voice.fact(f"{len(kept)} records came back from {Path(path).name}; replayed, they are the same workspace, to the byte.")
    verified = touchline.verify(records=again.records())
    voice.fact(f"The chain verifies: {verified['records']} records, head {str(verified['head'])[:16]}…")
    voice.fact("Refused commands left nothing behind: they are not in the log.")
    place = next(place for place, record in enumerate(kept) if "count to three." in record)
    kept[place] = kept[place].replace("count to three.", "count to four.")
    try:
        touchline.verify(records=kept)
    except touchline.Rejected as found:
        voice.fact(f"One word changed in Ana's response: {found.message}.")
    else:
        raise AssertionError("a changed record must be found")
    again.close()
    print()


def main() -> None:
    """Tell the story; with a path, keep the log there."""
    with tempfile.TemporaryDirectory() as folder:
        path = sys.argv[1] if len(sys.argv) > 1 else str(Path(folder) / "contact_centre.sqlite")
        if Path(path).exists():
            sys.exit(f"{path} is there already; the story begins with an empty log")
        centre = Centre(Store(path))
        the_centre_opens(centre)
        a_bundle_is_answered(centre)
        a_session_is_denied(centre)
        the_log_is_read_back(centre, path)


if __name__ == "__main__":
    main()
