"""A panic in the library costs one handle: it is raised as a defect, and everything else goes on.

Needs a copy of the package built with the feature `provoke-defect`, unpacked where `TOUCHLINE_PROVOKED` says.
"""

import os
import subprocess
import sys

import pytest

PROVOKED = os.environ.get("TOUCHLINE_PROVOKED")

SCRIPT = """
import touchline
from touchline import _reply

assert hasattr(touchline.waist.Workspace, "provoke_defect"), touchline.__path__
workspace, other = touchline.Workspace(), touchline.Workspace()
"""


def perform(act: str) -> subprocess.CompletedProcess[str]:
    """Run a script over two workspaces in a process of its own."""
    if not PROVOKED:
        pytest.skip("TOUCHLINE_PROVOKED names no build that can be made to fail")
    environment = {**os.environ, "PYTHONPATH": PROVOKED}
    return subprocess.run(
        [sys.executable, "-c", SCRIPT + act], env=environment, capture_output=True, text=True, timeout=60, check=False
    )


PROVOKE = """
try:
    _reply.answer_in(workspace._waist.provoke_defect())
except touchline.Defect as defect:
    print(defect)
"""


def test_api_04_a_panic_is_raised_as_a_defect_with_its_words() -> None:
    done = perform(PROVOKE)
    assert (done.returncode, done.stdout) == (0, "provoked\n"), done.stderr


@pytest.mark.parametrize(
    "call",
    ["execute({})", "execute_many([{}])", "ask({})", "available({})", "replay([])", "seq", "head", "snapshot()", "__reduce__()"],
)
def test_api_04_a_handle_is_poisoned_by_a_panic(call: str) -> None:
    done = perform(f"{PROVOKE}\ntry:\n    workspace.{call}\nexcept touchline.Poisoned as poisoned:\n    print(poisoned)\n")
    assert "an earlier defect" in done.stdout, done.stderr


def test_api_04_other_handles_go_on_after_a_panic() -> None:
    done = perform(f"{PROVOKE}\nprint(len(list(other.snapshot())) > 0, touchline.Workspace() is not None)\n")
    assert done.stdout == "provoked\nTrue True\n", done.stderr


def test_api_05_look_ups_are_seeded_before_anything_is_kept() -> None:
    asked = perform("from touchline import _native\nprint(_native.provoked_is_seeded())")
    assert (asked.stdout, asked.stderr) == ("True\n", "")
