"""Mentors, mentees and admins at the desk on Slack, over real sockets."""

import asyncio
import csv
from collections.abc import AsyncIterator, Awaitable, Callable
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.slack.filing import Filing
from bot.adapters.slack.roster import GOOD_FOR
from bot.cards import Card
from bot.catalog import Catalog
from bot.clock import SystemClock
from bot.engine.effects import Turn
from bot.engine.mentoring.desk import Spot, View
from bot.engine.mentoring.overview import ON_A_PAGE, Listed, overview
from bot.engine.mentoring.seen import Seen
from bot.engine.mentoring.values import Item, State
from bot.engine.state import Conversation, Stage
from bot.ports.inbound import Address, EventKey
from bot.ports.mentoring import Caller
from bot.ports.outbox import Kind, Message
from bot.store.sqlite import SqliteStore
from bot.usecases import taking
from bot.usecases.mentors import lasting, watching
from bot.usecases.mentors import pairing as steps
from bot.usecases.mentors.asking import Pressed
from bot.usecases.mentors.closing import Closing
from bot.usecases.mentors.exporting import STAYS
from tests.adapters.slack.conftest import LONG
from tests.fakes.clock import A_NIGHT, RunningClock
from tests.fakes.file import rows
from tests.fakes.linked import linked
from tests.fakes.pairs import acting
from tests.fakes.slack.club import ADA, EVE, HERE, KIM, SAM, Club, account
from tests.fakes.slack.faults import Fault
from tests.fakes.slack.person import TOWN, labels, words
from tests.fakes.slack.served import Served, serving_slack
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.validating import validators
from tests.fakes.slack.workspace import TEAM, Posted
from tests.fakes.weekly import wanting, weekly

pytestmark = pytest.mark.usefixtures("no_gate")


@pytest.fixture
async def club(served: Served) -> Club:
    """Kim is a mentor there."""
    club = Club(served)
    await club.opens()
    return club


async def shown(club: Club, command: str = "/mentee-status", text: str = "") -> str:
    """What kim reads under a command."""
    return words((await club.asks(KIM, command, text)).blocks)


async def test_from_the_invitation_to_the_first_brief(club: Club, catalog: Catalog) -> None:
    sam, kim = club.person(SAM), club.person(KIM)
    await sam.says("hello")
    await club.served.rests()

    hello = sam.newest_card
    invited = await club.asks(KIM, "/mentor", f"invite @{SAM} Shall we?")
    await club.served.rests()
    letter = sam.newest_card
    await club.presses(SAM, "Yes, gladly", on=letter)
    consent = words(letter.blocks)
    await club.presses(SAM, "Share all four", on=letter)
    listed = await club.asks(KIM, "/mentee-status")
    await club.presses(KIM, "Sam", on=listed)

    assert words(invited.blocks).strip() == catalog.say("pair.invited", name="Sam").replace(
        "**", ""
    )
    assert "Kim is your mentor now." in consent
    assert "You share nothing with Kim." in consent
    assert "You share with Kim" in words(letter.blocks)
    assert labels(hello)  # letters stand beside their own card, which stays alive
    assert sam.newest_card is letter  # no second card asks what is shared
    assert "1 mentee." in words(listed.blocks)
    assert "Sam shares with you" in club.in_window(KIM)
    assert "Sam is your mentee now." in words(kim.newest_card.blocks)


async def test_whoever_asks_for_a_mentor_gets_an_answer_from_the_pool(club: Club) -> None:
    kim, sam = club.person(KIM), club.person(SAM)
    for one in (kim, sam):
        await one.says("hello")
    await club.served.rests()

    asked = await club.asks(SAM, "/mentor", "ask I love charts")
    await club.presses(SAM, "All mentors here", on=asked)
    waiting = await club.asks(KIM, "/mentor", "accept")
    read = words(waiting.blocks)
    await club.presses(KIM, "Yes, gladly", on=waiting)
    await club.served.rests()
    (pairing,) = await club.mentoring.pairings_of(account(SAM))

    assert pairing.state is State.ACTIVE
    assert pairing.mentor == account(KIM)
    assert "Sam is looking for a mentor" in read
    assert "Sam is your mentee now." in words(waiting.blocks)
    assert "Kim is your mentor now." in words(sam.newest_card.blocks)


