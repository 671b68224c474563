"""The host's side: a log in SQLite, and the workspace that it keeps.

touchline does no I/O. This is all that a host must do for it: give commands an id, a moment and randomness,
keep each record before anybody is told that the command was done, and hand the records back on the next start.
"""

import secrets
import sqlite3
import uuid
from collections.abc import Iterator
from typing import Any, cast

import touchline
from touchline.types import Command, Rewritten

SCHEMA = "CREATE TABLE IF NOT EXISTS log (seq INTEGER PRIMARY KEY, record TEXT NOT NULL) STRICT"


class Store:
    """One tenant: its log on disk, its workspace in memory."""

    def __init__(self, path: str) -> None:
        self.database = sqlite3.connect(path)
        self.database.execute(SCHEMA)
        self.workspace = touchline.load(records=self.records())

    def records(self) -> Iterator[str]:
        """The log, record by record."""
        for (record,) in self.database.execute("SELECT record FROM log ORDER BY seq"):
            yield record

    def execute(self, command: Command) -> touchline.Accepted | touchline.Repeated:
        """Execute a command and keep its record, or do neither."""
        outcome = self.workspace.execute(command)
        if isinstance(outcome, touchline.Accepted):
            try:
                with self.database:
                    self.database.execute("INSERT INTO log VALUES (?, ?)", (outcome.seq, outcome.record))
            except sqlite3.Error:
                # The workspace is ahead of the log now. What counts is the log: start from it again.
                self.workspace = touchline.load(records=self.records())
                raise
        return outcome

    def redact(self) -> Rewritten:
        """Take out of the log what was ordered to go, or leave all as it is."""
        rewritten: list[bytes] = []
        told = touchline.redact(lambda: (record + "\n" for record in self.records()), rewritten.append)
        lines = b"".join(rewritten).decode().splitlines()
        with self.database:
            self.database.execute("DELETE FROM log")
            self.database.executemany("INSERT INTO log VALUES (?, ?)", enumerate(lines, start=1))
        return told

    def close(self) -> None:
        """Leave the log as it is."""
        self.database.close()


def command(actor: str, at: str, kind: str, body: dict[str, Any]) -> Command:
    """A command in its envelope: a fresh id, and fresh randomness for the personal texts in its body."""
    envelope = {
        "id": str(uuid.uuid4()),
        "actor": actor,
        "at": at,
        "entropy": secrets.token_hex(32),
        "type": kind,
        "body": body,
    }
    return cast(Command, envelope)
