"""Somebody in the workspace: what they do, and what they see."""

import asyncio
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from tests.fakes.slack.checking import check_view
from tests.fakes.slack.seen import (
    Pressable,
    can_press,
    can_tick,
    drawn,
    elements,
    label,
    labels,
    pressable,
    tickable,
    untouched,
    words,
)
from tests.fakes.slack.sight import Sight
from tests.fakes.slack.sockets import Sockets
from tests.fakes.slack.telling import (
    APP,
    DOMAIN,
    as_told,
    channel_of,
    escaped,
    of_event,
    of_interaction,
    whole_view,
    with_mentions,
)
from tests.fakes.slack.workspace import TEAM, US, Json, Posted, Workspace

__all__ = ["APP", "Person", "drawn", "labels", "pressable", "tickable", "words"]

TOWN = "C0TOWN"


WINDOW_LOOKS = 150
"""So often, a fiftieth of a second apart, somebody looks whether a window opens."""


class Person(Sight):
    """One person, with their direct message with us.

    Args:
        user: their id.
        workspace: where they are.
        sockets: what they do is told there.
        response_url: makes an address of a secret.
    """

    def __init__(
        self,
        user: str,
        workspace: Workspace,
        sockets: Sockets,
        response_url: Callable[[str], str],
    ) -> None:
        super().__init__(user, workspace)
        self._sockets = sockets
        self._response_url = response_url
        self._touched: dict[str, dict[tuple[str, str], Json]] = {}

    async def says(self, text: str, **more: Any) -> Any:
        """Words in the direct message."""
        return await self.tells(self.wrote(text) | more)

    def wrote(self, text: str) -> Json:
        """Words in the direct message, of which nobody has told us yet; their event."""
        posted = self._workspace.post(self.channel, {"text": text}, by=self.user)
        return {
            "type": "message", "channel_type": "im", "channel": self.channel,
            "user": self.user, "text": escaped(text), "ts": posted.ts, "team": TEAM,
            "event_ts": posted.ts,
        }  # fmt: skip

    async def tells(self, event: Json, event_id: str = "") -> Any:
        """Any event of theirs."""
        body = of_event(event, event_id or f"Ev{time.monotonic_ns()}")
        return await self._sockets.tell("events_api", body)

    async def runs(self, command: str, text: str = "", channel: str = TOWN) -> Any:
        """A slash command; what only they see under it, is returned."""
        secret = self._workspace.respond(channel, self.user, None)
        body = {
            "command": command, "text": with_mentions(text), "user_id": self.user,
            "user_name": self.user.lower(), "team_id": TEAM, "team_domain": DOMAIN,
            "channel_id": channel, "channel_name": channel_of(channel)["name"],
            "trigger_id": self._workspace.trigger(self.user), "api_app_id": APP, "token": "t",
            "response_url": self._response_url(secret), "is_enterprise_install": "false",
        }  # fmt: skip
        return await self._sockets.tell("slash_commands", body)

    async def joins(self, channel: str = TOWN, inviter: str = "", **more: Any) -> Any:
        """A channel, by themselves or brought by somebody."""
        event = {
            "type": "member_joined_channel", "user": self.user, "channel": channel,
            "channel_type": "C", "team": TEAM, "event_ts": self._workspace.stamp(),
            **({"inviter": inviter} if inviter else {}), **more,
        }  # fmt: skip
        return await self.tells(event)

    async def presses_in_window(self, name: str, as_it_stood: Json | None = None) -> Any:
        """A button, or an option that acts at once, in the window that stands open.

        Args:
            name: its label.
            as_it_stood: the window in the moment of the press, where it changed meanwhile.
        """
        shown = as_it_stood or await self._sees_a_window()
        for found in can_press(shown["blocks"]):
            if label(found[2] or found[1]) == name:
                container = {"type": "view", "view_id": shown["id"]}
                return await self._press(found, container=container, view=shown)
        raise AssertionError(f"nothing is called {name!r} in the window of {self.user}")

    async def mentions(self, channel: str = TOWN, text: str = f"<@{US}> hello") -> Any:
        """Our name in a channel."""
        posted = self._workspace.post(channel, {"text": text}, by=self.user)
        event = {"type": "app_mention", "channel": channel, "user": self.user, "text": text}
        more = {"ts": posted.ts, "event_ts": posted.ts, "team": TEAM}
        return await self.tells(event | more)

    async def opens_home(self) -> Any:
        """The Home tab."""
        event = {"type": "app_home_opened", "user": self.user, "channel": self.channel}
        shown = {"view": self.home} if self.home else {}
        stamp = self._workspace.stamp()
        return await self.tells({**event, "tab": "home", "event_ts": stamp, **shown})

    async def presses(self, name: str, on: Posted | None = None) -> Any:
        """A button, or an option that acts at once, by its label: on the newest that has it."""
        for posted in [on] if on else self._newest_first():
            for block, element, option in can_press(posted.blocks):
                if label(option or element) == name:
                    return await self.acts(posted, block, element, option)
        raise AssertionError(f"nothing is called {name!r} for {self.user}")

    async def presses_home(self, name: str) -> Any:
        """A button on Home."""
        for found in can_press(self.home.get("blocks", [])):
            if label(found[2] or found[1]) == name:
                view = whole_view(self.home, f"VH{self.user}")
                container = {"type": "view", "view_id": view["id"]}
                return await self._press(found, container=container, view=view)
        raise AssertionError(f"nothing is called {name!r} on the Home of {self.user}")

    async def ticks(self, names: Iterable[str], on: Posted | None = None) -> None:
        """Boxes on the newest card; it is told as one change."""
        posted, wanted = on or self.live[-1], set(names)
        for block, element, options in can_tick(posted.blocks):
            chosen = [one for one in options if label(one) in wanted]
            if len(chosen) < len(wanted):
                continue
            told = {"type": element["type"], "selected_options": chosen}
            place = block["block_id"], element["action_id"]
            self._touched.setdefault(posted.ts, {})[place] = told
            await self._acts(posted, (block, element, None), selected_options=chosen)
            return
        raise AssertionError(f"{self.user} cannot tick {sorted(wanted)}")

    async def confirms(self, on: Posted | None = None) -> Any:
        """What is ticked on the newest card, or on this one."""
        posted = on or self.live[-1]
        for block, element in elements(posted.blocks):
            if element["action_id"] == "wr.confirm":
                return await self.acts(posted, block, element)
        raise AssertionError(f"{self.user} sees nothing to confirm")

    async def answers(self, name: str) -> Any:
        """A choice on the newest card: pressed, or ticked and confirmed."""
        if name not in tickable(self.live[-1]):
            return await self.presses(name)
        await self.ticks([name])
        return await self.confirms()

    async def submits(self, text: str) -> Any:
        """Words in the window that stands open; it closes if they are taken."""
        shown = await self._sees_a_window()
        values: dict[str, Json] = {}
        for block, element in elements(shown["blocks"]):
            told = untouched(element)
            if told is not None:
                written = {"value": text} if "value" in told else {}
                values[block["block_id"]] = {element["action_id"]: told | written}
        answer = await self._tells_of_view("view_submission", shown, values)
        if answer is not None and self.window.get("id") == shown["id"]:
            self._after_window(shown, answer)
        return answer

    async def _sees_a_window(self) -> Json:
        """The window that stands open; it may come a moment after the press."""
        for _ in range(WINDOW_LOOKS):
            if self.window:
                return self.window
            await asyncio.sleep(0.02)
        raise AssertionError(f"no window stands open for {self.user}")

    async def closes(self) -> Any:
        """The window that stands open, without writing; told only where that was asked for."""
        shown = self._workspace.windows.pop(self.user)
        if not shown.get("notify_on_close"):
            return {}
        return await self._tells_of_view("view_closed", shown, {})

    def shuts(self) -> None:
        """The window that stands open, where nobody asked to be told of that."""
        assert not self.window.get("notify_on_close")
        del self._workspace.windows[self.user]

    async def acts(
        self, posted: Posted, block: Json, element: Json, option: Json | None = None
    ) -> Any:
        """Press an element of a message."""
        if option is not None and element["type"] != "overflow":
            told = {"type": element["type"], "selected_option": option}
            place = block.get("block_id", ""), element["action_id"]
            self._touched.setdefault(posted.ts, {})[place] = told
        return await self._acts(posted, (block, element, option))

    async def sends(self, body: Json) -> Any:
        """Any interactive payload, as it is."""
        return await self._sockets.tell("interactive", body)

    def _newest_first(self) -> Iterator[Posted]:
        """What they see: their direct message, then what they were whispered elsewhere."""
        said = self._workspace.channels.get(self.channel, {}).values()
        for one in reversed(said):
            if one.by == US and one.seen_by in ("", self.user):
                yield one
        for one in reversed(self.ephemeral):
            if one.channel != self.channel:
                yield one

    async def _acts(self, posted: Posted, found: Pressable, **chosen: Any) -> Any:
        is_ephemeral = bool(posted.seen_by)
        container = {
            "type": "message", "message_ts": posted.ts, "channel_id": posted.channel,
            "is_ephemeral": is_ephemeral,
        }  # fmt: skip
        shown = self._workspace.channels[posted.channel].get(posted.ts, posted)
        secret = self._workspace.respond(posted.channel, self.user, shown)
        body: Json = {
            "container": container, "channel": channel_of(posted.channel),
            "response_url": self._response_url(secret),
            "state": {"values": self._state(posted)},
        }  # fmt: skip
        if not is_ephemeral:
            body["message"] = as_told(posted)
        return await self._press(found, chosen, **body)

    async def _press(self, found: Pressable, chosen: Json | None = None, **body: Any) -> Any:
        block, element, option = found
        action = {
            "type": element["type"], "action_id": element["action_id"],
            "block_id": block.get("block_id", ""), "action_ts": self._workspace.stamp(),
            **(chosen or {}),
        }  # fmt: skip
        if option is not None:
            action["selected_option"] = option
        else:
            action |= {name: element[name] for name in ("text", "value") if name in element}
        trigger = self._workspace.trigger(self.user)
        told = of_interaction("block_actions", self.user, trigger, actions=[action], **body)
        return await self.sends(told)

    def _state(self, posted: Posted) -> Json:
        """What is chosen on a message; what stands there no more is forgotten."""
        touched = self._touched.get(posted.ts, {})
        values: dict[str, Json] = {}
        kept: dict[tuple[str, str], Json] = {}
        for block, element in elements(posted.blocks):
            place = block.get("block_id", ""), element["action_id"]
            told = touched.get(place, untouched(element))
            if place in touched:
                kept[place] = touched[place]
            if told is not None:
                values.setdefault(place[0], {})[place[1]] = told
        self._touched[posted.ts] = kept
        return values

    async def _tells_of_view(self, kind: str, shown: Json, values: Json) -> Any:
        view = whole_view(shown, shown["id"]) | {"state": {"values": values}}
        trigger = self._workspace.trigger(self.user)
        return await self.sends(of_interaction(kind, self.user, trigger, view=view))

    def _after_window(self, shown: Json, answer: Json) -> None:
        match answer.get("response_action"):
            case "errors":
                return
            case "update":
                view = check_view(answer["view"], ("modal",))
                self._workspace.windows[self.user] = whole_view(view, shown["id"])
            case _:
                del self._workspace.windows[self.user]
