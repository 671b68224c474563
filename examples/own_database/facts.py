"""The facts that the law asks for, out of the host's tables: a query for each kind of key, all its keys at once."""

import json
from collections.abc import Callable
from itertools import groupby
from typing import Any, NamedTuple, cast

from touchline.types import Fact, FactKey

from queries import Run


class Source(NamedTuple):
    """Where facts of a kind come from."""

    query: str
    asked: tuple[str, ...]
    """The key's fields, in the order of the query's columns."""
    fact: Callable[..., dict[str, Any]]
    """A row as the body of a fact."""


def _state(state: str | None) -> Any:
    return None if state is None else json.loads(state)


def _document(state: str | None) -> Any:
    return None if state is None else json.loads(state)["body"]["document"]


SOURCES = {
    "call": Source("calls", ("call",), lambda call, state: {"call": call, "value": _document(state)}),
    "manages": Source(
        "lines",
        ("manager", "report"),
        lambda manager, report, depth: {"manager": manager, "report": report, "depth": depth},
    ),
    "person": Source("people", ("person",), lambda person, state: {"person": person, "value": _document(state)}),
    "thing": Source(
        "things",
        ("type", "id"),
        lambda type, id, state: {"thing": {"type": type, "id": id}, "value": _state(state)},
    ),
}


def load(run: Run, tenant: str, keys: list[FactKey]) -> list[Fact]:
    """The facts of these keys, in a query for each kind."""
    facts = []
    for kind, some in groupby(sorted(keys, key=lambda key: key["type"]), key=lambda key: key["type"]):
        source = SOURCES[kind]
        bodies = [cast(dict[str, Any], key["body"]) for key in some]
        asked = [[body[field] for field in source.asked] for body in bodies]
        rows = run(source.query, tenant=tenant, asked=asked)
        facts += [{"type": kind, "body": source.fact(*row)} for row in rows]
    return cast(list[Fact], facts)
