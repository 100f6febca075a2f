"""The letter about a mentor's changes of a plan: what they came to in the end."""

from dataclasses import replace

import pytest

from bot.cards import Card, Choice
from bot.catalog import Catalog
from bot.engine.mentoring.plan_letters import gathered, letter
from bot.engine.plans import planning
from bot.engine.plans.plan import Plan
from bot.engine.plans.plan_cards import PlanButton, choice_of
from bot.engine.weekly.plan_choices import EDITS
from tests.engine.plans.weeks import step
from tests.engine.weekly.steps import FIRST_NUDGE, wanted

PIN, UNPIN, HIDE, BACK = (
    PlanButton.PIN,
    PlanButton.UNPIN,
    PlanButton.HIDE,
    PlanButton.BRING_BACK,
)
EARLIER, LATER = PlanButton.EARLIER, PlanButton.LATER
SOMETHING = (
    "**Kim**, your mentor, changed something in your plan. Say **plan** to see how it is now; "
    "you can change it back there."
)
CHARTS = "“Spreadsheets done properly”"


@pytest.fixture
def plan(catalog: Catalog) -> Plan:
    """In their first week; the third step was left out."""
    begun = planning.next_week(catalog, wanted(catalog).plan, FIRST_NUDGE)
    return planning.hide(catalog, begun, step(3))


class Desk:
    """Where a mentor changes a plan, and what the letter is to tell of it.

    Attributes:
        plan: as it is now.
        card: what waits to be told, or None.
    """

    def __init__(self, catalog: Catalog, plan: Plan) -> None:
        self._catalog = catalog
        self.plan = plan
        self.card: Card | None = None

    def change(self, *changes: tuple[int, PlanButton]) -> "Desk":
        for rung, button in changes:
            was, which = self.plan, step(rung)
            self.plan = EDITS[button](self._catalog, was, which)
            self.card = gathered(self.card, was, self.plan, which)
        return self

    def told(self) -> list[str] | None:
        """The lines of the letter; None if there is none."""
        assert self.card is not None
        found = letter(self._catalog, "Kim", self.plan, self.card.choices)
        return None if found is None else found.body.splitlines()


def test_A27_the_letter_says_who_changed_what_and_what_it_came_to(
    catalog: Catalog, plan: Plan
) -> None:
    desk = Desk(catalog, plan)

    desk.change((5, HIDE), (4, LATER), (4, LATER), (3, BACK), (7, PIN))

    told = desk.told()
    assert told is not None
    assert told == [
        "**Kim**, your mentor, has changed your plan:",
        "- “Cleaning data you did not collect” is left out. You can bring it back at any time.",
        f"- {CHARTS} is number 6 now.",
        "- “Cohorts and retention with window functions” is number 4 now.",
        "- Pinned: “Choosing the chart” comes next, and it stays in your plan.",
        "It is still yours: say **plan**, and you can change it back.",
    ]


@pytest.mark.parametrize(
    "changes",
    [
        [(4, LATER), (4, EARLIER)],
        [(4, LATER), (5, LATER)],
        [(4, HIDE), (4, BACK)],
        [(2, PIN), (2, UNPIN)],
        [(3, BACK), (3, HIDE)],
    ],
)
def test_A27_what_was_changed_and_changed_back_is_not_told(
    catalog: Catalog, plan: Plan, changes: list[tuple[int, PlanButton]]
) -> None:
    assert Desk(catalog, plan).change(*changes).told() is None


def test_A27_a_change_that_stays_is_told_among_those_that_were_taken_back(
    catalog: Catalog, plan: Plan
) -> None:
    told = Desk(catalog, plan).change((4, HIDE), (5, LATER), (4, BACK)).told()

    assert told is not None
    assert [CHARTS in "".join(told), len(told)] == [False, 3]


