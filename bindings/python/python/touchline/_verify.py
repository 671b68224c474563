"""The check of a log's chain."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from touchline import _native
from touchline._json import Text, stream_of, text_of
from touchline._reply import answer_in, made_in

if TYPE_CHECKING:
    from touchline._types import Verified


def verify(
    chunks: Iterable[Text] | Text = (),
    *,
    records: Iterable[Text] | Text = (),
    head: str | None = None,
    count: int | None = None,
) -> Verified:
    """Check the chain of a log: `chunks` cut anywhere, or `records` as they were kept.

    Raises what names the first record that was altered, moved, dropped or inserted. Only with `head` (the last
    record's hash) and `count`, which you keep elsewhere, can a cut tail or a chain computed anew be seen.
    """
    expect = b"" if head is None and count is None else text_of({"count": count, "head": head})
    verifier = made_in(_native.Verifier.open(expect))
    for chunk in stream_of(chunks, records):
        answer_in(verifier.feed(chunk))
    verified: Verified = answer_in(verifier.finish())
    return verified
