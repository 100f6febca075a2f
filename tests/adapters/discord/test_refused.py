"""Discord refuses, or its answer is lost: who waits, who is left alone, what is said once."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from discord import HTTPException

from bot.adapters.discord.refusals import CODES, REST, refusal
from bot.catalog import Catalog
from bot.clock import SystemClock
from bot.errors import Refusal
from bot.ports.keeping import Keeping
from bot.usecases.retention import retain
from bot.usecases.verdicts import LOOK_AFTER, MOST_FAULTS
from tests.fakes.clock import FakeClock
from tests.fakes.discord import rest
from tests.fakes.discord.faults import Fault
from tests.fakes.discord.interacting import CALLBACK
from tests.fakes.discord.seen import labels
from tests.fakes.discord.served import Served, serving_discord
from tests.fakes.discord.server import FakeDiscord
from tests.fakes.discord.shown import place_shown
from tests.fakes.file import rows
from tests.fakes.waiting import PATIENCE

ANSWER = f"POST {CALLBACK}"
POST = "POST /channels/{channel_id}/messages"
OPENING = "POST /users/@me/channels"
HISTORY = "GET /channels/{channel_id}/messages"
LOST = (Fault.LOST_BEFORE, Fault.LOST_AFTER, Fault.LATE)
SILENCE = timedelta(days=520)
A_MOMENT = timedelta(seconds=5)
WAITING = "SELECT state FROM outbox WHERE closed_at IS NULL"


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(SystemClock().now())


@pytest.fixture
async def served(
    discord: FakeDiscord, database: Path, catalog: Catalog, clock: FakeClock
) -> AsyncIterator[Served]:
    """The program, by a clock that stands still."""
    async with serving_discord(discord, database, catalog, clock) as served:
        yield served


class Answer:
    """The head of an answer, as the library wants one."""

    def __init__(self, status: int) -> None:
        self.status = status
        self.reason = ""


def refused(status: int, code: int, told: str = "") -> HTTPException:
    """What the library raises at an answer that is no yes."""
    answer: Any = Answer(status)
    return HTTPException(answer, {"code": code, "message": told})


def states(database: Path) -> list[tuple[str, str | None]]:
    return rows(database, "SELECT state, reason FROM outbox ORDER BY id")


def goes_on(served: Served, waiting: list[str], clock: FakeClock) -> None:
    """A moment passes, but nobody's lease runs out while they send."""
    if "sending" not in waiting:
        clock.pass_by(A_MOMENT)
        served.delivery.wake()


async def comes_to_an_end(served: Served, database: Path, clock: FakeClock) -> None:
    """Time goes on until nothing waits."""
    async with asyncio.timeout(PATIENCE):
        while waiting := rows(database, WAITING):
            goes_on(served, waiting, clock)
            await asyncio.sleep(0.01)
    await served.rests()


@pytest.mark.parametrize("fault", LOST)
@pytest.mark.parametrize("in_guild", [True, False])
async def test_F19_a_command_whose_answer_was_lost_is_answered_by_one_message(
    served: Served, monkeypatch: pytest.MonkeyPatch, fault: Fault, *, in_guild: bool
) -> None:
    monkeypatch.setattr(rest, "LATE_SECONDS", 0.05)
    sam = served.discord.person()
    served.discord.plan.then(ANSWER, fault)

    await sam.runs("/whichrole", "", "" if in_guild else sam.channel)
    await served.rests()
    await asyncio.sleep(0.1)

    (card,) = sam.heard
    assert "Start" in labels(card)


@pytest.mark.parametrize("fault", LOST)
async def test_F19_a_press_whose_answer_was_lost_shows_the_next_card_once(
    served: Served, database: Path, monkeypatch: pytest.MonkeyPatch, fault: Fault
) -> None:
    monkeypatch.setattr(rest, "LATE_SECONDS", 0.05)
    sam = served.discord.person()
    await sam.says("hello")
    await served.rests()
    served.discord.plan.then(ANSWER, fault)

    await sam.presses("Start")
    await served.rests()
    await asyncio.sleep(0.1)

    (card,) = sam.cards
    assert place_shown(card).version == 1
    assert set(states(database)) == {("sent", None)}


