"""Values cross alike, whether or not the host has orjson."""

import json
import math
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import Any
from uuid import UUID

import numpy
import pandas
import pytest

import touchline
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
    "a moment": ([datetime(2026, 3, 2, 9, tzinfo=UTC)], '["2026-03-02T09:00:00+00:00"]'),
    "a moment of pandas": ([pandas.Timestamp("2026-03-02T09:00:00.5", tz="Europe/Berlin")], '["2026-03-02T09:00:00.500000+01:00"]'),
    "a moment without a zone": ([datetime(2026, 3, 2, 9)], '["2026-03-02T09:00:00"]'),
    "a day": ({"first": date(2026, 3, 2)}, '{"first":"2026-03-02"}'),
    "numbers of NumPy": (
        [numpy.float64(0.1), numpy.float32(0.5), numpy.int64(-7), numpy.uint8(7), numpy.bool_(True)],
        "[0.1,0.5,-7,7,true]",
    ),
    "not a number of NumPy": ([numpy.float32("nan")], "[NaN]"),
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


UNPRINTABLE: dict[str, tuple[Any, str]] = {
    "a number of another kind": ({"values": {"win_rate": Decimal("0.5")}}, "^/values/win_rate: a Decimal cannot"),
    "what pandas has for nothing": ({"a": [{"b": 1}, {"b/c": pandas.NA}]}, "^/a/1/b~1c: a NAType cannot be printed as JSON .None stands for"),
    "a span": ([1, numpy.timedelta64(1, "s")], "^/1: a timedelta64 cannot"),
    "a moment of NumPy": ([numpy.datetime64("2026-03-02")], "^/0: a datetime64 cannot"),
    "a column": ({"a": numpy.array([1.0])}, "^/a: a ndarray cannot"),
    "a span of time": ({"a": (timedelta(1),)}, "^/a/0: a timedelta cannot"),
    "a key": ({"a": {(1, 2): 3}}, r"^/a/\(1, 2\): .*"),
}


@pytest.mark.parametrize(("value", "said"), UNPRINTABLE.values(), ids=UNPRINTABLE)
def test_api_07_what_is_no_json_is_told_with_its_place(printed: Any, value: Any, said: str) -> None:
    with pytest.raises(TypeError, match=said):
        printed(value)


def test_api_07_what_is_no_json_in_a_value_that_holds_itself_is_found() -> None:
    circle: list[Any] = [1]
    circle.append({"circle": circle, "a": object()})
    assert _json._unprintable(circle) == "/1/a"
    assert _json._unprintable([1, "a", None, 0.5, True]) is None


def test_api_07_a_number_that_is_none_is_told_with_its_place() -> None:
    for number in (math.nan, numpy.float32("inf")):
        values: Any = {"empathy": 1, "win_rate": number}
        with pytest.raises(touchline.InvalidInput) as refused:
            touchline.skill.score({"values": values})
        assert [fault["path"] for fault in refused.value.faults] == ["/values/win_rate"]


def test_api_07_moments_and_days_cross_as_their_text() -> None:
    late = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    asked: Any = {"at": late, "zone": "Europe/Berlin"}
    assert touchline.time.local_day(asked)["date"] == "2026-03-03"
    asked["at"] = late.replace(tzinfo=None)
    with pytest.raises(touchline.InvalidInput, match="^/at: `2026-03-02T23:30:00` is not a moment"):
        touchline.time.local_day(asked)


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
