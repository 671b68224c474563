"""What must be true of a tenant's tables, whatever has happened to them."""

import json
from typing import Any

import touchline

from host import Host


def rows(host: Host, name: str) -> list[Any]:
    """What a query of the whole tenant finds."""
    return host.database.look(lambda run: run(name, tenant=host.tenant))


def moment(host: Host) -> dict[str, list[Any]]:
    """Everything that the tenant's tables hold."""
    return {name: sorted(rows(host, name)) for name in ("head", "records", "states", "commands")}


def replayed(host: Host) -> touchline.Workspace:
    """The tables agree with themselves and with their log; the log's workspace."""
    records = [record for (record,) in rows(host, "records")]
    [(seq, head)] = rows(host, "head")
    verified = touchline.verify(records=records, head=head, count=seq) if records else {"records": 0, "anchored": True}
    assert verified["records"] == seq
    assert verified["anchored"]

    workspace = touchline.load(records=records)
    snapshot = [json.loads(line) for line in b"".join(workspace.snapshot()).splitlines()]
    header, *lines = snapshot[:-1]
    assert (header["body"]["seq"], header["body"]["head"]) == (seq, head)
    kept = [json.loads(state) for (state,) in rows(host, "states")]
    # What a workspace plans to tell people is no thing of the host's.
    things = [line for line in lines if line["type"] not in ("commands", "planned")]
    assert _sorted(kept) == _sorted(things)
    # Here the host does not keep whom a command was about.
    told = [command for line in lines if line["type"] == "commands" for command in line["body"]]
    remembered = [(actor, command_id, digest, seq) for _, actor, digest, command_id, seq in told]
    assert [tuple(row) for row in rows(host, "commands")] == remembered
    return workspace


def _sorted(things: Any) -> list[str]:
    return sorted(json.dumps(thing, sort_keys=True) for thing in things)
