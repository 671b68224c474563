"""What an installed package owes a Python developer before the first call."""

import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import distribution
from importlib.resources import files

import pytest

import touchline


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


def test_api_04_the_version_is_the_wheels() -> None:
    assert touchline.__version__ == distribution("touchline").version


def test_api_04_a_shipped_wheel_cannot_be_made_to_panic() -> None:
    assert not hasattr(touchline.waist.Workspace, "provoke_defect")
