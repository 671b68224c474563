"""Writers that race for the same tenant: nothing is lost, nothing is done twice, nothing is done by halves."""

import json
import random
from collections import Counter
from itertools import count
from typing import Any

import pytest

from host import Host
from ledger import moment, replayed, rows
from places import Place
from world import CENTRE, STORY, act, create, id_of
from writers import AT_A_STATEMENT, AT_THE_COMMIT, in_a_word, killed, race

WRITERS = [2, 8]


@pytest.mark.parametrize("writers", WRITERS)
def test_wsp_03_what_every_writer_sends_is_done_once(place: Place, host: Host, writers: int) -> None:
    for command in CENTRE:
        host.execute(command)
    commands = [create(f"bundle {number}", "ana", "ana 0") for number in range(20)]
    batches = [random.Random(writer).sample(commands, len(commands)) for writer in range(writers)]
    answers = race(place, host.tenant, batches)
    for command in commands:
        each = [told[batch.index(command)] for told, batch in zip(answers, batches, strict=True)]
        assert Counter(each) == {"accepted": 1, "repeated": writers - 1}
    assert len(rows(host, "records")) == len(CENTRE) + len(commands)
    replayed(host)


@pytest.mark.parametrize("writers", WRITERS)
def test_ker_08_of_writers_who_have_seen_the_same_version_one_is_first(place: Place, host: Host, writers: int) -> None:
    bundles = [f"bundle {number}" for number in range(10)]
    for command in [*CENTRE, *(create(bundle, "ana", "ana 0") for bundle in bundles)]:
        host.execute(command)
    answers = race(place, host.tenant, [[_edit(bundle, writer, expected=1) for bundle in bundles] for writer in range(writers)])
    for each in zip(*answers, strict=True):
        assert Counter(each) == {"accepted": 1, "version_conflict": writers - 1}
    assert len(rows(host, "records")) == len(CENTRE) + 2 * len(bundles)
    replayed(host)


@pytest.mark.parametrize("writers", WRITERS)
def test_wsp_04_no_record_is_lost_where_all_write_to_one_thing(place: Place, host: Host, writers: int) -> None:
    for command in [*CENTRE, create("bundle", "ana", "ana 0")]:
        host.execute(command)
    batches = [[_edit("bundle", writer, number) for number in range(10)] for writer in range(writers)]
    answers = race(place, host.tenant, batches)
    assert {word for told in answers for word in told} == {"accepted"}
    replayed(host)
    [bundle] = [thing for (state,) in rows(host, "states") if (thing := json.loads(state))["type"] == "bundle"]
    assert bundle["body"]["version"] == 1 + 10 * writers


def test_wsp_04_a_writer_that_is_killed_leaves_all_of_a_command_or_nothing(place: Place, host: Host) -> None:
    *story, last = STORY
    for command in story:
        host.execute(command)
    before = moment(host)
    for statement in count():
        died = killed(place, host.tenant, last, statement)
        assert moment(host) == before
        if died == AT_THE_COMMIT:
            break
        assert died == AT_A_STATEMENT
    assert statement > 5
    assert in_a_word(host, last) == "accepted"
    assert in_a_word(host, last) == "repeated"
    replayed(host)


def _edit(bundle: str, writer: int, number: int = 0, expected: int | None = None) -> Any:
    content = {"title": f"By writer {writer}, {number}", "calls": [{"call": id_of("ana 0")}]}
    edit = act(f"{writer} edits {bundle}, {number}", "mia", "edit", bundle, content=content)
    return edit if expected is None else {**edit, "expected_version": expected}
