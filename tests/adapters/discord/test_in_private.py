"""From a guild into the direct message, and files: where they stand and when they go."""

from datetime import datetime
from pathlib import Path

import pytest

from bot.adapters.discord.inbound import PLATFORM, address
from bot.catalog import Catalog
from bot.usecases import clearing
from tests.fakes.clock import RunningClock
from tests.fakes.discord.faults import Fault
from tests.fakes.discord.models import Posted
from tests.fakes.discord.person import Person
from tests.fakes.discord.seen import labels, pictures, words
from tests.fakes.discord.served import Served, serving_discord
from tests.fakes.discord.server import FakeDiscord
from tests.fakes.leftovers import nothing_is_left

POST = "POST /channels/{channel_id}/messages"
DELETE = "DELETE /channels/{channel_id}/messages/{message_id}"
IN_PRIVATE = "Go on in private"


def files(person: Person) -> list[Posted]:
    """Messages with files that they see."""
    return [one for one in person.heard if one.attachments]


async def asks_to_be_forgotten(served: Served, sam: Person) -> None:
    await sam.says("forget me")
    await sam.says("yes, forget me")
    await served.rests()


async def test_whoever_wants_to_goes_on_in_the_direct_message(
    served: Served, catalog: Catalog
) -> None:
    sam = served.discord.person()
    await sam.runs("/whichrole")
    await sam.presses("Start")

    await sam.presses(IN_PRIVATE)
    await served.rests()

    (card,), (line,) = sam.cards, sam.ephemeral
    assert "Not sure" in labels(card)
    assert labels(line) == []
    assert catalog.say("discord.in-direct") in words(line)


async def test_in_the_direct_message_nobody_is_offered_to_go_there(served: Served) -> None:
    sam = served.discord.person()

    await served.asks(sam)
    await sam.runs("/whichrole", "", sam.channel)
    await served.rests()

    assert IN_PRIVATE not in [name for one in sam.heard for name in labels(one)]


async def test_F30_whoever_takes_no_messages_goes_on_in_the_guild_and_is_told(
    served: Served, catalog: Catalog
) -> None:
    sam = served.discord.person()
    served.discord.world.closed.add(sam.id)
    await sam.runs("/whichrole")
    await sam.presses("Start")

    answered = await sam.presses(IN_PRIVATE)
    await served.rests()
    card, told = sam.ephemeral
    await sam.presses("Not sure")
    await served.rests()

    stands = await served.stands(sam)
    assert answered is not None
    assert sam.cards == []
    assert catalog.say("discord.closed") in words(told)
    assert "Back" in labels(card)
    assert stands is not None
    assert len(stands.answers) == 1


@pytest.mark.parametrize("fault", [Fault.LOST_AFTER, Fault.LOST_BEFORE, Fault.SERVER_ERROR])
@pytest.mark.thorough
async def test_F19_whoever_goes_on_in_private_while_discord_stumbles_gets_there(
    served: Served, fault: Fault
) -> None:
    sam = served.discord.person()
    await sam.runs("/whichrole")
    await sam.presses("Start")
    served.discord.plan.then(POST, fault)

    answered = await sam.presses(IN_PRIVATE)
    await served.until(lambda: sam.live)
    await served.rests()

    assert answered is not None
    assert "Not sure" in labels(sam.live[-1])
    assert served.discord.world.doubled == {}


@pytest.mark.parametrize("typed", [True, False])
async def test_F68_a_file_in_the_direct_message_goes_when_its_owner_is_forgotten(
    served: Served, *, typed: bool
) -> None:
    sam = served.discord.person()
    await served.asks(sam)
    if typed:
        await sam.says("mydata")
    else:
        await sam.runs("/whichrole", "mydata", sam.channel)
    await served.rests()
    (shown,) = files(sam)
    (content,) = sam.files(shown).values()

    await asks_to_be_forgotten(served, sam)
    await served.until(lambda: not files(sam))

    assert b"answers" in content
    assert [one for one in sam.heard if one.is_loading] == []
    await nothing_is_left(served.store, PLATFORM, "")


async def test_a_command_in_the_direct_message_that_brings_a_file_is_answered_with_it_at_once(
    served: Served, catalog: Catalog
) -> None:
    sam = served.discord.person()
    await served.asks(sam)

    answered = await sam.runs("/whichrole", "mydata", sam.channel)
    await served.rests()

    (shown,) = files(sam)
    assert catalog.say("chat.one-moment") not in "".join(map(words, sam.heard))
    assert answered is not None
    assert answered["type"] == 4
    assert shown.seen_by == ""


async def test_F65_in_a_guild_only_they_see_their_file_and_nothing_of_it_stays(
    served: Served,
) -> None:
    sam = served.discord.person()
    await served.asks(sam)

    await sam.runs("/whichrole", "mydata")
    await served.rests()
    (shown,) = files(sam)
    await asks_to_be_forgotten(served, sam)

    assert shown.seen_by == sam.id
    await nothing_is_left(served.store, PLATFORM, "")


