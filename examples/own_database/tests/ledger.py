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

    told = [json.loads(record) for record in records]
    kept = [json.loads(state) for (state,) in rows(host, "states")]
    assert _sorted(kept) == _sorted(_folded(told))
    remembered = [(*_identity(record["command"]), record["seq"]) for record in told]
    assert [tuple(row) for row in rows(host, "commands")] == remembered

    workspace = touchline.load(records=records)
    header = json.loads(next(iter(workspace.snapshot()), b"").split(b"\n")[0])
    assert (header["body"]["seq"], header["body"]["head"]) == (seq, head)
    return workspace


def _folded(records: list[Any]) -> list[Any]:
    """What became of each thing by all that happened to it."""
    things: dict[tuple[str, str | None], Any] = {}
    for event in (event for record in records for event in record["events"]):
        kind = event["type"].split(".")[0]
        named = event["body"].get(kind)
        # A goal that is set stands whole where others are named; the one policy is never named.
        thing = (kind, named.get(kind) if isinstance(named, dict) else named)
        things[thing] = touchline.call("law.evolve", {"thing": things.get(thing), "events": [event]})
    return list(things.values())


def _identity(command: Any) -> tuple[str, str, str]:
    """Whose command it was, its id, and the digest of what it wanted."""
    identity = touchline.call("law.identify", {"command": command})
    return identity["actor"], identity["id"], identity["digest"]


def _sorted(things: Any) -> list[str]:
    return sorted(json.dumps(thing, sort_keys=True) for thing in things)
