"""What becomes of a command that is not refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    from touchline._types import Receipt


@dataclass(frozen=True, slots=True)
class Accepted:
    """The command was accepted: keep `record`; `receipt` is what the actor may see."""

    seq: int
    receipt: Receipt
    record: str

    @property
    def repeated(self) -> Literal[False]:
        """Whether the command had been accepted before."""
        return False


@dataclass(frozen=True, slots=True)
class Repeated:
    """The same command had been accepted before, with `seq`; nothing was changed."""

    seq: int

    @property
    def repeated(self) -> Literal[True]:
        """Whether the command had been accepted before."""
        return True


Outcome: TypeAlias = Accepted | Repeated
"""What becomes of a command that is not refused."""


def outcome_of(answer: Any, record: str | None) -> Outcome:
    """An outcome as the wire has it, with the record that came with it."""
    body = answer["body"]
    return Repeated(body["seq"]) if record is None else Accepted(body["seq"], body["receipt"], record)
