"""Calls as a column of Arrow through Python, and a recorder's JSON parsed by `orjson`: `conversations.py FOLDER`.

Prints megabytes a second, by this process's processor time, the medians of some runs after a first one; and what was found.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.compute as pc
import touchline

FOLDER = Path(sys.argv[1])
RUNS = 5


def rate(name: str, size: int, work: Callable[[], Any]) -> Any:
    """Print how many megabytes a second something takes; give what it found."""
    found, times = work(), []
    for _ in range(RUNS):
        start = process_time()
        found = work()
        times.append(process_time() - start)
    print(name, size / 1e6 / median(times))
    return found


def main() -> None:
    """Measure both."""
    said = pa.ipc.open_file(pa.memory_map(str(FOLDER / "said.arrow"))).read_all()
    own = json.loads((FOLDER / "list.json").read_text())
    size = pc.sum(pc.binary_length(said["text"])).as_py()
    options = {"consented": True, "language": "en", "lists": [own]}
    calls = pa.table(rate("table", size, lambda: touchline.tables.conversations(said, **options)))
    print("hits", pc.sum(calls["phrases_said"]).as_py())
    print("questions", pc.sum(calls["questions"]).as_py())
    recorded = (FOLDER / "call.json").read_bytes()
    told = rate("json", len(recorded), lambda: orjson.loads(recorded))
    print("words", len(told["results"]["channels"][0]["alternatives"][0]["words"]))


main()
