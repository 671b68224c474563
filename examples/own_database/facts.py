"""The facts that the law asks for, out of the host's tables: a query for each kind of key, all its keys at once."""

import json
from collections.abc import Callable
from itertools import groupby
from typing import Any, NamedTuple, TypeAlias, cast

from touchline.types import Fact, FactKey

from queries import Row, Run


Asked: TypeAlias = list[list[Any]]
Bodies: TypeAlias = list[dict[str, Any]]

# Where a review stands that whoever handled the call has before them.
SHOWN = ("delivered", "reviewed", "acknowledged")


class Source(NamedTuple):
    """Where facts of a kind come from."""

    query: str
    asked: tuple[str, ...]
    """The key's fields, in the order of the query's columns."""
    facts: Callable[[Asked, list[Row]], Bodies]
    """The query's rows as the bodies of facts."""


def _each(fact: Callable[..., dict[str, Any]]) -> Callable[[Asked, list[Row]], Bodies]:
    """A fact a row."""
    return lambda _, rows: [fact(*row) for row in rows]


def _state(state: str | None) -> Any:
    return None if state is None else json.loads(state)


def _document(state: str | None) -> Any:
    return None if state is None else json.loads(state)["body"]["document"]


def _duties(asked: Asked, rows: list[Row]) -> Bodies:
    """A fact a person, whether or not there is a row."""
    duties: dict[str, dict[str, list[Any]]] = {person: {"kept": [], "own": [], "to_decide": []} for [person] in asked}
    beside: dict[str, dict[str, Bodies]] = {person: {"person": [], "plan": [], "session": []} for [person] in asked}
    # A row a thing, or for a bundle that set goals, a row for each of them.
    for (person, part, kind, _, id, state), same in groupby(rows, key=lambda row: tuple(row[:6])):
        body = json.loads(state)["body"]
        if part == "beside":
            beside[person][kind].append(body)
            continue
        # A bundle that is theirs moves its training items and goals along, the others move nothing.
        items = body["content"]["training_items"] if part == "own" and kind == "bundle" else []
        moves = [{"type": "training_item", "id": item} for item in items]
        moves += [{"type": "goal", "id": row[6]} for row in same if row[6] is not None]
        rest = {"coached": body["assignee" if kind == "action_item" else "agent"]} if part == "kept" else {}
        duties[person][part].append({"thing": {"type": kind, "id": id}, "moves": moves, **rest})
    for person, of in beside.items():
        coaches = [plan for plan in of["plan"] if _coaches(person, plan)]
        coaches.sort(key=lambda plan: (plan["created"]["at"], plan["plan"]))
        # A plan moves along who takes part in its sessions.
        duties[person]["kept"] += [_plan(plan, _scheduled(plan["plan"], of["session"])) for plan in coaches]
        approves = any(_holds("track_approver", each["document"]) for each in of["person"])
        tracks = [plan for plan in of["plan"] if approves and _may_decide(person, plan)]
        tracks.sort(key=lambda plan: (plan["track"]["requests"][-1]["asked"]["at"], plan["plan"]))
        duties[person]["to_decide"] += [_plan(track, []) for track in tracks]
    return [{"person": person, "value": value} for person, value in duties.items()]


def _plan(plan: dict[str, Any], sessions: list[str]) -> dict[str, Any]:
    moves = [{"type": "session", "id": session} for session in sessions]
    return {"thing": {"type": "plan", "id": plan["plan"]}, "coached": plan["coachee"], "moves": moves}


def _writers(coaches: Bodies) -> list[str]:
    """Those who coach, or enter what a coach from outside says."""
    bodies = (kept["coach"]["body"] for kept in coaches)
    return [body.get("person") or body["entered_by"] for body in bodies]


def _coaches(person: str, plan: dict[str, Any]) -> bool:
    """Whether somebody coaches in a plan that goes on, or enters what a coach from outside says."""
    goes_on = plan["state"] in ("draft", "active", "on_hold") and not plan["archived"]
    return goes_on and person in _writers(plan["coaches"])


