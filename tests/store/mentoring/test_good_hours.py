"""A word of a mentor waits for a good hour, and nothing waits behind it."""

from datetime import timedelta

import pytest

from bot.engine.mentoring.values import State
from bot.ports.mentoring import Tell
from bot.ports.outbox import Kind, Later, Message
from bot.store.sqlite import SqliteStore
from tests.fakes.clock import FakeClock
from tests.fakes.pairs import SAM, fresh_key, kinds, pair, paired, speak, wanting_just

HOURS = timedelta(hours=9)


async def told(store: SqliteStore, kind: Kind) -> None:
    """Something is said to Sam about a pairing."""
    opened = await paired(store, pair(state=State.ACTIVE))
    step = wanting_just(opened, Tell(SAM, kind))
    await store.mentoring.change_pairing(fresh_key(), SAM, opened.id, step)


async def due(store: SqliteStore) -> list[Message]:
    return list((await store.claim_due(["slack"], 50, {})).messages)


async def put_off(store: SqliteStore, clock: FakeClock, kind: Kind) -> None:
    """A message of this kind waits for the morning."""
    await told(store, kind)
    (one,) = await due(store)
    await store.settle([Later(one, clock.now() + HOURS)])


@pytest.mark.parametrize(
    "kind", [Kind.ENCOURAGED, Kind.CHECK_IN_WANTED, Kind.PLAN_CHANGED, Kind.WORD]
)
async def test_what_comes_after_it_is_sent_meanwhile(
    store: SqliteStore, clock: FakeClock, kind: Kind
) -> None:
    await speak(store, SAM)
    await put_off(store, clock, kind)

    await told(store, Kind.PAIRED)

    assert kinds(await due(store)) == [Kind.PAIRED]
    assert await store.next_due(["slack"]) is not None


async def test_words_of_mentors_keep_their_order(store: SqliteStore, clock: FakeClock) -> None:
    await speak(store, SAM)
    await put_off(store, clock, Kind.ENCOURAGED)
    await told(store, Kind.CHECK_IN_WANTED)

    at_night = kinds(await due(store))
    clock.pass_by(HOURS)
    first = await due(store)
    await store.mark_sent(first)

    assert (at_night, kinds(first)) == ([], [Kind.ENCOURAGED])
    assert kinds(await due(store)) == [Kind.CHECK_IN_WANTED]


async def test_F26_what_is_no_such_word_still_holds_up_what_comes_after_it(
    store: SqliteStore, clock: FakeClock
) -> None:
    await speak(store, SAM)
    await put_off(store, clock, Kind.PAIRED)

    await told(store, Kind.ENCOURAGED)

    assert await due(store) == []
