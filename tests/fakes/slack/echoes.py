"""Slack tells the program of its own messages, too, as of anybody's in a direct message."""

import asyncio
import time

from tests.fakes.slack.sockets import Sockets
from tests.fakes.slack.telling import as_told, of_event
from tests.fakes.slack.workspace import Json, Posted, Workspace


class Echoes:
    """Tells what became of each message of ours."""

    def __init__(self, workspace: Workspace, sockets: Sockets) -> None:
        self._workspace = workspace
        self._sockets = sockets
        self._under_way: set[asyncio.Task[object]] = set()
        workspace.noticed = self._notice

    def stop(self) -> None:
        """Tell nothing more."""
        self._workspace.noticed = None
        for one in self._under_way:
            one.cancel()

    def _notice(self, what: str, posted: Posted, before: Posted) -> None:
        if not posted.channel.startswith("D"):
            return
        body = of_event(self._event(what, posted, before), f"Ev{time.monotonic_ns()}")
        task = asyncio.ensure_future(self._sockets.tell("events_api", body))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    def _event(self, what: str, posted: Posted, before: Posted) -> Json:
        stamp = posted.ts if what == "posted" else self._workspace.stamp()
        place: Json = {
            "type": "message", "channel": posted.channel, "channel_type": "im",
            "event_ts": stamp,
        }  # fmt: skip
        match what:
            case "changed":
                more: Json = {"message": as_told(posted), "previous_message": as_told(before)}
                return (
                    place | more | {"subtype": "message_changed", "ts": stamp, "hidden": True}
                )
            case "deleted":
                more = {"deleted_ts": posted.ts, "previous_message": as_told(before)}
                return (
                    place | more | {"subtype": "message_deleted", "ts": stamp, "hidden": True}
                )
            case _:
                return as_told(posted) | place