async def test_a_question_first_is_written_in_a_window_and_reaches_the_other_side(
    club: Club, running_clock: RunningClock
) -> None:
    sam, kim = club.person(SAM), club.person(KIM)
    for one in (sam, kim):
        await one.says("hello")
    await club.served.rests()
    await club.asks(KIM, "/mentor", f"invite @{SAM}")
    await club.served.until(lambda: "Ask a question first" in labels(sam.newest_card))
    letter = sam.newest_card

    await club.presses(SAM, "Ask a question first", on=letter)
    answer = await sam.submits("How often <!channel>?")
    await club.served.rests()
    running_clock.pass_by(A_NIGHT)

    assert answer["response_action"] == "update"
    assert "Kim gets your words." in club.in_window(SAM)
    await club.served.until(lambda: "“How often !channel?”" in words(kim.newest_card.blocks))
    assert "Yes, gladly" in labels(letter)


async def test_a_note_is_written_in_the_window_of_the_brief(club: Club) -> None:
    await club.pairs(SAM, Item.STEPS)
    kim = club.person(KIM)
    listed = await club.asks(KIM, "/mentee-status")
    await club.presses(KIM, "Sam", on=listed)
    window = kim.window["id"]

    await club.presses_in_window(KIM, "Note for both of us")
    asked = club.in_window(KIM)
    await kim.submits("well begun")
    await club.served.rests()

    assert "You both can read it." in asked
    assert "Your note, which you both can read: “well begun”" in club.in_window(KIM)
    assert kim.window["id"] == window
    assert "submit" not in kim.window


async def test_whoever_would_rather_not_write_is_back_at_the_brief(club: Club) -> None:
    await club.pairs(SAM, Item.STEPS)
    listed = await club.asks(KIM, "/mentee-status")
    await club.presses(KIM, "Sam", on=listed)
    await club.presses_in_window(KIM, "Note, only for me")

    await club.presses_in_window(KIM, "Rather not")

    assert "Sam shares with you" in club.in_window(KIM)
    assert "submit" not in club.person(KIM).window


async def test_encouragement_takes_one_press_and_goes_once(club: Club) -> None:
    sam = club.person(SAM)
    await sam.says("hello")
    await club.served.rests()
    await club.pairs(SAM, Item.ROLE)
    await club.served.rests()
    listed = await club.asks(KIM, "/mentee-status")
    await club.presses(KIM, "Sam", on=listed)

    await club.presses_in_window(KIM, "Encourage")
    await club.presses_in_window(KIM, "Encourage")

    cheers = [one for one in sam.cards if "is thinking of you" in words(one.blocks)]
    assert "that already" in club.in_window(KIM)
    assert len(cheers) == 1


async def test_F63_consent_that_is_withdrawn_while_the_list_is_open_shows_nothing_more(
    club: Club,
) -> None:
    number = await club.pairs(SAM, Item.WORDS, asks="Who knows quetzalcoatl?")
    listed = await club.asks(KIM, "/mentee-status")
    await club.presses(KIM, "Sam", on=listed)
    before = club.in_window(KIM)
    await club.shares(number, account(SAM))

    await club.presses(KIM, "Sam", on=listed)
    after = club.in_window(KIM)
    await club.presses_in_window(KIM, "All my mentees")

    assert "quetzalcoatl" in before
    assert "quetzalcoatl" not in after
    assert "shares nothing with you at the moment" in after
    assert "shares nothing at the moment" in club.in_window(KIM)


async def test_F63_a_window_that_nobody_presses_says_that_something_changed(
    club: Club,
) -> None:
    await club.pairs(SAM, Item.WORDS, asks="Who knows quetzalcoatl?")
    await club.pairs("U0ANA", Item.ROLE)
    listed = await club.asks(KIM, "/mentee-status")
    await club.presses(KIM, "Ana", on=listed)
    of_ana = club.in_window(KIM)
    consent = await club.asks(SAM, "/mentor", "consent")
    await club.presses(SAM, "Share my role", on=consent)
    still_of_ana = club.in_window(KIM)
    await club.presses(KIM, "Sam", on=listed)
    before = club.in_window(KIM)

    await club.presses(SAM, "Stop sharing my question", on=consent)

    assert still_of_ana == of_ana
    assert "quetzalcoatl" in before
    assert "quetzalcoatl" not in club.in_window(KIM)
    assert "Something changed here meanwhile." in club.in_window(KIM)


