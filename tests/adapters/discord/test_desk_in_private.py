"""Nothing at the desk reaches anybody but whoever may see it, whatever is pressed or forged."""

import logging
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from bot.adapters.discord.callbacks import Kind, to_custom_id
from bot.adapters.discord.inbound import address
from bot.catalog import Catalog
from bot.engine.mentoring.brief import DeskButton
from bot.engine.mentoring.desk import Spot, View, place_of
from bot.errors import StoreError
from bot.ports.mentoring import Pairing
from bot.usecases.flood import Admission
from tests.fakes.discord.club import ADMIN, MENTOR, SHARE_ALL, STATUS, YES, Club, newest
from tests.fakes.discord.faults import Fault
from tests.fakes.discord.models import Guild, Json
from tests.fakes.discord.person import Person
from tests.fakes.discord.screen import Screen
from tests.fakes.discord.seen import words
from tests.fakes.file import rows

FORGERIES = 100
CALLBACK = "POST /interactions/{interaction_id}/{interaction_token}/callback"
TABLES = ("pairing", "consent", "note", "mentor", "outbox", "answers", "community_setting")
CHOICES = (
    *DeskButton,
    *("accept", "decline", "really-end", "open-1", "page-1", "share.role", "share-all"),
    *("stop.role", "room-9", "digest", "use-x", "ours-again", "", "\0"),
)

pytestmark = pytest.mark.usefixtures("no_gate")


def everything(database: Path) -> dict[str, int]:
    """How many rows there are of whatever somebody could change."""
    there = {str(one) for one in rows(database, "SELECT name FROM sqlite_master")}
    found = [one for one in TABLES if one in there]
    return {one: rows(database, f"SELECT count(*) FROM {one}")[0] for one in found}


def read_by(person: Person) -> str:
    """All that somebody can read of us, files and all."""
    told = [words(one) + repr(one.components) for one in person.heard]
    told += [repr(one.attachments) for one in person.heard]
    return "\n".join([*told, repr(person.window)])


async def pair_with_canary(
    club: Club, mentor: Person, mentee: Person, canary: str, guild: Guild
) -> Pairing:
    """Two who are a pair in a guild, with a note that nobody else may read."""
    made = await club.pair(mentor, mentee, SHARE_ALL, at=guild)
    note = {"action": "note", "member": mentee, "text": f"both: {canary}"}
    await club.runs(mentor, MENTOR, note, guild)
    return made


async def forged(
    club: Club, person: Person, place: Spot, choice: str, kind: Kind = Kind.CHOOSE
) -> Json | None:
    """Somebody presses what nobody ever put on their message."""
    told: Json = {
        "custom_id": to_custom_id(kind, place_of(place), choice),
        "component_type": 2,
        "id": 1,
    }
    screen = Screen(club.served.discord, person, person.heard[-1])
    screen.holds(told)
    answered = await screen.sends(told)
    await club.served.rests()
    return answered


@pytest.mark.thorough
async def test_F60_nothing_of_one_guild_is_read_in_another_by_anybody(club: Club) -> None:
    people = {name: club.served.discord.person(name) for name in ("Kim", "Lee", "Sam", "Ana")}
    kim, lee, sam, ana = people.values()
    village = club.village(*people.values())
    boss = club.chief()
    club.comes(boss, village)
    await club.mentor("Kim", club.town)
    await club.mentor("Lee", village)
    one = await pair_with_canary(club, kim, sam, "CANARYTOWN", club.town)
    other = await pair_with_canary(club, lee, ana, "CANARYVILLAGE", village)
    everybody = (*people.values(), boss)
    read = {person.id: "" for person in everybody}

    for person in everybody:
        for guild in (club.town, village):
            for who in people.values():
                await club.status(person, who, guild)
                read[person.id] += read_by(person)  # a newer view takes its place
            for action in ("", "accept", "consent", "who-looked"):
                options = {"action": action} if action else ""
                await club.runs(person, MENTOR, options, guild)
        await club.status(person, at=person.channel)
        for number in (one.id, other.id):
            for view in (View.BRIEF, View.CONSENT, View.PAIRING, View.STATUS):
                for choice in ("", f"open-{number}"):
                    await forged(club, person, Spot(view, number), choice)
                    read[person.id] += read_by(person)
    for action in ("mentors", "waiting", "log", "dropoff"):
        await club.runs(boss, ADMIN, action)
    for person in everybody:
        for guild in (club.town, village):
            await club.runs(person, MENTOR, {"action": "end"}, guild)

    readers = {"CANARYTOWN": {kim.id, sam.id}, "CANARYVILLAGE": {lee.id, ana.id}}
    for person in everybody:
        told = read[person.id] + read_by(person)
        for canary, may in readers.items():
            assert (canary in told) <= (person.id in may), (person.name, canary)
    assert "CANARYTOWN" in read[kim.id]
    assert "Lee" not in await club.runs(boss, ADMIN, "mentors")


