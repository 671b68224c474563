"""A workspace: what goes in, what comes out, and how it is kept, copied and shown."""

import copy
import io
import json
import pickle
from pathlib import Path
from typing import Any

import pytest

import touchline
from touchline import waist
from world import ANA, AT, BUNDLE, CREATE, MARA, PEOPLE, RELEASE, STORY, command, moment, person, story


def test_api_04_an_accepted_command_gives_its_place_its_receipt_and_its_record() -> None:
    workspace = touchline.Workspace()
    outcome = workspace.execute(PEOPLE[0])
    assert isinstance(outcome, touchline.Accepted)
    assert not outcome.repeated
    assert outcome.seq == 1
    record = json.loads(outcome.record)
    assert (record["seq"], record["command"]["id"]) == (1, PEOPLE[0]["id"])
    assert isinstance(outcome.receipt, dict)


def test_api_04_a_command_executed_before_is_repeated() -> None:
    workspace, records = story()
    outcome = workspace.execute(RELEASE)
    assert outcome == touchline.Repeated(STORY.index(RELEASE) + 1)
    assert outcome.repeated


def test_api_04_a_refused_command_raises_and_changes_nothing() -> None:
    workspace, _ = story()
    before = moment(workspace)
    with pytest.raises(touchline.WrongState) as refused:
        workspace.execute(command("again", "bundle.release", {"bundle": BUNDLE}, actor=MARA))
    assert refused.value.kind == "wrong_state"
    assert refused.value.details["state"]
    assert moment(workspace) == before


def test_api_04_many_commands_give_one_outcome_each_and_raise_nothing() -> None:
    workspace, records = story()
    other = touchline.Workspace()
    outcomes = other.execute_many([*STORY, RELEASE, b"{}"])
    accepted = [outcome for outcome in outcomes if isinstance(outcome, touchline.Accepted)]
    assert [outcome.record for outcome in accepted] == records
    assert isinstance(outcomes[-2], touchline.Repeated)
    assert isinstance(outcomes[-1], touchline.InvalidInput)
    assert moment(other) == moment(workspace)


@pytest.mark.parametrize("form", [str, str.encode, lambda text: bytearray(text.encode()), lambda text: memoryview(text.encode())])
def test_api_04_json_text_does_as_well_as_values(form: Any) -> None:
    workspace, other = touchline.Workspace(), touchline.Workspace()
    for each in STORY:
        assert workspace.execute(form(json.dumps(each, ensure_ascii=False))) == other.execute(each)


def test_api_04_what_is_open_and_what_is_asked_is_answered_in_plain_values() -> None:
    workspace, _ = story(STORY[:4])
    open_to_mara = workspace.available({"viewer": MARA, "at": AT, "thing": {"type": "bundle", "id": BUNDLE}})
    codes = {each["command"]: each["code"] for each in open_to_mara}
    assert codes["bundle.release"] is None
    assert codes["bundle.respond"] == "not_permitted"
    view = workspace.ask({"viewer": MARA, "at": AT, "type": "bundle.packs", "body": {"list": "active"}})
    assert [bundle["title"] for bundle in view["items"]] == ["Opening lines"]
    with pytest.raises(touchline.NotFound):
        workspace.ask({"viewer": ANA, "at": AT, "type": "bundle.get", "body": {"bundle": BUNDLE}})


def test_api_04_a_workspace_is_loaded_from_records_from_a_log_and_from_a_snapshot() -> None:
    workspace, records = story()
    log = "".join(record + "\n" for record in records).encode()
    again = [
        touchline.load(records=records),
        touchline.load(records=(record for record in records)),
        touchline.load(log),
        touchline.load(io.BytesIO(log)),
        touchline.load(log[at : at + 7] for at in range(0, len(log), 7)),
        touchline.load(workspace.snapshot()),
        touchline.load(story(STORY[:3])[0].snapshot(), records=records[3:]),
    ]
    assert {moment(other) for other in again} == {moment(workspace)}


