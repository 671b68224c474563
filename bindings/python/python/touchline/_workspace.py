"""A tenant in memory: opened empty, or loaded from what was kept of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, Any

from touchline import _native
from touchline._asking import Asking
from touchline._errors import Error, error_of
from touchline._json import Text, lines_of, read, text_of
from touchline._many import Interrupted, Piece, outcomes_in
from touchline._outcome import Outcome, outcome_of
from touchline._reply import answer_in, fed, made_in

if TYPE_CHECKING:
    from touchline._types import Availability, Command, PolicyInput, Query, Question, Replayed


class Workspace(Asking):
    """A tenant in memory.

    Commands go in by `execute`, and the records that come out are yours to keep. `ask` and `available` tell what a
    viewer may see and do. Later, `touchline.load` makes the same workspace from the records, or from a snapshot and
    the records after it.

    Threads may share a workspace: a call waits until the one before it is done, and other threads run meanwhile. It
    can be copied and pickled, which goes through a snapshot.
    """

    __slots__ = ("__weakref__", "_waist")

    def __init__(self, policy: PolicyInput | Text | None = None) -> None:
        """Open an empty workspace, under the default policy where none is given."""
        self._waist = made_in(_native.Workspace.open(_policy_text(policy)))

    def execute(self, command: Command | Text) -> Outcome:
        """Execute one command: accepted, with a record to keep, or repeated. Raises what refuses it.

        Other threads wait meanwhile, unless its text is long: one that goes through much lets them run in `execute_many`.
        """
        reply = self._waist.execute(text_of(command))
        return outcome_of(answer_in(reply), reply[2])

    def execute_many(self, commands: Iterable[Command | Text] | Text) -> list[Outcome | Error]:
        """Execute many commands in one crossing, each as `execute` would, in their order.

        Returns one outcome for each. What refuses a command stands in its place instead of being raised, and the
        commands after it are executed all the same. Text given for `commands` holds a command a line.

        Ctrl-C stops it between two commands, with an `Interrupted` that holds the outcomes until then: keep their
        records. Whatever else it ends with, such as what the handler of another signal raises, has them as `outcomes`, too.
        Meanwhile another thread may have a command of its own executed between two of these.
        """
        lines, pieces = lines_of(commands), list[Piece]()
        try:
            status, answer, _, _ = self._waist.execute_many(lines, pieces)
            if status:
                raise error_of(status, read(answer))
            return outcomes_in(pieces)
        except KeyboardInterrupt:
            raise Interrupted(pieces) from None
        except BaseException as stop:
            vars(stop)["outcomes"] = outcomes_in(pieces)
            raise

    def _ask(self, query: Query | Text) -> Any:
        return answer_in(self._waist.ask(text_of(query)))

    def available(self, question: Question | Text) -> list[Availability]:
        """Tell which commands are open to a viewer on a thing, and why the others are not."""
        available: list[Availability] = answer_in(self._waist.available(text_of(question)))
        return available

    @property
    def seq(self) -> int:
        """The place of the last record; 0 where there is none."""
        seq: int = answer_in(self._waist.place())["seq"]
        return seq

    @property
    def head(self) -> str | None:
        """The hash of the last record; None where there is none."""
        head: str | None = answer_in(self._waist.place())["head"]
        return head

    def replay(self, records: Iterable[Text] | Text) -> Replayed:
        """Take in further records, each as it was kept; or text that holds one a line."""
        replayed: Replayed = answer_in(self._waist.replay(lines_of(records)))
        return replayed

    def snapshot(self) -> Iterator[bytes]:
        """Read out all of this moment, in chunks of about 1 MiB, which `touchline.load` takes.

        Where a command is accepted before the last chunk is taken, the next chunk raises `Conflict`.
        """
        return _chunks_of(made_in(self._waist.snapshot()))

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (type(self), list(self.snapshot())), self._own()

    def _own(self) -> tuple[dict[str, Any] | None, dict[str, Any]]:
        """What a subclass has besides."""
        state: Any = super().__getstate__()
        attributes, slots = state
        return attributes, {name: value for name, value in slots.items() if name != "_waist"}

    def __repr__(self) -> str:
        try:
            seq = self.seq
        except Error as error:
            return f"<touchline.Workspace: {error}>"
        return f"<touchline.Workspace: {seq} record{'' if seq == 1 else 's'}>"

    def _repr_html_(self) -> str:
        return f"<p><code>{escape(repr(self))}</code></p>"


def load(
    chunks: Iterable[Text] | Text = (),
    *,
    records: Iterable[Text] | Text = (),
    policy: PolicyInput | Text | None = None,
    as_of: str | datetime | None = None,
) -> Workspace:
    """Make a workspace from what was kept of it.

    `chunks` are a snapshot, a log, or a log after its snapshot, cut anywhere: a file open for reading will do.
    `records` come after, each as it was kept. A snapshot brings its own policy; a log alone is loaded under `policy`,
    or else the default policy. With `as_of`, a moment, it is how things stood then, out of a log alone: it can be asked
    about, with `asked_by` in each query, and not be changed.
    """
    if as_of is None:
        loader = made_in(_native.Loader.open(_policy_text(policy)))
    else:
        loader = made_in(_native.Loader.open_as_of(_policy_text(policy), text_of({"at": as_of})))
    workspace = Workspace.__new__(Workspace)
    workspace._waist = made_in(fed(loader, chunks, records).finish())
    return workspace


def _again(kind: type[Workspace], chunks: list[bytes]) -> Workspace:
    """What a pickle or a copy is made of: a workspace of this class."""
    workspace = kind.__new__(kind)
    workspace._waist = load(chunks)._waist
    return workspace


def _policy_text(policy: PolicyInput | Text | None) -> Text:
    return b"" if policy is None else text_of(policy)


def _chunks_of(snapshot: _native.Snapshot) -> Iterator[bytes]:
    while True:
        status, answer, chunk = snapshot.next_chunk()
        if status:
            raise error_of(status, read(answer))
        if chunk is None:
            return
        yield chunk