def test_what_is_pinned_comes_next_only_if_it_does(catalog: Catalog, plan: Plan) -> None:
    told = Desk(catalog, plan).change((4, PIN), (5, PIN)).told()

    assert told is not None
    assert told[1:3] == [
        f"- {CHARTS} is number 3 now, and it stays in your plan.",
        "- Pinned: “Cleaning data you did not collect” comes next, and it stays in your plan.",
    ]


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ([(4, UNPIN)], f"- {CHARTS} keeps its place, without the pin."),
        ([(4, UNPIN), (4, LATER)], f"- {CHARTS} is number 3 now, without the pin."),
    ],
)
def test_what_lost_its_pin_keeps_its_place_only_if_it_does(
    catalog: Catalog, plan: Plan, changes: list[tuple[int, PlanButton]], line: str
) -> None:
    pinned = planning.pin(catalog, plan, step(4))

    told = Desk(catalog, pinned).change(*changes).told()

    assert told is not None
    assert told[1] == line


def test_between_two_weeks_the_first_of_all_comes_next(catalog: Catalog) -> None:
    told = Desk(catalog, wanted(catalog).plan).change((4, PIN)).told()

    assert told is not None
    assert told[1] == f"- Pinned: {CHARTS} comes next, and it stays in your plan."


def test_what_the_mentee_changes_between_two_changes_is_not_said_to_be_the_mentor_s(
    catalog: Catalog, plan: Plan
) -> None:
    desk = Desk(catalog, plan).change((4, LATER))
    desk.plan = planning.hide(catalog, desk.plan, step(6))

    told = desk.change((7, PIN)).told()

    assert told is not None
    assert len(told) == 4
    assert "left out" not in "".join(told)


@pytest.mark.parametrize("later", ["hidden", "moved", "another week"])
def test_what_has_changed_again_meanwhile_is_not_told_but_that_there_was_something(
    catalog: Catalog, plan: Plan, later: str
) -> None:
    desk = Desk(catalog, plan).change((2, LATER))
    match later:
        case "hidden":
            desk.plan = planning.hide(catalog, desk.plan, step(2))
        case "moved":
            desk.plan = planning.reorder(catalog, desk.plan, step(2), 9)
        case _:
            left = tuple(one for one in desk.plan.upcoming if one != step(2))
            desk.plan = replace(desk.plan, upcoming=left)

    assert desk.told() == [SOMETHING]


def test_weeks_that_go_by_change_nothing_of_what_is_told(catalog: Catalog, plan: Plan) -> None:
    desk = Desk(catalog, plan).change((5, LATER))
    desk.plan = replace(desk.plan, upcoming=desk.plan.upcoming[1:], week=None)

    told = desk.told()

    assert told is not None
    assert told[1].endswith("is number 4 now.")


def test_a_step_that_was_done_between_two_changes_is_told_no_more(
    catalog: Catalog, plan: Plan
) -> None:
    desk = Desk(catalog, plan).change((2, PIN))
    left = tuple(one for one in desk.plan.upcoming if one != step(2))
    desk.plan = replace(desk.plan, upcoming=left, pins=frozenset())

    assert desk.change((5, LATER), (5, EARLIER)).told() == [SOMETHING]


def test_of_what_an_older_version_wrote_it_is_said_that_there_was_something(
    catalog: Catalog, plan: Plan
) -> None:
    told = (Choice(choice_of(step(4)), PIN), Choice("strange", "changed"))

    card = letter(catalog, "Kim", plan, told)

    assert card is not None
    assert card.body == SOMETHING


def test_of_many_changes_the_letter_tells_some_and_how_many_more(catalog: Catalog) -> None:
    desk = Desk(catalog, wanted(catalog).plan)

    told = desk.change(*((rung, PIN) for rung in range(1, 13))).told()

    assert told is not None
    assert len(told) == 13
    assert told[-2] == "- And 2 more."


def test_in_german_too(catalog: Catalog, german: Catalog, plan: Plan) -> None:
    desk = Desk(catalog, plan).change((4, PIN))
    assert desk.card is not None

    card = letter(german, "Kim", desk.plan, desk.card.choices)

    assert card is not None
    assert card.body.startswith("**Kim** begleitet dich und hat deinen Plan geändert:\n- ")
