"""A mentee's plan as their mentor may change it."""

from bot.cards import Card, Choice
from bot.catalog import Catalog
from bot.engine.mentoring.desk import Spot, View, place_of
from bot.engine.mentoring.overview import Listed, name_of
from bot.engine.mentoring.seen import Seen
from bot.engine.plans import plan_cards, skills
from bot.engine.plans.opening import topic
from bot.engine.plans.plan import MOST_STEPS, Plan, Step
from bot.engine.plans.plan_cards import PlanButton, choice_of
from bot.engine.weekly import plan_choices
from bot.engine.weekly.rearranging import open_to_others
from bot.engine.wording import listed

BACK, LIST = "brief", "plan"
"""What leads from the plan to the brief, and from a step to the plan."""

_SAID = {PlanButton.PIN: "theirs.is-pinned"}
"""What a mentor reads in other words than the mentee."""


def can_be_changed(seen: Seen) -> bool:
    """Whether a mentor sees a plan of which steps are to come."""
    return seen.plan is not None and not seen.plan.ended and not seen.stopped


def whole(catalog: Catalog, one: Listed, plan: Plan, note: str = "") -> Card:
    """The steps to come, and those that were left out, each to be picked.

    Args:
        catalog: today's content.
        one: whose it is.
        plan: theirs of today, as far as it is shared.
        note: what to say above it.
    """
    name = name_of(catalog, one.name)
    aside = plan_cards.in_order(catalog, plan, plan.hidden)
    numbered = enumerate(plan.upcoming, start=1)
    lines = [plan_cards.line(catalog, plan, at, step) for at, step in numbered]
    left_out = listed(catalog, [topic(catalog, step) for step in aside])
    told = [
        note,
        "\n".join([catalog.say("theirs.title", name=name), *lines]),
        catalog.say("plan.left-out", topics=left_out) if aside else "",
        catalog.say("theirs.how", name=name),
    ]
    open_steps = [step for step in (*plan.upcoming, *aside) if open_to_others(plan, step)]
    picks = (Choice(choice_of(step), topic(catalog, step)) for step in open_steps)
    return Card(
        body="\n\n".join(filter(None, told)),
        place=place_of(Spot(View.PLAN, one.number)),
        choices=(*picks, Choice(BACK, catalog.say("brief.back"))),
    )


def one_step(catalog: Catalog, one: Listed, plan: Plan, step: Step, note: str = "") -> Card:
    """One step with what can be done with it; of one that is nobody's to change, the plan."""
    found, offered = skills.ladder_step(catalog, step), open_to_others(plan, step)
    if found is None or not offered:
        return whole(catalog, one, plan, note)
    told = [note, catalog.say("plan.step", topic=found.topic, task=found.task)]
    to_plan = Choice(LIST, catalog.say("brief.their-plan"))
    return Card(
        body="\n\n".join(filter(None, told)),
        place=place_of(Spot(View.PLAN, one.number, choice_of(step))),
        choices=(*plan_cards.labelled(catalog, *offered), to_plan),
    )


def became(catalog: Catalog, plan: Plan, step: Step, button: PlanButton) -> str:
    """What became of a step, for the mentor who changed it."""
    if button in _SAID:
        return catalog.say(_SAID[button], topic=topic(catalog, step))
    return plan_choices.became(catalog, plan, step, button)


def unchanged(catalog: Catalog, one: Listed, plan: Plan, step: Step, button: PlanButton) -> str:
    """Why a press changed nothing; empty where the card says it already."""
    if button not in open_to_others(plan, step):
        return ""
    name, is_full = name_of(catalog, one.name), len(plan.upcoming) >= MOST_STEPS
    if button is PlanButton.BRING_BACK and is_full:
        return catalog.say("theirs.full", topic=topic(catalog, step), name=name)
    return catalog.say("theirs.not-now", name=name)