@pytest.mark.parametrize("none", [STORY[0], 5, None])
def test_api_04_what_is_no_list_of_commands_or_records_is_refused(none: Any) -> None:
    for door in (touchline.Workspace().execute_many, touchline.Workspace().replay):
        with pytest.raises(TypeError):
            door(none)


def test_api_04_one_of_many_that_is_no_line_is_told_by_its_place() -> None:
    workspace = touchline.Workspace()
    wrongs: list[tuple[Any, type[Exception], str]] = [
        ({"at": {"deep": {1}}}, TypeError, "/1/at/deep: "),
        ("{\n}", ValueError, "/1: "),
        ("", ValueError, "/1: "),
    ]
    for wrong, error, words in wrongs:
        with pytest.raises(error, match=f"^{words}"):
            workspace.execute_many([STORY[0], wrong])
    assert repr(workspace) == "<touchline.Workspace: 0 records>"


def test_api_04_further_records_are_replayed() -> None:
    workspace, records = story()
    other = touchline.load(records=records[:2])
    other.replay(records[2:4])
    assert (other.seq, other.head) == (4, json.loads(records[3])["hash"])
    other.replay(records[4] + "\n" + records[5])
    assert moment(other) == moment(workspace)


def test_api_04_a_workspace_tells_how_far_it_has_come() -> None:
    workspace, records = story()
    assert (touchline.Workspace().seq, touchline.Workspace().head) == (0, None)
    last = json.loads(records[-1])
    assert (workspace.seq, workspace.head) == (last["seq"], last["hash"])
    then = touchline.load(records=records, as_of=json.loads(records[1])["command"]["at"])
    assert then.seq > 0
    with pytest.raises(AttributeError):
        workspace.seq = 1  # type: ignore[misc]


def test_api_04_a_record_that_is_more_than_a_line_is_refused() -> None:
    _, records = story()
    with pytest.raises(ValueError, match="one line"):
        touchline.load(records=["\n".join(records)])


def test_api_04_a_file_is_opened_by_whoever_hands_it_in() -> None:
    for asked in (touchline.load, touchline.verify):
        with pytest.raises(TypeError, match="^open log.jsonl, and hand in"):
            asked(Path("log.jsonl"))  # type: ignore[arg-type]
        with pytest.raises(TypeError, match="^open log.jsonl, and hand in"):
            asked(records=Path("log.jsonl"))  # type: ignore[arg-type]


def test_api_04_a_log_is_verified_and_a_cut_tail_is_seen_by_its_head() -> None:
    _, records = story()
    head = json.loads(records[-1])["hash"]
    touchline.verify(records=records, head=head, count=len(records))
    touchline.verify(records=records[:-1])
    with pytest.raises(touchline.Rejected):
        touchline.verify(records=records[:-1], head=head, count=len(records))
    with pytest.raises(touchline.Rejected):
        touchline.verify(records=[records[1], records[0], *records[2:]])


def test_wsp_10_a_log_is_redacted_from_any_source_into_any_sink() -> None:
    workspace, records = story()
    owner = person("olga", roles=["owner"])
    order = command("redact ana", "person.redact", {"person": ANA, "order": "DSR 1"}, actor=owner["body"]["person"])
    for wanted in (owner, order):
        outcome = workspace.execute(wanted)
        assert not outcome.repeated
        records.append(outcome.record)
    log = "".join(record + "\n" for record in records).encode()
    for source in (lambda: log, lambda: io.BytesIO(log), lambda: (log[at : at + 7] for at in range(0, len(log), 7))):
        new = io.BytesIO()
        told = touchline.redact(source, new.write)
        assert told["remains"] == "pseudonymous"
        assert told["redacted"] > 0
        assert b"Opening lines" in log
        assert b"Opening lines" not in new.getvalue()
        assert moment(touchline.load(new.getvalue())) == moment(workspace)
    with pytest.raises(touchline.Rejected):
        touchline.redact(lambda: log.replace(b"Olga", b"Olaf"), io.BytesIO().write)


