"""What is refused, as exceptions: all but the classes of single kinds of refusals.

Three things never look alike: input that is broken (`InvalidInput`), a rule that says no (`Rejected`), and a
fault of the library's own (`Defect`, and `Poisoned` after it).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from touchline._types import BadInput, Code, Fault, Kind, Rejection


class Error(Exception):
    """Everything that touchline itself raises. `answer` is the whole answer, as the wire contract has it."""

    def __init__(self, answer: Any) -> None:
        super().__init__(answer)
        self.answer = answer

    @property
    def message(self) -> str:
        """The sentence for people."""
        message: str = self.answer["message"]
        return message

    def __str__(self) -> str:
        return self.message


class Rejected(Error):
    """A rule says no, and nothing was changed. Each kind of refusal has a subclass."""

    answer: Rejection

    @property
    def code(self) -> Code:
        """The stable code, one for each reason to refuse."""
        return self.answer["code"]

    @property
    def kind(self) -> Kind:
        """What sort of refusal this is; each has its subclass."""
        return self.answer["kind"]

    @property
    def path(self) -> str | None:
        """The field to blame, as a JSON Pointer into the input, where one is to blame."""
        return self.answer["path"]

    @property
    def details(self) -> Mapping[str, Any]:
        """The facts needed to act on it, by name; which there are follows from the code."""
        return self.answer["details"] or {}

    def __str__(self) -> str:
        place = f" (at {self.path})" if self.path else ""
        return f"{self.code}: {self.message}{place}"


class InvalidInput(Error, ValueError):
    """The input is not what its schema says. Every fault is told at once."""

    answer: BadInput

    @property
    def faults(self) -> list[Fault]:
        """Each fault with its `code`, `details`, `kind`, `message`, `path` and `position`."""
        return self.answer["faults"]

    @property
    def message(self) -> str:
        """Every fault's sentence with its place, a line each."""
        return "\n".join(map(_in_words, self.faults))


def _in_words(fault: Fault) -> str:
    """A fault's sentence with its place; of the input as a whole, many say so themselves."""
    path, message = fault["path"], fault["message"]
    return message if not path and message.startswith("the input") else f"{path or 'the input'}: {message}"


class Busy(Error):
    """The handle is in use elsewhere, and the call does not wait. A `Workspace` waits, so it never raises this."""


class Poisoned(Error):
    """An earlier defect has cost this handle its workspace: load it anew from its records."""


class Defect(Error):
    """A fault of touchline's own; please report it. The process goes on, the handle does not."""