async def test_F68_a_picture_goes_when_its_owner_is_forgotten(served: Served) -> None:
    from tests.adapters.discord.test_conversation import to_the_summary

    sam = served.discord.person()
    await to_the_summary(served, sam)
    await sam.presses("As a picture")
    await served.rests()
    before = [one for one in sam.heard if pictures(one)]

    await asks_to_be_forgotten(served, sam)
    await served.until(lambda: not [one for one in sam.heard if pictures(one)])

    assert len(before) == 1
    await nothing_is_left(served.store, PLATFORM, "")


async def test_F68_a_file_for_somebody_who_was_just_forgotten_does_not_stay(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    sam = served.discord.person()
    await served.asks(sam)
    keep = served.store.keep_upload

    async def too_late(account: object, file: str, until: datetime | None) -> bool:
        await served.store.forget(address(sam.id))
        return await keep(address(sam.id), file, until)

    monkeypatch.setattr(served.store, "keep_upload", too_late)
    await sam.runs("/whichrole", "mydata", sam.channel)
    await served.until(lambda: served.discord.requests(DELETE))
    await served.rests()

    assert files(sam) == []


async def test_F68_a_file_that_discord_would_not_delete_is_deleted_by_the_next_program(
    discord: FakeDiscord, database: Path, catalog: Catalog, running_clock: RunningClock
) -> None:
    sam = discord.person()
    async with serving_discord(discord, database, catalog, running_clock) as served:
        await served.asks(sam)
        await sam.says("mydata")
        await served.rests()
        discord.plan.then(DELETE, Fault.SERVER_ERROR)
        await asks_to_be_forgotten(served, sam)
        await served.until(lambda: discord.requests(DELETE))
        stays = files(sam)

    async with serving_discord(discord, database, catalog, running_clock) as served:
        await served.until(lambda: not files(sam))

        assert stays
        await nothing_is_left(served.store, PLATFORM, "")


async def test_F68_a_file_that_is_gone_already_is_looked_for_once(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clearing, "AGAIN", 0.05)
    sam = served.discord.person()
    await served.asks(sam)
    await sam.says("mydata")
    await served.rests()
    served.discord.world.remove(files(sam)[0])

    await asks_to_be_forgotten(served, sam)
    await served.until(lambda: served.discord.requests(DELETE))
    await served.rests()

    await nothing_is_left(served.store, PLATFORM, "")
    assert len(served.discord.requests(DELETE)) == 1


@pytest.mark.parametrize("in_guild", [True, False])
async def test_F68_whoever_is_forgotten_is_told_where_they_asked_and_no_card_stays_alive(
    served: Served, database: Path, catalog: Catalog, *, in_guild: bool
) -> None:
    sam = served.discord.person()
    await served.asks(sam)
    place = sam.town if in_guild else sam.channel
    await sam.runs("/whichrole", "forget-me", place)

    answered = await sam.presses("Yes, forget me")
    await served.rests()

    assert answered is not None
    assert await served.stands(sam) is None
    assert [one for one in sam.live if "Not sure" in labels(one)] == []
    assert served.discord.world.doubled == {}


@pytest.mark.parametrize("code", [40003, 50007])
async def test_F30_F31_whoever_cannot_be_written_to_now_goes_on_where_they_are(
    served: Served, catalog: Catalog, code: int
) -> None:
    sam = served.discord.person()
    await sam.runs("/whichrole")
    await sam.presses("Start")
    served.discord.plan.then("POST /users/@me/channels", code)

    await sam.presses(IN_PRIVATE)
    await served.rests()
    told = [words(one) for one in sam.ephemeral]
    await sam.presses("Not sure")
    await served.rests()

    key = "discord.closed" if code == 50007 else "discord.not-there-now"
    assert any(catalog.say(key) in one for one in told)
    stands = await served.stands(sam)
    assert stands is not None
    assert len(stands.answers) == 1
    assert "2 of about" in words(next(one for one in sam.ephemeral if labels(one)))


async def test_F65_a_file_in_a_guild_stays_when_the_talk_goes_on(served: Served) -> None:
    sam = served.discord.person()
    await sam.runs("/whichrole")
    await sam.presses("Start")
    await sam.runs("/whichrole", "mydata")
    await served.rests()

    await sam.presses("Not sure")
    await served.rests()

    assert len(files(sam)) == 1
    assert "2 of about" in words(sam.ephemeral[-1])


async def test_F68_whoever_is_forgotten_is_not_asked_to_go_on(served: Served) -> None:
    sam = served.discord.person()
    await served.asks(sam)
    await sam.runs("/whichrole", "forget-me")
    await sam.presses("Yes, forget me")
    await served.rests()

    assert IN_PRIVATE not in [name for one in sam.ephemeral for name in labels(one)]
    assert await served.stands(sam) is None
    assert not sam.live
