"""Somebody who is in two Discord servers: of which one a pair is, is said where it counts."""

from dataclasses import replace

import pytest

from bot.cards import Card
from bot.catalog import Catalog
from bot.ports.inbound import Address, EventKey
from bot.ports.mentoring import Caller, Community
from bot.ports.outbox import Kind
from bot.ports.roster import Membership
from bot.usecases.mentors.asking import MENTEE_STATUS, MENTOR, Asked
from bot.usecases.mentors.closing import Closing
from bot.usecases.mentors.desk import Desk
from bot.usecases.mentors.letters import Letters
from tests.fakes.clock import NOON
from tests.fakes.desk_town import DeskTown
from tests.fakes.message import message

ONE, TWO = Community("discord", "100"), Community("discord", "200")
KIM, SAM = (Address("discord", "", name) for name in ("kim", "sam"))


@pytest.fixture
def servers(catalog: Catalog, town: DeskTown) -> DeskTown:
    """Kim is Sam's mentor in both."""
    town.desk = Desk(town.files, town.access, {"discord": town.roster}, catalog, town.clock)
    for where, place in ((ONE, "Data Club"), (TWO, "Night School")):
        for who in (KIM, SAM):
            town.roster.people[who, where] = Membership(
                is_member=True, is_sure=True, place=place
            )
        town.files.named[where, KIM] = "Kim"
        made = town.pair(community=where)
        town.files.pairs[made.id] = replace(made, mentor=KIM, mentee=SAM)
    return town


async def asks(
    servers: DeskTown, who: Address, command: str, words: str, here: Community | None
) -> str:
    """What somebody reads: the card, and below it the names on the buttons."""
    caller = Caller(who, who.user.title(), here)
    key = EventKey(f"{command} {words} {here}")
    card = await servers.desk.answer(caller, key, Asked(command, words))
    return "\n".join([card.body, *(one.label for one in card.choices)])


async def test_pairs_of_one_name_in_two_servers_are_told_apart(servers: DeskTown) -> None:
    mine = await asks(servers, SAM, MENTOR, "", None)
    consent = await asks(servers, SAM, MENTOR, "consent", None)
    mentees = await asks(servers, KIM, MENTEE_STATUS, "", None)
    named = await asks(servers, KIM, MENTEE_STATUS, "sam", None)

    for said in (mine, consent):
        assert "Kim in Data Club" in said
        assert "Kim in Night School" in said
    for said in (mentees, named):
        assert "Sam in Data Club" in said
        assert "Sam in Night School" in said


async def test_in_a_server_the_pair_of_that_server_is_meant(servers: DeskTown) -> None:
    consent = await asks(servers, SAM, MENTOR, "consent", TWO)
    end = await asks(servers, SAM, MENTOR, "end", TWO)

    assert consent.startswith("This is about **Night School**.")
    assert "You share nothing with **Kim**." in consent
    assert end.startswith("Shall this end, between you and **Kim**?")


async def test_whoever_has_one_mentor_reads_of_no_place(servers: DeskTown) -> None:
    servers.files.pairs.pop(2)

    mine = await asks(servers, SAM, MENTOR, "", None)
    consent = await asks(servers, SAM, MENTOR, "consent", None)

    assert "Data Club" not in mine + consent


async def test_a_direct_message_is_no_here(servers: DeskTown, catalog: Catalog) -> None:
    del servers.files.named[TWO, KIM]
    left = servers.files.pairs[2]
    letters = Letters(
        servers.files, servers.files, servers.access, servers.desk.standings, catalog
    )
    letter = await letters.card(message(kind=Kind.MENTOR_LEFT, to=SAM, about=left.id), NOON)
    assert isinstance(letter, Card)

    said = [
        await asks(servers, SAM, MENTOR, "", None),
        await asks(servers, SAM, MENTOR, "", TWO),
        letter.body,
        Closing(catalog).found_another(left).body,
    ]

    assert "is none in one of your servers any more" in said[0]
    assert "is none here any more" in said[1]
    assert "Kim** is no mentor in **Night School** any more." in said[2]
    assert said[3].startswith("**Sam** has a mentor in one of your servers now")
