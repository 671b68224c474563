"""What becomes of many commands that are executed in one crossing, and of those that were when it was interrupted."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any, TypeAlias

from touchline._errors import Error, error_of
from touchline._json import read
from touchline._outcome import Outcome, outcome_of
from touchline.numbers import Status

Piece: TypeAlias = tuple[str, str]
"""A line for each of some commands, and one for each record."""

_STATUS = {status.name.lower(): status for status in Status}


class Interrupted(KeyboardInterrupt):
    """`execute_many` was stopped by Ctrl-C between two commands, and those after it were not executed.

    `outcomes` has one for each that was: keep their records, since the workspace holds what they brought about.
    """

    def __init__(self, pieces: list[Piece]) -> None:
        super().__init__()
        self._pieces = pieces

    @cached_property
    def outcomes(self) -> list[Outcome | Error]:
        """What `execute_many` would have returned, as far as it came."""
        return outcomes_in(self._pieces)

    def __str__(self) -> str:
        done = sum(answers.count("\n") for answers, _ in self._pieces)
        return f"stopped after {done} commands, whose records are in `outcomes`: keep them"

    def __reduce__(self) -> tuple[Any, ...]:
        return Interrupted, (self._pieces,)


def outcomes_in(pieces: list[Piece]) -> list[Outcome | Error]:
    """The outcomes of all pieces, one after another."""
    return [outcome for answers, records in pieces for outcome in _outcomes(answers, iter(records.split("\n")))]


def _outcomes(answers: str, records: Iterator[str]) -> Iterator[Outcome | Error]:
    return (_one(read(line), records) for line in answers.split("\n") if line)


def _one(line: Any, records: Iterator[str]) -> Outcome | Error:
    status, answer = _STATUS[line["status"]], line["answer"]
    if status:
        return error_of(status, answer)
    return outcome_of(answer, next(records) if answer["type"] == "accepted" else None)
