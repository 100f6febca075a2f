"""A posted button, for whoever would like weekly steps."""

import pytest

from bot.adapters.discord.inbound import address
from bot.catalog import Catalog
from tests.fakes.discord.club import ADMIN, Club, newest
from tests.fakes.discord.models import Posted
from tests.fakes.discord.person import Person
from tests.fakes.discord.seen import labels, words

BUTTON = {"action": "roles", "text": "button"}


async def posted(club: Club) -> Posted:
    """The button, as an admin posted it."""
    await club.runs(club.chief(), ADMIN, BUTTON)
    (channel,) = club.town.channels.values()
    (found,) = channel.messages.values()
    return found


def mine(person: Person) -> Posted:
    return newest(person, person.town)


async def test_A25_an_admin_posts_a_button_that_everybody_sees(
    club: Club, catalog: Catalog
) -> None:
    button = await posted(club)

    assert button.seen_by == ""
    assert button.pings == frozenset()
    assert labels(button) == [catalog.say("discord.join-button")]


async def test_A25_whoever_presses_it_is_asked_in_private_and_nothing_begins(
    club: Club, catalog: Catalog
) -> None:
    button, sam = await posted(club), club.served.discord.person()
    before = repr(button.components)

    await club.presses(sam, catalog.say("discord.join-button"), button)

    asked = mine(sam)
    assert asked.seen_by == sam.id
    assert catalog.say("discord.join-ask") in words(asked)
    assert await club.served.stands(sam) is None
    assert sam.cards == []
    assert repr(button.components) == before


async def test_A25_a_yes_leads_to_the_steps_of_whoever_has_a_role(
    club: Club, catalog: Catalog
) -> None:
    sam = club.served.discord.person()
    await club.has_role(sam, catalog)
    button = await posted(club)
    await club.presses(sam, catalog.say("discord.join-button"), button)
    asked = mine(sam)

    await club.presses(sam, catalog.say("discord.join-yes"), asked)

    assert mine(sam) is asked
    assert "Start weekly steps" in labels(asked)
    here = await club.served.stands(sam)
    assert here is not None
    assert here.weekly is None


async def test_A25_a_yes_of_a_newcomer_leads_to_the_questions(
    club: Club, catalog: Catalog
) -> None:
    button, sam = await posted(club), club.served.discord.person()
    await club.presses(sam, catalog.say("discord.join-button"), button)

    await club.presses(sam, catalog.say("discord.join-yes"))

    assert "You have no weekly steps yet." in words(mine(sam))
    assert "Start" in labels(mine(sam))


async def test_A25_a_no_leaves_a_line_and_nobody_is_known_by_it(
    club: Club, catalog: Catalog
) -> None:
    button, sam = await posted(club), club.served.discord.person()
    await club.presses(sam, catalog.say("discord.join-button"), button)
    asked = mine(sam)

    await club.presses(sam, catalog.say("discord.join-no"))

    assert catalog.say("discord.join-not") in words(asked)
    assert labels(asked) == []
    assert await club.served.store.profile(address(sam.id)) is None
    assert await club.served.stands(sam) is None


async def test_F62_whoever_is_no_admin_any_more_posts_nothing(
    club: Club, catalog: Catalog
) -> None:
    chief = club.chief()
    club.town.role("Chiefs").permissions = 0  # of which the gateway told nothing
    club.served.discord.world.commands[-1]["default_member_permissions"] = None

    said = await club.runs(chief, ADMIN, BUTTON)

    town = club.served.discord.world.channels[chief.town]
    assert catalog.say("discord.admins-only") in said
    assert list(town.messages.values()) == []


@pytest.mark.parametrize("text", ["", "channel"])
async def test_all_else_about_roles_stays_what_it_was(club: Club, text: str) -> None:
    options = {"action": "roles", "text": text} if text else "roles"

    said = await club.runs(club.chief(), ADMIN, options)

    assert "**Which role of this server stands for which of the five?**" in said
