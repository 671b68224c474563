"""What is refused is raised as something that a program can branch on and a person can read."""

import pickle
from typing import get_args

import pytest

import touchline
from touchline import _errors
from touchline._types import Kind
from touchline.numbers import Status

REJECTION = {
    "code": "text_too_long",
    "details": {"actual": "201", "limit": 200},
    "kind": "limit",
    "message": "the text has 201 characters; the limit is 200",
    "path": "/body/title",
}
FAULTS = {
    "faults": [
        {"code": "syntax", "details": None, "kind": "invalid", "message": "not JSON", "path": "", "position": None},
        {
            "code": "missing_field",
            "details": None,
            "kind": "invalid",
            "message": "`id` is missing",
            "path": "/body",
            "position": None,
        },
    ]
}


def test_api_04_every_kind_of_rejection_has_its_exception() -> None:
    kinds = {kind: _errors.error_of(Status.REJECTED, {"kind": kind}) for kind in get_args(Kind)}
    assert len({type(error) for error in kinds.values()}) == len(kinds)
    assert all(isinstance(error, touchline.Rejected) for error in kinds.values())


@pytest.mark.parametrize("status", set(Status) - {Status.OK, Status.REJECTED, Status.NEEDS_FACTS})
def test_api_04_every_status_that_is_no_answer_has_its_exception(status: Status) -> None:
    assert isinstance(_errors.error_of(status, {"message": "…", "faults": []}), touchline.Error)


def test_api_04_a_rejection_carries_code_kind_path_details_and_sentence() -> None:
    error = _errors.error_of(Status.REJECTED, REJECTION)
    assert isinstance(error, touchline.LimitExceeded)
    assert (error.code, error.kind, error.path) == ("text_too_long", "limit", "/body/title")
    assert error.details == {"actual": "201", "limit": 200}
    assert str(error) == "text_too_long: the text has 201 characters; the limit is 200 (at /body/title)"


def test_api_04_broken_input_tells_every_fault_and_is_a_value_error() -> None:
    error = _errors.error_of(Status.BAD_INPUT, FAULTS)
    assert isinstance(error, touchline.InvalidInput)
    assert isinstance(error, ValueError)
    assert not isinstance(error, touchline.Rejected)
    assert [fault["code"] for fault in error.faults] == ["syntax", "missing_field"]
    assert str(error) == "the input: not JSON\n/body: `id` is missing"


@pytest.mark.parametrize(("status", "answer"), [(Status.REJECTED, REJECTION), (Status.BAD_INPUT, FAULTS)])
def test_api_04_exceptions_cross_between_processes(status: Status, answer: object) -> None:
    error = _errors.error_of(status, answer)
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is type(error)
    assert copy.answer == answer
    assert str(copy) == str(error)