def test_wsp_09_a_workspace_of_the_past_is_asked_and_not_changed() -> None:
    _, records = story()
    then = touchline.load(records=records, as_of=AT)
    with pytest.raises(touchline.Invalid):
        then.ask({"viewer": MARA, "at": AT, "type": "bundle.badge", "body": {}})
    with pytest.raises(touchline.Conflict):
        then.execute(PEOPLE[0])
    with pytest.raises(touchline.Conflict):
        list(then.snapshot())
    assert "Workspace" in repr(then)
    with pytest.raises(touchline.InvalidInput):
        touchline.load(records=records, as_of="yesterday")


def test_wsp_08_another_policy_is_tried_on_a_log() -> None:
    _, records = story()
    told = touchline.try_policy({}, records=records)
    assert (told["records"], told["commands"], told["people"]) == (len(records), [], [])
    told = touchline.try_policy({"limits": {"title": 5}}, records=records, limit=1)
    assert [each["then"]["code"] for each in told["commands"]] == ["text_too_long"]
    assert told["more_commands"] > 0
    told = touchline.try_policy({}, records=records, framework="sales", replaces="sales_sub_skills", catalogues=[])
    assert (told["reports"], told["not_rescored"]) == ([], [])
    with pytest.raises(touchline.InvalidInput):
        touchline.try_policy({"limits": {"title": 0}}, records=records)
    with pytest.raises(touchline.InvalidInput, match="telephone"):
        touchline.try_policy({}, records=records, framework="sales", replaces="telephone")


def test_api_04_a_snapshot_ends_where_the_workspace_changes() -> None:
    workspace, _ = story(STORY[:3])
    chunks = workspace.snapshot()
    workspace.execute(CREATE)
    with pytest.raises(touchline.Rejected):
        list(chunks)


@pytest.mark.parametrize("policy", [None, {}, "{}", bytearray(b"{}"), {"bundle": {"campaign_scope": "warn"}}])
def test_api_04_a_workspace_pickles_and_copies_through_its_snapshot(policy: Any) -> None:
    workspace = touchline.Workspace(policy)
    workspace.execute_many(STORY[:-1])
    for other in (pickle.loads(pickle.dumps(workspace)), copy.copy(workspace), copy.deepcopy(workspace)):
        assert moment(other) == moment(workspace)
        assert isinstance(other.execute(STORY[-1]), touchline.Accepted)
        assert moment(other) != moment(workspace)


class Tenant(touchline.Workspace):
    """A workspace with what a host adds to it."""

    __slots__ = ("region",)

    region: str


class NamedTenant(Tenant):
    """Another, whose instances have a dictionary."""

    name: str


def test_api_04_a_subclass_of_a_workspace_pickles_and_copies_as_what_it_is() -> None:
    tenant = NamedTenant()
    tenant.execute_many(STORY)
    tenant.name, tenant.region = "north", "eu"
    for other in (pickle.loads(pickle.dumps(tenant)), copy.copy(tenant), copy.deepcopy(tenant)):
        assert (type(other), other.name, other.region) == (NamedTenant, "north", "eu")
        assert moment(other) == moment(tenant)
    bare = Tenant()
    assert type(copy.copy(bare)) is Tenant


def test_api_04_a_workspace_says_what_it_is() -> None:
    assert repr(touchline.Workspace()) == "<touchline.Workspace: 0 records>"
    assert repr(story(PEOPLE[:1])[0]) == "<touchline.Workspace: 1 record>"
    assert repr(story()[0]) == "<touchline.Workspace: 6 records>"


def test_api_04_the_waist_gives_text_and_raises_nothing() -> None:
    status, answer, workspace = waist.Workspace.open(b"")
    assert (status, answer) == (0, "null")
    assert workspace is not None
    status, answer, record = workspace.execute(b"{}")
    assert (status, record) == (3, None)
    assert json.loads(answer)["faults"]


def test_api_04_a_loader_that_is_done_says_so() -> None:
    _, _, loader = waist.Loader.open(b"")
    assert loader is not None
    loader.finish()
    with pytest.raises(ValueError, match="already finished"):
        loader.feed(b"")