async def _takes_it_back(club: Club, number: int) -> None:
    await club.shares(number, account(SAM))


async def _takes_it_back_on_discord(club: Club, number: int) -> None:
    home = Address("discord", "", "77")
    await linked(club.served.store, account(SAM), home)
    desk = club.served.desk
    stops = Pressed(Spot(View.CONSENT, number), "stop.words")
    await desk.answer(Caller(home, "sammy", None), EventKey("on discord"), stops)


async def _ends_it(club: Club, number: int) -> None:
    step = steps.ended(lambda _: Card(body="over"), account(SAM))
    await club.mentoring.change_pairing(EventKey("ends"), account(SAM), number, step)


async def _is_forgotten(club: Club, number: int) -> None:
    await club.served.store.forget(account(SAM))


async def _is_demoted(club: Club, number: int) -> None:
    await club.demotes(KIM)


async def _takes_their_question_away(club: Club, number: int) -> None:
    gone = wanting(weekly(due_at=None))
    await club.served.store.turn(EventKey("away"), account(SAM), gone)


@pytest.mark.parametrize(
    "ends",
    [
        *(_takes_it_back, _takes_it_back_on_discord, _ends_it, _is_forgotten, _is_demoted),
        _takes_their_question_away,
    ],
    ids=["in a terminal", "on Discord", "they part", "forget-me", "by an admin", "a question"],
)
@pytest.mark.parametrize("view", ["brief", "list"])
async def test_F63_a_window_says_so_too_when_a_consent_ends_outside_slack(
    slack: FakeSlack,
    database: Path,
    catalog: Catalog,
    monkeypatch: pytest.MonkeyPatch,
    ends: Callable[[Club, int], Awaitable[None]],
    view: str,
) -> None:
    monkeypatch.setattr(watching, "LOOK_EVERY", 0.05)
    async with serving_slack(slack, database, catalog, SystemClock()) as served:
        club = Club(served)
        await club.opens()
        number = await club.pairs(SAM, Item.WORDS, asks="Who knows quetzalcoatl?")
        listed = await club.asks(KIM, "/mentee-status")
        await club.presses(KIM, "Sam", on=listed)
        if view == "list":
            await club.presses_in_window(KIM, "All my mentees")
        before = club.in_window(KIM)

        await ends(club, number)
        await served.until(lambda: "Something changed" in club.in_window(KIM))
        await served.until(lambda: "Something changed" in words(listed.blocks))

    assert "Sam" in before
    assert "Sam" not in club.in_window(KIM) + words(listed.blocks)


async def test_F62_a_mentor_who_is_none_any_more_sees_no_other_page(
    club: Club, catalog: Catalog
) -> None:
    for number in range(ON_A_PAGE + 2):
        await club.pairs(f"U0M{number}", Item.ROLE, name=f"Canary{number}")
    listed = await club.asks(KIM, "/mentee-status")
    await club.presses(KIM, "Next page", on=listed)
    second = club.in_window(KIM)
    await club.demotes(KIM)

    await club.presses_in_window(KIM, "Page before")
    in_window = club.in_window(KIM)
    await club.presses(KIM, "Next page", on=listed)

    assert "Page 2 of 2." in second
    assert "Canary" in second
    assert "Canary" not in in_window
    assert "Canary" not in words(listed.blocks)
    assert words(listed.blocks).strip() == catalog.say("status.not-a-mentor").replace("**", "")


async def test_F62_whoever_leaves_the_group_of_mentors_is_none_within_five_minutes(
    club: Club, running_clock: RunningClock
) -> None:
    await club.sets_group("S0MENTORS", EVE)
    await club.pairs(SAM, Item.ROLE, mentor=EVE)
    before = words((await club.asks(EVE, "/mentee-status")).blocks)

    club.served.slack.workspace.groups["S0MENTORS"] = []
    running_clock.pass_by(GOOD_FOR)
    after = words((await club.asks(EVE, "/mentee-status")).blocks)

    assert "Sam" in before
    assert "Sam" not in after


