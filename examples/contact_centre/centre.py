"""The contact centre: who acts in its stories, and how it is told what comes of that."""

import secrets
import uuid
from typing import Any, cast

import touchline
import voice
from store import Store, command
from touchline.types import Command, Query


def the_id(name: str) -> str:
    """The same id for the same name, so that every telling is alike."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"https://example.org/contact-centre/{name}"))


class Centre:
    """The contact centre: who acts, what is told of it."""

    def __init__(self, store: Store, day: str) -> None:
        self.store = store
        self.day = day
        self.refused: list[Command] = []

    def record(self, kind: str, body: dict[str, Any]) -> None:
        """The host enters a fact."""
        self.store.execute(command("system", f"{self.day}T08:00:00Z", kind, body))

    def acts(self, time: str, who: str, what: str, kind: str, body: dict[str, Any], refused: str | None = None) -> None:
        """Somebody tries something; the story tells how it went, which is as it says: refused with this code, or done."""
        code = self.tried(time, who, what, kind, body)
        assert code == refused, f"{time} {who} {what}: {code or 'done'}, and not {refused or 'done'}"

    def tried(self, time: str, who: str, what: str, kind: str, body: dict[str, Any]) -> str | None:
        """The code with which somebody is refused who tries something; nothing where it is done."""
        wanted = command(the_id(who), f"{self.day}T{time}:00Z", kind, body)
        try:
            outcome = self.store.execute(wanted)
        except touchline.Rejected as refusal:
            voice.refused(time, who, what, refusal.code, refusal.message)
            self.refused.append(wanted)
            return refusal.code
        except touchline.InvalidInput as broken:
            fault = broken.faults[0]
            voice.refused(time, who, what, fault["code"], f"{fault['path']}: {fault['message']}")
            return fault["code"]
        assert isinstance(outcome, touchline.Accepted)
        voice.did(time, who, what)
        for warning in outcome.receipt["warnings"]:
            voice.fact(f"{warning['code']}: {warning['message']}")
        return None

    def may(self, time: str, bundle: str, *people: str) -> None:
        """What is open to each of these people on a bundle."""
        for who in people:
            try:
                available = self.store.workspace.available(
                    {
                        "at": f"{self.day}T{time}:00Z",
                        "viewer": the_id(who),
                        "thing": {"type": "bundle", "id": the_id(bundle)},
                    }
                )
            except touchline.NotFound:
                voice.sees(who, "no such bundle")
                continue
            voice.may(who, [entry["command"].removeprefix("bundle.") for entry in available if entry["open"]])

    def ask(self, at: str, who: str, kind: str, body: dict[str, Any]) -> Any:
        """Somebody asks something."""
        query = {"type": kind, "viewer": the_id(who), "at": at, "body": body}
        return self.store.workspace.ask(cast(Query, query))

    def carries_out(self, since: str, until: str) -> None:
        """The host does what is due: what somebody ordered for a moment that has come."""
        query = {"type": "jobs.due", "viewer": "system", "at": f"{self.day}T{until}:00Z"}
        due: Any = self.store.workspace.ask(cast(Query, {**query, "body": {"since": f"{self.day}T{since}:00Z"}}))
        for run in due["runs"]:
            if run["type"] == "execute":
                order = {**run["body"]["command"], "entropy": secrets.token_hex(32)}
                self.store.execute(cast(Command, order))
                voice.did(until, "The host", f"executes {order['type']}, on the order of whoever set it")

    def looks(self, time: str, who: str, kind: str, body: dict[str, Any]) -> Any:
        """Somebody looks at one thing; nothing where there is none for them."""
        try:
            return self.ask(f"{self.day}T{time}:00Z", who, kind, body)["body"]
        except touchline.NotFound:
            voice.sees(who, f"no such {kind.partition('.')[0]}")
            return None

    def agent_sees(self, time: str, who: str) -> None:
        """An agent looks at their packs, and at the checks beside each call."""
        page = self.ask(f"{self.day}T{time}:00Z", who, "bundle.my_packs", {"list": "active"})
        for pack in page["items"]:
            checks = [check["check"] for call in pack["calls"] for check in call["checks"]]
            voice.sees(who, f"“{pack['title']}” [{pack['badge']}], failed checks: {', '.join(checks) or 'none'}")
        if not page["items"]:
            voice.sees(who, "an empty desk")

    def queue_stands(self, time: str, who: str) -> None:
        """The figures of the training queue, as somebody sees them."""
        cards = self.ask(f"{self.day}T{time}:00Z", who, "training.figures", {})["cards"]
        voice.sees(who, "queue: " + ", ".join(f"{card['value']} {card['key'].replace('_', ' ')}" for card in cards))

    def pool_stands(self, time: str, who: str) -> None:
        """Who needs attention, and why they stand where they stand."""
        pool = self.ask(f"{self.day}T{time}:00Z", who, "training.pool", {})["items"]
        for place, agent in enumerate(pool, start=1):
            checks = ", ".join(check["check"] for check in agent["checks"])
            voice.sees(who, f"pool, place {place}: {agent['name']} ({checks}). {agent['reason']['text']}")
        if not pool:
            voice.sees(who, "an empty attention pool")

    def is_told(self, time: str, who: str, most: int) -> None:
        """What somebody was told in the product, the newest first."""
        for message in self.ask(f"{self.day}T{time}:00Z", who, "notifications.mine", {"limit": most})["items"]:
            voice.sees(who, f"message: {message['subject']}")

    def responses_stand(self, time: str, who: str) -> None:
        """What agents have answered and a manager is to look at."""
        at = f"{self.day}T{time}:00Z"
        awaiting = self.ask(at, who, "responses.badge", {})["awaiting"]
        kinds = [response["thing"]["type"] for response in self.ask(at, who, "responses.list", {"list": "awaiting"})["items"]]
        voice.sees(who, f"responses: {awaiting} to look at ({', '.join(kinds) or 'nothing'})")

    def item(self, check: str) -> str:
        """The id of the item that waits for training in a check, from the queue."""
        waiting = self.ask(f"{self.day}T18:00:00Z", "Olga", "training.queue", {"state": "pending"})["items"]
        return next(str(item["training_item"]) for item in waiting if item["check"] == check)
