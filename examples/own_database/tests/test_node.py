"""The host in TypeScript keeps the same in the same tables, even while the one in Python writes to them too."""

import json
import os
import random
import subprocess
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from psycopg.conninfo import conninfo_to_dict

import touchline
from host import Host
from ledger import replayed, rows
from places import Place
from world import CENTRE, RESPOND, STORY, act, create
from writers import PATIENCE, race

HOST = os.environ.get("TOUCHLINE_NODE_HOST")

pytestmark = [
    pytest.mark.skipif(HOST is None, reason="`cargo xtask test host` builds the host in TypeScript"),
    pytest.mark.parametrize("place", ["postgresql", "postgresql-serializable"], indirect=True),
]


def node(place: Place, tenant: str, commands: list[Any]) -> list[str]:
    """A writer in Node sends these; what becomes of each, in a word."""
    assert HOST
    server = conninfo_to_dict(place.address)
    names = {"host": "PGHOST", "user": "PGUSER", "dbname": "PGDATABASE", "options": "PGOPTIONS"}
    where = {names[name]: str(value) for name, value in server.items()}
    lines = "".join(json.dumps(command) + "\n" for command in commands)
    told = subprocess.run(
        ["node", HOST, tenant], input=lines, env={**os.environ, **where}, capture_output=True, text=True, timeout=PATIENCE
    )
    assert told.returncode == 0, told.stderr
    return told.stdout.split()


def test_wsp_07_a_host_in_typescript_keeps_what_a_workspace_does(place: Place, host: Host) -> None:
    workspace = touchline.Workspace()
    records = [workspace.execute(command).record for command in STORY]  # type: ignore[union-attr]
    reused = {**act("another", "ana", "archive", "silences"), "id": RESPOND["id"]}
    refused = act("again", "mia", "release", "silences")
    words = node(place, host.tenant, [*STORY, RESPOND, reused, refused])
    assert words == [*["accepted"] * len(STORY), "repeated", "command_id_reused", "bundle_final"]
    assert [record for (record,) in rows(host, "records")] == records
    assert b"".join(replayed(host).snapshot()) == b"".join(workspace.snapshot())


def test_wsp_03_writers_in_two_languages_do_each_command_once(place: Place, host: Host) -> None:
    for command in CENTRE:
        host.execute(command)
    commands = [create(f"bundle {number}", "ana", "ana 0") for number in range(20)]
    batches = [random.Random(writer).sample(commands, len(commands)) for writer in range(4)]
    with ThreadPoolExecutor(2) as beside:
        in_node = [beside.submit(node, place, host.tenant, batch) for batch in batches[:2]]
        in_python = race(place, host.tenant, batches[2:])
        answers = [*(told.result() for told in in_node), *in_python]
    for command in commands:
        each = [told[batch.index(command)] for told, batch in zip(answers, batches, strict=True)]
        assert Counter(each) == {"accepted": 1, "repeated": 3}
    replayed(host)
