"""People of guilds who are mentors, mentees and admins, and come to the desk."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.adapters.discord.inbound import PLATFORM, address
from bot.catalog import Catalog
from bot.engine.effects import Effect, Say, Turn
from bot.engine.events import Typed
from bot.engine.state import Conversation, Stage
from bot.engine.transitions import advance
from bot.ports.inbound import EventKey
from bot.ports.mentoring import Community, Pairing
from tests.fakes.clock import NOON
from tests.fakes.discord.models import MANAGE_GUILD, Guild, Posted
from tests.fakes.discord.person import Person
from tests.fakes.discord.seen import words
from tests.fakes.discord.served import Served
from tests.fakes.pairs import made_mentor, unmade_mentor

TO_THE_SUMMARY = ("hello", "start", "the dashboards one", "1 2", *["1"] * 12)
ROLE = "data analyst"
"""What those answers come to."""

STATUS, MENTOR, ADMIN = "/mentee-status", "/mentor", "/whichrole-admin"
YES, SHARE_ALL = "Yes, gladly", "Share all four"


class Club:
    """The guilds of a program; whoever acts is answered when this returns.

    Args:
        served: the program.

    Attributes:
        served: the same.
        town: the guild that everybody is in.
    """

    def __init__(self, served: Served) -> None:
        self.served = served
        self.town = served.discord.town

    def village(self, *people: Person) -> Guild:
        """Another guild, with these people in it."""
        made = self.served.discord.world.add_guild("Village", has_us=False)
        self.served.discord.happens.guild_adds_us(made)
        for one in people:
            self.comes(one, made)
        return made

    def comes(self, person: Person, guild: Guild) -> None:
        """Somebody joins a guild."""
        world = self.served.discord.world
        world.join(guild, world.users[person.id])

    def chief(self) -> Person:
        """Somebody who may manage the town."""
        chief, happens = self.served.discord.person("Chief"), self.served.discord.happens
        happens.gets(
            self.town, chief.id, happens.adds_role(self.town, "Chiefs", 20, MANAGE_GUILD)
        )
        return chief

    async def mentor(self, name: str = "Kim", *guilds: Guild) -> Person:
        """Somebody on the list of mentors of these guilds, or of the town."""
        person = self.served.discord.person(name)
        for guild in guilds or (self.town,):
            await made_mentor(
                self.served.store.mentoring, community(guild), address(person.id), name
            )
        return person

    async def no_longer(self, person: Person, guild: Guild | None = None) -> None:
        """Somebody is taken off the list."""
        where = community(guild or self.town)
        await unmade_mentor(self.served.store.mentoring, where, address(person.id))

    async def runs(
        self,
        person: Person,
        command: str,
        options: str | Mapping[str, Any] = "",
        at: Guild | str = "",
    ) -> str:
        """A command in town, in another guild, or in a channel; what they read after it."""
        channel = next(iter(at.channels)) if isinstance(at, Guild) else at
        answered = await person.runs(command, options, channel)
        await self.served.rests()
        assert answered is not None, f"{command} was not answered"
        return words(newest(person, channel or person.town))

    async def status(self, person: Person, of: Person | None = None, at: Any = "") -> str:
        """``/mentee-status``; what they read."""
        return await self.runs(person, STATUS, {"member": of} if of else {}, at)

    async def presses(self, person: Person, name: str, on: Posted | None = None) -> None:
        """A button, on the newest message that has it."""
        answered = await person.presses(name, on)
        await self.served.rests()
        assert answered is not None, f"{name} was not answered"

    async def speaks(self, person: Person) -> None:
        """Somebody has used the program."""
        await person.says("hello")
        await self.served.rests()

    async def has_role(self, person: Person, catalog: Catalog) -> None:
        """Somebody has answered all that is asked, and knows their role."""

        def step(before: Conversation) -> Turn:
            here, kept = before, list[Effect]()
            for text in TO_THE_SUMMARY:
                if here.stage is not Stage.SUMMARY:
                    turn = advance(catalog, here, Typed(NOON, text))
                    kept += [one for one in turn.effects if not isinstance(one, Say)]
                    here = turn.conversation
            return Turn(replace(here, version=before.version + 1), tuple(kept))

        account = address(person.id)
        await self.served.store.turn(EventKey(f"all of {person.id}"), account, step)

    async def pair(
        self, mentor: Person, mentee: Person, *shares: str, at: Guild | None = None
    ) -> Pairing:
        """The mentor invites, the mentee says yes, and shares what these buttons say."""
        await self.speaks(mentee)
        guild = at or self.town
        await self.runs(mentor, MENTOR, {"action": "invite", "member": mentee}, guild)
        await self.presses(mentee, YES)
        for one in shares:
            await self.presses(mentee, one)
        (found,) = [
            one
            for one in await self.served.store.mentoring.pairings_of(address(mentee.id))
            if one.community == community(guild)
        ]
        return found


def community(guild: Guild) -> Community:
    """A guild as the program names it."""
    return Community(PLATFORM, guild.id)


def newest(person: Person, channel: str) -> Posted:
    """The last message of ours that they see in a channel."""
    return [one for one in person.heard if one.channel == channel][-1]
