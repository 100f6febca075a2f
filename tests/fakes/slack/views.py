"""Methods of Homes and windows."""

import time
from collections.abc import Callable, Mapping
from itertools import count

from tests.fakes.slack.checking import check_view
from tests.fakes.slack.refused import Refused
from tests.fakes.slack.telling import whole_view
from tests.fakes.slack.workspace import Json, Workspace


class Views:
    """Homes and windows of one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._hashes = count(1)

    def methods(self) -> Mapping[str, Callable[[Json], Json]]:
        """What can be called."""
        return {
            "views.open": self._open,
            "views.update": self._update,
            "views.publish": self._publish,
        }

    def _open(self, arguments: Json) -> Json:
        user = self._exchanged(str(arguments.get("trigger_id", "")))
        view = check_view(arguments.get("view"), ("modal",))
        shown = self._hashed(view, f"V{next(self._hashes)}W{user}")
        self._workspace.windows[user] = shown
        return {"view": shown}

    def _update(self, arguments: Json) -> Json:
        name = str(arguments.get("view_id", ""))
        user = name.partition("W")[2]
        standing = self._workspace.windows.get(user)
        if standing is None or standing["id"] != name:
            raise Refused("not_found")
        self._check_hash(arguments, standing)
        view = check_view(arguments.get("view"), ("modal",))
        self._workspace.windows[user] = shown = self._hashed(view, name)
        return {"view": shown}

    def _publish(self, arguments: Json) -> Json:
        user = str(arguments.get("user_id", ""))
        if not user.startswith("U") or user in self._workspace.gone:
            raise Refused("invalid_arguments")
        self._check_hash(arguments, self._workspace.homes.get(user, {}))
        view = check_view(arguments.get("view"), ("home",))
        self._workspace.homes[user] = shown = self._hashed(view, f"VH{user}")
        return {"view": shown}

    def _exchanged(self, trigger: str) -> str:
        """Whose it is; it works once, and for three seconds."""
        user, until = self._workspace.triggers.get(trigger, ("", 0.0))
        if not until:
            raise Refused("invalid_trigger_id")
        if not user:
            raise Refused("exchanged_trigger_id")
        if time.monotonic() > until:
            raise Refused("expired_trigger_id")
        self._workspace.triggers[trigger] = ("", until)
        return user

    def _hashed(self, view: Json, name: str) -> Json:
        return whole_view(view, name) | {"hash": f"h{next(self._hashes)}"}

    @staticmethod
    def _check_hash(arguments: Json, standing: Json) -> None:
        told = arguments.get("hash")
        if told and told != standing.get("hash"):
            raise Refused("hash_conflict")
