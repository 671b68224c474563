"""A host with its own database: each command is decided over its tables, and kept in one transaction.

There is no workspace. The law is asked with the command and the policy, says which facts it needs, is given them, and
decides; the host seals the decision onto its chain and stores what has changed.
"""

import json
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, TypeVar, cast

import touchline
from touchline import law, waist
from touchline.types import Command, DecideInput, Draft, Fact, PolicyInput, ShowInput, Thing, ThingRef, View

import facts
from database import Database
from queries import Run

T = TypeVar("T")


class Unsupported(Exception):
    """A policy asks for what the tables of this host cannot tell."""


class Host:
    """One tenant, through one connection."""

    def __init__(self, database: Database, tenant: str) -> None:
        self.database = database
        self.tenant = tenant

    def open(self, policy: PolicyInput) -> None:
        """Take the tenant in, with an empty log. Raises `Unsupported` for a policy of which this host cannot keep all."""
        _supported(policy)
        self.database.transact(lambda run: run("open_tenant", tenant=self.tenant, policy=json.dumps(policy)))

    def execute(self, command: Command) -> touchline.Accepted | touchline.Repeated:
        """Decide on a command and keep what follows, or do neither. Raises what refuses it."""
        return self.database.transact(lambda run: self._execute(run, command))

    def _execute(self, run: Run, command: Command) -> touchline.Accepted | touchline.Repeated:
        [(policy, seq, head)] = run("lock_tenant", tenant=self.tenant)
        policy = json.loads(policy)
        identity = law.identify({"command": command, "policy": policy})
        known = run("remembered", tenant=self.tenant, actor=identity["actor"], id=identity["id"])
        if known:
            [(digest, place)] = known
            law.identify({"command": command, "policy": policy, "remembered": digest})
            return touchline.Repeated(place)

        asked: DecideInput = {"command": command, "policy": policy}
        decision = self._told(run, lambda loaded: law.decide({**asked, "facts": loaded}))
        seq += 1
        record, hash = _sealed(decision["draft"], seq, head)
        run("keep_record", tenant=self.tenant, seq=seq, record=record)
        run("keep_command", tenant=self.tenant, seq=seq, **identity)
        for thing in decision["things"]:
            self._keep(run, thing)
        run("move_head", tenant=self.tenant, seq=seq, hash=hash)
        return touchline.Accepted(seq, decision["receipt"], record)

    def show(self, viewer: str, at: str, wanted: list[ThingRef]) -> list[View | None]:
        """What a viewer is shown of these things; null for what they may not see, and for what is not there."""
        return self.database.look(lambda run: self._show(run, viewer, at, wanted)) if wanted else []

    def _show(self, run: Run, viewer: str, at: str, wanted: list[ThingRef]) -> list[View | None]:
        [(policy,)] = run("policy", tenant=self.tenant)
        rows = run("things", tenant=self.tenant, asked=[[thing["type"], thing["id"]] for thing in wanted])
        kept = {(type, id): json.loads(state) for type, id, state in rows if state is not None}
        asked: ShowInput = {"viewer": viewer, "at": at, "policy": json.loads(policy), "things": [*kept.values()]}
        shown = self._told(run, lambda loaded: law.show({**asked, "facts": loaded}))
        views = dict(zip(kept, shown["views"], strict=True))
        return [views.get((thing["type"], thing["id"])) for thing in wanted]

    def _told(self, run: Run, ask: Callable[[list[Fact]], T | touchline.NeedsFacts]) -> T:
        return touchline.told(lambda keys: facts.load(run, self.tenant, keys), ask)

    def _keep(self, run: Run, thing: Thing) -> None:
        state = json.dumps(thing, ensure_ascii=False)
        if thing["type"] == "person":
            person = thing["body"]["document"]
            run("keep_person", tenant=self.tenant, id=person["person"], manager=person["manager"], state=state)
        elif thing["type"] == "call":
            call = thing["body"]["document"]
            good = {"score": _millionths(call["quality_score"]), "stars": _millionths(call["stars"])}
            began, handler = call["started_at"], call["handler"]
            run("keep_call", tenant=self.tenant, id=call["call"], handler=handler, began=began, **good, state=state)
        else:
            if thing["type"] == "policy":
                _supported(thing["body"]["settings"])
                run("adopt_policy", tenant=self.tenant, policy=json.dumps(thing["body"]["settings"]))
            # A thing's id stands in its state under the name of its kind.
            kind, body = thing["type"], cast(dict[str, Any], thing["body"])
            concluded = body["concluded"] and body["concluded"]["done"]["at"] if kind == "bundle" else None
            reviewed = body["call"] if kind in ("disposition", "review", "review_assignment") else None
            kept = {"tenant": self.tenant, "id": body.get("document", body)[kind]}
            sought = {"concluded": concluded, "call": reviewed, **_duty(kind, body)}
            run("keep_thing", **kept, type=kind, state=state, **sought)
            if kind == "training_item":
                finding = {"agent": body["agent"], "checked": _checked(body), "raised": body["raised"]["at"]}
                where = {"bundle": body["bundle"], "state": body["state"], "resolved_at": body["resolved_at"]}
                run("keep_training_item", **kept, **finding, **where)
            if kind == "disposition":
                result = {"agent": body["agent"], "call": body["call"], "checked": _checked(body)}
                # What a model alone judged counts in nobody's figures.
                by_model = (body["source"] or {}).get("type") == "model"
                run("keep_result", **kept, **result, passes=None if by_model else PASSES.get(body["ruling"]))
            if kind == "metric_day":
                run("keep_metric_day", **kept, **_counted(body["document"]["counted"]))
            if kind == "goal":
                self._keep_goal(run, body)
            if kind == "team_goal":
                run("keep_team_goal", **kept, manager=body["manager"], **_measured(body))

    def _keep_goal(self, run: Run, goal: dict[str, Any]) -> None:
        items = goal["training_items"]
        rest = {"bundle": goal["bundle"], "items": None if items is None else len(items)}
        run("keep_goal", tenant=self.tenant, id=goal["goal"], person=goal["person"], **rest, **_measured(goal))
        for item in items or []:
            run("keep_goal_item", tenant=self.tenant, goal=goal["goal"], training_item=item)


