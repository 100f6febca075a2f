"""Which open windows are blanked, and when."""

from collections.abc import Mapping
from typing import Any, cast

import pytest

from bot.adapters.slack import windows
from bot.adapters.slack.client import Slack
from bot.adapters.slack.desk_inbound import Deed
from bot.adapters.slack.windows import Windows
from bot.cards import Card, Choice
from bot.catalog import Catalog
from bot.engine.mentoring.desk import Spot, View, place_of
from bot.errors import DeliveryError, Refusal
from bot.ports.inbound import Address, EventKey
from bot.usecases.mentors.asking import Act, Asked, Pressed
from bot.usecases.mentors.watching import Watching
from tests.fakes.sharing import Sharing

KIM = Address("slack", "T1", "U0KIM")
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


@pytest.fixture
def pairs() -> Sharing:
    return Sharing(KIM)


@pytest.fixture
def watching(pairs: Sharing) -> Watching:
    return Watching(pairs)


@pytest.fixture
def open_windows(slack: Changing, watching: Watching, catalog: Catalog) -> Windows:
    return Windows(cast("Slack", slack), catalog, watching)


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


async def test_F63_what_ended_elsewhere_is_blanked_once(
    slack: Changing, open_windows: Windows, watching: Watching, pairs: Sharing
) -> None:
    open_windows.stands("V1", KIM, BRIEF, await open_windows.before(KIM))
    pairs.shared = {}

    await watching.look()
    await watching.stop(1)
    open_windows.done(STOPS)
    await open_windows.stop(1)

    assert slack.blanked == ["V1"]


async def test_F63_what_ended_here_is_not_blanked_again_by_looking(
    slack: Changing, open_windows: Windows, watching: Watching, pairs: Sharing
) -> None:
    open_windows.stands("V1", KIM, BRIEF, await open_windows.before(KIM))
    pairs.shared = {}
    open_windows.done(STOPS)
    await open_windows.stop(1)

    await watching.look()
    await watching.stop(1)

    assert slack.blanked == ["V1"]
