"""Whatever comes in, an exception comes out: nothing crashes, hangs or passes for something else."""

import json
from collections.abc import Callable
from typing import Any

import pytest

import touchline
from world import CREATE, STORY, story

BROKEN: dict[str, Any] = {
    "not JSON": b"{",
    "not UTF-8": b'{"id":"\xff"}',
    "NUL": b"\0",
    "half a surrogate pair in text": '{"id":"\ud800"}',
    "half a surrogate pair in a value": {**CREATE, "id": "\ud800"},
    "not a number": {**CREATE, "expected_version": float("nan")},
    "infinity": {**CREATE, "expected_version": float("-inf")},
    "above 2^53": {**CREATE, "expected_version": 2**53 + 1},
    "above 64 bits": {**CREATE, "expected_version": 2**70},
    "an unknown field": {**CREATE, "surprise": 1},
    "the wrong type": {**CREATE, "id": [1]},
    "a list": [],
    "deep": b"[" * 100_000,
    "large": b"[" + b"1," * 20_000_000,
    "a key twice": b'{"id":"a","id":"b"}',
}
CODES = {
    "not JSON": "syntax",
    "not UTF-8": "invalid_utf8",
    "NUL": "syntax",
    "half a surrogate pair in text": "invalid_utf8",
    "half a surrogate pair in a value": "lone_surrogate",
    "not a number": "syntax",
    "infinity": "syntax",
    "above 2^53": "number_out_of_range",
    "above 64 bits": "number_out_of_range",
    "an unknown field": "unknown_field",
    "the wrong type": "wrong_type",
    "a list": "wrong_type",
    "deep": "too_deep",
    "large": "too_large",
    "a key twice": "duplicate_key",
}


@pytest.mark.parametrize("name", BROKEN)
def test_api_07_a_broken_command_is_refused_with_its_faults(name: str) -> None:
    workspace = touchline.Workspace()
    with pytest.raises(touchline.InvalidInput) as refused:
        workspace.execute(BROKEN[name])
    assert CODES[name] in [fault["code"] for fault in refused.value.faults]
    assert str(refused.value)
    assert repr(workspace) == "<touchline.Workspace: 0 records>"


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("door", ["ask", "available", "Workspace", "load", "verify", "replay", "call"])
def test_api_07_every_door_refuses_what_is_broken(door: str, name: str) -> None:
    doors: dict[str, Callable[[Any], object]] = {
        "Workspace": touchline.Workspace,
        "load": touchline.load,
        "verify": touchline.verify,
        "call": lambda value: touchline.call("time.local_day", value),
    }
    act = doors.get(door) or getattr(touchline.Workspace(), door)
    streams = door in ("load", "verify", "replay")
    value = BROKEN[name]
    with pytest.raises((touchline.InvalidInput, touchline.Rejected)):
        act(json.dumps(value) if streams and not isinstance(value, str | bytes) else value)


@pytest.mark.parametrize("value", [1, 1.5, object(), {1, 2}], ids=repr)
def test_api_07_what_is_no_json_at_all_is_a_type_error_or_refused(value: Any) -> None:
    with pytest.raises((TypeError, touchline.InvalidInput)):
        touchline.Workspace().execute(value)


def test_api_07_an_unknown_operation_is_refused() -> None:
    with pytest.raises(touchline.Rejected):
        touchline.call("time.travel", {})


def test_api_07_a_policy_with_many_faults_tells_them_all() -> None:
    policy: Any = {"limits": {"title": 0, "surprise": 1}, "bundle": {"campaign_scope": "perhaps"}, "surprise": 1}
    with pytest.raises(touchline.InvalidInput) as refused:
        touchline.Workspace(policy)
    assert len(refused.value.faults) == 4


@pytest.mark.parametrize("cut", [1, 100, -2])
def test_api_07_a_log_that_breaks_off_within_a_record_is_refused(cut: int) -> None:
    _, records = story()
    log = "".join(record + "\n" for record in records)
    with pytest.raises(touchline.Rejected):
        touchline.load(log[:cut])


def test_api_07_a_command_may_hold_a_value_that_only_looks_like_text() -> None:
    workspace, _ = story(STORY[:3])
    command: Any = {**CREATE, "body": json.dumps(CREATE["body"])}
    with pytest.raises(touchline.InvalidInput) as refused:
        workspace.execute(command)
    assert [fault["path"] for fault in refused.value.faults] == ["/body"]