def _checked(body: dict[str, Any]) -> str | None:
    """Which check a disposition or a training item is about, if not the call as a whole."""
    return body["check"]["key"] if body["check"] else None


def _measured(goal: dict[str, Any]) -> dict[str, str | None]:
    """What a goal measures, in which check or by which metric, and on which days."""
    measure, days = goal["aim"]["measure"], goal["days"]
    body = measure.get("body", {})
    of = {"measure": measure["type"], "checked": body.get("check"), "metric": body.get("metric")}
    return {**of, "stage": body.get("stage") or "", "currency": body.get("currency") or "", **days}


def _counted(day: dict[str, Any]) -> dict[str, Any]:
    """What a metric counted on a day: money in minor units, all else in millionths. What is counted is money where it
    has a currency."""
    sum = int(day["sum"]) if day["currency"] else _millionths(day["sum"])
    return {**day, "stage": day["stage"] or "", "currency": day["currency"] or "", "sum": sum}


# What a ruling counts as towards a goal; what does not apply counts as nothing.
PASSES = {"pass": 100_000_000, "pass_with_training": 0, "fail": 0}


def _millionths(value: float | None) -> int | None:
    """Whole millionths, rounded half away from zero as the number is written."""
    return None if value is None else int((Decimal(repr(value)) * 1_000_000).quantize(Decimal(1), ROUND_HALF_UP))


def _duty(kind: str, body: dict[str, Any]) -> dict[str, str | None]:
    """Of what is being worked on: who keeps it, and for whom it is once they were shown it. Of a review in which a
    clarification is owed: who owes it."""
    if kind == "review":
        return _owed(body)
    if kind == "review_assignment" and body["state"] in ("requested", "open"):
        at = body["asked"]["at"]
        return {"keeper": body["reviewer"], "made": at, "agent": body["agent"], "shown": at}
    ended = ("concluded", "cancelled", "closed", "withdrawn", "verified")
    kinds = ("bundle", "escalation", "action_item", "calibration")
    if kind not in kinds or body["archived"] or body["state"] in ended:
        return {"keeper": None, "made": None, "agent": None, "shown": None}
    if kind == "action_item":
        # What is done is its assignee's no more, and still to be verified.
        at, done = body["assigned"]["at"], body["state"] == "complete"
        return {"keeper": body["assigner"], "made": at, "agent": body["assignee"], "shown": None if done else at}
    if kind == "calibration":
        return {"keeper": body["leader"], "made": body["drafted"]["at"], "agent": body["agent"], "shown": None}
    made = body["created" if kind == "bundle" else "raised"]
    shown = body["released"] if kind == "bundle" else made
    successor = body["succession" if kind == "bundle" else "successor"] or {}
    return {
        "keeper": successor.get("keeper") or (shown or made)["by"],
        "made": made["at"],
        "agent": body["agent"],
        "shown": shown and shown["at"],
    }


def _owed(review: dict[str, Any]) -> dict[str, str | None]:
    asked = {number for number, entry in enumerate(review["thread"], 1) if entry["kind"] == "clarification"}
    shown = review["state"] in ("delivered", "reviewed", "acknowledged") and not review["archived"]
    if not shown or not asked - {entry["to"] for entry in review["thread"]}:
        return {"keeper": None, "made": None, "agent": None, "shown": None}
    keeper = (review["successor"] or {}).get("keeper") or review["created"]["by"]
    return {"keeper": keeper, "made": review["delivered"]["at"], "agent": review["agent"], "shown": None}


def _supported(policy: PolicyInput) -> None:
    """Refuse a policy under which reviews count towards goals: of these the tables keep nothing that could be counted."""
    if policy.get("access", {}).get("managers_see_all_reviews"):
        raise Unsupported("this host counts no reviews: access.managers_see_all_reviews stays off")


def _sealed(draft: Draft, seq: int, head: str | None) -> tuple[str, str]:
    """The record as the canonical line that a workspace would give, and its hash."""
    status, record, _ = waist.call("law.seal", json.dumps({"draft": draft, "seq": seq, "previous": head}))
    assert status == 0, record
    return record, json.loads(record)["hash"]
