"""What the waist gives back, as a value or as an exception."""

from collections.abc import Iterable
from typing import Any, TypeVar

from touchline._errors import error_of
from touchline._json import Text, read, stream_of

T = TypeVar("T")


def answer_in(reply: tuple[int, str, Any]) -> Any:
    """The answer, read; raised where it is not what was asked for."""
    status, text, _ = reply
    answer = read(text)
    if status:
        raise error_of(status, answer)
    return answer


def made_in(reply: tuple[int, str, T | None]) -> T:
    """What was made; raised is why it was not."""
    status, text, made = reply
    if made is None:
        raise error_of(status, read(text))
    return made


def fed(taker: Any, chunks: Iterable[Text] | Text, records: Iterable[Text] | Text) -> Any:
    """What takes a log, once it has all of it; raised is what it refuses."""
    for chunk in stream_of(chunks, records):
        answer_in(taker.feed(chunk))
    return taker