def _may_decide(person: str, plan: dict[str, Any]) -> bool:
    """Whether a plan is an improvement track that awaits a decision, which one of those who approve tracks may take: who
    asked may not, nor who coaches or did since, nor whom it coaches."""
    requests = plan["track"]["requests"] if plan["track"] and not plan["track"]["unmarked"] else []
    if not requests or any(requests[-1][over] for over in ("decision", "voided", "withdrawn")):
        return False
    asked = requests[-1]["asked"]
    left = [former["kept"] for former in plan["former_coaches"] if former["removed"]["at"] >= asked["at"]]
    return person not in (asked["by"], plan["coachee"], *_writers(plan["coaches"] + left))


def _scheduled(plan: str, sessions: Bodies) -> list[str]:
    """The sessions of a plan that are scheduled still."""
    return [session["session"] for session in sessions if session["plan"] == plan and session["state"] == "scheduled"]


def _failed_checks(asked: Asked, rows: list[Row]) -> Bodies:
    """A fact a call, whether or not anything was ruled on it."""
    failed: dict[str, list[Any]] = {call: [] for [call] in asked}
    for call, state in rows:
        given = None if state is None else json.loads(state)["body"]
        if given is not None and given["ruling"] in ("fail", "pass_with_training"):
            check = given["check"] or {"key": None, "name": None}
            said = {"check": check["key"], "check_name": check["name"]}
            failed[call].append({"agent": given["agent"], "ruling": given["ruling"], **said})
    for checks in failed.values():
        checks.sort(key=lambda given: (given["check"] is not None, given["check"]))
    return [{"call": call, "value": value} for call, value in failed.items()]


def _calls_begun(asked: Asked, rows: list[Row]) -> Bodies:
    """A fact a span, whether or not a call began in it."""
    calls: dict[tuple[str, str], dict[str, Any]] = {(earliest, latest): {} for earliest, latest in asked}
    for earliest, latest, state, kind, given in rows:
        if state is None:
            continue
        call = _document(state)
        same = {field: call[field] for field in ("call", "call_type", "campaign", "handler", "length_ms")}
        begun = calls[earliest, latest].setdefault(call["call"], {"began": call["started_at"], "reviewed": False, **same})
        review: dict[str, Any] = json.loads(given)["body"] if kind == "review" else {}
        is_theirs = review.get("agent") == call["handler"]
        begun["reviewed"] |= kind == "disposition" or (is_theirs and review["state"] in SHOWN)
    return [{"earliest": earliest, "latest": latest, "value": [*begun.values()]} for (earliest, latest), begun in calls.items()]


def _can_act(person: dict[str, Any]) -> bool:
    return bool(person["active"] and person["has_account"])


def _acting_manager(asked: Asked, rows: list[Row]) -> Bodies:
    """A fact a person: the first of those above who could act."""
    above: dict[str, str] = {}
    for person, state in rows:
        manager = _document(state)
        if _can_act(manager):
            above.setdefault(person, manager["person"])
    return [{"person": person, "value": above.get(person)} for [person] in asked]


def _acting_managers(asked: Asked, rows: list[Row]) -> Bodies:
    """A fact a person: all of those above who could act, the nearest first."""
    above: dict[str, list[str]] = {person: [] for [person] in asked}
    for person, state in rows:
        manager = _document(state)
        if _can_act(manager):
            above[person].append(manager["person"])
    return [{"person": person, "value": value} for person, value in above.items()]


HELD_BY = {
    "human_resources": {"hr_staff", "hr_admin", "hr_director"},
    "owner": {"owner"},
    "track_approver": {"hr_director"},
}
"""The roles of each office: this host's policy leaves the built-in ones as they are, and adds none."""


def _holds(office: str, person: dict[str, Any]) -> bool:
    return _can_act(person) and not HELD_BY[office].isdisjoint(person["roles"])


def _in_office(asked: Asked, rows: list[Row]) -> Bodies:
    """A fact an office, whether or not anybody holds it."""
    people: dict[str, list[str]] = {office: [] for [office] in asked}
    for office, state in rows:
        person = _document(state)
        if _holds(office, person):
            people[office].append(person["person"])
    return [{"office": office, "value": value} for office, value in people.items()]


def _assessed(asked: Asked, rows: list[Row]) -> Bodies:
    """A fact a person and a month, whether or not anything of theirs was assessed in it."""
    assessed: dict[tuple[str, str], list[dict[str, Any]]] = {(month, person): [] for month, person in asked}
    for month, person, state in rows:
        one = json.loads(state)["body"]
        if (one["month"], one["person"]) == (month, person) and one["state"] != "cancelled":
            assessed[month, person].append({key: one[key] for key in ("assessment", "skills")})
    return [{"month": month, "person": person, "value": value} for (month, person), value in assessed.items()]


