"""The peer: the month's dispositions and bundles with `eventsourcing` and SQLite: `eventsourced.py FOLDER`.

Aggregates as its documentation writes them, in a file. Nothing is checked, nobody is asked for permission, nothing
follows from anything. Prints how many commands a second of this process's processor time.
"""

import json
import sys
import tempfile
from pathlib import Path
from time import process_time_ns
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event

FOLDER = Path(sys.argv[1])
COMMANDS = 10_000


class Disposition(Aggregate):
    """What was made of a check of a call."""

    @event("Given")
    def __init__(self, call: str, check: str, ruling: str, note: str | None) -> None:
        """Give it."""
        self.call, self.check, self.ruling, self.note = call, check, ruling, note

    @staticmethod
    def create_id(call: str, check: str) -> UUID:
        """One for each check of a call."""
        return uuid5(NAMESPACE_OID, f"{call} {check}")


class Bundle(Aggregate):
    """A coaching bundle."""

    @event("Created")
    def __init__(self, bundle: str, agent: str, content: dict[str, Any]) -> None:
        """Make a draft."""
        self.agent, self.content, self.state = agent, content, "draft"
        self.text: str | None = None
        self.note: str | None = None

    @staticmethod
    def create_id(bundle: str) -> UUID:
        """The host's."""
        return UUID(bundle)

    @event("Released")
    def release(self) -> None:
        """Release it."""
        self.state = "released"

    @event("Responded")
    def respond(self, text: str) -> None:
        """Answer it."""
        self.state, self.text = "agent_reviewed", text

    @event("Concluded")
    def conclude(self, note: str) -> None:
        """Close it."""
        self.state, self.note = "concluded", note


class Pipeline(Application[UUID]):
    """Executes a command."""

    def execute(self, command: dict[str, Any]) -> bool:
        """Whether the command is of the part that the peer has."""
        body = command["body"]
        match command["type"]:
            case "disposition.give":
                thing: Aggregate = Disposition(body["call"], body["check"], body["ruling"], body["note"])
            case "bundle.create":
                thing = Bundle(body["bundle"], body["agent"], body["content"])
            case "bundle.release" | "bundle.respond" | "bundle.conclude" as name:
                bundle: Bundle = self.repository.get(UUID(body["bundle"]))
                match name:
                    case "bundle.release":
                        bundle.release()
                    case "bundle.respond":
                        bundle.respond(body["text"])
                    case _:
                        bundle.conclude(body["note"])
                thing = bundle
            case _:
                return False
        self.save(thing)
        return True


with tempfile.TemporaryDirectory() as folder:
    environment = {"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": str(Path(folder) / "events.db")}
    pipeline = Pipeline(env=environment)
    done = nanoseconds = 0
    for page in sorted(FOLDER.glob("page-*.lines")):
        for line in page.read_text(encoding="utf-8").split("\n"):
            command = json.loads(line)
            start = process_time_ns()
            done += pipeline.execute(command)
            nanoseconds += process_time_ns() - start
            if done >= COMMANDS:
                break
        if done >= COMMANDS:
            break
    print("commands", round(done / (nanoseconds / 1e9)))
