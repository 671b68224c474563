"""SQLite, by the standard library. It has one writer at a time, who holds the whole file."""

import sqlite3
from collections.abc import Callable
from typing import TypeVar

from queries import SCHEMA, Row, Run, query

T = TypeVar("T")

# How long a writer waits for the one before it.
PATIENCE = 60.0


class SQLite:
    """A connection to a file."""

    def __init__(self, path: str) -> None:
        self.connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)

    def create(self) -> None:
        """Make the tables. In WAL mode readers do not wait for the writer, nor it for them."""
        self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.executescript(SCHEMA)

    def transact(self, work: Callable[[Run], T]) -> T:
        """Do this work in one transaction. It takes the lock before it reads, so it never has to try again."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            done = work(self._run)
            self.connection.execute("COMMIT")
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        return done

    def look(self, work: Callable[[Run], T]) -> T:
        """Read in one transaction, which sees the file as it was at its first query."""
        self.connection.execute("BEGIN")
        try:
            return work(self._run)
        finally:
            self.connection.execute("ROLLBACK")

    def close(self) -> None:
        """Let the file go."""
        self.connection.close()

    def _run(self, name: str, /, **values: object) -> list[Row]:
        text, parameters = query(name, values)
        return self.connection.execute(text.removesuffix("FOR UPDATE"), parameters).fetchall()
