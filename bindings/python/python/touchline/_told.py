"""The loop of whoever keeps things elsewhere: facts are loaded until there is an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from touchline._call import NeedsFacts

if TYPE_CHECKING:
    from touchline._types import Fact, FactKey

T = TypeVar("T")


def told(load: Callable[[list[FactKey]], Iterable[Fact]], ask: Callable[[list[Fact]], T | NeedsFacts]) -> T:
    """Ask until there is an answer: `load` gives the facts of the keys that are wanted, `ask` asks with all so far.

    What was loaded and is wanted again raises a LookupError: there is no fact of that key among those that were given.

        decision = touchline.told(load, lambda facts: law.decide({**asked, "facts": facts}))
    """
    facts: list[Fact] = []
    wanted: list[FactKey] = []
    while True:
        answer = ask(facts)
        if not isinstance(answer, NeedsFacts):
            return answer
        again = [key for key in answer.keys if key in wanted]
        if again:
            raise LookupError(f"what was loaded is wanted again: {again}")
        wanted += answer.keys
        facts = [*facts, *load(answer.keys)]
