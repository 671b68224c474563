"""What the waist gives back, as a value or as an exception."""

from typing import Any, TypeVar

from touchline._errors import error_of
from touchline._json import read

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
