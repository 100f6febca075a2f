"""The brief before a meeting."""

from dataclasses import replace
from datetime import datetime

import pytest

from bot.catalog import Catalog
from bot.engine.mentoring.brief import DeskButton, brief
from bot.engine.mentoring.desk import Spot, View, place_of
from bot.engine.mentoring.seen import Seen
from bot.engine.mentoring.values import Flag, FlagKind, Item, Note, Sharing
from bot.engine.plans.plan import CheckIn
from bot.engine.weekly.values import Question
from tests.engine.mentoring.mentees import at_work, person, sam, shown
from tests.engine.weekly.steps import FIRST_NUDGE, WEEK, nudged, scheduled, wanted
from tests.fakes.clock import NOON

HEAD = (
    "**Sam** · data analyst, a clear result. Since 2 March 2026.\n"
    "Why, as I told them: “you reach for the dashboards that disagree; "
    "what you left unticked (Code and charts).”\n"
    "week 4 · last check-in 30 March · 2 of 4 weeks · asked you a question on 30 March\n"
    "Last: Cohorts and retention with window functions, partly done"
    " · SQL joins and aggregation, not yet · SQL joins and aggregation, not yet."
)


def told(catalog: Catalog, found: Seen, *notes: Note, note: str = "") -> list[str]:
    return brief(catalog, sam(found), notes, note).body.split("\n\n")


def test_the_brief_tells_all_that_is_shared(catalog: Catalog) -> None:
    weekly = at_work(catalog, CheckIn.DONE, CheckIn.NOT_YET, CheckIn.NOT_YET, CheckIn.PARTLY)

    card = brief(catalog, sam(shown(catalog, person(weekly), now=FIRST_NUDGE + 4 * WEEK)))

    assert card.body.split("\n\n") == [
        HEAD,
        "Sam asks: “How do I know when a chart is too much?” (30 March 2026)",
        "Sam shares with you: role, reasons, weekly steps and their question to you.",
    ]
    assert card.place == place_of(Spot(View.BRIEF, 4))
    assert [mark.number for mark in card.weeks] == [1, 2, 3, 4]
    assert len(card.chart) == 5
    assert card.result is None


def test_what_is_not_shared_is_named_and_not_there(catalog: Catalog) -> None:
    weekly = at_work(catalog, CheckIn.DONE)

    card = brief(catalog, sam(shown(catalog, person(weekly), Item.WORDS)))

    sharing = "Sam shares with you: their question to you. Not shared: role, reasons and"
    assert card.body.split("\n\n") == [
        "**Sam**\nasked you a question on 30 March",
        "Sam asks: “How do I know when a chart is too much?” (30 March 2026)",
        f"{sharing} weekly steps.",
    ]
    assert (card.chart, card.weeks) == ((), ())


def test_of_whoever_shares_nothing_the_brief_says_how_they_could(catalog: Catalog) -> None:
    assert told(catalog, Seen()) == [
        "**Sam**",
        "Sam shares nothing with you at the moment. They can, with **/mentor consent**.",
    ]


def test_reasons_can_be_shared_without_the_role(catalog: Catalog) -> None:
    (head, *_) = told(catalog, shown(catalog, person(), Item.REASONS))

    assert head.startswith("**Sam**\nWhy, as I told them: “you reach for the dashboards")
    assert "data analyst" not in head


def test_without_a_role_that_is_said(catalog: Catalog) -> None:
    here = person(answers={}, leaning=None)

    (head, *_) = told(catalog, shown(catalog, here, Item.ROLE))

    assert head == "**Sam** · no role yet."


def test_a_role_against_the_answers_is_their_own_choice(catalog: Catalog) -> None:
    found = shown(catalog, person(chosen="data_engineer", leaning=None), Item.ROLE)

    (head, *_) = told(catalog, found)

    assert head == "**Sam** · data engineer, their own choice."


