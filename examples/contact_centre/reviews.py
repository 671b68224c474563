"""The story of reviewed calls: a manager's day, an agent's day, and what a head of quality makes of the scores.

Run it with `cargo xtask demo`, after the story of a finding.
"""

import tempfile
from pathlib import Path
from typing import Any

import touchline
import voice
from centre import Centre, the_id
from store import Store

DAY = "2026-03-03"
PEOPLE = {
    "Olga": ("owner", None),
    "Cora": ("compliance_officer", "Olga"),
    "Mia": ("manager", "Cora"),
    "Max": ("manager", "Cora"),
    "Ana": ("agent", "Mia"),
    "Bob": ("agent", "Max"),
}
YES, NO = {"options": ["yes"]}, {"options": ["no"]}
MARCH = {"first": "2026-03-01", "last": "2026-03-31"}


def form(**answers: Any) -> dict[str, Any]:
    """A filled form, question by question; what is named with two underscores is said beside the answer."""
    given: dict[str, dict[str, Any]] = {}
    for name, value in answers.items():
        question, _, beside = name.partition("__")
        given.setdefault(question, {"question": question})[beside or "answer"] = value
    return {"answers": list(given.values())}


def review(of: str) -> dict[str, Any]:
    """The review of a call."""
    return {"review": the_id(f"review of {of}")}


def told(score: float | None) -> str:
    """A score, where there is one."""
    return "none" if score is None else f"{score:g}"


def named(person: str) -> str:
    """Whose id it is."""
    return next(name for name in PEOPLE if the_id(name) == person)


def the_centre_agrees_on_a_scorecard(centre: Centre) -> None:
    """People, calls, and by what calls are judged."""
    voice.chapter("Tuesday, 08:00. How calls are judged here")
    voice.tell(
        "Cora sees to quality. Mia leads Ana, Max leads Bob. Cora writes down what a good call is: three questions, one "
        "of them fatal. Where nobody asked who is calling, nothing else counts."
    )
    for name, (role, manager) in PEOPLE.items():
        person = {"person": the_id(name), "name": name, "roles": [role], "manager": manager and the_id(manager)}
        centre.record("person.record", {**person, "zone": "Europe/Berlin"})
    for number, (call, handler) in enumerate({"lost parcel": "Ana", "late refund": "Ana", "wrong size": "Bob"}.items()):
        body = {"call": the_id(call), "handler": the_id(handler), "name": call, "length_ms": 312_000}
        centre.record("call.record", {**body, "started_at": f"2026-03-02T1{number + 5}:00:00+01:00"})
    identity = {
        "key": "identity",
        "asks": "Was the caller identified?",
        "critical": True,
        "kind": {"type": "yes_no", "body": {"no_asks_for": {"comment": True}}},
        "fatal": [{"when": {"type": "option", "body": {"option": "no"}}}],
    }
    greeting = {"key": "greeting", "asks": "Were name and company said?", "kind": {"type": "yes_no", "body": {}}}
    listening = {"key": "listening", "asks": "How well was it listened?", "weight": 2, "kind": {"type": "rating", "body": {}}}
    sections = [{"key": "call", "name": "The call", "questions": [greeting, identity, listening]}]
    card = {"scorecard": the_id("scorecard")}
    template = {"key": "service", "name": "Service", "sections": sections}
    centre.acts("08:10", "Mia", "would write it herself", "scorecard.draft", {**card, "template": template}, refused="not_permitted")
    centre.acts("08:11", "Cora", "drafts the scorecard", "scorecard.draft", {**card, "template": template})
    centre.acts("08:15", "Cora", "publishes it", "scorecard.publish", card)
    centre.acts("08:16", "Cora", "changes a question after all", "scorecard.revise", {**card, "template": template}, refused="scorecard_published")


