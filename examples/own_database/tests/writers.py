"""Writers in processes of their own, as a back end has them: they begin together, and some are killed."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from typing import Any, TypeVar

import touchline

from database import Database
from host import Host
from places import Place
from queries import Row, Run

T = TypeVar("T")
# Each writer is a fork of a process that has imported all of this and has opened nothing; none outlives the tests.
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["writers"])
# No writer takes as long: whoever waits longer waits for something that will not come.
PATIENCE = 120.0

AT_A_STATEMENT, AT_THE_COMMIT = signal.SIGKILL, signal.SIGTERM


def race(place: Place, tenant: str, batches: list[list[Any]]) -> list[list[str]]:
    """Each batch is sent by a writer of its own, all at once; what becomes of each command, in a word."""
    together, answers = PROCESSES.Barrier(len(batches)), PROCESSES.Queue()
    writers = [
        PROCESSES.Process(target=_write, args=(place, tenant, number, batch, together, answers), daemon=True)
        for number, batch in enumerate(batches)
    ]
    for writer in writers:
        writer.start()
    told = dict(answers.get(timeout=PATIENCE) for _ in writers)
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0
    return [told[number] for number in range(len(batches))]


def _write(place: Place, tenant: str, number: int, batch: list[Any], together: Any, answers: Any) -> None:
    with place.connected() as database:
        host = Host(database, tenant)
        together.wait(PATIENCE)
        answers.put((number, [in_a_word(host, command) for command in batch]))


def in_a_word(host: Host, command: Any) -> str:
    """What becomes of a command: accepted, repeated, or the code of what refuses it."""
    try:
        outcome = host.execute(command)
    except touchline.Rejected as refusal:
        return refusal.code
    return "repeated" if outcome.repeated else "accepted"


class Mortal:
    """A database whose writer is killed before its statement of this number, or else before it commits.

    Either signal ends the process on the spot; which of the two it was tells where.
    """

    def __init__(self, database: Database, before: int) -> None:
        self.database = database
        self.before = before

    def create(self) -> None:
        self.database.create()

    def close(self) -> None:
        self.database.close()

    def look(self, work: Callable[[Run], T]) -> T:
        return self.database.look(work)

    def transact(self, work: Callable[[Run], T]) -> T:
        return self.database.transact(lambda run: self._until_killed(run, work))

    def _until_killed(self, run: Run, work: Callable[[Run], T]) -> T:
        statements = 0

        def counted(name: str, /, **values: object) -> list[Row]:
            nonlocal statements
            if statements == self.before:
                os.kill(os.getpid(), AT_A_STATEMENT)
            statements += 1
            return run(name, **values)

        done = work(counted)
        os.kill(os.getpid(), AT_THE_COMMIT)
        return done


def killed(place: Place, tenant: str, command: Any, before: int) -> signal.Signals:
    """A writer is killed before its statement of this number, or else before it commits; says which."""
    writer = PROCESSES.Process(target=_write_and_die, args=(place, tenant, command, before), daemon=True)
    writer.start()
    writer.join(PATIENCE)
    assert writer.exitcode is not None
    return signal.Signals(-writer.exitcode)


def _write_and_die(place: Place, tenant: str, command: Any, before: int) -> None:
    with place.connected() as database:
        Host(Mortal(database, before), tenant).execute(command)
