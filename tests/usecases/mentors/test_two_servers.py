"""Somebody who is in two Discord servers: of which one a pair is, is said where it counts."""

from dataclasses import replace

import pytest

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.mentoring import words
from bot.engine.mentoring.brief import DeskButton
from bot.engine.mentoring.pairing_cards import PairingButton
from bot.engine.mentoring.values import Item, State
from bot.ports.inbound import Address, EventKey
from bot.ports.mentoring import Caller, Community
from bot.ports.outbox import Kind
from bot.ports.roster import Membership
from bot.usecases.composing import Composer
from bot.usecases.mentors.asking import MENTEE_STATUS, MENTOR, Asked, Pressed
from bot.usecases.mentors.closing import Closing
from bot.usecases.mentors.desk import Desk
from bot.usecases.mentors.letters import Letters
from tests.fakes.clock import NOON
from tests.fakes.desk_town import DeskTown, spot
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


def dm(who: Address) -> Caller:
    return Caller(who, who.user.title(), None)


def letters_of(servers: DeskTown, catalog: Catalog) -> Letters:
    return Letters(
        servers.files, servers.files, servers.access, servers.desk.standings, catalog
    )


async def presses(servers: DeskTown, who: Address, card: Card, choice: str) -> Card:
    key = EventKey(f"{card.place} {choice}")
    return await servers.desk.answer(dm(who), key, Pressed(spot(card), choice))


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
    servers.files.pairs[2] = replace(servers.files.pairs[2], consents=frozenset({Item.ROLE}))

    consent = await asks(servers, SAM, MENTOR, "consent", TWO)
    end = await asks(servers, SAM, MENTOR, "end", TWO)

    assert consent.startswith("You share with **Kim**: role.")
    assert end.startswith("Shall this end, between you and **Kim**?")


@pytest.mark.parametrize(
    ("kind", "to", "state"),
    [
        (Kind.INVITED, SAM, State.INVITED),
        (Kind.REQUESTED, KIM, State.ASKED),
        (Kind.REQUEST_REMINDER, SAM, State.INVITED),
        (Kind.PAIRED, SAM, State.ACTIVE),
        (Kind.PAIRED, KIM, State.ACTIVE),
        (Kind.WORD, KIM, State.ACTIVE),
    ],
)
async def test_what_comes_from_one_of_two_servers_says_from_which(
    servers: DeskTown, catalog: Catalog, kind: Kind, to: Address, state: State
) -> None:
    servers.files.pairs[2] = replace(servers.files.pairs[2], state=state)
    word = words.kept(words.Word(SAM.user, "Sam", "Which city?"))
    came = message(kind=kind, to=to, about=2, card=word if kind is Kind.WORD else None)

    letter = await letters_of(servers, catalog).card(came, NOON)

    assert isinstance(letter, Card)
    assert letter.body.startswith("This is about **Night School**.\n\n")


async def test_what_was_taken_back_in_one_of_two_servers_says_in_which(
    servers: DeskTown, catalog: Catalog
) -> None:
    over = replace(servers.files.pairs[2], state=State.ENDED)
    servers.files.pairs[2] = over
    said = Closing(catalog).over(by_mentee=True)(replace(over, state=State.ASKED))
    composer = Composer(servers.files, catalog, letters=letters_of(servers, catalog))  # type: ignore[arg-type]  # nothing else of it is asked
    of_two = message(kind=Kind.CLOSED, to=KIM, about=2, card=said)

    told = [
        await composer.card(of_two, NOON),
        await composer.card(replace(of_two, about=99), NOON),
        await composer.card(replace(of_two, about=None), NOON),
    ]

    assert told[0] == replace(said, body=f"This is about **Night School**.\n\n{said.body}")
    assert told[1:] == [said, said]


async def test_requests_of_one_name_from_two_servers_are_told_apart(
    servers: DeskTown,
) -> None:
    for number, one in servers.files.pairs.items():
        servers.files.pairs[number] = replace(one, state=State.ASKED)

    found = await servers.desk.answer(dm(KIM), EventKey("1"), Asked(MENTOR, "accept"))
    opened = await presses(servers, KIM, found, found.choices[1].id)
    taken = await presses(servers, KIM, opened, PairingButton.ACCEPT)

    assert [one.label for one in found.choices] == ["Sam in Data Club", "Sam in Night School"]
    assert "**Sam in Data Club** asks you" in found.body
    assert opened.body.startswith("This is about **Night School**.\n\n**Sam** asks whether")
    assert taken.body.startswith("This is about **Night School**.\n\n**Sam** is your mentee")


async def test_an_invitation_from_one_of_two_servers_is_taken_knowing_from_which(
    servers: DeskTown,
) -> None:
    servers.files.pairs[2] = replace(servers.files.pairs[2], state=State.INVITED)

    found = await servers.desk.answer(dm(SAM), EventKey("1"), Asked(MENTOR, "accept"))
    asks = await presses(servers, SAM, found, PairingButton.QUESTION)
    taken = await presses(servers, SAM, found, PairingButton.ACCEPT)
    ends = await presses(servers, SAM, taken, PairingButton.END)

    for card in (found, asks, taken, ends):
        assert card.body.startswith("This is about **Night School**.\n\n")


async def test_a_brief_of_one_of_two_servers_says_of_which(servers: DeskTown) -> None:
    found = await servers.desk.answer(dm(KIM), EventKey("1"), Asked(MENTEE_STATUS))
    brief = await presses(servers, KIM, found, found.choices[1].id)
    cheered = await presses(servers, KIM, brief, DeskButton.ENCOURAGE)
    mine = await servers.desk.answer(dm(KIM), EventKey("2"), Asked(MENTOR))
    opened = await presses(servers, KIM, mine, mine.choices[0].id)

    assert brief.body.startswith("This is about **Night School**.\n\n**Sam**")
    assert cheered.body.endswith(brief.body)
    assert opened.body.startswith("This is about **Data Club**.\n\n**Sam** is your mentee")


async def test_whoever_has_one_mentor_reads_of_no_place(servers: DeskTown) -> None:
    servers.files.pairs.pop(2)

    mine = await asks(servers, SAM, MENTOR, "", None)
    consent = await asks(servers, SAM, MENTOR, "consent", None)

    assert "Data Club" not in mine + consent


async def test_a_direct_message_is_no_here(servers: DeskTown, catalog: Catalog) -> None:
    del servers.files.named[TWO, KIM]
    left = servers.files.pairs[2]
    letters = letters_of(servers, catalog)
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
