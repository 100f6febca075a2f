"""Where somebody stands tells which mentors may read what they ask."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.engine.effects import Turn
from bot.engine.mentoring.values import Item, State
from bot.engine.state import Conversation
from bot.engine.weekly.values import Question
from bot.ports.administering import Setting
from bot.ports.outbox import Claimed
from bot.store.sqlite import SqliteStore
from bot.usecases.mentors.exporting import STAYS
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.pairs import (
    EVE,
    HERE,
    KIM,
    LEE,
    SAM,
    acting,
    becomes,
    fresh_key,
    made_mentor,
    pair,
    paired,
    speak,
    unmade_mentor,
)
from tests.fakes.weekly import wanting, weekly

WORDS = frozenset({Item.WORDS})


@pytest.fixture(autouse=True)
async def mentors(store: SqliteStore) -> None:
    for one in (KIM, LEE, SAM):
        await made_mentor(store.mentoring, HERE, one, one.user)


async def readers(store: SqliteStore) -> tuple[str, ...]:
    here = await store.conversation(SAM)
    assert here is not None
    return here.mentors


async def test_a_mentor_may_read_it_while_the_mentee_shares_their_words(
    store: SqliteStore,
) -> None:
    await speak(store, SAM)
    before = await readers(store)
    opened = await paired(store)
    unshared = await readers(store)

    shared = await becomes(store, opened, consents=WORDS)
    then = await readers(store)
    await becomes(store, shared, consents=frozenset({Item.ROLE, Item.STEPS}))

    assert (before, unshared, then) == ((), (), ("kim the mentor",))
    assert await readers(store) == ()


async def test_a_turn_knows_them_too(store: SqliteStore) -> None:
    await speak(store, SAM)
    await paired(store, shares=WORDS)
    seen: list[Conversation] = []

    def look(here: Conversation) -> Turn:
        seen.append(here)
        return Turn(here, ())

    await store.turn(fresh_key(), SAM, look)

    assert [one.mentors for one in seen] == [("kim the mentor",)]


async def test_all_of_them_are_named_in_order_as_they_are_called_now(
    store: SqliteStore,
) -> None:
    await speak(store, SAM, KIM)
    await paired(store, shares=WORDS)
    await paired(store, pair(mentor=LEE), shares=WORDS)
    await store.learn(KIM, None, None, "Kim Lopez")

    assert await readers(store) == ("Kim Lopez", "lee the mentor")


async def test_F63_nobody_may_once_it_is_over_or_the_community_has_put_us_out(
    store: SqliteStore,
) -> None:
    await speak(store, SAM)
    over = await paired(store, shares=WORDS)
    await becomes(store, over, state=State.ENDED, consents=frozenset())
    await store.arrive(HERE.platform, HERE.workspace)
    await paired(store, pair(mentor=LEE), shares=WORDS)

    await store.leave(HERE.platform, HERE.workspace)

    assert await readers(store) == ()


async def test_F62_whoever_is_taken_off_the_list_may_not_unless_the_platform_can_say_so(
    store: SqliteStore,
) -> None:
    await speak(store, SAM)
    await paired(store, shares=WORDS)
    await unmade_mentor(store.mentoring, HERE, KIM)
    off_the_list = await readers(store)

    await store.mentoring.change_setting(HERE, acting("boss"), Setting.MENTORS, "S1")

    assert off_the_list == ()
    assert await readers(store) == ("kim the mentor",)


async def test_F62_who_is_seen_to_be_no_mentor_by_a_role_any_more_may_not(
    store: SqliteStore,
) -> None:
    await speak(store, SAM)
    await store.mentoring.change_setting(HERE, acting("boss"), Setting.MENTORS, "S1")
    opened = await paired(store, shares=WORDS)
    before = await readers(store)

    await becomes(store, opened, left_at=NOON)

    assert (before, await readers(store)) == (("kim the mentor",), ())


async def test_what_others_share_is_nothing_of_theirs(store: SqliteStore) -> None:
    await speak(store, SAM, EVE)
    await paired(store, pair(mentee=EVE), shares=WORDS)
    await paired(store, pair(mentor=SAM, mentee=LEE), shares=WORDS)

    assert await readers(store) == ()


async def test_F63_what_is_shared_with_mentors_is_told_by_pair_and_of_no_other_mentor(
    store: SqliteStore,
) -> None:
    both = frozenset({Item.ROLE, Item.STEPS})
    of_sam, of_eve = await paired(store, shares=both), await paired(store, pair(mentee=EVE))
    of_lee = await paired(store, pair(mentor=LEE, mentee=EVE), shares=WORDS)
    await paired(store, pair(mentee=LEE, state=State.ASKED))

    assert await store.mentoring.shared_with([KIM, LEE, EVE]) == {
        KIM: {of_sam.id: both, of_eve.id: frozenset()},
        LEE: {of_lee.id: WORDS},
        EVE: {},
    }


async def asks(store: SqliteStore, question: Question | None) -> Claimed:
    """From now on this is what Sam would like to know."""
    return await store.turn(fresh_key(), SAM, wanting(replace(weekly(), question=question)))


async def test_F63_a_question_is_shared_from_when_it_is_let_go_until_it_is_taken_away(
    store: SqliteStore,
) -> None:
    asked, later = Question("Which chart?", NOON), NOON + timedelta(minutes=1)
    await speak(store, SAM)
    opened, found = await paired(store, shares=WORDS), []

    for one in (asked, replace(asked, sent=True), Question("Why?", later, sent=True), None):
        await asks(store, one)
        found.append((await store.mentoring.shared_with([KIM]))[KIM][opened.id])

    assert found == [WORDS, WORDS | {NOON}, WORDS | {later}, WORDS]


async def test_F63_a_question_is_shared_with_nobody_who_may_not_read_their_words(
    store: SqliteStore,
) -> None:
    await speak(store, SAM)
    opened = await paired(store, shares=frozenset({Item.STEPS}))

    await asks(store, Question("Which chart?", NOON, sent=True))

    assert await store.mentoring.shared_with([KIM]) == {KIM: {opened.id: {Item.STEPS}}}


async def test_F63_nothing_is_shared_in_a_pair_that_is_over_or_has_no_mentor_any_more(
    store: SqliteStore,
) -> None:
    opened = await paired(store, shares=WORDS)
    of_lee = await paired(store, pair(mentor=LEE), shares=WORDS)
    before = await store.mentoring.shared_with([KIM, LEE])

    await becomes(store, opened, state=State.ENDED)
    await unmade_mentor(store.mentoring, HERE, LEE)
    after = await store.mentoring.shared_with([KIM, LEE])
    await store.mentoring.change_setting(HERE, acting("Ada"), Setting.MENTORS, "S1")
    by_group = await store.mentoring.shared_with([KIM, LEE])

    assert before == {KIM: {opened.id: WORDS}, LEE: {of_lee.id: WORDS}}
    assert after == {KIM: {}, LEE: {}}
    assert by_group == {KIM: {}, LEE: {of_lee.id: WORDS}}


async def test_F63_in_a_community_that_put_us_out_nothing_is_shared(
    store: SqliteStore,
) -> None:
    await paired(store, shares=WORDS)
    await store.arrive(HERE.platform, HERE.workspace)
    await store.leave(HERE.platform, HERE.workspace)

    assert await store.mentoring.shared_with([KIM]) == {KIM: {}}


@pytest.mark.parametrize(
    "after",
    [None, Question("Why?", NOON), Question("Why?", NOON, sent=True)],
    ids=["taken away", "written again", "another one"],
)
async def test_F63_a_table_goes_at_once_when_a_question_is_let_go_no_longer(
    store: SqliteStore, clock: FakeClock, after: Question | None
) -> None:
    await speak(store, KIM, SAM)
    await paired(store, shares=WORDS)
    await asks(store, Question("Which chart?", NOON, sent=True))
    await store.keep_upload(KIM, "table of kim", clock.now() + STAYS)
    before = await store.leftovers("slack", "T1")

    claimed = await asks(store, after)

    assert claimed.takes_back
    assert (before, await store.leftovers("slack", "T1")) == ([], ["table of kim"])


async def test_F63_a_table_stays_when_a_question_is_let_go(
    store: SqliteStore, clock: FakeClock
) -> None:
    await speak(store, KIM, SAM)
    await paired(store, shares=WORDS)
    await asks(store, Question("Which chart?", NOON))
    await store.keep_upload(KIM, "table of kim", clock.now() + STAYS)

    claimed = await asks(store, Question("Which chart?", NOON, sent=True))

    assert not claimed.takes_back
    assert await store.leftovers("slack", "T1") == []
