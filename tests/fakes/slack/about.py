"""Methods that tell who is who, and the one that opens a connection."""

from collections.abc import Callable, Mapping

from tests.fakes.slack.arriving import is_true
from tests.fakes.slack.refused import Refused
from tests.fakes.slack.telling import APP, DOMAIN
from tests.fakes.slack.workspace import TEAM, US, US_AS_BOT, Json, Workspace


class About:
    """People, the workspace, and ourselves.

    Args:
        workspace: all of it.
        connection: gives a new address for a connection.
    """

    def __init__(self, workspace: Workspace, connection: Callable[[], str]) -> None:
        self._workspace = workspace
        self._connection = connection

    def methods(self) -> Mapping[str, Callable[[Json], Json]]:
        """What can be called."""
        return {
            "apps.connections.open": lambda _: {"url": self._connection()},
            "auth.test": lambda _: self._ourselves(),
            "bots.info": self._us_as_bot,
            "team.info": lambda _: {"team": {"id": TEAM, "name": "Work", "domain": DOMAIN}},
            "usergroups.users.list": self._users_of,
            "users.info": self._user,
        }

    @staticmethod
    def _ourselves() -> Json:
        return {
            "url": "https://work.example.org/", "team": "Work", "user": "whichrole",
            "team_id": TEAM, "user_id": US, "bot_id": US_AS_BOT, "is_enterprise_install": False,
        }  # fmt: skip

    @staticmethod
    def _us_as_bot(arguments: Json) -> Json:
        if arguments.get("bot") not in (None, US_AS_BOT):
            raise Refused("bot_not_found")
        told = {"id": US_AS_BOT, "deleted": False, "name": "WhichRole", "app_id": APP}
        return {"bot": told | {"user_id": US}}

    def _users_of(self, arguments: Json) -> Json:
        """Who is in a user group; the ones that are there no more are in none."""
        group = self._workspace.groups.get(str(arguments.get("usergroup", "")))
        if group is None:
            raise Refused("no_such_subteam")
        return {"users": [one for one in group if one not in self._workspace.gone]}

    def _user(self, arguments: Json) -> Json:
        user = str(arguments.get("user", ""))
        if user[:1] not in ("U", "W") or user in self._workspace.gone:
            raise Refused("user_not_found")
        called = user.removeprefix("U0").title()
        known = {
            "tz": "Europe/Berlin", "locale": "de-DE", "name": user.lower(),
            "real_name": called, "profile": {"display_name": called, "real_name": called},
            "deleted": False, "is_bot": False, "is_app_user": False, "is_admin": False,
            "is_owner": False, "is_primary_owner": False, "is_restricted": False,
            "is_ultra_restricted": False, **self._workspace.profiles.get(user, {}),
        }  # fmt: skip
        if not is_true(arguments.get("include_locale")):
            del known["locale"]
        return {"user": {"id": user, "team_id": TEAM, **known}}
