"""The same stories, played through the real client against a fake Discord."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from bot.catalog import Catalog
from bot.usecases.commands import COMMANDS
from tests.fakes.clock import RunningClock
from tests.fakes.discord.person import Person
from tests.fakes.discord.seen import words
from tests.fakes.discord.served import Served, serving_discord
from tests.fakes.discord.server import FakeDiscord
from tests.fakes.discord.validating import validator
from tests.sparing import first
from tests.stories.passing import pass_days
from tests.stories.story import Step, missing, sittings, steps, stories

A_MOMENT = timedelta(seconds=5)
"""Between two things that a person does, by the program's clock."""

WHICHROLE = "/whichrole"


async def play(
    story: list[Step], discord: FakeDiscord, database: Path, catalog: Catalog, where: str
) -> list[str]:
    """Live through a story, sitting by sitting; what was said after each step."""
    said: list[str] = []
    clock = RunningClock()
    person = discord.person()
    channel = person.town if where == "in a guild" else person.channel
    for sitting in sittings(story):
        async with serving_discord(discord, database, catalog, clock) as served:
            before = seen(person)
            await pass_days(served.store, clock, sitting[0].days_later, served.rests)
            if sitting[0].waits:
                said.append(news(person, before))
            for step in sitting[sitting[0].waits :]:
                said.append(await live(step, served, person, channel))
                clock.pass_by(A_MOMENT)
    return said


async def live(step: Step, served: Served, person: Person, channel: str) -> str:
    """One step; what new or changed cards say after it."""
    before = seen(person)
    if step.button is not None:
        await person.answers(step.button)
    else:
        command, _, action = step.does.partition(" ")
        if command == WHICHROLE and action in ("", *COMMANDS[WHICHROLE]):
            await person.runs(command, action, channel)
        else:
            await person.says(step.does)
    await served.rests()
    return news(person, before)


def seen(person: Person) -> dict[str, str]:
    """What somebody sees, by message."""
    return {one.id: words(one) for one in person.everything}


def news(person: Person, before: Mapping[str, str]) -> str:
    """What new or changed messages say."""
    new = [one for one in person.everything if before.get(one.id) != words(one)]
    return "\n".join(map(words, new))


@pytest.mark.parametrize("where", ["in a guild", "in the direct message"])
@pytest.mark.parametrize("path", first(5, stories()), ids=lambda path: path.stem)
async def test_a_story_on_discord(
    path: Path, where: str, database: Path, catalog: Catalog
) -> None:
    story = steps(path)
    async with FakeDiscord(limited=False, validator=validator()) as discord:
        said = await play(story, discord, database, catalog, where)
        problems = discord.problems()

    for step, answer in zip(story, said, strict=True):
        assert missing(step, answer) is None, f"> {step.does}\n{answer}"
    assert problems == []
