"""People are spoken to in the words of their community."""

from collections.abc import Mapping

import pytest

from bot.catalog import Catalog
from bot.errors import StoreError
from bot.ports.inbound import Address
from bot.ports.mentoring import Community
from bot.usecases import own_words
from bot.usecases.own_words import LOOK_EVERY, OwnWords
from tests.fakes.clock import FakeClock

CLUB = Community("slack", "T1")
KEY = "old-card"


class FakeWords:
    """Keeps words of communities, and counts who looks."""

    def __init__(self) -> None:
        self.words: dict[Community, Mapping[str, str]] = {CLUB: {KEY: "That is old."}}
        self.looks = 0
        self.problem: Exception | None = None

    async def wording(self, community: Community) -> Mapping[str, str]:
        self.looks += 1
        if self.problem is not None:
            raise self.problem
        return self.words.get(community, {})


@pytest.fixture
def kept() -> FakeWords:
    return FakeWords()


@pytest.fixture
def words(kept: FakeWords, catalog: Catalog, clock: FakeClock) -> OwnWords:
    return OwnWords(kept, catalog, clock)


async def test_F60_each_community_has_its_own_and_nobody_else_has_them(
    words: OwnWords, catalog: Catalog
) -> None:
    here = await words.for_account(Address("slack", "T1", "sam"))
    others = [
        await words.for_account(Address("slack", "T2", "sam")),
        await words.for_account(Address("discord", "", "1")),
        await words.of(None),
    ]

    assert here.say(KEY) == "That is old."
    assert all(one is catalog for one in others)


async def test_a_catalog_is_made_once_for_each_change(
    words: OwnWords, kept: FakeWords, clock: FakeClock
) -> None:
    first = await words.of(CLUB)
    at_once = await words.of(CLUB)
    clock.pass_by(LOOK_EVERY)
    later = await words.of(CLUB)

    assert first is at_once is later
    assert kept.looks == 2


async def test_what_another_process_changed_counts_before_long(
    words: OwnWords, kept: FakeWords, clock: FakeClock, catalog: Catalog
) -> None:
    await words.of(CLUB)
    kept.words[CLUB] = {}
    still = await words.of(CLUB)
    clock.pass_by(LOOK_EVERY)

    assert still.say(KEY) == "That is old."
    assert await words.of(CLUB) is catalog


async def test_what_was_changed_here_counts_at_once(words: OwnWords, kept: FakeWords) -> None:
    await words.of(CLUB)
    kept.words[CLUB] = {KEY: "Long gone."}

    words.look_again(CLUB)
    words.look_again(None)

    assert (await words.of(CLUB)).say(KEY) == "Long gone."


async def test_while_nobody_can_look_the_last_words_stay(
    words: OwnWords, kept: FakeWords, clock: FakeClock, catalog: Catalog
) -> None:
    here = await words.of(CLUB)
    kept.problem = StoreError("locked")
    clock.pass_by(LOOK_EVERY)

    assert await words.of(CLUB) is here
    assert await words.of(Community("slack", "T2")) is catalog


async def test_I9_only_so_many_communities_are_remembered(
    words: OwnWords, kept: FakeWords, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_words, "MOST_KEPT", 2)
    for name in ("T1", "T2", "T3", "T1"):
        await words.of(Community("slack", name))

    assert kept.looks == 4


async def test_round_a_card_the_words_are_those_of_the_last_look(
    words: OwnWords, kept: FakeWords, catalog: Catalog
) -> None:
    before = words.known(CLUB)
    looked = await words.of(CLUB)

    after = words.known(CLUB)

    assert before is catalog
    assert after is looked
    assert after.say(KEY) == "That is old."
    assert words.known(None) is catalog
    assert kept.looks == 1
