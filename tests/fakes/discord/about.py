"""Routes that tell who we are, and the one that names the gateway."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tests.fakes.discord.arriving import Request
from tests.fakes.discord.models import Json
from tests.fakes.discord.refused import Refused
from tests.fakes.discord.routes import Handler
from tests.fakes.discord.telling import of_application, of_user
from tests.fakes.discord.world import US, World

MOST_COMMANDS = 100
TO_US = 1
"""The context of a direct message with us."""


class About:
    """Ourselves, people by their id, and our commands.

    Args:
        world: all of it.
        gateway: gives the address of the gateway.
    """

    def __init__(self, world: World, gateway: Callable[[], str]) -> None:
        self._world = world
        self._gateway = gateway

    def routes(self) -> Mapping[str, Handler]:
        """What is answered here."""
        return {
            "GET /users/@me": lambda _: self._ourselves(),
            "GET /users/{user_id}": self._user,
            "GET /applications/@me": lambda _: of_application(self._world),
            "GET /oauth2/applications/@me": lambda _: of_application(self._world),
            "GET /gateway": lambda _: {"url": self._gateway()},
            "GET /gateway/bot": lambda _: self._start(),
            "GET /applications/{application_id}/commands": self._commands,
            "PUT /applications/{application_id}/commands": self._overwrite,
        }

    def _ourselves(self) -> Json:
        more = {"mfa_enabled": True, "locale": "en-US", "premium_type": 0, "verified": True}
        return of_user(self._world.users[US]) | more | {"email": None}

    def _user(self, request: Request) -> Json:
        user = self._world.users.get(request.names["user_id"])
        if user is None:
            raise Refused(10013)
        return of_user(user)

    def _start(self) -> Json:
        limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
        return {"url": self._gateway(), "shards": 1, "session_start_limit": limit}

    def _commands(self, request: Request) -> list[Json]:
        """Without being asked for words in all languages Discord tells none of these."""
        _check_ours(request)
        if request.query.get("with_localizations") == "true":
            return self._world.commands
        left_out = ("name_localizations", "description_localizations")
        return [_without(one, left_out) for one in self._world.commands]

    def _overwrite(self, request: Request) -> list[Json]:
        """All commands at once; one keeps its id as long as one of its name is there."""
        _check_ours(request)
        wanted = request.body
        if not isinstance(wanted, list):
            raise Refused(50035, body="Only iterables may be used in a ListType")
        if len(wanted) > MOST_COMMANDS:
            raise Refused(30032)
        names = [(one.get("name"), one.get("type", 1)) for one in wanted]
        if len(set(names)) < len(names):
            raise Refused(50035, name="Application command names must be unique")
        ids = {(one["name"], one["type"]): one["id"] for one in self._world.commands}
        self._world.commands[:] = [
            self._registered(told, ids.get(name))
            for name, told in zip(names, wanted, strict=True)
        ]
        return self._world.commands

    def _registered(self, told: Json, known: str | None) -> Json:
        given = {name: value for name, value in told.items() if value is not None}
        if "default_member_permissions" in given:  # sent as a number, told as text
            given["default_member_permissions"] = str(given["default_member_permissions"])
        return {
            "type": 1, "description": "", "default_member_permissions": None, "nsfw": False,
            "integration_types": [0], "contexts": None, "options": [], **given,
            "id": known or self._world.watch.snowflake(), "application_id": US,
            "version": self._world.watch.snowflake(),
            "dm_permission": TO_US in (told.get("contexts") or [TO_US]),
        }  # fmt: skip


def _without(told: Any, names: Sequence[str]) -> Any:
    """What was told without what has one of these names, however deep."""
    match told:
        case dict():
            kept = {name: value for name, value in told.items() if name not in names}
            return {name: _without(value, names) for name, value in kept.items()}
        case list():
            return [_without(one, names) for one in told]
        case _:
            return told


def _check_ours(request: Request) -> None:
    if request.names["application_id"] != US:
        raise Refused(20012)
