"""Threads may share a workspace, and long work lets other threads run."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import touchline
from world import person

LINES = b"{}\n" * 100_000

# One call may be over before another thread has woken up; an interpreter that is not let go never wakes it.
PATIENCE = 5.0


@pytest.fixture
def patient_interpreter() -> Iterator[None]:
    """No thread is made to give way, so another runs only where the interpreter is let go."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1000)
    yield
    sys.setswitchinterval(interval)


def others_ran_during(work: Callable[[], object]) -> bool:
    begin, ran = threading.Event(), threading.Event()

    def other() -> None:
        begin.wait()
        ran.set()

    thread = threading.Thread(target=other)
    thread.start()
    begin.set()
    given_up = time.monotonic() + PATIENCE
    while not ran.is_set() and time.monotonic() < given_up:
        try:
            work()
        except touchline.Error:
            pass
    result = ran.is_set()
    thread.join()
    return result


@pytest.mark.usefixtures("patient_interpreter")
@pytest.mark.parametrize("door", ["execute_many", "load", "replay", "verify", "ask", "execute"])
def test_api_04_long_work_lets_other_threads_run(door: str) -> None:
    workspace = touchline.Workspace()
    doors: dict[str, Callable[[bytes], object]] = {"load": touchline.load, "verify": touchline.verify}
    act = doors.get(door) or getattr(workspace, door)
    assert others_ran_during(lambda: act(LINES))


@pytest.mark.usefixtures("patient_interpreter")
def test_api_04_a_single_command_among_many_lets_other_threads_run() -> None:
    workspace = touchline.Workspace()
    assert others_ran_during(lambda: workspace.execute_many(["{}"]))


@pytest.mark.usefixtures("patient_interpreter")
def test_api_04_short_work_does_not_give_the_interpreter_away(monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = touchline.Workspace()
    monkeypatch.setattr("test_threads.PATIENCE", 0.2)
    assert not others_ran_during(lambda: workspace.execute(b"{}"))


def test_api_04_threads_that_share_a_workspace_wait_for_their_turn() -> None:
    workspace = touchline.Workspace()
    names = [f"person {number}" for number in range(200)]
    with ThreadPoolExecutor(8) as threads:
        outcomes = list(threads.map(lambda name: workspace.execute(person(name)), names))
    assert sorted(outcome.seq for outcome in outcomes) == list(range(1, len(names) + 1))


def test_api_04_threads_that_ask_wait_while_another_executes() -> None:
    workspace = touchline.Workspace()
    lines = [person(f"person {number}") for number in range(2000)]
    with ThreadPoolExecutor(4) as threads:
        batch = threads.submit(workspace.execute_many, lines)
        single = [threads.submit(workspace.execute, person(f"single {number}")) for number in range(50)]
        assert all(isinstance(outcome, touchline.Accepted) for outcome in batch.result())
        assert all(isinstance(future.result(), touchline.Accepted) for future in single)


FORKED = """
import os, sys, threading, time
sys.path.insert(0, sys.argv[1])
import touchline
from world import person

records = [outcome.record for outcome in touchline.Workspace().execute_many(person(f"person {n}") for n in range(4000))]


def told_by_a_child(workspace):
    sys.stdout.flush()
    child = os.fork()
    if not child:
        try:
            print(type(workspace.execute(person("one more"))).__name__)
        except touchline.Poisoned as poisoned:
            print(poisoned)
        del workspace
        sys.stdout.flush()
        os._exit(0)
    os.waitpid(child, 0)


busy, quiet = touchline.Workspace(), touchline.Workspace()
lines = "\\n".join(records)
thread = threading.Thread(target=lambda: busy.replay(lines))
thread.start()
time.sleep(0.01)
assert thread.is_alive()
told_by_a_child(busy)
told_by_a_child(quiet)
thread.join()
told_by_a_child(busy)
print(repr(busy))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_api_04_a_forked_child_does_not_wait_for_a_thread_that_it_does_not_have() -> None:
    script = [sys.executable, "-W", "ignore", "-c", FORKED, str(Path(__file__).parent)]
    done = subprocess.run(script, capture_output=True, text=True, timeout=60, check=False)
    told = "this process was forked while another thread was in a call on the handle: load it anew"
    assert done.stdout.splitlines() == [told, "Accepted", "Accepted", "<touchline.Workspace: 4000 records>"], done.stderr
