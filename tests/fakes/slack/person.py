"""Somebody in the workspace: what they do, and what they see."""

import time
from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Any

from bot.clock import SystemClock
from tests.fakes.slack.sockets import Sockets
from tests.fakes.slack.workspace import TEAM, US, Json, Posted, Workspace

APP = "A0APP"


class Person:
    """One person, with their direct message with us."""

    def __init__(
        self, user: str, workspace: Workspace, sockets: Sockets, response_url: Any
    ) -> None:
        self.user = user
        self.channel = f"D{user}"
        self._workspace = workspace
        self._sockets = sockets
        self._response_url = response_url
        self._ticked: dict[str, dict[str, Any]] = {}

    @property
    def dm(self) -> list[Posted]:
        """Everything in their direct message, oldest first."""
        return [
            one
            for one in self._workspace.channels.get(self.channel, {}).values()
            if one.seen_by in ("", self.user)
        ]

    @property
    def cards(self) -> list[Posted]:
        """What we said there, oldest first."""
        return [one for one in self.dm if one.by == US and not one.seen_by]

    @property
    def live(self) -> list[Posted]:
        """Cards with something to press, oldest first."""
        return [one for one in self.cards if any(_elements(one.blocks))]

    @property
    def home(self) -> Json:
        return self._workspace.homes.get(self.user, {})

    @property
    def window(self) -> Json:
        return self._workspace.windows.get(self.user, {})

    def whispers(self, channel: str) -> list[str]:
        """What only they were told in a channel."""
        said = self._workspace.channels.get(channel, {}).values()
        return [one.text for one in said if one.seen_by == self.user]

    async def says(self, text: str, **more: Any) -> Any:
        """Words in the direct message."""
        return await self.tells(self.wrote(text) | more)

    def wrote(self, text: str) -> Json:
        """Words in the direct message, of which nobody has told us yet; their event."""
        posted = self._workspace.post(self.channel, {"text": text}, by=self.user)
        return {
            "type": "message", "channel_type": "im", "channel": self.channel,
            "user": self.user, "text": _escaped(text), "ts": posted.ts, "team": TEAM,
            "event_ts": posted.ts,
        }  # fmt: skip

    async def tells(self, event: Json, event_id: str = "") -> Any:
        """Any event of theirs."""
        body = {
            "type": "event_callback", "team_id": TEAM, "api_app_id": APP, "token": "t",
            "event": event, "event_id": event_id or f"Ev{time.monotonic_ns()}",
            "event_time": int(SystemClock().now().timestamp()),
            "authorizations": [{"team_id": TEAM, "user_id": US, "is_bot": True}],
        }  # fmt: skip
        return await self._sockets.tell("events_api", body)

    async def runs(self, command: str, text: str = "", channel: str = "C0TOWN") -> Any:
        """A slash command; what only they see under it, is returned."""
        secret = self._workspace.respond(channel, self.user, None)
        body = {
            "command": command, "text": _escaped(text), "user_id": self.user,
            "team_id": TEAM, "channel_id": channel, "channel_name": "town",
            "trigger_id": self._workspace.trigger(self.user), "api_app_id": APP, "token": "t",
            "response_url": self._response_url(secret), "is_enterprise_install": "false",
        }  # fmt: skip
        return await self._sockets.tell("slash_commands", body)

    async def mentions(self, channel: str = "C0TOWN", text: str = f"<@{US}> hello") -> Any:
        """Our name in a channel."""
        posted = self._workspace.post(channel, {"text": text}, by=self.user)
        event = {"type": "app_mention", "channel": channel, "user": self.user, "text": text}
        return await self.tells({**event, "ts": posted.ts, "event_ts": posted.ts})

    async def opens_home(self) -> Any:
        """The Home tab."""
        event = {"type": "app_home_opened", "user": self.user, "channel": self.channel}
        return await self.tells({**event, "tab": "home"})

    async def presses(self, label: str, on: Posted | None = None) -> Any:
        """A button, or an option that acts at once, by its label: on the newest that has it."""
        for posted in [on] if on else reversed(self.live):
            for block, element, option in _pressable(posted.blocks):
                if _label(option or element) == label:
                    return await self.acts(posted, block, element, option)
        raise AssertionError(f"nothing is called {label!r} for {self.user}")

    async def presses_home(self, label: str) -> Any:
        """A button on Home."""
        for block, element, option in _pressable(self.home.get("blocks", [])):
            if _label(option or element) == label:
                container = {"type": "view", "view_id": f"V{self.user}"}
                return await self._press(container, None, block, element, option)
        raise AssertionError(f"nothing is called {label!r} on the Home of {self.user}")

    async def ticks(self, labels: Iterable[str], on: Posted | None = None) -> None:
        """Boxes on the newest card; it is told as one change."""
        posted, wanted = on or self.live[-1], set(labels)
        for block, element in _elements(posted.blocks):
            if element["type"] in ("checkboxes", "multi_static_select"):
                chosen = [one for one in element["options"] if _label(one) in wanted]
                assert len(chosen) == len(wanted), f"not all of {wanted} can be ticked"
                values = self._ticked.setdefault(posted.ts, {})
                values[block["block_id"]] = {
                    element["action_id"]: {
                        "type": element["type"],
                        "selected_options": chosen,
                    }
                }
                await self.acts(posted, block, element, None)
                return
        raise AssertionError(f"{self.user} sees nothing to tick")

    async def confirms(self, on: Posted | None = None) -> Any:
        """What is ticked on the newest card, or on this one."""
        posted = on or self.live[-1]
        for block, element in _elements(posted.blocks):
            if element["action_id"] == "wr.confirm":
                return await self.acts(posted, block, element)
        raise AssertionError(f"{self.user} sees nothing to confirm")

    async def answers(self, label: str) -> Any:
        """A choice on the newest card: pressed, or ticked and confirmed."""
        boxes = [
            option
            for _, element in _elements(self.live[-1].blocks)
            if element["type"] in ("checkboxes", "multi_static_select")
            for option in element["options"]
        ]
        if label not in map(_label, boxes):
            return await self.presses(label)
        await self.ticks([label])
        return await self.confirms()

    async def submits(self, words: str) -> Any:
        """Words in the window that stands open."""
        view = dict(self._workspace.windows.pop(self.user))
        values = {"words": {"wr.words": {"type": "plain_text_input", "value": words}}}
        body = {
            "type": "view_submission", "team": {"id": TEAM}, "user": self._me(),
            "api_app_id": APP, "token": "t", "trigger_id": self._workspace.trigger(self.user),
            "view": view | {"state": {"values": values}},
        }  # fmt: skip
        return await self._sockets.tell("interactive", body)

    async def acts(
        self, posted: Posted, block: Json, element: Json, option: Json | None = None
    ) -> Any:
        """Press an element of a message."""
        container = {
            "type": "message", "message_ts": posted.ts, "channel_id": posted.channel,
            "is_ephemeral": bool(posted.seen_by),
        }  # fmt: skip
        return await self._press(container, posted, block, element, option)

    async def _press(
        self, container: Json, posted: Posted | None, block: Json, element: Json,
        option: Json | None,
    ) -> Any:  # fmt: skip
        action = {
            "type": element["type"], "action_id": element["action_id"],
            "block_id": block.get("block_id", ""), "action_ts": self._workspace.stamp(),
        }  # fmt: skip
        if option is not None:
            action["selected_option"] = option
        elif "value" in element:
            action["value"] = element["value"]
        body: Json = {
            "type": "block_actions", "team": {"id": TEAM, "domain": "work"},
            "user": self._me(), "api_app_id": APP, "token": "t", "container": container,
            "trigger_id": self._workspace.trigger(self.user), "enterprise": None,
            "is_enterprise_install": False, "actions": [action],
        }  # fmt: skip
        if posted is not None:
            shown = self._workspace.channels[posted.channel].get(posted.ts, posted)
            secret = self._workspace.respond(posted.channel, self.user, shown)
            body |= {
                "channel": {"id": posted.channel, "name": "directmessage"},
                "message": {"ts": posted.ts, **posted.content},
                "response_url": self._response_url(secret),
                "state": {"values": deepcopy(self._ticked.get(posted.ts, {}))},
            }
        return await self.sends(body)

    async def sends(self, body: Json) -> Any:
        """Any interactive payload, as it is."""
        return await self._sockets.tell("interactive", body)

    def _me(self) -> Json:
        return {"id": self.user, "username": self.user.lower(), "team_id": TEAM}


