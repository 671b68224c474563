"""Ctrl-C and other signals in the middle of many commands: nothing that was done is lost."""

import json
import pickle
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import numpy
import pyarrow
import pytest

import touchline
from touchline import skill, tables, waist
from world import moment, person

COMMANDS = [json.dumps(person(f"person {number}")).encode() for number in range(20_000)]
# Printed beforehand: a signal that comes before the first command finds nothing done, and is no more than that.
LINES = b"\n".join(COMMANDS)

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no timer that signals")


@contextmanager
def signalled(handler: Callable[[int, FrameType | None], object], after: float = 0.05) -> Iterator[None]:
    """A signal comes while the work goes on."""
    before = signal.signal(signal.SIGALRM, handler)
    signal.setitimer(signal.ITIMER_REAL, after)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def records_of(outcomes: list[touchline.Accepted | touchline.Repeated | touchline.Error]) -> list[str]:
    records = [outcome.record for outcome in outcomes if isinstance(outcome, touchline.Accepted)]
    assert len(records) == len(outcomes)
    return records


def test_api_04_ctrl_c_stops_between_two_commands_and_hands_out_what_was_done() -> None:
    workspace = touchline.Workspace()
    with signalled(signal.default_int_handler), pytest.raises(touchline.Interrupted) as stop:
        workspace.execute_many(LINES)
    assert isinstance(stop.value, KeyboardInterrupt)
    log = records_of(stop.value.outcomes)
    assert 0 < len(log) < len(COMMANDS)
    assert str(len(log)) in str(stop.value)
    assert records_of(pickle.loads(pickle.dumps(stop.value)).outcomes) == log
    assert moment(touchline.load(records=log)) == moment(workspace)
    log += records_of(workspace.execute_many(COMMANDS[len(log) : len(log) + 100]))
    touchline.verify(records=log)
    assert moment(touchline.load(records=log)) == moment(workspace)


def test_api_04_what_another_signals_handler_raises_has_what_was_done() -> None:
    def out_of_time(number: int, frame: FrameType | None) -> None:
        raise TimeoutError

    workspace = touchline.Workspace()
    with signalled(out_of_time), pytest.raises(TimeoutError) as stop:
        workspace.execute_many(LINES)
    log = records_of(vars(stop.value)["outcomes"])
    assert 0 < len(log) < len(COMMANDS)
    assert moment(touchline.load(records=log)) == moment(workspace)


def test_api_04_a_signals_handler_may_use_the_workspace() -> None:
    workspace, seen = touchline.Workspace(), list[str]()
    with signalled(lambda number, frame: seen.append(repr(workspace))):
        outcomes = workspace.execute_many(b"\n".join(COMMANDS[:5_000]))
    assert len(records_of(outcomes)) == 5_000
    assert len(seen) == 1


def test_api_04_ctrl_c_stops_a_trial_between_two_pieces_of_its_log() -> None:
    workspace = touchline.Workspace()
    outcomes = workspace.execute_many(COMMANDS[:4_000])
    log = "".join(f"{record}\n" for record in records_of(outcomes))
    assert len(log) > 2 << 20
    begun = time.monotonic()
    touchline.try_policy({}, log)
    whole = time.monotonic() - begun
    with signalled(signal.default_int_handler, after=whole / 8), pytest.raises(KeyboardInterrupt):
        touchline.try_policy({}, log)


def test_api_04_of_many_commands_pieces_come_as_they_are_done() -> None:
    lines = b"\n".join(COMMANDS[:200])
    _, _, whole = waist.Workspace.open(b"")
    _, _, piecewise = waist.Workspace.open(b"")
    assert whole is not None
    assert piecewise is not None
    pieces: list[tuple[str, str]] = []
    status, answers, records, accepted = whole.execute_many(lines)
    assert (status, accepted) == (0, 200)
    assert piecewise.execute_many(lines, pieces) == (0, "", "", 200)
    assert ("".join(piece for piece, _ in pieces), "".join(piece for _, piece in pieces)) == (answers, records)
    assert len(pieces) > 1


COMPONENTS = [component["key"] for area in skill.frameworks({"key": "sales"})[0]["areas"] for component in area["components"]]
ROWS = 1_000_000


def scored() -> Callable[[], object]:
    """One long batch of scores."""
    column = pyarrow.array([50.0] * ROWS)
    batch = pyarrow.table({key: column for key in COMPONENTS})
    return lambda: tables.score(batch)


def measured() -> Callable[[], object]:
    """One long batch of e-mails."""
    # These are gone through so much quicker that more of them are a long batch.
    rows = 6 * ROWS
    at = pyarrow.array(numpy.full(rows, 1_772_000_000), pyarrow.timestamp("s", "UTC"))
    owner = pyarrow.array(numpy.arange(rows) % 50).cast(pyarrow.string())
    emails = pyarrow.table({"at": at, "owner": owner, "answered": pyarrow.array(numpy.full(rows, True))})
    return lambda: tables.metrics(at="2026-05-01T00:00:00Z", emails=emails, metrics=["response_rate"], by=["owner"])


@pytest.mark.parametrize("work", [scored, measured])
def test_bat_04_ctrl_c_stops_within_one_batch_of_a_table(work: Callable[[], Callable[[], object]]) -> None:
    done = work()
    begun = time.perf_counter()
    done()
    whole = time.perf_counter() - begun
    begun = time.perf_counter()
    with signalled(signal.default_int_handler, whole / 20), pytest.raises(KeyboardInterrupt):
        done()
    # By far less than a batch is gone through: it is looked at many times within one.
    assert time.perf_counter() - begun < whole * 3 / 4
