"""What a type checker must accept; see test_types.py. Never run."""

from datetime import UTC, date, datetime
from typing import assert_never, assert_type
from uuid import uuid4

import touchline
from touchline import types
from touchline.numbers import BundleCommand, BundleState, Thing
from touchline.types import Benchmarked, BundleReleaseCommand, CallRecordCommand, CoachingMetricEffects, Code, DaySpan, DaySpanInput, Fact, FactInput, Measured, MetricFacts, PageOfStaffBundle, PolicyInput, SkillFramework, SkillScore, ThingInput

workspace = touchline.Workspace({"bundle": {"campaign_scope": "warn"}})

release: BundleReleaseCommand = {
    "id": "7f0e3a51-5f0e-4f6c-9d6c-0d6f3a1c2b4e",
    "actor": "system",
    "at": "2026-03-02T09:00:00.000Z",
    "type": "bundle.release",
    "body": {"bundle": "0a3c6b0e-9a43-4b0a-8a39-1d6f7f1f1c55"},
}

match workspace.execute(release):
    case touchline.Accepted(receipt=receipt, record=record):
        assert_type(record, str)
    case touchline.Repeated(seq):
        assert_type(seq, int)
    case other:
        assert_never(other)

outcome = workspace.execute(release)
if not outcome.repeated:
    assert_type(outcome, touchline.Accepted)

for each in workspace.execute_many([release, b"{}", "{}"]):
    if isinstance(each, touchline.Rejected):
        assert_type(each.code, Code)
        if each.answer["code"] == "text_too_long":
            assert_type(each.answer["details"]["limit"], int)
    elif isinstance(each, touchline.InvalidInput):
        assert_type([fault["path"] for fault in each.faults], list[str])

view = workspace.ask(
    {
        "viewer": "0a3c6b0e-9a43-4b0a-8a39-1d6f7f1f1c55",
        "at": "2026-03-02T09:00:00.000Z",
        "type": "bundle.packs",
        "body": {"list": "active"},
    }
)
assert_type(view, PageOfStaffBundle)
assert_type(b"".join(workspace.snapshot()), bytes)
assert_type(touchline.lifecycle_step(Thing.BUNDLE, BundleState.DRAFT, BundleCommand.RELEASE), tuple[int, int])
assert_type(touchline.time.local_day({"at": "2026-03-02T09:00:00Z", "zone": "Europe/Berlin"})["date"], str)


class Frame:
    """A DataFrame of anybody's."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return requested_schema


AT = "2026-07-01T09:00:00Z"
assert_type(touchline.tables.metrics(at=AT, deals=Frame(), metrics=["win_rate"], by=["team"]), touchline.tables.Scores)
effects = touchline.tables.effects(
    at=AT,
    coaching={"coached": [{"person": "ana", "engagement": {"first": "2026-03-02", "last": "2026-03-31"}}], "days": 30},
    deals=Frame(),
    teams=None,
    metrics=["win_rate", "calls_per_week"],
    by_person=True,
    columns={"deals": {"deal": "Opportunity"}},
)
assert_type(effects, CoachingMetricEffects)
change = effects["metrics"][0]["effect"]["coached"]["change"]
if change is not None:
    assert_type(change["difference"], float)

# What is measured of facts is answered at once: they are all handed in, and none is waited for.
facts: MetricFacts = {
    "deals": [
        {
            "deal": "D1",
            "owner": "ana",
            "opened_at": "2026-01-12T00:00:00Z",
            "value": {"amount": 450_000, "currency": "EUR"},
            "closed": {"at": "2026-02-11T00:00:00Z", "outcome": "won"},
        }
    ]
}
measured = touchline.metric.measure({
    "at": AT,
    "window": {"type": "days", "body": {"first": "2026-01-01", "last": "2026-03-31", "zone": "Europe/Berlin"}},
    "metrics": ["win_rate", "average_deal_size"],
    "facts": facts,
    "by_owner": True,
})
assert_type(measured, Measured)
assert_type([each["owner"] for each in measured["by_owner"]], list[str | None])
assert_type(touchline.metric.benchmarks({"at": AT, "facts": facts, "person": "ana", "team": ["ana"]}), Benchmarked)
assert_type(touchline.metric.effect({"at": AT, "coaching": {"coached": []}, "facts": {}}), CoachingMetricEffects)

# What the library writes can be handed back to it, as it is or changed.
[framework] = touchline.skill.frameworks({"key": "sales"})
assert_type(framework, SkillFramework)
framework["areas"][0]["weight"] = 0.2
touchline.skill.check(framework)
own = touchline.skill.score({"framework": {"type": "own", "body": framework}, "values": {"win_rate": 0.5}})
touchline.skill.score({"framework": framework, "values": {"win_rate": 0.5}})
touchline.skill.score({"framework": "sales", "values": {"win_rate": 0.5}})
assert_type(own, SkillScore)
touchline.SkillScorer(framework)
touchline.tables.score(Frame(), framework, policy=touchline.policy.default())
touchline.Workspace(touchline.policy.check(touchline.policy.default()))

# A map may hold less than it could.
measures = {"win_rate": 0.25}
touchline.skill.score({"values": measures})
touchline.SkillScorer().score(measures)
policy: PolicyInput = {"recommendation": {"gap_under": 60}}
touchline.tables.score(Frame(), policy=policy, columns={"win_rate": "Won"})

# Names are whatever holds them, and moments may be Python's.
for names in (["rep"], ("rep",), {"rep"}, {"rep": 1}.keys()):
    touchline.tables.score(Frame(), keep=names)
touchline.tables.score(Frame(), keep=(name for name in "ab"), roles=iter(["starter"]))
touchline.tables.metrics(at=datetime.now(UTC), every="month", first=date(2026, 1, 1), last=date(2026, 3, 31))
touchline.tables.groups(Frame(), at="at", as_of=datetime.now(UTC))

# Moments, days and ids may be Python's own wherever they go in, at every depth; what comes out is text.
who, when, thing = uuid4(), datetime.now(UTC), uuid4()
workspace.execute({"id": uuid4(), "actor": who, "at": when, "type": "bundle.release", "body": {"bundle": thing}})
called: CallRecordCommand = {
    "id": uuid4(),
    "actor": "system",
    "at": when,
    "type": "call.record",
    "body": {"call": thing, "handler": who, "started_at": when, "length_ms": 90_000, "participants": [who, uuid4()]},
}
workspace.execute(called)
assert_type(workspace.ask({"viewer": who, "at": when, "type": "bundle.packs", "body": {"list": "active"}}), PageOfStaffBundle)
assert_type(workspace.available({"viewer": who, "at": when, "thing": {"type": "bundle", "id": thing}})[0]["open"], bool)
assert_type(touchline.time.local_day({"at": when, "zone": "Europe/Berlin"})["date"], str)
march: DaySpanInput = {"first": date(2026, 3, 1), "last": date(2026, 3, 31)}
spring = touchline.metric.measure({
    "at": when,
    "window": {"type": "days", "body": {**march, "zone": "Europe/Berlin"}},
    "facts": {"calls": [{"at": when, "owner": "ana"}]},
})
assert_type(spring, Measured)


def taken_back(fact: Fact, state: types.Thing, span: DaySpan) -> tuple[FactInput, ThingInput, DaySpanInput]:
    """What the library gives goes in again."""
    return fact, state, span


states = touchline.law.columns({"things": []})["columns"]
assert_type([state["coached"] for state in states], list[str | None])
