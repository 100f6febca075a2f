"""Where Discord takes more than its description says; each place with the reason."""

import copy
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tests.fakes.discord.validating.schemas import Json

INTEGER = {"type": "integer", "minimum": 0}
ROLES_OF_A_MEMBER = (
    "paths", "/guilds/{guild_id}/members/{user_id}", "patch", "requestBody", "content",
    "application/json", "schema", "properties", "roles",
)  # fmt: skip


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
    Loosened(
        path=_of("MessageAttachmentRequest", "id"),
        also=INTEGER,
        why="discord.py lists new files by their number and those that stay by their id",
    ),
    Loosened(
        path=(*ROLES_OF_A_MEMBER, "items"),
        also=INTEGER,
        why="discord.py swaps the roles of a member with their ids as numbers",
    ),
    Loosened(
        path=_of("RoleSelectDefaultValue", "id"),
        also=INTEGER,
        why="discord.py says with numbers which roles a menu shows as chosen",
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