async def test_F61_whoever_left_the_guild_sees_nobody_of_it_any_more(club: Club) -> None:
    kim, sam = await club.mentor(), club.served.discord.person()
    await club.pair(kim, sam, SHARE_ALL)
    club.served.discord.happens.leaves(club.town, kim.id)

    told = await club.status(kim, at=kim.channel)

    assert "Sam" not in told


async def test_F61_an_admin_without_a_mentee_of_theirs_sees_nobody(club: Club) -> None:
    chief, kim, sam = club.chief(), await club.mentor(), club.served.discord.person()
    await club.pair(kim, sam, SHARE_ALL)

    told = [await club.status(chief), await club.status(chief, sam)]

    assert told[0].startswith("This is for mentors")
    assert told[1].startswith("I have nothing to show you there.")


async def test_F61_whoever_may_not_manage_the_guild_is_no_admin_whatever_the_server_offers(
    club: Club, database: Path
) -> None:
    sam = club.served.discord.person()
    for command in club.served.discord.world.commands:
        command["default_member_permissions"] = None
    before = everything(database)

    said = {
        await club.runs(sam, ADMIN, {"action": action, "member": sam, "text": text})
        for action, text in (("mentors", "add"), ("log", ""), ("thresholds", "not-yet 3"))
    }

    assert said == {
        "This is for those who look after this place, and as far as I can see you do not."
    }
    assert everything(database) == before


