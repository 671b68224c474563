"""The decisions through Python: `access.py FOLDER [compare]`, by touchline and by pycasbin.

Prints a line for each way of asking: its name and the median of nanoseconds for one decision; or, to compare,
how many cells of the access matrix were decided as they were given.
"""

from __future__ import annotations

import json
import sys
from array import array
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import casbin
import touchline
from casbin.model import FastModel
from measure import each
from touchline import waist

MATERIAL = json.loads((Path(sys.argv[1]) / "access.json").read_text(encoding="utf-8"))
REQUESTS = MATERIAL["requests"]
QUESTION = MATERIAL["page"]["question"]
QUESTION_TEXT = json.dumps(QUESTION)
DECISIONS = len(MATERIAL["page"]["allowed"])

# Rows that cross at once.
ROWS = 5_000

MODEL = """
[request_definition]
r = sub, act, thing
[policy_definition]
p = sub, act, rule
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = holds(r.thing, p.rule)
"""


class Casbin:
    """Pycasbin, written for speed: a policy for each rule and role that it serves, found by role and action."""

    def __init__(self) -> None:
        needed = {str(place): frozenset(rule["relations"]) for place, rule in enumerate(MATERIAL["rules"])}

        def holds(thing: frozenset[str], rule: str) -> bool:
            # Where no policy is found the matcher is still asked, with an empty rule.
            relations = needed.get(rule)
            return relations is not None and relations <= thing

        keys = (0, 1)
        model = FastModel(keys)
        model.load_model_from_text(MODEL)
        enforcer = casbin.FastEnforcer(model, cache_key_order=keys)
        enforcer.add_function("holds", holds)
        for place, rule in enumerate(MATERIAL["rules"]):
            for role, carried in [("", []), *MATERIAL["roles"].items()]:
                if rule["capability"] is None or rule["capability"] in carried:
                    enforcer.add_policy(role, rule["action"], str(place))
        self.enforce = enforcer.enforce

    @staticmethod
    def asked(request: dict[str, Any]) -> tuple[str, str, frozenset[str]]:
        return request["role"] or "", request["action"], frozenset(request["relations"])


class Column:
    """Requests about one action, as they cross at once; repeated up to a number of rows."""

    def __init__(self, action: int, rows: int | None = None) -> None:
        self.action = action
        asked = [request for request in REQUESTS if request["numbers"][0] == action]
        self.requests = list(islice(cycle(asked), rows or len(asked)))
        self.roles, self.relations = (
            array("I", [request["numbers"][place] for request in self.requests]) for place in (1, 2)
        )

    def __len__(self) -> int:
        return len(self.requests)

    def permitted(self) -> Any:
        return touchline.permit_many(self.action, self.roles, self.relations)[0]


ACTIONS = sorted({request["numbers"][0] for request in REQUESTS})


def page_text() -> str:
    status, answer, _ = waist.call("access.decide_many", QUESTION_TEXT)
    if status:
        raise SystemExit(answer)
    return answer


def compare() -> None:
    compared("permit", REQUESTS, [touchline.permit(*request["numbers"])[0] for request in REQUESTS])
    columns = [Column(action) for action in ACTIONS]
    rows = [request for column in columns for request in column.requests]
    compared("permit_many", rows, [allowed for column in columns for allowed in column.permitted()])
    kept = Casbin()
    compared("casbin", REQUESTS, [kept.enforce(*kept.asked(request)) for request in REQUESTS])
    page = [{"allowed": allowed} for allowed in MATERIAL["page"]["allowed"]]
    answers = {"page_text": json.loads(page_text()), "page_values": touchline.access.decide_many(QUESTION)}
    for name, answer in answers.items():
        compared(name, page, [decision["allowed"] for decision in answer["decisions"]])


def compared(name: str, requests: list[dict[str, Any]], decisions: list[Any]) -> None:
    for request, allowed in zip(requests, decisions, strict=True):
        if allowed != request["allowed"]:
            raise SystemExit(f"{name} decides otherwise: {request}")
    print(name, len(decisions))


def measure() -> None:
    permit = touchline.permit

    def permitted(batch: list[tuple[int, int, int]]) -> None:
        for action, roles, relations in batch:
            permit(action, roles, relations)

    numbers = cycle([tuple(request["numbers"]) for request in REQUESTS])
    each("permit", 200, permitted, lambda _: list(islice(numbers, ROWS)))

    columns = cycle([Column(action, ROWS) for action in ACTIONS])
    each("permit_many", 200, Column.permitted, lambda _: next(columns))
    each("page_text", 20, lambda _: page_text(), lambda _: range(DECISIONS))
    each("page_values", 20, lambda _: touchline.access.decide_many(QUESTION), lambda _: range(DECISIONS))

    kept = Casbin()
    enforce = kept.enforce

    def enforced(batch: list[tuple[str, str, frozenset[str]]]) -> None:
        for role, action, relations in batch:
            enforce(role, action, relations)

    asked = cycle([kept.asked(request) for request in REQUESTS])
    each("casbin", 100, enforced, lambda _: list(islice(asked, 10)))


if sys.argv[2:] == ["compare"]:
    compare()
else:
    measure()
