"""Where a database is, as something that can be handed to another process."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from database import Database
from postgresql import PostgreSQL
from sqlite import SQLite


@dataclass(frozen=True)
class Place:
    """A kind of database, and its address."""

    kind: str
    address: str

    @contextmanager
    def connected(self) -> Iterator[Database]:
        """A connection of one's own."""
        database: Database = SQLite(self.address) if self.kind == "sqlite" else PostgreSQL(self.address)
        try:
            yield database
        finally:
            database.close()