async def test_F66_whatever_is_forged_at_the_desk_changes_nothing_and_breaks_nothing(
    club: Club, database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    kim, sam, zoe = await club.mentor(), *map(club.served.discord.person, ("Sam", "Zoe"))
    pair = await club.pair(kim, sam, "Share my role")
    await club.speaks(zoe)
    before, random = everything(database), Random(1)

    for _ in range(FORGERIES):
        number = random.choice((pair.id, 0, 99, 10**17, 10**19))
        spot = Spot(random.choice([*View]), number, random.choice(("", "both", "x.y")))
        kind = random.choice((Kind.CHOOSE, Kind.ASK, Kind.OPEN, Kind.CHART, Kind.PRIVATE))

        assert await forged(club, zoe, spot, random.choice(CHOICES), kind) is not None

    (now,) = await club.served.store.mentoring.pairings_of(address(sam.id))
    assert now == pair
    assert everything(database) == before
    assert [one for one in caplog.records if one.levelno >= logging.ERROR] == []
    assert "engineer" not in read_by(zoe)


async def test_F66_a_window_for_a_card_that_was_never_shown_keeps_nothing(
    club: Club, database: Path
) -> None:
    kim, sam, zoe = await club.mentor(), *map(club.served.discord.person, ("Sam", "Zoe"))
    pair = await club.pair(kim, sam)
    await club.status(kim, sam)
    await kim.presses("Note, only for me")
    await club.served.rests()
    windows = club.served.discord.world.windows
    windows[zoe.id] = windows[kim.id]

    await zoe.submits("CANARY")
    await club.served.rests()

    assert rows(database, "SELECT count(*) FROM note") == [0]
    assert await club.served.store.mentoring.notes(address(kim.id), pair.id) == []


async def test_F67_somebody_else_who_presses_my_letter_decides_nothing_for_me(
    club: Club,
) -> None:
    kim, sam, zoe = await club.mentor(), *map(club.served.discord.person, ("Sam", "Zoe"))
    await club.speaks(sam)
    await club.runs(kim, MENTOR, {"action": "invite", "member": sam})
    letter = sam.cards[-1]
    before = await club.served.store.mentoring.pairings_of(address(sam.id))

    await zoe.presses(YES, letter)
    await club.served.rests()

    assert await club.served.store.mentoring.pairings_of(address(sam.id)) == before
    assert await club.served.store.mentoring.pairings_of(address(zoe.id)) == []


async def test_F65_what_everybody_sees_never_becomes_what_is_meant_for_one(
    club: Club,
) -> None:
    kim, sam = await club.mentor(), club.served.discord.person()
    await club.pair(kim, sam, SHARE_ALL)
    chief = club.chief()
    await club.runs(chief, ADMIN, {"action": "roles", "text": "button"})
    town = club.served.discord.world.channels[kim.town]
    (public,) = town.messages.values()
    told = {
        "custom_id": to_custom_id(Kind.CHOOSE, place_of(Spot(View.STATUS)), "page-0"),
        "component_type": 2,
        "id": 1,
    }
    before = repr(public.components)

    for soon in (15.0, 0.0):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("bot.adapters.discord.at_the_desk.SOON", soon)
            screen = Screen(club.served.discord, kim, public)
            screen.holds(told)
            await screen.sends(told)
            await club.served.rests()

    assert repr(public.components) == before
    assert "Sam" in words(newest(kim, kim.town))
    assert newest(kim, kim.town).seen_by == kim.id


async def test_a_command_that_is_told_twice_counts_once(club: Club, database: Path) -> None:
    kim, sam = await club.mentor(), club.served.discord.person()
    await club.pair(kim, sam)
    await club.runs(kim, MENTOR, {"action": "note", "member": sam, "text": "both: well begun"})
    gateway = club.served.discord.gateway
    told = [one for name, one in gateway.told if name == "INTERACTION_CREATE"][-1]

    gateway.tell("INTERACTION_CREATE", told)
    await club.served.rests()

    assert rows(database, "SELECT count(*) FROM note") == [1]


@pytest.mark.parametrize("fault", [Fault.LOST_AFTER, Fault.LOST_BEFORE])
async def test_F19_an_answer_whose_confirmation_is_lost_is_given_once(
    club: Club, fault: Fault
) -> None:
    kim, sam = await club.mentor(), club.served.discord.person()
    await club.pair(kim, sam, SHARE_ALL)
    club.served.discord.plan.then(CALLBACK, fault)

    told = await club.status(kim)

    assert "1 mentee." in told
    assert len([one for one in kim.heard if "1 mentee." in words(one)]) == 1


async def test_F14_while_the_database_refuses_whoever_acts_is_told_to_try_again(
    club: Club, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    kim, sam = await club.mentor(), club.served.discord.person()
    await club.pair(kim, sam, SHARE_ALL)
    await club.status(kim, sam)
    brief = newest(kim, kim.town)
    before = words(brief)

    def refuses(*_: object) -> Callable[..., object]:
        raise StoreError("no")

    monkeypatch.setattr(type(club.served.store.mentoring), "pairings_of", refuses)
    monkeypatch.setattr(type(club.served.store.mentoring), "settings", refuses)
    told = await club.status(kim)
    await club.presses(kim, "Encourage", brief)

    assert catalog.say("chat.one-moment") in told
    assert words(brief) == before
    assert catalog.say("chat.one-moment") in words(newest(kim, kim.town))


async def test_whoever_asks_too_often_is_told_so_once(
    club: Club, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([Admission.TOLD, Admission.REFUSED])
    handlers = club.served.application.client.handlers
    assert handlers is not None
    monkeypatch.setattr(handlers._taker, "admission", lambda _: next(answers))
    kim = club.served.discord.person("Kim")

    for _ in range(2):
        await kim.runs(STATUS)
    await club.served.rests()

    assert [words(one) for one in kim.ephemeral if words(one)] == [
        f"-# {catalog.say('problem.too-fast')}"
    ]


async def test_a_mentor_who_shows_their_own_summary_is_not_mistaken_for_a_mentee(
    club: Club,
    catalog: Catalog,
) -> None:
    kim, sam = await club.mentor(), club.served.discord.person()
    await club.has_role(kim, catalog)
    await club.pair(kim, sam, SHARE_ALL)

    told = await club.status(kim, sam)

    assert "no role yet" in told
    assert "engineer" not in told
