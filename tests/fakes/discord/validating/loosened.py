"""Where Discord takes more than its description says; each place with the reason."""

import copy
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tests.fakes.discord.validating.schemas import Json

INTEGER = {"type": "integer", "minimum": 0}


@dataclass(frozen=True)
class Loosened:
    """A place of the description where more may stand.

    Attributes:
        path: the steps to the schema.
        also: the schema of what may stand there besides.
        why: who sends it.
    """

    path: tuple[str, ...]
    also: Json
    why: str


def _of(schema: str, *steps: str) -> tuple[str, ...]:
    """The path to a field of a named schema."""
    return ("components", "schemas", schema, "properties", *steps)


LOOSENED = (
    Loosened(
        path=_of("CreatePrivateChannelRequest", "recipient_id"),
        also=INTEGER,
        why="discord.py opens a DM with the id as a number, which Discord reads as one",
    ),
)


def loosen(told: Json, places: Iterable[Loosened]) -> Json:
    """The description, loosened; what was given stays as it was."""
    told = copy.deepcopy(told)
    for place in places:
        *steps, last = place.path
        holder: Any = told
        for step in steps:
            holder = holder[step]
        holder[last] = {"anyOf": [holder[last], place.also]}
    return told