async def test_an_overview_that_came_by_itself_stays_and_opens_a_brief_in_a_window(
    club: Club, catalog: Catalog
) -> None:
    number, kim = await club.pairs(SAM, Item.ROLE), club.person(KIM)
    await kim.says("hello")
    await club.served.rests()
    (hello,) = [one for one in kim.live if "Start" in labels(one)]
    seen = Seen(frozenset({Item.ROLE}))
    card = overview(catalog, [Listed(number, "Sam", seen)])
    until = SystemClock().now() + timedelta(days=1)
    digest = Message(1, 1, account(KIM), None, "digest-of-this-week", until, Kind.DIGEST)

    name = await club.served.workspace.courier.deliver(digest, card)
    letter = kim.newest_card
    await club.presses(KIM, "Sam", on=letter)

    assert name is None
    assert await club.served.workspace.courier.arrived(digest)
    assert "1 mentee." in words(letter.blocks)
    assert "Sam shares with you" in club.in_window(KIM)
    assert "Start" in labels(hello)


async def test_F68_forget_me_during_an_open_brief_leaves_nothing_to_see(club: Club) -> None:
    sam = club.person(SAM)
    await sam.says("hello")
    await club.served.rests()
    await club.pairs(SAM, Item.WORDS, asks="Who knows quetzalcoatl?")
    listed = await club.asks(KIM, "/mentee-status")
    await club.presses(KIM, "Sam", on=listed)
    before = club.in_window(KIM)

    await sam.says("forget me")
    await club.served.rests()
    await club.presses(SAM, "Yes, forget me")
    blanked = club.in_window(KIM)
    await club.presses(KIM, "Sam", on=listed)

    assert "quetzalcoatl" in before
    assert "Something changed here meanwhile." in blanked
    assert "quetzalcoatl" not in blanked
    assert "Sam" not in blanked
    assert "quetzalcoatl" not in words(listed.blocks)
    assert await club.mentoring.pairings_of(account(KIM)) == []


async def test_fits_and_weeks_are_drawn_as_text_and_no_picture_is_offered(
    club: Club,
) -> None:
    sam = club.person(SAM)
    await club.served.asks_for_words(sam)
    await sam.says("I made charts")
    await club.served.rests()
    await club.pairs(SAM, *Item)
    listed = await club.asks(KIM, "/mentee-status")

    await club.presses(KIM, "Sam", on=listed)

    told = club.in_window(KIM)
    assert "█" in told
    assert "As a picture" not in told
    assert club.person(KIM).files == {}


async def test_the_same_words_work_in_a_direct_message_and_only_they_see_the_answer(
    club: Club,
) -> None:
    await club.pairs(SAM, Item.ROLE)
    await club.served.rests()
    kim = club.person(KIM)

    await kim.says("Mentee-status")
    await club.served.rests()
    listed = kim.ephemeral[-1]
    await club.presses(KIM, "Sam", on=listed)

    assert (listed.channel, listed.seen_by) == (kim.channel, KIM)
    assert "1 mentee." in words(listed.blocks)
    assert "Sam shares with you" in club.in_window(KIM)


async def test_mentor_is_a_word_like_others_unless_a_command_follows(
    club: Club,
) -> None:
    sam = club.person(SAM)
    await club.served.asks(sam)

    await sam.says("mentor others")
    await club.served.rests()
    in_the_quiz = len(sam.ephemeral)
    await sam.says("mentor who-looked")
    await club.served.rests()

    assert in_the_quiz == 0
    assert len(sam.ephemeral) == 1


async def test_an_admin_names_mentors_by_mention_and_group_by_its_id(club: Club) -> None:
    added = await club.asks(ADA, "/whichrole-admin", f"mentors add @{EVE}")
    grouped = await club.asks(ADA, "/whichrole-admin", "mentors group @S0MENTORS")
    refused = await club.asks(EVE, "/whichrole-admin", "mentors")

    assert "Eve is a mentor here now." in words(added.blocks)
    assert "Whoever is in the group S0MENTORS is a mentor, too." in words(grouped.blocks)
    assert "as far as I can see you do not" in words(refused.blocks)
    assert await club.mentoring.is_named(HERE, account(EVE))


