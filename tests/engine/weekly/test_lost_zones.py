"""A time zone that the data have lost: its person is asked for theirs, once."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from bot.cards import Card
from bot.catalog import Catalog, Command
from bot.engine import summary
from bot.engine.effects import Say
from bot.engine.events import Asked
from bot.engine.state import Conversation, Stage
from bot.engine.weekly import lost_zones
from bot.engine.weekly.values import Weekly
from tests.engine.walk import said
from tests.engine.weekly.timed import (
    THURSDAY,
    after,
    at_summary,
    drafted,
    in_room,
    nudged,
    on_mondays,
    weekly_of,
)

HELP, PLAN = Asked(THURSDAY, Command.HELP), Asked(THURSDAY, Command.PLAN)


def in_zone(weekly: Weekly, name: str) -> Weekly:
    schedule = replace(weekly.agenda.schedule, zone=name)
    return replace(weekly, agenda=replace(weekly.agenda, schedule=schedule))


def lost(catalog: Catalog, stage: Stage = Stage.WEEK) -> Conversation:
    return in_room(catalog, stage, in_zone(nudged(on_mondays(catalog)), "Mars/Base"))


def asks(body: str, name: str = "Mars/Base") -> bool:
    told = f"I do not know your time zone “{name}” any more, so I go by another for now."
    return body.startswith(f"{told} Please say **settings**, and tell me yours there.")


def test_F44_a_zone_that_nobody_knows_any_more_is_asked_about_once(catalog: Catalog) -> None:
    first = after(catalog, lost(catalog), HELP)
    second = after(catalog, first.conversation, HELP)

    assert asks(said(first).body)
    assert "Mars" not in said(second).body
    assert second.conversation == first.conversation


def test_F44_another_lost_zone_is_asked_about_again(catalog: Catalog) -> None:
    asked = after(catalog, lost(catalog), PLAN).conversation
    moved = replace(asked, weekly=in_zone(weekly_of(after(catalog, asked, HELP)), "Moon/Sea"))

    turn = after(catalog, moved, HELP)

    assert asks(said(turn).body, "Moon/Sea")


@pytest.mark.parametrize("stage", [Stage.SETTINGS, Stage.ZONE])
def test_F44_where_the_zone_is_told_anyway_it_is_not_told_twice(
    catalog: Catalog, stage: Stage
) -> None:
    here = lost(catalog, stage)

    turn = after(catalog, here, HELP)

    assert not asks(said(turn).body)
    assert said(turn).body.count("I do not know your time zone") == (stage is Stage.SETTINGS)
    assert weekly_of(turn).asked_zone == "Mars/Base"


def test_F44_nobody_is_asked_whose_zone_is_known_or_not_chosen_yet(catalog: Catalog) -> None:
    known = in_room(catalog, Stage.WEEK, nudged(on_mondays(catalog)))
    draft = in_room(catalog, Stage.TIMING, in_zone(drafted(catalog), "Mars/Base"))

    for here in (known, draft):
        assert weekly_of(after(catalog, here, HELP)).asked_zone == ""


def test_F44_a_card_to_share_stays_as_it_is(catalog: Catalog) -> None:
    here = lost(catalog, Stage.SUMMARY)

    turn = after(catalog, here, Asked(THURSDAY, Command.SHARE))

    share, standing = [one.card for one in turn.effects if isinstance(one, Say)]
    assert share == summary.to_share(catalog, here)
    assert asks(standing.body)


@pytest.mark.parametrize("zone", [None, "Mars/Base"])
def test_F44_whose_zone_nobody_knows_starts_in_that_of_their_community(
    catalog: Catalog, zone: str | None
) -> None:
    here = replace(at_summary(catalog, zone), default_zone="Asia/Tokyo")

    turn = after(catalog, here, "steps")
    again = after(catalog, here, Asked(THURSDAY, Command.RETAKE)).conversation

    assert "Asia/Tokyo, where it is 22:05 now" in said(turn).body
    assert weekly_of(turn).agenda.schedule.zone == "Asia/Tokyo"
    assert again.default_zone == "Asia/Tokyo"


def test_F44_a_lost_zone_gives_way_to_that_of_the_community_and_is_asked_about_once(
    catalog: Catalog,
) -> None:
    started = replace(at_summary(catalog), default_zone="Asia/Tokyo")
    mondays = after(catalog, after(catalog, started, "steps").conversation, "at-0-9")
    gone = replace(mondays.conversation, weekly=in_zone(weekly_of(mondays), "Mars/Base"))

    first = after(catalog, gone, Asked(THURSDAY, Command.SETTINGS))
    moved = after(catalog, first.conversation, "no-reminder")
    left = after(catalog, moved.conversation, PLAN)

    assert "I do not know your time zone “Mars/Base” any more" in said(first).body
    assert weekly_of(moved).agenda.schedule.wall == ZoneInfo("Asia/Tokyo")
    assert "Monday, 30 November, 9:00 (Asia/Tokyo)" in said(moved).body
    assert not asks(said(left).body)


def test_F44_where_the_zone_of_the_community_is_unknown_too_it_is_utc(catalog: Catalog) -> None:
    weekly = in_zone(on_mondays(catalog), "Mars/Base")
    schedule = replace(weekly.agenda.schedule, default_zone="Moon/Sea")
    weekly = replace(weekly, agenda=replace(weekly.agenda, schedule=schedule))

    turn = after(catalog, in_room(catalog, Stage.SETTINGS, weekly), "no-reminder")

    assert "Monday, 30 November, 9:00 (UTC)" in said(turn).body


@pytest.mark.parametrize(
    ("silent", "is_asked"), [(0, True), (1, True), (2, False)], ids=["heard", "first", "later"]
)
def test_F44_the_first_step_after_a_word_asks_for_the_zone(
    catalog: Catalog, silent: int, *, is_asked: bool
) -> None:
    weekly = in_zone(nudged(on_mondays(catalog)), "Mars/Base")
    weekly = replace(weekly, agenda=replace(weekly.agenda, silent=silent))

    card = lost_zones.above(catalog, weekly, Card(body="This week."))

    assert asks(card.body) == is_asked
    assert card.body.endswith("This week.")


def test_F44_a_step_does_not_ask_who_was_asked_before(catalog: Catalog) -> None:
    weekly = replace(in_zone(nudged(on_mondays(catalog)), "Mars/Base"), asked_zone="Mars/Base")

    card = lost_zones.above(catalog, weekly, Card(body="This week."))

    assert card == Card(body="This week.")