def _certifications(asked: Asked, rows: list[Row]) -> Bodies:
    """A fact a person, whether or not they were ever examined."""
    taken: dict[str, list[dict[str, Any]]] = {person: [] for [person] in asked}
    for person, state in rows:
        one = json.loads(state)["body"]
        if one["person"] == person and one["state"] == "recorded":
            reached = {"level": one["result"]["level"], "on": one["on"], "skill": one["skill"]}
            taken[person].append({"certification": one["certification"], "taken": reached})
    return [{"person": person, "value": value} for person, value in taken.items()]


def _reports_withheld(asked: Asked, rows: list[Row]) -> Bodies:
    """A fact a person, whether or not a report of theirs is withheld."""
    withheld: dict[str, list[dict[str, Any]]] = {person: [] for [person] in asked}
    for person, state in rows:
        report = json.loads(state)["body"]
        if report["person"] == person and report["state"] != "released":
            same = {field: report["content"][field] for field in ("framework", "window")}
            withheld[person].append({"skill_report": report["skill_report"], **same})
    return [{"person": person, "value": value} for person, value in withheld.items()]


def _reviews_asked(asked: Asked, rows: list[Row]) -> Bodies:
    """A fact a call, whether or not anybody is to review it."""
    wanted: dict[str, list[dict[str, Any]]] = {call: [] for [call] in asked}
    for call, state in rows:
        if state is not None:
            body = json.loads(state)["body"]
            same = {field: body[field] for field in ("agent", "review_assignment", "reviewer")}
            wanted[call].append({"is_requested": body["origin"] == "requested", **same})
    return [{"call": call, "value": value} for call, value in wanted.items()]


def _sampled(asked: Asked, rows: list[Row]) -> Bodies:
    """A fact a call, whether or not it came out of a draw."""
    sampled: dict[str, list[dict[str, Any]]] = {call: [] for [call] in asked}
    draws = [(call, json.loads(state)["body"]) for call, state in rows if state is not None]
    for call, draw in sorted(draws, key=lambda row: (row[1]["made"]["at"], row[1]["sampling"])):
        reviewers = [drawn["reviewer"] for drawn in draw["drawn"] if drawn["call"] == call]
        sampled[call] += [{"reviewer": reviewer, "sampling": draw["sampling"]} for reviewer in reviewers]
    return [{"call": call, "value": value} for call, value in sampled.items()]


def _reviews_answered(asked: Asked, rows: list[Row]) -> Bodies:
    """A fact a review, whether or not anybody wanted it: feedback that was asked for is that, whoever gives it."""
    answered: dict[str, list[str]] = {review: [] for [review] in asked}
    for review, given, state in rows:
        if state is None:
            continue
        of, body = json.loads(given)["body"], json.loads(state)["body"]
        if body["agent"] == of["agent"] and (body["origin"] == "requested" or body["reviewer"] == _keeper(of)):
            answered[review].append(body["review_assignment"])
    return [{"review": review, "value": value} for review, value in answered.items()]


def _reviews_given(asked: Asked, rows: list[Row]) -> Bodies:
    """A fact a call and a reviewer, whether or not that one gave it a review, or drafts one."""
    given: dict[tuple[str, str], list[dict[str, Any]]] = {(call, reviewer): [] for call, reviewer in asked}
    for call, reviewer, state in rows:
        review = json.loads(state)["body"] if state is not None else None
        if review is None or review["created"]["by"] != reviewer:
            continue
        # What became of one for which another answers is not theirs to know.
        if _keeper(review) != reviewer or review["state"] in ("draft", *SHOWN):
            delivered = review["state"] != "draft"
            given[call, reviewer].append({key: review[key] for key in ("agent", "review")} | {"delivered": delivered})
    return [{"call": call, "reviewer": reviewer, "value": value} for (call, reviewer), value in given.items()]


def _of_key(kind: str) -> Callable[[Asked, list[Row]], Bodies]:
    """A fact a version of this kind, whether or not another has its key."""

    def bodies(asked: Asked, rows: list[Row]) -> Bodies:
        found: dict[str, list[Any]] = {own: [] for [own] in asked}
        for own, state in rows:
            found[own].append(json.loads(state)["body"])
        return [{kind: own, "value": _others(kind, own, versions)} for own, versions in found.items()]

    return bodies