async def test_names_are_those_that_people_chose_and_not_those_that_they_log_in_with(
    club: Club,
) -> None:
    profiles = club.served.slack.workspace.profiles
    profiles[SAM] = {"profile": {"display_name": "Sam the Great"}}
    profiles[KIM] = {"profile": {"display_name": "Kim K."}}
    sam = club.person(SAM)
    await sam.says("hello")
    await club.served.rests()

    profiles[EVE] = {"profile": {"display_name": "Eve of the Mill"}}
    added = await club.asks(ADA, "/whichrole-admin", f"mentors add @{EVE}")
    await club.asks(KIM, "/mentor", f"invite @{SAM}")
    await club.served.rests()

    assert "Eve of the Mill is a mentor here now." in words(added.blocks)
    (pairing,) = await club.mentoring.pairings_of(account(SAM))
    profile = await club.served.store.profile(account(SAM))
    assert (pairing.mentor_name, pairing.mentee_name) == ("Kim K.", "Sam the Great")
    assert profile is not None
    assert profile.name == "Sam the Great"


async def test_F15_a_command_that_comes_twice_is_done_once(club: Club) -> None:
    sam, sockets = club.person(SAM), club.served.slack.sockets
    await sam.says("hello")
    await club.served.rests()
    await club.asks(KIM, "/mentor", f"invite @{SAM}")
    told = dict(sockets.told[-1][1])

    await sockets.tell("slash_commands", told)
    await club.served.rests()

    letters = [one for one in sam.cards if "would like to be your mentor" in words(one.blocks)]
    assert len(await club.mentoring.pairings_of(account(SAM))) == 1
    assert len(letters) == 1


async def test_F63_whoever_asks_again_has_one_list_of_those_that_were_pressed(
    club: Club,
) -> None:
    await club.pairs(SAM, Item.ROLE)
    kim, lists = club.person(KIM), []

    for _ in range(3):
        listed = await club.asks(KIM, "/mentee-status")
        await club.presses(KIM, "Sam", on=listed)
        await club.presses(KIM, "Sam", on=listed)
        lists.append(listed)
    unpressed = await club.asks(KIM, "/mentee-status")
    await club.asks(KIM, "/mentor", "consent")

    assert [one for one in lists if one in kim.ephemeral] == []
    assert unpressed in kim.ephemeral


async def test_a_list_that_slack_takes_away_no_more_stays(club: Club) -> None:
    await club.pairs(SAM, Item.ROLE)
    listed = await club.asks(KIM, "/mentee-status")
    await club.presses(KIM, "Sam", on=listed)
    for one in club.served.slack.workspace.responses.values():
        one.left = 0

    again = await club.asks(KIM, "/mentee-status")

    assert "1 mentee." in words(again.blocks)
    assert listed in club.person(KIM).ephemeral


@pytest.mark.parametrize("refusal", ["expired_trigger_id", Fault.SERVER_ERROR])
async def test_where_no_window_opens_the_brief_stands_in_the_message_that_only_they_see(
    club: Club, refusal: Fault | str
) -> None:
    await club.pairs(SAM, Item.ROLE)
    listed = await club.asks(KIM, "/mentee-status")
    club.served.slack.plan.then("views.open", refusal)

    await club.presses(KIM, "Sam", on=listed)

    assert club.person(KIM).window == {}
    assert listed.seen_by == KIM
    assert "Sam shares with you" in words(listed.blocks)


async def test_where_no_window_opens_a_button_leads_to_the_field(club: Club) -> None:
    sam, kim = club.person(SAM), club.person(KIM)
    for one in (sam, kim):
        await one.says("hello")
    await club.served.rests()
    await club.asks(KIM, "/mentor", f"invite @{SAM}")
    await club.served.rests()
    letter = sam.newest_card
    club.served.slack.plan.then("views.open", "expired_trigger_id")
    await club.presses(SAM, "Ask a question first", on=letter)

    await club.presses(SAM, "In my own words", on=letter)
    await sam.submits("How often?")
    await club.served.rests()

    assert "Kim gets your words." in club.in_window(SAM)


