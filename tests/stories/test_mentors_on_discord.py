"""The same stories of several people, over real sockets in guilds; some fit only there."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from bot.adapters.discord.inbound import address
from bot.adapters.terminal.spoken import Spoken, spoken
from bot.catalog import Catalog
from bot.usecases.commands import COMMANDS
from bot.usecases.mentors.asking import ADMIN, MENTEE_STATUS
from bot.usecases.mentors.chasing import chase
from tests.adapters.discord.conftest import LONG, patient
from tests.fakes.clock import RunningClock
from tests.fakes.discord.club import community
from tests.fakes.discord.components import TEXT, walked
from tests.fakes.discord.models import MANAGE_GUILD, Guild, Role, User
from tests.fakes.discord.person import Person
from tests.fakes.discord.seen import inputs, labels, words
from tests.fakes.discord.served import Served, serving_discord
from tests.fakes.discord.server import FakeDiscord
from tests.fakes.discord.validating import validator
from tests.fakes.discord.world import US
from tests.sparing import first
from tests.stories.passing import pass_days
from tests.stories.staging import BOSS, play, shares_all
from tests.stories.story import OF_SEVERAL, Step, steps, stories

A_MOMENT = timedelta(seconds=5)
"""Between two things that people do, by the program's clock."""

ON_SERVERS = OF_SEVERAL / "servers"
"""Stories of people in more than one guild."""

IN_PRIVATE, WINDOW, WHICHROLE = "private", "window", "/whichrole"


