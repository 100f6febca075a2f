"""Somebody speaks for the first time, and others have waited for that."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from bot.engine.mentoring.values import State
from bot.ports.inbound import Address
from bot.ports.mentoring import Community
from bot.ports.outbox import Sent
from bot.store.sqlite import SqliteStore
from tests.fakes.file import rows
from tests.fakes.pairs import (
    HERE,
    KIM,
    LEE,
    SAM,
    becomes,
    fresh_key,
    kinds,
    made_mentor,
    pair,
    paired,
    speak,
)
from tests.fakes.step import saying

LINKS = "SELECT mentor_account, mentee_account FROM pairing"


async def test_an_invitation_waits_for_the_first_turn_and_comes_behind_its_answer(
    store: SqliteStore, database: Path
) -> None:
    invited = await paired(store, pair(state=State.INVITED), by=KIM)
    assert rows(database, "SELECT count(*) FROM outbox") == [0]

    claimed = await store.turn(fresh_key(), SAM, saying("hello"))

    assert kinds(claimed.messages) == ["reply"]
    assert rows(database, "SELECT kind, state, about FROM outbox ORDER BY id") == [
        ("reply", "sending", None),
        ("invited", "new", invited.id),
    ]
    assert rows(database, LINKS) == [(1, 2)]
    before = await store.claim_due(["slack"], 10, {})
    await store.settle([Sent(one) for one in claimed.messages])
    after = await store.claim_due(["slack"], 10, {})
    assert (kinds(before.messages), kinds(after.messages)) == ([], ["invited"])


async def test_it_comes_once_and_to_nobody_else(store: SqliteStore, database: Path) -> None:
    await paired(store, pair(state=State.INVITED), by=KIM)

    await speak(store, LEE, SAM, SAM)

    assert rows(database, "SELECT user FROM outbox JOIN account ON account_id = account.id "
                "WHERE kind = 'invited'") == ["sam"]  # fmt: skip


@pytest.mark.parametrize(
    ("state", "to_mentor", "to_mentee"),
    [
        (State.ASKED, ["requested"], []),
        (State.INVITED, [], ["invited"]),
        (State.ACTIVE, ["paired"], ["paired"]),
        (State.ENDED, [], []),
    ],
)
async def test_what_a_pairing_has_come_to_is_told_to_whoever_comes(
    store: SqliteStore, state: State, to_mentor: list[str], to_mentee: list[str]
) -> None:
    opened = await paired(store, by=LEE)
    if state is not State.ACTIVE:
        rows(Path(store._path), "UPDATE pairing SET state = ?", state.value)

    await speak(store, KIM, SAM)

    assert kinds((await store.claim_left(KIM)).messages) == to_mentor
    assert kinds((await store.claim_left(SAM)).messages) == to_mentee
    assert (await store.mentoring.pairing(SAM, opened.id)) is not None


async def test_whoever_acts_on_a_pair_before_their_first_turn_is_told_what_waits(
    store: SqliteStore,
) -> None:
    await paired(store, by=LEE)

    await paired(store, pair(state=State.INVITED, mentee=LEE), by=KIM)

    assert kinds((await store.claim_left(KIM)).messages) == ["paired"]


async def test_a_mentor_on_the_list_is_linked_to_their_account(
    store: SqliteStore, database: Path
) -> None:
    await made_mentor(store.mentoring, HERE, KIM, "Kim")

    await speak(store, SAM, KIM)

    assert rows(database, "SELECT account_id FROM mentor") == [2]


async def test_nobody_of_another_workspace_is_taken_for_whoever_was_meant(
    store: SqliteStore, database: Path
) -> None:
    await paired(store, pair(state=State.INVITED), by=KIM)
    guild = Community("discord", "1")
    at_discord, there = Address("discord", "", "sam"), Address("discord", "", "kim")
    await paired(store, pair(there, at_discord, State.INVITED, community=guild), by=there)

    await speak(store, Address("slack", "T2", "sam"))
    before = rows(database, "SELECT mentee_account FROM pairing")
    await speak(store, at_discord)

    assert before == [None, None]
    assert kinds((await store.claim_left(at_discord)).messages) == ["invited"]


async def test_what_ended_before_somebody_came_is_linked_all_the_same(
    store: SqliteStore, database: Path
) -> None:
    opened = await paired(store, pair(mentor=KIM), by=SAM)
    await becomes(store, opened, state=State.ENDED)

    await speak(store, KIM)

    assert rows(database, LINKS) == [(2, 1)]


async def test_a_newcomer_for_whom_nothing_waits_costs_one_look(
    store: SqliteStore,
) -> None:
    seen: list[str] = []

    def watch(connection: Connection) -> None:
        driver: Any = connection.connection.driver_connection
        driver.set_trace_callback(seen.append)

    await store._writer.run(watch)

    await speak(store, SAM)

    beside = [one for one in seen if "mentor" in one and not one.startswith("WITH asked")]
    assert len(beside) == 1
