"""Calls by number: the same answers one at a time and over columns, and no number is trusted."""

from array import array

import pytest

import touchline
from touchline.numbers import Action, Relation, Role

ROWS = range(12)
UNKNOWN = 0xFFFF_FFFF


def steps() -> list[tuple[int, int, int]]:
    """Every thing, state and command with a small number that the library knows."""
    known = []
    for thing in ROWS:
        for state in ROWS:
            for command in ROWS:
                try:
                    touchline.lifecycle_step(thing, state, command)
                except ValueError:
                    continue
                known.append((thing, state, command))
    return known


def test_api_04_a_column_steps_as_its_rows_do() -> None:
    assert steps(), "the tables are empty"
    for thing in {thing for thing, _, _ in steps()}:
        rows = [(state, command) for of, state, command in steps() if of == thing]
        states, commands = (array("I", column) for column in zip(*rows, strict=True))
        codes, next_states = touchline.lifecycle_step_many(thing, states, commands)
        one_by_one = [touchline.lifecycle_step(thing, *row) for row in rows]
        assert list(zip(codes, next_states, strict=True)) == one_by_one


def test_api_04_what_is_open_is_what_steps_without_a_code() -> None:
    for thing, state, command in steps():
        code, _ = touchline.lifecycle_step(thing, state, command)
        assert bool(touchline.lifecycle_open(thing, state) >> command & 1) == (code == 0), (thing, state, command)


def test_api_04_a_column_is_permitted_as_its_rows_are() -> None:
    rows = [(1 << role | 1 << more, 1 << relation) for role in Role for more in Role for relation in Relation]
    roles, relations = (array("I", column) for column in zip(*rows, strict=True))
    for action in Action:
        allowed, rules = touchline.permit_many(action, roles, relations)
        one_by_one = [touchline.permit(action, *row) for row in rows]
        assert [(bool(one), rule) for one, rule in zip(allowed, rules, strict=True)] == one_by_one


def test_api_04_any_buffer_of_unsigned_32_bit_integers_is_a_column() -> None:
    thing, state, command = steps()[0]
    ours = memoryview(bytes(array("I", [state, state]))).cast("I")
    theirs = memoryview(array("I", [command, command]))
    codes, _ = touchline.lifecycle_step_many(thing, ours, theirs)
    assert list(codes) == [touchline.lifecycle_step(thing, state, command)[0]] * 2


def test_api_04_an_empty_column_gives_empty_columns() -> None:
    codes, next_states = touchline.lifecycle_step_many(steps()[0][0], array("I"), array("I"))
    assert (len(codes), len(next_states)) == (0, 0)


@pytest.mark.parametrize("numbers", [(UNKNOWN, 1, 1), (1, UNKNOWN, 1), (1, 1, UNKNOWN)])
def test_api_07_a_number_that_is_not_known_is_a_value_error(numbers: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="does not know"):
        touchline.lifecycle_step(*numbers)


def test_api_07_a_row_that_is_not_known_is_named() -> None:
    thing, state, command = steps()[0]
    states = array("I", [state, state, UNKNOWN])
    with pytest.raises(ValueError, match="row 2"):
        touchline.lifecycle_step_many(thing, states, array("I", [command] * 3))


@pytest.mark.parametrize("number", [-1, 2**32, 2**100])
def test_api_07_a_number_out_of_range_is_an_overflow_error(number: int) -> None:
    with pytest.raises(OverflowError):
        touchline.permit(number, 0, 0)


@pytest.mark.parametrize(
    "column",
    [array("H", [1, 1]), array("Q", [1, 1]), array("f", [1, 1]), b"11111111", memoryview(array("I", [1] * 4))[::2]],
    ids=["16 bits", "64 bits", "floats", "bytes", "not contiguous"],
)
def test_api_07_another_buffer_is_refused(column: memoryview) -> None:
    with pytest.raises((BufferError, ValueError)):
        touchline.lifecycle_step_many(1, column, array("I", [1, 1]))


def test_api_07_columns_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="2 and 1"):
        touchline.permit_many(1, array("I", [1, 1]), array("I", [1]))


def test_skl_05_levels_are_read_off_published_scores() -> None:
    leasts = {0: "CRITICAL", 40: "NEEDS_COACHING", 60: "DEVELOPING", 75: "PROFICIENT", 90: "EXPERT"}
    for least, level in leasts.items():
        assert touchline.numbers.SkillLevel(touchline.skill_level(least)).name == level
    assert [touchline.skill_level(score) for score in (39, 59, 74, 89, 100)] == [1, 2, 3, 4, 5]
    for wrong in (101, 256):
        with pytest.raises(ValueError, match=str(wrong)):
            touchline.skill_level(wrong)
