"""Somebody in Discord: what they do, and what they see."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tests.fakes.discord.answers import Answers
from tests.fakes.discord.asking import of_command, of_interaction, of_words
from tests.fakes.discord.components import INPUT, LABEL, SELECTS, walked
from tests.fakes.discord.gateway import Gateway
from tests.fakes.discord.models import DIRECT, Interaction, Json, Posted, User
from tests.fakes.discord.opcodes import DIRECT_MESSAGES, GUILD_MESSAGES
from tests.fakes.discord.running import check_runnable, options_of
from tests.fakes.discord.seen import buttons, inputs, label, labels, pickable, selects
from tests.fakes.discord.sight import Sight
from tests.fakes.discord.world import US, World

A_COMMAND, A_COMPONENT, A_MODAL = 2, 3, 5
WINDOW_LOOKS = 150
"""So often, a fiftieth of a second apart, somebody looks whether a modal opens."""


class Person(Sight):
    """One person.

    Args:
        user: who.
        world: where they are.
        gateway: what they do is told there.
        answers: what we answered.
    """

    def __init__(self, user: User, world: World, gateway: Gateway, answers: Answers) -> None:
        super().__init__(user, world)
        self._gateway = gateway
        self._answers = answers

    @property
    def town(self) -> str:
        """Where they run commands: their first guild, or else their direct message with us."""
        return self._world.channels_of(self.id)[0].id

    async def says(self, text: str, channel: str = "") -> Posted:
        """Words in the direct message, or in another channel; what they posted."""
        posted = self.wrote(text, channel)
        self.tells(posted)
        await asyncio.sleep(0)
        return posted

    def wrote(self, text: str, channel: str = "") -> Posted:
        """Words of which nobody has told us yet."""
        at = self._world.watch.now()
        name = self._world.watch.snowflake()
        posted = Posted(name, channel or self.channel, self.id, at, text)
        self._world.channels[posted.channel].add(posted)
        return posted

    def tells(self, posted: Posted) -> None:
        """Tell us of words that they wrote."""
        is_direct = self._world.channels[posted.channel].kind == DIRECT
        intent = DIRECT_MESSAGES if is_direct else GUILD_MESSAGES
        is_read = f"<@{US}>" in posted.content
        self._gateway.tell(
            "MESSAGE_CREATE", of_words(self._world, posted, is_read=is_read), intent
        )

    async def runs(
        self,
        command: str,
        options: str | Mapping[str, Any] = "",
        channel: str = "",
        *,
        is_allowed: bool = False,
    ) -> Json | None:
        """A slash command; what we answered, or None if that came too late.

        Args:
            command: with or without its stroke, in our first language.
            options: by name; or the value of the first one alone.
            channel: where; else in town.
            is_allowed: those who manage the guild let them run it, whatever it usually takes.
        """
        place = self._world.channels[channel or self.town]
        guild = self._world.guilds.get(place.guild)
        user = self._world.users[self.id]
        registered = check_runnable(self._world, command, user, place, is_allowed=is_allowed)
        given = options_of(registered, options)
        interaction = self._world.interact(A_COMMAND, self.id, place.id)
        return await self.asks(interaction, of_command(self._world, registered, given, guild))

    async def presses(self, name: str, on: Posted | None = None) -> Json | None:
        """A button by its label: on the newest message that has it."""
        for posted in self._shown(on):
            for one in buttons(posted.components):
                if label(one) == name:
                    return await self.acts(posted, one)
        raise AssertionError(f"nothing is called {name!r} for {self.name}")

    async def picks(self, names: Iterable[str], on: Posted | None = None) -> Json | None:
        """Options of one menu, all at once: on the newest message that has them."""
        wanted = list(names)
        for posted in self._shown(on):
            for one in selects(posted.components):
                values = [
                    option["value"] for option in one["options"] if label(option) in wanted
                ]
                if wanted and len(values) == len(wanted):
                    return await self.acts(posted, one, values)
        raise AssertionError(f"{self.name} cannot pick {sorted(wanted)}")

    async def answers(self, name: str) -> Json | None:
        """A choice on the newest card that has it, wherever that is: picked or pressed."""
        shown = next((one for one in self._shown(None) if name in labels(one)), None)
        if shown is not None and name in pickable(shown):
            return await self.picks([name], shown)
        return await self.presses(name)

    async def acts(
        self, posted: Posted, component: Mapping[str, Any], values: list[str] | None = None
    ) -> Json | None:
        """Press a button of a message, or pick in a menu of it."""
        more: Json = {
            "custom_id": component["custom_id"],
            "component_type": component["type"],
            "id": component.get("id", 0),
        }
        if component["type"] in SELECTS:
            least, most = component.get("min_values", 1), component.get("max_values", 1)
            assert least <= len(values or ()) <= most, f"between {least} and {most} are picked"
            more["values"] = values or []
        interaction = self._world.interact(A_COMPONENT, self.id, posted.channel, posted)
        return await self.asks(interaction, more)

    async def submits(self, text: str | Mapping[str, str]) -> Json | None:
        """Words in the modal that stands open: in its first field, or by their custom ids."""
        shown = await self._sees_a_window()
        if isinstance(text, str):
            text = {next(inputs(shown["components"]))["custom_id"]: text}
        for one in inputs(shown["components"]):
            written = text.get(one["custom_id"], one.get("value") or "")
            most = one.get("max_length") or 4_000
            assert len(written) <= most, f"no more than {most} fit"
            assert written or one.get("required") is False, f"{one['custom_id']} is required"
        del self._world.windows[self.id]
        opened_by: Interaction = shown["interaction"]
        interaction = self._world.interact(
            A_MODAL, self.id, opened_by.channel, opened_by.message
        )
        told = [_submitted(one, text) for one in shown["components"]]
        return await self.asks(
            interaction, {"custom_id": shown["custom_id"], "components": told, "resolved": {}}
        )

    def closes(self) -> None:
        """The modal that stands open, without writing; nobody is told of that."""
        del self._world.windows[self.id]

    def reloads(self) -> None:
        """Their client starts again: ephemeral messages are gone from it."""
        for one in self.ephemeral:
            self._world.channels[one.channel].remove(one)

    async def asks(self, interaction: Interaction, more: Json) -> Json | None:
        """Any interaction of theirs, with what it carries; what we answered, or None."""
        self._answers.expect(interaction)
        told = of_interaction(self._world, interaction, more)
        self._gateway.tell("INTERACTION_CREATE", told)
        return await self._answers.of(interaction)

    async def _sees_a_window(self) -> Json:
        """The modal that stands open; it may come a moment after the press."""
        for _ in range(WINDOW_LOOKS):
            if self.window:
                return self.window
            await asyncio.sleep(0.02)
        raise AssertionError(f"no modal stands open for {self.name}")

    def _shown(self, on: Posted | None) -> Iterator[Posted]:
        """This message, or all that we said to them, newest first."""
        yield from [on] if on else reversed(self.heard)


def _submitted(one: Mapping[str, Any], text: Mapping[str, str]) -> Json:
    """What a modal tells of one of its parts."""
    told: Json = {"type": one["type"], "id": one.get("id", 0)}
    if one["type"] == INPUT:
        written = text.get(one["custom_id"], one.get("value") or "")
        return told | {"custom_id": one["custom_id"], "value": written}
    if one["type"] == LABEL:
        return told | {"component": _submitted(one["component"], text)}
    if one["type"] in SELECTS:
        return told | {"custom_id": one["custom_id"], "values": []}
    inside = [_submitted(part, text) for part in one.get("components") or []]
    return told | ({"components": inside} if list(walked(inside)) else {})
