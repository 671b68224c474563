"""What a type checker must refuse, each on the line that says so; see test_types.py. Never run."""

import touchline
from touchline.types import BundleReleaseCommand, PolicyInput

AT = "2026-03-02T09:00:00.000Z"
ID = "7f0e3a51-5f0e-4f6c-9d6c-0d6f3a1c2b4e"
workspace = touchline.Workspace()


def a_wrong_name() -> BundleReleaseCommand:
    return {
        "id": ID,
        "actor": ID,
        "at": AT,
        "type": "bundle.relaese",  # error: typeddict-item
        "body": {"bundle": ID},
    }


def a_wrong_field() -> BundleReleaseCommand:
    return {
        "id": ID,
        "actor": ID,
        "at": AT,
        "type": "bundle.release",
        "body": {"bundel": ID},  # error: typeddict-item, typeddict-unknown-key
    }


def a_wrong_type() -> BundleReleaseCommand:
    return {
        "id": ID,
        "actor": ID,
        "at": AT,
        "type": "bundle.release",
        "body": {"bundle": 7},  # error: typeddict-item
    }


def a_field_left_out() -> BundleReleaseCommand:
    return {"id": ID, "actor": ID, "type": "bundle.release", "body": {"bundle": ID}}  # error: typeddict-item


def a_wrong_setting() -> PolicyInput:
    return {"bundle": {"campaign_scope": "perhaps"}}  # error: typeddict-item


workspace.execute({"id": ID, "actor": ID, "at": AT, "type": "bundle.relaese", "body": {}})  # error: arg-type
workspace.ask({"viewer": ID, "at": AT, "type": "bundle.pcks", "body": {}})  # error: call-overload
workspace.available({"viewer": ID, "at": AT})  # error: arg-type
touchline.time.local_day({"at": AT, "zone": 1})  # error: typeddict-item
touchline.Workspace(policy=1)  # error: arg-type
touchline.tables.effects(at=AT, coaching={"coahced": []})  # error: typeddict-item, typeddict-unknown-key
touchline.tables.effects(at=AT)  # error: call-arg
touchline.tables.effects(at=AT, coaching={"coached": []}, deals=7)  # error: arg-type
touchline.tables.effects(at=AT, coaching={"coached": []}, metrics=["win_rte"])  # error: list-item
touchline.tables.effects(at=AT, coaching={"coached": []}, windows=[])  # error: call-arg
touchline.tables.effects(at=AT, coaching={"coached": []}, metrics="win_rate")  # error: arg-type
touchline.tables.score(touchline.tables.score(None), keep="rep")  # error: arg-type
touchline.tables.groups(touchline.tables.score(None), roles="starter")  # error: arg-type

try:
    workspace.execute(b"{}")
except touchline.Rejected as refusal:
    print(refusal.answer["datails"])  # error: typeddict-item
    if refusal.code == "no_such_code":  # error: comparison-overlap
        pass
