"""Which open windows are blanked, and when."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any, cast

import pytest

from bot.adapters.slack import windows
from bot.adapters.slack.client import Slack
from bot.adapters.slack.desk_inbound import Deed
from bot.adapters.slack.windows import Before, Windows
from bot.cards import Card, Choice
from bot.catalog import Catalog
from bot.engine.mentoring.desk import Spot, View, place_of
from bot.engine.mentoring.values import Item
from bot.errors import DeliveryError, Refusal, StoreError
from bot.ports.inbound import Address, EventKey
from bot.usecases.mentors.asking import Act, Asked, Pressed
from tests.fakes.waiting import until

KIM = Address("slack", "T1", "U0KIM")
BOTH = frozenset({Item.ROLE, Item.STEPS})
BRIEF = Card("Sam", place_of(Spot(View.BRIEF, 7)))
LIST = Card("all", place_of(Spot(View.STATUS)), choices=(Choice("open-7", "Sam"),))
CONSENT = Card("shares", place_of(Spot(View.CONSENT, 7)))


class Changing:
    """Takes changes of windows, unless they were closed.

    Attributes:
        blanked: their ids, in order.
        closed: those that stand open no more.
    """

    def __init__(self) -> None:
        self.blanked: list[str] = []
        self.closed: set[str] = set()

    async def call(
        self, method: str, arguments: Mapping[str, Any], within: float
    ) -> Mapping[str, Any]:
        assert method == "views.update"
        if arguments["view_id"] in self.closed:
            raise DeliveryError("not_found", Refusal.EXPIRED)
        self.blanked.append(arguments["view_id"])
        return {}


@pytest.fixture
def slack() -> Changing:
    return Changing()


class Pairs:
    """What is shared with Kim, as somebody elsewhere leaves it.

    Attributes:
        shared: by the number of the pairing.
        asked: how often it was asked for.
        is_broken: the database cannot serve.
    """

    def __init__(self) -> None:
        self.shared = {7: BOTH, 8: BOTH}
        self.asked = 0
        self.is_broken = False

    async def shared_with(
        self, mentors: Sequence[Address]
    ) -> Mapping[Address, Mapping[int, frozenset[Item]]]:
        self.asked += 1
        if self.is_broken:
            raise StoreError("locked")
        return {one: dict(self.shared) for one in mentors if one == KIM}


@pytest.fixture
def pairs() -> Pairs:
    return Pairs()


@pytest.fixture
def open_windows(slack: Changing, pairs: Pairs, catalog: Catalog) -> Windows:
    return Windows(cast("Slack", slack), catalog, pairs)


def account(user: str) -> Address:
    return Address("slack", "T1", user)


def deed(user: str, act: Act) -> Deed:
    return Deed(account(user), user, EventKey("key"), act)


STOPS = deed("U0SAM", Pressed(Spot(View.CONSENT, 7), "stop.role"))


@pytest.mark.parametrize("card", [BRIEF, LIST], ids=["brief", "list"])
async def test_F63_what_shows_a_mentee_is_blanked_when_they_change_what_they_share(
    slack: Changing, open_windows: Windows, card: Card
) -> None:
    open_windows.stands("V1", KIM, card, await open_windows.before(KIM))

    open_windows.done(STOPS)
    await open_windows.stop(1)

    assert slack.blanked == ["V1"]


@pytest.mark.parametrize(
    ("user", "card"),
    [
        ("U0SAM", BRIEF),
        ("U0KIM", Card("Ana", place_of(Spot(View.BRIEF, 8)))),
        ("U0KIM", CONSENT),
        ("U0KIM", Card("no place")),
    ],
    ids=["their own", "of somebody else", "of no view", "of nothing"],
)
async def test_other_windows_stay_as_they_are(
    slack: Changing, open_windows: Windows, user: str, card: Card
) -> None:
    open_windows.stands("V1", account(user), card, await open_windows.before(KIM))

    open_windows.done(STOPS)
    await open_windows.stop(1)

    assert slack.blanked == []


@pytest.mark.parametrize(
    "act", [Pressed(Spot(View.BRIEF, 7), "encourage"), Asked("/mentor", "consent")]
)
async def test_what_changes_nothing_for_others_blanks_nothing(
    slack: Changing, open_windows: Windows, act: Act
) -> None:
    open_windows.stands("V1", KIM, BRIEF, await open_windows.before(KIM))

    open_windows.done(deed("U0SAM", act))
    await open_windows.stop(1)

    assert slack.blanked == []


async def test_F63_what_was_made_before_the_change_and_shown_after_it_is_blanked(
    slack: Changing, open_windows: Windows
) -> None:
    before = await open_windows.before(KIM)
    open_windows.done(STOPS)

    open_windows.stands("V1", KIM, BRIEF, before)
    await open_windows.stop(1)

    assert slack.blanked == ["V1"]


async def test_F68_when_somebody_was_forgotten_every_window_is_blanked(
    slack: Changing, open_windows: Windows
) -> None:
    slack.closed.add("V1")
    for number in (1, 2):
        open_windows.stands(f"V{number}", KIM, BRIEF, await open_windows.before(KIM))

    open_windows.forgotten()
    await open_windows.stop(1)

    assert slack.blanked == ["V2"]


async def test_I9_so_many_windows_are_remembered_and_no_more(
    slack: Changing, open_windows: Windows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(windows, "MOST_OPEN", 2)
    for number in range(4):
        open_windows.stands(f"V{number}", KIM, BRIEF, await open_windows.before(KIM))

    open_windows.done(STOPS)
    await open_windows.stop(1)

    assert slack.blanked == ["V2", "V3"]


async def test_a_window_that_shows_something_else_now_is_left_alone(
    slack: Changing, open_windows: Windows
) -> None:
    open_windows.stands("V1", KIM, BRIEF, await open_windows.before(KIM))
    open_windows.stands("V1", KIM, Card("gone"), await open_windows.before(KIM))

    open_windows.done(STOPS)
    await open_windows.stop(1)

    assert slack.blanked == []


@pytest.mark.parametrize(
    ("now", "is_blanked"),
    [
        ({7: BOTH}, False),
        ({7: frozenset(Item)}, False),
        ({7: frozenset({Item.ROLE})}, True),
        ({8: BOTH}, True),
        ({}, True),
    ],
    ids=["as before", "more", "less", "over", "nothing"],
)
@pytest.mark.parametrize("card", [BRIEF, LIST], ids=["brief", "list"])
async def test_F63_what_ended_elsewhere_is_found_by_looking(
    slack: Changing,
    open_windows: Windows,
    pairs: Pairs,
    card: Card,
    now: dict[int, frozenset[Item]],
    *,
    is_blanked: bool,
) -> None:
    open_windows.stands("V1", KIM, card, await open_windows.before(KIM))
    pairs.shared = now

    await open_windows.look()
    await open_windows.look()
    await open_windows.stop(1)

    assert slack.blanked == (["V1"] if is_blanked else [])


async def test_F63_what_ended_elsewhere_before_the_card_was_shown_is_found_too(
    slack: Changing, open_windows: Windows, pairs: Pairs
) -> None:
    before = await open_windows.before(KIM)
    pairs.shared = {7: frozenset()}
    open_windows.stands("V1", KIM, BRIEF, before)

    await open_windows.look()
    await open_windows.stop(1)

    assert slack.blanked == ["V1"]


async def test_F63_what_was_shared_meanwhile_and_ends_is_found_too(
    slack: Changing, open_windows: Windows, pairs: Pairs
) -> None:
    open_windows.stands("V1", KIM, BRIEF, Before())
    await open_windows.look()
    pairs.shared = {}

    await open_windows.look()
    await open_windows.stop(1)

    assert slack.blanked == ["V1"]


async def test_where_nothing_stands_open_nobody_is_asked(
    open_windows: Windows, pairs: Pairs
) -> None:
    await open_windows.look()

    assert pairs.asked == 0


async def test_a_look_at_a_database_that_cannot_serve_is_made_up_for(
    slack: Changing, open_windows: Windows, pairs: Pairs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(windows, "LOOK_EVERY", 0.001)
    open_windows.stands("V1", KIM, BRIEF, await open_windows.before(KIM))
    pairs.shared, pairs.is_broken = {}, True
    watching = asyncio.create_task(open_windows.watch())
    await until(lambda: pairs.asked > 2)
    pairs.is_broken = False
    await until(lambda: slack.blanked != [])
    watching.cancel()

    assert slack.blanked == ["V1"]


async def test_a_window_that_shows_another_card_since_the_look_began_is_left_alone(
    slack: Changing, open_windows: Windows, pairs: Pairs, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_windows.stands("V1", KIM, BRIEF, await open_windows.before(KIM))
    ask = pairs.shared_with

    async def shows_more(
        mentors: Sequence[Address],
    ) -> Mapping[Address, Mapping[int, frozenset[Item]]]:
        open_windows.stands("V1", KIM, Card("gone"), Before())
        return await ask(mentors)

    pairs.shared = {}
    monkeypatch.setattr(pairs, "shared_with", shows_more)
    await open_windows.look()
    await open_windows.stop(1)

    assert slack.blanked == []
