"""The law of coaching: who may do what, when, and what every figure means.

A workspace holds one tenant in memory. It reads no file, no clock and no network: you hand in commands, and
keep the records that it gives back, in their order, wherever you like.

    >>> import touchline
    >>> touchline.Workspace()
    <touchline.Workspace: 0 records>

What is refused is raised: a subclass of `Rejected` where a rule says no, `InvalidInput` where the input is not
what its schema says. Operations that need no workspace stand in modules of their own, such as `touchline.time`;
calls without JSON take the numbers in `touchline.numbers`; types for annotations are in `touchline.types`; and
`touchline.waist` is for those who bring their own JSON.
"""

from importlib import import_module as _import_module
from typing import TYPE_CHECKING as _TYPE_CHECKING
from typing import Any as _Any

from touchline import _areas, _errors, tables, waist
from touchline._areas import *  # noqa: F403
from touchline._call import NeedsFacts, call
from touchline._errors import *  # noqa: F403
from touchline._many import Interrupted
from touchline._native import VERSION as __version__
from touchline._native import lifecycle_open, lifecycle_step, lifecycle_step_many, permit, permit_many, skill_level
from touchline._outcome import Accepted, Repeated
from touchline._past import redact, try_policy, verify
from touchline._scorer import ScoredArea, ScoredComponent, ScoredRow, ScorePart, SkillScorer
from touchline._shown import Shown, shown
from touchline._told import told
from touchline._workspace import Workspace, load

if _TYPE_CHECKING:
    from touchline import types as types

__all__ = [
    "Accepted",
    "Interrupted",
    "NeedsFacts",
    "Repeated",
    "ScorePart",
    "ScoredArea",
    "ScoredComponent",
    "ScoredRow",
    "Shown",
    "SkillScorer",
    "Workspace",
    "__version__",
    "call",
    "lifecycle_open",
    "lifecycle_step",
    "lifecycle_step_many",
    "load",
    "permit",
    "permit_many",
    "redact",
    "shown",
    "skill_level",
    "tables",
    "told",
    "try_policy",
    "verify",
    "waist",
]
__all__ += _areas.__all__
__all__ += _errors.__all__


def __getattr__(name: str) -> _Any:
    """The types are read where somebody asks for them: a program that only runs needs none of them."""
    if name == "types":
        return _import_module("touchline.types")
    raise AttributeError(f"module 'touchline' has no attribute '{name}'")


# A traceback names a class by where a caller finds it.
for _name in __all__:
    if isinstance(_public := globals()[_name], type):
        _public.__module__ = __name__
