"""The story of a finding in a contact centre, from the call to the conclusion, told on the terminal.

Run it with `cargo xtask demo`. The log is kept in SQLite, read back, replayed and verified at the end.
"""

import sys
import tempfile
from pathlib import Path
from typing import Any, cast

import touchline
import voice
from centre import Centre, the_id
from store import Store, command
from touchline.types import PolicyInput, Query

DAY = "2026-03-02"
NAMES = ("Olga", "Cora", "Rita", "Mia", "Max", "Ana", "Bob")


def the_centre_opens(centre: Centre) -> None:
    """People and calls."""
    voice.chapter("Monday, 08:00. The centre opens")
    voice.tell(
        "Olga owns the place. Cora sees to compliance; under her Mia and Max each lead a team. Ana works for Mia, Bob "
        "for Max. Rita reviews calls for Cora and manages nobody. The telephone system has handed over last week's calls. "
        "Managers reach their own people only, and who reviews reaches everybody: that is the default policy."
    )
    roles = {"Olga": "owner", "Cora": "compliance_officer", "Rita": "compliance_officer", "Ana": "agent", "Bob": "agent"}
    managers = {"Cora": "Olga", "Rita": "Cora", "Mia": "Cora", "Max": "Cora", "Ana": "Mia", "Bob": "Max"}
    for name in NAMES:
        manager = the_id(managers[name]) if name in managers else None
        person = {"person": the_id(name), "name": name, "roles": [roles.get(name, "manager")], "manager": manager}
        centre.record("person.record", {**person, "campaigns": ["renewals"], "zone": "Europe/Berlin"})
    for number, (call, handler) in enumerate({"price objection": "Ana", "long silence": "Ana", "upsell": "Bob"}.items()):
        started = f"2026-02-2{4 + number}T10:00:00+01:00"
        body = {"call": the_id(call), "handler": the_id(handler), "started_at": started, "length_ms": 754_000}
        centre.record("call.record", {**body, "name": call, "campaign": "renewals"})
    voice.fact("7 people and 3 calls are on record.")


def the_review_finds(centre: Centre) -> None:
    """Dispositions, and what follows from them."""
    voice.chapter("The review")
    voice.tell(
        "Rita listens to last week's calls and gives each check a disposition. Where she says “pass with training”, an "
        "item stands in the training queue of whoever coaches the agent, in the same record. Nobody puts it there by hand. "
        "Mia and Max may review too, but only their own people; and to coach anybody is not Rita's."
    )

    def give(
        time: str, who: str, what: str, call: str, check: str | None, ruling: str, note: str | None = None, refused: str | None = None
    ) -> None:
        body = {"call": the_id(call), "check": check, "ruling": ruling, "note": note}
        centre.acts(time, who, what, "disposition.give", body, refused=refused)

    training = "pass_with_training"
    give("08:30", "Rita", "finds the greeting good", "price objection", "greeting", "pass")
    note = "The discount came before anybody had asked for one."
    give("08:32", "Rita", "asks for training in the price", "price objection", "price", training, note)
    give("08:35", "Rita", "asks for training in pauses", "long silence", "pauses", training, "Forty seconds of nothing.")
    give("08:36", "Rita", "asks for training in closing", "long silence", "closing", training)
    give("08:37", "Rita", "fails the disclaimer", "long silence", "disclaimer", "fail", "Not read out.")
    give("08:38", "Rita", "asks for training in Bob's upsell", "upsell", "needs", training)
    give("08:40", "Ana", "would rather pass her own price check", "price objection", "price", "pass", refused="not_permitted")
    give("08:41", "Max", "has an opinion on Ana's call, which is not his to see", "price objection", None, "fail", refused="not_found")
    for who in ("Rita", "Mia", "Max", "Olga", "Ana"):
        centre.queue_stands("08:45", who)
    voice.tell("Whom to begin with? The attention pool says who needs coaching most, and why.")
    for who in ("Mia", "Cora", "Ana"):
        centre.pool_stands("08:46", who)


