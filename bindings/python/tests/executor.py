"""Performs a stream of the conformance suite through this package; tests/conformance/executors.md is its contract.

Usage: python executor.py STREAM > TRANSCRIPT
"""

import inspect
import json
import re
import sys
from collections.abc import Callable, Iterator

import columns
import touchline
from touchline import waist
from touchline._reply import answer_in
from touchline.numbers import Status

UNKNOWN = 0xFFFF_FFFF
PIECE = re.compile(r"((?:[0-9a-f]{2})+)(?:\*([0-9]+))?")
Result = tuple[str | int | None, ...]
# How the class of an exception is called, where that is not what it stands for.
CALLED = {"bad_input": "InvalidInput", "limit": "LimitExceeded"}


class BrokenStream(Exception):
    """The stream itself cannot be understood."""


class OtherwiseRaised(Exception):
    """An exception of the package says something else than the refusal for which it is raised."""


class Executor:
    """The slots, and a method for each verb, which takes the verb's fields."""

    def __init__(self) -> None:
        self.workspaces: dict[str, waist.Workspace] = {}
        self.snapshots: dict[str, waist.Snapshot] = {}

    def perform(self, line: str) -> str:
        """Perform a step; gives the line to print."""
        verb, *fields = line.split("\t")
        if verb == "case":
            self.workspaces.clear()
            self.snapshots.clear()
            return line
        method: Callable[..., Result] | None = getattr(self, f"do_{verb}", None)
        if method is None or len(fields) != len(inspect.signature(method).parameters):
            raise BrokenStream(f"cannot understand `{line[:200]}`")
        status, *texts = method(*fields)
        if isinstance(status, int) and status not in (Status.OK, Status.NEEDS_FACTS):
            compare_raised(status, str(texts[0]))
        name = status if isinstance(status, str) else Status(status or 0).name.lower()
        printed = [name, *("" if text is None else str(text) for text in texts)]
        return "\t".join(printed).replace("\n", "\x1e")

    def do_open(self, slot: str, policy: str) -> Result:
        return self.fill(slot, waist.Workspace.open(input_of(policy)))

    def do_load(self, slot: str, policy: str, size: str, log: str) -> Result:
        status, answer, loader = waist.Loader.open(input_of(policy))
        if loader is None:
            return status, answer, None
        for chunk in cut(input_of(log), number(size)):
            reply = loader.feed(chunk)
            if reply[0]:
                return reply
        return self.fill(slot, loader.finish())

    def do_load_as_of(self, slot: str, policy: str, as_of: str, size: str, log: str) -> Result:
        status, answer, loader = waist.Loader.open_as_of(input_of(policy), input_of(as_of))
        if loader is None:
            return status, answer, None
        for chunk in cut(input_of(log), number(size)):
            reply = loader.feed(chunk)
            if reply[0]:
                return reply
        return self.fill(slot, loader.finish())

    def do_try(self, tried: str, size: str, log: str) -> Result:
        status, answer, trial = waist.Trial.open(input_of(tried))
        if trial is None:
            return status, answer, None
        for chunk in cut(input_of(log), number(size)):
            reply = trial.feed(chunk)
            if reply[0]:
                return reply
        return trial.finish()

    def do_redact(self, size: str, log: str) -> Result:
        status, answer, redactor = waist.Redactor.open()
        if redactor is None:
            return status, answer, None
        chunks = list(cut(input_of(log), number(size)))
        for chunk in chunks:
            redactor.survey(chunk)
        rewritten: list[bytes] = []
        for chunk in chunks:
            status, answer, out = redactor.rewrite(chunk)
            if status:
                return status, answer, None
            rewritten.append(out or b"")
        status, answer, rest = redactor.finish()
        return status, answer, None if status else b"".join([*rewritten, rest or b""]).decode()

    def do_verify(self, expect: str, size: str, log: str) -> Result:
        status, answer, verifier = waist.Verifier.open(input_of(expect))
        if verifier is None:
            return status, answer, None
        for chunk in cut(input_of(log), number(size)):
            verifier.feed(chunk)
        return verifier.finish()

    def do_execute(self, slot: str, command: str) -> Result:
        return self.workspace(slot).execute(input_of(command))

    def do_execute_many(self, slot: str, commands: str) -> Result:
        return self.workspace(slot).execute_many(input_of(commands))

    def do_ask(self, slot: str, query: str) -> Result:
        return self.workspace(slot).ask(input_of(query))

    def do_available(self, slot: str, question: str) -> Result:
        return self.workspace(slot).available(input_of(question))

    def do_replay(self, slot: str, records: str) -> Result:
        return self.workspace(slot).replay(input_of(records))

    def do_snapshot_start(self, slot: str) -> Result:
        status, answer, snapshot = self.workspace(slot).snapshot()
        if snapshot is not None:
            self.snapshots[slot] = snapshot
        return status, answer, None

    def do_snapshot_rest(self, slot: str) -> Result:
        snapshot = self.snapshots.pop(slot, None)
        if snapshot is None:
            raise BrokenStream(f"no snapshot was begun in slot {slot}")
        chunks: list[bytes] = []
        while True:
            status, answer, chunk = snapshot.next_chunk()
            if status:
                return status, answer, None
            if chunk is None:
                return status, "null", b"".join(chunks).hex()
            chunks.append(chunk)

    def do_call(self, operation: str, input: str) -> Result:
        return waist.call(input_of(operation).decode(), input_of(input))

    def do_step(self, thing: str, state: str, command: str) -> Result:
        return halves(lambda: touchline.lifecycle_step(number(thing), number(state), number(command)))

    def do_open_commands(self, thing: str, state: str) -> Result:
        return halves(lambda: divmod(touchline.lifecycle_open(number(thing), number(state)), 1 << 32))

    def do_permit(self, action: str, roles: str, relations: str) -> Result:
        def decide() -> tuple[int, int]:
            allowed, rule = touchline.permit(number(action), number(roles), number(relations))
            return rule, int(allowed)

        return halves(decide)

    def do_table(self, operation: str, options: str, stop: str, names: str, batches: str) -> Result:
        if operation == "score":
            told = columns.score(input_of(options), names, batches)
        elif operation == "stream":
            told = columns.stream(input_of(options), number(stop), names, batches)
        elif operation in columns.GATHERED:
            told = columns.gathered(operation, input_of(options), number(stop), names, batches)
        else:
            raise BrokenStream(f"no operation `{operation}` over tables")
        return told if len(told) > 2 else (*told, None)

    def do_metrics(self, options: str, tables: str) -> Result:
        told = columns.metrics(input_of(options), tables)
        return told if len(told) > 2 else (*told, None)

    def do_effects(self, options: str, effect: str, tables: str) -> Result:
        return columns.effects(input_of(options), input_of(effect), tables)

    def do_close(self, slot: str) -> Result:
        self.workspace(slot)
        self.snapshots.pop(slot, None)
        del self.workspaces[slot]
        return Status.OK, "null", None

    def workspace(self, slot: str) -> waist.Workspace:
        if slot not in self.workspaces:
            raise BrokenStream(f"slot {slot} is empty")
        return self.workspaces[slot]

    def fill(self, slot: str, reply: tuple[int, str, waist.Workspace | None]) -> Result:
        if slot in self.workspaces or slot not in set("01234567"):
            raise BrokenStream(f"slot {slot} is not an empty slot")
        status, answer, workspace = reply
        if workspace is not None:
            self.workspaces[slot] = workspace
        return status, answer, None


