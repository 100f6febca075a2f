"""Methods of messages and of the conversations that they stand in."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.fakes.slack.arriving import is_true
from tests.fakes.slack.checking import LONGEST_UPDATE, check_message
from tests.fakes.slack.refused import Refused
from tests.fakes.slack.telling import as_told
from tests.fakes.slack.workspace import US, Json, Posted, Workspace

MOST_AT_ONCE = 999
USUAL_PAGE = 100


class Messages:
    """Messages of one workspace; a person's own id means their direct message with us."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def methods(self) -> Mapping[str, Callable[[Json], Json]]:
        """What can be called."""
        return {
            "chat.postMessage": self._post,
            "chat.postEphemeral": self._whisper,
            "chat.update": self._update,
            "chat.delete": self._delete,
            "conversations.open": self._open,
            "conversations.history": self._history,
        }

    def channel(self, asked: str) -> str:
        """The channel that an id means.

        Raises:
            Refused: there is none.
        """
        user = asked.removeprefix("D") if asked.startswith("DU") else asked
        if user in self._workspace.gone or asked[:1] not in ("C", "D", "U"):
            raise Refused("channel_not_found")
        return f"D{asked}" if asked.startswith("U") else asked

    def _post(self, arguments: Json) -> Json:
        channel = self.channel(str(arguments.get("channel", "")))
        if code := self._workspace.refused.get(channel.removeprefix("D")):
            raise Refused(code)
        check_message(arguments)
        posted = self._workspace.post(channel, content_of(arguments))
        return {"channel": channel, "ts": posted.ts, "message": as_told(posted)}

    def _whisper(self, arguments: Json) -> Json:
        channel = self.channel(str(arguments.get("channel", "")))
        user = str(arguments.get("user", ""))
        if not user or user in self._workspace.gone:
            raise Refused("user_not_in_channel")
        check_message(arguments)
        posted = self._workspace.post(channel, content_of(arguments), seen_by=user)
        return {"message_ts": posted.ts}

    def _update(self, arguments: Json) -> Json:
        posted = self._ours(arguments, "cant_update_message")
        check_message(arguments, LONGEST_UPDATE)
        self._workspace.change(posted, content_of(arguments))
        told = {"channel": posted.channel, "ts": posted.ts, "text": posted.text}
        return told | {"message": as_told(posted)}

    def _delete(self, arguments: Json) -> Json:
        posted = self._ours(arguments, "cant_delete_message")
        self._workspace.remove(posted)
        return {"channel": posted.channel, "ts": posted.ts}

    def _ours(self, arguments: Json, otherwise: str) -> Posted:
        """The message that is meant; ephemeral ones have no name that Slack would know."""
        channel = str(arguments.get("channel", ""))
        if self.channel(channel) != channel:  # a person's id is no channel here
            raise Refused("channel_not_found")
        found = self._workspace.channels.get(channel, {}).get(str(arguments.get("ts", "")))
        if found is None or found.seen_by:
            raise Refused("message_not_found")
        if found.by != US:
            raise Refused(otherwise)
        return found

    def _open(self, arguments: Json) -> Json:
        user = str(arguments.get("users", ""))
        if not user.startswith("U") or user in self._workspace.gone:
            raise Refused("user_not_found")
        return {"channel": {"id": f"D{user}"}}

    def _history(self, arguments: Json) -> Json:
        channel = str(arguments.get("channel", ""))
        if self.channel(channel) != channel:
            raise Refused("channel_not_found")
        limit = _number(arguments.get("limit", USUAL_PAGE), "invalid_limit")
        if not 0 < limit <= MOST_AT_ONCE:
            raise Refused("invalid_limit")
        begin = _number(arguments.get("cursor") or 0, "invalid_cursor")
        said = reversed(list(self._workspace.channels.get(channel, {}).values()))
        shown = [one for one in said if not one.seen_by and _is_within(one.ts, arguments)]
        page, more = shown[begin : begin + limit], len(shown) > begin + limit
        whole = is_true(arguments.get("include_all_metadata"))
        return {
            "messages": [as_told(one, with_metadata=whole) for one in page],
            "has_more": more,
            "response_metadata": {"next_cursor": str(begin + limit) if more else ""},
        }


def content_of(arguments: Mapping[str, Any]) -> Json:
    """What stands in a message."""
    return {name: arguments.get(name) for name in ("text", "blocks", "metadata")}


def _is_within(ts: str, arguments: Json) -> bool:
    """Whether a message lies between the two ends; these count only where it is asked for."""
    stamp, inclusive = float(ts), is_true(arguments.get("inclusive"))
    oldest = float(arguments.get("oldest") or 0)
    latest = float(arguments.get("latest") or "inf")
    return oldest < stamp < latest or (inclusive and stamp in (oldest, latest))


def _number(told: object, otherwise: str) -> int:
    try:
        return int(str(told))
    except ValueError:
        raise Refused(otherwise) from None
