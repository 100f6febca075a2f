"""A real process on Discord, killed while twenty people talk with it."""

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from bot.adapters.discord import inbound
from bot.adapters.discord.outbound import name_of
from bot.catalog import Catalog
from bot.clock import SystemClock
from bot.engine.state import Conversation
from bot.ports.inbound import SLASH_COMMAND, Inbound
from bot.rehearsal.oracle import Oracle
from tests.fakes.discord.crowd import Town, place_in, place_on
from tests.fakes.discord.faults import Fault, Plan
from tests.fakes.discord.models import Posted
from tests.fakes.discord.server import FakeDiscord
from tests.fakes.file import rows
from tests.fakes.waiting import at_most, until
from tests.torture.everyday import AMONG_OTHER_TESTS, seed_of

PEOPLE = 20
KILLS, KILLS_IN_TORTURE = 3, 100
LONGEST_LIFE = 1.5
"""Seconds of talk before a process is killed, at most."""

LEASES_RUN_OUT = 35.0
EVERYTHING_IS_DUE = 1_200.0
"""Seconds after which also what was refused many times is tried again."""

BACK_AT_WORK = 20.0
"""A start may meet several faults, and waits longer after each; it took 2 s on the median."""

MOST_AT_REST = 300.0
RATES = {
    Fault.LOST_BEFORE: 0.02,
    Fault.LOST_AFTER: 0.02,
    Fault.LATE: 0.01,
    Fault.LIMITED: 0.02,
    Fault.LIMITED_EVERYWHERE: 0.005,
    Fault.SERVER_ERROR: 0.02,
    Fault.BAD_GATEWAY: 0.01,
    Fault.HTML: 0.01,
    Fault.REPEAT: 0.05,
    Fault.DELAYED: 0.02,
    Fault.DROPPED: 0.005,
    Fault.CLOSED: 0.005,
    Fault.RECONNECT: 0.005,
    Fault.INVALID: 0.005,
    Fault.INVALID_BUT_RESUMABLE: 0.005,
    Fault.FORGOTTEN: 0.005,
}
CONVERSATION = """SELECT c.id, c.version, c.attempt, c.stage, c.asking
FROM account a JOIN conversation c USING (person_id) WHERE a.user = ?"""
ANSWERS = """SELECT attempt, question, manner FROM answers
WHERE conversation_id = ? ORDER BY id"""
A_MESSAGE, AN_UPDATE = 4, 7

Note = Callable[[str, object], None]


async def test_I1_I2_I7_whoever_is_killed_on_discord_loses_and_doubles_nothing(
    database: Path, catalog: Catalog, torture: str, record_property: Note
) -> None:
    seed = seed_of(torture)
    random = Random(seed)
    kills = KILLS_IN_TORTURE if torture == "discord" else KILLS
    plan = Plan(Random(seed), dict(RATES))
    async with FakeDiscord(plan, deadline=1.0, limited=False) as discord:
        town = Town(discord, PEOPLE, random)
        for number in range(kills):
            async with (
                town.served(database, number * LEASES_RUN_OUT) as process,
                town.talking(random.uniform(0, LONGEST_LIFE)),
            ):
                if number % 2:  # at the very moment at which something is answered (I1)
                    await at_most(LONGEST_LIFE, discord.answers.heard)
                process.kill()
                await process.wait()
            assert rows(database, "PRAGMA integrity_check") == ["ok"]
        happened = plan.happened.total()
        plan.clear()
        async with town.served(database, kills * LEASES_RUN_OUT + EVERYTHING_IS_DUE):
            await town.rests(database, MOST_AT_REST)
            await everybody_sees_what_stands(town, database)

        told = (
            f"{len(discord.gateway.told)} events, {sum(town.in_flight)} in flight at "
            f"{kills} kills, {happened} faults; back at work after "
            f"{median(town.recoveries):.2f} s, at most {max(town.recoveries):.2f} s; "
            f"WHICHROLE_SEED={seed}"
        )
        record_property("kills on discord", told)
        sys.stdout.write(f"\n{told}\n")
        assert len(set(town.pids)) == kills + 1
        nothing_answered_is_lost(discord, database)
        nothing_shown_is_lost(town, database)
        for user in town.people:
            one_effect_each(discord, database, catalog, user)
        nothing_is_said_twice(town)
        assert max(town.recoveries) < (BACK_AT_WORK if torture else AMONG_OTHER_TESTS)
        if kills == KILLS_IN_TORTURE:  # a few may all fall between two events
            assert sum(map(bool, town.in_flight)) > kills / 8


