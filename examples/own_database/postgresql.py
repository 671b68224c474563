"""PostgreSQL, by psycopg. Writers of different tenants do not wait for each other."""

import random
import re
import time
from collections.abc import Callable
from typing import TypeVar

import psycopg
from psycopg import errors

from queries import SCHEMA, Row, Run, query

T = TypeVar("T")

# How long a transaction that lost to another is tried again.
PATIENCE = 60.0


class PostgreSQL:
    """A connection to a server."""

    def __init__(self, address: str) -> None:
        self.connection = psycopg.connect(address, autocommit=True)

    def create(self) -> None:
        """Make the tables."""
        self.connection.execute(SCHEMA)

    def transact(self, work: Callable[[Run], T]) -> T:
        """Do this work in one transaction, again where it lost to another one.

        Under `read committed`, the default, a writer waits for the tenant's row and then reads what the one before it
        has left, so none loses. Where the server's default is stricter, PostgreSQL lets the later one begin again.
        """
        given_up = time.monotonic() + PATIENCE
        while True:
            try:
                with self.connection.transaction():
                    return work(self._run)
            except (errors.SerializationFailure, errors.DeadlockDetected):
                if time.monotonic() > given_up:
                    raise
                time.sleep(random.uniform(0, 0.01))

    def look(self, work: Callable[[Run], T]) -> T:
        """Read in one transaction, which sees the tables as they were at its first query."""
        with self.connection.transaction():
            self.connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            return work(self._run)

    def close(self) -> None:
        """Let the connection go."""
        self.connection.close()

    def _run(self, name: str, /, **values: object) -> list[Row]:
        text, parameters = query(name, values)
        cursor = self.connection.execute(re.sub(r":(\w+)", r"%(\1)s", text).encode(), parameters)
        return cursor.fetchall() if cursor.description else []
