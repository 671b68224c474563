"""A contact centre, and what its people send to a host."""

import random
from collections.abc import Iterator
from hashlib import sha256
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import touchline

AT = "2026-03-02T09:00:00.000Z"


def id_of(name: str) -> str:
    """The id that a name always has."""
    return str(uuid5(NAMESPACE_URL, f"own-database:{name}"))


def command(name: str, actor: str, type: str, body: dict[str, Any], **more: Any) -> Any:
    """A whole command; its name decides its id and its entropy."""
    entropy = sha256(name.encode()).hexdigest()
    actor = actor if actor == "system" else id_of(actor)
    return {"id": id_of(name), "actor": actor, "at": AT, "entropy": entropy, "type": type, "body": body, **more}


def person(name: str, manager: str | None = None, **more: Any) -> Any:
    """A command that enters a person."""
    body = {"person": id_of(name), "name": name, "manager": manager and id_of(manager), **more}
    return command(f"enter {name} {manager}", "system", "person.record", body)


def call(name: str, handler: str, **more: Any) -> Any:
    """A command that enters a call."""
    body = {"call": id_of(name), "handler": id_of(handler), "started_at": AT, "length_ms": 61_000, **more}
    return command(f"enter {name}", "system", "call.record", body)


def give(name: str, call: str, ruling: str, by: str = "mia") -> Any:
    """A command that says what somebody makes of a call's greeting."""
    return command(name, by, "disposition.give", {"call": id_of(call), "check": "greeting", "ruling": ruling})


def item_of(call: str) -> str:
    """The id of the training item that a call's greeting may give rise to."""
    child = touchline.id.child({"parent": id_of(call), "thing": "training_item", "key": ["greeting"]})
    return child["id"]


def create(
    bundle: str,
    agent: str,
    *calls: str,
    by: str = "mia",
    goals: tuple[Any, ...] = (),
    items: list[str] | None = None,
    type: str = "bundle.create",
) -> Any:
    """A command that makes a bundle, with the training items of these calls, and with goals."""
    content = {
        "title": f"On {bundle} ☺",
        "calls": [{"call": id_of(each)} for each in calls],
        "goals": [*goals],
        "training_items": [item_of(each) for each in items or []],
    }
    body = {"bundle": id_of(bundle), "agent": id_of(agent), "content": content}
    return command(f"{by} makes {bundle} for {agent}", by, type, body)


def aim(measure: str, target: float, first: str = "2026-03-02", last: str = "2026-03-08") -> Any:
    """What somebody is to reach."""
    kind = {"type": measure, **({"body": {"check": "greeting"}} if measure == "check_pass_rate" else {})}
    return {"measure": kind, "target": target, "period": {"type": "custom", "body": {"first": first, "last": last}}}


def hand_over(name: str, person: str, to: str, cancel_own: str | None = None, by: str = "system") -> Any:
    """A command that hands over what a person keeps; with a reason it calls off what is for them."""
    body = {"person": id_of(person), "to": id_of(to), "cancel_own": cancel_own}
    return command(name, by, "person.hand_over", body)


def act(name: str, actor: str, verb: str, bundle: str, **body: Any) -> Any:
    """A command on a bundle; its name tells it from others of the same kind."""
    return command(name, actor, f"bundle.{verb}", {"bundle": id_of(bundle), **body})


def ask(name: str, agent: str, call: str, by: str = "mia", escalation: str | None = None) -> Any:
    """A command that puts a question about a call to an agent."""
    about = {"type": "call", "body": {"call": id_of(call)}}
    body = {"escalation": id_of(escalation or name), "agent": id_of(agent), "about": about, "question": "Why? ☺"}
    return command(f"{by} asks {name}", by, "escalation.raise", body)


def exchange(name: str, actor: str, verb: str, escalation: str, **body: Any) -> Any:
    """A command on an escalation."""
    return command(name, actor, f"escalation.{verb}", {"escalation": id_of(escalation), **body})


