"""What an installed package owes a Python developer before the first call."""

import inspect
import json
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import distribution
from importlib.resources import files
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

import touchline

ROOT = Path(__file__).parents[3]


def public_modules() -> Iterator[str]:
    yield "touchline"
    for module in pkgutil.iter_modules(touchline.__path__, "touchline."):
        if not module.name.split(".")[-1].startswith("_"):
            yield module.name


def public_things() -> Iterator[tuple[str, object]]:
    for name in public_modules():
        module = import_module(name)
        yield name, module
        for thing, value in vars(module).items():
            shown = thing in getattr(module, "__all__", ()) or getattr(value, "__module__", "") == name
            if shown and not thing.startswith("_") and (inspect.isclass(value) or inspect.isroutine(value)):
                yield f"{name}.{thing}", value
                for member, method in vars(value).items() if inspect.isclass(value) else ():
                    if not member.startswith("_") and (callable(method) or isinstance(method, property)):
                        yield f"{name}.{thing}.{member}", method


@pytest.mark.parametrize(("name", "thing"), [pytest.param(*pair, id=pair[0]) for pair in public_things()])
def test_api_04_help_says_something_of(name: str, thing: object) -> None:
    assert (inspect.getdoc(thing) or "").strip(), f"{name} has no docstring"


def test_api_04_the_wheel_is_abi3_for_python_3_11_and_typed() -> None:
    package = distribution("touchline")
    assert "cp311-abi3-" in (package.read_text("WHEEL") or "")
    assert package.metadata["Requires-Python"] == ">=3.11"
    assert files("touchline").joinpath("py.typed").is_file()
    assert files("touchline").joinpath("_native.pyi").is_file()


def test_api_04_types_are_there_once_the_package_is_and_are_read_when_they_are_asked_for() -> None:
    program = "import sys, touchline; before = 'touchline._types' in sys.modules; print(before, touchline.types.Fact)"
    said = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
    assert said.startswith("False ")
    with pytest.raises(AttributeError, match="no attribute 'typos'"):
        touchline.typos  # noqa: B018


def test_api_04_the_wheel_holds_its_licences_and_the_schema_of_all_types() -> None:
    package = distribution("touchline")
    installed = {str(path).split("dist-info/")[-1]: path for path in package.files or []}
    licences = {"LICENSE-MIT", "LICENSE-APACHE", "LICENSE-DejaVu"}
    for name in licences:
        assert installed[f"licenses/{name}"].read_text() == (ROOT / name).read_text()
    assert set(package.metadata.get_all("License-File") or []) == licences
    text = files("touchline").joinpath("touchline.schema.json").read_text()
    assert text == (ROOT / "docs/reference/touchline.schema.json").read_text()
    schema = json.loads(text)
    assert schema["$id"] == "urn:touchline:schema:" + ".".join(touchline.__version__.split(".")[:2])
    formats = dict(formatted(schema))
    assert re.fullmatch(formats["uuid"]["pattern"][1:-1], str(uuid4()))
    assert re.search(formats["actor"]["pattern"], "system")
    assert not re.search(formats["actor"]["pattern"], "nobody")
    assert (formats["key"]["minLength"], formats["key"]["maxLength"]) == (1, 200)
    told = {"instant", "locale", "time-zone", "double", "int16", "int64", "uint", "uint8", "uint32", "uint64"}
    assert {name for name, text in formats.items() if not {"pattern", "maxLength"} & set(text)} <= told


def test_api_04_the_schema_has_the_refusals_that_come() -> None:
    types = json.loads(files("touchline").joinpath("touchline.schema.json").read_text())["$defs"]
    with pytest.raises(touchline.InvalidInput) as wrong:
        touchline.call("access.decide", {"viewer": "nobody"})
    with pytest.raises(touchline.Rejected) as refused:
        touchline.Workspace().ask({"viewer": str(uuid4()), "type": "bundle.get", "body": {"bundle": str(uuid4())}, "at": "2026-03-02T09:00:00Z"})
    reasons = {reason["properties"]["code"]["const"]: reason for reason in types["Reason"]["oneOf"]}
    assert set(reasons) == set(types["Code"]["enum"])
    told: list[tuple[Any, str]] = [(fault, "Fault") for fault in wrong.value.faults] + [(refused.value.answer, "Rejection")]
    for refusal, name in told:
        of_code = reasons[refusal["code"]]["properties"]
        assert sorted(refusal) == types[name]["required"]
        assert refusal["kind"] == of_code["kind"]["const"]
        assert sorted(refusal["details"] or []) == of_code["details"].get("required", [])


def formatted(schema: Any) -> Iterator[tuple[str, Any]]:
    """Whatever in a schema has a format, by the format."""
    if isinstance(schema, dict):
        if isinstance(schema.get("format"), str) and "type" in schema:
            yield schema["format"], schema
        for part in schema.values():
            yield from formatted(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from formatted(part)


def test_api_04_the_version_is_the_wheels() -> None:
    assert touchline.__version__ == distribution("touchline").version


def test_api_04_a_shipped_wheel_cannot_be_made_to_panic() -> None:
    assert not hasattr(touchline.waist.Workspace, "provoke_defect")