@pytest.mark.parametrize("fault", LOST)
async def test_F19_a_message_whose_answer_was_lost_is_posted_once(
    served: Served, database: Path, monkeypatch: pytest.MonkeyPatch, fault: Fault
) -> None:
    monkeypatch.setattr(rest, "LATE_SECONDS", 0.05)
    sam = served.discord.person()
    served.discord.plan.then(POST, fault)

    await sam.says("hello")
    await served.rests()
    await asyncio.sleep(0.1)

    assert served.discord.world.doubled == {}
    assert sam.live != []
    assert rows(database, "SELECT kind, state FROM outbox") == [
        ("reply", "unknown"),
        ("standing", "sent"),
    ]


async def test_F19_a_message_is_sent_under_its_key_which_discord_takes_once(
    served: Served, database: Path
) -> None:
    await served.discord.person().says("hello")
    await served.rests()

    (request,) = served.discord.requests(POST)
    assert request.body["enforce_nonce"] is True
    assert [request.body["nonce"]] == rows(database, "SELECT key FROM outbox")
    assert len(request.body["nonce"]) <= 25
    assert request.body["allowed_mentions"] == {"parse": []}


@pytest.mark.parametrize("code", [10062, 40060])
async def test_F27_an_answer_that_comes_too_late_goes_into_the_direct_message_once(
    served: Served, clock: FakeClock, database: Path, code: int
) -> None:
    sam = served.discord.person()
    served.discord.plan.then(ANSWER, *[code] * 3)
    served.discord.answers.patience = 0.3

    await sam.runs("/whichrole")
    await comes_to_an_end(served, database, clock)

    assert [labels(one)[0] for one in sam.cards] == ["Start"]
    assert served.discord.world.doubled == {}


async def test_F27_an_interaction_that_discord_gave_up_is_answered_below(
    served: Served, clock: FakeClock, database: Path
) -> None:
    sam = served.discord.person()
    await served.asks(sam)
    served.discord.plan.then(ANSWER, *[10062] * 2)
    served.discord.answers.patience = 0.3

    await sam.presses("Not sure")
    await comes_to_an_end(served, database, clock)

    stands = await served.stands(sam)
    assert stands is not None
    assert len(stands.answers) == 1
    assert [place_shown(one).version for one in sam.live] == [stands.version]


@pytest.mark.parametrize("code", [50007, 50278, 50013, 50001])
async def test_F30_who_takes_no_messages_is_left_alone_until_they_write(
    served: Served, database: Path, clock: FakeClock, code: int
) -> None:
    sam, zoe = served.discord.person(), served.discord.person("Zoe")
    await served.asks(sam)
    served.discord.plan.then(POST, code)
    await sam.says("why")
    await served.until(lambda: states(database)[-1] == ("dead", "unreachable"))
    asked = len(served.discord.requests(POST))

    clock.pass_by(SILENCE)
    await retain(served.store, Keeping())
    await zoe.says("hello")
    await served.until(lambda: zoe.cards)
    meanwhile = len(served.discord.requests(POST)) - asked - 1
    before = len(sam.cards)
    await sam.says("why")
    async with asyncio.timeout(PATIENCE):
        # A warning may have been tried before, and keep its pace.
        while len(sam.cards) == before:
            goes_on(served, rows(database, WAITING), clock)
            await asyncio.sleep(0.02)
    await comes_to_an_end(served, database, clock)

    assert meanwhile == 0
    assert len(sam.live) == 1