def mia_reviews_a_call(centre: Centre) -> None:
    """A manager's morning: assigned, written, held against good practice, set to go out."""
    voice.chapter("Mia's morning")
    wanted = {"review_assignment": the_id("assignment"), "call": the_id("lost parcel"), "due_on": "2026-03-04"}
    assign = "review_assignment.assign"
    centre.acts("08:30", "Cora", "asks Max for a review of Ana's call", assign, {**wanted, "reviewer": the_id("Max")}, refused="reviewer_not_permitted")
    centre.acts("08:31", "Cora", "asks Mia, by Wednesday", assign, {**wanted, "reviewer": the_id("Mia")})
    to_do = centre.ask(f"{DAY}T08:32:00Z", "Mia", "review_assignment.mine", {"list": "open"})["items"]
    voice.sees("Mia", f"to review: {len(to_do)}, due {to_do[0]['due_on']}")

    voice.tell("While it is a draft, the review is Mia's alone.")
    of = review("lost parcel")
    centre.acts("09:00", "Max", "begins a review of Ana's call", "review.create", {**of, "call": the_id("lost parcel")}, refused="not_found")
    centre.acts("09:00", "Mia", "begins it", "review.create", {**of, "call": the_id("lost parcel")})
    slow = {"comment": the_id("slow"), "kind": "coaching", "from_ms": 61_000, "text": "Ask for the number first."}
    beyond = {**of, "comment": {**slow, "from_ms": 400_000}}
    centre.acts("09:05", "Mia", "comments on a moment after the end", "review.add_comment", beyond, refused="moment_outside_call")
    centre.acts("09:06", "Mia", "comments on the first minute", "review.add_comment", {**of, "comment": slow})
    answers = form(greeting=YES, identity=YES)
    filled = {"scorecard": the_id("scorecard"), "form": answers}
    centre.acts("09:08", "Mia", "fills in two of three questions", "review.fill", {**of, "filled": filled})
    centre.acts("09:09", "Mia", "wants to deliver it", "review.deliver", of, refused="scorecard_incomplete")
    filled = {**filled, "form": form(greeting=YES, identity=YES, listening={"number": 2})}
    centre.acts("09:10", "Mia", "fills in the third", "review.fill", {**of, "filled": filled})
    task = {"action_item": the_id("number first"), "task": "Ask for the number first.", "kind": {"type": "practice"}}
    yesterday, monday = ({**of, "item": {**task, "due_on": day}} for day in ("2026-03-02", "2026-03-09"))
    centre.acts("09:11", "Mia", "gives Ana a task for yesterday", "review.add_item", yesterday)
    habits = centre.ask(f"{DAY}T09:12:00Z", "Mia", "review.practice", of)["habits"]
    lacking = [f"{habit['habit']} ({', '.join(habit['lacks'])})" for habit in habits if not habit["met"]]
    voice.sees("Mia", f"good practice lacks: {', '.join(lacking).replace('_', ' ')}")
    at = f"{DAY}T13:00:00Z"
    centre.acts("09:13", "Mia", "sets it to go out at one", "review.set_delivery", {**of, "at": at}, refused="due_date_past")
    centre.acts("09:14", "Mia", "gives Ana until next Monday after all", "review.change_item", monday)
    centre.acts("09:15", "Mia", "sets it to go out at one", "review.set_delivery", {**of, "at": at})
    praise = {"comment": the_id("warm"), "kind": "praise", "from_ms": 5_000, "text": "A warm greeting."}
    centre.acts("09:20", "Mia", "adds some praise", "review.add_comment", {**of, "comment": praise})
    centre.looks("12:59", "Ana", "review.get", of)


def ana_reads_it(centre: Centre) -> None:
    """An agent's day: read, asked about, worked on, disputed, acknowledged."""
    voice.chapter("Ana's afternoon")
    voice.tell("At one the scheduler asks what is due. The host carries out what Mia ordered, as itself.")
    centre.carries_out("12:00", "13:00")
    of = review("lost parcel")
    centre.is_told("13:01", "Ana", 2)
    badge = centre.ask(f"{DAY}T13:02:00Z", "Ana", "review.badge", {})
    voice.sees("Ana", f"{badge['coaching']} new review")
    seen = centre.looks("13:03", "Ana", "review.get", of)
    voice.sees("Ana", f"{seen['score']:g} percent; to improve: {seen['improvements'][0]['body']['question']}")
    centre.acts("13:04", "Ana", "says that she has read it", "review.mark_reviewed", of)
    clarify = {**of, "comment": the_id("slow"), "kind": "clarification", "text": "Which number?"}
    centre.acts("13:05", "Ana", "asks what is meant", "review.respond", clarify)
    centre.acts("13:06", "Mia", "would put it away meanwhile", "review.archive", of, refused="acknowledgement_awaited")
    centre.acts("13:10", "Mia", "answers", "review.reply", {**of, "to": 1, "text": "The parcel's."})

    item = {"action_item": the_id("number first")}
    later = {**item, "due_on": "2026-03-11", "reason": "I am away on Monday."}
    centre.acts("13:20", "Ana", "asks for more time", "action_item.request_extension", later)
    centre.acts("13:21", "Ana", "grants it herself", "action_item.grant_extension", {**item, "due_on": "2026-03-11"}, refused="not_permitted")
    centre.acts("13:25", "Mia", "grants it", "action_item.grant_extension", {**item, "due_on": "2026-03-11"})

    voice.tell("Two stars for listening are not what Ana heard. She disputes that answer, and that one alone.")
    about: dict[str, Any] = {"type": "answer", "body": {"question": "listening", "proposed": {"number": 4}}}
    points = [{"about": about, "reason": "I let him finish every time."}]
    more = [{**points[0], "about": {"type": "answer", "body": {**about["body"], "proposed": {"number": 6}}}}]
    centre.acts("13:39", "Ana", "proposes six stars of five", "review.dispute", {**of, "points": more}, refused="number_out_of_range")
    centre.acts("13:40", "Ana", "disputes the answer", "review.dispute", {**of, "points": points})
    rulings = [{"ruling": {"type": "accept"}}]
    decision = {**of, "note": "She did.", "rulings": rulings}
    centre.acts("13:45", "Mia", "decides on her own review", "review.decide_dispute", decision, refused="not_permitted")
    averages = centre.ask(f"{DAY}T13:46:00Z", "Ana", "review.averages", {"agent": the_id("Ana"), "days": MARCH})
    voice.sees("Ana", f"her average while it is open: {told(averages['score'])}, {averages['disputed']} disputed")
    centre.acts("14:00", "Cora", "listens again, and accepts it", "review.decide_dispute", decision)
    seen = centre.looks("14:01", "Ana", "review.get", of)
    voice.sees("Ana", f"{seen['score']:g} percent now, and before it {seen['superseded'][0]['judged']['percent']:g}")
    centre.acts("14:05", "Ana", "acknowledges it", "review.acknowledge", {**of, "response": "Thank you for listening."})
    centre.acts("16:00", "Ana", "has done her task", "action_item.complete", {**item, "note": "In all calls of the day."})
    centre.acts("16:01", "Ana", "verifies it herself", "action_item.verify", item, refused="not_permitted")
    centre.acts("16:30", "Mia", "verifies it", "action_item.verify", item)


