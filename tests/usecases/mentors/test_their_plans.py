"""A mentor changes a mentee's plan, as far as the mentee lets them see it."""

from collections import Counter
from dataclasses import replace

import pytest

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.mentoring.desk import Spot, View
from bot.engine.mentoring.values import Item, State
from bot.engine.plans.plan import Plan
from bot.engine.plans.plan_cards import PlanButton, choice_of
from bot.engine.weekly import weeks
from bot.usecases.mentors.asking import Pressed
from tests.engine.mentoring.mentees import person
from tests.engine.plans.weeks import step, weeks_of
from tests.engine.weekly.steps import nudged, wanted
from tests.fakes.desk_town import DeskTown, account

NOT_FOUND = "I have nothing to show you there."
FOURTH = choice_of(step(4))


@pytest.fixture
def theirs(catalog: Catalog, town: DeskTown) -> DeskTown:
    """Sam is in their first week, and shares that with Kim."""
    town.pair("sam", Item.STEPS, here=person(nudged(wanted(catalog))))
    return town


def plan_of(town: DeskTown, catalog: Catalog, name: str = "sam") -> Plan:
    weekly = town.files.here[account(name)].weekly
    assert weekly is not None
    return weeks.today(catalog, weekly)


async def at_the_fourth(town: DeskTown) -> Card:
    """Kim looks at Sam's fourth step."""
    brief = await town.status("kim", "sam")
    plan = await town.press("kim", brief, "plan")
    return await town.press("kim", plan, FOURTH)


async def test_A27_a_mentor_pins_moves_and_leaves_out_steps_of_one_mentee(
    theirs: DeskTown, catalog: Catalog
) -> None:
    card = await at_the_fourth(theirs)
    orders, notes = [], []

    for button in ("pin", "later", "unpin", "earlier", "hide", "bring-back"):
        card = await theirs.press("kim", card, button)
        orders.append(weeks_of(plan_of(theirs, catalog))[:4])
        notes.append(card.body.partition("\n")[0])
        if button == "hide":  # the plan is shown, from which it can be picked
            card = await theirs.press("kim", card, FOURTH)

    assert orders == [
        [1, 4, 2, 3],
        [1, 2, 4, 3],
        [1, 2, 4, 3],
        [1, 4, 2, 3],
        [1, 2, 3, 5],
        [1, 2, 3, 4],
    ]
    assert notes[0] == (
        "Pinned: “Spreadsheets done properly” comes next, and it stays in their plan."
    )
    assert notes[-1] == "“Spreadsheets done properly” is number 4 now."
    assert theirs.files.rearranged == [(account("sam"), step(4))] * 6


async def test_A27_this_week_s_step_cannot_be_touched_by_whatever_is_forged(
    theirs: DeskTown, catalog: Catalog
) -> None:
    before = theirs.files.here[account("sam")]

    cards = [
        await theirs.act("kim", Pressed(Spot(View.PLAN, 1, choice_of(step(1))), button))
        for button in PlanButton
    ]

    assert theirs.files.here[account("sam")] == before
    assert all(card.body.startswith("**The next steps of Sam**") for card in cards)


async def test_a_repeat_of_a_press_changes_nothing(theirs: DeskTown, catalog: Catalog) -> None:
    card = await at_the_fourth(theirs)

    first, again = [
        await theirs.press("kim", card, "earlier", key="the same") for _ in range(2)
    ]

    assert first == again
    assert weeks_of(plan_of(theirs, catalog))[:4] == [1, 2, 4, 3]


async def test_a_press_on_an_old_card_says_how_it_is_now(theirs: DeskTown) -> None:
    card = await at_the_fourth(theirs)
    await theirs.press("kim", card, "hide")

    again = await theirs.press("kim", card, "pin")

    assert [one.id for one in again.choices] == ["bring-back", "plan"]
    assert again.body.startswith("**Spreadsheets done properly**")


async def test_one_goes_back_to_the_plan_and_to_the_brief(theirs: DeskTown) -> None:
    card = await at_the_fourth(theirs)

    plan = await theirs.press("kim", card, "plan")
    brief = await theirs.press("kim", plan, "brief")

    assert plan.body.startswith("**The next steps of Sam**")
    assert brief == await theirs.status("kim", "sam")