AGENTS = ("ana", "ben", "cem")
PEOPLE = [
    person("olga", roles=["owner"]),
    person("mia", "olga", roles=["manager"]),
    person("max", "olga", roles=["manager"]),
    person("ana", "mia", roles=["agent"]),
    person("ben", "mia", roles=["agent"]),
    person("cem", "max", roles=["agent"]),
]
CALLS = [call(f"{agent} {number}", agent) for agent in AGENTS for number in range(2)]
CENTRE = [*PEOPLE, *CALLS]
RESPOND = act("respond", "ana", "respond", "silences", kind="reflection", text="I will pause more.")
STORY = [
    *CENTRE,
    create("openings", "ben", "ben 0", type="bundle.create_and_release"),
    act("session", "mia", "record_session", "openings", held_on="2026-03-02"),
    act("deny", "ben", "deny", "openings", reason="We meet at four."),
    # From here on a command changes several things: what is trained moves with what it is trained by.
    give("rule on one", "ana 0", "pass_with_training"),
    give("rule on the other", "ana 1", "pass_with_training"),
    create("silences", "ana", "ana 0", "ana 1", items=["ana 0", "ana 1"]),
    act("release", "mia", "release", "silences"),
    RESPOND,
    act("conclude", "mia", "conclude", "silences", note="Well done."),
    # What is asked is answered, sent back, answered again; one more stays with Ben.
    ask("why", "ana", "ana 0"),
    exchange("why answered", "ana", "answer", "why", text="I was in a hurry."),
    exchange("why again", "mia", "send_back", "why", reason="On a Monday?"),
    ask("when", "ben", "ben 0"),
    # Ben leaves, with a live bundle and its item, and a question; what Mia keeps goes to Olga.
    give("rule on ben", "ben 1", "pass_with_training"),
    create(
        "pauses",
        "ben",
        "ben 1",
        goals=(aim("calls_completed", 5), aim("training_completed", 100), aim("calls_completed", 5, "2026-02-01", "2026-02-28")),
        items=["ben 1"],
        type="bundle.create_and_release",
    ),
    create("plans", "ana", "ana 0"),
    person("ben", "mia", roles=["agent"], active=False) | {"id": id_of("ben leaves")},
    hand_over("after ben", "ben", "max", "Ben has left.", by="olga"),
    hand_over("after mia", "mia", "olga"),
    # Under the policy that is adopted, max reaches ana, whom mia leads.
    command("adopt", "olga", "policy.adopt", {"access": {"manager_scope": "organisation"}}),
    create("closings", "ana", "ana 1", by="max"),
]

ASKS: dict[str, dict[str, Any]] = {
    "answer": {"text": "I was in a hurry."},
    "archive": {},
    "close": {},
    "send_back": {"reason": "On a Monday?"},
    "withdraw": {"reason": "It was another call."},
}

VERBS: dict[str, dict[str, Any]] = {
    "acknowledge": {},
    "archive": {},
    "cancel": {"reason": "It is no longer needed."},
    "conclude": {},
    "deny": {"reason": "We have not met."},
    "edit": {"content": {"title": "Another title", "calls": [{"call": id_of("ana 0")}]}},
    "record_session": {"held_on": "2026-03-02"},
    "release": {},
    "respond": {"kind": "reflection", "text": "I will pause more."},
    "restore": {},
}


def random_day(seed: int, count: int) -> Iterator[Any]:
    """What people send on a day; much of it is refused."""
    chance = random.Random(seed)
    actors = [*["mia"] * 8, *["ana"] * 4, "ben", "cem", "max", "nobody"]
    for number in range(count):
        name, actor = f"{seed}: {number}", chance.choice(actors)
        bundle, agent = f"{seed}: bundle {chance.randrange(8)}", chance.choice(["ana", *AGENTS])
        match chance.randrange(13):
            case 12:
                yield ask(name, agent, f"{agent} 0", by=actor, escalation=bundle) | {"id": id_of(name)}
            case 11:
                verb, body = chance.choice([*ASKS.items()])
                yield exchange(name, actor, verb, bundle, **body)
            case 10:
                who, to = chance.choice(["mia", "max", "ana"]), chance.choice(["mia", "max", "olga", "ana"])
                yield hand_over(name, who, to, chance.choice([None, "Has left."]), by=chance.choice(["system", "olga"]))
            case 0:
                yield command(name, "system", "person.record", _moved(chance))
            case 1 | 2:
                items = chance.choice([[], [f"{agent} 0"]])
                yield {**create(bundle, agent, f"{agent} 0", by=actor, items=items), "id": id_of(name)}
            case 3:
                ruling = chance.choice(["pass", "fail", "pass_with_training", "pass_with_training"])
                yield give(name, f"{agent} 0", ruling, by=actor)
            case 4:
                verb, body = chance.choice([*VERBS.items()])
                yield act(name, actor, verb, bundle, **body) | {"expected_version": chance.randrange(1, 4)}
            case _:
                verb, body = chance.choice([*VERBS.items()])
                yield act(name, actor, verb, bundle, **body)


def _moved(chance: random.Random) -> dict[str, Any]:
    """A person with another manager, who may even stand below."""
    who = chance.choice(["mia", "max", "cem"])
    roles = ["agent"] if who in AGENTS else ["manager"]
    return {"person": id_of(who), "name": who, "manager": id_of(chance.choice(["olga", "mia", "max"])), "roles": roles}
