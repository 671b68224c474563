"""A contact centre small enough to read: Mara manages Ana, and has a bundle with a call for her."""

from hashlib import sha256
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import touchline

AT = "2026-03-02T09:00:00.000Z"


def id_of(name: str) -> str:
    """The id that a name always has."""
    return str(uuid5(NAMESPACE_URL, f"touchline-tests:{name}"))


ANA, MARA, BUNDLE, CALL = id_of("ana"), id_of("mara"), id_of("bundle"), id_of("call")


def command(name: str, type: str, body: dict[str, Any], *, actor: str = "system", **more: Any) -> Any:
    """A whole command; its name decides its id and its entropy."""
    entropy = sha256(name.encode()).hexdigest()
    return {"id": id_of(name), "actor": actor, "at": AT, "entropy": entropy, "type": type, "body": body, **more}


def person(name: str, **more: Any) -> Any:
    """A command that enters a person."""
    return command(f"enter {name}", "person.record", {"person": id_of(name), "name": name.title(), **more})


PEOPLE = [person("mara", roles=["manager"]), person("ana", roles=["agent"], manager=MARA)]
TAKE_CALL = command("take call", "call.record", {"call": CALL, "handler": ANA, "length_ms": 61_000, "started_at": AT})
CONTENT = {"title": "Opening lines", "notes": "Smile ☺", "calls": [{"call": CALL}]}
CREATE = command("create", "bundle.create", {"bundle": BUNDLE, "agent": ANA, "content": CONTENT}, actor=MARA)
RELEASE = command("release", "bundle.release", {"bundle": BUNDLE}, actor=MARA)
RESPOND = command(
    "respond",
    "bundle.respond",
    {"bundle": BUNDLE, "kind": "reflection", "text": "I will say my name first."},
    actor=ANA,
)
STORY = [*PEOPLE, TAKE_CALL, CREATE, RELEASE, RESPOND]


def story(commands: list[Any] | None = None) -> tuple[touchline.Workspace, list[str]]:
    """A workspace in which the commands, or else the whole story, were accepted, and its records."""
    workspace = touchline.Workspace()
    records = []
    for each in STORY if commands is None else commands:
        outcome = workspace.execute(each)
        assert isinstance(outcome, touchline.Accepted)
        records.append(outcome.record)
    return workspace, records


def moment(workspace: touchline.Workspace) -> bytes:
    """Everything that the workspace holds."""
    return b"".join(workspace.snapshot())
