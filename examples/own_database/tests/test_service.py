"""The service in TypeScript: its own tests, on the PostgreSQL of these."""

import os
import subprocess
from pathlib import Path

import pytest
from cluster import in_environment

HOST = os.environ.get("TOUCHLINE_NODE_HOST")
PATIENCE = 300


@pytest.mark.skipif(HOST is None, reason="`cargo xtask test host` builds the service")
def test_wsp_07_a_service_answers_as_a_workspace_and_writes_no_law(postgresql: str) -> None:
    assert HOST
    tests = [str(path) for path in (Path(HOST).parent / "tests").glob("*.test.mjs")]
    told = subprocess.run(
        ["node", "--test", *tests], env=in_environment(postgresql), capture_output=True, text=True, timeout=PATIENCE
    )
    assert tests and told.returncode == 0, told.stdout + told.stderr


@pytest.mark.skipif(HOST is None, reason="`cargo xtask test host` builds the program")
def test_wsp_07_the_shortest_host_in_typescript_decides_as_chapter_2_does(postgresql: str) -> None:
    assert HOST
    program = str(Path(HOST).parent / "smallest.mjs")
    told = subprocess.run(["node", program], env=in_environment(postgresql), capture_output=True, text=True, timeout=PATIENCE)
    assert (told.returncode, told.stdout) == (0, "released\nagent_has_not_answered\n"), told.stderr