async def everybody_sees_what_stands(town: Town, database: Path) -> None:
    """Whoever asks sees the question that is stored: in the direct message, and in town."""
    for neighbour in town.people.values():
        await neighbour.person.says("help")
    await until(lambda: all(one.person.live for one in town.people.values()))
    await town.rests(database, MOST_AT_REST)
    for user, neighbour in town.people.items():
        shows_what_stands(database, user, neighbour.person.live[-1])

    for user, neighbour in town.people.items():
        assert await neighbour.person.runs(SLASH_COMMAND) is not None
        shows_what_stands(database, user, neighbour.person.ephemeral[-1])


def shows_what_stands(database: Path, user: str, card: Posted) -> None:
    """A card is the one of the question that is stored."""
    (here,) = rows(database, CONVERSATION, user)
    place = place_on(card)
    assert place is not None
    assert (place.conversation, place.version) == here[:2], user
    assert (place.question or None) == here[4], user


def nothing_answered_is_lost(discord: FakeDiscord, database: Path) -> None:
    """Whatever was answered with a card is in the inbox."""
    stored = set(rows(database, "SELECT event_key FROM inbox"))
    answered = {
        one.id
        for one in discord.answers.answered
        if (answer := one.response or {})["type"] in (A_MESSAGE, AN_UPDATE)
        and place_in(answer["data"]["components"])
    }
    lost = [one for one in answered if f"interaction:{one}" not in stored]
    assert answered
    assert lost == []


def nothing_shown_is_lost(town: Town, database: Path) -> None:
    """Whatever card was ever shown, for words too, was made by a turn that is stored."""
    made = rows(database, "SELECT key, kind, written_at FROM outbox")
    turns = set(rows(database, "SELECT claimed_at FROM inbox"))
    stored = {name_of(key) for key, *_ in made}
    assert town.shown
    assert town.shown.keys() - stored == set()
    assert [one for one in made if one[1] == "reply" and one[2] not in turns] == []


def one_effect_each(discord: FakeDiscord, database: Path, catalog: Catalog, user: str) -> None:
    """What is stored is what the engine makes of what was claimed, each once, in order."""
    stored = dict.fromkeys(rows(database, "SELECT event_key FROM inbox ORDER BY claimed_at"))
    said = {taken.key: taken for taken in all_taken(discord) if taken.sender.user == user}
    (here,) = rows(database, CONVERSATION, user)
    oracle = Oracle(Conversation(id=here[0]))
    for key in stored:
        if key in said:
            oracle.hear(catalog, said[key].event)

    wanted = oracle.here
    assert here[1:] == (wanted.version, wanted.attempt, wanted.stage.value, wanted.asking), user
    kept = [(attempt, question, manner) for attempt, question, manner, *_ in oracle.kept]
    assert rows(database, ANSWERS, here[0]) == kept, user


def nothing_is_said_twice(town: Town) -> None:
    """No message of one nonce was posted twice, and none of one key stands more than twice."""
    assert town.discord.world.doubled == {}
    often = {name: len(ids) for name, ids in town.shown.items() if len(ids) > 2}
    assert often == {}


def all_taken(discord: FakeDiscord) -> Iterator[Inbound]:
    for kind, payload in discord.gateway.told:
        taken = taken_from(kind, payload)
        if taken is not None:
            yield taken


def taken_from(kind: str, payload: Mapping[str, Any]) -> Inbound | None:
    """What the program makes of something that Discord told."""
    now, name = SystemClock().now(), int(payload["id"])
    if kind == "MESSAGE_CREATE":
        user = int(payload["author"]["id"])
        return inbound.from_message(name, user, payload["content"], now)
    user = int((payload.get("user") or payload["member"]["user"])["id"])
    match payload["type"]:
        case 2:
            return inbound.from_command(name, user, payload["data"], now)
        case 3:
            return inbound.from_press(name, user, payload["data"], now)
        case _:
            return inbound.from_window(name, user, payload["data"], now)
