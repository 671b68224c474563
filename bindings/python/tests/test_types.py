"""A type checker sees a wrong name, field or type before anything runs."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from test_readme import BLOCKS, ROOT

FOLDER = Path(__file__).parent / "typing"
EXPECTED = re.compile(r"# error: (?P<codes>[a-z, -]+)$")
FOUND = re.compile(r"^[^:]+:(?P<line>\d+): error: .*\[(?P<code>[a-z-]+)\]$", re.MULTILINE)


@pytest.mark.parametrize("page", ["README.md", "bindings/python/README.md"])
def test_api_02_the_programs_of_a_readme_pass_as_they_stand(page: str, tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text("\n".join(BLOCKS.findall((ROOT / page).read_text())))
    assert checked(str(program)) == (0, "")


def checked(file: str) -> tuple[int, str]:
    """What mypy makes of a file, against the installed package."""
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", file]
    done = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, timeout=300, check=False)
    return done.returncode, done.stdout + done.stderr


def test_api_02_what_is_right_passes() -> None:
    assert checked("accepted.py") == (0, "")


def test_api_02_what_is_wrong_is_found_on_its_line_and_nothing_else_is() -> None:
    lines = (FOLDER / "refused.py").read_text().splitlines()
    marks = [(number, EXPECTED.search(line)) for number, line in enumerate(lines, 1)]
    expected = {(number, code) for number, mark in marks if mark for code in mark["codes"].split(", ")}
    _, output = checked("refused.py")
    assert {(int(error["line"]), error["code"]) for error in FOUND.finditer(output)} == expected, output