async def test_F14_an_answer_that_takes_long_comes_later_and_slack_hears_of_us_in_time(
    club: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "PATIENCE", 0.01)
    await club.pairs(SAM, Item.ROLE)
    club.served.slack.plan.then("users.info", Fault.SLOW)

    listed = await club.asks(KIM, "/mentee-status")

    assert "1 mentee." in words(listed.blocks)


async def test_what_somebody_sees_is_what_came_last_however_fast_they_press(
    club: Club,
) -> None:
    number = await club.pairs(SAM)
    consent = await club.asks(SAM, "/mentor", "consent")
    sam, slow = club.person(SAM), deepcopy(consent)
    club.served.slack.plan.then("response_url", Fault.SLOW)

    await asyncio.gather(
        sam.presses("Share my role", on=consent), sam.presses("Share my steps", on=slow)
    )
    await club.served.rests()

    (pairing,) = [
        one for one in await club.mentoring.pairings_of(account(SAM)) if one.id == number
    ]
    assert pairing.consents == {Item.ROLE, Item.STEPS}
    assert {"Stop sharing my role", "Stop sharing my steps"} <= set(labels(consent))


async def test_F34_where_slack_takes_no_answer_nothing_breaks(club: Club) -> None:
    kim = club.person(KIM)
    club.served.slack.plan.then("response_url", Fault.SERVER_ERROR)

    told = await kim.runs("/mentee-status")
    await club.served.rests()
    again = await club.asks(KIM, "/mentee-status")

    assert told == {}
    assert "Nobody is your mentee here yet." in words(again.blocks)


async def test_F65_every_answer_is_seen_by_nobody_else(club: Club) -> None:
    await club.pairs(SAM, *Item, asks="Who knows quetzalcoatl?")
    for command, text in (
        ("/mentee-status", ""),
        ("/mentee-status", f"@{SAM}"),
        ("/mentor", ""),
        ("/mentor", f"note @{SAM} both: quetzalcoatl"),
        ("/mentor", f"encourage @{SAM}"),
        ("/whichrole-admin", "mentors"),
    ):
        answer = await club.asks(KIM, command, text)
        assert (answer.channel, answer.seen_by) == (TOWN, KIM)

    slack = club.served.slack
    everywhere = [one.arguments for one in slack.requests("response_url")]
    posted = [one.arguments["channel"] for one in slack.requests("chat.postMessage")]
    assert all(one["response_type"] == "ephemeral" for one in everywhere)
    assert [one for one in posted if not one.startswith("U0")] == []


async def limited() -> AsyncIterator[FakeSlack]:
    """A workspace that takes no more than Slack does."""
    async with FakeSlack(deadline=LONG, limited=True, validators=validators()) as slack:
        yield slack
    assert slack.problems() == []


async def test_F23_a_mentor_in_a_hurry_stays_within_what_slack_takes(
    database: Path, catalog: Catalog
) -> None:
    async for slack in limited():
        async with serving_slack(slack, database, catalog, SystemClock()) as served:
            club = Club(served)
            await club.sets_group("S0MENTORS", KIM)
            await club.pairs(SAM, Item.ROLE)
            listed = await club.asks(KIM, "/mentee-status")
            for _ in range(20):
                await club.presses(KIM, "Sam", on=listed)
                await club.presses_in_window(KIM, "All my mentees")

            assert slack.rates.refused == {}
            assert len(slack.requests("usergroups.users.list")) == 1
            assert "1 mentee." in club.in_window(KIM)


async def test_an_admin_turns_the_pages_of_the_log_under_the_command(club: Club) -> None:
    for number in range(12):
        await club.mentoring.change_wording(HERE, acting("Ada"), "help", f"Ask {number}.")

    log = await club.asks(ADA, "/whichrole-admin", "log")
    first = words(log.blocks)
    await club.presses(ADA, "Next page", on=log)

    assert ("Ask 11." in first, "Ask 3." in first) == (True, False)
    assert "Ask 3." in words(log.blocks)
    assert "Page 2 of 2." in words(log.blocks)


@pytest.mark.parametrize("command", ["/mentor", "/whichrole-admin"])
async def test_what_can_be_said_is_read_under_the_command(club: Club, command: str) -> None:
    told = words((await club.asks(ADA, command, "help")).blocks)

    assert f"Behind {command} I know" in told


