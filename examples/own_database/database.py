"""What the host asks of a database, whichever it is."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from queries import Run

T = TypeVar("T")


class Database(Protocol):
    """One connection. Each writer has its own."""

    def create(self) -> None:
        """Make the tables, in an empty database."""

    def transact(self, work: Callable[[Run], T]) -> T:
        """Do this work in one transaction, or nothing of it; again, where the database asks to try again."""

    def look(self, work: Callable[[Run], T]) -> T:
        """Read in one transaction: what it finds is of one moment, and no writer waits for it."""

    def close(self) -> None:
        """Let the connection go."""