class InGuilds:
    """The stage; the program runs all the time.

    Args:
        served: the program.
        catalog: our words.
        clock: what time it is for the program.
    """

    blanks = False

    def __init__(self, served: Served, catalog: Catalog, clock: RunningClock) -> None:
        self._served, self._catalog, self._clock = served, catalog, clock
        self._discord, self._happens = served.discord, served.discord.happens
        self._looked: dict[str, Mapping[str, str]] = {}
        self._mentors: dict[str, Role] = {}
        self._rules(self._discord.town)

    def person(self, who: str) -> Person:
        """Somebody in town."""
        return self._discord.person(who)

    async def opens(self, step: Step) -> None:
        """The program is open for everybody."""

    async def came(self, who: str) -> str:
        return self._news(who, self._looked.get(who, {}))

    async def does(self, step: Step) -> str:
        person, before = self.person(step.who), shown(self.person(step.who))
        command, _, action = step.does.partition(" ")
        asked = spoken(step.does)
        if step.button is not None:
            await person.answers(step.button)
        elif asked is not None:
            await self._asks(person, asked, self._channel(person, step.place))
        elif command == WHICHROLE and action in ("", *COMMANDS[WHICHROLE]):
            await person.runs(command, action, self._channel(person, step.place))
        elif any(inputs(person.window.get("components", []))):
            await person.submits(step.does)
        else:
            await person.says(step.does)
        await self._served.rests()
        self._clock.pass_by(A_MOMENT)
        return self._news(step.who, before)

    async def _asks(self, person: Person, asked: Spoken, channel: str) -> None:
        """A command of the desk, with its options."""
        word, _, rest = asked.words.partition(" ")
        names, text = asked.names, {"action": word, "text": rest}
        if asked.command == MENTEE_STATUS:  # whose status is picked, and nothing is typed
            names, text = names or tuple(asked.words.split()), {}
        people = dict(zip(("member", "second"), map(self.person, names), strict=False))
        options = {name: given for name, given in text.items() if given} | people
        await person.runs(asked.command, options, channel, is_allowed=asked.command == ADMIN)

    def _channel(self, person: Person, place: str) -> str:
        if place == IN_PRIVATE:
            return person.channel
        return next(iter(self._guild(place).channels)) if place else person.town

    def _guild(self, place: str) -> Guild:
        """A guild by its name, or the town; with us and the boss in it."""
        if not place:
            return self._discord.town
        known = {one.name: one for one in self._discord.world.guilds.values()}
        if place in known:
            return known[place]
        guild = self._discord.world.add_guild(place, has_us=False)
        self._happens.guild_adds_us(guild)
        self._happens.joins(guild, self._user(BOSS))
        self._rules(guild)
        return guild

    def _rules(self, guild: Guild) -> None:
        """The boss may manage it, and there is a role for mentors."""
        chiefs = self._happens.adds_role(guild, "Chiefs", 20, MANAGE_GUILD)
        self._happens.gets(guild, self.person(BOSS).id, chiefs)
        self._mentors[guild.id] = self._happens.adds_role(guild, "Mentors", 4)

    def _user(self, who: str) -> User:
        return self._discord.world.users[self.person(who).id]

    def _news(self, who: str, before: Mapping[str, str]) -> str:
        """What is new for somebody; and they have seen it."""
        now = self._looked[who] = shown(self.person(who))
        return "\n".join(text for name, text in now.items() if before.get(name) != text)

    async def lets_pass(self, days: int) -> None:
        served = self._served
        await pass_days(served.store, self._clock, days, served.rests)
        standings = served.desk.standings
        await chase(served.store.mentoring, self._catalog, self._clock, standings)
        served.delivery.wake()
        await served.rests()

    async def becomes_mentor(self, who: str, place: str) -> None:
        """They have the role that an admin pointed to."""
        guild = self._guild(place)
        role, boss = self._mentors[guild.id], self.person(BOSS)
        self._happens.gets(guild, self.person(who).id, role)
        given = {"action": "mentors", "stands-for": role.id}
        await boss.runs(ADMIN, given, next(iter(guild.channels)))
        await self._served.rests()

    async def is_mentor_no_longer(self, who: str, place: str) -> None:
        """They have that role no longer."""
        self._happens.gets(self._guild(place), self.person(who).id)

    async def looks_after(self, mentor: str, mentees: Sequence[str]) -> None:
        here, its = community(self._discord.town), address(self.person(mentor).id)
        for one in mentees:
            theirs = address(self.person(one).id)
            await shares_all(self._served.store, its, theirs, here, f"{mentor} {one}")

    async def lives_in(self, who: str, place: str, *, too: bool) -> None:
        self._happens.joins(self._guild(place), self._user(who))
        if not too:
            self._happens.leaves(self._discord.town, self.person(who).id)

    def sees(self, who: str) -> Sequence[str]:
        return list(shown(self.person(who)).values())

    def in_public(self) -> Sequence[str]:
        everywhere = (
            *(
                one
                for said in self._discord.world.channels.values()
                for one in said.messages.values()
            ),
            *self._discord.world.deleted,
        )
        private = {self.person(name).channel for name in self._discord.people}
        return [
            words(one)
            for one in everywhere
            if one.by == US and not one.seen_by and one.channel not in private
        ]


def shown(person: Person) -> Mapping[str, str]:
    """What stands before somebody, by message, and the modal that stands open."""
    said = {
        one.id: "\n".join([words(one), *labels(one), *map(told, one.attachments)])
        for one in person.heard
    }
    if person.window:
        parts = walked(person.window["components"])
        said[WINDOW] = "\n".join(one["content"] for one in parts if one["type"] == TEXT)
    return said


def told(attachment: Mapping[str, object]) -> str:
    """What a picture tells those who do not see it."""
    return str(attachment.get("description") or "")


@asynccontextmanager
async def guilds(database: Path, catalog: Catalog) -> AsyncIterator[InGuilds]:
    """A stage that afterwards has been asked for nothing that Discord would not take."""
    clock = RunningClock()
    async with FakeDiscord(deadline=LONG, limited=False, validator=validator()) as discord:
        async with serving_discord(discord, database, catalog, clock) as served:
            yield InGuilds(served, catalog, clock)
        assert discord.problems() == []


@pytest.mark.parametrize(
    "path",
    first(6, [*stories(ON_SERVERS), *stories(OF_SEVERAL)]),
    ids=lambda path: path.stem,
)
async def test_a_story_of_several_on_discord(
    path: Path,
    database: Path,
    catalog: Catalog,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    patient(monkeypatch)
    async with guilds(database, catalog) as stage:
        await play(steps(path), stage, caplog)