def ana_asks_for_feedback(centre: Centre) -> None:
    """What an agent makes of their own call, and asks of another."""
    voice.chapter("Ana asks for more")
    asked = {"review_assignment": the_id("request"), "call": the_id("late refund"), "note": "How did I close?"}
    centre.acts("16:40", "Bob", "asks for feedback on Ana's call", "review_assignment.request", asked, refused="not_found")
    centre.acts("16:41", "Ana", "asks for feedback on it", "review_assignment.request", asked)
    own = {"self_review": the_id("own")}
    filled = {"scorecard": the_id("scorecard"), "form": form(greeting=YES, identity=YES, listening={"number": 5})}
    centre.acts("16:42", "Ana", "scores her own call", "self_review.create", {**own, "call": the_id("late refund")})
    centre.acts("16:44", "Ana", "fills it in", "self_review.fill", {**own, "filled": filled})
    centre.acts("16:45", "Ana", "hands it in", "self_review.submit", own)
    of = review("late refund")
    centre.acts("16:46", "Ana", "reviews her own call", "review.create", {**of, "call": the_id("late refund")}, refused="not_permitted")
    centre.acts("16:50", "Mia", "takes it up", "review.create", {**of, "call": the_id("late refund")})
    failed = form(greeting=YES, identity=NO, identity__comment="Nobody asked for a name.", listening={"number": 5})
    centre.acts("16:55", "Mia", "fills in the form", "review.fill", {**of, "filled": {**filled, "form": failed}})
    centre.acts("16:56", "Mia", "says why", "review.set_summary", {**of, "summary": "Kind, and to a stranger."})
    centre.acts("16:57", "Mia", "delivers it", "review.deliver", of)
    seen = centre.looks("17:00", "Ana", "review.get", of)
    score = seen["scorecard"]["score"]
    voice.sees("Ana", f"{score['score']:g} percent; without the fatal answer it were {score['raw']:g}")
    (beside,) = centre.ask(f"{DAY}T17:01:00Z", "Ana", "review.beside", of)["beside"]
    voice.sees("Ana", f"her own score beside it: {beside['score']:g}")
    request = centre.looks("17:02", "Ana", "review_assignment.get", {"review_assignment": the_id("request")})
    voice.sees("Ana", f"what she asked for is {request['state']}")