def _others(kind: str, own: str, versions: list[Any]) -> list[str]:
    keys = [version["template"]["key"] for version in versions if version[kind] == own]
    newest = [version for version in versions if version["published"] and not version["replaced_by"]]
    others = [version for version in newest if version[kind] != own]
    return [version[kind] for version in others if version["template"]["key"] in keys]


def _plan_template_in_place(asked: Asked, rows: list[Row]) -> Bodies:
    """A fact a template that ships, whether or not a version of it is kept."""
    found: dict[str, str | None] = {shipped: None for [shipped] in asked}
    for shipped, state in rows:
        version = json.loads(state)["body"]
        if version["template"]["key"] == shipped and version["published"] and not version["replaced_by"]:
            found[shipped] = version["plan_template"]
    return [{"shipped": shipped, "value": value} for shipped, value in found.items()]


def _feedback_released(asked: Asked, rows: list[Row]) -> Bodies:
    """A fact a person, whether or not anything was released about them."""
    released: dict[str, list[dict[str, Any]]] = {person: [] for [person] in asked}
    rounds = [(person, json.loads(state)["body"]) for person, state in rows]
    rounds = [(person, each) for person, each in rounds if each["coachee"] == person and each["released"]]
    rounds.sort(key=lambda of: (of[1]["released"]["done"]["at"], of[1]["feedback_round"]))
    for person, each in rounds:
        released[person].append({"groups": each["released"]["groups"], "round": each["feedback_round"]})
    return [{"person": person, "value": value} for person, value in released.items()]


def _is_kept(plan: dict[str, Any], since: str) -> bool:
    """Whether a plan is an improvement track whose days have run, and that did not end before a moment."""
    off = [each for each in plan["cancellations"][-1:] if not each["reinstated"]]
    ends = [each["said"]["done"]["at"] for each in off]
    ends += [plan["outcome"]["summary"]["done"]["at"]] if plan["outcome"] else []
    is_track = plan["activated"] and plan["track"] and not plan["track"]["unmarked"]
    return bool(is_track) and all(end >= since for end in ends)


def _tracks_kept(asked: Asked, rows: list[Row]) -> Bodies:
    """A fact a moment, whether or not a track is kept."""
    kept: dict[str, set[str]] = {since: set() for [since] in asked}
    for since, state in rows:
        plan = json.loads(state)["body"]
        if _is_kept(plan, since):
            kept[since].add(plan["coachee"])
    return [{"since": since, "value": sorted(people)} for since, people in kept.items()]


def _sessions_scheduled(asked: Asked, rows: list[Row]) -> Bodies:
    """A fact a plan, whether or not a session of it is scheduled."""
    sessions: dict[str, Bodies] = {plan: [] for [plan] in asked}
    for plan, state in rows:
        sessions[plan].append(json.loads(state)["body"])
    return [{"plan": plan, "value": _scheduled(plan, of)} for plan, of in sessions.items()]


def _keeper(review: dict[str, Any]) -> str:
    return cast(str, (review["successor"] or {}).get("keeper") or review["created"]["by"])


def _follow_up(person: str, reviewer: str, items: list[Any], reviews: list[Any]) -> dict[str, Any]:
    items = [item for item in items if not item["archived"]]
    given = [item for item in items if (item["assignee"], item["assigner"]) == (person, reviewer)]
    still_open = [item for item in given if item["state"] in ("pending", "in_progress")]
    asks = [item for item in still_open if any(each["answer"] is None for each in item["extensions"])]
    shown = [review for review in reviews if review["state"] in SHOWN]
    theirs = [each for each in shown if (each["agent"], each["created"]["by"], _keeper(each)) == (person, reviewer, reviewer)]
    delivered = [each["delivered"]["at"] for each in theirs]
    return {
        "awaiting": len(asks) + sum(item["state"] == "complete" for item in given),
        "due": sorted(item["due_on"] for item in still_open if item["due_on"]),
        "last_delivered": max(delivered, default=None),
        "open": len(still_open),
    }


