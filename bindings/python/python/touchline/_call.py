"""Operations that need no workspace, called by their names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from touchline import _native
from touchline._errors import error_of
from touchline._json import read, text_of
from touchline.numbers import Status

if TYPE_CHECKING:
    from touchline._types import FactKey


@dataclass(frozen=True, slots=True)
class NeedsFacts:
    """The decision waits: load what `keys` name, all of them, and ask again. Not for the actor's eyes."""

    keys: list[FactKey]


def call(operation: str, input: Any) -> Any:
    """Call an operation by its name, such as "time.local_day".

    The modules of the operations (`touchline.time`, …) do the same, with types.
    """
    status, text, _ = _native.call(operation, text_of(input))
    answer = read(text)
    if status == Status.OK:
        return answer
    if status == Status.NEEDS_FACTS:
        return NeedsFacts(answer["keys"])
    raise error_of(status, answer)