def cora_calibrates(centre: Centre) -> None:
    """Whether those who review judge alike."""
    voice.chapter("Cora calibrates")
    voice.tell("Do Mia and Olga judge alike? Both score one call, and neither sees what the other answers.")
    one = {"calibration": the_id("calibration")}
    draft = {**one, "call": the_id("lost parcel"), "scorecard": the_id("scorecard"), "reference": the_id("Olga")}
    raters = [the_id("Mia"), the_id("Olga")]
    with_max = {**draft, "raters": [*raters, the_id("Max")], "due_on": "2026-03-06"}
    centre.acts("17:10", "Cora", "asks Max, too, who does not reach Ana", "calibration.draft", with_max, refused="rater_not_permitted")
    centre.acts("17:11", "Cora", "asks Mia and Olga", "calibration.draft", {**draft, "raters": raters, "due_on": "2026-03-06"})
    centre.acts("17:12", "Cora", "opens it", "calibration.open", one)
    mild = form(greeting=YES, identity=YES, listening={"number": 4})
    centre.acts("17:20", "Mia", "scores", "calibration.submit", {**one, "form": mild})
    centre.looks("17:21", "Ana", "calibration.get", one)
    mine = centre.looks("17:22", "Olga", "calibration.get", one)
    voice.sees("Olga", f"her own answers: {mine['own'] or 'none yet'}; Mia's are not there")
    centre.acts("17:23", "Olga", "asks what came of it already", "calibration.close", {**one, "conclusions": "?"}, refused="calibration_not_scored")
    strict = form(greeting=NO, identity=YES, listening={"number": 3})
    centre.acts("17:30", "Olga", "scores", "calibration.submit", {**one, "form": strict})
    result = centre.ask(f"{DAY}T17:31:00Z", "Mia", "calibration.result", one)
    scores = {rater["rater"]: rater for rater in result["raters"]}
    for name in ("Mia", "Olga"):
        rater = scores[the_id(name)]
        voice.sees("Mia", f"{name}: {told(rater['score'])} percent, {rater['from_group']:+g} from the group")
    voice.sees("Mia", f"to talk about: {', '.join(result['flagged'])}")
    centre.acts("17:40", "Cora", "closes it", "calibration.close", {**one, "conclusions": "A greeting names the firm."})
    cora_sees_who_is_severe(centre)


def cora_sees_who_is_severe(centre: Centre) -> None:
    """Who is strict among those who reviewed the same people, and who is shown that."""
    voice.tell("Who is strict among them? That shows where two have reviewed the same people: Cora reviews a call of Ana's, too.")
    second = {"review": the_id("second review of lost parcel")}
    centre.acts("17:45", "Cora", "begins a review of Ana's call", "review.create", {**second, "call": the_id("lost parcel")})
    strict = form(greeting=NO, identity=YES, listening={"number": 3})
    filled = {"scorecard": the_id("scorecard"), "form": strict}
    centre.acts("17:50", "Cora", "fills in the form", "review.fill", {**second, "filled": filled})
    centre.acts("17:51", "Cora", "says why", "review.set_summary", {**second, "summary": "The firm was not named."})
    centre.acts("17:52", "Cora", "delivers it", "review.deliver", second)
    scored = {"days": MARCH, "scorecard": "service"}
    for who in ("Cora", "Mia", "Ana"):
        severity = centre.ask(f"{DAY}T17:55:00Z", who, "review.severity", scored)
        for each in severity["reviewers"]:
            voice.sees(who, f"{named(each['reviewer'])} gives {each['leniency']:+.1f} points more than the mean of all")
        if not severity["reviewers"]:
            voice.sees(who, "nobody's severity")
    centre.acts("17:56", "Ana", "would take back the stricter review", "review.retract", {**second, "reason": "Too strict."}, refused="not_permitted")


def the_week_is_counted(centre: Centre) -> None:
    """What the figures say, and to whom."""
    voice.chapter("What the figures say")
    for who in ("Ana", "Mia", "Max"):
        averages = centre.ask(f"{DAY}T18:00:00Z", who, "review.averages", {"agent": the_id("Ana"), "days": MARCH})
        voice.sees(who, f"Ana's average: {told(averages['score'])} over {averages['calls']} calls")
    figures = centre.ask(f"{DAY}T18:00:00Z", "Mia", "review.practice_figures", {"reviewer": the_id("Mia"), "days": MARCH})
    voice.sees("Mia", f"{figures['timely']} of {figures['delivered']} reviews in time, {figures['balanced']} balanced")
    verified = touchline.verify(records=centre.store.records())
    voice.fact(f"The chain verifies: {verified['records']} records. The calibration counts in nobody's figures.")


def main() -> None:
    """Tell the story."""
    with tempfile.TemporaryDirectory() as folder:
        centre = Centre(Store(str(Path(folder) / "reviews.sqlite")), DAY)
        the_centre_agrees_on_a_scorecard(centre)
        mia_reviews_a_call(centre)
        ana_reads_it(centre)
        ana_asks_for_feedback(centre)
        cora_calibrates(centre)
        the_week_is_counted(centre)
        centre.store.close()


if __name__ == "__main__":
    main()