MANY = 60
"""Mentees; as words they would not fit a message."""


async def table_of(club: Club, text: str = "csv") -> Posted:
    """What kim reads under the command for a table, when its file is where it is to be."""
    told = await club.asks(KIM, "/mentee-status", text)
    await club.served.errands()
    return told


def rows_in(club: Club) -> list[list[str]]:
    """The cells of the only file in kim's direct message."""
    (content,) = club.person(KIM).files.values()
    return list(csv.reader(StringIO(content.decode())))


async def test_A20_a_table_of_mentees_is_a_file_in_the_direct_message_with_all_of_them(
    club: Club,
) -> None:
    for number in range(MANY):
        await club.pairs(f"U0M{number}", *Item)
    other = club.person(SAM)

    told = words((await table_of(club, "csv mentee shares")).blocks)

    head, *lines = rows_in(club)
    assert head == ["mentee", "shares"]
    assert len(lines) == MANY
    assert {shares for _, shares in lines} == {"reasons role steps words"}
    assert "for 60 minutes" in told
    assert "reasons role" not in told  # nothing of it stands in two places
    assert other.files == {}


async def test_F63_a_table_is_to_go_from_the_direct_message_in_an_hour(
    club: Club, database: Path
) -> None:
    await club.pairs(SAM, *Item)
    await table_of(club)

    ((file, goes_at),) = rows(database, "SELECT file, left_at FROM leftover")
    goes_in = datetime.fromisoformat(goes_at).replace(tzinfo=UTC) - club.served.clock.now()
    assert [file] == list(club.person(KIM).files)
    assert STAYS - timedelta(minutes=2) < goes_in <= STAYS
    assert await club.served.store.leftovers("slack", TEAM) == []


@pytest.mark.parametrize("change", ["withdrawn", "over", "forgotten"])
async def test_F63_a_table_is_to_go_at_once_when_one_of_its_mentees_shares_less(
    club: Club, change: str
) -> None:
    number = await club.pairs(SAM, *Item)
    await club.pairs("U0ANN", *Item)
    await table_of(club)

    match change:
        case "withdrawn":
            await club.shares(number, account(SAM), Item.ROLE)
        case "over":
            over = steps.ended(lambda _: Card("Over."), account(SAM))
            await club.mentoring.change_pairing(EventKey("over"), account(SAM), number, over)
        case _:
            await club.served.store.forget(account(SAM))

    assert await club.served.store.leftovers("slack", TEAM) == list(club.person(KIM).files)


async def test_F63_a_table_is_gone_soon_after_its_mentee_has_pressed(club: Club) -> None:
    sam, kim = club.person(SAM), club.person(KIM)
    await club.pairs(SAM, *Item)
    await table_of(club)
    before = len(kim.files)

    consent = await club.asks(SAM, "/mentor", "consent")
    await club.presses(SAM, "Share nothing any more", on=consent)

    await club.served.until(lambda: not kim.files)
    assert before == 1
    assert sam.files == {}


@pytest.mark.parametrize(
    "said", [("[Take it away]",), ("[Write it again]", "What is an outer join?")]
)
async def test_F63_a_table_is_gone_soon_after_its_mentee_has_taken_their_question_back(
    club: Club, said: tuple[str, ...]
) -> None:
    sam, kim = club.person(SAM), club.person(KIM)
    await club.pairs(SAM, *Item, asks="Why does my revenue double?")
    await club.served.store.turn(EventKey("asks"), account(SAM), _stands_at_the_question)
    await sam.says("help")
    await club.served.rests()
    await table_of(club, "csv mentee question")
    before = len(kim.files)

    for one in said:
        await (club.presses(SAM, one[1:-1]) if one.startswith("[") else sam.says(one))

    await club.served.until(lambda: not kim.files)
    assert before == 1


def _stands_at_the_question(here: Conversation) -> Turn:
    there = replace(here, stage=Stage.ASKING_MENTOR, version=here.version + 1)
    return Turn(there, ())


