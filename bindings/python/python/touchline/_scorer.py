"""Skill scores of one row after another, without JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from touchline import _native
from touchline._errors import error_of
from touchline._json import read, text_of
from touchline._native import ScoredArea, ScoredComponent, ScoredRow, ScorePart
from touchline._reply import made_in

if TYPE_CHECKING:
    from touchline._types import SkillFrameworkInput

__all__ = ["ScorePart", "ScoredArea", "ScoredComponent", "ScoredRow", "SkillScorer"]


class SkillScorer:
    """A skill framework, ready to score one row after another: the figures of `touchline.skill.score`, without JSON.

    It never changes, so that threads may share it. `areas` and `components` are the keys by whose places figures are
    given; levels are numbers of `touchline.numbers.SkillLevel`.
    """

    __slots__ = ("_known", "_waist", "areas", "components")

    def __init__(
        self, framework: str | SkillFrameworkInput | None = None, *, view: str | None = None
    ) -> None:
        """Take a framework by its key (`sales` where it is left out), or a document; as a whole, or in a view of it."""
        choice: dict[str, Any] = {"view": view}
        if isinstance(framework, str):
            choice["framework"] = {"type": "built_in", "body": {"key": framework}}
        elif framework is not None:
            choice["framework"] = {"type": "own", "body": framework}
        self._waist = made_in(_native.Scorer.open(text_of(choice)))
        areas, components = self._waist.keys()
        self.areas: tuple[str, ...] = tuple(areas)
        self.components: tuple[str, ...] = tuple(components)
        self._known = frozenset(components)

    def score(self, values: Mapping[str, float | None]) -> ScoredRow:
        """Score raw measures by component; one that is left out or None is missing.

        Raises KeyError for a key of no component, and `InvalidInput` for a measure that is not finite.
        """
        if unknown := values.keys() - self._known:
            raise KeyError(f"{', '.join(sorted(unknown))}: no component of this framework")
        status, text, scored = self._waist.score([values.get(key) for key in self.components])
        if scored is None:
            raise error_of(status, read(text))
        return scored