def a_bundle_is_answered(centre: Centre) -> None:
    """The written way."""
    voice.chapter("The price objection")
    voice.tell(
        "Mia gathers the call, the check and her thoughts into a bundle. While it is a draft, it does not exist for Ana."
    )
    bundle = {"bundle": the_id("pauses")}
    ana = {"agent": the_id("Ana")}
    price, upsell = centre.item("price"), centre.item("needs")
    notes = "Count to three after you name a price."
    draft = {"notes": notes, "calls": [{"call": the_id("long silence")}], "training_items": [price]}
    whole = {**draft, "calls": [*draft["calls"], {"call": the_id("price objection")}], "title": "Pauses that sell"}
    stolen = {**whole, "training_items": [price, upsell]}
    centre.acts("09:04", "Mia", "reaches for an item of Max's team", "bundle.create", {**bundle, **ana, "content": stolen}, refused="not_found")
    centre.acts("09:05", "Mia", "drafts a bundle for Ana, without a title yet", "bundle.create", {**bundle, **ana, "content": draft})
    centre.agent_sees("09:06", "Ana")
    centre.acts("09:07", "Mia", "wants to release it", "bundle.release", bundle, refused="title_missing")
    aim = {
        "measure": {"type": "check_pass_rate", "body": {"check": "price"}},
        "period": {"type": "custom", "body": {"first": DAY, "last": "2026-03-08"}},
        "target": 60,
    }
    whole = {**whole, "goals": [aim]}
    titled = {**draft, "title": "Pauses that sell"}
    centre.acts("09:08", "Mia", "gives it a title", "bundle.edit", {**bundle, "content": titled})
    centre.acts("09:09", "Mia", "wants to release it, without the call of the check", "bundle.release", bundle, refused="training_item_without_call")
    steep = {**aim, "target": 130}
    centre.acts("09:09", "Mia", "aims high", "bundle.edit", {**bundle, "content": {**whole, "goals": [steep]}}, refused="number_out_of_range")
    centre.acts("09:10", "Mia", "adds the call, and a goal for the week", "bundle.edit", {**bundle, "content": whole})
    centre.acts("09:11", "Max", "wants to release it, though Ana is not his", "bundle.release", bundle, refused="not_found")
    centre.acts("09:15", "Mia", "releases it", "bundle.release", bundle)
    centre.agent_sees("09:16", "Ana")
    centre.is_told("09:16", "Ana", 1)
    centre.queue_stands("09:16", "Mia")
    centre.may("09:16", "pauses", "Mia", "Ana", "Bob")

    voice.tell("Mia is in a hurry. The law is not.")
    centre.acts("09:20", "Mia", "adds one more thought", "bundle.edit", {**bundle, "content": whole}, refused="bundle_locked")
    twin = {"bundle": the_id("twin"), **ana, "content": whole}
    centre.acts("09:21", "Mia", "sends the same check out a second time", "bundle.create_and_release", twin, refused="training_item_in_use")
    centre.acts("09:22", "Mia", "wants to close it already", "bundle.conclude", bundle, refused="agent_has_not_answered")
    answer = {**bundle, "kind": "action_plan", "text": "I will name the price and then count to three."}
    centre.acts("09:23", "Mia", "answers in Ana's place", "bundle.respond", answer, refused="not_permitted")

    voice.tell("Ana answers; her first try has no words in it, her third is one too many.")
    centre.acts("11:40", "Ana", "sends an empty response", "bundle.respond", {**answer, "text": "   "}, refused="text_blank")
    centre.acts("11:42", "Ana", "responds with a plan", "bundle.respond", answer)
    centre.acts("11:43", "Ana", "responds once more", "bundle.respond", answer, refused="bundle_already_answered")
    centre.is_told("11:44", "Mia", 1)
    centre.responses_stand("11:44", "Mia")
    centre.may("11:44", "pauses", "Mia", "Ana")
    centre.acts("14:00", "Mia", "concludes it", "bundle.conclude", {**bundle, "note": "Heard it on Friday. Well done."})
    centre.queue_stands("14:01", "Mia")


