"""The types of everything that crosses, for annotations: plain dictionaries, lists, texts and numbers.

An annotated value is checked field by field; without the annotation a type checker can only say that a command
is none of those it knows.
"""

from touchline._types import *  # noqa: F403
