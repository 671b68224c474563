"""The measurements through Python: `faces.py FOLDER`.

Prints a line for each: its name and the median of nanoseconds, as the programs in the other languages do.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import touchline
from measure import each
from touchline import waist

FOLDER = Path(sys.argv[1])


def read(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def called(operation: str) -> Callable[[list[str]], None]:
    call = waist.call

    def work(batch: list[str]) -> None:
        for text in batch:
            status, answer, _ = call(operation, text)
            if status:
                raise SystemExit(answer)

    return work


def called_with_values(operation: str) -> Callable[[list[Any]], None]:
    call = touchline.call

    def work(batch: list[Any]) -> None:
        for value in batch:
            call(operation, value)

    return work


def execute(execute: Callable[[str], tuple[int, str, str | None]]) -> Callable[[list[str]], None]:
    def work(batch: list[str]) -> None:
        for text in batch:
            status, answer, _ = execute(text)
            if status:
                raise SystemExit(answer)

    return work


def execute_values(workspace: touchline.Workspace) -> Callable[[list[Any]], None]:
    def work(batch: list[Any]) -> None:
        execute = workspace.execute
        for command in batch:
            execute(command)

    return work


def stepped(batch: range) -> None:
    step = touchline.lifecycle_step
    for _ in batch:
        step(THING, STATE, COMMAND)


def permitted(batch: range) -> None:
    permit = touchline.permit
    for _ in batch:
        permit(ACTION, ROLES, RELATIONS)


THING, STATE, COMMAND, ACTION, ROLES, RELATIONS = map(int, read("numbers.txt").split())
decide, commands = read("decide.json"), read("commands.lines").split("\n")
values = [json.loads(command) for command in commands]

each("empty", 200, called("meta.version"), lambda _: ["{}"] * 100)
each("decide", 100, called("law.decide"), lambda _: [decide] * 10)
each("empty_values", 200, called_with_values("meta.version"), lambda _: [{}] * 100)
each("decide_values", 100, called_with_values("law.decide"), lambda _: [json.loads(decide)] * 10)

_, _, made = waist.Workspace.open(b"")
assert made is not None
made.execute_many(read("world.lines"))
each("execute", 90, execute(made.execute), lambda number: commands[number * 30 : number * 30 + 30])

workspace = touchline.Workspace()
workspace.execute_many(read("world.lines"))
each("execute_values", 90, execute_values(workspace), lambda number: values[number * 30 : number * 30 + 30])

each("step", 200, stepped, lambda _: range(5000))
each("permit", 200, permitted, lambda _: range(5000))