def a_question_is_asked(centre: Centre) -> None:
    """An escalation, and what Cora makes of the answers."""
    voice.chapter("The disclaimer")
    voice.tell(
        "The disclaimer was not read out, and that is Cora's business. She asks Ana herself. What Ana answers stands on "
        "the page of responses, beside what agents make of their bundles, until Cora is satisfied."
    )
    asked = {"escalation": the_id("disclaimer")}
    about = {"type": "check", "body": {"call": the_id("long silence"), "check": "disclaimer"}}
    question = {**asked, "agent": the_id("Ana"), "about": about, "question": "Why was the disclaimer not read out?"}
    elsewhere = {**question, "about": {"type": "call", "body": {"call": the_id("upsell")}}}
    answer = {**asked, "text": "The line was bad, and I forgot."}
    centre.acts("14:03", "Max", "asks, though Ana is not his", "escalation.raise", question, refused="not_permitted")
    centre.acts("14:04", "Cora", "asks Ana about a call of Bob's", "escalation.raise", elsewhere, refused="call_of_another")
    centre.acts("14:05", "Cora", "asks about the disclaimer", "escalation.raise", question)
    centre.is_told("14:06", "Ana", 1)
    centre.acts("14:07", "Cora", "closes it before there is an answer", "escalation.close", asked, refused="agent_has_not_answered")
    centre.acts("14:10", "Ana", "answers", "escalation.answer", answer)
    centre.acts("14:11", "Ana", "answers once more", "escalation.answer", answer, refused="escalation_already_answered")
    centre.responses_stand("14:12", "Cora")
    centre.acts("14:15", "Cora", "sends it back, without a word", "escalation.send_back", {**asked, "reason": " "}, refused="text_blank")
    centre.acts("14:16", "Cora", "sends it back", "escalation.send_back", {**asked, "reason": "What will you do about it?"})
    again = {**asked, "text": "It is on a note beside my screen now."}
    centre.acts("14:20", "Ana", "answers again", "escalation.answer", again)
    centre.is_told("14:21", "Cora", 1)
    centre.acts("14:25", "Cora", "closes it", "escalation.close", {**asked, "note": "Good."})
    centre.responses_stand("14:26", "Cora")


def a_session_is_denied(centre: Centre) -> None:
    """The way in person, and a finding that is taken back."""
    voice.chapter("The meeting that was not")
    voice.tell("A second bundle is to be gone through in person. Mia records the session a little too early.")
    bundle = {"bundle": the_id("openings")}
    items = [centre.item("pauses"), centre.item("closing")]
    content = {"calls": [{"call": the_id("long silence")}], "title": "Silence", "training_items": items}
    foreign = {**content, "calls": [{"call": the_id("upsell")}]}
    ana = {"agent": the_id("Ana")}
    make = "bundle.create_and_release"
    centre.acts("14:30", "Mia", "picks a call of Max's team", make, {**bundle, **ana, "content": foreign}, refused="not_found")
    centre.acts("14:31", "Mia", "makes and releases it in one go", make, {**bundle, **ana, "content": content})
    centre.acts("14:32", "Mia", "records tomorrow's session", "bundle.record_session", {**bundle, "held_on": "2026-03-03"}, refused="day_ahead")
    centre.acts("14:33", "Mia", "records today's session", "bundle.record_session", {**bundle, "held_on": DAY})
    centre.acts("14:50", "Ana", "denies it", "bundle.deny", {**bundle, "reason": "We meet at four."})
    centre.agent_sees("14:51", "Ana")
    voice.tell("Meanwhile Mia has listened again: the closing was fine. The bundle is out, but the correction stands.")
    corrected = {"call": the_id("long silence"), "check": "closing", "ruling": "pass", "note": None}
    centre.acts("15:10", "Mia", "takes the finding back", "disposition.give", corrected)
    mine = centre.ask(f"{DAY}T15:11:00Z", "Mia", "bundle.get", bundle)["body"]
    states = [f"{check['check']} {check['state'].replace('_', ' ')}" for call in mine["calls"] for check in call["checks"]]
    voice.sees("Mia", "her bundle: " + ", ".join(states))
    centre.acts("16:45", "Mia", "records the session that took place", "bundle.record_session", {**bundle, "held_on": DAY})
    centre.acts("16:50", "Ana", "acknowledges it", "bundle.acknowledge", bundle)
    centre.acts("17:00", "Mia", "concludes it", "bundle.conclude", bundle)
    centre.acts("17:01", "Mia", "puts it away", "bundle.archive", bundle)
    centre.may("17:02", "openings", "Mia", "Ana")


def a_bundle_is_called_off(centre: Centre) -> None:
    """What is called off goes back to the queue."""
    voice.chapter("Bob is away")
    bundle = {"bundle": the_id("needs")}
    content = {"calls": [{"call": the_id("upsell")}], "title": "Needs first", "training_items": [centre.item("needs")]}
    made = {**bundle, "agent": the_id("Bob"), "content": content}
    centre.acts("17:10", "Max", "releases a bundle to Bob", "bundle.create_and_release", made)
    centre.queue_stands("17:11", "Max")
    centre.acts("17:20", "Max", "calls it off, for no reason", "bundle.cancel", {**bundle, "reason": ""}, refused="text_blank")
    centre.acts("17:21", "Max", "calls it off: Bob is on leave", "bundle.cancel", {**bundle, "reason": "On leave until May."})
    centre.queue_stands("17:22", "Max")