def pressable(posted: Posted) -> list[str]:
    """What acts at once when it is pressed, by label."""
    return [_label(option or one) for _, one, option in _pressable(posted.blocks)]


def tickable(posted: Posted) -> list[str]:
    """What can be ticked, by label."""
    return [
        _label(option)
        for _, element in _elements(posted.blocks)
        if element["type"] in ("checkboxes", "multi_static_select")
        for option in element["options"]
    ]


def labels(posted: Posted) -> list[str]:
    """What can be pressed or ticked on a message, in order."""
    told = []
    for _, element in _elements(posted.blocks):
        if "options" in element:
            told += [_label(one) for one in element["options"]]
        else:
            told.append(_label(element))
    return told


def words(blocks: Iterable[Any]) -> str:
    """Everything that can be read in blocks, in order."""
    return "".join(_words(list(blocks)))


def _words(told: Any) -> Iterator[str]:
    if isinstance(told, dict) and told.get("type") == "rich_text_list":
        for item in told["elements"]:
            yield "- "
            yield from _words(item)
    elif isinstance(told, dict):
        if isinstance(told.get("text"), str):
            yield told["text"]
        else:
            for one in told.values():
                yield from _words(one)
        if told.get("type") in ("rich_text_section", "plain_text", "rich_text"):
            yield "\n"
    elif isinstance(told, list):
        for one in told:
            yield from _words(one)


def _elements(blocks: Iterable[Json]) -> Iterator[tuple[Json, Json]]:
    for block in blocks:
        if block["type"] == "actions":
            yield from ((block, element) for element in block["elements"])
        elif "accessory" in block:
            yield block, block["accessory"]


def _pressable(blocks: Iterable[Json]) -> Iterator[tuple[Json, Json, Json | None]]:
    """What acts when it is pressed: buttons, and options that act at once."""
    for block, element in _elements(blocks):
        if element["type"] == "button":
            yield block, element, None
        elif element["type"] in ("overflow", "radio_buttons", "static_select"):
            yield from ((block, element, option) for option in element["options"])


def _label(element: Json) -> str:
    text = element.get("text", {})
    return str(text.get("text", "")) if isinstance(text, dict) else ""


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def drawn(blocks: Iterable[Json]) -> Iterator[str]:
    """Blocks as lines of text, as somebody would see them."""
    for block in blocks:
        match block["type"]:
            case "actions":
                yield "  ".join(_drawn_element(one) for one in block["elements"])
            case "divider":
                yield "-" * 40
            case _:
                yield from words([block]).rstrip("\n").splitlines()
                if "accessory" in block:
                    yield _drawn_element(block["accessory"])


def _drawn_element(element: Json) -> str:
    if "options" not in element:
        return f"[{_label(element)}]"
    marks = {"checkboxes": "[ ]", "radio_buttons": "( )", "overflow": "..."}
    mark = marks.get(element["type"], "▾")
    return "\n|   ".join(["", *(f"{mark} {_label(one)}" for one in element["options"])])
