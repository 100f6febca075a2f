"""Who can read what we say: whoever it is for, and nobody else."""

import pytest

from tests.fakes.discord.models import IS_EPHEMERAL
from tests.fakes.discord.person import Person
from tests.fakes.discord.seen import words
from tests.fakes.discord.served import Served
from tests.fakes.discord.world import US

ACTIONS = ("", "help", "summary", "compare", "share", "mydata", "edit", "why", "forget-me")


async def tours(served: Served, person: Person) -> None:
    """Go through all that there is, most of it in a guild."""
    await served.asks_for_words(person)
    await person.runs("/whichrole")
    await person.presses("In my own words")
    await person.submits(f"I made charts canary {person.name}")
    for action in ACTIONS:
        await person.runs("/whichrole", action)
        await served.rests()
    await person.presses("Keep everything")
    await person.runs("/mentor", "ask")
    await person.runs("/mentee-status")
    await served.rests()


@pytest.mark.usefixtures("no_gate")
@pytest.mark.thorough
async def test_F65_whatever_is_asked_in_a_guild_is_said_to_one_alone(served: Served) -> None:
    people = [served.discord.person(name) for name in ("Sam", "Zoe")]

    for one in people:
        await tours(served, one)

    town = served.discord.world.channels[people[0].town]
    assert [one for one in town.messages.values() if one.by == US] == []
    for one in people:
        seen = [said for said in one.heard if said.channel == one.town]
        assert len(seen) > len(ACTIONS)
        assert {said.seen_by for said in seen} == {one.id}
        assert all(said.flags & IS_EPHEMERAL for said in seen)


@pytest.mark.usefixtures("no_gate")
@pytest.mark.thorough
async def test_F65_what_one_said_never_comes_to_another(served: Served) -> None:
    people = [served.discord.person(name) for name in ("Sam", "Zoe")]

    for one in people:
        await tours(served, one)

    for one, other in (people, people[::-1]):
        seen = "".join(map(words, one.heard))
        seen += "".join(
            str(content) for said in one.heard for content in one.files(said).values()
        )
        assert f"canary {one.name}" in seen
        assert f"canary {other.name}" not in seen


async def test_F60_somebody_who_brought_us_along_talks_with_us_alone_among_others(
    served: Served,
) -> None:
    kim = served.discord.visitor("Kim")
    group = served.discord.world.group(kim.id, served.discord.person().id)

    await kim.runs("/whichrole", "", group.id)
    await served.rests()

    assert [one for one in group.messages.values() if one.by == US] == []
    assert [one.seen_by for one in kim.heard] == [kim.id]


async def test_one_person_in_two_guilds_and_a_direct_message_stands_in_one_place(
    served: Served,
) -> None:
    sam, world = served.discord.person(), served.discord.world
    village = world.add_guild("Village")
    world.join(village, world.users[sam.id])
    await served.asks(sam)
    before = await served.stands(sam)

    await sam.runs("/whichrole", "", next(iter(village.channels)))
    await sam.presses("Not sure")
    await served.rests()

    now = await served.stands(sam)
    assert before is not None
    assert now is not None
    assert (now.id, len(now.answers)) == (before.id, 1)
