"""What Discord tells and nobody said to us: nothing comes of it."""

import asyncio
import logging
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.discord.asking import of_words
from tests.fakes.discord.models import Json, Posted
from tests.fakes.discord.opcodes import DIRECT_MESSAGES, GUILD_MESSAGES
from tests.fakes.discord.person import Person
from tests.fakes.discord.served import Served
from tests.fakes.discord.telling import of_message
from tests.fakes.discord.world import US
from tests.fakes.file import rows

REPLY = 19
KINDS = tuple(one for one in range(1, 64) if one != REPLY)
"""Kinds of messages that nobody wrote: pins, calls, joins, and those of tomorrow."""


def errors(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [one.getMessage() for one in caplog.records if one.levelno >= logging.ERROR]


def told_of(served: Served, person: Person, posted: Posted, **more: Any) -> Json:
    """A message in the direct message, as the gateway tells it, with something else in it."""
    return of_words(served.discord.world, posted, is_read=True) | more


def ours(served: Served) -> list[Posted]:
    """All that we ever said, to whomever."""
    channels = served.discord.world.channels.values()
    return [
        one
        for channel in channels
        for said in (channel.messages, *channel.whispers.values())
        for one in said.values()
        if one.by == US
    ]


async def test_F12_edits_and_deletes_change_no_answer(
    served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    sam, world = served.discord.person(), served.discord.world
    await served.asks(sam)
    wrote = await sam.says("I like charts")
    await served.rests()
    before, cards = await served.stands(sam), len(sam.cards)

    wrote.content = "I like pipelines"
    for name, told in (
        ("MESSAGE_UPDATE", of_message(world, wrote)),
        ("MESSAGE_DELETE", {"id": wrote.id, "channel_id": wrote.channel}),
        ("MESSAGE_DELETE_BULK", {"ids": [wrote.id], "channel_id": wrote.channel}),
    ):
        served.discord.gateway.dispatch(name, told, DIRECT_MESSAGES)
    await served.rests()

    assert await served.stands(sam) == before
    assert len(sam.cards) == cards
    assert errors(caplog) == []


async def test_F12_no_kind_of_message_that_nobody_wrote_is_taken(
    served: Served, database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    sam = served.discord.person()

    for kind in KINDS:
        told = told_of(served, sam, sam.wrote("hello"), type=kind)
        served.discord.gateway.tell("MESSAGE_CREATE", told, DIRECT_MESSAGES)
    await served.rests()

    assert rows(database, "SELECT count(*) FROM inbox") == [0]
    assert errors(caplog) == []


async def test_a_reply_to_a_message_of_ours_is_taken_like_any_other_words(
    served: Served,
) -> None:
    sam = served.discord.person()

    told = told_of(served, sam, sam.wrote("hello"), type=REPLY)
    served.discord.gateway.tell("MESSAGE_CREATE", told, DIRECT_MESSAGES)
    await served.rests()

    assert len(sam.cards) == 1


async def test_F12_a_picture_without_words_is_answered_and_answers_nothing(
    served: Served,
) -> None:
    sam = served.discord.person()
    await served.asks(sam)
    before = await served.stands(sam)

    await sam.says("")
    await served.rests()

    assert await served.stands(sam) == before
    assert len(sam.live) == 1
    assert len(sam.cards) == 2


async def test_F13_an_echo_of_what_we_say_ends_at_once(served: Served) -> None:
    sam = served.discord.person()
    await served.asks(sam)
    heard = 0

    while heard < len(ours(served)) < 20:
        for card in ours(served)[heard:]:
            heard += 1
            told = of_message(served.discord.world, card) | {"content": "hello"}
            served.discord.gateway.tell("MESSAGE_CREATE", told, DIRECT_MESSAGES)
        await served.rests()

    assert ours(served) == sam.cards
    assert len(sam.cards) == 1


async def test_F13_an_ephemeral_message_of_ours_comes_back_without_a_guild_and_is_no_word(
    served: Served, database: Path
) -> None:
    sam = served.discord.person()
    await sam.runs("/whichrole")
    await served.rests()
    (card,) = sam.heard
    told = of_message(served.discord.world, card) | {"content": "hello"}
    assert "guild_id" not in told

    served.discord.gateway.tell("MESSAGE_CREATE", told, DIRECT_MESSAGES)
    await served.rests()

    assert rows(database, "SELECT count(*) FROM inbox") == [1]
    assert ours(served) == [card]


async def test_F13_another_app_that_writes_to_us_is_not_answered(
    served: Served, database: Path
) -> None:
    sam = served.discord.person()
    served.discord.world.users[sam.id].is_app = True

    await sam.says("hello")
    await served.rests()

    assert ours(served) == []
    assert rows(database, "SELECT count(*) FROM inbox") == [0]


@pytest.mark.parametrize("text", ["hello", f"<@{US}> hello"])
async def test_F65_words_in_a_guild_are_not_for_us(
    served: Served, database: Path, text: str
) -> None:
    sam = served.discord.person()

    await sam.says(text, sam.town)
    served.discord.gateway.tell(
        "MESSAGE_CREATE",
        of_words(served.discord.world, sam.wrote(text, sam.town), is_read=True),
        GUILD_MESSAGES | DIRECT_MESSAGES,
    )
    await asyncio.sleep(0.05)
    await served.rests()

    assert rows(database, "SELECT count(*) FROM inbox") == [0]
    assert ours(served) == []


async def test_F05_events_that_nobody_knows_are_passed_over(
    served: Served, database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    sam = served.discord.person()

    for name in ("AN_EVENT_OF_TOMORROW", "GUILD_EVENT_OF_TOMORROW", "TYPING_START"):
        told = {"user_id": sam.id, "channel_id": sam.channel, "timestamp": 1}
        served.discord.gateway.dispatch(name, told)
    await sam.says("hello")
    await served.rests()

    assert len(sam.cards) == 1
    assert errors(caplog) == []