def compare_raised(status: int, answer: str) -> None:
    """Hold what a program is raised for a refusal against the refusal: its class is the kind, and all else stands on it."""
    said = json.loads(answer)
    try:
        answer_in((status, answer, None))
    except touchline.Error as error:
        raised = error
    else:
        raise OtherwiseRaised(f"nothing is raised for {answer}")
    stands_for: str = said["kind"] if status == Status.REJECTED else Status(status).name.lower()
    called = CALLED.get(stands_for, stands_for.title().replace("_", ""))
    found = [type(raised).__name__, raised.answer]
    if isinstance(raised, touchline.Rejected):
        found += [raised.code, raised.kind, raised.path, raised.details]
        said_by_it = [said["code"], said["kind"], said["path"], said["details"] or {}]
    elif isinstance(raised, touchline.InvalidInput):
        found += [raised.faults]
        said_by_it = [said["faults"]]
    else:
        said_by_it = []
    if found != [called, said, *said_by_it]:
        raise OtherwiseRaised(f"{found} is raised for {answer}")


def number(field: str) -> int:
    if not field.isdecimal() or int(field) > UNKNOWN:
        raise BrokenStream(f"`{field}` is not a number of 32 bits")
    return int(field)


def input_of(field: str) -> bytes:
    matches = [PIECE.fullmatch(piece) for piece in field.split(",")] if field else []
    if None in matches:
        raise BrokenStream(f"`{field[:200]}` is not an input")
    return b"".join(bytes.fromhex(match[1]) * int(match[2] or 1) for match in matches if match)


def cut(text: bytes, size: int) -> Iterator[bytes]:
    size = size or max(len(text), 1)
    return (text[at : at + size] for at in range(0, len(text), size))


def halves(call: Callable[[], tuple[int, int]]) -> Result:
    try:
        high, low = call()
    except ValueError:
        high, low = UNKNOWN, UNKNOWN
    return Status.OK, f"[{high},{low}]", None


def main(path: str) -> int:
    executor = Executor()
    with open(path, encoding="utf-8", newline="\n") as stream:
        try:
            for line in stream:
                sys.stdout.buffer.write(executor.perform(line.removesuffix("\n")).encode() + b"\n")
                sys.stdout.buffer.flush()
        except BrokenStream as broken:
            print(f"executor: {broken}", file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
