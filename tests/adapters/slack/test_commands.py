"""Commands, mentions, Home, the window and pictures: what is answered, and where."""

import asyncio
from copy import deepcopy
from datetime import timedelta

import pytest

from bot.adapters.slack import whispers
from bot.adapters.slack.homes import LATELY
from bot.catalog import Catalog
from bot.ports.inbound import SLASH_COMMAND, Address
from bot.usecases.commands import COMMANDS
from tests.fakes.clock import RunningClock
from tests.fakes.slack.faults import Fault
from tests.fakes.slack.person import drawn, labels, words
from tests.fakes.slack.served import Served
from tests.fakes.slack.server import FakeSlack

TOWN = "C0TOWN"


async def test_a_command_in_a_channel_is_answered_in_the_direct_message_and_says_so(
    served: Served, catalog: Catalog
) -> None:
    sam = served.slack.person()

    told = await sam.runs(SLASH_COMMAND, channel=TOWN)
    await served.rests()

    assert told == {"text": catalog.say("slack.in-dm")}
    assert len(sam.cards) == 1


async def test_a_command_where_the_card_stands_has_the_card_alone_for_an_answer(
    served: Served,
) -> None:
    sam = served.slack.person()
    await served.asks(sam)

    told = await sam.runs(SLASH_COMMAND, "help", channel=sam.channel)

    assert told == {}


@pytest.mark.parametrize("command", [one for one in COMMANDS if one != SLASH_COMMAND])
async def test_every_command_of_the_table_is_answered_to_whoever_runs_it_alone(
    served: Served, command: str
) -> None:
    sam = served.slack.person()

    told = await sam.runs(command, "nonsense")
    await served.rests()

    assert told == {}
    assert [one.channel for one in sam.ephemeral] == [TOWN]
    assert await served.stands(sam) is None


async def test_a_command_that_is_none_of_ours_is_counted_and_changes_nothing(
    served: Served,
) -> None:
    sam = served.slack.person()

    told = await sam.runs("/elsewhere", "back")
    await served.rests()

    assert told == {}
    assert await served.stands(sam) is None


async def test_whoever_calls_our_name_is_told_alone_where_we_talk(
    served: Served, catalog: Catalog
) -> None:
    sam = served.slack.person()

    await sam.mentions(TOWN)
    await served.errands()

    assert sam.whispers(TOWN) == [catalog.say("slack.mention")]
    assert await served.stands(sam) is None


async def test_F77_whoever_floods_is_told_once_and_others_are_answered(
    served: Served, catalog: Catalog
) -> None:
    sam, zoe = served.slack.person(), served.slack.person("U0ZOE")
    await served.asks(sam)
    card = deepcopy(sam.live[0])

    for _ in range(60):
        await sam.presses("Not sure", on=card)
    await zoe.says("hello")
    await served.rests()

    assert sam.whispers(sam.channel) == [catalog.say("problem.too-fast")]
    assert len(zoe.cards) == 1


async def test_home_shows_a_newcomer_the_way_in_and_others_where_they_stand(
    served: Served, catalog: Catalog
) -> None:
    sam = served.slack.person()
    await sam.opens_home()
    await served.until(lambda: sam.home)
    to_a_newcomer = words(sam.home["blocks"])

    await sam.presses_home("Start")
    await served.rests()
    await sam.presses("Start")
    await served.rests()
    await served.until(lambda: words(sam.home["blocks"]) != to_a_newcomer)

    await served.until(lambda: "You have one free afternoon" in words(sam.home["blocks"]))
    assert catalog.say("slack.home-title") in to_a_newcomer
    assert len(sam.cards) == 1


async def test_home_that_nobody_looked_at_lately_is_published_only_when_it_is_opened(
    slack: FakeSlack, served: Served, running_clock: RunningClock
) -> None:
    sam = slack.person()
    await served.asks(sam)
    never_opened = len(slack.requests("views.publish"))
    await sam.opens_home()
    await served.until(lambda: sam.home)
    running_clock.pass_by(LATELY + timedelta(minutes=1))
    published = len(slack.requests("views.publish"))
    await sam.presses("Not sure")
    await served.rests()

    assert never_opened == 0
    assert len(slack.requests("views.publish")) == published