@pytest.mark.parametrize("choice", ["plan", "pin", FOURTH, "strange"])
async def test_F64_no_consent_not_yours_and_unknown_are_one_card_by_the_same_calls(
    catalog: Catalog, town: DeskTown, choice: str
) -> None:
    here = person(nudged(wanted(catalog)))
    town.pair("sam", Item.ROLE, Item.REASONS, Item.WORDS, here=here)
    town.pair("ana", *Item, mentor="lee", here=here)
    town.pair("joe", *Item, state=State.ENDED, here=here)
    answers, calls = [], []

    for number in (1, 2, 3, 99):
        town.files.counts.clear()
        answers.append(await town.act("kim", Pressed(Spot(View.PLAN, number, FOURTH), choice)))
        calls.append(Counter(town.files.counts))

    assert answers[0].body.startswith(NOT_FOUND)
    assert answers[1:] == answers[:-1]
    assert calls[1:] == calls[:-1]
    assert not town.files.rearranged


async def test_F64_the_button_of_the_brief_is_judged_alike(
    catalog: Catalog, town: DeskTown
) -> None:
    town.pair("sam", Item.ROLE, here=person(nudged(wanted(catalog))))

    cards = [
        await town.act("kim", Pressed(Spot(View.BRIEF, number), "plan")) for number in (1, 99)
    ]

    assert cards[0].body.startswith(NOT_FOUND)
    assert cards[0] == cards[1]


@pytest.mark.parametrize("change", ["demoted", "withdrawn", "ended"])
async def test_F61_F62_F63_a_card_that_stands_open_changes_nothing_after_that(
    theirs: DeskTown, catalog: Catalog, change: str
) -> None:
    card = await at_the_fourth(theirs)
    before, pair = theirs.files.here[account("sam")], theirs.files.pairs[1]
    match change:
        case "demoted":
            theirs.demote("kim")
        case "withdrawn":
            theirs.files.pairs[1] = replace(pair, consents=frozenset({Item.ROLE}))
        case _:
            theirs.files.pairs[1] = replace(pair, state=State.ENDED)

    again = await theirs.press("kim", card, "pin")

    assert again.body.startswith(NOT_FOUND)
    assert theirs.files.here[account("sam")] == before


async def test_F63_what_is_withdrawn_during_the_press_is_judged_where_it_is_written(
    theirs: DeskTown, catalog: Catalog
) -> None:
    card = await at_the_fourth(theirs)
    before, noted = theirs.files.here[account("sam")], theirs.files.note_look

    async def withdraws(*looked: object) -> None:
        await noted(*looked)  # type: ignore[arg-type]
        pair = theirs.files.pairs[1]
        theirs.files.pairs[1] = replace(pair, consents=frozenset())

    theirs.files.note_look = withdraws  # type: ignore[assignment,method-assign]

    again = await theirs.press("kim", card, "pin")

    assert again.body.startswith(NOT_FOUND)
    assert theirs.files.here[account("sam")] == before


@pytest.mark.parametrize("after", ["stopped", "without any"])
async def test_where_no_step_comes_any_more_there_is_the_brief(
    theirs: DeskTown, catalog: Catalog, after: str
) -> None:
    card = await at_the_fourth(theirs)
    here = theirs.files.here[account("sam")]
    weekly = weeks.of(here)
    schedule = replace(weekly.agenda.schedule, stopped=True)
    stopped = replace(weekly, agenda=replace(weekly.agenda, schedule=schedule))
    left = stopped if after == "stopped" else None
    theirs.files.here[account("sam")] = replace(here, weekly=left)

    again = await theirs.press("kim", card, "pin")

    assert again.place is not None
    assert again.place.question == "brief.1"


async def test_F71_each_press_is_a_look_that_the_mentee_reads_of(theirs: DeskTown) -> None:
    card = await at_the_fourth(theirs)
    looks = len(theirs.files.looked)

    await theirs.press("kim", card, "pin")

    assert len(theirs.files.looked) == looks + 1


async def test_what_has_to_wait_for_a_word_of_theirs_is_said(
    catalog: Catalog, town: DeskTown
) -> None:
    town.pair("sam", Item.STEPS, here=person(nudged(wanted(catalog), 3)))
    skipped = Spot(View.PLAN, 1, choice_of(step(1)))

    card = await town.act("kim", Pressed(skipped, "earlier"))

    assert card.body.startswith("That stays as it is for now: Sam has still to say")
    assert not town.files.rearranged
