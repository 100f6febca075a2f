"""A person talks with the program on Discord, from the first word to the summary."""

from pathlib import Path

import pytest

from bot.adapters.discord.inbound import address
from bot.catalog import Catalog
from tests.fakes.discord.models import IS_EPHEMERAL
from tests.fakes.discord.person import Person
from tests.fakes.discord.seen import labels, pickable, pictures, words
from tests.fakes.discord.served import Served
from tests.fakes.file import rows

TO_THE_SUMMARY = ("hello", "start", "the dashboards one", "1 2", *["1"] * 12)


async def to_the_summary(served: Served, sam: Person) -> None:
    """In the direct message, by typing."""
    for typed in TO_THE_SUMMARY:
        await sam.says(typed)
        await served.rests()
        if "As a picture" in labels(sam.live[-1]):
            return


async def test_a_word_in_a_direct_message_is_answered_there(served: Served) -> None:
    sam = served.discord.person()

    await sam.says("hello")
    await served.rests()

    (card,) = sam.cards
    assert "Start" in labels(card)


async def test_a_press_is_answered_in_the_card_that_was_pressed(served: Served) -> None:
    sam = served.discord.person()
    await sam.says("hello")
    await served.rests()

    answered = await sam.presses("Start")
    await served.rests()

    (card,) = sam.cards
    assert answered is not None
    assert answered["type"] == 7
    assert card.edits == 1
    assert "Not sure" in labels(card)


async def test_answers_that_no_button_shows_whole_are_a_list(served: Served) -> None:
    sam = served.discord.person()
    await served.asks(sam)

    (card,) = sam.live

    assert max(map(len, pickable(card))) > 30


async def test_in_a_guild_all_of_it_goes_on_in_one_message_that_only_they_see(
    served: Served,
) -> None:
    sam = served.discord.person()

    await sam.runs("/whichrole")
    await sam.presses("Start")
    await sam.presses("Not sure")
    await served.rests()

    (card,) = sam.heard
    stands = await served.stands(sam)
    assert card.seen_by == sam.id
    assert card.flags & IS_EPHEMERAL
    assert card.edits == 2
    assert stands is not None
    assert len(stands.answers) == 1


async def test_the_words_of_a_window_answer_the_card_under_it(served: Served) -> None:
    sam = served.discord.person()
    await served.asks(sam)
    await sam.presses("In my own words")

    await sam.submits("I like charts")
    await served.rests()

    stands = await served.stands(sam)
    assert stands is not None
    assert len(stands.answers) == 1


async def test_a_window_of_nothing_but_spaces_is_answered_and_changes_nothing(
    served: Served,
) -> None:
    sam = served.discord.person()
    await served.asks(sam)
    before = await served.stands(sam)
    await sam.presses("In my own words")

    answered = await sam.submits("   ")
    await served.rests()

    assert answered is not None
    assert await served.stands(sam) == before


async def test_the_chart_comes_as_a_picture_below_the_card(served: Served) -> None:
    sam = served.discord.person()
    await to_the_summary(served, sam)
    card = sam.live[-1]

    await sam.presses("As a picture")
    await served.rests()

    shown = sam.cards[-1]
    (content,) = sam.files(shown).values()
    assert content.startswith(b"\x89PNG")
    assert len(pictures(shown)) == 1
    assert sam.live[-1] is card


async def test_in_a_guild_only_they_see_the_picture(served: Served) -> None:
    sam = served.discord.person()
    await to_the_summary(served, sam)
    await sam.runs("/whichrole", "summary")
    await served.rests()

    await sam.presses("As a picture")
    await served.rests()

    with_pictures = [one for one in sam.heard if pictures(one)]
    assert [one.seen_by for one in with_pictures] == [sam.id]


@pytest.mark.parametrize("then", ["retake", "forget me"])
async def test_a_chart_that_is_no_more_is_answered_all_the_same(
    served: Served, then: str
) -> None:
    sam = served.discord.person()
    await to_the_summary(served, sam)
    await sam.runs("/whichrole", "summary")
    await served.rests()
    card = sam.ephemeral[-1]
    for typed in (then, f"yes, {then}"):
        await sam.says(typed)
        await served.rests()

    answered = await sam.presses("As a picture", on=card)
    await served.rests()

    assert answered is not None
    assert [one for one in sam.heard if pictures(one)] == []


@pytest.mark.parametrize("locale", ["de", "pt-BR"])
async def test_the_language_that_discord_tells_of_them_is_kept(
    served: Served, locale: str
) -> None:
    sam = served.discord.person()
    served.discord.world.users[sam.id].locale = locale

    await sam.runs("/whichrole")
    await served.rests()

    profile = await served.store.profile(address(sam.id))
    assert profile is not None
    assert profile.locale == locale


async def test_the_language_of_somebody_who_was_forgotten_and_comes_again_is_kept(
    served: Served,
) -> None:
    sam = served.discord.person()
    await sam.runs("/whichrole", "forget-me")
    await sam.presses("Yes, forget me")
    await served.rests()
    gone = await served.store.profile(address(sam.id))

    await sam.runs("/whichrole")
    await served.rests()

    profile = await served.store.profile(address(sam.id))
    assert gone is None
    assert profile is not None
    assert profile.locale == "de"


async def test_a_command_of_another_version_of_ours_is_answered_kindly(
    served: Served, catalog: Catalog
) -> None:
    sam = served.discord.person()
    served.discord.world.commands.append({**served.discord.world.commands[0], "name": "later"})

    answered = await sam.runs("/later")
    await served.rests()

    assert answered is not None
    assert [words(one) for one in sam.heard] == [f"-# {catalog.say('coming')}"]


async def test_in_which_guild_somebody_acted_last_is_kept_and_a_direct_message_is_none(
    served: Served, database: Path
) -> None:
    sam, ann = served.discord.person("Sam"), served.discord.person("Ann")
    for one in (sam, ann):
        await one.says("hello")
    await served.rests()
    await sam.runs("/whichrole")
    await served.rests()

    await sam.runs("/whichrole", channel=sam.channel)
    await ann.runs("/whichrole", channel=ann.channel)
    await served.rests()

    seen = rows(database, "SELECT name, seen_in FROM account ORDER BY name")
    assert seen == [("Ann", None), ("Sam", served.discord.town.id)]
