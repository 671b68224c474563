"""Values cross alike, whether or not the host has orjson."""

import json
import math
from enum import IntEnum, StrEnum
from typing import Any
from uuid import UUID

import pytest

from touchline import _json


class Word(StrEnum):
    MANAGER = "manager"


class Number(IntEnum):
    ONE = 1


ID = "12345678-1234-5678-1234-567812345678"
VALUES: dict[str, tuple[Any, str]] = {
    "text": ("ä☺\u2028\n", r'"ä☺\u2028\n"'),
    "half a surrogate pair": ({"a": "\ud800"}, r'{"a":"\ud800"}'),
    "not a number": ({"a": math.nan}, '{"a":NaN}'),
    "infinity": ([math.inf], "[Infinity]"),
    "none": ({"a": None, "b": "null"}, '{"a":null,"b":"null"}'),
    "above 64 bits": (2**70, str(2**70)),
    "numbers": ([1, -0.0, 1e300, 0.1, True], "[1,-0.0,1e300,0.1,true]"),
    "an id": ({"id": UUID(ID)}, f'{{"id":"{ID}"}}'),
    "enumerations": ([Word.MANAGER, Number.ONE], '["manager",1]'),
    "a tuple": ((1, "a"), '[1,"a"]'),
    "a number as key": ({1: 2}, '{"1":2}'),
}


@pytest.fixture(params=["json", "orjson"])
def printed(request: pytest.FixtureRequest) -> Any:
    return _json._print if request.param == "json" else _json._print_fast(pytest.importorskip("orjson"))


@pytest.mark.parametrize(("value", "text"), VALUES.values(), ids=VALUES)
def test_api_04_a_value_crosses_as(printed: Any, value: Any, text: str) -> None:
    assert repr(json.loads(printed(value))) == repr(json.loads(text))


@pytest.mark.parametrize("value", [object(), {1, 2}, b"bytes", {"a": [complex(1, 2)]}], ids=repr)
def test_api_04_what_is_no_json_is_a_type_error(printed: Any, value: Any) -> None:
    with pytest.raises(TypeError, match="cannot be printed as JSON"):
        printed(value)


def test_api_07_a_value_that_holds_itself_is_an_error(printed: Any) -> None:
    circle: list[Any] = []
    circle.append(circle)
    with pytest.raises((ValueError, RecursionError)):
        printed(circle)


def test_api_07_a_value_of_any_depth_is_an_error_at_worst(printed: Any) -> None:
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(RecursionError):
        printed(deep)