def a_week_later(centre: Centre) -> None:
    """Whether it helped."""
    voice.chapter("A week later. Did it help?")
    for day, ruling in ((5, "fail"), (6, "pass"), (9, "pass")):
        call = {"call": the_id(f"call of day {day}"), "handler": the_id("Ana"), "length_ms": 300_000, "campaign": "renewals"}
        at = f"2026-03-{day:02}T10:00:00Z"
        centre.store.execute(command("system", at, "call.record", {**call, "started_at": at}))
        given = {"call": call["call"], "check": "price", "ruling": ruling}
        centre.store.execute(command(the_id("Mia"), at, "disposition.give", given))
    answer = centre.ask("2026-03-09T18:00:00Z", "Mia", "bundle.results", {"bundle": the_id("pauses")})
    for check in answer["checks"]:
        before, after = ([result["ruling"].replace("_", " ") for result in check[side]] for side in ("before", "after"))
        voice.sees("Mia", f"{check['check']}: before it {', '.join(before)}; after it {', '.join(after)}")
    for moment in ("2026-03-06T18:00:00Z", "2026-03-09T18:00:00Z"):
        for goal in centre.ask(moment, "Mia", "bundle.get", {"bundle": the_id("pauses")})["body"]["goals"]:
            progress, state = goal["progress"], goal["progress"]["state"].replace("_", " ")
            measured = f"{progress['current']:g} of {goal['aim']['target']:g} percent"
            voice.sees("Mia", f"goal on {moment[:10]}: {measured}, {progress['observations']} checks, {state}")


def cora_looks_into_it(centre: Centre) -> None:
    """What somebody could see then, and what another policy would have made of it."""
    voice.chapter("An audit. What was it like on Monday morning?")
    voice.tell("Ana says that nobody told her of anything before a quarter past nine. Cora asks the log, as of then.")
    for time in ("09:10", "09:16"):
        at = f"{DAY}T{time}:00Z"
        then = touchline.load(records=centre.store.records(), as_of=at)
        badge = {"type": "bundle.badge", "viewer": the_id("Ana"), "at": at, "asked_by": the_id("Cora"), "body": {}}
        answer: Any = then.ask(cast(Query, badge))
        voice.sees("Cora", f"at {time} Ana had {answer['needs_action']} to do")
    voice.tell(
        "And if managers reached the whole organisation? The log is decided anew under that policy, with the commands "
        "that were refused; the log itself stays as it is."
    )
    wider: PolicyInput = {"access": {"manager_scope": "organisation"}}
    told = touchline.try_policy(wider, records=centre.store.records(), commands=centre.refused)
    for difference in told["commands"]:
        was, would_be = (side["code"] or "allowed" for side in (difference["before"], difference["then"]))
        voice.fact(f"{difference['kind']}: {was}, then {would_be}.")
    voice.fact(f"{len(told['people'])} people would have other badges or figures before them today.")


def bob_is_forgotten(centre: Centre) -> None:
    """What was written by and about somebody goes; the chain stays."""
    voice.chapter("Bob has left, and wants to be forgotten")
    order = {"person": the_id("Bob"), "order": "Request 2026/17"}
    centre.acts("18:00", "Max", "would do it himself", "person.redact", order, refused="not_permitted")
    centre.acts("18:01", "Olga", "orders it", "person.redact", order)
    before = sum("On leave until May." in record for record in centre.store.records())
    rewritten = centre.store.redact()
    after = sum("On leave until May." in record for record in centre.store.records())
    voice.fact(f"Why his bundle was called off stood in {before} record, and now stands in {after}.")
    verified = touchline.verify(records=centre.store.records())
    assert verified["head"] == rewritten["head"], "what is redacted has the hashes that it had"
    voice.fact(f"The chain verifies as it did, with {verified['redacted']} redacted records. What remains is {rewritten['remains']}.")


def the_log_is_read_back(centre: Centre, path: str) -> None:
    """What is kept, and what it proves."""
    voice.chapter("What is left is the log")
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
        centre = Centre(Store(path), DAY)
        the_centre_opens(centre)
        the_review_finds(centre)
        a_bundle_is_answered(centre)
        a_question_is_asked(centre)
        a_session_is_denied(centre)
        a_bundle_is_called_off(centre)
        a_week_later(centre)
        cora_looks_into_it(centre)
        bob_is_forgotten(centre)
        the_log_is_read_back(centre, path)


if __name__ == "__main__":
    main()