async def test_F63_a_table_is_gone_soon_after_its_mentee_has_parted_their_accounts(
    club: Club,
) -> None:
    kim, home = club.person(KIM), Address("discord", "", "77")
    number = await club.pairs(SAM, *Item)
    await linked(club.served.store, home, account(SAM))
    await club.shares(number, account(SAM), *Item)
    await table_of(club)
    before = len(kim.files)

    parting = await club.asks(SAM, "/whichrole", "unlink")
    await club.presses(SAM, "Yes, part them", on=parting)

    await club.served.until(lambda: not kim.files)
    assert before == 1


async def test_F63_what_is_withdrawn_while_a_table_is_sent_is_in_no_file(
    club: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, send = await club.pairs(SAM, *Item), Filing.send_file

    async def send_slowly(filing: Filing, *told: Any, **also: Any) -> str:
        await club.shares(number, account(SAM))
        return await send(filing, *told, **also)

    monkeypatch.setattr(Filing, "send_file", send_slowly)

    told = words((await table_of(club)).blocks)

    assert club.person(KIM).files == {}
    assert "Something changed here meanwhile." in told


def in_words(club: Club) -> list[Posted]:
    """Tables that stand in words where kim can read them."""
    channels = club.served.slack.workspace.channels.values()
    every = (one for posted in channels for one in posted.values())
    return [one for one in every if '"mentee","shares"' in words(one.blocks)]


async def table_in_words(club: Club) -> Posted:
    """What kim reads under the command, where Slack takes no file."""
    club.served.slack.plan.then("files.getUploadURLExternal", "missing_scope")
    return await table_of(club, "csv mentee shares")


async def test_A20_where_no_file_can_be_sent_the_table_is_words_in_the_direct_message(
    club: Club,
) -> None:
    await club.pairs(SAM, *Item)

    told = words((await table_in_words(club)).blocks)

    (table,) = in_words(club)
    assert table.channel == club.person(KIM).channel
    assert "reasons role steps words" in words(table.blocks)
    assert "for 60 minutes" in told
    assert "reasons role" not in told  # nothing of it stands where nobody can take it away
    assert club.person(KIM).files == {}


@pytest.mark.parametrize("change", ["withdrawn", "over", "forgotten", "demoted"])
async def test_F63_a_table_in_words_goes_at_once_when_it_may_stand_no_longer(
    club: Club, catalog: Catalog, change: str
) -> None:
    number = await club.pairs(SAM, *Item)
    await table_in_words(club)
    (table,) = in_words(club)

    match change:
        case "withdrawn":
            await club.shares(number, account(SAM), Item.ROLE)
        case "over":
            over = steps.ended(lambda _: Card("Over."), account(SAM))
            await club.mentoring.change_pairing(EventKey("over"), account(SAM), number, over)
        case "demoted":
            left = lasting.has_left(Closing(catalog))
            await club.mentoring.change_pairings_of(HERE, account(KIM), left)
        case _:
            await club.served.store.forget(account(SAM))

    going = await club.served.store.leftovers("slack", TEAM)
    assert going == [f"{table.channel}:{table.ts}"]


async def test_F63_a_table_in_words_is_gone_soon_after_its_mentee_has_pressed(
    club: Club,
) -> None:
    await club.pairs(SAM, *Item)
    await table_in_words(club)
    before = len(in_words(club))

    consent = await club.asks(SAM, "/mentor", "consent")
    await club.presses(SAM, "Share nothing any more", on=consent)

    await club.served.until(lambda: not in_words(club))
    assert before == 1


async def test_F63_what_is_withdrawn_while_a_table_is_put_in_words_is_nowhere(
    club: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, send = await club.pairs(SAM, *Item), Filing.send_message

    async def send_slowly(filing: Filing, *told: Any) -> str:
        await club.shares(number, account(SAM))
        return await send(filing, *told)

    monkeypatch.setattr(Filing, "send_message", send_slowly)

    told = words((await table_in_words(club)).blocks)

    assert in_words(club) == []
    assert "Something changed here meanwhile." in told


async def test_F68_a_table_stands_nowhere_where_nobody_could_delete_it_later(
    club: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    await club.pairs(SAM, *Item)

    async def knows_nobody(*_: object) -> bool:
        return False

    monkeypatch.setattr(SqliteStore, "keep_upload", knows_nobody)

    told = words((await table_of(club, "csv mentee shares")).blocks)

    assert in_words(club) == []
    assert club.person(KIM).files == {}
    assert "Write me a word there" in told