async def test_F31_when_we_open_too_many_messages_everybody_waits_and_nobody_is_lost(
    served: Served, database: Path, clock: FakeClock
) -> None:
    sam = served.discord.person()
    served.discord.answers.patience = 0.3
    served.discord.plan.then(ANSWER, *[10062] * 2)
    served.discord.plan.then(OPENING, 40003)

    await sam.runs("/whichrole")
    await served.until(lambda: served.discord.requests(OPENING))
    await asyncio.sleep(0.1)
    clock.pass_by(REST - A_MOMENT)
    served.delivery.wake()
    await asyncio.sleep(0.2)
    too_early = len(served.discord.requests(OPENING)) - 1
    clock.pass_by(2 * A_MOMENT)
    await comes_to_an_end(served, database, clock)

    assert too_early == 0
    assert len(sam.cards) == 1


@pytest.mark.parametrize("fault", [Fault.LIMITED, Fault.LIMITED_EVERYWHERE])
@pytest.mark.parametrize("route", [ANSWER, POST])
async def test_F22_who_is_limited_waits_as_long_as_discord_says(
    served: Served, monkeypatch: pytest.MonkeyPatch, fault: Fault, route: str
) -> None:
    monkeypatch.setattr(rest, "LIMITED_SECONDS", 0.1)
    sam = served.discord.person()
    served.discord.plan.then(route, fault)

    await sam.says("hello")
    await served.until(lambda: sam.live)
    await sam.presses("Start")
    await served.rests()

    assert len(sam.cards) == 1
    assert served.discord.world.doubled == {}


@pytest.mark.thorough
async def test_F22_who_types_faster_than_a_channel_takes_sees_one_card_in_the_end(
    database: Path, catalog: Catalog
) -> None:
    async with (
        FakeDiscord(limited=True) as discord,
        serving_discord(discord, database, catalog, SystemClock()) as served,
    ):
        sam = discord.person()
        for text in ("hello", "start", "why", "back", "help", "why", "not sure", "why"):
            await sam.says(text)
            await asyncio.sleep(0.05)
        await served.rests()

        stands = await served.stands(sam)
        assert stands is not None
        assert place_shown(sam.live[-1]).version == stands.version
        assert discord.world.doubled == {}


@pytest.mark.parametrize(
    "fault",
    [Fault.SERVER_ERROR, Fault.BAD_GATEWAY, Fault.HTML, Fault.BROKEN, Fault.BANNED],
)
@pytest.mark.parametrize("route", [ANSWER, POST])
@pytest.mark.thorough
async def test_F24_after_an_outage_the_answer_comes_and_nothing_is_said_twice(
    served: Served,
    database: Path,
    clock: FakeClock,
    caplog: pytest.LogCaptureFixture,
    fault: Fault,
    route: str,
) -> None:
    sam = served.discord.person()
    await sam.says("hello")
    await served.rests()
    served.discord.answers.patience = 3.0
    served.discord.plan.then(route, fault)

    if route == ANSWER:
        await sam.presses("Start")
    else:
        await sam.says("start")
        await served.until(lambda: len(served.discord.requests(POST)) > 1)
    await comes_to_an_end(served, database, clock)

    stands = await served.stands(sam)
    assert stands is not None
    assert [place_shown(one).version for one in sam.live] == [stands.version] == [1]
    assert [one for one in caplog.records if one.levelname == "ERROR"] == []
    assert served.discord.world.doubled == {}


async def test_F25_one_whom_discord_refuses_for_ever_holds_up_nobody(
    served: Served, database: Path, clock: FakeClock
) -> None:
    people = [served.discord.person(f"P{number}") for number in range(30)]
    served.discord.world.refused[people[7].id] = 50035

    await asyncio.gather(*(one.says("hello") for one in people))
    await served.until(lambda: sum(len(one.cards) for one in people) == len(people) - 1)
    await comes_to_an_end(served, database, clock)

    told = rows(database, "SELECT state, reason FROM outbox WHERE state != 'sent'")
    assert told == [("dead", "ours")]
    assert len(served.discord.requests(POST)) == len(people) - 1 + MOST_FAULTS
    assert [one.name for one in people if not one.cards] == ["P7"]


