"""The month through Python: `workspace.py FOLDER`.

Prints a line for each figure: its name and how many commands a second of this process's processor time.
"""

import sys
from pathlib import Path
from time import process_time_ns

from touchline import waist

FOLDER = Path(sys.argv[1])


_, _, workspace = waist.Workspace.open(b"")
assert workspace is not None
workspace.execute_many((FOLDER / "base.lines").read_bytes())
commands = nanoseconds = 0
for page in sorted(FOLDER.glob("page-*.lines")):
    lines = page.read_bytes()
    start = process_time_ns()
    status, answers, _, accepted = workspace.execute_many(lines)
    nanoseconds += process_time_ns() - start
    wanted = lines.count(b"\n") + 1
    if status or accepted != wanted:
        raise SystemExit(f"{page.name}: {accepted} of {wanted} accepted")
    commands += wanted
print("bytes", round(commands / (nanoseconds / 1e9)))
