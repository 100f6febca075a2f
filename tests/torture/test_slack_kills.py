"""A real process on Slack, killed while twenty people talk with it."""

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from bot.adapters.slack import inbound
from bot.catalog import Catalog
from bot.clock import SystemClock
from bot.engine.state import Conversation
from bot.ports.inbound import SLASH_COMMAND, Inbound
from bot.rehearsal.oracle import Oracle
from tests.fakes.file import rows
from tests.fakes.slack.crowd import Neighbourhood, place_on
from tests.fakes.slack.faults import Fault, Plan
from tests.fakes.slack.server import FakeSlack
from tests.fakes.waiting import at_most
from tests.torture.everyday import AMONG_OTHER_TESTS, seed_of

PEOPLE = 20
KILLS, KILLS_IN_TORTURE = 3, 100
LONGEST_LIFE = 1.5
"""Seconds of talk before a process is killed, at most."""

LEASES_RUN_OUT = 35.0
EVERYTHING_IS_DUE = 1_200.0
"""Seconds after which also what was refused many times is tried again."""

BACK_AT_WORK = 10.0
MOST_AT_REST = 300.0
RATES = {
    Fault.LOST_BEFORE: 0.02,
    Fault.LOST_AFTER: 0.02,
    Fault.LATE: 0.01,
    Fault.LIMITED: 0.02,
    Fault.SERVER_ERROR: 0.02,
    Fault.HTML: 0.01,
    Fault.REPEAT: 0.05,
}
CONVERSATION = """SELECT c.id, c.version, c.attempt, c.stage, c.asking
FROM account a JOIN conversation c USING (person_id) WHERE a.user = ?"""
ANSWERS = """SELECT attempt, question, manner FROM answers
WHERE conversation_id = ? ORDER BY id"""

Note = Callable[[str, object], None]


async def test_I1_I2_I7_whoever_is_killed_on_slack_loses_and_doubles_nothing(
    database: Path, catalog: Catalog, torture: str, record_property: Note
) -> None:
    seed = seed_of(torture)
    random = Random(seed)
    kills = KILLS_IN_TORTURE if torture == "slack" else KILLS
    plan = Plan(Random(seed), dict(RATES))
    async with FakeSlack(plan, deadline=1.0, limited=False) as slack:
        town = Neighbourhood(slack, PEOPLE, random)
        for number in range(kills):
            async with (
                town.served(database, number * LEASES_RUN_OUT) as process,
                town.talking(random.uniform(0, LONGEST_LIFE)),
            ):
                if number % 2:  # at the very moment at which something is acknowledged (I1)
                    await at_most(LONGEST_LIFE, slack.sockets.heard)
                process.kill()
                await process.wait()
            assert rows(database, "PRAGMA integrity_check") == ["ok"]
        happened = plan.happened.total()
        plan.clear()
        async with town.served(database, kills * LEASES_RUN_OUT + EVERYTHING_IS_DUE):
            await town.rests(database, MOST_AT_REST)
            for neighbour in town.people.values():
                await neighbour.person.says("help")
            await town.rests(database, MOST_AT_REST)

        told = (
            f"{len(slack.sockets.told)} events, {sum(town.in_flight)} in flight at "
            f"{kills} kills, {happened} faults; back at work after "
            f"{median(town.recoveries):.2f} s, at most {max(town.recoveries):.2f} s; "
            f"WHICHROLE_SEED={seed}"
        )
        record_property("kills on slack", told)
        sys.stdout.write(f"\n{told}\n")
        assert len(set(town.pids)) == kills + 1
        assert max(town.recoveries) < (BACK_AT_WORK if torture else AMONG_OTHER_TESTS)
        nothing_acknowledged_is_lost(slack, database)
        for user in town.people:
            one_effect_each(slack, database, catalog, user)
        nothing_is_said_twice(slack)
        newest_is_what_stands(town, database)
        if kills == KILLS_IN_TORTURE:  # a few may all fall between two events
            assert sum(map(bool, town.in_flight)) > kills / 8


def nothing_acknowledged_is_lost(slack: FakeSlack, database: Path) -> None:
    """Whatever was acknowledged is in the inbox; but for those who were told to try again."""
    stored = set(rows(database, "SELECT event_key FROM inbox"))
    lost = [
        taken.key
        for kind, payload, _ in slack.sockets.answered
        if (taken := taken_from(kind, payload)) and taken.key not in stored
    ]
    asked_again = sum(
        "One moment" in one.text or "very quick" in one.text
        for said in slack.workspace.channels.values()
        for one in said.values()
        if one.seen_by
    ) + sum(
        isinstance(answer, dict)
        and "text" in answer
        and "direct messages" not in answer["text"]
        for _, _, answer in slack.sockets.answered
    )
    assert len(lost) <= asked_again, (lost, asked_again)


def one_effect_each(slack: FakeSlack, database: Path, catalog: Catalog, user: str) -> None:
    """What is stored is what the engine makes of what was claimed, each once, in order."""
    stored = dict.fromkeys(rows(database, "SELECT event_key FROM inbox ORDER BY claimed_at"))
    said = {taken.key: taken for taken in all_taken(slack) if taken.sender.user == user}
    (here,) = rows(database, CONVERSATION, user)
    oracle = Oracle(Conversation(id=here[0]))
    for key in stored:
        if key in said:
            oracle.hear(catalog, said[key].event)

    wanted = oracle.here
    assert here[1:] == (wanted.version, wanted.attempt, wanted.stage.value, wanted.asking), user
    kept = [(attempt, question, manner) for attempt, question, manner, *_ in oracle.kept]
    assert rows(database, ANSWERS, here[0]) == kept, user


def nothing_is_said_twice(slack: FakeSlack) -> None:
    """No message of one key was accepted twice."""
    doubled = {key: times for key, times in slack.workspace.accepted.items() if times > 1}
    assert doubled == {}


def newest_is_what_stands(town: Neighbourhood, database: Path) -> None:
    """Everybody's newest live card is the one of the question that is stored."""
    for user, neighbour in town.people.items():
        (here,) = rows(database, CONVERSATION, user)
        place = place_on(neighbour.person.live[-1])
        assert place is not None
        assert (place.conversation, place.version) == here[:2], user
        assert (place.question or None) == here[4], user


def all_taken(slack: FakeSlack) -> Iterator[Inbound]:
    for kind, payload in slack.sockets.told:
        taken = taken_from(kind, payload)
        if taken is not None:
            yield taken


def taken_from(kind: str, payload: Mapping[str, Any]) -> Inbound | None:
    """What the program makes of something that Slack told."""
    now = SystemClock().now()
    match payload:
        case {"command": command} if kind == "slash_commands":
            return inbound.from_command(payload, now) if command == SLASH_COMMAND else None
        case {"type": "block_actions"}:
            return inbound.from_click(payload, now)
        case {"event": {"type": "message"}}:
            return inbound.from_message(payload, now)
        case _:
            return None