async def test_the_window_answers_the_card_that_it_was_opened_from(served: Served) -> None:
    sam = served.slack.person()
    await served.asks(sam)

    await sam.presses("In my own words")
    told = await sam.submits("the dashboards")
    await served.rests()

    stands = await served.stands(sam)
    assert told == {}
    assert stands is not None
    assert list(stands.answers) == ["afternoon"]
    assert len(sam.live) == 1


async def test_words_from_a_window_of_a_card_that_has_passed_answer_nothing(
    served: Served,
) -> None:
    sam = served.slack.person()
    await served.asks(sam)
    await sam.presses("In my own words")
    await sam.presses("Not sure")
    await served.rests()
    before = await served.stands(sam)

    await sam.submits("the dashboards")
    await served.rests()

    now = await served.stands(sam)
    assert before is not None
    assert now is not None
    assert now.answers == before.answers


@pytest.mark.parametrize(
    "refusal", ["expired_trigger_id", Fault.SERVER_ERROR, Fault.LOST_AFTER]
)
async def test_a_window_that_slack_does_not_open_harms_nothing(
    served: Served, refusal: Fault | str
) -> None:
    sam = served.slack.person()
    await served.asks(sam)
    served.slack.plan.then("views.open", refusal)

    told = await sam.presses("In my own words")
    await sam.presses("Not sure")
    await served.rests()

    stands = await served.stands(sam)
    assert told is not None
    assert stands is not None
    assert len(stands.answers) == 1


@pytest.mark.usefixtures("no_gate")
@pytest.mark.parametrize(
    "method", ["files.getUploadURLExternal", "files.completeUploadExternal"]
)
async def test_a_picture_that_slack_does_not_take_harms_nothing(
    served: Served, method: str
) -> None:
    sam = served.slack.person()
    await served.asks_for_words(sam)
    await sam.says("I made charts")
    await served.rests()
    served.slack.plan.then(method, Fault.SERVER_ERROR)

    await sam.presses("As a picture")
    await served.until(lambda: served.slack.requests(method))
    await sam.presses("As a picture")
    await served.until(lambda: "DU0SAM" in served.slack.workspace.files.values())

    assert len(sam.live) == 1


async def test_F68_home_shows_what_is_so_now_however_late_what_was_drawn_before_arrives(
    served: Served,
) -> None:
    sam = served.slack.person()
    await served.asks(sam)
    await sam.says("forget me")
    await served.rests()
    served.slack.plan.then("views.publish", Fault.SLOW)

    await sam.opens_home()
    await served.until(lambda: served.slack.requests("views.publish"))
    await sam.presses("Yes, forget me")
    await served.rests()

    assert "Start" in "\n".join(drawn(sam.home["blocks"]))


async def test_what_one_has_said_before_stands_in_a_list_and_leaving_it_beside(
    served: Served,
) -> None:
    sam = served.slack.person()
    await served.asks_for_words(sam)

    await sam.says("edit")
    await served.rests()

    (card,) = sam.live
    kinds = [one["type"] for block in card.blocks for one in block.get("elements", ())]
    assert "static_select" in kinds or "radio_buttons" in kinds
    assert kinds.count("button") < 5
    assert "Leave it as it is" in labels(card)


class AsyncNever:
    """Is waited for in vain, as a database that is slow to read."""

    async def __call__(self, account: Address) -> None:
        await asyncio.Event().wait()


@pytest.mark.thorough
async def test_F14_a_command_is_acknowledged_also_while_nobody_can_look_for_the_card(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    sam = served.slack.person()
    await served.asks(sam)
    living = served.workspace.courier.living
    monkeypatch.setattr(whispers, "LOOK", 0.01)
    monkeypatch.setattr(living, "of", AsyncNever())

    told = await sam.runs(SLASH_COMMAND, "help", channel=TOWN)

    assert told is not None


async def test_a_voice_message_without_words_is_answered(served: Served) -> None:
    sam = served.slack.person()
    await served.asks(sam)
    before = len(sam.cards)

    await sam.says("", subtype="file_share")
    await served.rests()

    assert len(sam.cards) == before + 1