def _follow_ups(asked: Asked, rows: list[Row]) -> Bodies:
    """A fact a pair, whether or not one of them gave the other anything."""
    kept: dict[tuple[str, str], dict[str, Any]] = {(*pair,): {"action_item": [], "review": []} for pair in asked}
    for person, reviewer, kind, state in rows:
        kept[person, reviewer][kind].append(json.loads(state)["body"])
    return [
        {"person": person, "reviewer": reviewer, "value": _follow_up(person, reviewer, of["action_item"], of["review"])}
        for (person, reviewer), of in kept.items()
    ]


def _coached_before(item: str, times: int, last: str | None) -> dict[str, Any]:
    return {"training_item": item, "value": {"times": times, "last": last} if times else None}


def _observed(goal: str, since: str, until: str, count: int, sum: int) -> dict[str, Any]:
    return {"goal": goal, "since": since, "until": until, "value": {"count": int(count), "sum": int(sum)}}


def _team_observed(team_goal: str, since: str, until: str, count: int, sum: int) -> dict[str, Any]:
    return {"team_goal": team_goal, "since": since, "until": until, "value": {"count": int(count), "sum": int(sum)}}


SOURCES = {
    "acting_manager": Source("above", ("person",), _acting_manager),
    "acting_managers": Source("above", ("person",), _acting_managers),
    "call": Source("calls", ("call",), _each(lambda call, state: {"call": call, "value": _document(state)})),
    "calls_begun": Source("calls_begun", ("earliest", "latest"), _calls_begun),
    "coached_before": Source("coached_before", ("training_item",), _each(_coached_before)),
    "duties": Source("duties", ("person",), _duties),
    "failed_checks": Source("failed_checks", ("call",), _failed_checks),
    "feedback_released": Source("feedback_rounds", ("person",), _feedback_released),
    "follow_up": Source("follow_ups", ("person", "reviewer"), _follow_ups),
    "in_office": Source("offices", ("office",), _in_office),
    "manages": Source(
        "lines",
        ("manager", "report"),
        _each(lambda manager, report, depth: {"manager": manager, "report": report, "depth": depth}),
    ),
    "observed": Source("observed", ("goal", "since", "until"), _each(_observed)),
    "person": Source("people", ("person",), _each(lambda person, state: {"person": person, "value": _document(state)})),
    "reporting_line": Source(
        "reporting_lines",
        ("person",),
        _each(lambda person, above, below: {"person": person, "value": {"above": above, "below": below}}),
    ),
    "assessed": Source("assessments", ("month", "person"), _assessed),
    "certifications": Source("certifications", ("person",), _certifications),
    "reports_withheld": Source("reports", ("person",), _reports_withheld),
    "reviews_answered": Source("reviews_answered", ("review",), _reviews_answered),
    "reviews_asked": Source("reviews_asked", ("call",), _reviews_asked),
    "reviews_given": Source("reviews_given", ("call", "reviewer"), _reviews_given),
    "sampled": Source("draws", ("call",), _sampled),
    "plan_template_in_place": Source("plan_templates", ("shipped",), _plan_template_in_place),
    "plan_templates_of_key": Source("plan_templates_of_key", ("plan_template",), _of_key("plan_template")),
    "scorecards_of_key": Source("scorecards_of_key", ("scorecard",), _of_key("scorecard")),
    "sessions_scheduled": Source("sessions", ("plan",), _sessions_scheduled),
    "team_observed": Source("team_observed", ("team_goal", "since", "until"), _each(_team_observed)),
    "thing": Source(
        "things",
        ("type", "id"),
        _each(lambda type, id, state: {"thing": {"type": type, "id": id}, "value": _state(state)}),
    ),
    "tracks_kept": Source("tracks", ("since",), _tracks_kept),
}


def load(run: Run, tenant: str, keys: list[FactKey]) -> list[Fact]:
    """The facts of these keys, in a query for each kind."""
    facts = []
    for kind, some in groupby(sorted(keys, key=lambda key: key["type"]), key=lambda key: key["type"]):
        source = SOURCES[kind]
        bodies = [cast(dict[str, Any], key["body"]) for key in some]
        asked = [[body[field] for field in source.asked] for body in bodies]
        rows = run(source.query, tenant=tenant, asked=asked)
        facts += [{"type": kind, "body": body} for body in source.facts(asked, rows)]
    return cast(list[Fact], facts)
