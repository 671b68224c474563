"""Skill scores of one row after another, without JSON."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from touchline import _native
from touchline._call import call
from touchline._errors import InvalidInput, error_of
from touchline._json import read, text_of
from touchline._native import ScoredArea, ScoredComponent, ScoredRow, ScorePart
from touchline._reply import made_in

if TYPE_CHECKING:
    from touchline._types import SkillFrameworkInput

__all__ = ["ScorePart", "ScoredArea", "ScoredComponent", "ScoredRow", "SkillScorer"]

# What most measures are; whatever else is looked at one by one.
_MEASURES = frozenset({float, int, type(None)})


def _is_measure(value: object) -> bool:
    """Whether `touchline.skill.score` takes this as a measure, too: a number, which true and false are not."""
    if value is None or isinstance(value, bool):
        return value is None
    numpy = sys.modules.get("numpy")
    is_numpys = numpy is not None and isinstance(value, numpy.generic) and value.dtype.kind in "iuf"
    return is_numpys or isinstance(value, int | float)


class SkillScorer:
    """A skill framework, ready to score one row after another: the figures of `touchline.skill.score`, without JSON.

    It never changes, so that threads may share it. `areas` and `components` are the keys by whose places figures are
    given; levels are numbers of `touchline.numbers.SkillLevel`.
    """

    __slots__ = ("_choice", "_known", "_waist", "areas", "components")

    def __init__(
        self, framework: str | SkillFrameworkInput | None = None, *, view: str | None = None
    ) -> None:
        """Take a framework by its key (`sales` where it is left out), or a document; as a whole, or in a view of it."""
        choice: dict[str, Any] = {"view": view}
        if framework is not None:
            choice["framework"] = framework
        text = text_of(choice)
        self._waist = made_in(_native.Scorer.open(text))
        # As it is now, whatever becomes of the caller's document.
        self._choice = read(text if isinstance(text, str) else bytes(text).decode())
        areas, components = self._waist.keys()
        self.areas: tuple[str, ...] = areas
        self.components: tuple[str, ...] = components
        self._known = frozenset(components)

    def score(self, values: Mapping[str, float | None]) -> ScoredRow:
        """Score raw measures by component; one that is left out or None is missing.

        Raises `InvalidInput`, whose faults name the components: for a key of none, and for what is no finite number.
        """
        try:
            is_known = self._known.issuperset(values.keys())
            row = [values.get(key) for key in self.components]
            if not is_known or not (_MEASURES.issuperset(map(type, row)) or all(map(_is_measure, row))):
                raise self._refused(values)
            reply = self._waist.score(row)
        except (AttributeError, OverflowError, TypeError):
            raise self._refused(values) from None
        status, text, scored = reply
        if scored is None:
            raise error_of(status, read(text))
        return scored

    def __reduce__(self) -> tuple[Any, ...]:
        return partial(type(self), view=self._choice["view"]), (self._choice.get("framework"),)

    def __repr__(self) -> str:
        framework = self._choice.get("framework", "sales")
        name = framework if isinstance(framework, str) else framework["key"]
        view = self._choice["view"] or "as a whole"
        return f"<touchline.SkillScorer: {name}, {view}, {len(self.areas)} areas, {len(self.components)} components>"

    def _refused(self, values: Any) -> Exception:
        """Why a row cannot be scored, in the words in which `touchline.skill.score` says it."""
        if not isinstance(values, Mapping):
            return TypeError(f"a row is a mapping of measures by component, not a {type(values).__name__}")
        try:
            call("skill.score", {**self._choice, "values": dict(values)})
        except InvalidInput as refusal:
            # The text that the positions mean is nobody's but ours.
            faults = [{**fault, "path": fault["path"].removeprefix("/values"), "position": None} for fault in refusal.faults]
            return InvalidInput({"faults": faults})
        except TypeError as error:
            return TypeError(str(error).removeprefix("/values"))
        return TypeError("a row holds a measure that is no number")