def test_a_close_call_is_called_close(catalog: Catalog) -> None:
    found = shown(catalog, person(), Item.ROLE)
    assert found.result is not None
    near = dict.fromkeys(found.result.fits, 0.2)

    (head, *_) = told(catalog, replace(found, result=replace(found.result, fits=near)))

    assert "a close call" in head


def test_without_a_leading_role_no_fits_are_drawn(catalog: Catalog) -> None:
    found = shown(catalog, person(answers={}, chosen="data_analyst"), Item.ROLE)

    assert brief(catalog, sam(found)).chart == ()


def test_steps_that_are_shared_and_not_there_are_said_to_be_none(catalog: Catalog) -> None:
    (head, *_) = told(catalog, shown(catalog, person(), Item.STEPS))

    assert head == "**Sam**\nno weekly steps"


def test_steps_that_have_not_begun_have_no_last_ones(catalog: Catalog) -> None:
    (head, *_) = told(catalog, shown(catalog, person(wanted(catalog)), Item.STEPS))

    assert head == "**Sam**\nthe first step is still to come"


def test_notes_say_who_can_read_them_and_the_latest_three_stand_there(catalog: Catalog) -> None:
    mine, ours = (Note(f"{one} `x`", one, NOON) for one in (Sharing.ONLY_ME, Sharing.BOTH))

    _, notes, _ = told(catalog, Seen(), mine, ours, ours, ours)

    assert notes.splitlines() == [
        "Your note, for you alone: “only-me x” (2 March 2026)",
        "Your note, which you both can read: “both x” (2 March 2026)",
        "Your note, which you both can read: “both x” (2 March 2026)",
        "and 1 more",
    ]


def test_what_was_just_done_stands_above(catalog: Catalog) -> None:
    assert told(catalog, Seen(), note="Noted.")[0] == "Noted."


@pytest.mark.parametrize(
    ("found", "is_offered"),
    [
        (Seen(), False),
        (Seen(flags=(Flag(FlagKind.PAUSED, None),)), False),
    ],
)
def test_nobody_without_shared_steps_is_asked_for_a_check_in(
    catalog: Catalog, found: Seen, is_offered: bool
) -> None:
    choices = [one.id for one in brief(catalog, sam(found)).choices]

    assert (DeskButton.ASK_FOR_A_CHECK_IN in choices) is is_offered
    assert DeskButton.ENCOURAGE in choices


@pytest.mark.parametrize(
    ("change", "lost", "is_offered"),
    [
        ({}, None, True),
        ({"stopped": True}, None, False),
        ({"paused_until": FIRST_NUDGE + WEEK}, None, False),
        ({"paused_until": FIRST_NUDGE}, None, True),
        ({"snoozed_until": FIRST_NUDGE + WEEK}, None, False),
        ({}, NOON, False),
    ],
)
def test_who_rests_stopped_or_cannot_be_reached_is_asked_for_nothing(
    catalog: Catalog, change: dict[str, object], lost: datetime | None, is_offered: bool
) -> None:
    here = person(scheduled(nudged(wanted(catalog)), **change))
    found = shown(catalog, here, now=FIRST_NUDGE, unreachable_since=lost)

    choices = [one.id for one in brief(catalog, sam(found)).choices]

    assert (DeskButton.ASK_FOR_A_CHECK_IN in choices) is is_offered


def test_the_fullest_brief_fits_a_card_in_both_languages(language: Catalog) -> None:
    weekly = at_work(language, *[CheckIn.NOT_YET] * 12)
    asked = Question("word " * 80, NOON, sent=True)
    found = shown(
        language, person(replace(weekly, question=asked)), now=FIRST_NUDGE + 40 * WEEK
    )
    flags = tuple(Flag(kind, NOON, count=12) for kind in FlagKind)
    notes = [Note("word " * 80, Sharing.BOTH, NOON)] * 9

    one = sam(replace(found, flags=flags), name="Samira " * 9)
    card = brief(language, one, notes, note="word " * 30)

    assert len(card.body) <= 2_000
    assert all(len(choice.label) <= 75 for choice in card.choices)
