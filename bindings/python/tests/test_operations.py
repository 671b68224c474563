"""Operations without a workspace: modules with functions, and the loop of a host that loads facts itself."""

import json
from typing import Any

import pytest
import touchline
from touchline.types import DecideInput, Fact, FactKey
from world import ANA, CALL, CREATE, MARA, PEOPLE, STORY, TAKE_CALL, story

KNOWN: dict[str, Any] = {
    ANA: {"person": ANA, "value": PEOPLE[1]["body"]},
    MARA: {"person": MARA, "value": PEOPLE[0]["body"]},
    CALL: {"call": CALL, "value": TAKE_CALL["body"]},
    MARA + ANA: {"manager": MARA, "report": ANA, "depth": 1},
}


def loaded(key: FactKey) -> Fact:
    """What a host's database would say."""
    if key["type"] == "thing":
        return {"type": "thing", "body": {"thing": key["body"], "value": None}}
    known: Any = {"type": key["type"], "body": KNOWN["".join(map(str, key["body"].values()))]}
    fact: Fact = known
    return fact


def test_api_04_an_operation_is_a_function_in_its_module() -> None:
    day = touchline.time.local_day({"at": "2026-03-29T23:30:00Z", "zone": "Europe/Berlin"})
    assert day == {"date": "2026-03-30", "zone": "Europe/Berlin"}
    assert touchline.call("time.local_day", '{"at":"2026-03-29T23:30:00Z","zone":"Europe/Berlin"}') == day
    assert touchline.meta.version()["library"] == touchline.__version__


def test_api_04_a_decision_that_waits_for_facts_is_a_value_and_the_hosts_loop_ends_in_the_same_record() -> None:
    _, records = story(STORY[:4])
    facts: list[Fact] = []
    asked: DecideInput = {"command": CREATE, "facts": facts}
    decision = touchline.law.decide(asked)
    rounds = 0
    while isinstance(decision, touchline.NeedsFacts):
        rounds += 1
        facts += map(loaded, decision.keys)
        decision = touchline.law.decide(asked)
    assert 1 <= rounds <= 2
    draft: Any = decision["draft"]
    sealed = touchline.law.seal({"draft": draft, "seq": 4, "previous": json.loads(records[2])["hash"]})
    assert sealed == json.loads(records[3])


def test_wsp_07_one_loop_loads_until_there_is_an_answer() -> None:
    wanted: list[list[FactKey]] = []

    def load(keys: list[FactKey]) -> list[Fact]:
        wanted.append(keys)
        return [loaded(key) for key in keys]

    asked: DecideInput = {"command": CREATE}
    decision = touchline.told(load, lambda facts: touchline.law.decide({**asked, "facts": facts}))
    assert decision["receipt"]["state"] == "draft"
    assert 1 <= len(wanted) <= 2


def test_wsp_07_what_was_loaded_and_is_wanted_again_is_told() -> None:
    asked: DecideInput = {"command": CREATE}
    with pytest.raises(LookupError, match="what was loaded is wanted again"):
        touchline.told(lambda _: [], lambda facts: touchline.law.decide({**asked, "facts": facts}))