async def warned(served: Served, *faults: Fault | int, looking: Fault | int | None) -> None:
    """The warning is written and tried; what befalls it, and the first look for it."""
    served.discord.plan.then(POST, *faults)
    if looking is not None:
        served.discord.plan.then(HISTORY, looking)
    asked = len(served.discord.requests(POST))
    await retain(served.store, Keeping())
    await served.until(lambda: len(served.discord.requests(POST)) > asked)
    await served.delivery.settled()


async def looked(served: Served, clock: FakeClock) -> None:
    """The next look for what was lost."""
    asked = len(served.discord.requests(HISTORY))
    clock.pass_by(LOOK_AFTER + timedelta(seconds=1))
    await served.until(lambda: len(served.discord.requests(HISTORY)) > asked)
    await served.delivery.settled()


def warnings(served: Served, database: Path) -> tuple[list[str], int]:
    """How the warning stands, and how often it was ever posted."""
    told = rows(database, "SELECT state, key FROM outbox WHERE kind = 'warning'")
    return [state for state, _ in told], sum(
        served.discord.world.posted[key] for _, key in told
    )


async def test_F20_a_warning_that_arrived_although_the_answer_was_lost_is_found_there(
    served: Served, database: Path, clock: FakeClock
) -> None:
    await served.asks(served.discord.person())
    clock.pass_by(SILENCE)
    await warned(served, Fault.LOST_AFTER, looking=None)

    await looked(served, clock)

    assert warnings(served, database) == (["sent"], 1)


async def test_F20_a_warning_that_is_not_there_is_looked_for_twice_and_sent_once_more(
    served: Served, database: Path, clock: FakeClock
) -> None:
    await served.asks(served.discord.person())
    clock.pass_by(SILENCE)
    await warned(served, Fault.LOST_BEFORE, looking=None)

    await looked(served, clock)
    after_one_look = warnings(served, database)
    await looked(served, clock)
    clock.pass_by(timedelta(minutes=1))
    await served.rests()

    assert after_one_look[1] == 0
    assert warnings(served, database) == (["sent"], 1)


async def test_F21_where_nobody_may_look_a_lost_warning_stays_unknown_and_is_not_repeated(
    served: Served, database: Path, clock: FakeClock
) -> None:
    await served.asks(served.discord.person())
    clock.pass_by(SILENCE)
    await warned(served, Fault.LOST_AFTER, looking=50001)

    await looked(served, clock)
    clock.pass_by(timedelta(hours=1))
    await served.rests()

    assert warnings(served, database) == (["unknown"], 1)


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (404, 10062, Refusal.EXPIRED),
        (404, 10008, Refusal.EXPIRED),
        (400, 40060, Refusal.EXPIRED),
        (401, 50027, Refusal.EXPIRED),
        (403, 50007, Refusal.UNREACHABLE),
        (403, 50278, Refusal.UNREACHABLE),
        (403, 50013, Refusal.UNREACHABLE),
        (403, 40003, Refusal.LIMITED),
        (401, 0, Refusal.BUSY),
        (429, 0, Refusal.LIMITED),
        (502, 0, Refusal.LOST),
        (503, 0, Refusal.BUSY),
        (400, 50035, Refusal.OURS),
        (400, 99_999, Refusal.OURS),
    ],
)
def test_F23_F30_F34_a_code_says_who_must_stop(status: int, code: int, kind: Refusal) -> None:
    assert refusal(refused(status, code), FakeClock()).refusal is kind


@pytest.mark.parametrize("code", CODES)
def test_F23_every_code_is_told_to_the_operator_by_its_number(code: int) -> None:
    problem = refusal(refused(400, code, "canary"), FakeClock())

    assert str(code) in str(problem)
    assert "canary" not in str(problem)
